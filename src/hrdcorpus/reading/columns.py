"""Lines of a text page, the columns that they take, and how they are put together again."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from hrdcorpus.text.folding import ends_sentence
from hrdcorpus.text.patterns import compile_later

_UNSPACED = "\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60"  # Chinese and Japanese: no blank parts their words
_MAY_BE_WIDE = compile_later("[^\0-\u10ff\u2000-\u22ff]")
_HYPHENS = ("-", "\u00ad", "\u2010")


class Line(NamedTuple):
    """A line of a text page, tidy, with its number from 1."""

    number: int
    text: str

    @property
    def width(self) -> int:
        """The columns that it takes."""
        return measure(self.text)

    @property
    def inked_width(self) -> int:
        """The same without a wide mark at its end, which may hang over."""
        return self.width - 2 * (_is_wide(self.text[-1]) and not self.text[-1].isalnum())


def join_text(lines: Sequence[str]) -> str:
    """One paragraph of lines. No blank parts Chinese characters, nor a word that a hyphen divides; it keeps the hyphen.

    >>> join_text(["We work on business-", "related rights", "- and water."]), join_text(["我们数", "水井。"])
    ('We work on business-related rights - and water.', '我们数水井。')
    """
    text = ""
    for line in lines:
        is_divided = text.endswith(_HYPHENS) and text[-2:-1].isalpha() and line[:1].islower()
        text += line if is_divided or not text or _is_unspaced(text, line) else f" {line}"
    return text


def measure(text: str) -> int:
    """The columns that a text takes: a wide character takes two."""
    return len(text) if text.isascii() else len(text) + sum(map(_is_wide, _MAY_BE_WIDE.findall(text)))


def measure_with_word(line: Line, below: Line) -> int:
    """The columns of the line with the first word of the next one, and with the marks that no line begins with."""
    word = _find_unspaced(below.text) or below.text.split(maxsplit=1)[0]
    return line.width + (not _is_unspaced(line.text, below.text)) + measure(word)


def breaks_off(line: Line, below: Line) -> bool:
    """Whether the line may end within a sentence: the next one begins with a letter that is no capital."""
    first = below.text[0]
    return first.isalpha() and not first.isupper() and not ends_sentence(line.text)


def _is_unspaced(line: str, below: str) -> bool:
    """Whether no blank stands between the two lines' texts: one of them ends or begins with such a script."""
    return bool(_find_unspaced(line[-1]) or _find_unspaced(below))


def _find_unspaced(text: str) -> str:
    """The character of such a script that the text begins with, and the marks behind it."""
    found = _compile_unspaced().match(text) if text >= _UNSPACED[0] else None
    return found[0] if found else ""


@cache
def _compile_unspaced() -> re.Pattern[str]:
    """Made when it is needed: so large a set takes a hundredth of a start."""
    return re.compile(rf"[{_UNSPACED}]\W*")


def _is_wide(c: str) -> bool:
    return c >= "\u1100" and unicodedata.east_asian_width(c) in "WF"

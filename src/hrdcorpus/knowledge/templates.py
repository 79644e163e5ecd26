"""Lines with `{slots}`, as people write them in TOML, made into something that matches a page's line.

A template matches a whole line, never a part of one. Case, white space, full-width punctuation and the shapes of
quotation marks and dashes do not matter; what a slot caught is given back verbatim.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.cldr import find_language
from hrdcorpus.text.folding import fold

MAX_LINE = 600  # characters; the longest banner seen has 92: a longer line is prose, and matching stays cheap

_WORD = re.compile(r"\w+")
_SLOT = re.compile(r"\{([a-z]+)\}")
_ALIKE = ("'’‘ʼ`´", '"“”„«»', "-‐‑–—−", ",，、", ":：", ".。", "(（", ")）", "!！", "?？")
_CLASSES = {c: f"[{re.escape(alike)}]" for alike in _ALIKE for c in alike}


def _is_language(value: str) -> bool:
    return find_language(value) is not None


def _is_languages(value: str) -> bool:
    return all(_is_language(name) for name in split_names(value))


def _is_number(value: str) -> bool:
    return value.isdecimal()


def is_name(value: str) -> bool:
    """Whether it could be a person's name: a few words with capitals, but for particles such as "de" and "van der"."""
    words = value.split()
    capitals = sum(word[0].isupper() for word in words)
    is_plain = all(c.isalpha() or c in "-'’." for word in words for c in word)
    return is_plain and 2 <= len(words) <= 5 and capitals > len(words) / 2 and words[-1][0].isupper()


def _holds_year(value: str) -> bool:
    return any(len(digits) == 4 for digits in re.findall(r"\d+", value))


def _is_capitalised(value: str) -> bool:
    return value[0].isupper()


def _is_anything(_: str) -> bool:
    return True


SLOTS: dict[str, Callable[[str], bool]] = {
    "language": _is_language,  # the interface's language, as an endonym
    "shown": _is_language,  # the language the page is shown in, as an endonym
    "languages": _is_languages,  # endonyms with commas
    "number": _is_number,
    "author": _is_anything,
    "publisher": _is_anything,
    "date": _holds_year,
    "interviewee": _is_anything,
    "name": is_name,
    "who": _is_capitalised,
    "text": _is_anything,
}


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template. `source` is what stands in the TOML file, `word` the longest word of its own, folded."""

    source: str
    slots: tuple[str, ...]
    word: str
    expression: str

    def match(self, line: str, folded: str) -> dict[str, str] | None:
        """What each slot caught, verbatim, if the whole line is this template's; else None."""
        found = _compile(self.expression).fullmatch(line) if self.word in folded else None
        if found is None:
            return None
        slots = {name: value.strip() for name, value in found.groupdict().items()}
        return slots if all(SLOTS[name](value) for name, value in slots.items()) else None


def compile_template(source: str) -> Template:
    """`source` made ready to match; `KnowledgeError` for an unknown slot, one used twice, or no words at all."""
    parts = _SLOT.split(unicodedata.normalize("NFC", source))
    literals, names = parts[0::2], parts[1::2]
    unknown = [name for name in names if name not in SLOTS]
    if unknown:
        raise KnowledgeError(f"template {source!r}: unknown slot {{{unknown[0]}}}; known are {', '.join(SLOTS)}")
    if len(set(names)) != len(names):
        raise KnowledgeError(f"template {source!r}: a slot stands twice")
    words = [word for literal in literals for word in _WORD.findall(fold(literal))]
    if not words:
        raise KnowledgeError(f"template {source!r}: has no words of its own, so it would match any line")
    pattern = _compile_literal(literals[0])
    for name, before, literal in zip(names, literals, literals[1:], strict=False):
        blank = r"\s+" if before[-2:-1].isalnum() and before.endswith(" ") else r"\s*"  # "Translated {text}"
        pattern += rf"{blank}(?P<{name}>\S.*?)\s*" + _compile_literal(literal)
    return Template(source, tuple(names), max(words, key=len), pattern)


def split_names(value: str) -> list[str]:
    """Names listed with commas of any script.

    >>> split_names("English、日本語, Русский")
    ['English', '日本語', 'Русский']
    """
    return [name.strip(" .。") for name in re.split("[,，、;；،]", value) if name.strip(" .。")]


@cache
def _compile(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)  # when first tried: most templates never are


def _compile_literal(literal: str) -> str:
    words = literal.split()
    return r"\s+".join("".join(_CLASSES.get(c, re.escape(c)) for c in word) for word in words)

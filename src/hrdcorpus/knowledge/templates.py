"""Texts with `{slots}`, as people write them in TOML, made into something that matches a whole line or question.

Case, white space, full-width punctuation and the shapes of quotation marks and dashes do not matter; what a slot
caught is given back verbatim.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.cldr import find_country, find_language
from hrdcorpus.text.folding import fold, split_folded

SLOT = re.compile(r"\{([^{}]*)\}")

_ALIKE = ("'’‘ʼ`´", '"“”„«»', "-‐‑–—−", ",，、", ":：", ".。", "(（", ")）", "!！", "?？")
_CLASSES = {c: f"[{re.escape(alike)}]" for alike in _ALIKE for c in alike}


def is_name(value: str) -> bool:
    """Whether it could be a person's name: a few words with capitals, but for particles such as "de" and "van der"."""
    words = value.split()
    capitals = sum(word[0].isupper() for word in words)
    is_plain = all(c.isalpha() or c in "-'’." for word in words for c in word)
    return is_plain and 2 <= len(words) <= 5 and capitals > len(words) / 2 and words[-1][0].isupper()


def split_names(value: str) -> list[str]:
    """Names listed with commas of any script.

    >>> split_names("English、日本語, Русский")
    ['English', '日本語', 'Русский']
    """
    return [name.strip(" .。") for name in re.split("[,，、;；،]", value) if name.strip(" .。")]


def _is_language(value: str) -> bool:
    return find_language(value) is not None


def _is_languages(value: str) -> bool:
    return all(map(_is_language, split_names(value)))


def _is_country(value: str) -> bool:
    return find_country(value.title()) is not None  # questions are compared without capitals, and names have them


def _holds_year(value: str) -> bool:
    return any(len(digits) == 4 for digits in re.findall(r"\d+", value))


def _is_capitalised(value: str) -> bool:
    return value[0].isupper() and "|" not in value


SLOTS: dict[str, Callable[[str], bool]] = {
    "language": _is_language,  # the interface's language, as an endonym
    "shown": _is_language,  # the language the page is shown in, as an endonym
    "languages": _is_languages,  # endonyms with commas
    "country": _is_country,  # in any language and grammatical case
    "number": str.isdecimal,
    "date": _holds_year,
    "name": is_name,
    "who": _is_capitalised,
    "author": bool,  # these three hold anything
    "publisher": bool,
    "text": bool,
}


class Template(NamedTuple):
    """A template ready to match. `source` is what stands in the TOML file, `word` the longest of its own, folded."""

    source: str
    folded: str
    slots: tuple[str, ...]
    word: str

    def match(self, text: str, folded: str) -> dict[str, str] | None:
        """What each slot caught, verbatim, if the whole text is this template's; else None.

        `folded` is the text as `fold` gives it: most texts lack the word, so that no pattern need be tried.
        """
        if not self.slots:
            return {} if folded == self.folded else None
        found = _compile(self.source).fullmatch(text) if self.word in folded else None
        if found is None:
            return None
        slots = {name: value.strip() for name, value in zip(self.slots, found.groups(), strict=True)}
        return slots if all(SLOTS[name](value) for name, value in slots.items()) else None


def compile_template(source: str) -> Template:
    """`source` made ready to match; `KnowledgeError` for an unknown slot, or no words at all."""
    parts = SLOT.split(source)
    literals, names = parts[0::2], tuple(parts[1::2])
    unknown = next((name for name in names if name not in SLOTS), None)
    if unknown is not None:
        raise KnowledgeError(f"unknown slot {{{unknown}}}; known are {', '.join(SLOTS)}")
    folded = fold(source)
    words = split_folded(fold(" ".join(literals)) if names else folded)
    if not words:
        raise KnowledgeError("has no words of its own, so it would fit any text")
    return Template(source, folded, names, max(words, key=len))


@cache
def _compile(source: str) -> re.Pattern[str]:
    """The pattern of a template, made when it is first tried: most never are."""
    literals = SLOT.split(unicodedata.normalize("NFC", source))[0::2]
    expression = _express(literals[0])
    for before, literal in pairwise(literals):
        blank = r"\s+" if before[-2:-1].isalnum() and before.endswith(" ") else r"\s*"  # "Translated {text}"
        expression += rf"{blank}(\S.*?)\s*" + _express(literal)
    expression += r"\.?" if literals[-1][-1:].isalnum() else ""  # a sentence, or a line
    return re.compile(expression, re.IGNORECASE)


def _express(literal: str) -> str:
    words = literal.split()
    return r"\s+".join("".join(_CLASSES.get(c, re.escape(c)) for c in word) for word in words)

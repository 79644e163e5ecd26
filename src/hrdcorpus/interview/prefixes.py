"""What stands before a turn and only marks it: "Q:", "Mary Example:", "7.", a dash."""

import re
from dataclasses import dataclass
from typing import Literal

from hrdcorpus.text import fold_words

_NUMBER = re.compile(r"[(№]?(\d{1,3})[.)]\s+(?=\S)")
_DASH = re.compile(r"[-–—−]\s*(?=\w|[\"'«“„¿])")
_LABEL = re.compile(r"([^:：.?!…;\n]{1,60})[:：](?=\s|$|[^\x00-\x7f])\s*")
_LETTER = re.compile(r"(\w)[.)]\s+(?=\S)")  # "Q. Why?"
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Prefix:
    """`name` is the folded label without its number, or the number; `end` is where the turn's text begins."""

    kind: Literal["label", "number", "dash"]
    name: str
    end: int


def find_prefix(text: str) -> Prefix | None:
    """The prefix that the text could have; whether it marks a turn is for the whole page to tell.

    >>> find_prefix("Question 3: Why?"), find_prefix("They said: go.").name, find_prefix("Nobody came.")
    (Prefix(kind='label', name='question', end=12), 'they said', None)
    """
    if found := _NUMBER.match(text):
        return Prefix("number", found[1], found.end())
    if found := _DASH.match(text):
        return Prefix("dash", "-", found.end())
    found = _LABEL.match(text) or _LETTER.match(text)
    if found and len(found[1].split()) <= _MOST_WORDS and any(c.isalpha() for c in found[1]):
        return Prefix("label", fold_words(found[1]).rstrip("0123456789 "), found.end())
    return None

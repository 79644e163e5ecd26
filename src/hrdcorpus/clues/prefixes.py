"""What stands before a turn and only marks it: "Q:", "Mary Example:", "M. E.:", "[00:12] Q:", "7.", a dash."""

import re
from dataclasses import dataclass
from typing import Literal

from hrdcorpus.text.folding import fold_words

_TIME = re.compile(r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?[\s–—-]*(?=\S)")  # of a recording
_NUMBER = re.compile(r"[(№]?(\d{1,3})(?:[.)]\s+(?=\S)|[.)]?$)")  # also in a cell of its own
_DASH = re.compile(r"(?:[-–—−―•▪●►]|--)\s*(?=\w|[\"'«“„¿])")
_LABEL = re.compile(r"([^:：?!…;\n]{1,60}+)[:：](?=\s|$|[^\x00-\x7f])\s*")
_BRACKETED = re.compile(r"\[([^\W\d][^\]\n]{0,40})\]:?\s*")  # "[Interviewer] Why?"
_BARRED = re.compile(r"([^―—–:?!…;\n]{3,41}+)(?<=\s)[―—–]\s+(?=\S)")  # "M. EXAMPLE ― Why?"
_LETTER = re.compile(r"([^\W\d_]\d{0,3}|\w)[.)]\s+(?=\S)")  # "Q. Why?", "A12. Because"
_SHORT = re.compile(r"[^\W\d_]{1,5}\.")  # "M.", "Dr.", "Корр.": a full stop that ends no sentence
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Prefix:
    """`name` is the folded label, or the number, `shown` the label verbatim.

    `end` is where the turn's text begins.
    """

    kind: Literal["label", "number", "dash"]
    name: str
    end: int
    shown: str = ""


def find_prefix(text: str) -> Prefix | None:
    """The prefix that the text could have; whether it marks a turn is for the whole page to tell.

    >>> find_prefix("Question 3: Why?"), find_prefix("They said: go.").name, find_prefix("Nobody came.")
    (Prefix(kind='label', name='question 3', end=12, shown='Question 3'), 'they said', None)
    >>> find_prefix("[0:12] M. E.: We did.").name, find_prefix("We left. Then: nothing.")
    ('m e', None)
    """
    time = _TIME.match(text)
    start = time.end() if time else 0
    if found := _NUMBER.match(text, start):
        return Prefix("number", found[1], found.end())
    if found := _DASH.match(text, start):
        return Prefix("dash", "-", found.end())
    barred = _BARRED.match(text, start)
    if barred and barred[1].isupper() and _is_label(barred[1]):
        return Prefix("label", fold_words(barred[1]), barred.end(), barred[1].rstrip())
    found = next(
        (found for kind in (_BRACKETED, _LABEL, _LETTER) if (found := kind.match(text, start)) and _is_label(found[1])),
        None,
    )
    return Prefix("label", fold_words(found[1]), found.end(), found[1]) if found else None


def _is_label(text: str) -> bool:
    """Whether it could name who speaks; with full stops in it ("Dr. M. Example"), only in capitals."""
    words = text.split()
    if len(words) > _MOST_WORDS or "。" in text or not any(c.isalpha() for c in text):
        return False
    stops = [word for word in words if "." in word]
    return not stops or (all(map(_SHORT.fullmatch, stops)) and all(word[0].isupper() for word in words))

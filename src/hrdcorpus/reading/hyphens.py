"""Words that a hyphen divides at the end of a line: the hyphen of some is their own, that of others the printer's."""

import re
from collections.abc import Sequence
from itertools import pairwise

Halves = tuple[str, str]  # folded

_HYPHENS = ("-", "\u2010")
_HABIT = 2  # words that the page has undivided, too: then it divides words
_WORD = re.compile(r"\w+(?:-\w+)*")
_LAST, _FIRST = re.compile(r"[^\W\d]+(?=[-\u2010]\Z)"), re.compile(r"[^\W\d]+")


def find_halves(line: str, below: str) -> Halves | None:
    """The two halves of the word that goes on in the next line; None where none does."""
    if line[-1:] not in _HYPHENS:  # nearly all
        return None
    last, first = _LAST.search(line), _FIRST.match(below)
    return (last[0].casefold(), first[0].casefold()) if last and first and first[0][0].islower() else None


def find_divided(lines: Sequence[str]) -> frozenset[Halves]:
    """The halves whose hyphen is the printer's: the page has the word undivided; or it divides words, and these halves
    stand nowhere as words of their own, nor with the hyphen.

    >>> find_divided(["He asked the peo-", "ple of the business-", "related people."])
    frozenset({('peo', 'ple')})
    """
    halves = [found for line, below in pairwise(lines) if (found := find_halves(line, below)) is not None]
    if not halves:
        return frozenset()
    words: set[str] = set()
    for above, line, below in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        whole = _WORD.findall(line.casefold())
        start, end = find_halves(above, line) is not None, find_halves(line, below) is not None
        words.update(whole[start : len(whole) - end])
    proven = {pair for pair in halves if "".join(pair) in words}
    if len(proven) >= _HABIT:
        proven.update(pair for pair in halves if "-".join(pair) not in words and not words.issuperset(pair))
    return frozenset(proven)

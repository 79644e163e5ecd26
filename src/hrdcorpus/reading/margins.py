"""Page numbers and running heads of a PDF as text: on several pages they stand between two halves of a sentence."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from hrdcorpus.reading.columns import Line, breaks_off

MARGIN = "margin"  # the region of a line outside of a page's text
_FEWEST = 2  # pages on which a number stands within a sentence, and on which a head stands beside a number
_LONGEST = 80  # characters
_DIGITS = re.compile(r"\d+")

_Run = Sequence[int]


def find_margins(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that are page numbers, which rise by one, or running heads beside them."""
    kinds: dict[str, list[int]] = defaultdict(list)  # by the text without its digits
    for at, line in enumerate(lines):
        if len(line.text) <= _LONGEST:
            kinds[_DIGITS.sub("#", line.text)].append(at)
    numbers = {at for places in kinds.values() if _do_rise([lines[at].text for at in places]) for at in places}
    heads = {at for places in kinds.values() if len({lines[at].text for at in places}) < len(places) for at in places}
    runs = [run for run in _list_runs(sorted(numbers | heads)) if not numbers.isdisjoint(run)]
    within = [run for run in runs if run[0] and run[-1] + 1 < len(lines) and _is_within(lines, run)]
    is_last = bool(runs) and runs[-1][-1] == len(lines) - 1  # of a page that has two, one number is at the end
    if len(within) + is_last < max(_FEWEST, len(runs) / 2) or not within:
        return frozenset()
    inside = {at for run in runs for at in run}
    margins = {at for places in kinds.values() for at in places if len(inside.intersection(places)) >= _FEWEST}
    return frozenset(lines[at].number for at in margins & inside)


def _do_rise(texts: Sequence[str]) -> bool:
    """Whether one of the numbers in the texts is greater by one in each."""
    columns = zip(*(map(int, _DIGITS.findall(text)) for text in texts), strict=True)
    return len(texts) >= _FEWEST and any(all(b == a + 1 for a, b in pairwise(column)) for column in columns)


def _list_runs(places: Iterable[int]) -> list[_Run]:
    """The places, those that follow each other together."""
    return [[at for _, at in run] for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0])]


def _is_within(lines: Sequence[Line], run: _Run) -> bool:
    return breaks_off(lines[run[0] - 1], lines[run[-1] + 1])

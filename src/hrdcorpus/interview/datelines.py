"""A line that says when it was published, and maybe who wrote it: "By Mary Example | 7 April 2021 | 4 min read"."""

import re
from itertools import pairwise

from msgspec.structs import replace

from hrdcorpus.clues.clues import Clues
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.knowledge.dates import find_dated, has_short_year, list_date_languages
from hrdcorpus.knowledge.templates import is_name

_MARKS = re.compile(r"\s+[|·•–—-]\s+|,\s+")  # between a name and what else stands beside a date
_ENDS = re.compile(rf"(?:{_MARKS.pattern}|:\s*)$")
_MOST_BESIDE = 10  # words; what says more than that is prose, or lists other stories
_MOST_SMALL = 2  # of these in small letters: "Posted on 7 April 2021 by", not "Women at the gate, 7 April 2021"


def claim_date(row: Labelled) -> Labelled | None:
    """The line as one that says when it was published, and maybe who wrote it, or None."""
    text, clues = row.block.text, row.clues
    if clues.dates or has_short_year(text):
        return replace(row, label="date", rule="date", interfaces=list_date_languages(text))
    span = None if row.block.heading or clues.ends_sentence else find_dated(clues.text)
    if span is None:
        return None
    names = {part: _find_byline(part) for part in _list_beside(clues, span)}
    words = [word for part, name in names.items() if name is None for word in part.text.split()]
    if len(words) > _MOST_BESIDE or sum(word[0].islower() for word in words) > _MOST_SMALL or _is_amid(clues, span):
        return None
    named = list(filter(None, names.values()))
    slots = {"date": clues.text[slice(*span)]} | ({"name": named[0]} if len(named) == 1 else {})
    return replace(row, label="date", rule="dateline", slots=slots)


def _is_amid(clues: Clues, date: tuple[int, int]) -> bool:
    """Whether words that are no names stand right before and right after the date: "The Flood of 7 April 2021 here"."""
    before, after = clues.text[: date[0]], clues.text[date[1] :]
    if not (before.endswith(" ") and after.startswith(" ")) or _ENDS.search(before) or _MARKS.match(after):
        return False
    return not is_name(before.strip()) and _find_byline(clues.part(date[1], len(clues.text)).unmarked) is None


def _list_beside(clues: Clues, date: tuple[int, int]) -> list[Clues]:
    """What stands before and after the date, in parts."""
    marks = [found.span() for found in _MARKS.finditer(clues.text)]
    outside = [mark for mark in marks if mark[1] <= date[0] or date[1] <= mark[0]]
    edges = sorted([(0, 0), *outside, date, (len(clues.text),) * 2])
    spans = [(end, start) for (_, end), (start, _) in pairwise(edges)]
    return [clues.part(*span).unmarked for span in spans if clues.text[slice(*span)].strip()]


def _find_byline(part: Clues) -> str | None:
    """The name in one part of a line with the date: "By Mary Example", "av Mary Example", or the name alone."""
    before, _, last = part.text.rpartition(" ")
    own = part.part(0, len(before)) if before and last.islower() else part  # "VON MARY EXAMPLE am"
    first, _, rest = own.text.partition(" ")
    told = rest if first.islower() else own.text
    named = told if own.line is None else own.line.slots.get("name", own.line.slots.get("who", ""))
    return named if is_name(named) else None

"""A line that says when it was published, and maybe who wrote it: "By Mary Example | 7 April 2021 | 4 min read"."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hrdcorpus.clues.clues import Clues
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.knowledge.dates import has_short_year, list_date_languages, split_dated
from hrdcorpus.knowledge.templates import is_name

_BARS = re.compile(r"\s+[|·•]\s+")
_COMMAS = re.compile(r",\s+")
_COUNT = re.compile(r"(?:[^\W\d_]+:?\s)?\d[\d.,]*(?:\s[^\W\d_]+){0,2}")  # "Views: 1204", "4 min read"
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_END = re.compile(r"(?:^|(?<=\S)\s+)(?=[^\W\d_A-Z]{1,8}$)[^\W\d_]+$")  # "VON A. B. am", "icon"


def claim_date(row: Labelled) -> Labelled | None:
    """The line as one that says when it was published, and maybe who wrote it, or None."""
    text = row.block.text
    if row.clues.dates or has_short_year(text):
        return replace(row, label="date", rule="date", interfaces=list_date_languages(text))
    slots = {} if row.block.heading else _read_dateline(row.clues)
    return replace(row, label="date", rule="dateline", slots=slots) if slots else None


def _read_dateline(clues: Clues) -> dict[str, str]:
    """The date of a line that holds one and else only names, words in small letters, or what a bar parts from it.

    A word with a capital beside the date may be a name or a place: it is neither.
    """
    if not any(map(str.isdecimal, clues.text)):  # as in most prose
        return {}
    return _read_parts(_split_at(_BARS, clues)) or _read_parts(_split_at(_COMMAS, clues), may_hold_more=False)


def _read_parts(parts: Sequence[Clues], *, may_hold_more: bool = True) -> dict[str, str]:
    dated = next(((part, found) for part in parts if (found := _split_dateline(part))), None)
    if dated is None:
        return {}
    place, (before, date, after) = dated
    beside = [place.part(*span) for span in (before, after) if span[0] < span[1]]
    beside = [part for part in beside if not _COUNT.fullmatch(part.text) and not _WORD.fullmatch(part.text)]
    others = [part for part in parts if part is not place and not _WORD.fullmatch(part.text)]
    if not all(map(_find_byline, beside if may_hold_more else [*beside, *others])):
        return {}
    names = [name for part in (*beside, *others) if (name := _find_byline(part))]
    return {"date": date} | ({"name": names[0]} if len(names) == 1 else {})


def _split_at(mark: re.Pattern[str], clues: Clues) -> list[Clues]:
    starts, ends = [0], []
    for found in mark.finditer(clues.text):
        ends.append(found.start())
        starts.append(found.end())
    return [clues.part(*span) for span in zip(starts, [*ends, len(clues.text)], strict=True)]


def _split_dateline(part: Clues) -> tuple[tuple[int, int], str, tuple[int, int]] | None:
    """The date in one part of a line, with where stands what is before and after it and does not say that it is one."""
    line = part.line
    text = line.slots["date"] if line is not None and line.kind.name == "dateline" else part.text
    found, start = split_dated(text), part.text.find(text)
    if found is None or start < 0:  # characters that nobody sees stand in it
        return None
    before, date, after = found
    end = start + len(text)
    return (start, start + len(_SMALL_END.sub("", before))), date, (end - len(after), end)


def _find_byline(part: Clues) -> str | None:
    """The name in one part of a line with the date: "By Mary Example", or the name alone."""
    line = part.line
    named = part.text if line is None else line.slots.get("name", line.slots.get("who", ""))
    return named if is_name(named) else None

"""A line that says when it was published, and maybe who wrote it: "By Mary Example | 7 April 2021 | 4 min read"."""

import re
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from hrdcorpus.clues.clues import Clues
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.knowledge.dates import find_dated, has_short_year, is_weekday, list_date_languages
from hrdcorpus.knowledge.templates import is_name

DOUBTFUL = "dateline.doubtful"  # rule of a line with a date that may be another than that of publication
TOLD = "dateline.told"  # of one that may be the interview's, besides: "Arrested in Ekho on 7 April 2021"
_BARS = re.compile(r"\s+[|·•]\s+")
_MARKS = re.compile(rf"{_BARS.pattern}|\s+[/–—-]\s+|,\s+")  # between a name and what else stands beside a date
_MOST_BESIDE = 10  # words; what says more than that is prose, or lists other stories
_MOST_SMALL = 2  # of these in small letters: what has more is a headline
_LONGEST_ENDING = 3  # letters of a word between an author's name and the date, in any language: "on", "am"
_WORD = re.compile(r"\S+")
_GLUED = re.compile(r"[^\W\d]+(?=\d)")  # two elements in one line: "Story7 Apr 2021"
_COUNT = re.compile(r"(?:[^\d:：]{1,30}[:：]\s?)?\d[\d.,\s]*(?:\s[^\W\d_]+){0,2}")  # "Views: 1204", "4 min read"
_NUMBER = re.compile(r"(?:[^\W\d_]{1,2}[.º°]?|[#№])\s?\d+")  # "No 12", "Nº 61"
_CLOCK = re.compile(r"(?:[^\W\d_]{1,3}\s)?\d{1,2}[:.h]\d\d(?:\s?[^\W\d_]{1,4}\.?){0,2}")  # "at 6:00 PM"
_ENDS_IN_TIME = re.compile(rf"\s+{_CLOCK.pattern}[\s,]*$")


class _Part(NamedTuple):
    """What stands between two marks beside the date, and the name in it; `is_barred`: a bar parts it from the date."""

    clues: Clues
    name: str | None
    is_barred: bool


def claim_date(row: Labelled, above: Clues | None) -> Labelled | None:
    """The line as one that says when it was published, and maybe who wrote it, or None.

    It is doubtful where what stands beside the date, or as a label `above` it, may say what else happened then
    ("Arrested 7 April 2021"), and the interview's besides where that has words in small letters.
    """
    text, clues = row.block.text, row.clues
    if clues.dates or has_short_year(text):
        if above is not None and _is_label(above) and not _is_publishing(above):
            return replace(row, label="date", rule=TOLD, slots={"date": text})
        return replace(row, label="date", rule="date", interfaces=list_date_languages(text))
    glued = _GLUED.match(text)
    if glued and clues.part(0, glued.end()).is_line("head") and clues.part(glued.end(), len(text)).dates:
        return replace(row, label="date", rule="dateline", slots={"date": text[glued.end() :]})
    span = None if row.block.heading or clues.ends_sentence else find_dated(clues.text)
    if span is None:
        return None
    if any(_is_kind(clues.part(start, span[1]), "update") for start in _list_starts(clues) if start < span[0]):
        return None
    dates, parts = clues.part(*span).dates, _list_parts(clues, span)
    unknown = [part for part in parts if not (part.name or _is_told(part, dates))]
    words = [word for part in unknown for word in part.clues.text.split()]
    small = sum(word[0].islower() for word in words)
    if len(words) > _MOST_BESIDE or small > _MOST_SMALL:
        return None
    names = [part.name for part in parts if part.name]
    is_furniture = bool(names) and all(part.is_barred for part in unknown)
    is_bylined = all(_begins_with_byline(part.clues) for part in unknown)  # "By Mary Example lock keeper 7 April 2021"
    is_certain = is_furniture or is_bylined or _is_led(clues.part(0, span[0]))
    slots = {"date": clues.text[slice(*span)]} | ({"name": names[0]} if is_certain and len(names) == 1 else {})
    doubtful = TOLD if small and not any(part.is_barred for part in parts) else DOUBTFUL
    return replace(row, label="date", rule="dateline" if is_certain else doubtful, slots=slots)


def _list_parts(clues: Clues, dated: tuple[int, int]) -> list[_Part]:
    """What stands before and after the date, and has letters or digits, in parts."""
    marks = [found.span() for found in _MARKS.finditer(clues.text)]
    outside = [mark for mark in marks if mark[1] <= dated[0] or dated[1] <= mark[0]]
    edges = sorted([(0, 0), *outside, dated, (len(clues.text),) * 2])
    parts: list[_Part] = []
    for (_, start), (end, _) in pairwise(edges):
        if any(map(str.isalnum, clues.text[start:end])):
            part = clues.part(start, end).unmarked
            between = clues.text[end : dated[0]] or clues.text[dated[1] : start]
            parts.append(_Part(part, _find_byline(part), _BARS.search(between) is not None))
    return parts


def _is_told(part: _Part, dates: frozenset[date]) -> bool:
    """Whether it is known to be nothing that happened: a count, a time, a weekday, the date again, a line of sites."""
    clues = part.clues
    if is_weekday(clues.text) or clues.dates & dates or any(known.fullmatch(clues.text) for known in (_CLOCK, _NUMBER)):
        return True
    is_count = part.is_barred or (":" in clues.text and not clues.text[0].isdecimal())
    if is_count and _COUNT.fullmatch(clues.text):
        return True
    return (clues.is_line("head") and not _is_kind(clues, "picture")) or _is_publishing(clues)


def _is_label(clues: Clues) -> bool:
    return clues.block.tag == "dt" or clues.text[-1] in ":："


def _is_kind(clues: Clues, *kinds: str) -> bool:
    return clues.line is not None and clues.line.kind.name in kinds


def _is_publishing(clues: Clues) -> bool:
    """Whether it, or the label it begins with, says in some language when or where it was published."""
    label = " ".join(clues.part(0, len(clues.text.replace("：", ":").partition(":")[0])).words)
    return any(label in speech.publishing for speech in clues.knowledge.speech)


def _is_led(before: Clues) -> bool:
    """Whether words of publishing stand right before the date, but for a time."""
    *_, last = [0, *(mark.end() for mark in _MARKS.finditer(before.text))]
    told = before.part(last, len(_ENDS_IN_TIME.sub("", before.text)))
    return _is_publishing(told)


def _begins_with_byline(part: Clues) -> bool:
    begun = (part.part(0, found.end()) for found in _WORD.finditer(part.text))
    return any(map(_find_author, begun))


def _find_author(clues: Clues) -> str | None:
    """The name in a by-line, or in one that says who asked."""
    slots = clues.line.slots if clues.line is not None and _is_kind(clues, "byline", "interviewer", "credit") else {}
    named = slots.get("name", slots.get("who", ""))
    return named if is_name(named) else None


def _find_byline(part: Clues) -> str | None:
    """The name in one part of a line with the date: "By Mary Example", "av Mary Example", or the name alone."""
    own = part.part(0, _find_end(part))
    if own.line is not None:
        return _find_author(own)
    particles = part.knowledge.titles[0].common.particles
    first, _, rest = own.text.partition(" ")
    named = rest if first in particles else own.text
    # "Arrested in Almaty" is no name
    is_plain = all(not word.islower() or word in particles for word in named.split())
    return named if is_plain and is_name(named) else None


def _find_end(part: Clues) -> int:
    """Where words of publishing begin, or one short word does, that lead to the date: "VON MARY EXAMPLE am"."""
    starts = _list_starts(part)[1:]
    published = (start for start in starts if _is_publishing(part.part(start, len(part.text))))
    is_short = bool(starts) and part.text[starts[-1] :].islower() and len(part.text) - starts[-1] <= _LONGEST_ENDING
    return next(published, starts[-1] if is_short else len(part.text))


def _list_starts(clues: Clues) -> list[int]:
    return [found.start() for found in _WORD.finditer(clues.text)]

"""What editors put under the last answer: who asked and who translated, what was cut, who the two are."""

import re
from collections.abc import Sequence

from hrdcorpus.interview.ending import leave_out
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.interview.reading import Reading
from hrdcorpus.interview.units import Unit
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.naming import find_interviewees
from hrdcorpus.text.folding import fold_words

_FOOTNOTE = re.compile(r"\[\d{1,3}\]\s|[\u00b9\u00b2\u00b3]\s?\w|©")


def drop_closing(
    units: Sequence[Unit], reading: Reading, labelled: Sequence[Labelled], knowledge: Knowledge, speech: Speech | None
) -> Reading:
    """The reading that ends with the last answer: without buttons, credits, footnotes and portraits of the two below.

    `labelled` are the page's rows: its head names who is interviewed and who wrote it.
    """
    if not reading.questions:
        return reading
    names = _list_names(labelled, knowledge)
    last = max(reading.questions)
    inside = [i for i in range(last + 1, len(units)) if i not in reading.outside | reading.boxes]
    while len(inside) > 1 and _is_closing(units[inside[-1]], names, knowledge, speech):
        inside.pop()  # at least one paragraph is the answer
    return leave_out(units, reading, inside[-1] + 1) if inside else reading


def _is_closing(unit: Unit, names: frozenset[str], knowledge: Knowledge, speech: Speech | None) -> bool:
    text = unit.block.text[unit.prefix.end if unit.prefix and unit.prefix.kind == "dash" else 0 :]
    is_line = unit.block.is_linked or knowledge.lines.is_line(text, "closing")
    return is_line or _FOOTNOTE.match(text) is not None or _is_portrait(text, speech, names)


def _is_portrait(text: str, speech: Speech | None, names: frozenset[str]) -> bool:
    """Whether it begins with one of the names, and nobody speaks of himself in it."""
    words = fold_words(text)
    is_named = any(words.startswith(f"{name} ") for name in names)
    return is_named and speech is not None and speech.first_person.isdisjoint(words.split())


def _list_names(labelled: Sequence[Labelled], knowledge: Knowledge) -> frozenset[str]:
    titles = (find_interviewees(row.block.text, knowledge.titles) for row in labelled if row.label == "title")
    authors = (row.slots.get("name", row.block.text) for row in labelled if row.label == "author")
    names = [*(person.name for people in titles for person in people or () if person.name), *authors]
    return frozenset(filter(None, map(fold_words, names)))

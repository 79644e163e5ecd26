"""Boxes that a site puts between and under its paragraphs: share buttons, appeals, advertisements.

The paragraphs of an interview stand in elements of the same kinds. A short block that stands in others, and in which
nobody speaks of himself, or somebody is spoken to, is the site's.
"""

from collections import Counter
from collections.abc import Sequence

from hrdcorpus.interview.reading import Reading
from hrdcorpus.interview.units import Unit
from hrdcorpus.knowledge.lines import SiteLines
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.text.folding import fold_words

_FRAMES = {"div", "section", "article", "aside", "main", "header", "footer", "center", "details"}  # and custom elements
_MANY = 4  # questions
_LONGEST = 300  # characters of a box; what is longer may be an answer in an unusual place


def find_boxes(units: Sequence[Unit], reading: Reading, lines: SiteLines, speech: Speech | None) -> frozenset[int]:
    """Places of the units after the first question that stand in such boxes, or are a site's link as a whole."""
    first = min(reading.questions, default=len(units))
    teasers = {i for i in range(first, len(units)) if lines.is_line(units[i].block.text, "turns")}
    teasers -= {i for i, unit in enumerate(units) if unit.row.is_fixed}
    if not all(units[i].block.path for i in reading.questions):
        return frozenset(teasers) - reading.outside
    usual = _list_usual_frames(units, reading)
    held: dict[str, list[int]] = {}
    links: set[int] = set()
    for i in range(first + 1, len(units)):
        unit = units[i]
        if i in reading.outside or unit.row.is_fixed:
            continue
        if (unit.block.is_linked or unit.block.tag == "summary") and lines.is_line(unit.block.text, "links"):
            links.add(i)
        elif find_frame(unit) not in usual:
            held.setdefault(_find_box(unit), []).append(i)
    boxes = (places for places in held.values() if _is_box([units[i] for i in places], speech))
    return frozenset(links.union(teasers - reading.outside, *boxes))


def _list_usual_frames(units: Sequence[Unit], reading: Reading) -> set[tuple[str, ...]]:
    """The frames of the questions and of what follows on each; of many, one that occurs once is none."""
    places = [i for i in reading.questions - reading.outside if i + 1 < len(units)]
    counts = Counter(frame for i in places for frame in {find_frame(units[i]), find_frame(units[i + 1])})
    certain = {find_frame(units[i]) for i in places if units[i].standing == "wording"}
    fewest = 2 if len(places) >= _MANY else 1
    return certain | {frame for frame, count in counts.items() if count >= fewest}


def _is_box(units: Sequence[Unit], speech: Speech | None) -> bool:
    text = " ".join(unit.block.text for unit in units)
    if len(text) > _LONGEST or speech is None:
        return False
    words = set(fold_words(text).split())
    appeals = "?" in text or not words.isdisjoint(speech.second_person)  # "Sign our petition, will you?"
    return appeals or words.isdisjoint(speech.first_person)


def find_frame(unit: Unit) -> tuple[str, ...]:
    """The names of the elements around the unit that only hold others."""
    names = (step.partition("[")[0] for step in (unit.block.path or "").split("/"))
    return tuple(name for name in names if name in _FRAMES or "-" in name)


def _find_box(unit: Unit) -> str:
    """The path of the innermost of these elements."""
    steps = (unit.block.path or "").split("/")
    depth = max((i for i, step in enumerate(steps) if step.partition("[")[0] in _FRAMES or "-" in step), default=0)
    return "/".join(steps[: depth + 1])

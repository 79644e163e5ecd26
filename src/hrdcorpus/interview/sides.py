"""Is this block the site's? Above, between and below the turns, as a sum of clues (weights/site.toml).

The blocks are looked at from the last one up, so that each knows whether all below it is the site's.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import takewhile

from hrdcorpus.clues.clues import Clues
from hrdcorpus.clues.prefixes import could_name
from hrdcorpus.interview.boilerplate import is_farewell, is_furniture, is_note, is_own, is_panel, weigh_link
from hrdcorpus.interview.datelines import TOLD, claim_date
from hrdcorpus.interview.insets import find_boxes, find_footnotes, find_pull_quotes, find_told_items, is_item
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.interview.outliers import (
    Frame,
    find_broken,
    find_container,
    find_names,
    find_other_looks,
    find_portraits,
    find_repeated,
    list_usual_frames,
)
from hrdcorpus.interview.units import Turns, Units
from hrdcorpus.interview.weighing import Weighed, weigh
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.knowledge.templates import is_name

_SHORT = 60  # characters under the headline of another story; an answer is longer, or not the only one
_NOBODY = frozenset[str]()
_LONGEST_LINE = 120  # characters; what is longer is prose, whatever it ends with


def find_site_units(units: Units, turns: Turns, people: Sequence[str], speech: Speech | None) -> Mapping[int, Weighed]:
    """What was weighed for each unit but the first question; those that reach the threshold are the site's.

    `people` are the folded names of those who are interviewed and who wrote it.
    """
    if not turns.questions:
        return {}
    first = min(turns.questions)
    repeated = find_repeated(units, turns)
    above = _weigh_introduction(units, first, turns, repeated, speech)
    return {**above, **_weigh_turns(units, turns, repeated, people, speech)}


def _weigh_introduction(
    units: Units, first: int, turns: Turns, repeated: frozenset[int], speech: Speech | None
) -> Mapping[int, Weighed]:
    """What was weighed for each unit above the first question; a label without a text that is no voice's is a line."""
    prose = Counter[Frame]()  # in each element, how many more sentences than lines stand
    for unit in units[: first + 1]:
        prose[unit.clues.container] += 1 if unit.clues.ends_sentence else -1
    weighed: dict[int, Weighed] = {}
    for i, unit in enumerate(units[:first]):
        clues = unit.clues
        dated = claim_date(Labelled(clues), units[i - 1].clues if i else None)
        is_label = unit.is_bare_label and could_name(clues.text.rstrip(" :：")) and i not in turns.prefixed
        values = {
            "above": True,
            "line": is_label
            or clues.is_line("head", "closing", "end")
            or is_furniture(clues.unmarked)
            or is_panel(clues)
            or (dated is not None and dated.rule != TOLD)
            or (is_name(clues.text) and not clues.ends_sentence),
            "link": weigh_link(clues),
            "note": is_note(clues, speech),
            "repeated": i in repeated,
            "unfinished": not clues.ends_sentence and len(clues.text) <= _LONGEST_LINE,
            "among-lines": bool(clues.steps) and prose[clues.container] < 0,
        }
        weighed[i] = weigh("site", values)
    return weighed


def _weigh_turns(
    units: Units, turns: Turns, repeated: frozenset[int], people: Sequence[str], speech: Speech | None
) -> Mapping[int, Weighed]:
    """What was weighed for each unit below the first question."""
    first = min(turns.questions)
    certain = max((i for i in turns.questions if _is_certain(units, i)), default=0)
    ending = next((i for i in range(max(certain, first) + 1, len(units)) if _is_ending(units, i, speech)), len(units))
    asked = sorted(i for i in turns.questions if i < ending)
    container, frames = find_container(units, asked), list_usual_frames(units, asked)
    names, looks = find_names(units, first, people), find_other_looks(units, asked)
    is_marked = turns.is_answered and asked[-1] + 1 not in turns.prefixed
    is_closed = is_marked and is_farewell(units[asked[-1]].clues, speech, names)  # what follows is not the guest's
    broken = range(asked[-1] + 1, len(units)) if is_closed else find_broken(units, asked, ending)
    portraits, quotes = find_portraits(units, first, people), find_pull_quotes(units, turns)
    notes, boxed = find_footnotes(units), find_boxes(units, turns, frames)
    told = find_told_items(units, turns, speech)
    weighed: dict[int, Weighed] = {}
    is_last = True  # all below is the site's
    for i in reversed(range(first + 1, len(units))):
        unit, clues, is_question = units[i], units[i].clues, i in turns.questions
        if unit.asking == "wording":
            is_last = False
            continue
        line, is_noted = clues.unmarked, i in notes or is_note(clues, speech)
        called = names if is_closed or not is_question else _NOBODY  # thanks in the look of the questions have replies
        is_line, is_guests = is_furniture(line), not (is_closed and i > asked[-1])
        own = is_guests and is_own(clues, speech) and not is_noted and i not in quotes
        values = {
            "first-paragraph": not is_question
            and i - 1 in turns.questions
            and not is_farewell(units[i - 1].clues, speech, names if is_closed else _NOBODY),
            "own": own and not is_line and not is_question,
            "last": is_last,
            "below-an-ending": i >= ending,
            "below-a-break": i in broken,
            "elsewhere": i in boxed or clues.steps[: len(container)] != container,
            "other-frame": bool(clues.steps) and clues.frame not in frames and i not in told,
            "other-look": i in looks,
            "line": is_line
            or _is_closing(line, is_below=i > asked[-1], is_last=is_last)
            or is_farewell(clues, speech, called)
            or (is_question and is_last and unit.asking == "statement"),
            "link": weigh_link(clues),
            "repeated": i in quotes or i in repeated,
            "named": i in portraits and (not own or i in looks),
            "note": is_noted,
            "unfinished": (not clues.ends_sentence and not (i in told or (is_item(unit) and not is_last)))
            or (is_last and clues.text[-1] in ":："),
            "addresses": clues.holds_question or unit.addresses,
            "appeal": is_question and _is_appeal(weighed.get(i + 1)),
        }
        weighed[i] = weigh("site", values)
        is_heading = unit.block.heading > 0 and not is_question
        is_last = is_last and (is_heading or weighed[i].is_reached)
    return weighed


def _is_closing(line: Clues, *, is_below: bool, is_last: bool) -> bool:
    """Whether it is a line that stands here only below the last question, below all that is said, or as a link."""
    return (
        (is_below and line.is_line("end"))
        or (is_last and line.is_line("closing", "foot"))
        or (line.block.is_linked and line.is_line("links"))
    )


def _is_appeal(below: Weighed | None) -> bool:
    """Whether what stands in the question's answer's place is the site's by what it says, not by its place."""
    return (
        below is not None
        and below.is_reached
        and below.values["first-paragraph"] > 0
        and not any(below.values[place] for place in ("below-an-ending", "elsewhere", "other-frame"))
    )


def _is_ending(units: Units, i: int, speech: Speech | None) -> bool:
    """Whether the interview ends here: unless others speak, not where sentences of whoever answers follow."""
    if not units[i].clues.is_line("end") or units[i].clues.is_line("foot"):
        return units[i].clues.is_line("end")
    below = [unit.clues for unit in takewhile(lambda unit: not _is_site_line(unit.clues), units[i + 1 :])]
    own = bool(below) and speech is not None and not speech.first_person.isdisjoint(below[0].words)
    return not (own and all(clues.ends_sentence and not clues.block.is_linked for clues in below))


def _is_site_line(clues: Clues) -> bool:
    return not clues.ends_sentence and clues.is_line("head", "foot", "closing", "turns", "end")


def _is_certain(units: Units, i: int) -> bool:
    """Whether it is a question for sure, or an answer stands under it."""
    return units[i].asking == "wording" or (i + 1 < len(units) and len(units[i + 1].block.text) > _SHORT)

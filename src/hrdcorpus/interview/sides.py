"""Is this block the site's or the speaker's? Between the turns and after them, as a sum of clues (weights/site.toml).

The blocks are looked at from the last one up, so that each knows whether all below it is the site's. Names of classes
are not looked at: they mislead.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import takewhile

from hrdcorpus.interview.units import Turns, Unit, Units
from hrdcorpus.interview.weighing import Weighed, weigh
from hrdcorpus.knowledge.speech import Speech

_MANY = 4  # questions
_SHORT = 60  # characters under the headline of another story; an answer is longer, or not the only one
_FOOTNOTE = re.compile(r"\[\d{1,3}\]\s|[\u00b9\u00b2\u00b3]\s?\w|©")
_QUOTATION = re.compile(r"/(?:blockquote|figure|q)(?=[\[/]|$)")
_MOST_QUOTES = 200  # each is looked for in the whole text

Frame = tuple[str, ...]


def find_site_units(units: Units, turns: Turns, people: Sequence[str], speech: Speech | None) -> Mapping[int, Weighed]:
    """What was weighed for each unit after the first question; those that reach the threshold are the site's.

    `people` are the folded names of those who are interviewed and who wrote it.
    """
    if not turns.questions:
        return {}
    levels = zip(*(units[i].clues.steps[:-1] for i in turns.questions), strict=False)
    container = tuple(steps[0] for steps in takewhile(lambda steps: len(set(steps)) == 1, levels))
    frames, quotes = _list_usual_frames(units, turns), _find_pull_quotes(units, turns)
    first, certain = min(turns.questions), max((i for i in turns.questions if _is_certain(units, i)), default=0)
    ending = next((i for i in range(certain + 1, len(units)) if units[i].clues.is_line("end")), len(units))
    weighed: dict[int, Weighed] = {}
    is_last = True  # all below is the site's
    for i in reversed(range(first + 1, len(units))):
        steps = units[i].clues.steps
        if units[i].asking == "wording":
            is_last = False
            continue
        values = {
            "question": i in turns.questions,
            "first-paragraph": i not in turns.questions and i - 1 in turns.questions,
            "last": is_last,
            "below-an-ending": i >= ending,
            "elsewhere": steps[: len(container)] != container,
            "other-frame": bool(steps) and units[i].clues.frame not in frames,
            "repeated": i in quotes,
            **_list_text_values(units[i], people, speech, is_last=is_last),
        }
        weighed[i] = weigh("site", values)
        is_last = is_last and weighed[i].is_reached
    return weighed


def _list_text_values(unit: Unit, people: Sequence[str], speech: Speech | None, *, is_last: bool) -> dict[str, bool]:
    """The clues in one block itself; `is_last`: all that follows it is the site's."""
    clues = unit.clues
    line = clues.part(unit.prefix.end, len(clues.text)) if unit.prefix and unit.prefix.kind == "dash" else clues
    own = speech is not None and not clues.said.isdisjoint(speech.first_person)
    addressed = speech is not None and not clues.said.isdisjoint(speech.second_person)
    return {
        "line": line.is_line("turns")
        or (unit.block.is_linked and line.is_line("links"))
        or (is_last and line.is_line("closing", "foot")),
        "link": unit.block.is_linked,
        "portrait": not own and any(clues.padded.startswith(f" {name} ") for name in people),
        "footnote": _FOOTNOTE.match(clues.text) is not None,
        "unfinished": not clues.ends_sentence,
        "addresses": addressed or clues.is_interrogative,
    }


def _is_certain(units: Units, i: int) -> bool:
    """Whether it is a question for sure, or an answer stands under it."""
    return units[i].asking == "wording" or (i + 1 < len(units) and len(units[i + 1].block.text) > _SHORT)


def _list_usual_frames(units: Units, turns: Turns) -> frozenset[Frame]:
    """The frames of the questions and of what follows on each; of many, one that occurs once is none."""
    places = [i for i in turns.questions if i + 1 < len(units)]
    counts = Counter(frame for i in places for frame in {units[i].clues.frame, units[i + 1].clues.frame})
    fewest = 2 if len(places) >= _MANY else 1
    return frozenset(frame for frame, count in counts.items() if count >= fewest)


def _find_pull_quotes(units: Units, turns: Turns) -> frozenset[int]:
    """Places of the quotations that repeat words of another paragraph; but answers may stand in quotations, too."""
    quoted = (i for i, unit in enumerate(units) if unit.block.path and _QUOTATION.search(unit.block.path))
    quoting = [i for i in quoted if i not in turns.questions][:_MOST_QUOTES]
    if not quoting:
        return frozenset()
    whole = "".join(unit.clues.padded + "\n" for i, unit in enumerate(units) if i not in quoting)
    answers = {units[i].clues.steps[:-1] for i in quoting if i - 1 in turns.questions}
    return frozenset(i for i in quoting if units[i].clues.padded in whole and units[i].clues.steps[:-1] not in answers)

"""Is this block the site's or the speaker's? Between the turns and after them, as a sum of clues (weights/site.toml).

The blocks are looked at from the last one up, so that each knows whether all below it is the site's. Names of classes
are not looked at: they mislead.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from hrdcorpus.interview.turns import Turns, Units
from hrdcorpus.interview.units import Unit
from hrdcorpus.interview.weighing import Weighed, weigh
from hrdcorpus.knowledge.speech import Speech

_MOST = 0.75  # of the questions: on a page without signs, a comment may look like one more
_ANSWERED = 0.5  # of the questions must have their answers inside, too
_MANY = 4  # questions
_SHORT = 60  # characters under the headline of another story; an answer is longer, or not the only one
_FOOTNOTE = re.compile(r"\[\d{1,3}\]\s|[\u00b9\u00b2\u00b3]\s?\w|©")
_QUOTING = ("blockquote", "figure", "q")
_MOST_QUOTES = 200  # each is looked for in the whole text

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a page's turns as a whole: where its questions stand, and what the editor shows twice.

    `container` is the path of the element that holds them with their answers; `frames` are those that they and what
    follows them stand in; `certain` the place of the last question that is one for sure; `people` the folded names of
    those who are interviewed and who wrote it.
    """

    container: Path
    frames: frozenset[Path]
    certain: int
    quotes: frozenset[int]
    people: tuple[str, ...]
    speech: Speech | None


def find_site_units(units: Units, turns: Turns, people: Sequence[str], speech: Speech | None) -> Mapping[int, Weighed]:
    """What was weighed for each unit after the first question; those that reach the threshold are the site's."""
    if not turns.questions:
        return {}
    around = _look_around(units, turns, people, speech)
    first = min(turns.questions)
    ending = next((i for i in range(around.certain + 1, len(units)) if _is_ending(units[i])), len(units))
    weighed: dict[int, Weighed] = {}
    is_last = True  # all below is the site's
    for i in reversed(range(first + 1, len(units))):
        if units[i].asking == "wording":
            is_last = False
            continue
        values = _list_values(units, i, turns, around, is_last=is_last)
        weighed[i] = weigh("site", values | {"below-an-ending": i >= ending})
        is_last = is_last and weighed[i].is_reached
    return weighed


def _list_values(units: Units, i: int, turns: Turns, around: Surroundings, *, is_last: bool) -> dict[str, float]:
    """The values of the clues of one block, 0 or 1; `is_last`: all that follows it is the site's."""
    unit, clues = units[i], units[i].clues
    text = clues.part(unit.prefix.end, len(clues.text)) if unit.prefix and unit.prefix.kind == "dash" else clues
    asked, speech = i in turns.questions, around.speech
    own = speech is not None and not clues.said.isdisjoint(speech.first_person)
    addressed = speech is not None and not clues.said.isdisjoint(speech.second_person)
    links = unit.block.is_linked or unit.block.tag in ("summary", "button")
    return {
        "question": asked,
        "last": is_last,
        "first-paragraph": not asked and i - 1 in turns.questions,
        "elsewhere": clues.steps[: len(around.container)] != around.container,
        "other-frame": bool(clues.steps) and clues.frame not in around.frames,
        "line": text.is_line("turns")
        or (links and text.is_line("links"))
        or (is_last and text.is_line("closing", "foot")),
        "link": unit.block.is_linked,
        "repeated": i in around.quotes,
        "portrait": not own and any(text.padded.startswith(f" {name} ") for name in around.people),
        "footnote": _FOOTNOTE.match(clues.text) is not None,
        "unfinished": not clues.ends_sentence,
        "addresses": addressed or clues.is_interrogative,
    }


def _is_ending(unit: Unit) -> bool:
    return unit.clues.is_line("end") and unit.block.tag != "summary"  # "Read more" of a longer answer


def _look_around(units: Units, turns: Turns, people: Sequence[str], speech: Speech | None) -> Surroundings:
    first = min(turns.questions)
    frame = units[first].clues.frame
    certain = (i for i in turns.questions if units[i].asking == "wording" or _is_answered(units, i, frame))
    return Surroundings(
        _find_container(units, turns),
        _list_usual_frames(units, turns),
        max(certain, default=first),
        _find_pull_quotes(units, turns),
        tuple(people),
        speech,
    )


def _is_answered(units: Units, i: int, frame: Path) -> bool:
    """Whether an answer stands under the question, in an element of the same kind as the interview's first question."""
    if i + 1 == len(units) or units[i].clues.frame != frame:
        return False
    below = units[i + 1]
    return below.clues.frame == frame and not below.block.is_linked and len(below.block.text) > _SHORT


def _list_usual_frames(units: Units, turns: Turns) -> frozenset[Path]:
    """The frames of the questions and of what follows on each; of many, one that occurs once is none."""
    places = [i for i in turns.questions if i + 1 < len(units)]
    counts = Counter(frame for i in places for frame in {units[i].clues.frame, units[i + 1].clues.frame})
    certain = {units[i].clues.frame for i in places if units[i].asking == "wording"}
    fewest = 2 if len(places) >= _MANY else 1
    return frozenset(certain | {frame for frame, count in counts.items() if count >= fewest})


def _find_container(units: Units, turns: Turns) -> Path:
    """The deepest element with all standard questions and, of the others, all where a sign marks them, else most.

    It holds answers, too. In a text page it is nothing.
    """
    paths = [unit.clues.steps for unit in units]
    questions = sorted(turns.questions)
    share = _MOST if turns.sign == "bare" else 1.0
    known = [i for i in questions if units[i].asking in ("wording", "similar")]
    container: Path = ()
    while True:
        depth = len(container)
        steps = Counter(paths[i][depth] for i in questions if _is_in(paths[i], container) and len(paths[i]) > depth + 1)
        step, count = max(steps.items(), key=lambda item: item[1], default=("", 0))
        deeper = (*container, step)
        if count < share * len(questions) or not count or not all(_is_in(paths[i], deeper) for i in known):
            break
        container = deeper
    while container and not _holds_answers(container, paths, questions):
        container = container[:-1]
    return container


def _holds_answers(container: Path, paths: Sequence[Path], questions: Sequence[int]) -> bool:
    asked = set(questions)
    held = [i for i in questions if _is_in(paths[i], container)]
    answered = sum(i + 1 < len(paths) and i + 1 not in asked and _is_in(paths[i + 1], container) for i in held)
    return answered >= _ANSWERED * len(held)


def _is_in(path: Path, container: Path) -> bool:
    return path[: len(container)] == container


def _find_pull_quotes(units: Units, turns: Turns) -> frozenset[int]:
    """Places of the quotations that repeat words of another paragraph and are not all that answers a question.

    A quotation of several paragraphs repeats all of them: answers may stand in quotations, too.
    """
    elements = {i: element for i, unit in enumerate(units) if (element := _find_quotation(unit))}
    quoting = [i for i in elements if i not in turns.questions]
    if not quoting or len(quoting) > _MOST_QUOTES:
        return frozenset()
    whole = "".join(unit.clues.padded + "\n" for i, unit in enumerate(units) if i not in quoting)
    repeated = {i for i in quoting if units[i].clues.padded in whole}
    kept = {elements[i] for i in quoting if i not in repeated or i - 1 in turns.questions}
    return frozenset(i for i in repeated if elements[i] not in kept)


def _find_quotation(unit: Unit) -> Path:
    """The path of the quotation that the unit stands in."""
    steps = unit.clues.steps
    above = tuple(takewhile(lambda step: step.partition("[")[0] not in _QUOTING, steps))
    return steps[: len(above) + 1] if len(above) < len(steps) else ()

"""Where the interview ends: at a line such as "Related stories", or with the element that holds its questions.

The element that holds the questions of an HTML page holds their answers too; what follows after it are related stories,
comments and the like. Class names are not looked at: they mislead.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from hrdcorpus.interview.conventions import Reading
from hrdcorpus.interview.units import Unit

_MOST = 0.75  # of the questions: on a page without signs, a comment may look like one more
_ANSWERED = 0.5  # of the questions must have their answers inside, too

Path = tuple[str, ...]


def find_end(units: Sequence[Unit], reading: Reading, is_ending: Callable[[str], bool]) -> Reading:
    """The reading with the units after the interview's end told apart, and no question among them.

    `is_ending` knows the lines that begin what follows an interview ("Related stories").
    """
    if not reading.questions:
        return reading
    ends = (_find_line(units, reading, is_ending), _find_container_end(units, reading), _find_links(units))
    outside = frozenset(range(min(ends), len(units)))
    return replace(reading, questions=reading.questions - outside, outside=outside)


def _find_line(units: Sequence[Unit], reading: Reading, is_ending: Callable[[str], bool]) -> int:
    """Place of the first such line after which no standard question is asked; else the number of units."""
    first, last = (
        min(reading.questions),
        max((i for i, unit in enumerate(units) if unit.standing == "wording"), default=0),
    )
    places = range(max(first, last) + 1, len(units))
    return next((i for i in places if is_ending(units[i].block.text)), len(units))


def _find_links(units: Sequence[Unit]) -> int:
    """Where the links and headings begin that are all there is to the end; the number of units where there are none."""
    end = len(units)
    while (
        end
        and (units[end - 1].block.is_linked or units[end - 1].block.heading)
        and units[end - 1].standing != "wording"
    ):
        end -= 1
    return end


def _find_container_end(units: Sequence[Unit], reading: Reading) -> int:
    """Place after the last unit of the element that holds the interview; the number of units in a text page."""
    paths = [tuple((unit.block.path or "").split("/")[1:]) for unit in units]
    questions = sorted(reading.questions)
    if not all(paths[i] for i in questions):
        return len(units)
    container = _find_container(units, reading, paths, questions)
    while container and not _holds_answers(container, paths, questions):
        container = container[:-1]
    return 1 + max(i for i, path in enumerate(paths) if _is_in(path, container))


def _find_container(units: Sequence[Unit], reading: Reading, paths: Sequence[Path], questions: Sequence[int]) -> Path:
    """The deepest element with all standard questions and, of the others, all where a sign marks them, else most."""
    share = _MOST if reading.convention == "bare" else 1.0
    known = [i for i in questions if units[i].standing in ("wording", "similar")]
    container: Path = ()
    while True:
        depth = len(container)
        steps = Counter(paths[i][depth] for i in questions if _is_in(paths[i], container) and len(paths[i]) > depth + 1)
        step, count = max(steps.items(), key=lambda item: item[1], default=("", 0))
        deeper = (*container, step)
        if count < share * len(questions) or not count or not all(_is_in(paths[i], deeper) for i in known):
            return container
        container = deeper


def _holds_answers(container: Path, paths: Sequence[Path], questions: Sequence[int]) -> bool:
    asked = set(questions)
    held = [i for i in questions if _is_in(paths[i], container)]
    answered = sum(i + 1 < len(paths) and i + 1 not in asked and _is_in(paths[i + 1], container) for i in held)
    return answered >= _ANSWERED * len(held)


def _is_in(path: Path, container: Path) -> bool:
    return path[: len(container)] == container

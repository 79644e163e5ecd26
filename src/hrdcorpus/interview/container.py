"""Where in an HTML page the interview ends: the element that holds its questions holds its answers too.

What follows after that element are related stories, comments and the like. Class names are not looked at: they mislead.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hrdcorpus.interview.conventions import Reading
from hrdcorpus.interview.units import Unit

_MOST = 0.75  # of the questions: on a page without signs, a comment may look like one more
_ANSWERED = 0.5  # of the questions must have their answers inside, too

Path = tuple[str, ...]


def find_end(units: Sequence[Unit], reading: Reading) -> Reading:
    """The reading with the units after the interview's end told apart, and no question among them."""
    paths = [tuple((unit.block.path or "").split("/")[1:]) for unit in units]
    questions = sorted(reading.questions)
    if not questions or not all(paths[i] for i in questions):
        return reading
    container = _find_container(units, reading, paths, questions)
    while container and not _holds_answers(container, paths, questions):
        container = container[:-1]
    inside = [i for i, path in enumerate(paths) if _is_in(path, container)]
    outside = frozenset(range(inside[-1] + 1, len(units)))
    return replace(reading, questions=reading.questions - outside, outside=outside)


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

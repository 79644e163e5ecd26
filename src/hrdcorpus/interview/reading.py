"""A reading of a page: which of its units are questions, and how the page marks them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hrdcorpus.interview.units import Unit

Units = Sequence[Unit]


@dataclass(frozen=True, slots=True)
class Reading:
    """Places of the units that are questions, and of those whose prefix only marks the turn.

    `is_weak`: most answers bear the sign, too. `continued` are those that go on with the question before them.
    `has_voices` says that two people speak in turn: both by their dashes, or at least one by name. `outside` are the
    units after the interview's end, `boxes` those that the site puts between its paragraphs, `quotes` the editor's pull
    quotes.
    """

    convention: str
    questions: frozenset[int]
    is_weak: bool = False
    prefixed: frozenset[int] = frozenset()
    continued: frozenset[int] = frozenset()
    has_voices: bool = False
    outside: frozenset[int] = frozenset()
    boxes: frozenset[int] = frozenset()
    quotes: frozenset[int] = frozenset()


def list_questions(units: Units, is_question: Callable[[Unit], bool]) -> frozenset[int]:
    """Places of the units that `is_question` takes for questions."""
    return frozenset(i for i, unit in enumerate(units) if is_question(unit))


def asks(unit: Unit) -> bool:
    """Whether it can be a question at all. What is wholly a link leads to another page ("Who pays for the dust?")."""
    if unit.block.is_linked:
        return unit.standing == "wording"
    return unit.is_interrogative or unit.standing in ("asked", "similar")

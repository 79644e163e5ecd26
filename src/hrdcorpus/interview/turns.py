"""Who speaks? The value that tells it: which units are questions, and how the page marks them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from hrdcorpus.interview.units import Unit

Units = Sequence[Unit]


@dataclass(frozen=True, slots=True)
class Turns:
    """Places of the units that are questions, and of those whose prefix only marks the turn.

    `sign` is how the page marks them. `continued` are those that go on with the question before them. `voices` names
    who speaks, by the places of the units that say so. `is_dialogue`: two speak in turn, each marked; `is_answered`:
    who answers is marked, too. `is_weak`: most answers bear the sign, too.
    """

    sign: str
    questions: frozenset[int]
    prefixed: frozenset[int] = frozenset()
    continued: frozenset[int] = frozenset()
    voices: Mapping[int, str] = field(default_factory=dict)
    is_dialogue: bool = False
    is_answered: bool = False
    is_weak: bool = False


def list_places(units: Units, is_such: Callable[[Unit], bool]) -> frozenset[int]:
    """Places of the units that `is_such` says yes to."""
    return frozenset(i for i, unit in enumerate(units) if is_such(unit))

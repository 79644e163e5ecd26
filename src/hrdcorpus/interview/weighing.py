"""A decision as a sum: named clues, each with its weight in `resources/weights/NAME.toml`."""

from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files

from msgspec import Struct

from hrdcorpus.knowledge.loading import NonEmpty, Shipped, load_shipped


class _Clue(Shipped, frozen=True, kw_only=True):
    name: NonEmpty
    means: NonEmpty
    weight: float


class _Weights(Shipped, frozen=True, kw_only=True):
    threshold: float
    clue: tuple[_Clue, ...]


class Weighed(Struct, frozen=True, dict=True):
    """A decision with the value of each clue, and the clues' weights: it is taken where the sum is the threshold."""

    values: Mapping[str, float]
    weights: Mapping[str, float]
    threshold: float

    @cached_property
    def clues(self) -> tuple[tuple[str, float], ...]:
        """What each clue added, the strongest first; those that said nothing are left out."""
        added = ((name, round(self.weights.get(name, 0.0) * value, 2)) for name, value in self.values.items())
        return tuple(sorted((clue for clue in added if clue[1]), key=lambda clue: (-abs(clue[1]), clue[0])))

    @cached_property
    def margin(self) -> float:
        """The sum less the threshold."""
        added = sum(round(self.weights.get(name, 0.0) * value, 2) for name, value in self.values.items() if value)
        return round(added - self.threshold, 2)

    @property
    def is_reached(self) -> bool:
        """Whether the threshold is reached."""
        return self.margin >= 0

    @property
    def strongest(self) -> str:
        """The name of the clue that spoke most for the decision taken."""
        sign = 1 if self.is_reached else -1
        return max(self.clues, key=lambda clue: sign * clue[1], default=("nothing", 0.0))[0]

    def list_against(self) -> list[str]:
        """The clues that spoke against the decision, the strongest first."""
        return [name for name, value in self.clues if value < 0]

    def list_missing(self) -> list[str]:
        """The clues that would have spoken for the decision, had they been there, the strongest first."""
        return [name for name, _ in self.costs if self.weights[name] > 0]

    @cached_property
    def costs(self) -> tuple[tuple[str, float], ...]:
        """What the sum lacks: what clues took from it, then what others would add, were they wholly true."""
        lacks = {
            name: round(weight * (1 - value) if weight > 0 else -weight * value, 2)
            for name, weight in self.weights.items()
            for value in [self.values.get(name, 0.0)]
        }
        return tuple(
            sorted(
                ((name, lack) for name, lack in lacks.items() if lack > 0),
                key=lambda cost: (self.weights[cost[0]] > 0, -cost[1], cost[0]),
            )
        )


def weigh(decision: str, values: Mapping[str, float]) -> Weighed:
    """The decision of this name, with the values of its clues."""
    threshold, weights = load_weights(decision)
    return Weighed(values, weights, threshold)


@cache
def load_weights(decision: str) -> tuple[float, Mapping[str, float]]:
    """A decision's threshold, and the weight of each of its clues."""
    table = _load_table(decision)
    return table.threshold, {clue.name: clue.weight for clue in table.clue}


def load_meanings(decision: str) -> Mapping[str, str]:
    """What each of a decision's clues says, in plain words."""
    return {clue.name: clue.means for clue in _load_table(decision).clue}


@cache
def _load_table(decision: str) -> _Weights:
    return load_shipped(files("hrdcorpus") / "resources" / "weights" / f"{decision}.toml", _Weights)

"""A decision as a sum: named clues, each with its weight in `resources/weights/NAME.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from hrdcorpus.knowledge.loading import NonEmpty, Resource, load_resource


class _Clue(Resource):
    name: NonEmpty
    means: NonEmpty
    weight: float


class _Weights(Resource):
    threshold: float
    clue: tuple[_Clue, ...]


@dataclass(frozen=True)
class Weighed:
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
        lacking = {name: self.weights[name] * (1 - self.values.get(name, 0.0)) for name in self.weights}
        return sorted((name for name in lacking if lacking[name] > 0), key=lambda name: (-lacking[name], name))


def weigh(decision: str, values: Mapping[str, float]) -> Weighed:
    """The decision of this name, with the values of its clues."""
    threshold, weights = load_weights(decision)
    return Weighed(values, weights, threshold)


@cache
def load_weights(decision: str) -> tuple[float, Mapping[str, float]]:
    """A decision's threshold, and the weight of each of its clues."""
    table = load_resource(files("hrdcorpus") / "resources" / "weights" / f"{decision}.toml", _Weights)
    return table.threshold, {clue.name: clue.weight for clue in table.clue}

"""Finds what likeness tells of the item that a question asks: the weights of hrdcorpus/keying/ordering.py.

Usage: fit_order.py

Each set of samples is looked at with the samples of the others alone, and with none. The weights are those under which
the samples' items are likeliest (a conditional logit, by Newton's method), for several shares of spelling; they are
printed to be read and rounded. `base` is given as fitted, and as it would be if there were as many samples of an item
as there are of none.
"""

import sys
from collections.abc import Iterator, Sequence
from math import exp, log
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from hrdcorpus.keying.matching import Matcher, match_question
from hrdcorpus.keying.ordering import BARE, SAMPLED, Weights, list_clues, rank_likely
from scripts.simulate import SAMPLES_FILE, Pool, compile_without, load_pools

_ROUNDS = 25
_RIDGE = 0.5  # holds weights back that the samples hardly tell
_SPELLINGS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)

Values = tuple[float, float, float]  # of base, like and margin


class Row(NamedTuple):
    """What was measured of each item that a sample is like, and the item it asks, or None."""

    clues: dict[str, Values]
    item: str | None


class Fit(NamedTuple):
    """The weights of base, like and margin; the log-likelihood; the share of items that are the likeliest."""

    weights: Sequence[float]
    told: float
    first: float


def read_rows(pool: Pool, matcher: Matcher, weights: Weights) -> Iterator[Row]:
    """The samples of one set and language."""
    part = matcher.parts[0]
    for item, texts in [*pool.wordings.items(), (None, [*pool.foreign, *pool.misleading])]:
        for text in texts:
            match = match_question(text, matcher)
            if match.kind not in ("exact", "variant"):
                likely = rank_likely(text, match.candidates, part, weights)
                yield Row({name: (1.0, *clues) for name, clues in list_clues(likely).items()}, item)


def fit_weights(rows: Sequence[Row]) -> Fit:
    """The weights under which the samples ask what they ask."""
    weights = [0.0, 0.0, 0.0]
    for _ in range(_ROUNDS):
        slope = [-_RIDGE * weight for weight in weights]
        bend = [[_RIDGE * (a == b) for b in range(3)] for a in range(3)]
        for row in rows:
            shares = _tell(row, weights)
            mean = [sum(share * row.clues[item][a] for item, share in shares.items()) for a in range(3)]
            right = row.clues.get(row.item, (0.0, 0.0, 0.0)) if row.item else (0.0, 0.0, 0.0)
            for a in range(3):
                slope[a] += right[a] - mean[a]
                for b in range(3):
                    both = sum(share * row.clues[item][a] * row.clues[item][b] for item, share in shares.items())
                    bend[a][b] += both - mean[a] * mean[b]
        weights = [weight + step for weight, step in zip(weights, _solve(bend, slope), strict=True)]
    asked = [(row, _tell(row, weights)) for row in rows]
    told = sum(log(shares.get(row.item, 1e-9) if row.item else 1 - sum(shares.values())) for row, shares in asked)
    first = [max(shares, key=shares.__getitem__, default=None) == row.item for row, shares in asked if row.item]
    return Fit(weights, told, sum(first) / len(first))


def _tell(row: Row, weights: Sequence[float]) -> dict[str, float]:
    """The probability of each item by these weights."""
    odds = {
        item: exp(sum(weight * value for weight, value in zip(weights, values, strict=True)))
        for item, values in row.clues.items()
    }
    whole = 1 + sum(odds.values())
    return {item: each / whole for item, each in odds.items()}


def _solve(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    """By Gauss and Jordan; the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    for at in range(len(rows)):
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(len(rows)):
            if other != at:
                rows[other] = [x - rows[other][at] * y for x, y in zip(rows[other], rows[at], strict=True)]
    return [row[-1] for row in rows]


def main() -> None:
    """Print the weights."""
    pools = load_pools(SAMPLES_FILE)
    worded = {key: pool for key, pool in pools.items() if pool.wordings}
    for name, weights, known in (("sampled", SAMPLED, pools), ("bare", BARE, {})):
        matchers = {lot: compile_without(lot, known) for lot, _ in worded}
        for spelling in _SPELLINGS:
            tried = weights._replace(spelling=spelling)
            rows = [row for (lot, _), pool in worded.items() for row in read_rows(pool, matchers[lot], tried)]
            base, like, margin = (fit := fit_weights(rows)).weights
            items = len(matchers[next(iter(worded))[0]].questionnaires[0].items)
            foreign = sum(row.item is None for row in rows)
            even = base + log(foreign * items / (len(rows) - foreign))
            sys.stdout.write(
                f"{name}: spelling {spelling}: base {base:.2f} (even {even:.2f}), like {like:.2f}, "
                f"margin {margin:.2f}; log-likelihood {fit.told:.1f}, likeliest {fit.first:.3f}\n"
            )


if __name__ == "__main__":
    main()

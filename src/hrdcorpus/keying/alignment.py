"""How probably each question of an interview asks each item, since interviews follow their questionnaire's order.

A hidden Markov model: the state is the last item asked, and forward-backward sums over all ways to go through the
interview and the questionnaire at once. docs/keying.md tells how the numbers were chosen.
"""

from collections.abc import Mapping, Sequence
from math import exp, log

_FOREIGN = 0.25  # of the questions of an interview: those that ask no item
_ASTRAY = 0.04  # those that ask one out of order
_SKIPPED = 0.3  # of the items: those that are left out
_FOLLOWING = 1.0  # log-odds that an interview follows the questionnaire, before its questions are looked at
_NEXT = (1 - _FOREIGN - _ASTRAY) * (1 - _SKIPPED)

Odds = Mapping[int, float]  # by an item's place, the log-odds that a question asks it, and not nothing of them all


def align_questions(rows: Sequence[Odds], items: int) -> list[dict[int, float]]:
    """The probability that each question asks each item of its row, in an interview and a questionnaire of `items`.

    What has no row's entry is not asked. It all counts for less where the interview is likelier to ask no item at all.
    """
    odds = [[exp(row[place]) if place in row else 0.0 for place in range(items)] for row in rows]
    ahead, total = _sum_before(odds, items)
    behind = _sum_after(odds, items)
    follows = 1 / (1 + exp(-min(max(total + _FOLLOWING, -500.0), 500.0)))
    return [
        {place: follows * share for place, share in _share(row, each, before, after).items()}
        for row, each, before, after in zip(rows, odds, ahead, behind[1:], strict=True)
    ]


def _sum_before(odds: Sequence[Sequence[float]], items: int) -> tuple[list[list[float]], float]:
    """For each question, how likely each number of items lies behind it; and the log of what all ways are worth."""
    state, total = [1.0, *[0.0] * items], 0.0
    states = []
    for row in odds:
        states.append(state)
        stay = _stay(row)
        state = [
            share * stay + (_NEXT * row[place - 1] * reach if place else 0.0)
            for place, (share, reach) in enumerate(zip(state, [0.0, *_reach(state)], strict=True))
        ]
        scale = sum(state)
        state, total = [share / scale for share in state], total + log(scale)
    return states, total


def _sum_after(odds: Sequence[Sequence[float]], items: int) -> list[list[float]]:
    """For each question and behind the last, what the rest is worth from each number of items on."""
    state = [1.0] * (items + 1)
    states = [state]
    for row in reversed(odds):
        stay, rest = _stay(row), 0.0
        fresh = [state[items] * stay]
        for place in reversed(range(items)):
            rest = rest * _SKIPPED + row[place] * state[place + 1]
            fresh.append(state[place] * stay + _NEXT * rest)
        scale = sum(fresh)
        state = [share / scale for share in reversed(fresh)]
        states.append(state)
    return states[::-1]


def _share(row: Odds, odds: Sequence[float], before: Sequence[float], after: Sequence[float]) -> dict[int, float]:
    """Of all ways through a question, the share of those in which it asks each item, in or out of order."""
    still = sum(share * rest for share, rest in zip(before, after, strict=True))
    reach = _reach(before)
    worth = {
        place: odds[place] * (_NEXT * reach[place] * after[place + 1] + _ASTRAY / len(odds) * still) for place in row
    }
    whole = sum(worth.values()) + _FOREIGN * still
    return {place: value / whole for place, value in worth.items()}


def _reach(state: Sequence[float]) -> list[float]:
    """How likely each item is the next, by what is skipped alone."""
    reach, found = 0.0, []
    for share in state[:-1]:
        reach = reach * _SKIPPED + share
        found.append(reach)
    return found


def _stay(row: Sequence[float]) -> float:
    return _FOREIGN + _ASTRAY / len(row) * sum(row)

"""Probabilities of items by the order of a questionnaire of four."""

from collections.abc import Sequence

import pytest

from hrdcorpus.keying.alignment import Odds, align_questions

CASES: dict[str, tuple[Sequence[Odds], Sequence[int | None]]] = {  # the rows, and the item that is likelier than not
    "in order": ([{0: 2.0}, {1: 2.0}, {2: 2.0}, {3: 2.0}], [0, 1, 2, 3]),
    "of two that are alike, the one in order": ([{0: 3.0}, {0: 1.0, 1: 1.0}, {2: 3.0}], [0, 1, 2]),
    "nothing speaks for any": ([{}, {}, {}], [None, None, None]),
    "one alone may mislead": ([{}, {}, {}, {2: 3.0}, {}, {}, {}], [None] * 7),
    "against the order, though likely": ([{2: 4.0}, {3: 4.0}, {0: 1.0}], [2, 3, None]),
    "out of order, but sure": ([{3: 9.0}, {0: 4.0}, {1: 4.0}, {2: 4.0}], [3, 0, 1, 2]),
}


@pytest.mark.parametrize("name", CASES)
def test_order(name: str) -> None:
    rows, expected = CASES[name]
    asking = align_questions(rows, 4)
    assert [next((place for place, share in row.items() if share > 0.5), None) for row in asking] == expected


def test_what_a_question_may_ask_adds_up_to_less_than_all() -> None:
    asking = align_questions([{0: 3.0, 1: 2.0}, {1: 1.0, 2: -1.0}, {3: 500.0}], 4)
    assert all(0 < sum(row.values()) <= 1.0000001 for row in asking)
    assert asking[0][0] > asking[0][1]


def test_no_questions() -> None:
    assert align_questions([], 4) == []

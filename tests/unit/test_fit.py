"""What scripts/fit.py collects to fit weights by; the fitting itself is scikit-learn's, and not installed for tests."""

import runpy
import sys
from collections.abc import Callable
from typing import Any

import pytest

from accuracy.cases import Asked, Case, Truth
from casebook import ROOT
from hrdcorpus.interview.weighing import load_weights

QUESTIONS = ("How do you mend your nets?", "What do your neighbours say about you?", "Who helps you when it rains?")
ANSWERS = ("I mend them by hand, as I was shown.", "They say that I should sell the boat.", "My sister helps me.")
BELOW = ("Related stories", "The long way of the fish to the market", "A second paragraph of the site.")
INTERVIEW = Case(
    "interview",
    "own",
    "text/plain",
    "\n\n".join(
        (
            "Interview with Ana Ejemplo",
            *(text for pair in zip(QUESTIONS, ANSWERS, strict=True) for text in pair),
            *BELOW,
        )
    ).encode(),
    Truth(
        interview=True,
        layout="bare",
        exchange=tuple(Asked(question=q, answer=(a,)) for q, a in zip(QUESTIONS, ANSWERS, strict=True)),
    ),
)
HELP = Case(
    "help",
    "own",
    "text/html",
    b"<h2>How does it work?</h2><p>Press the button.</p><h2>Who pays?</h2><p>The members do.</p>",
    Truth(interview=False, layout="none"),
)
UNREADABLE = Case("blank", "own", "text/plain", b"", Truth(interview=False, layout="none"))


@pytest.fixture
def list_rows(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """The script's own function, where neither of the libraries that fit is installed."""
    for name in ("numpy", "sklearn", "sklearn.linear_model"):
        monkeypatch.setitem(sys.modules, name, None)
    found: Callable[..., list[Any]] = runpy.run_path(str(ROOT / "scripts/fit.py"))["list_rows"]
    return found


def test_each_page_is_a_row_of_whether_it_is_an_interview(list_rows: Callable[..., list[Any]]) -> None:
    rows = list_rows([INTERVIEW, UNREADABLE, HELP], "interview")
    assert [row.truth for row in rows] == [True, False]
    assert [row.values["questions-address"] for row in rows] == [1.0, 0.0]
    assert all(set(row.values) == set(load_weights("interview")[1]) for row in rows)


def test_each_block_after_the_first_question_is_a_row_of_whether_it_is_the_sites(
    list_rows: Callable[..., list[Any]],
) -> None:
    rows = list_rows([INTERVIEW, UNREADABLE, HELP], "site")  # nobody knows the answers on the other pages
    spoken = 2 * len(QUESTIONS) - 1
    assert [row.truth for row in rows] == [False] * spoken + [True] * len(BELOW)
    assert [row.values["first-paragraph"] for row in rows] == [True, False, True, False, True, False, False, False]
    assert all(set(row.values) == set(load_weights("site")[1]) - {"above", "among-lines"} for row in rows)

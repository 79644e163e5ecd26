"""The accuracy suite itself: it sees truths that are none, repeats its pages, and its scorer sees each mistake."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from accuracy.cases import HERE, Asked, Case, Truth, load_handwritten
from accuracy.choosing import FIRST_EVALUATION
from accuracy.generate import PAGES, generate_page, generate_pages
from accuracy.layouts import STYLES
from accuracy.outcomes import Outcome
from accuracy.report import GOALS, MEASURES, list_unmet, render_failures
from accuracy.score import Tally, list_fields, score_page
from accuracy.truth import list_faults

INTERFACES = {"en", "es", "pt", "fr", "de", "ru", "ar", "zh-Hans", "zh-Hant", "ja", "ko"}
FOLDERS = {"development": 30, "evaluation": 20, "known-failures": 1, "not-interviews": 15}  # least pages
HANDWRITTEN = [case for folder in FOLDERS for case in load_handwritten(folder)]
GENERATED = generate_pages()


@pytest.mark.parametrize(("folder", "least"), FOLDERS.items())
def test_there_are_enough_handwritten_pages(folder: str, least: int) -> None:
    assert len(load_handwritten(folder)) >= least


@pytest.mark.parametrize(
    "cases",
    [
        [case for case in HANDWRITTEN if case.truth.interview],
        GENERATED[:FIRST_EVALUATION],
        GENERATED[FIRST_EVALUATION:],
    ],
    ids=["handwritten", "generated-development", "generated-evaluation"],
)
def test_all_interfaces_dialects_and_languages_are_there(cases: list[Case]) -> None:
    assert {case.truth.interface for case in cases} >= INTERFACES
    assert {case.truth.dialect for case in cases} >= set(range(1, 8))
    assert {case.truth.content for case in cases} >= {"en", "ru"}


@pytest.mark.parametrize("numbers", [range(FIRST_EVALUATION), range(FIRST_EVALUATION, PAGES)])
def test_generated_pages_have_all_layouts(numbers: range) -> None:
    assert {GENERATED[number].truth.layout for number in numbers} == set(STYLES)


def test_generated_pages_do_not_depend_on_order_or_hash_seed() -> None:
    assert generate_page(7) == GENERATED[7]
    code = (
        "import hashlib; from accuracy.generate import generate_pages;"
        "print(hashlib.sha256(b''.join(case.raw for case in generate_pages(range(60)))).hexdigest())"
    )
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent), "PYTHONHASHSEED": "1"}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == hashlib.sha256(b"".join(case.raw for case in GENERATED[:60])).hexdigest()


TRUTH = Truth(
    interview=True,
    layout="bare",
    title="HRD Interview: Ana Ejemplo",
    introduction=("Ana Ejemplo mends nets.",),
    exchange=(
        Asked(question="What role does the net play?", id="work", answer=("A large one.", "News")),
        Asked(question="And you?", answer=("I mend.",)),
    ),
)
CASE = Case("page", "handwritten-development", "text/plain", b"The page.", TRUTH)
PERFECT = Outcome(TRUTH.exchange, TRUTH.introduction, list_fields(TRUTH), ledger="The page.")
FIRST, SECOND = TRUTH.exchange


def _change(**change: object) -> Outcome:
    return replace(PERFECT, exchanges=(FIRST.model_copy(update=change), SECOND))


@pytest.mark.parametrize(
    ("outcome", "failures"),
    [
        (PERFECT, set()),
        (Outcome(ledger="The page."), {"refused wrongly"}),
        (Outcome(error="PageError: no"), {"error (PageError: no)", "refused wrongly"}),
        (replace(PERFECT, ledger="The."), {"conservation"}),
        (replace(PERFECT, introduction=()), {"introduction", "lost (20 characters)"}),
        (replace(PERFECT, fields={**PERFECT.fields, "title": None}), {"title"}),
        (_change(answer=("A large one.",)), {"answers", "lost (4 characters)"}),
        (_change(answer=("A large one. News",)), {"answers"}),
        (_change(answer=(*FIRST.answer, "Share this")), {"answers", "leaked (9 characters)"}),
        (_change(id="risks"), {"keys.reworded", "wrong key 1"}),
        (_change(id=None), {"keys.reworded"}),
        (
            _change(question="What role does"),
            {"questions", "question that is none", "answers", "keys.reworded"},
        ),
    ],
)
def test_scorer_sees_each_kind_of_mistake(outcome: Outcome, failures: set[str]) -> None:
    listed = render_failures(score_page(CASE, outcome)).splitlines()
    assert {line.partition(" [")[0] for line in listed} == failures


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, []),
        (
            {"exchange": (FIRST, SECOND)[::-1]},
            ["text 4 of the truth does not stand on the page, after those before it"],
        ),
        ({"exchange": (), "introduction": ()}, ["an interview has exchanges, and nothing else has"]),
        ({"title": "Another title"}, ["title does not stand on the page"]),
    ],
)
def test_a_truth_that_is_not_on_its_page_is_found(change: dict[str, object], faults: list[str]) -> None:
    said = [
        TRUTH.title,
        *TRUTH.introduction,
        *(part for asked in TRUTH.exchange for part in (asked.question, *asked.answer)),
    ]
    case = Case(
        "1",
        "generated-development",
        "text/plain",
        "\n\n".join(map(str, said)).encode(),
        TRUTH.model_copy(update=change),
    )
    assert list_faults(case) == [f"generated-development 1: {fault}" for fault in faults]


def test_an_answer_taken_for_a_question_is_lost_testimony() -> None:
    wrong = Outcome((FIRST.model_copy(update={"answer": FIRST.answer[:1]}), Asked(question="News"), SECOND))
    assert score_page(CASE, wrong).counts["lost"] == len("News") + len("AnaEjemplomendsnets.")


def test_failures_quote_no_page() -> None:
    listed = render_failures(score_page(CASE, _change(answer=("Something private.",))))
    assert "private" not in listed
    assert "page" in listed


def _score(outcome: Outcome) -> dict[str, Tally]:
    return {CASE.part: score_page(CASE, outcome)}


@pytest.mark.parametrize("measure", sorted({goal.measure for goal in GOALS}))
def test_goals_are_measured(measure: str) -> None:
    assert measure in MEASURES


@pytest.mark.parametrize(
    ("score", "unmet"),
    [(lambda: _score(PERFECT), False), (lambda: _score(_change(id="risks")), True), (lambda: _score(Outcome()), True)],
)
def test_goals_are_met_by_perfection_only(score: Callable[[], dict[str, Tally]], unmet: bool) -> None:
    assert bool(list_unmet(score())) is unmet

"""Decisions as sums: what a sum says, and that the tables of weights and the code know the same clues."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from casebook import ROOT, list_pages, trace_case
from hrdcorpus.interview.weighing import Weighed, load_weights, weigh

PAGES = [*list_pages("interviews", "not-interviews"), *sorted((ROOT / "tests/html").glob("*.html"))]
TABLES = sorted((ROOT / "src/hrdcorpus/resources/weights").glob("*.toml"))
WEIGHTS = {"sign": 1.5, "form": -5.0, "title": 4.0, "coverage": 2.0}


@pytest.fixture(scope="module")
def given() -> Mapping[str, list[tuple[str, float]]]:
    """The clues that the code gives to each decision on any page, with their values."""
    traces = [trace_case(page) for page in PAGES]
    blocks = [row.weighed for trace in traces for row in trace.ledger if row.weighed is not None]
    return {"interview": list(_list_values(trace.weighed for trace in traces)), "site": list(_list_values(blocks))}


def _list_values(decisions: Iterable[Weighed]) -> Iterator[tuple[str, float]]:
    return (value for weighed in decisions for value in weighed.values.items())


def test_every_table_is_of_a_decision(given: Mapping[str, list[tuple[str, float]]]) -> None:
    assert [table.stem for table in TABLES] == sorted(given)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_the_table_and_the_code_name_the_same_clues(table: Path, given: Mapping[str, list[tuple[str, float]]]) -> None:
    _, weights = load_weights(table.stem)
    assert {name for name, _ in given[table.stem]} == set(weights)
    assert all(weights.values())  # a clue of no weight makes no difference


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_values_are_shares(table: Path, given: Mapping[str, list[tuple[str, float]]]) -> None:
    beyond = {name: value for name, value in given[table.stem] if not 0 <= value <= 1}
    assert beyond == {}


SUMS: Mapping[str, tuple[Mapping[str, float], list[tuple[str, float]], float, str]] = {
    "nothing": ({}, [], -4.5, "nothing"),
    "one": ({"title": True}, [("title", 4.0)], -0.5, "title"),
    "the threshold itself": ({"title": True, "coverage": 0.25}, [("title", 4.0), ("coverage", 0.5)], 0.0, "title"),
    "the strongest is against it": (
        {"sign": True, "form": True, "title": True, "coverage": 0.4},
        [("form", -5.0), ("title", 4.0), ("sign", 1.5), ("coverage", 0.8)],
        -3.2,
        "form",
    ),
    "what is taken in spite of it": (
        {"form": 0.5, "title": True, "sign": 2.0},
        [("title", 4.0), ("sign", 3.0), ("form", -2.5)],
        0.0,
        "title",
    ),
    "equals by name": ({"title": 0.5, "coverage": 1.0}, [("coverage", 2.0), ("title", 2.0)], -0.5, "coverage"),
    "rounded": ({"coverage": 1 / 3, "sign": 0.001}, [("coverage", 0.67)], -3.83, "coverage"),
}


@pytest.mark.parametrize(("values", "clues", "margin", "strongest"), SUMS.values(), ids=SUMS)
def test_a_sum(values: Mapping[str, float], clues: list[tuple[str, float]], margin: float, strongest: str) -> None:
    weighed = Weighed(values, WEIGHTS, 4.5)
    assert list(weighed.clues) == clues
    assert (weighed.margin, weighed.is_reached, weighed.strongest) == (margin, margin >= 0, strongest)


def test_what_speaks_against_it_and_what_is_missing() -> None:
    weighed = Weighed({"form": True, "coverage": 0.9, "sign": True}, WEIGHTS | {"long": -0.5}, 4.5)
    assert weighed.list_against() == ["form"]
    assert weighed.list_missing() == ["title", "coverage"]


def test_a_decision_is_weighed_by_its_table() -> None:
    threshold, weights = load_weights("interview")
    name, weight = max(weights.items(), key=lambda clue: clue[1])
    weighed = weigh("interview", {name: 1.0})
    assert (weighed.clues, weighed.threshold) == (((name, weight),), threshold)

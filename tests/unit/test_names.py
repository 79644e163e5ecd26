"""Who is interviewed, and names spelled in another way."""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import count_calls
from hrdcorpus.knowledge.title_files import load_title_files
from hrdcorpus.knowledge.titles import compile_titles
from hrdcorpus.naming import NameDifference, find_interviewees, find_name_differences
from hrdcorpus.records.form import build_interviewee

TITLES = compile_titles(load_title_files(files("hrdcorpus") / "resources" / "titles"))
HERE = Path(__file__).parent
TITLE_CASES = tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))
DIFFERENCE_CASES = tomllib.loads((HERE / "name_differences.toml").read_text(encoding="utf-8"))["case"]

SHOWN = ("name", "role", "organisation", "place")
WORDS = [word for case in TITLE_CASES["title"] for word in case["title"].split()]
PIECES = st.sampled_from(
    [*WORDS, ",", " - ", "(", ")", '"', "«", "»", "'", ":", ".", "  ", "of the", "from", "and", "и", "из"]
)
LEADS = st.sampled_from(["HRD Interview: ", "Interview with ", "Интервью с ", "Entretien avec ", "", "Interview"])
TEXTS = st.builds(
    lambda lead, pieces: lead + " ".join(pieces), LEADS, st.lists(PIECES | st.text(max_size=3), max_size=20)
)


@pytest.mark.parametrize("case", TITLE_CASES["title"], ids=lambda case: case["title"])
def test_interviewees(case: dict[str, Any]) -> None:
    told = {key: value for key, value in case.items() if key not in ("title", "wrong", "is_interview")}
    people = tuple(build_interviewee(**person) for person in case.get("people") or [told])
    found = find_interviewees(case["title"], TITLES, is_interview=case.get("is_interview", False))
    assert (found == people) is not case.get("wrong", False)


@pytest.mark.parametrize("title", [case["title"] for case in TITLE_CASES["no_title"]])
def test_no_title(title: str) -> None:
    assert find_interviewees(title, TITLES) is None


@pytest.mark.parametrize("title", [case["title"] for case in TITLE_CASES["nobody"]])
def test_nobody_is_named_above_an_interview(title: str) -> None:
    assert not any(person.name for person in find_interviewees(title, TITLES, is_interview=True) or ())


@given(TEXTS, st.booleans())
def test_nothing_is_invented(title: str, is_interview: bool) -> None:
    for person in find_interviewees(title, TITLES, is_interview=is_interview) or ():
        values = [getattr(person, field) for field in SHOWN]
        assert all(value is None or (value and value in title and value == value.strip()) for value in values)


def test_a_long_line_is_no_title() -> None:
    assert find_interviewees("HRD Interview: " + "Asel " * 200_000, TITLES) is None


def test_a_line_that_is_no_title_costs_little() -> None:
    line = "She has worked on the rights of miners for ten years, and says: nobody came to ask us about the dust."
    find_interviewees(line, TITLES)  # what is loaded once
    phrases = sum(len(language.file.leads.phrases) for language in TITLES)
    assert count_calls(lambda: find_interviewees(line, TITLES)) < 2 * phrases


@pytest.mark.parametrize(
    "filler", ['"', "«", "(", "of ", "Echo of ", "Asel of ", "and member ", "'a ", "a, ", "- ", "«a» "]
)
def test_work_of_the_longest_title(filler: str) -> None:
    def count(length: int) -> int:
        title = ("HRD Interview: Asel Omarova, lawyer " + filler * length)[:length]
        return count_calls(lambda: find_interviewees(title, TITLES, is_interview=True))

    count(100)  # what is loaded once
    assert count(600) < 5 * count(150)  # 4 if linear, 16 if quadratic


@pytest.mark.parametrize("case", DIFFERENCE_CASES, ids=lambda case: case["text"])
def test_differences(case: dict[str, Any]) -> None:
    interviewee = build_interviewee(name=case.get("name"), organisation=case.get("organisation"))
    found = find_name_differences(interviewee, ["Nobody.", case["text"]])
    assert [[each.shown, each.found] for each in found] == ([case["found"]] if "found" in case else [])
    assert all(each.index == 1 for each in found)


def test_each_spelling_is_told_once() -> None:
    texts = ["Irina Cherneva", "Cherneva came, and Irina Cherneva", "Irina Cheryneva's", "IRINA CHERNEVA", "Cheryneva"]
    shown = "Irina Chereneva"
    assert find_name_differences(build_interviewee(name=shown), texts) == (
        NameDifference(shown, "Irina Cherneva", 0),
        NameDifference(shown, "Irina Cheryneva", 2),
    )


def test_nothing_to_compare() -> None:
    assert find_name_differences(build_interviewee(), ["Irina Cherneva"]) == ()
    assert find_name_differences(build_interviewee(name="Irina Chereneva"), []) == ()


@given(st.lists(PIECES, max_size=8).map(" ".join), st.lists(TEXTS, max_size=4))
def test_differences_are_verbatim(name: str, texts: list[str]) -> None:
    for each in find_name_differences(build_interviewee(name=name or None, organisation=name or None), texts):
        assert each.shown in name
        assert each.found in texts[each.index]
        assert each.shown != each.found


@pytest.mark.parametrize(
    "make",
    [
        lambda n: [f"Irina Chernev{i} said it was Irina Chereneva" for i in range(n // 10)],
        lambda n: ["They say that Cherneva Irina Petrova came " * n],
        lambda n: ["A" * 40 * n],
        lambda n: ["I'" * 20 * n],
        lambda n: ["Irina" + " " * 40 * n + "Cherneva"],
        lambda n: [" ".join(f"Word{chr(97 + i % 26) * (i % 20)}" for i in range(8 * n))],
    ],
)
def test_work_grows_with_the_text(make: Any) -> None:
    interviewee = build_interviewee(name="Irina Chereneva", organisation="Shakhterskaya Semya NGO")

    def count(size: int) -> int:
        texts = make(size)
        return count_calls(lambda: find_name_differences(interviewee, texts))

    count(2_000)  # what is remembered of words
    assert count(1_000) < 4.5 * count(250)  # 4 if linear, 16 if quadratic

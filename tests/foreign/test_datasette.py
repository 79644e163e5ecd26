"""The database, served and searched by Datasette."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from exporting import export, write_files
from hrdcorpus.output.export import Options
from hrdcorpus.records.form import Record
from invented import HOSTILE, QUESTIONNAIRES, ask, build_corpus, build_hostile, build_record

SEARCHED = [
    build_record("café", [ask(1, None, "Who is Zoë?", "Chloë can't open the café; her résumé is “naïve”.")]),
    build_record(
        "слова",
        [
            ask(1, "threats", "Кто угрожает правозащитникам?", "Ещё вчера правозащитников не было."),
            ask(2, None, "Что делать?", "Правозащитница молчит."),
        ],
    ),
]


def write_served(records: Sequence[Record], folder: Path) -> None:
    list(write_files(folder, export("datasette", records, Options(questionnaires=QUESTIONNAIRES)).files))


def get_served(folder: Path, path: str, **parameters: str) -> Any:
    """What Datasette answers, in this process and without a network."""

    async def get() -> Any:
        served = Datasette(config_dir=folder)
        try:
            await served.invoke_startup()
            answer = await served.client.get(path, params=parameters)
            assert answer.status_code == 200, answer.text
            return answer.json() if ".json" in path else answer.text
        finally:
            for database in served.databases.values():
                database.close()

    return asyncio.run(get())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("cafe", ["café"]),
        ("NAIVE resume", ["café"]),
        ("chloe", ["café"]),
        ("zoe", []),  # the interviewer's word
        ("can't", ["café"]),
        ("caf", []),
        ("правозащитников", ["слова"]),
        ("ещё", ["слова"]),
        ("еще", ["слова"]),
        ("правозащит", []),
    ],
)
def test_datasette_finds_words_without_their_accents(words: str, found: list[str], tmp_path: Path) -> None:
    write_served(SEARCHED, tmp_path)
    for table in ("answers", "answers_by_question"):
        answer = get_served(tmp_path, f"/interviews/{table}.json", _search=words, _shape="objects")
        assert [row["interview_id"] for row in answer["rows"]] == found


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("правозащит", [1, 2]),
        ("  Правозащит  молч ", [2]),
        ("правоз* AND (", []),
        ("can't caf", [1]),
        ('"', []),
        ("", []),
    ],
)
def test_datasette_finds_beginnings_of_words(words: str, numbers: list[int], tmp_path: Path) -> None:
    write_served(SEARCHED, tmp_path)
    answer = get_served(tmp_path, "/interviews/search.json", words=words, _shape="objects")
    assert [row["number"] for row in answer["rows"]] == numbers


def test_datasette_searches_questions_apart(tmp_path: Path) -> None:
    write_served(SEARCHED, tmp_path)
    for query, found in {"search": [], "search-asked": [1]}.items():
        answer = get_served(tmp_path, f"/interviews/{query}.json", words="угрожа", _shape="objects")
        assert [row["number"] for row in answer["rows"]] == found


def test_datasette_shows_what_it_found(tmp_path: Path) -> None:
    person = build_record("паром", [ask(1, None, "Who?", "I rowed. " * 40 + "Ещё вчера. " + "I rowed. " * 40)])
    write_served([person], tmp_path)
    found = {"search": ("еще", "[Ещё] вчера"), "search-introductions": ("may", "We met in [May]"),
             "search-titles": ("aigul", "[Aigul] Nobodyeva"), "search-asked": ("who", "[Who]?")}  # fmt: skip
    for query, (words, shown) in found.items():
        (row,) = get_served(tmp_path, f"/interviews/{query}.json", words=words, _shape="objects")["rows"]
        assert (row["interview_id"], shown in row["found"], len(row["found"]) < 300) == ("паром", True, True)
    answer = get_served(tmp_path, "/interviews/interviews.json", _search="nobodyeva", _shape="objects")
    assert [row["id"] for row in answer["rows"]] == ["паром"]


def test_datasette_says_what_the_database_is(tmp_path: Path) -> None:
    write_served(build_corpus(), tmp_path)
    for place in ("/", "/interviews"):
        page = get_served(tmp_path, place)
        assert "question by question, verbatim" in page
        links = re.findall(r'href="(interviews/[a-z_-]+)"', page)
        assert links[0] == "interviews/interviews"
        assert all(get_served(tmp_path, f"/{link}") for link in links)
    listed = re.findall(r'<h3><a href="/interviews/([a-z_]+)"', get_served(tmp_path, "/interviews"))
    assert listed == ["answers", "coverage", "interviewees", "interviews", "questions"]


def test_datasette_searches_by_prefix_as_sqlite_writes_it(tmp_path: Path) -> None:
    write_served(SEARCHED, tmp_path)
    asked = {"_search": "правозащит*", "_searchmode": "raw", "_shape": "objects"}
    answer = get_served(tmp_path, "/interviews/answers.json", **asked)
    assert [row["number"] for row in answer["rows"]] == [1, 2]


def test_datasette_shows_what_tables_and_columns_mean(tmp_path: Path) -> None:
    write_served(build_corpus(), tmp_path)
    page = get_served(tmp_path, "/interviews/answers")
    assert "One question that was asked a row" in page
    assert "Place in the interview, counted from 1" in page
    assert "Search answers by the beginnings of words" in get_served(tmp_path, "/interviews")


def test_datasette_serves_hostile_text_whole(tmp_path: Path) -> None:
    write_served(build_hostile(), tmp_path)
    answer = get_served(tmp_path, "/interviews/answers.json", _shape="objects")
    assert [row["question"] for row in answer["rows"]] == list(HOSTILE.values())
    assert [row["answer"] for row in answer["rows"]] == [f"{text}\n\nThen: {text}" for text in HOSTILE.values()]
    assert "<script>alert(1)" not in get_served(tmp_path, "/interviews/answers")

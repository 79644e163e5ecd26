"""Which interview answers which standard question."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import Run, Show, start
from hrdcorpus.corpus.store import write_record
from hrdcorpus.knowledge.folders import SHIPPED, load_questionnaires
from hrdcorpus.output.coverage import build_matrices, count_total, group_totals
from hrdcorpus.output.coverage_data import write_csv, write_json
from hrdcorpus.records.form import Record
from hrdcorpus.records.serialising import dump_record

TESTIMONY = "We meet the inspectors"
ANSWER = (f"{TESTIMONY} every month.",)
KNOWN = load_questionnaires(SHIPPED)
ITEMS = tuple(item.id for item in KNOWN[0].items)

Asked = tuple[str | None, str, tuple[str, ...]]  # the question's id and match, and its answer

CASES: list[tuple[str, list[Asked], str, int]] = [
    ("exact", [("work", "exact", ANSWER)], "answered", 0),
    ("variant", [("work", "variant", ANSWER)], "answered", 0),
    ("similar", [("work", "similar", ANSWER)], "similar", 0),
    ("corrected", [("work", "corrected", ANSWER)], "answered", 0),
    ("said", [("work", "said", ANSWER)], "similar", 0),
    ("by its place", [("work", "order", ANSWER)], "similar", 0),
    ("no answer", [("work", "exact", ())], "unanswered", 0),
    ("similar, no answer", [("work", "similar", ())], "unanswered", 0),
    ("another question", [("risks", "exact", ANSWER)], "not-asked", 0),
    ("twice, the first without an answer", [("work", "exact", ()), ("work", "similar", ANSWER)], "similar", 0),
    ("twice, the first in known words", [("work", "exact", ANSWER), ("work", "similar", ANSWER)], "answered", 0),
    ("outside", [("work", "exact", ANSWER), (None, "none", ANSWER), (None, "none", ())], "answered", 2),
]


def build(
    identifier: str,
    asked: Sequence[Asked],
    *,
    questionnaire: tuple[str, str] | None = ("hrd-kz-2021", "1"),
    country: str | None = "KZ",
    language: str = "en",
    published: str | None = "2021-04-14",
    name: str | None = None,
) -> Record:
    value: dict[str, Any] = {
        "schema_version": "2.0",
        "id": identifier,
        "source": {
            "path": f"{identifier}.txt", "sha256": "0" * 64, "bytes": 1, "media_type": "text/plain",
            "encoding": "utf-8", "url": None, "retrieved": None,
        },
        "title": None, "published": published, "published_text": None, "author": None,
        "language": {"content": language, "interface": None, "available": []},
        "interviewees": [
            {"name": name, "anonymity": None, "role": None, "organisation": None, "place": None, "country": country}
        ],
        "introduction": [],
        "questionnaire": {"id": questionnaire[0], "version": questionnaire[1]} if questionnaire else None,
        "exchanges": [
            {"number": number, "asker": None, "speakers": None, "answer": answer, "lines": None, "path": None,
             "question": {"id": item, "text": "?", "match": match, "score": 0.7 if match == "similar" else None}}
            for number, (item, match, answer) in enumerate(asked, 1)
        ],
        "removed": [], "findings": [],
    }  # fmt: skip
    return Record.model_validate_json(json.dumps(value))


@pytest.mark.parametrize(("asked", "state", "other"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_states(asked: list[Asked], state: str, other: int) -> None:
    (matrix,) = build_matrices([build("a", asked)], KNOWN)
    assert matrix.questions == ITEMS
    assert matrix.rows[0].states[ITEMS.index("work")] == state
    assert matrix.rows[0].other == other


WORK: list[Asked] = [("work", "exact", ANSWER)]
CORPUS = [
    build("b", [("work", "similar", ANSWER), ("risks", "exact", ())], language="ru", published="2022-01-01"),
    build("a", [*WORK, (None, "none", ANSWER)]),
    build("c", WORK, country=None, language="und", published=None),
    build("d", [("work", "exact", ANSWER), ("later", "exact", ANSWER)], questionnaire=("hrd-kz-2021", "2")),
    build("e", [("bees", "exact", ANSWER), ("alps", "exact", ())], questionnaire=("bees", "1"), country="PE"),
    build("f", [(None, "none", ANSWER)], questionnaire=None),
]


def test_a_matrix_for_each_questionnaire() -> None:
    matrices = build_matrices(CORPUS, KNOWN)
    assert [(matrix.questionnaire, matrix.version, [row.id for row in matrix.rows]) for matrix in matrices] == [
        ("bees", "1", ["e"]),
        ("hrd-kz-2021", "1", ["a", "b", "c"]),
        ("hrd-kz-2021", "2", ["d"]),
        (None, None, ["f"]),
    ]
    assert [matrix.questions for matrix in matrices] == [("alps", "bees"), ITEMS, (*ITEMS, "later"), ()]


def test_totals() -> None:
    matrix = build_matrices(CORPUS, KNOWN)[1]
    work = ITEMS.index("work")
    total = count_total(matrix.rows)
    assert (total.interviews, total.other, total.answers[work]) == (3, 1, 3)
    assert total.states[work] == {"answered": 2, "similar": 1, "unanswered": 0, "not-asked": 0}
    found = {
        group: {
            value: (part.interviews, part.answers[work]) for value, part in group_totals(matrix.rows, group).items()
        }
        for group in ("country", "language", "year")
    }
    assert found == {
        "country": {"KZ": (2, 2), None: (1, 1)},
        "language": {"en": (1, 1), "ru": (1, 1), None: (1, 1)},
        "year": {"2021": (1, 1), "2022": (1, 1), None: (1, 1)},
    }
    assert [list(group) for group in found.values()] == [["KZ", None], ["en", "ru", None], ["2021", "2022", None]]


def test_csv() -> None:
    text = b"".join(write_csv(build_matrices(CORPUS, KNOWN))).decode()
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert list(rows) == ["e", "a", "b", "c", "d", "f"]
    assert (rows["a"]["hrd-kz-2021/work"], rows["b"]["hrd-kz-2021/work"]) == ("answered", "similar")
    assert (rows["a"]["bees/bees"], rows["e"]["bees/alps"], rows["d"]["hrd-kz-2021/later"]) == (
        "", "unanswered", "answered",
    )  # fmt: skip
    assert (rows["c"]["country"], rows["c"]["language"], rows["c"]["year"]) == ("", "", "")
    assert (rows["f"]["questionnaire"], rows["f"]["other"]) == ("", "1")


def test_json() -> None:
    matrix = json.loads(b"".join(write_json(build_matrices(CORPUS, KNOWN))))[1]
    assert (matrix["questionnaire"], matrix["version"]) == ("hrd-kz-2021", "1")
    first = matrix["interviews"][0]
    assert list(first) == [
        "id", "interviewee", "country", "country_name", "language", "year", "questions", "other",
    ]  # fmt: skip
    assert list(first["questions"]) == list(ITEMS)
    assert matrix["totals"]["questions"]["risks"] == {"answered": 0, "similar": 0, "unanswered": 1, "not-asked": 2}
    assert matrix["totals"]["country"][0]["value"] == "KZ"
    assert matrix["totals"]["country"][1]["value"] is None
    assert matrix["totals"]["country"][1]["interviews"] == 1


@given(st.lists(st.lists(st.sampled_from([asked for case in CASES for asked in case[1]]), min_size=1), max_size=5))
def test_every_interview_has_one_state_for_each_question(interviews: list[list[Asked]]) -> None:
    corpus = [build(str(number), asked) for number, asked in enumerate(interviews)]
    matrices = build_matrices(corpus, KNOWN)
    assert matrices == build_matrices(corpus[::-1], KNOWN)
    for matrix in matrices:
        for counts in count_total(matrix.rows).states:
            assert sum(counts.values()) == len(corpus)


def write(folder: Path, corpus: Sequence[Record]) -> None:
    for record in corpus:
        write_record(folder / "data/normalized", record.id, dump_record(record))


def test_the_table(tmp_path: Path, run: Run) -> None:
    write(tmp_path, CORPUS[:3])
    done = run("coverage", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines()[:12] == [
        "hrd-kz-2021, version 1, interviews: 3",
        "",
        "interview interviewee ctry lang year 1 2 3 4 5 6 7 8 9 10 11 other",
        "a         -           KZ   en   2021 . . + . . . . . .  .  .     1",
        "b         -           KZ   ru   2022 . o ~ . . . . . .  .  .     0",
        "c         -           -    -    -    . . + . . . . . .  .  .     0",
        "",
        "totals      all 1 2 3 4 5 6 7 8 9 10 11 other",
        "answered        0 0 2 0 0 0 0 0 0  0  0",
        "similar         0 0 1 0 0 0 0 0 0  0  0",
        "unanswered      0 1 0 0 0 0 0 0 0  0  0",
        "not-asked       3 2 0 3 3 3 3 3 3  3  3",
    ]
    text = done.stdout.decode()
    assert "\n 3 work\n" in text
    assert " . not asked\n" in text
    assert TESTIMONY not in text


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_broken_records_are_reported_and_the_rest_is_shown(tmp_path: Path, run: Run, form: str) -> None:
    write(tmp_path, CORPUS[:2])
    (tmp_path / "data/normalized/broken.json").write_text(f'{{"id": "{TESTIMONY}"}}')
    done = run("coverage", "--format", form, cwd=tmp_path)
    assert done.returncode == 1
    assert b"broken.json" in done.stderr
    assert TESTIMONY.encode() not in done.stderr
    assert all(f"{record.id}".encode() in done.stdout for record in CORPUS[:2])


@pytest.mark.parametrize("form", ["table", "csv"])
def test_same_bytes_whatever_the_hash_seed(tmp_path: Path, form: str, run: Run) -> None:
    write(tmp_path, CORPUS)
    shown = run("coverage", "--format", form, cwd=tmp_path).stdout
    assert shown
    assert start("coverage", "--format", form, cwd=tmp_path, PYTHONHASHSEED="1").stdout == shown


@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize("sidecar", ['release = "withheld"\n', "release = ?\n"])
def test_who_is_withheld_is_not_named(sidecar: str, form: str, tmp_path: Path, run: Run) -> None:
    write(tmp_path, [build("page", [("work", "exact", ANSWER)], name="Zelda Nobody")])
    assert "Zelda Nobody" in run("coverage", "--format", form, cwd=tmp_path).stdout.decode()
    (tmp_path / "data/raw").mkdir()
    (tmp_path / "data/raw/page.toml").write_text(sidecar)
    told = run("coverage", "--format", form, cwd=tmp_path).stdout.decode()
    assert "page" in told
    assert "Zelda" not in told


def test_usage(tmp_path: Path, run: Run) -> None:
    assert run("coverage", cwd=tmp_path).returncode == 1  # no records
    assert run("coverage", "--format", "xlsx", cwd=tmp_path).returncode == 2


def test_names_that_steer_nothing(tmp_path: Path, run: Run) -> None:
    hostile = build("::error::\x1b[31m", WORK, questionnaire=("::error::\x1b[31m", "1"))
    write_record(tmp_path / "data/normalized", "hostile", dump_record(hostile))
    text = run("coverage", cwd=tmp_path).stdout.decode()
    assert "\x1b" not in text
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())


def test_eighty_columns_hold_100_interviews(tmp_path: Path, run_on_terminal: Show) -> None:
    asked: list[Asked] = [(item, "exact", ANSWER) for item in ITEMS]
    write(tmp_path, [build(f"{number:03}_44014aafed83de26", asked) for number in range(100)])
    shown = run_on_terminal("coverage", cwd=tmp_path, COLUMNS="80", TERM="dumb")
    lines = shown.splitlines()
    assert max(map(len, lines)) <= 80
    assert sum(line.split()[5:] == [*"+++++++++++", "0"] for line in lines) == 100
    assert [line for line in lines if line.split() == ["country", "KZ", *["100"] * 12, "0"]] != []


def test_a_terminal_shows_people_and_repeats_the_heads(tmp_path: Path, run_on_terminal: Show) -> None:
    people = [build(f"2021/{number:03}_44014aafed83de26", WORK, name="Dana Nobodyeva") for number in range(45)]
    write(tmp_path, people)
    lines = run_on_terminal("coverage", cwd=tmp_path, COLUMNS="80", TERM="dumb").splitlines()
    assert sum(line.startswith("interview ") for line in lines) == 3
    assert "2021/001_...ed83de26 Dana Nobodyeva KZ   en   2021 . . + . . . . . .  .  .     0" in lines
    coloured = run_on_terminal("coverage", cwd=tmp_path, COLUMNS="80", TERM="xterm-256color")
    assert "\x1b[32m+" in coloured
    assert "\x1b[3" not in run_on_terminal("coverage", cwd=tmp_path, COLUMNS="80", TERM="xterm-256color", NO_COLOR="1")


def test_long_names_are_cut_on_a_terminal(tmp_path: Path, run_on_terminal: Show) -> None:
    write(tmp_path, [build("2021/" + "interview-with-a-human-rights-defender-" * 3, WORK, language="zh-Hans")])
    lines = run_on_terminal("coverage", cwd=tmp_path, COLUMNS="80", TERM="dumb").splitlines()
    assert max(map(len, lines)) <= 80
    assert list("..+........0") in [line.split()[-12:] for line in lines]

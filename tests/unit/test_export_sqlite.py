"""The SQLite database, read by sqlite3."""

import sqlite3
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from exporting import export
from hrdcorpus.output.export import Options
from hrdcorpus.output.export.tables import TABLES
from hrdcorpus.records.form import Record
from invented import QUESTIONNAIRES, ask, build_corpus, build_hostile, build_record

OPTIONS = Options(questionnaires=QUESTIONNAIRES)
BOTH = [build_corpus(), build_hostile(), []]


def build_bytes(records: Sequence[Record], options: Options = OPTIONS) -> bytes:
    return export("sqlite", records, options).content


@contextmanager
def open_database(records: Sequence[Record], folder: Path) -> Iterator[sqlite3.Connection]:
    """From the disk, as other programs do."""
    file = folder / "interviews.db"
    file.write_bytes(build_bytes(records))
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        yield database


@pytest.mark.parametrize("records", BOTH)
def test_the_database_holds_what_the_records_do(records: list[Record], tmp_path: Path) -> None:
    with open_database(records, tmp_path) as database:
        answers = database.execute(
            "SELECT interview_id, number, question_id, question, answer, paragraphs FROM answers"
        )
        assert list(answers) == [
            (r.id, e.number, e.question.id, e.question.text, "\n\n".join(e.answer) or None, len(e.answer))
            for r in records
            for e in r.exchanges
        ]
        interviews = database.execute("SELECT * FROM interviews")
        names = [column[0] for column in interviews.description]
        assert names == [*(column.name for column in TABLES["interviews"].columns if column.type != "list"), "row"]
        for row, expected in zip(map(dict, (zip(names, row, strict=True) for row in interviews)),
                                 TABLES["interviews"].list_rows(records, OPTIONS), strict=True):  # fmt: skip
            introduction = expected["introduction"]
            assert isinstance(introduction, tuple)
            joined = "\n\n".join(introduction) or None
            number = [record.id for record in records].index(str(row["id"])) + 1
            assert row == {name: expected[name] for name in names[:-1]} | {"introduction": joined, "row": number}
        questions = database.execute("SELECT * FROM questions")
        assert list(questions) == [tuple(row.values()) for row in TABLES["questions"].list_rows(records, OPTIONS)]
        lists = {
            "interviewees": [
                (r.id, n, *person.model_dump().values(), person.country_name)
                for r in records
                for n, person in enumerate(r.interviewees, 1)
            ],
            "available_languages": [(r.id, tag) for r in records for tag in r.language.available],
            "findings": [
                (r.id, n, f.code, f.name, f.detail, f.line) for r in records for n, f in enumerate(r.findings, 1)
            ],
            "removed": [(r.id, n, entry.rule, entry.count) for r in records for n, entry in enumerate(r.removed, 1)],
            "speakers": [
                (r.id, e.number, n, speaker)
                for r in records
                for e in r.exchanges
                for n, speaker in enumerate(e.speakers or (), 1)
            ],
        }
        assert {table: list(database.execute(f"SELECT * FROM {table}")) for table in lists} == lists  # noqa: S608


@pytest.mark.parametrize("records", BOTH)
def test_the_database_is_sound(records: list[Record], tmp_path: Path) -> None:
    with open_database(records, tmp_path) as database:
        assert list(database.execute("PRAGMA integrity_check")) == [("ok",)]
        assert list(database.execute("PRAGMA foreign_key_check")) == []
        assert list(database.execute("PRAGMA application_id")) == [(int.from_bytes(b"HRDC"),)]
    with closing(sqlite3.connect(tmp_path / "interviews.db")) as writable:
        writable.execute("VACUUM")  # after which the index still points to its rows
        writable.execute("INSERT INTO answers_fts (answers_fts, rank) VALUES ('integrity-check', 1)")
        for index in ("asked_fts", "introductions_fts", "titles_fts"):  # which may have other spellings, too
            writable.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")  # noqa: S608
    assert build_bytes(records) == build_bytes(records)


def test_tables_refer_to_each_other(tmp_path: Path) -> None:
    (tmp_path / "interviews.db").write_bytes(build_bytes(build_corpus()))
    wrong = [
        "INSERT INTO answers (interview_id, number) VALUES ('unknown', 1)",
        "UPDATE answers SET question_id = 'unknown' WHERE question_id = 'risks'",
        "INSERT INTO speakers VALUES ('unknown', 1, 1, 'Aigul')",
        "INSERT INTO answers (interview_id, number) VALUES ('boris', 1)",
    ]
    with closing(sqlite3.connect(tmp_path / "interviews.db")) as database:
        database.execute("PRAGMA foreign_keys = ON")
        for statement in wrong:
            with pytest.raises(sqlite3.IntegrityError):
                database.execute(statement)


def test_not_asked_differs_from_not_answered(tmp_path: Path) -> None:
    with open_database(build_corpus(), tmp_path) as database:
        states = database.execute("SELECT interview_id, question_id, state FROM coverage")
        assert list(states) == [
            ("2021/aigul", "situation", "answered"),
            ("2021/aigul", "risks", "unanswered"),
            ("2021/aigul", "work", "not-asked"),
            ("2021/aigul", "threats", "not-asked"),
            ("boris", "situation", "not-asked"),
            ("boris", "risks", "not-asked"),
            ("boris", "work", "not-asked"),
            ("boris", "threats", "answered"),
        ]
        assert list(database.execute("SELECT number FROM answers WHERE answer IS NULL ORDER BY id")) == [(2,), (2,)]


def test_answers_by_question_are_in_the_order_of_asking(tmp_path: Path) -> None:
    with open_database(build_corpus(), tmp_path) as database:
        rows = database.execute(
            "SELECT position, question_id, interview_id, number, country, answer FROM answers_by_question"
        )
        assert list(rows) == [
            (1, "situation", "2021/aigul", 1, "KZ", "Bad.\n\nIt was better."),
            (1, "situation", "2021/aigul", 4, "KZ", "Worse."),
            (2, "risks", "2021/aigul", 2, "KZ", None),
            (4, "threats", "boris", 1, "KG", "Да."),
            (None, None, "2021/aigul", 3, "KZ", "It rains."),
            (None, None, "boris", 2, "KG", None),
            (None, None, "nobody", 1, None, "Nobody."),
        ]


def test_the_dictionary_explains_every_column(tmp_path: Path) -> None:
    with open_database(build_corpus(), tmp_path) as database:
        explained = {(table, column): text for table, column, text in database.execute(
            "SELECT table_name, column_name, description FROM dictionary")}  # fmt: skip
        found = database.execute(
            "SELECT tables.name, columns.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns"
            " WHERE tables.type = 'table' AND tables.name NOT LIKE '%\\_fts%' ESCAPE '\\'"
        )
        assert set(found) == set(explained)
        assert all(explained.values())


def find_said(database: sqlite3.Connection, words: str, index: str = "answers_fts") -> list[int]:
    return [row for (row,) in database.execute(f"SELECT rowid FROM {index}(?) ORDER BY rowid", (words,))]  # noqa: S608


def test_a_search_of_answers_finds_what_was_said_and_no_question(tmp_path: Path) -> None:
    asked = [
        ask(1, "risks", "Does the mayor listen?", "Never, but the baker does."),
        ask(2, None, "Who bakes bread?", "The mayor."),
    ]
    with open_database([build_record("bread", asked)], tmp_path) as database:
        assert {word: find_said(database, word) for word in ("mayor", "baker", "bread")} == {
            "mayor": [2],
            "baker": [1],
            "bread": [],
        }
        assert {word: find_said(database, word, "asked_fts") for word in ("mayor", "baker", "bread")} == {
            "mayor": [1],
            "baker": [],
            "bread": [2],
        }


def test_introductions_and_titles_are_searched_apart(tmp_path: Path) -> None:
    records = [
        build_record("a", [ask(1, None, "Who?", "The ferryman.")], title="Talk: Anna, ferryman", introduction=()),
        build_record("b", [ask(1, None, "Who?", "I.")], title=None, introduction=("Ещё один паромщик.", "A ferryman.")),
    ]
    with open_database(records, tmp_path) as database:
        indexes = ("answers_fts", "asked_fts", "introductions_fts", "titles_fts")
        assert [find_said(database, "ferryman", index) for index in indexes] == [[1], [], [2], [1]]
        assert find_said(database, "еще", "introductions_fts") == [2]
        found = "SELECT id FROM titles_fts('talk') JOIN interviews ON interviews.row = titles_fts.rowid"
        assert list(database.execute(found)) == [("a",)]


LETTERS = tomllib.loads((files("hrdcorpus") / "resources/language/letters.toml").read_text("utf-8"))["letters"]


@pytest.mark.parametrize("rule", LETTERS, ids=[rule["letter"] for rule in LETTERS])
def test_a_search_finds_words_in_either_spelling(rule: dict[str, Any], tmp_path: Path) -> None:
    """The examples of resources/language/letters.toml: letter for letter where people write both, else by the plain."""
    pairs = [rule["example"], rule["counterexample"]]
    texts = [text for pair in pairs for text in pair]
    exchanges = [ask(n, None, text, text) for n, text in enumerate(texts, start=1)]
    with open_database([build_record("x", exchanges)], tmp_path) as database:
        for index in ("answers_fts", "asked_fts"):
            assert {1, 2} <= set(find_said(database, texts[1], index))
            assert (2 in find_said(database, texts[0], index)) == rule.get("both", False)
            assert 3 not in find_said(database, texts[3], index)


def test_other_spellings_stand_where_the_word_does(tmp_path: Path) -> None:
    answers = ["Ещё один мешок, и елка во дворе, и чай.", "Все ушли.", "Надежда ещё есть: " + "е" * 500]
    exchanges = [ask(n, None, "Что?", text) for n, text in enumerate(answers, start=1)]
    found = {
        "еще": [1, 3], "Ещё": [1, 3], "ёлк*": [1], '"еще один мешок"': [1], '"и ёлка во"': [1], "всё": [2], "все": [2],
        "чаи": [], "мешек": [], "один NOT ещё": [], "надёжда": [3],
    }  # fmt: skip
    with open_database([build_record("х", exchanges)], tmp_path) as database:
        assert {words: find_said(database, words) for words in found} == found
        shown = database.execute("SELECT snippet(answers_fts, -1, '[', ']', '...', 8) FROM answers_fts('еще ёлка')")
        assert list(shown) == [("[Ещё] один мешок, и [елка] во дворе, и...",)]
        assert list(database.execute("SELECT answer FROM answers_fts ORDER BY rowid")) == [(text,) for text in answers]

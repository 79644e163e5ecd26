"""JSON, JSON Lines and CSV: the same interviews, answers and characters."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any

import pytest

from casebook import ROOT
from exporting import Exported, export
from hrdcorpus.errors import RecordError
from hrdcorpus.output.export import FILE, FORMATS, Options, Shape
from hrdcorpus.output.export.csv import guard_formulas, is_formula
from hrdcorpus.output.export.tables import LONG, TABLES
from hrdcorpus.records.form import Record, build_interviewee
from hrdcorpus.records.serialising import dump_record, load_record
from invented import ask, build_corpus, build_hostile, build_record, load_cases

CORPORA = {"corpus": build_corpus(), "hostile": build_hostile(), "cases": load_cases(), "nothing": []}


def build(name: str, records: Sequence[Record], shape: Shape | None = None, **options: Any) -> Exported:
    return export(name, records, Options(shape, **options))


def build_text(name: str, records: Sequence[Record], shape: Shape | None = None, **options: Any) -> str:
    return build(name, records, shape, **options).content.decode()


def list_expected(records: Sequence[Record]) -> list[tuple[str, int, str | None, str, tuple[str, ...]]]:
    return [(r.id, e.number, e.question.id, e.question.text, e.answer) for r in records for e in r.exchanges]


def query_jq(query: str, text: str) -> list[Any]:
    if not (jq := shutil.which("jq")):
        pytest.skip("jq is not installed")
    done = subprocess.run([jq, "-c", query], input=text.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.split(b"\n") if line]


@pytest.mark.parametrize("records", CORPORA.values(), ids=CORPORA)
def test_json_is_the_records(records: list[Record]) -> None:
    expected = [json.loads(dump_record(record)) for record in records]
    assert json.loads(build_text("json", records)) == expected
    lines = build_text("jsonl", records, "interviews")
    assert [json.loads(line) for line in lines.splitlines()] == expected
    assert query_jq(".", lines) == expected
    assert query_jq(".[]", build_text("json", records)) == expected


@pytest.mark.parametrize("records", CORPORA.values(), ids=CORPORA)
def test_json_lines_of_answers(records: list[Record]) -> None:
    lines = build_text("jsonl", records, "answers")
    keys = ("interview_id", "number", "question_id", "question", "answer")
    rows = [json.loads(line) for line in lines.splitlines()]
    assert [(*(row[key] for key in keys[:-1]), tuple(row["answer"])) for row in rows] == list_expected(records)
    assert query_jq("[.interview_id, .number, .question_id, .question, .answer]", lines) == [
        [*values, list(answer)] for *values, answer in list_expected(records)
    ]


@pytest.mark.parametrize("records", CORPORA.values(), ids=CORPORA)
def test_long_csv_has_one_row_an_answer(records: list[Record]) -> None:
    text = build_text("csv", records, "answers")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    expected = [(i, str(n), item or "", asked, "\n\n".join(said)) for i, n, item, asked, said in list_expected(records)]
    keys = ("interview_id", "number", "question_id", "question", "answer")
    assert [tuple(row[key] for key in keys) for row in rows] == expected
    assert [row["paragraphs"] for row in rows] == [str(len(said)) for *_, said in list_expected(records)]


def test_long_csv_says_who_where_and_when() -> None:
    row = next(csv.DictReader(io.StringIO(build_text("csv", build_corpus(), "answers"), newline="")))
    assert row == {
        "answer_id": "2021/aigul#1",
        "interviewee": "Aigul Nobodyeva",
        "country_name": "Kazakhstan",
        "published": "2021-04-07",
        "language": "en",
        "question_id": "situation",
        "question": "How is it?",
        "answer": "Bad.\n\nIt was better.",
        "interview_id": "2021/aigul",
        "number": "1",
        "title": "HRD Interview: Aigul Nobodyeva, chair of River Watch, Kazakhstan",
        "published_text": "7 Abr 2021",
        "anonymity": "",
        "role": "chair",
        "organisation": "River Watch",
        "place": "",
        "country": "KZ",
        "source_path": "2021/aigul.txt",
        "source_url": "https://example.org/page",
        "source_sha256": "a" * 64,
        "work_id": "2021/aigul",
        "translation_of": "",
        "interviewee_elsewhere": "",
        "questionnaire_id": "hrd-kz-2021",
        "asker": "",
        "match": "exact",
        "score": "",
        "speakers": "",
        "paragraphs": "2",
        "first_line": "1",
        "last_line": "2",
        "path": "",
    }


@pytest.mark.parametrize(
    ("name", "shape", "file"),
    [
        ("csv", "answers", None),
        ("csv", "interviews", None),
        ("datapackage", None, "interviews.csv"),
        ("datapackage", None, "interviewees.csv"),
    ],
)
def test_a_country_stands_in_words_beside_its_code(name: str, shape: Shape | None, file: str | None) -> None:
    """Many programs that read CSV take NA, the code of Namibia, for no value."""
    people = (build_interviewee(name="Tuli Nobody", country="NA"),)
    records = [build_record("tuli", [ask(1, None, "Who?", "I.")], interviewees=people)]
    raw = build(name, records, shape).files[file or FILE]
    (row,) = csv.DictReader(io.StringIO(raw.decode(), newline=""))
    assert (row["country"], row["country_name"]) == ("NA", "Namibia")


def test_wide_csv_loses_no_answer() -> None:
    rows = list(csv.DictReader(io.StringIO(build_text("csv", build_corpus(), "interviews"), newline="")))
    aigul, boris, nobody = rows
    assert aigul["hrd-kz-2021/situation"] == "Bad.\n\nIt was better."
    assert aigul["hrd-kz-2021/situation (2)"] == "Worse."
    assert (aigul["hrd-kz-2021/risks"], aigul["unanswered"]) == ("", '["hrd-kz-2021/risks"]')  # asked, not answered
    assert (aigul["hrd-kz-2021/threats"], boris["unanswered"]) == ("", "")  # not asked
    assert (aigul["other 1 question"], aigul["other 1 answer"]) == ("And the weather?", "It rains.")
    assert (boris["hrd-kz-2021/threats"], boris["other 1 question"], boris["other 1 answer"]) == ("Да.", "Почему?", "")
    assert (nobody["questionnaire_id"], nobody["other 1 answer"]) == ("", "Nobody.")
    assert (aigul["introduction"], aigul["available_languages"]) == ("We met in May.\n\nIt rained.", '["en", "ru"]')
    hostile = next(csv.DictReader(io.StringIO(build_text("csv", build_hostile(), "interviews"), newline="")))
    for number, exchange in enumerate(build_hostile()[0].exchanges, start=1):
        assert hostile[f"other {number} question"] == exchange.question.text
        assert hostile[f"other {number} answer"] == "\n\n".join(exchange.answer)


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"])
def test_what_a_spreadsheet_takes_for_a_formula(first: str) -> None:
    assert is_formula(f"{first}1")
    assert not is_formula(f"1{first}1")


@pytest.mark.parametrize("shape", ["answers", "interviews"])
@pytest.mark.parametrize("blanks", ["", " ", '"', ' "', '" \0'])
@pytest.mark.parametrize("divider", [";", "\t", "\n", "\r", "\r\n", "\n\n"])
def test_csv_safe_is_safe_whatever_divides_the_cells(divider: str, blanks: str, shape: Shape) -> None:
    answer = f"They left{divider}{blanks}=1+1 and{divider}{blanks}@all"
    text = build_text("csv", [build_record("x", [ask(1, None, f"Why{divider}-?", answer)])], shape, csv_safe=True)
    for delimiter in ",;\t":
        rows = csv.reader(io.StringIO(text[1:], newline=""), delimiter=delimiter)
        assert not any(is_formula(cell.lstrip(' "\0')) for row in rows for cell in row)
    assert "=1+1 and" in text


def test_what_no_spreadsheet_takes_for_a_formula_stays_as_it_is() -> None:
    for text in ("one; two", 'He said; "no"', "1+1=2;\n1=1", "a-b", ";'=1", "\n\none"):
        assert guard_formulas(text) in (text, f"'{text}")
    assert guard_formulas(guard_formulas("=1;=2\n-3")) == guard_formulas("=1;=2\n-3") == "'=1;'=2\n'-3"


def test_formulas_are_counted_and_with_csv_safe_quoted() -> None:
    records = [build_record("x", [ask(1, None, "=Why?", "@here", "=not at the start"), ask(2, None, "So?", "1=1")])]
    plain, safe = build("csv", records, "answers"), build("csv", records, "answers", csv_safe=True)
    assert plain.notes == (
        "cells that a spreadsheet would take for formulas: 2; for one, use --csv-safe or --format xlsx",
    )
    assert safe.notes == ("cells with ' put before what might be a formula: 2",)
    assert safe.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(safe.content.decode("utf-8-sig"), newline="")))
    assert [(row["question"], row["answer"]) for row in rows] == [
        ("'=Why?", "'@here\n\n'=not at the start"),
        ("So?", "1=1"),
    ]
    for shape in ("answers", "interviews"):
        text = build_text("csv", build_hostile(), shape, csv_safe=True)
        assert not any(is_formula(cell) for row in csv.reader(io.StringIO(text[1:], newline="")) for cell in row)
    assert build("csv", build_corpus(), "answers").notes == ()


def test_a_lone_surrogate_is_in_no_record() -> None:
    raw = dump_record(build_corpus()[0]).replace(b"It rained.", b"\\ud83d")
    with pytest.raises(RecordError, match="half a surrogate pair"):
        load_record(raw, "record.json")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes_at_each_run(name: str) -> None:
    for shape in FORMATS[name].shapes or (None,):
        assert build(name, build_corpus(), shape) == build(name, build_corpus(), shape)


def test_the_documentation_names_every_format_and_column() -> None:
    text = (ROOT / "docs/exports.md").read_text("utf-8")
    for table in (*TABLES.values(), LONG):
        assert f"`{table.name}`" in text or f"**{table.name.capitalize()}**" in text
        assert all(f"`{column.name}`" in text for column in table.columns)
    for form in FORMATS.values():
        shapes = ", ".join(f"`{shape}`" for shape in form.shapes)
        needs = f"`pip install 'hrdcorpus[{form.extra}]'` " if form.extra else ""
        assert f"| `{form.name}` | {form.summary} | {shapes}{' ' * bool(shapes)}| {needs}|\n" in text

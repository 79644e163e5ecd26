"""XLSX, Parquet and Data Package, read by programs that are not ours."""

import io
import json
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import openpyxl
import polars
import pyarrow.parquet
import pytest
from lxml import etree
from openpyxl.utils import absolute_coordinate

from exporting import export, write_files
from hrdcorpus.errors import RecordError
from hrdcorpus.output.export import Options, Shape
from hrdcorpus.output.export.tables import LONG
from hrdcorpus.output.export.xlsx import MAX_UNITS, split_text
from hrdcorpus.records.form import Record
from invented import HOSTILE, QUESTIONNAIRES, ask, build_corpus, build_hostile, build_record, load_cases

CORPORA = {"corpus": build_corpus(), "hostile": build_hostile(), "cases": load_cases(), "nothing": []}


def build_bytes(name: str, records: Sequence[Record], shape: Shape | None = None) -> bytes:
    return export(name, records, Options(shape, questionnaires=QUESTIONNAIRES)).content


def list_expected(records: Sequence[Record]) -> list[tuple[str, int, str, str]]:
    return [(r.id, e.number, e.question.text, "\n\n".join(e.answer)) for r in records for e in r.exchanges]


def read_sheet(content: bytes, name: str) -> list[dict[str, Any]]:
    rows = openpyxl.load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True)
    header = [str(cell) for cell in next(rows)]
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_xlsx_has_one_row_an_answer() -> None:
    records = load_cases()
    rows = read_sheet(build_bytes("xlsx", records), "answers")
    keys = ("interview_id", "number", "question", "answer")
    assert [tuple(row[key] or "" for key in keys) for row in rows] == list_expected(records)


def test_xlsx_holds_what_the_records_do() -> None:
    content = build_bytes("xlsx", build_corpus())
    answers = read_sheet(content, "answers")
    keys = ("interview_id", "number", "question", "answer")
    assert [tuple(row[key] or "" for key in keys) for row in answers] == list_expected(build_corpus())
    interviews = read_sheet(content, "interviews")
    assert [row["id"] for row in interviews] == ["2021/aigul", "boris", "nobody"]
    assert [row["published"] for row in interviews] == [datetime(2021, 4, 7), datetime(2022, 12, 31), None]
    assert [row["exchanges"] for row in interviews] == [4, 2, 1]
    questions = {row["question_id"]: row for row in read_sheet(content, "questions")}
    assert list(questions)[:2] == ["situation", "risks"]
    assert [questions[item]["asked"] for item in ("situation", "risks", "threats", "work")] == [2, 1, 1, 0]
    assert [questions[item]["answered"] for item in ("situation", "risks", "threats", "work")] == [2, 0, 1, 0]
    coverage = {row["id"]: row for row in read_sheet(content, "coverage")}
    assert [coverage["2021/aigul"][f"hrd-kz-2021/{item}"] for item in ("situation", "risks", "threats")] == [
        "answered",
        "unanswered",
        "not-asked",
    ]
    assert [row["other"] for row in coverage.values()] == [1, 1, 1]


def test_xlsx_is_laid_out_for_reading() -> None:
    book = openpyxl.load_workbook(io.BytesIO(build_bytes("xlsx", build_corpus())))
    assert book.properties.created == book.properties.modified == datetime(1980, 1, 1)  # no clock
    assert book.sheetnames == ["interviews", "interviewees", "answers", "questions", "coverage"]
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A2"].alignment.wrap_text
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.print_title_rows, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("$1:$1", True)


def test_xlsx_shows_what_people_read() -> None:
    long_id = f"2021/{'page' * 5}"
    answers = [ask(1, "situation", "How?", "It rained. " * 40, "人权捍卫者" * 40), ask(2, None, "Why?")]
    book = openpyxl.load_workbook(io.BytesIO(build_bytes("xlsx", [build_record(long_id, answers)])))
    sheet = book["answers"]
    assert [cell.value for cell in sheet[1][:8]] == [
        "answer_id", "interviewee", "country_name", "published", "language", "question_id", "question", "answer",
    ]  # fmt: skip
    assert sheet.print_area == "'answers'!$A$1:$J$3"  # with interview_id and number, for which there is room
    assert len(f"{long_id}#1") < sheet.column_dimensions["A"].width < len(f"{long_id}#1") + 4
    assert sum(sheet.column_dimensions[column].width for column in "ABCDEFGH") < 230
    characters = sheet.column_dimensions["H"].width
    assert sheet.row_dimensions[2].height > 15 * (440 + 2 * 200) / characters
    assert sheet.row_dimensions[3].height in (15, None)  # as any row


def test_xlsx_prints_all_of_the_coverage() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(build_bytes("xlsx", build_corpus())))["coverage"]
    assert sheet.print_area == f"'coverage'!{absolute_coordinate(sheet.dimensions)}"
    assert sheet.column_dimensions["H"].width < 15


def read_strings(content: bytes) -> list[str]:
    """The workbook's texts as Excel has them: `_x000D_` is a character, and `_x005F_` the `_` of one that is none."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        roots = [etree.fromstring(book.read(name)) for name in book.namelist() if name.startswith("xl/worksheets/")]
    runs = [[str(t.text or "") for t in item.iter("{*}t")] for root in roots for item in root.iter("{*}is")]
    return ["".join(re.sub("_x([0-9A-F]{4})_", lambda x: chr(int(x[1], 16)), run) for run in parts) for parts in runs]


def test_xlsx_keeps_hostile_text() -> None:
    content = build_bytes("xlsx", build_hostile())
    strings = set(read_strings(content))
    for text in HOSTILE.values():
        assert set(split_text(text)) <= strings
        assert set(split_text(f"{text}\n\nThen: {text}")) <= strings
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}  # no formula
    assert not any(cell.hyperlink for cell in cells)
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(content)).infolist()} == {(1980, 1, 31, 0, 0, 0)}
    assert {len(cell.value.encode("utf-16-le")) // 2 > MAX_UNITS for cell in cells if cell.data_type == "s"} == {False}


def test_xlsx_goes_on_in_columns_of_their_own() -> None:
    answers = read_sheet(build_bytes("xlsx", build_hostile()), "answers")
    for row, exchange in zip(answers, build_hostile()[0].exchanges, strict=True):
        parts = [row[name] or "" for name in row if re.fullmatch(r"answer( \(\d\))?", name)]
        assert len(parts) == 6  # the longest: 80,000 characters of two UTF-16 units each, and a space to cut after
        if "_x" not in "".join(parts):  # those openpyxl decodes in part only; see above
            assert "".join(parts) == "\n\n".join(exchange.answer)


def test_xlsx_refuses_what_no_sheet_holds() -> None:
    overlapping = "_x0041" * 16_400 + "_"  # each in a column of its own
    with pytest.raises(RecordError, match="row 1 of the sheet answers does not fit"):
        build_bytes("xlsx", [build_record("x", [ask(1, None, "Why?", overlapping)])])


@pytest.mark.parametrize("records", CORPORA.values(), ids=CORPORA)
def test_parquet_of_answers(records: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "answers.parquet"
    path.write_bytes(build_bytes("parquet", records, "answers"))
    keys = ["interview_id", "number", "question_id", "question", "answer", "published"]
    expected = [
        (
            r.id,
            e.number,
            e.question.id,
            e.question.text,
            list(e.answer),
            r.published and date.fromisoformat(r.published),
        )
        for r in records
        for e in r.exchanges
    ]
    table = pyarrow.parquet.read_table(path)
    assert list(zip(*(table[key].to_pylist() for key in keys), strict=True)) == expected
    assert polars.read_parquet(path).select(keys).rows() == expected
    assert duckdb.read_parquet(str(path)).select(*keys).fetchall() == expected
    assert table.schema.names == [column.name for column in LONG.columns]
    assert table.schema.field("answer").metadata[b"description"].startswith(b"The answer's paragraphs, verbatim")


def test_parquet_of_interviews_is_the_whole_record(tmp_path: Path) -> None:
    path = tmp_path / "interviews.parquet"
    for records in (build_corpus(), build_hostile()):
        path.write_bytes(build_bytes("parquet", records, "interviews"))
        table = pyarrow.parquet.read_table(path)
        rows = table.to_pylist()
        expected = [json.loads(record.model_dump_json()) for record in records]
        assert [row | {"published": row["published"] and str(row["published"])} for row in rows] == expected
        assert polars.read_parquet(path)["exchanges"].list.len().to_list() == [len(r.exchanges) for r in records]
        counted = duckdb.execute("select sum(len(exchanges)) from read_parquet(?)", [str(path)]).fetchall()
        assert counted == [(sum(len(record.exchanges) for record in records),)]
    names = [field.name for field in table.schema if not (field.metadata or {}).get(b"description")]
    assert names == []


def test_values_have_one_type_in_every_format(tmp_path: Path) -> None:
    """A whole number is one, a date a date and nothing is nothing, as DuckDB takes it by itself."""
    keys = ("answer_id", "number", "score", "published", "paragraphs", "last_line", "question_id")
    expected = [
        (f"{r.id}#{e.number}", e.number, e.question.score, r.published and date.fromisoformat(r.published),
         len(e.answer), e.lines and e.lines[1], e.question.id)
        for r in build_corpus() for e in r.exchanges
    ]  # fmt: skip
    for name, read in {"csv": "read_csv", "jsonl": "read_json", "parquet": "read_parquet"}.items():
        path = tmp_path / f"answers.{name}"
        path.write_bytes(build_bytes(name, build_corpus(), "answers"))
        assert duckdb.execute(f"select {', '.join(keys)} from {read}(?)", [str(path)]).fetchall() == expected  # noqa: S608
    rows = read_sheet(build_bytes("xlsx", build_corpus()), "answers")
    days = [{**row, "published": row["published"] and row["published"].date()} for row in rows]
    assert [tuple(row[key] for key in keys) for row in days] == expected


def write_package(records: Sequence[Record], folder: Path) -> dict[str, bytes]:
    files = export("datapackage", records, Options(questionnaires=QUESTIONNAIRES)).files
    list(write_files(folder, files))
    return dict(files)


@pytest.mark.parametrize("records", CORPORA.values(), ids=CORPORA)
def test_datapackage_is_valid_and_whole(records: list[Record], tmp_path: Path) -> None:
    write_package(records, tmp_path)
    package = frictionless.Package(str(tmp_path / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["message"])
    tables = {name: package.get_table_resource(name).read_rows() for name in package.resource_names}
    rows = [(row["interview_id"], row["number"], row["question"], row["answer"] or "") for row in tables["answers"]]
    assert rows == list_expected(records)
    assert [row["id"] for row in tables["interviews"]] == [record.id for record in records]
    assert [row["available_languages"] or [] for row in tables["interviews"]] == [
        list(record.language.available) for record in records
    ]
    assert sum(row["asked"] for row in tables["questions"]) == sum(
        exchange.question.id is not None for record in records for exchange in record.exchanges
    )


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("answers", b",boris,1,", b",doris,1,"),
        ("answers", b",boris,2,", b",boris,1,"),
        ("questions", b"threats", b"other"),
    ],
)
def test_datapackage_names_its_keys(name: str, old: bytes, new: bytes, tmp_path: Path) -> None:
    files = write_package(build_corpus(), tmp_path)
    (tmp_path / f"{name}.csv").write_bytes(files[f"{name}.csv"].replace(old, new, 1))
    errors = frictionless.Package(str(tmp_path / "datapackage.json")).validate().flatten(["type"])
    assert {"foreign-key", "primary-key"} & {error for (error,) in errors}


def test_datapackage_has_a_data_dictionary(tmp_path: Path) -> None:
    files = write_package(build_corpus(), tmp_path)
    readme = files["README.md"].decode()
    for resource in json.loads(files["datapackage.json"])["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["description"]
            assert f"| `{field['name']}` | {field['type']} | {field['description']} |" in readme

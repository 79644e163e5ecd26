"""The program in Python: what docs/python.md says is so, and the command says the same."""

import csv
import doctest
import io
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import hrdcorpus
from casebook import ROOT
from commands import Run
from hrdcorpus.corpus.reviewing import hash_record
from hrdcorpus.corpus.store import write_record
from hrdcorpus.errors import HrdcorpusError, NotAnInterview, PageError, RecordError
from hrdcorpus.output.export.table import Table
from hrdcorpus.output.export.tables import LONG, TABLES
from hrdcorpus.output.rows import AnswerRow, InterviewRow
from hrdcorpus.records.serialising import dump_record
from invented import build_corpus

TYPES = {"date": date, "integer": int, "number": float}


def write(folder: Path) -> Path:
    for record in build_corpus():
        write_record(folder / "data/normalized", record.id, dump_record(record))
    return folder / "data/normalized"


def test_the_documentation_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(str(ROOT / "docs/python.md"), module_relative=False, encoding="utf-8")
    assert done.attempted >= 10
    assert done.failed == 0


def test_the_package_loads_nothing_until_it_is_asked() -> None:
    code = "import hrdcorpus, sys; print(sorted(set(sys.modules) & {'pydantic', 'lxml', 'hrdcorpus.api'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert set(hrdcorpus.__all__) - {"__version__"} == set(hrdcorpus.api.__all__)
    assert hrdcorpus.HrdcorpusError is HrdcorpusError
    with pytest.raises(AttributeError, match="no attribute 'gone'"):
        hrdcorpus.gone  # noqa: B018


@pytest.mark.parametrize(("row", "table"), [(AnswerRow, LONG), (InterviewRow, TABLES["interviews"])])
def test_rows_have_the_columns_of_their_table(row: Any, table: Table) -> None:
    hints = get_type_hints(row)
    assert list(hints) == table.header
    for column in table.columns:
        expected = TYPES.get(column.type, str)
        assert hints[column.name] in (expected, expected | None)


FILTERS: list[tuple[Mapping[str, Any], list[str]]] = [
    ({}, []),
    ({"country": "kg"}, ["--country", "KG"]),
    ({"language": ["en", "ru"], "since": "2022"}, ["--language", "en", "--language", "ru", "--since", "2022"]),
    ({"question": ["situation", "risks"]}, ["--question", "situation", "--question", "risks"]),
    ({"match": "none", "until": "2021"}, ["--match", "none", "--until", "2021"]),
    ({"interviewee": "никтоев"}, ["--interviewee", "никтоев"]),
]


@pytest.mark.filterwarnings("ignore:nobody can tell")
@pytest.mark.parametrize(("filters", "options"), FILTERS, ids=[" ".join(options) for _, options in FILTERS])
def test_filters_are_those_of_the_command(
    filters: Mapping[str, Any], options: list[str], tmp_path: Path, run: Run
) -> None:
    corpus = hrdcorpus.read_corpus(write(tmp_path), **filters)
    done = run("export", "--format", "csv", *options, cwd=tmp_path)
    expected = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))
    rows = [row._asdict() for row in corpus.answers()]
    assert [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows] == expected
    assert len(corpus) == len(list(corpus.interviews())) == len({row["interview_id"] for row in expected})


@pytest.mark.filterwarnings("ignore:nobody can tell")
def test_what_is_withheld_stays_out(tmp_path: Path) -> None:
    place = write(tmp_path)
    (tmp_path / "data/raw").mkdir()
    (tmp_path / "data/raw/boris.txt").write_text("Nobody.\n")
    (tmp_path / "data/raw/boris.toml").write_text('release = "withheld"\n')
    assert [record.id for record in hrdcorpus.read_corpus([str(place)])] == ["2021/aigul", "nobody"]
    assert list(hrdcorpus.read_corpus(place, profile="public")) == []


def test_of_records_without_their_page_it_is_told_that_nobody_can_tell(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="withheld, .*; name the folder of the pages as raw: 2021/aigul$"):
        hrdcorpus.read_corpus(write(tmp_path), country="KZ")


WRONG: list[tuple[Mapping[str, Any], str]] = [
    ({"since": "20x"}, "since: '20x' is no date such as '2021'"),
    ({"since": 2021}, "since: 2021 is no date"),
    ({"until": date(2021, 4, 7)}, "until: .* is no date"),
    ({"since": ["2021"]}, "since: .* is no date"),
    ({"country": "XX"}, "country: 'XX' is none of those there are: KG, KZ"),
    ({"country": 7}, "country: must be a text"),
    ({"language": [None]}, "language: must be a text"),
    ({"question": "nosuch"}, "question: 'nosuch' is none of those there are: business-cooperation, "),
    ({"match": "exact,variant"}, "match: 'exact,variant' is none of those there are: corrected, exact"),
    ({"interviewee": ["Boris"]}, "interviewee: must be a text"),
    ({"profile": "Public"}, "profile: 'Public' is none of those there are: internal, public"),
    ({"raw": "nosuch"}, "nosuch: is no folder"),
]


@pytest.mark.parametrize(("filters", "message"), WRONG, ids=[repr(filters) for filters, _ in WRONG])
def test_a_filter_that_is_wrong(filters: Mapping[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(HrdcorpusError, match=message):
        hrdcorpus.read_corpus(write(tmp_path), **filters)


def test_only_what_is_reviewed(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    (folder / "raw").mkdir(parents=True)
    for page in (ROOT / "data/raw").glob("*.txt"):
        shutil.copy(page, folder / "raw")
        (record,) = hrdcorpus.ingest_page(page)
        write_record(folder / "normalized", record.id, dump_record(record))
    assert len(hrdcorpus.read_corpus(folder / "normalized")) == 2
    assert list(hrdcorpus.read_corpus(folder / "normalized", reviewed_only=True)) == []
    (folder / f"raw/{record.id}.toml").write_text(f"[reviewed.{hash_record(record)}]\n")
    assert list(hrdcorpus.read_corpus(folder / "normalized", reviewed_only=True)) == [record]


def test_errors_say_where(tmp_path: Path) -> None:
    (write(tmp_path) / "broken.json").write_text("{}")
    with pytest.raises(RecordError, match=r"broken\.json"):
        hrdcorpus.read_corpus(tmp_path / "data/normalized")
    (tmp_path / "page.txt").write_text("Nobody came.\n")
    with pytest.raises(PageError, match="name one that holds it"):
        hrdcorpus.ingest_page(tmp_path / "page.txt", root=tmp_path / "data")
    with pytest.raises(NotAnInterview):
        hrdcorpus.ingest_page(tmp_path / "page.txt")


def test_ids_count_from_the_root(tmp_path: Path) -> None:
    page = ROOT / "data/raw/000_44014aafed83de26.txt"
    (record,) = hrdcorpus.ingest_page(str(page), root=ROOT / "data")
    assert record.id == "raw/000_44014aafed83de26"
    assert record not in hrdcorpus.read_corpus(ROOT / "data/normalized")

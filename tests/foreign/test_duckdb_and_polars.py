"""JSON Lines and CSV in DuckDB and Polars, and rows of Python in Polars and pandas: the same answers and characters."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pandas
import polars
import pytest

from exporting import export
from hrdcorpus import read_corpus
from hrdcorpus.corpus.store import write_record
from hrdcorpus.output.export import Options
from hrdcorpus.records.form import Record, build_interviewee
from hrdcorpus.records.serialising import dump_record
from invented import ask, build_corpus, build_hostile, build_record, load_cases

CORPORA = {"corpus": build_corpus(), "hostile": build_hostile(), "cases": load_cases(), "nothing": []}


def write_answers(name: str, records: Sequence[Record], folder: Path) -> Path:
    path = folder / f"answers.{name}"
    path.write_bytes(export(name, records, Options("answers")).content)
    return path


def list_expected(records: Sequence[Record]) -> list[tuple[str, int, str | None, str, list[str]]]:
    return [(r.id, e.number, e.question.id, e.question.text, list(e.answer)) for r in records for e in r.exchanges]


def test_json_lines(tmp_path: Path) -> None:
    path = write_answers("jsonl", build_corpus(), tmp_path)
    query = "select interview_id, number, question_id, question, answer from read_json(?) order by all"
    expected = list_expected(build_corpus())
    assert sorted(duckdb.execute(query, [str(path)]).fetchall(), key=str) == sorted(expected, key=str)
    assert polars.read_ndjson(path)["answer"].to_list() == [answer for *_, answer in expected]


@pytest.mark.parametrize("records", CORPORA.values(), ids=CORPORA)
def test_csv_in_polars(records: list[Record], tmp_path: Path) -> None:
    rows = polars.read_csv(write_answers("csv", records, tmp_path), infer_schema=False)
    keys = ("interview_id", "number", "question_id", "question", "answer")
    assert rows.select(keys).fill_null("").rows() == [
        (i, str(n), item or "", asked, "\n\n".join(said)) for i, n, item, asked, said in list_expected(records)
    ]


@pytest.mark.parametrize("records", [build_corpus(), build_hostile()], ids=["corpus", "hostile"])
def test_csv_in_duckdb(records: list[Record], tmp_path: Path) -> None:
    path = write_answers("csv", records, tmp_path)
    query = "select interview_id, number::int, question, answer from read_csv(?, header=true, all_varchar=true)"
    assert duckdb.execute(query, [str(path)]).fetchall() == [
        (i, n, asked, "\n\n".join(said) or None) for i, n, _, asked, said in list_expected(records)
    ]


def test_rows_of_python(tmp_path: Path) -> None:
    """Types come from the rows' fields: what the first hundreds of rows leave empty is no reason to stop."""
    late = build_record("z", [ask(1, "risks", "Which?", "None")], interviewees=(build_interviewee(country="NA"),))
    empty = [build_record(f"a{n:03}", [ask(1, None, "Why?")], published=None, interviewees=()) for n in range(150)]
    for record in (*empty, late):
        write_record(tmp_path, record.id, dump_record(record))
    with pytest.warns(UserWarning, match="raw: a000, a001, a002 and 148 more$"):  # there are no pages
        corpus = read_corpus(tmp_path)
    taken = polars.DataFrame(corpus.answers())
    types = [str(taken.schema[name]) for name in ("published", "paragraphs", "score")]
    assert types == ["Date", "Int64", "Float64"]
    assert taken.select("country", "answer", "published").rows()[-2:] == [
        (None, None, None), ("NA", "None", date(2021, 4, 7)),
    ]  # fmt: skip
    last = pandas.DataFrame(corpus.answers()).iloc[-1]
    assert (last.country, last.answer, last.published) == ("NA", "None", date(2021, 4, 7))
    assert polars.DataFrame(corpus.interviews())["exchanges"].to_list() == [1] * 151

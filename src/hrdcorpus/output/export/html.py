"""HTML: one file that anyone can open, to read, search, compare and cite the interviews, without any network.

The records stand in it as data, the rows of `tables.py` in JSON, which `resources/reader/*.js` shows; and once more as
plain HTML in `noscript`, which costs a browser nothing where scripts run.
"""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from hrdcorpus.knowledge.spellings import list_plain_letters
from hrdcorpus.output.dataset import list_facts
from hrdcorpus.output.export import FILE, Built, Options
from hrdcorpus.output.export.jsonl import format_line
from hrdcorpus.output.export.static import render_article, render_contents
from hrdcorpus.output.export.table import Row, RowContext, read_context
from hrdcorpus.output.export.tables import LONG, TABLES
from hrdcorpus.output.web import embed_json, load_source, open_page
from hrdcorpus.records.dataset import Dataset
from hrdcorpus.records.form import Record

STYLE = ("base.css", "reader.css")
# One after another they are one script: each uses what those before it define.
SCRIPT = ("data.js", "elements.js", "folding.js", "state.js", "citing.js", "saving.js", "answers.js", "overview.js",
          "question.js", "interview.js", "search.js", "main.js")  # fmt: skip
_READ_LATER = ("introduction", "findings")  # columns of interviews that no overview needs


def build(records: Collection[Record], options: Options, folder: Path) -> Built:
    """UTF-8. The records are gone through four times, and none is held."""
    with open(folder / FILE, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(_render(records, options))
    return Built()


def _render(records: Collection[Record], options: Options) -> Iterator[str]:
    script = f'"use strict";\n(() => {{\n{load_source(*SCRIPT)}}})();\n'
    context, dataset = read_context(records, options), options.dataset or Dataset()
    yield open_page(dataset.title, load_source(*STYLE), script)
    yield from embed_json("corpus", [format_line(_build_corpus(dataset, context))])
    yield from embed_json("interviews", _list_lines(records, context))
    yield from render_contents(dataset, records)
    for number, record in enumerate(records, start=1):
        yield from embed_json("texts", [format_line(_build_texts(record, context))])
        yield render_article(number, record)
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _build_corpus(dataset: Dataset, context: RowContext) -> dict[str, Any]:
    """What is told once. `columns` are those of a CSV file of answers."""
    return {
        "title": dataset.title,
        "description": dataset.description,
        "facts": list_facts(dataset),
        "questions": _list_rows("questions", (), context),
        "columns": LONG.header,
        "letters": list_plain_letters(),
    }


def _list_lines(records: Collection[Record], context: RowContext) -> Iterator[str]:
    """A JSON array of the interviews, without their texts, a line each."""
    yield "["
    for number, record in enumerate(records):
        yield f"{',' if number else ''}\n{format_line(_build_interview(record, context))}"
    yield "\n]"


def _build_interview(record: Record, context: RowContext) -> dict[str, Any]:
    """The row of an interview, and beside it what was `asked`, in order: the question's number, the id of its standard
    question, the match, and how many paragraphs answer it.
    """
    (row,) = _list_rows("interviews", (record,), context)
    asked = [(e.number, e.question.id, e.question.match, len(e.answer)) for e in record.exchanges]
    return {name: value for name, value in row.items() if name not in _READ_LATER} | {"asked": asked}


def _build_texts(record: Record, context: RowContext) -> dict[str, Any]:
    """What is read of one interview: its introduction, and rows of the tables of answers and findings."""
    rows = {name: _list_rows(name, (record,), context) for name in ("answers", "findings")}
    return {"introduction": record.introduction, **rows}


def _list_rows(name: str, records: Collection[Record], context: RowContext) -> list[Row]:
    table = TABLES[name]
    return [*map(table.read_row, table.list_items(records, context))]

"""`hrdcorpus explain`: the ledger of one page."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hrdcorpus.cli.options import Questionnaires, load_wanted_knowledge
from hrdcorpus.cli.output import STREAM, check_name, print_data, print_note, print_table, print_text
from hrdcorpus.show import escape, escape_json

if TYPE_CHECKING:
    from hrdcorpus.labels import Labelled
    from hrdcorpus.pages import Page

_FORMATS = ("text", "json")


def explain(
    page: Annotated[Path, typer.Argument(help="A page; - is standard input.")],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(_FORMATS),
            help="A table, or one JSON object per block and line.",
            callback=lambda name: check_name(_FORMATS, name),
            autocompletion=lambda: list(_FORMATS),
        ),
    ] = "text",
    questionnaires: Questionnaires = None,
) -> None:
    """Show what became of every block of a page, and the rule behind it.

    The blocks are the page's visible text, whole and in order. A page that
    is no interview is shown all the same, and the reason said.

    Examples:
    hrdcorpus explain data/raw/page.txt
    hrdcorpus explain data/raw/page.txt --format json
    """
    from hrdcorpus.pipeline import trace_page

    trace = trace_page(_read(page), load_wanted_knowledge(questionnaires))
    if form == "json":
        print_data("".join(map(_format_json, enumerate(trace.ledger, 1))).encode())
    else:
        _print_rows([_list_cells(number, row) for number, row in enumerate(trace.ledger, 1)])
    if trace.reason is not None:
        print_note(f"not an interview: {trace.reason}", page)


def _read(page: Path) -> "Page":
    from hrdcorpus.corpus import find_root
    from hrdcorpus.errors import PageError
    from hrdcorpus.pages import read_page
    from hrdcorpus.pages.reading import MAX_BYTES, build_page

    if page != STREAM:
        return read_page(page, find_root(page))
    try:
        return build_page(sys.stdin.buffer.read(MAX_BYTES + 1), "stdin.txt", "text/plain")
    except PageError as error:
        raise PageError(f"stdin: {error}") from None


def _format_json(numbered: "tuple[int, Labelled]") -> str:
    number, row = numbered
    value = {
        "number": number,
        "lines": row.block.lines,
        "label": row.label,
        "rule": row.rule,
        "text": row.block.text,
    }
    return escape_json(json.dumps(value, ensure_ascii=False)) + "\n"


def _list_cells(number: int, row: "Labelled") -> tuple[str, ...]:
    lines = "-".join(map(str, row.block.lines)) if row.block.lines else row.block.path or "-"
    return str(number), escape(lines), row.label, escape(row.rule), escape(row.block.text)


def _print_rows(rows: Sequence[tuple[str, ...]]) -> None:
    if sys.stdout.isatty():
        print_table(rows, header=("number", "lines", "label", "rule", "text"), right=(0,))
        return
    number, lines, label, rule = (max((len(row[column]) for row in rows), default=0) for column in range(4))
    for row in rows:
        print_text(f"{row[0]:>{number}}  {row[1]:<{lines}}  {row[2]:<{label}}  {row[3]:<{rule}}  {row[4]}\n")

"""`hrdcorpus explain`: the ledger of one page, with the reasons for it."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated

import typer

from hrdcorpus.cli.options import MaxBlocks, MaxCharacters, Questionnaires, load_wanted_knowledge
from hrdcorpus.cli.output import (
    FAILED,
    STREAM,
    check_name,
    print_data,
    print_error,
    print_note,
    print_table,
    print_text,
    read_stream,
)
from hrdcorpus.text.showing import escape

if TYPE_CHECKING:
    from hrdcorpus.knowledge.base import Knowledge
    from hrdcorpus.output.explaining.explanation import Explained, Explanation
    from hrdcorpus.reading.pages import Page
    from hrdcorpus.records.form import Record

_FORMATS = ("text", "json", "html")


def explain(
    path: Annotated[
        Path, typer.Argument(metavar="PAGE", help="A page, or a record; - is a page on standard input.", readable=False)
    ],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(_FORMATS),
            help="A table, one JSON object per block and line, or a page to read and print.",
            callback=lambda name: check_name(_FORMATS, name),
            autocompletion=lambda: list(_FORMATS),
        ),
    ] = "text",
    questionnaires: Questionnaires = None,
    max_blocks: MaxBlocks = None,
    max_characters: MaxCharacters = None,
) -> None:
    """Show what became of every block of a page, and the rule behind it.

    The blocks are the page's visible text, whole and in order; below a
    question stand its key and the items it is most like, below what a
    person corrected their reason, below what is the site's, or nearly, the
    clues that weighed; at the end, whether the page is an interview, with
    the three strongest reasons for it and against it. In JSON that is the
    last object, with the label `page`, the rule `interview` or
    `no-interview`, and the same keys as those of the blocks; `margin` is
    the sum of the `clues` less the threshold.
    A page that is no interview is shown all the same, and the reason said.
    Of a record, its page is explained.

    Examples:
    hrdcorpus explain data/raw/page.txt
    hrdcorpus explain data/raw/page.txt --format html > page.html
    hrdcorpus explain data/normalized/page.json --format json
    """
    from hrdcorpus.corpus.places import locate_page
    from hrdcorpus.corpus.store import read_record
    from hrdcorpus.reading.pages import STDIN

    record = read_record(path) if path.suffix.lower() == ".json" else None
    place = path if record is None else locate_page(path, record.source.path)
    page = _read(place)
    shown = STDIN if place == STREAM else place
    knowledge = load_wanted_knowledge(questionnaires, max_blocks, max_characters)
    explanation = _explain(page, shown, knowledge)
    _print_explanation(explanation, form, page.path)
    if explanation.reason is not None:
        print_note(f"not an interview: {explanation.reason}", shown)
    if explanation.unheeded is not None:
        print_error(f"explained without its corrections: {explanation.unheeded}", shown)
    is_other = record is not None and _is_of_another(record, path, page, explanation)
    if is_other or explanation.unheeded is not None:
        raise typer.Exit(FAILED)


def _read(path: Path) -> "Page":
    from hrdcorpus.corpus.places import find_root
    from hrdcorpus.reading.pages import MAX_BYTES, build_stream_page, read_page

    return build_stream_page(read_stream(MAX_BYTES + 1)) if path == STREAM else read_page(path, find_root(path))


def _explain(page: "Page", place: object, knowledge: "Knowledge") -> "Explanation":
    from hrdcorpus.errors import locate_errors
    from hrdcorpus.output.explaining.explanation import explain_page

    with locate_errors(place):
        return explain_page(page, knowledge)


def _is_of_another(record: "Record", path: Path, page: "Page", explanation: "Explanation") -> bool:
    """Say what the record at `path` and its page, as it is now, differ in; whether it was made from another page."""
    if record.source.sha256 != page.sha256:
        print_error("its page has changed since (another SHA-256); what is explained is the page as it is now", path)
        return True
    if record not in explanation.records:
        print_note("out of date; run: hrdcorpus ingest", path)
    return False


def _print_explanation(explanation: "Explanation", form: str, name: str) -> None:
    from hrdcorpus.output.explaining.explanation import describe_page, list_reasons, render_json
    from hrdcorpus.output.explaining.html_page import render_html

    if form == "json":
        print_data(render_json(explanation).encode())
    elif form == "html":
        print_data(render_html(explanation, name).encode())
    else:
        _print_rows([cells for explained in explanation.rows for cells in _list_cells(explained)])
        lines = [describe_page(explanation), *list_reasons(explanation.trace.weighed)]
        print_text("".join(fill(escape(line), 80, subsequent_indent="  ") + "\n" for line in lines))


def _list_cells(explained: "Explained") -> Iterator[tuple[str, ...]]:
    """The row of a block, and below it those of its reasons, without a number."""
    from hrdcorpus.output.explaining.explanation import list_notes

    row = explained.row
    yield str(explained.number), escape(explained.place), row.label, escape(row.rule), escape(row.block.text)
    yield from (("", "", "", "", escape(note)) for note in list_notes(explained))


def _print_rows(rows: Sequence[tuple[str, ...]]) -> None:
    if sys.stdout.isatty():
        print_table(rows, header=("number", "place", "label", "rule", "text"), right=(0,))
        return
    number, place, label, rule = (max((len(row[column]) for row in rows), default=0) for column in range(4))
    for row in rows:
        print_text(f"{row[0]:>{number}}  {row[1]:<{place}}  {row[2]:<{label}}  {row[3]:<{rule}}  {row[4]}\n")

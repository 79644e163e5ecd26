"""`hrdcorpus coverage`: which interview answers which standard question."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

import typer

from hrdcorpus.cli.options import Questionnaires, load_wanted_settings
from hrdcorpus.cli.output import (
    FAILED,
    check_name,
    find_width,
    print_data,
    print_table,
    print_text,
    read_valid_records,
    shorten,
)
from hrdcorpus.text.showing import escape, escape_path

if TYPE_CHECKING:
    from hrdcorpus.corpus.store import StoredRecords
    from hrdcorpus.output.coverage import Matrix
    from hrdcorpus.records.form import Record

_FORMATS = ("table", "csv", "json")
_SIGNS = {  # ASCII, for every terminal and font
    "answered": ("+", "asked in a known wording and answered"),
    "similar": ("~", "asked in words that are only similar, and answered"),
    "unanswered": ("o", "asked, without an answer"),
    "not-asked": (".", "not asked"),
}
_STYLES = {"+": "green", "~": "yellow", "o": "bold red", ".": "dim"}
_HEADS = ("interview", "interviewee", "ctry", "lang", "year")
_SHORTEST = 11  # characters of an id or a name on a terminal: beginning and end tell most of them
_SCREEN = 20  # interviews, after which a terminal shows the heads again


def coverage(
    records: Annotated[
        list[Path] | None,
        typer.Argument(help="Records, or folders of records.", show_default="data/normalized", readable=False),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(_FORMATS),
            help="A matrix with totals, one row an interview, or both as JSON.",
            callback=lambda name: check_name(_FORMATS, name),
            autocompletion=lambda: list(_FORMATS),
        ),
    ] = "table",
    works: Annotated[
        bool, typer.Option("--works", help="Take an interview, its copies and its translations for one.")
    ] = False,
    questionnaires: Questionnaires = None,
    review: Annotated[
        bool, typer.Option("--review", help="How many somebody has been through, instead; see: hrdcorpus help review.")
    ] = False,
) -> None:
    """Show which interview answers which standard question.

    Each cell says whether the question was answered, answered though asked
    in words that are only similar, asked without an answer, or not asked.
    Totals by country, language and year count answers. Questions outside
    the questionnaire are counted in a column of their own. With --works an
    interview that stands there in two languages counts once. Names of
    interviewees are shown, but for interviews whose sidecar withholds them.
    A record that breaks the form is reported and left out, and the command
    fails.

    Examples:
    hrdcorpus coverage
    hrdcorpus coverage --format csv > coverage.csv
    hrdcorpus coverage --review
    """
    from hrdcorpus.corpus.files import find_records
    from hrdcorpus.corpus.places import NORMALIZED
    from hrdcorpus.corpus.relations.works import FoundWorks
    from hrdcorpus.knowledge.base import load_all_questionnaires
    from hrdcorpus.output.coverage import build_matrices

    if review:
        _print_states(records or [NORMALIZED], form)
        return
    known = load_all_questionnaires(load_wanted_settings(questionnaires).questionnaires)
    valid, has_failed = read_valid_records(find_records(records or [NORMALIZED]))
    interviews = valid.values()
    related = FoundWorks(interviews, interviews) if works else {}
    _PRINTERS[form](build_matrices(_hide_withheld(valid), known, related))
    if has_failed:
        raise typer.Exit(FAILED)


def _hide_withheld(records: "StoredRecords") -> "Iterator[Record]":
    """The records; those that are withheld without the names of their interviewees."""
    from hrdcorpus.corpus.places import locate_pages
    from hrdcorpus.release.releasing import is_withheld

    tops = locate_pages(records)
    for path, record in records.items():
        if is_withheld(tops[path.parent] / record.source.path):
            people = tuple(person.model_copy(update={"name": None}) for person in record.interviewees)
            yield record.model_copy(update={"interviewees": people})
        else:
            yield record


def _print_states(paths: Sequence[Path], form: str) -> None:
    """How many of these records are in each state of a review; in the other formats, which."""
    import csv
    import io
    import json

    from hrdcorpus.cli.output import print_counts
    from hrdcorpus.corpus.files import find_records
    from hrdcorpus.corpus.reviewing import STATES, list_states

    records, has_failed = read_valid_records(find_records(paths))
    states = {records.find_entry(path).id: state for path, state in list_states(records.items())}
    if form == "table":
        print_counts({state: sum(each == state for each in states.values()) for state in STATES})
    elif form == "csv":
        lines = io.StringIO(newline="")
        csv.writer(lines, lineterminator="\n").writerows([("id", "state"), *states.items()])
        print_data(lines.getvalue().encode())
    else:
        print_data(f"{json.dumps(states, indent=2)}\n".encode())
    if has_failed:
        raise typer.Exit(FAILED)


def _print_table(matrices: "Sequence[Matrix]") -> None:
    for place, matrix in enumerate(matrices):
        name = f"{matrix.questionnaire}, version {matrix.version}" if matrix.questionnaire else "no questionnaire"
        print_text(("\n" if place else "") + f"{escape_path(name)}, interviews: {len(matrix.rows)}\n\n")
        _print_interviews(matrix)
        print_text("\n")
        _print_totals(matrix)
        print_text("\n" if matrix.questions else "")
        print_text("".join(f"{n:>2} {escape(question)}\n" for n, question in enumerate(matrix.questions, 1)))
    if matrices:
        meanings = "".join(f" {sign} {meaning}\n" for sign, meaning in _SIGNS.values())
        print_text(f"\n{meanings} other: questions outside of the questionnaire\n")


def _print_interviews(matrix: "Matrix") -> None:
    """One line an interview, also in a narrow terminal: there ids and names lose their middle, and heads come again."""
    header = (*_HEADS, *_number(matrix), "other")
    rows = [
        (escape_path(row.id), escape(row.interviewee or "-"), row.country or "-", row.language or "-", row.year or "-",
         *(_SIGNS[state][0] for state in row.states), str(row.other))
        for row in matrix.rows
    ]  # fmt: skip
    if not sys.stdout.isatty():
        _print_columns(header, rows, texts=len(_HEADS))
        return
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    room = find_width() - sum(widths[2:]) - (len(header) - 1)
    most = max(_SHORTEST, room // 2)
    widths[:2] = [min(widths[0], max(most, room - widths[1])), max(_SHORTEST, room - min(widths[0], most))]
    shown = [(shorten(row[0], widths[0]), shorten(row[1], widths[1]), *row[2:]) for row in rows]
    screens = [shown[at : at + _SCREEN] for at in range(0, len(shown), _SCREEN)]
    print_table(
        [row for number, screen in enumerate(screens) for row in [*[header] * bool(number), *screen]],
        header,
        right=range(len(_HEADS), len(header)),
        styles=_STYLES,
    )


def _print_totals(matrix: "Matrix") -> None:
    """How many interviews are in each state, then how many answer, by country, language and year."""
    from hrdcorpus.output.coverage import GROUPS, State, count_total, group_totals

    total = count_total(matrix.rows)
    rows = [(state, "", *(str(counts[state]) for counts in total.states), "") for state in State if matrix.questions]
    rows += [
        (f"{group} {value or '-'}", str(part.interviews), *map(str, part.answers), str(part.other))
        for group in GROUPS
        for value, part in group_totals(matrix.rows, group).items()
    ]
    _print_columns(("totals", "all", *_number(matrix), "other"), rows, texts=1)


def _number(matrix: "Matrix") -> list[str]:
    """A short head for each question's column; the list below the tables says which is which."""
    return [str(number) for number in range(1, len(matrix.questions) + 1)]


def _print_columns(header: Sequence[str], rows: Sequence[tuple[str, ...]], texts: int) -> None:
    """A table whose first columns, `texts` of them, hold text; the others are aligned on the right."""
    if sys.stdout.isatty():
        print_table(rows, header, right=range(texts, len(header)))
        return
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    for row in (header, *rows):
        cells = [cell.ljust(width) for cell, width in zip(row[:texts], widths, strict=False)]
        cells += [cell.rjust(width) for cell, width in zip(row[texts:], widths[texts:], strict=True)]
        print_text(" ".join(cells).rstrip() + "\n")


def _print_csv(matrices: "Sequence[Matrix]") -> None:
    from hrdcorpus.output.coverage_data import write_csv

    print_data(write_csv(matrices))


def _print_json(matrices: "Sequence[Matrix]") -> None:
    from hrdcorpus.output.coverage_data import write_json

    print_data(write_json(matrices))


_PRINTERS: "Mapping[str, Callable[[Sequence[Matrix]], None]]" = MappingProxyType(
    {"table": _print_table, "csv": _print_csv, "json": _print_json}
)

"""CSV: one answer a row, or one interview a row with a column for each question."""

import csv
import io
from collections.abc import Iterable, Sequence

from hrdcorpus.output.export import Built, Options
from hrdcorpus.output.export.cells import is_formula, list_cells
from hrdcorpus.output.export.tables import LONG, list_answers
from hrdcorpus.output.export.wide import list_wide_rows
from hrdcorpus.records.form import Record

_MARK = "\ufeff"  # tells spreadsheets that it is UTF-8


def build(records: Sequence[Record], options: Options) -> Built:
    """RFC 4180 in UTF-8. With `csv_safe` a mark at the start, and `'` before each cell that might be a formula."""
    rows = list_wide_rows(records, options) if options.shape == "interviews" else _list_long_rows(records)
    formulas = sum(is_formula(cell) for row in rows for cell in row)
    if options.csv_safe:
        safe = [[f"'{cell}" if is_formula(cell) else cell for cell in row] for row in rows]
        return Built((_MARK + format_csv(safe)).encode(), _say_what_changed(formulas))
    return Built(format_csv(rows).encode(), _warn_of_formulas(formulas))


def format_csv(rows: Iterable[Iterable[str]]) -> str:
    """The rows as one text: commas, CRLF, and quotes where they are needed."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _list_long_rows(records: Sequence[Record]) -> list[list[str]]:
    return [[column.name for column in LONG], *(list_cells(row, LONG) for row in list_answers(records))]


def _warn_of_formulas(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (f"cells that a spreadsheet would take for formulas: {count}; for one, use --csv-safe or --format xlsx",)


def _say_what_changed(count: int) -> tuple[str, ...]:
    return (f"cells with ' put before their text: {count}",) if count else ()

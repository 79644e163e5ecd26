"""CSV: one answer a row, or one interview a row with a column for each question, as survey programs take it in."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import ne

from hrdcorpus.output.coverage import State
from hrdcorpus.output.export import Built, Options
from hrdcorpus.output.export.questions import Key, find_key, list_standard_questions
from hrdcorpus.output.export.tables import LONG, TABLES, format_list, join_paragraphs
from hrdcorpus.records.form import Exchange, Record

_MARK = "\ufeff"  # tells spreadsheets that it is UTF-8
# What a spreadsheet takes for a formula, or drops and then finds one (OWASP, CSV injection; full-width signs too).
_SIGNS = "=+\\-@＝＋－＠"
_FORMULA = re.compile(rf"[{_SIGNS}\t\r\n\0]")
# Where a spreadsheet divides at semicolons or tabs, a cell's quotes hold no longer, and a formula can follow on any of
# these, with quotes and blanks between. A run of them is taken whole, so that no text takes more than linear time.
_RUN = re.compile(rf"""(?<![;"\s\0])[;"\s\0]++(?=[{_SIGNS}])""")
_LAST_DIVIDER = re.compile(r"(.*[;\t\n\v\f\r\x85\u2028\u2029])", re.DOTALL)


def build(records: Sequence[Record], options: Options) -> Built:
    """RFC 4180 in UTF-8. With `csv_safe` a mark at the start, and `'` before all that might be a formula."""
    rows = _list_wide_rows(records, options) if options.shape == "interviews" else LONG.list_cells(records, options)
    if options.csv_safe:
        safe = [[guard_formulas(cell) for cell in row] for row in rows]
        count = sum(map(ne, chain(*rows), chain(*safe)))
        notes = (f"cells with ' put before what might be a formula: {count}",)
        return Built((_MARK + format_csv(safe)).encode(), notes if count else ())
    count = sum(is_formula(cell) for row in rows for cell in row)
    warning = f"cells that a spreadsheet would take for formulas: {count}; for one, use --csv-safe or --format xlsx"
    return Built(format_csv(rows).encode(), (warning,) if count else ())


def format_csv(rows: Iterable[Iterable[str]]) -> str:
    """The rows as one text: commas, CRLF, and quotes where they are needed."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet that opens the text may run it.

    >>> is_formula("=1+1"), is_formula("- No."), is_formula("1+1=2")
    (True, True, False)
    """
    return bool(_FORMULA.match(cell))


def guard_formulas(cell: str) -> str:
    """The text with `'` before each formula that it is, or holds behind a semicolon, a tab or a line end.

    >>> guard_formulas("=1+1"), guard_formulas("He said;=1"), guard_formulas("1+1=2; - no")
    ("'=1+1", "He said;'=1", "1+1=2;' - no")
    """
    inside = _RUN.sub(lambda run: _LAST_DIVIDER.sub(r"\1'", run[0], count=1), cell)
    return f"'{inside}" if is_formula(cell) else inside


def _list_wide_rows(records: Sequence[Record], options: Options) -> list[list[str]]:
    """The header and the rows.

    A standard question has as many columns as the interview that asks it most often, `key` and `key (2)`; other
    questions have two columns each, in the interview's order: one for the question, one for the answer. The column
    `unanswered` tells asked and not answered from not asked.
    """
    asked = [_group_exchanges(record) for record in records]
    keyed = [
        (question.key, time)
        for question in list_standard_questions(records, options)
        for time in range(max(1, *(len(groups.get(question.key, ())) for groups in asked)))
    ]
    others = max((len(groups.get(None, ())) for groups in asked), default=0)
    names = [f"{key} ({time + 1})" if time else str(key) for key, time in keyed]
    header, *interviews = TABLES["interviews"].list_cells(records, options)
    header += [*names, State.UNANSWERED, *(f"other {n} {part}" for n in range(1, others + 1) for part in _PARTS)]
    return [header, *(cells + _list_wide_cells(groups, keyed, names, others)
                      for cells, groups in zip(interviews, asked, strict=True))]  # fmt: skip


_PARTS = ("question", "answer")
_Grouped = dict[Key | None, list[Exchange]]


def _group_exchanges(record: Record) -> _Grouped:
    grouped: _Grouped = {}
    for exchange in record.exchanges:
        grouped.setdefault(find_key(record, exchange), []).append(exchange)
    return grouped


def _list_wide_cells(
    groups: _Grouped, keyed: Sequence[tuple[Key, int]], names: Sequence[str], others: int
) -> list[str]:
    found = [next(iter(groups.get(key, [])[time : time + 1]), None) for key, time in keyed]
    unanswered = [name for name, exchange in zip(names, found, strict=True) if exchange and not exchange.answer]
    cells = [join_paragraphs(exchange.answer) if exchange else "" for exchange in found]
    beside = [cell for e in groups.get(None, []) for cell in (e.question.text, join_paragraphs(e.answer))]
    return [*cells, format_list(unanswered), *beside, *[""] * (2 * others - len(beside))]

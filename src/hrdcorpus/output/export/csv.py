"""CSV: one answer a row, or one interview a row with a column for each question, as survey programs take it in."""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from operator import ne
from pathlib import Path

from hrdcorpus.output.coverage import State
from hrdcorpus.output.export import FILE, Built, Options
from hrdcorpus.output.export.questions import Key, find_key
from hrdcorpus.output.export.table import format_list, join_paragraphs, read_context
from hrdcorpus.output.export.tables import LONG, TABLES
from hrdcorpus.records.form import Exchange, Record

_MARK = "\ufeff"  # tells spreadsheets that it is UTF-8
# What a spreadsheet takes for a formula, or drops and then finds one (OWASP, CSV injection; full-width signs too).
_SIGNS = "=+\\-@＝＋－＠"
_FORMULA = re.compile(rf"[{_SIGNS}\t\r\n\0]")
# Where a spreadsheet divides at semicolons or tabs, a cell's quotes hold no longer, and a formula can follow on any of
# these, with quotes and blanks between. A run of them is taken whole, so that no text takes more than linear time.
_RUN = re.compile(rf"""(?<![;"\s\0])[;"\s\0]++(?=[{_SIGNS}])""")
_LAST_DIVIDER = re.compile(r"(.*[;\t\n\v\f\r\x85\u2028\u2029])", re.DOTALL)


def build(records: Collection[Record], options: Options, folder: Path) -> Built:
    """RFC 4180 in UTF-8. With `csv_safe` a mark at the start, and `'` before all that might be a formula."""
    rows = _list_wide_rows(records, options) if options.shape == "interviews" else LONG.list_cells(records, options)
    count = 0

    def count_formulas() -> Iterator[Sequence[str]]:
        nonlocal count
        for row in rows:
            shown = [guard_formulas(cell) for cell in row] if options.csv_safe else row
            count += sum(map(ne, row, shown)) if options.csv_safe else sum(map(is_formula, row))
            yield shown

    with open(folder / FILE, "w", encoding="utf-8", newline="") as file:
        file.write(_MARK * options.csv_safe)
        csv.writer(file).writerows(count_formulas())
    warning = f"cells that a spreadsheet would take for formulas: {count}; for one, use --csv-safe or --format xlsx"
    guarded = f"cells with ' put before what might be a formula: {count}"
    return Built(notes=(guarded if options.csv_safe else warning,) if count else ())


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


def _list_wide_rows(records: Collection[Record], options: Options) -> Iterator[list[str]]:
    """The header and the rows.

    A standard question has as many columns as the interview that asks it most often, `key` and `key (2)`; other
    questions have two columns each, in the interview's order: one for the question, one for the answer. The column
    `unanswered` tells asked and not answered from not asked.
    """
    most: Counter[Key | None] = Counter()
    for record in records:
        most |= Counter(find_key(record, exchange) for exchange in record.exchanges)
    context = read_context(records, options)
    keyed = [(question.key, time) for question in context.questions for time in range(max(1, most[question.key]))]
    names = [f"{key} ({time + 1})" if time else str(key) for key, time in keyed]
    interviews = TABLES["interviews"]
    others = (f"other {n} {part}" for n in range(1, most[None] + 1) for part in _PARTS)
    yield [*interviews.header, *names, State.UNANSWERED, *others]
    for record in records:
        cells = interviews.format_row(context.build_item(record, 0, record))
        yield cells + _list_wide_cells(_group_exchanges(record), keyed, names, most[None])


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

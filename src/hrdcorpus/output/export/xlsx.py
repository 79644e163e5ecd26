"""XLSX: a workbook with a sheet for each of the tables that people read. Nothing in it is a formula."""

import errno
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

from msgspec import Struct
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from hrdcorpus.errors import RecordError
from hrdcorpus.output.coverage import State, find_states
from hrdcorpus.output.export import FILE, Built, Options
from hrdcorpus.output.export.questions import Key
from hrdcorpus.output.export.table import Column, RowContext, RowItem, Table, list_all_items, read_context
from hrdcorpus.output.export.tables import LONG, TABLES
from hrdcorpus.records.form import Record

MAX_UNITS = 32_767  # UTF-16 units that Excel keeps of a cell

# Characters: a column is as wide as its longest text, and no wider than this.
_WIDTHS = {"answer": 64, "introduction": 60, "description": 50, "title": 40, "question": 36}
_WIDTH = 30
_NARROW = 13  # of a column with states, below a long head
_FILTER = 3  # the button beside a head
_BROAD = re.compile("[\u2e80-\uffef]")  # as two letters
_LOST = 2  # of a line's end, where the next word does not fit
_LINE, _HIGHEST = 15, 409  # points: of a line, and what Excel lets a row have
_PAGE = 220  # characters across a page of A4 that can still be read
_A4 = 9
_BESIDE = ("id", "published", "language", "interviewee", "country", "country_name", "work_id")
_CREATED = datetime(1980, 1, 1)  # no clock: the date that the entries of the zip have too

# Where XlsxWriter would take text for its own: all of <r>...</r> for XML, and in _x0041_x0042_ it masks but one escape.
_MISREAD = re.compile(r"(?<=\A<)(?=r>.*</r>\Z)|(?<=_x[0-9a-fA-F]{4})(?=_x[0-9a-fA-F]{4}_)", re.DOTALL)


def build(records: Collection[Record], options: Options, folder: Path) -> Built:
    """Text that does not fit in a cell goes on in columns of its own, `answer (2)` after `answer`.

    Each cell has its text itself: the table of all texts that most workbooks have would have to be held.

    `RecordError` where a sheet has no room for all rows or columns, an `OSError` where the disk has none.
    """
    settings = {"constant_memory": True, "tmpdir": str(folder)}
    try:
        with Workbook(str(folder / FILE), settings) as book:
            _fill(book, records, options)
    except FileCreateError as error:
        raise OSError(errno.EIO, str(error)) from None
    return Built()


def _fill(book: Workbook, records: Collection[Record], options: Options) -> None:
    book.set_properties({"created": _CREATED})
    styles = _Styles(
        header=book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        text=book.add_format({"text_wrap": True, "valign": "top"}),
        date=book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
    )
    context = read_context(records, options)
    sheets = (TABLES["interviews"], TABLES["interviewees"], LONG, TABLES["questions"], _pivot_coverage(context))
    rooms = {table.name: [_reserve(column) for column in table.columns] for table in sheets}
    for table, cells in _list_rows(sheets, records, context):
        for room, parts in zip(rooms[table.name], cells, strict=True):
            room.add(parts)
    opened = {
        table.name: _Sheet(book.add_worksheet(table.name), table.columns, rooms[table.name], styles) for table in sheets
    }
    for table, cells in _list_rows(sheets, records, context):
        opened[table.name].add_row(cells)
    for sheet in opened.values():
        sheet.finish()


class _Room(Struct):
    """What a column's texts take: `width` characters, no more than `widest`, and `cells` of the longest text."""

    widest: int
    width: int
    cells: int = 1

    def add(self, parts: Sequence[str]) -> None:
        """One more text, in its parts."""
        self.cells = max(self.cells, len(parts))
        for part in parts if self.width < self.widest else ():
            lines = part[: 2 * self.widest].split("\n")
            self.width = min(self.widest, max(self.width, *(_measure(line) + _LOST + 1 for line in lines)))

    def count_lines(self, text: str) -> int:
        """How many lines a text has in the column."""
        return sum(max(0, _measure(line) - 1) // (self.width - _LOST) + 1 for line in text.split("\n"))


def _measure(line: str) -> int:
    return len(line) + len(_BROAD.findall(line))


def _reserve(column: Column) -> _Room:
    widest = _NARROW if "/" in column.name else _WIDTHS.get(column.name, _WIDTH)
    return _Room(widest, min(len(column.name) + _FILTER, widest))


class _Styles(Struct, frozen=True):
    header: Format
    text: Format
    date: Format


def _list_rows(
    tables: Sequence[Table], records: Collection[Record], context: RowContext
) -> Iterator[tuple[Table, list[list[str]]]]:
    """The parts of each cell, row by row."""
    for table, item in list_all_items(tables, records, context):
        yield table, [split_text(cell) for cell in table.format_row(item)]


def _pivot_coverage(context: RowContext) -> Table:
    """One row an interview, and one column a question. The cell of another questionnaire's question is empty."""

    def read_state(item: RowItem, key: Key) -> str | None:
        used = item.record.questionnaire
        return (
            item.part.get(key.question_id, State.NOT_ASKED).value if used and used.id == key.questionnaire_id else None
        )

    keys = [question.key for question in context.questions]
    columns = (
        *(column for column in TABLES["interviews"].columns if column.name in _BESIDE),
        *(Column(str(key), "string", "", partial(read_state, key=key)) for key in keys),
        Column("other", "integer", "", lambda item: sum(e.question.id is None for e in item.record.exchanges)),
    )

    def list_items(records: Iterable[Record], context: RowContext) -> Iterable[RowItem]:
        return (context.build_item(record, 0, find_states(record)) for record in records)

    return Table("coverage", "", columns, ("id",), list_items, {})


def split_text(text: str) -> list[str]:
    """Parts that a cell can hold, which together are the text; none of no text.

    Long text is cut after a space or line break where there is one.
    """
    return [part for run in _MISREAD.split(text) for part in _cut(run)]


def _cut(text: str) -> Iterator[str]:
    while len(text.encode("utf-16-le")) // 2 > MAX_UNITS:
        held = text.encode("utf-16-le")[: 2 * MAX_UNITS].decode("utf-16-le", "ignore")  # no half of a character
        at = max(held.rfind(" "), held.rfind("\n")) + 1 or len(held)
        yield text[:at]
        text = text[at:]
    if text:
        yield text


class _Sheet:
    """A worksheet that gets its rows one by one: each as high as what is printed of it needs."""

    def __init__(self, sheet: Worksheet, columns: Sequence[Column], rooms: Sequence[_Room], styles: _Styles) -> None:
        self._sheet, self._columns, self._rooms, self._styles, self._count = sheet, columns, rooms, styles, 0
        self._header = [name for column, room in zip(columns, rooms, strict=True) for name in _name_parts(column, room)]
        self._starts = [sum(room.cells for room in rooms[:at]) for at in range(len(columns))]
        self._set_height(room.count_lines(column.name) for room, column in zip(rooms, columns, strict=True))
        for at, name in enumerate(self._header):
            _check(sheet, 0, sheet.write_string(0, at, name, styles.header))
        for at, room in zip(self._starts, rooms, strict=True):
            sheet.set_column(at, at + room.cells - 1, room.width)
        widths = accumulate(room.width * room.cells for room in rooms)
        has_text = any(column.type == "paragraphs" for column in columns)
        self._printed = max(1, sum(width <= _PAGE for width in widths)) if has_text else len(columns)

    def add_row(self, cells: Sequence[Sequence[str]]) -> None:
        self._count += 1
        shown = zip(self._rooms[: self._printed], cells, strict=False)
        self._set_height(room.count_lines(part) for room, parts in shown for part in parts)
        for kept in (self._sheet.row_info, self._sheet.row_sizes):  # of rows that are in the file already
            kept.pop(self._count - 2, None)
        for at, column, cell in zip(self._starts, self._columns, cells, strict=True):
            for offset, part in enumerate(cell):
                code = _write_cell(self._sheet, (self._count, at + offset), part, column, self._styles)
                _check(self._sheet, self._count, code)

    def _set_height(self, lines: Iterable[int]) -> None:
        self._sheet.set_row(self._count, min(_HIGHEST, max(lines, default=1) * _LINE))

    def finish(self) -> None:
        self._sheet.freeze_panes(1, 1)
        self._sheet.autofilter(0, 0, self._count, len(self._header) - 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.repeat_rows(0)
        last = sum(room.cells for room in self._rooms[: self._printed]) - 1
        self._sheet.print_area(0, 0, self._count, last)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer("&L&A&R&P / &N")


def _name_parts(column: Column, room: _Room) -> Iterator[str]:
    yield column.name
    yield from (f"{column.name} ({part})" for part in range(2, room.cells + 1))


def _write_cell(sheet: Worksheet, place: tuple[int, int], text: str, column: Column, styles: _Styles) -> Any:
    """XlsxWriter's return code: 0 where nothing was cut or left out."""
    if column.type in ("integer", "number"):
        return sheet.write_number(*place, float(text), styles.text)
    if column.type == "date" and (day := _find_day(text)):
        return sheet.write_datetime(*place, day, styles.date)
    return sheet.write_string(*place, text, styles.text)


def _find_day(text: str) -> date | None:
    """The day, if it is one that Excel's calendar has."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year > 1900 else None


def _check(sheet: Worksheet, row: int, code: Any) -> None:
    if code:
        raise RecordError(f"row {row + 1} of the sheet {sheet.name} does not fit in a workbook; use another format")

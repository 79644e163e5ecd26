"""What a table is that formats share: its columns, what its rows are made of, and its cells as texts."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, repeat
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from hrdcorpus.output.export import Options
from hrdcorpus.output.export.questions import StandardQuestion, list_standard_questions
from hrdcorpus.output.works import Work, Works, find_work
from hrdcorpus.records.form import Exchange, Record

Value = str | int | float | tuple[str, ...] | None
Row = Mapping[str, Value]
Type = Literal["string", "date", "integer", "number", "list", "paragraphs"]


class RowItem(NamedTuple):
    """What a row is made of: a part of a record, with its number there, and the work that the record is of."""

    record: Record
    number: int
    part: Any
    work: Work


class RowContext(Struct, frozen=True):
    """What rows tell that no record does by itself: the standard questions, and the works that records are of."""

    questions: tuple[StandardQuestion, ...]
    works: Works

    def build_item(self, record: Record, number: int, part: Any) -> RowItem:
        """What a row is made of."""
        return RowItem(record, number, part, find_work(self.works, record.id))


def read_context(records: Collection[Record], options: Options) -> RowContext:
    """The context of all of the records."""
    return RowContext(list_standard_questions(records, options), options.works)


class Column(Struct, frozen=True):
    """One column: its name, what its values are, the words that a data dictionary explains it with, and how it is read.

    A `date` is in ISO 8601. A `list` is of short texts, `paragraphs` are verbatim text; both are tuples.
    """

    name: str
    type: Type
    description: str
    read: Callable[[Any], Value]


class Table(Struct, frozen=True):
    """A table: what a row is, its key, what its rows are made of, and which of its columns are the key of another.

    The rows of one that `is_shared` are those of all records together; of the others each record has its own.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    list_items: Callable[[Iterable[Record], RowContext], Iterable[Any]]
    references: Mapping[str, tuple[str, ...]]
    is_shared: bool = False

    @property
    def header(self) -> list[str]:
        """The columns' names."""
        return [column.name for column in self.columns]

    def list_rows(self, records: Collection[Record], options: Options) -> Iterator[Row]:
        """One row an item."""
        return map(self.read_row, self.list_items(records, read_context(records, options)))

    def read_row(self, item: Any) -> Row:
        """The row of an item."""
        return {column.name: column.read(item) for column in self.columns}

    def list_cells(self, records: Collection[Record], options: Options) -> Iterator[list[str]]:
        """The header and the rows, as texts."""
        yield self.header
        yield from map(self.format_row, self.list_items(records, read_context(records, options)))

    def format_row(self, item: Any) -> list[str]:
        """The row of an item, as texts."""
        return [format_cell(column.read(item), column) for column in self.columns]


def list_all_items(
    tables: Sequence[Table], records: Iterable[Record], context: RowContext
) -> Iterator[tuple[Table, Any]]:
    """The items of several tables, each with its table; the records are gone through once."""
    for table in tables:
        if table.is_shared:
            yield from ((table, item) for item in table.list_items((), context))
    own = [table for table in tables if not table.is_shared]
    for record in records:
        for table in own:
            yield from ((table, item) for item in table.list_items((record,), context))


def format_cell(value: Value, column: Column) -> str:
    """Paragraphs with a blank line between, other lists as JSON arrays; nothing, and an empty list, is empty."""
    if isinstance(value, tuple):
        return join_paragraphs(value) if column.type == "paragraphs" else format_list(value)
    return "" if value is None else str(value)


def format_list(texts: Sequence[str]) -> str:
    """Short texts as a JSON array; an empty text where there are none."""
    return json.dumps(texts, ensure_ascii=False) if texts else ""


def join_paragraphs(paragraphs: Sequence[str]) -> str:
    """Paragraphs as one text, with a blank line between."""
    return "\n\n".join(paragraphs)


def group_speakers(exchange: Exchange) -> Iterator[tuple[str | None, list[str]]]:
    """The answer's paragraphs by who says them, in order; None where the page does not tell."""
    told = zip(exchange.speakers or repeat(None), exchange.answer, strict=False)
    for speaker, parts in groupby(told, key=lambda part: part[0]):
        yield speaker, [paragraph for _, paragraph in parts]

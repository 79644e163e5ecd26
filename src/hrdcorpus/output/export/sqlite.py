"""SQLite: one database of tables that refer to each other, with full-text search in questions and answers.

It is written with the standard library: sqlite-utils would be one more thing to install, and the SQL says it as well.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from hrdcorpus.errors import RecordError
from hrdcorpus.output.export import Built, Options
from hrdcorpus.output.export.sqlite_tables import CREATE_VIEWS, SEARCH, TABLES, list_statements
from hrdcorpus.output.export.tables import (
    Row,
    Value,
    join_paragraphs,
    list_answers,
    list_interviewees,
    list_interviews,
    list_questions,
)
from hrdcorpus.records.form import Record

_HEADER = """
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
PRAGMA application_id = 0x48524443; -- HRDC, by which a database can be told from others
PRAGMA user_version = 2;            -- of the tables below
PRAGMA foreign_keys = ON;
"""


def build(records: Sequence[Record], options: Options) -> Built:
    """The database file. `RecordError` where two questions of an interview have one number."""
    return Built(build_database(records, options))


def build_database(records: Sequence[Record], options: Options) -> bytes:
    """What `build` gives.

    The bytes are the same each time that one version of SQLite writes them: a database tells which one did.
    """
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(_HEADER + "\n".join(list_statements()))
        for table, rows in _list_rows(records, options).items():
            _insert(database, table, rows)
        database.commit()
        database.executescript(SEARCH + CREATE_VIEWS)
        return database.serialize()


def _insert(database: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    columns = next(each.columns for each in TABLES if each.name == table)
    marks = ", ".join("?" for _ in columns)
    values = ([_format_value(row[column.name]) for column in columns] for row in rows)
    database.executemany(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608 - names of our own


def _format_value(value: Value) -> str | int | float | None:
    """Paragraphs as one text; NULL where there are none."""
    return (join_paragraphs(value) or None) if isinstance(value, tuple) else value


def _list_rows(records: Sequence[Record], options: Options) -> dict[str, list[Row]]:
    """The rows of each table, those that others refer to first."""
    for record in records:
        if len({exchange.number for exchange in record.exchanges}) < len(record.exchanges):
            raise RecordError("two questions have one number; run ingest again", record.id)
    return {
        "interviews": list_interviews(records),
        "questions": list_questions(records, options),
        "answers": [{"id": number, **row} for number, row in enumerate(list_answers(records), start=1)],
        "interviewees": list_interviewees(records),
        "speakers": [
            {"interview_id": record.id, "number": exchange.number, "paragraph": paragraph, "speaker": speaker}
            for record in records
            for exchange in record.exchanges
            for paragraph, speaker in enumerate(exchange.speakers or (), start=1)
        ],
        "available_languages": [
            {"interview_id": record.id, "language": language}
            for record in records
            for language in dict.fromkeys(record.language.available)
        ],
        "findings": [
            {"interview_id": record.id, "number": number, **finding.model_dump()}
            for record in records
            for number, finding in enumerate(record.findings, start=1)
        ],
        "removed": [
            {"interview_id": record.id, "rule": entry.rule, "blocks": entry.count}
            for record in records
            for entry in record.removed
        ],
        "dictionary": list(_list_columns()),
    }


def _list_columns() -> Iterator[Row]:
    for table in TABLES:
        for column in table.columns:
            yield {
                "table_name": table.name,
                "column_name": column.name,
                "type": column.type,
                "description": column.description,
            }

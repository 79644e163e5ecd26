"""SQLite: one database of tables that refer to each other, with full-text search in answers, and apart in other texts.

It is written with the standard library: sqlite-utils would be one more thing to install, and the SQL says it as well.
"""

import errno
import marshal
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from hrdcorpus.knowledge.spellings import spell_out
from hrdcorpus.output.export import FILE, Built, Options
from hrdcorpus.output.export.table import Column, Table, Value, join_paragraphs, list_all_items, read_context
from hrdcorpus.output.export.tables import TABLES
from hrdcorpus.records.form import Record

_TYPES = {"integer": "INTEGER", "number": "REAL"}  # the others are TEXT
_INDEXED = {"answers": "questionnaire_id, question_id", "interviewees": "country", "findings": "code"}
_ROW = Column("id", "integer", "Number of the row in this file; answer_id stays the same in others", lambda _: None)
_PLACE = Column("row", "integer", "Number of the row in this file; id stays the same in others", lambda _: None)


def _drop_lists(table: Table) -> Table:
    """Lists of short texts have tables of their own, or are a join away. What is searched is numbered for the index."""
    columns = tuple(column for column in table.columns if column.type != "list")
    numbered = {"answers": (_ROW, *columns), "interviews": (*columns, _PLACE)}
    return replace(table, columns=numbered.get(table.name, columns))


_LANGUAGES = Table(
    "available_languages",
    "One language in which the page says that an interview exists a row",
    (
        Column("interview_id", "string", "The interview's id", lambda pair: pair[0]),
        Column("language", "string", "The language's BCP 47 tag", lambda pair: pair[1]),
    ),
    ("interview_id", "language"),
    lambda records, _: ((r.id, tag) for r in records for tag in dict.fromkeys(r.language.available)),
    {"interviews": ("interview_id",)},
)
_DICTIONARY = Table(
    "dictionary",
    "What one column of this database holds a row",
    (
        Column("table_name", "string", "The table", lambda pair: pair[0].name),
        Column("column_name", "string", "The column", lambda pair: pair[1].name),
        Column("type", "string", "What its values are: a date in ISO 8601, paragraphs with a blank line between",
               lambda pair: pair[1].type),
        Column("description", "string", "What it means", lambda pair: pair[1].description),
    ),
    ("table_name", "column_name"),
    lambda *_: ((table, column) for table in DATABASE for column in table.columns),
    {},
    is_shared=True,
)  # fmt: skip
DATABASE: tuple[Table, ...] = (*map(_drop_lists, TABLES.values()), _LANGUAGES, _DICTIONARY)
VIEWS = {
    "answers_by_question": "The answers in the order of the standard questions, with who, where and when; answers to "
    "other questions come last",
}
SEARCHED = {  # what people said, and apart what others said: the table, its column, and the number of its rows
    "answers_fts": ("answers", "answer", "id"),
    "asked_fts": ("answers", "question", "id"),
    "introductions_fts": ("interviews", "introduction", "row"),
    "titles_fts": ("interviews", "title", "row"),
}
_UNGUARDED = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"  # while it is made, nobody else has it
_COUNTERS = (24, 92, 96)  # where a file has how often it was changed, and the number of the SQLite that did it
_HEADER = """
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
PRAGMA application_id = 0x48524443; -- HRDC, by which a database can be told from others
PRAGMA user_version = 4;            -- of the tables below
PRAGMA foreign_keys = ON;
"""
_OF_TABLES = ("answers_fts", "titles_fts")  # each a table's own, which Datasette knows by double quotes
# The text is kept once, in its table.
_INDEX = """
CREATE VIRTUAL TABLE {index} USING fts5 (
  {column}, content={quote}{table}{quote}, content_rowid='{row}', tokenize='unicode61 remove_diacritics 2'
);
"""
_VIEW = """
CREATE VIEW answers_by_question AS
SELECT
  answers.questionnaire_id, questions.position, answers.question_id, questions.description,
  answers.asker, answers.question, answers.answer, answers.match, answers.score, answers.interview_id, answers.number,
  interviews.title, interviews.published, interviews.published_text, interviews.language, interviews.interviewee,
  interviews.anonymity, interviews.role, interviews.organisation, interviews.place, interviews.country,
  interviews.country_name, interviews.work_id, interviews.translation_of, interviews.source_url, answers.answer_id,
  answers.id
FROM answers
JOIN interviews ON interviews.id = answers.interview_id
LEFT JOIN questions USING (questionnaire_id, question_id)
ORDER BY
  answers.questionnaire_id NULLS LAST, questions.position NULLS LAST, answers.question_id,
  answers.interview_id, answers.number;
"""


def build(records: Collection[Record], options: Options, folder: Path) -> Built:
    """The database file; an `OSError` where the disk is full."""
    write_database(folder / FILE, records, options)
    return Built()


def write_database(path: Path, records: Collection[Record], options: Options) -> None:
    """The database at a path where nothing is.

    The bytes are the same each time that one version of SQLite writes them. A record gives rows of several tables: they
    wait in files beside the database, since a table is put in as a whole.
    """
    try:
        with ExitStack() as opened, closing(sqlite3.connect(path)) as database:
            waiting = {
                table.name: opened.enter_context(open(path.with_name(f"{table.name}.rows"), "wb+"))
                for table in DATABASE
            }
            for table, item in list_all_items(DATABASE, records, read_context(records, options)):
                marshal.dump([_format(column.read(item)) for column in table.columns], waiting[table.name])
            database.executescript(_UNGUARDED + _HEADER + "".join(map(_create, DATABASE)))
            for table in DATABASE:
                marks = ", ".join("?" for _ in table.columns)
                rows = _read_rows(waiting[table.name])
                database.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)  # noqa: S608 - names of our own
            database.execute("UPDATE interviews SET row = rowid")
            database.commit()
            database.executescript(_VIEW)
            for index in SEARCHED:
                _fill_index(database, index)
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error)) from None
    with open(path, "rb+") as file:
        for place in _COUNTERS:
            file.seek(place)
            file.write(bytes(4))


def _read_rows(waiting: BinaryIO) -> Iterator[list[str | int | float | None]]:
    waiting.seek(0)
    with suppress(EOFError):
        while True:
            yield marshal.load(waiting)  # noqa: S302 - of our own


def _fill_index(database: sqlite3.Connection, index: str) -> None:
    """Each word at its place, and there its other spellings, too: synonyms, as FTS5 calls them, without a tokenizer.

    A row is put in once for each of its spellings; what has the same place is merged.
    """
    table, column, row = SEARCHED[index]
    quote = '"' if index in _OF_TABLES else "'"
    database.execute(_INDEX.format(index=index, table=table, column=column, row=row, quote=quote))
    at, most = 0, 1
    while at < most:
        rows = database.execute(f"SELECT {row}, coalesce({column}, '') FROM {table} ORDER BY {row}")  # noqa: S608
        for number, texts in ((number, spell_out(text)) for number, text in rows):
            most = max(most, len(texts))
            if at < len(texts):
                values = (number, texts[at])
                database.execute(f"INSERT INTO {index} (rowid, {column}) VALUES (?, ?)", values)  # noqa: S608
        at += 1
    database.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608
    database.commit()


def _create(table: Table) -> str:
    """SQL that makes the empty table and its index. The key of answers is a number: the search index refers to it."""
    columns = [f'"{column.name}" {_TYPES.get(column.type, "TEXT")}' for column in table.columns]
    key = ", ".join(table.key)
    keys = ["PRIMARY KEY (id)", f"UNIQUE ({key})"] if _ROW in table.columns else [f"PRIMARY KEY ({key})"]
    keys += ["UNIQUE (row)"] * (_PLACE in table.columns)
    for other, names in table.references.items():
        keys.append(f"FOREIGN KEY ({', '.join(names)}) REFERENCES {other} ({', '.join(TABLES[other].key)})")
    inside = ",\n  ".join((*columns, *keys))
    looked_up = _INDEXED.get(table.name)
    index = f"CREATE INDEX {table.name}_index ON {table.name} ({looked_up});\n" if looked_up else ""
    return f"CREATE TABLE {table.name} (\n  {inside}\n);\n{index}"


def _format(value: Value) -> str | int | float | None:
    """Paragraphs as one text; NULL where there are none."""
    return (join_paragraphs(value) or None) if isinstance(value, tuple) else value

"""Datasette: a folder that `datasette FOLDER` serves, with the SQLite database and what to show of it.

Datasette reads titles, descriptions and queries from a file beside a database, where they stand under the database's
name, and not from the database. Units are told in descriptions: Datasette 1.0 has no others any more.
"""

import json
from collections.abc import Collection
from pathlib import Path

from hrdcorpus.output.export import Built, Options
from hrdcorpus.output.export.sqlite import DATABASE, VIEWS, write_database
from hrdcorpus.records.form import Record

_NAME = "interviews"
_TITLE = "Interviews with human rights defenders"
_LABELS = {"interviews": "title"}  # what stands for a row where another table refers to it
_FACETS = {"interviews": ["country", "language"], "answers": ["question_id"], "coverage": ["question_id", "state"]}

# Each word as the beginning of a word, since Russian ones have many endings; in quotes, so that no sign is an operator.
_SEARCH = """\
SELECT interview_id, number, interviewee, country_name, published, question, answer
FROM answers_by_question
WHERE id IN (
  SELECT rowid FROM {index}
  WHERE {index} MATCH '"' || replace(replace(trim(:words), '"', ' '), ' ', '"* "') || '"*'
)
"""
_QUERIES = {
    "search": {"title": "Search answers by the beginnings of words", "sql": _SEARCH.format(index="answers_fts")},
    "search-asked": {"title": "Search questions, as they were asked", "sql": _SEARCH.format(index="asked_fts")},
}


def build(records: Collection[Record], options: Options, folder: Path) -> Built:
    """`interviews.db`, the same as the format sqlite; `metadata.json`; and `datasette.json`, its queries for 1.0."""
    described = {"tables": _describe_tables(), "queries": _QUERIES}
    settings = {
        "metadata.json": {"title": _TITLE, "databases": {_NAME: described}},
        "datasette.json": {"databases": {_NAME: {"queries": _QUERIES}}},
    }
    for name, value in settings.items():
        (folder / name).write_bytes((json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode())
    write_database(folder / f"{_NAME}.db", records, options)
    return Built((f"{_NAME}.db", *settings), descriptors=tuple(settings))


def _describe_tables() -> dict[str, dict[str, object]]:
    tables: dict[str, dict[str, object]] = {
        table.name: {
            "description": table.description,
            "columns": {column.name: column.description for column in table.columns},
        }
        for table in DATABASE
    }
    tables |= {name: {"description": description} for name, description in VIEWS.items()}
    tables["answers_by_question"] |= {"fts_table": "answers_fts", "fts_pk": "id"}  # a view has no index of its own
    for name, column in _LABELS.items():
        tables[name]["label_column"] = column
    for name, facets in _FACETS.items():
        tables[name]["facets"] = facets
    return tables

"""Datasette: a folder that `datasette FOLDER` serves, with the SQLite database and what to show of it.

Datasette reads titles, descriptions and queries from a file beside a database, where they stand under the database's
name, and not from the database. Units are told in descriptions: Datasette 1.0 has no others any more.
"""

import json
from collections.abc import Collection
from html import escape
from pathlib import Path

from hrdcorpus.output.dataset import describe_served, write_citation
from hrdcorpus.output.export import Built, Options
from hrdcorpus.output.export.sqlite import DATABASE, VIEWS, write_database
from hrdcorpus.records.dataset import Dataset
from hrdcorpus.records.form import Record

_NAME = "interviews"
_ABOUT = (
    "Interviews with human rights defenders, question by question, verbatim and with the pages that they were made "
    "from."
)
_WAYS = (
    ' Begin with <a href="interviews/interviews">the interviews</a>, read <a '
    'href="interviews/answers_by_question">the answers by question</a>, or search: <a href="interviews/search">answers'
    '</a>, <a href="interviews/search-introductions">introductions</a>, <a href="interviews/search-titles">titles</a>, '
    '<a href="interviews/search-asked">questions</a>. A search takes words by their beginnings, and does not mind case '
    "and accents."
)
_LABELS = {"interviews": "title"}  # what stands for a row where another table refers to it
_FACETS = {"interviews": ["country_name", "language"], "answers": ["question_id"], "coverage": ["question_id", "state"]}
_ASIDE = ("available_languages", "dictionary", "findings", "removed", "speakers")  # listed below the others

# Each word as the beginning of a word, since Russian ones have many endings; in quotes, so that no sign is an operator.
_MATCH = """\
WHERE {index} MATCH '"' || replace(replace(trim(:words), '"', ' '), ' ', '"* "') || '"*'
"""
_FOUND = "snippet({index}, -1, '[', ']', '…', 24) AS found"
_SEARCH_ANSWERS = f"""\
SELECT answer_id, interviewee, country_name, published, answers.question, {_FOUND}, answers.answer, interview_id, number
FROM {{index}} JOIN answers ON answers.id = {{index}}.rowid JOIN interviews ON interviews.id = interview_id
{_MATCH}ORDER BY answers.id
"""  # noqa: S608 - names of our own
_SEARCH_INTERVIEWS = f"""\
SELECT interviews.id AS interview_id, interviewee, country_name, published, interviews.title, {_FOUND}
FROM {{index}} JOIN interviews ON interviews.row = {{index}}.rowid
{_MATCH}ORDER BY interviews.row
"""  # noqa: S608
_QUERIES = {
    name: {"title": f"Search {what} by the beginnings of words", "sql": sql.format(index=index)}
    for name, what, sql, index in (
        ("search", "answers", _SEARCH_ANSWERS, "answers_fts"),
        ("search-asked", "questions, as they were asked,", _SEARCH_ANSWERS, "asked_fts"),
        ("search-introductions", "introductions", _SEARCH_INTERVIEWS, "introductions_fts"),
        ("search-titles", "titles", _SEARCH_INTERVIEWS, "titles_fts"),
    )
}


def build(records: Collection[Record], options: Options, folder: Path) -> Built:
    """`interviews.db`, the same as the format sqlite; `metadata.json`; and `datasette.json`, its queries for 1.0."""
    dataset = options.dataset or Dataset()
    about = escape(dataset.description or _ABOUT) + _WAYS
    described = {"description_html": about, "tables": _describe_tables(), "queries": _QUERIES}
    settings = {
        "metadata.json": {**describe_served(dataset), "description_html": about, "databases": {_NAME: described}},
        "datasette.json": {"databases": {_NAME: {"queries": _QUERIES}}},
    }
    for name, value in settings.items():
        (folder / name).write_bytes((json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode())
    write_database(folder / f"{_NAME}.db", records, options)
    descriptors = (*settings, *write_citation(dataset, folder))
    return Built((f"{_NAME}.db", *descriptors), descriptors=descriptors)


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
    tables["interviews"] |= {"fts_table": "titles_fts", "fts_pk": "row"}
    for name in _ASIDE:
        tables[name]["hidden"] = True
    for name, column in _LABELS.items():
        tables[name]["label_column"] = column
    for name, facets in _FACETS.items():
        tables[name]["facets"] = facets
    return tables

"""Data Package: interviews, questions and answers as CSV files that refer to each other, and what each column means."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hrdcorpus.output.export import Built, Options
from hrdcorpus.output.export.cells import list_cells
from hrdcorpus.output.export.csv import format_csv
from hrdcorpus.output.export.tables import (
    ANSWERS,
    INTERVIEWS,
    QUESTIONS,
    Column,
    Row,
    list_answers,
    list_interviews,
    list_questions,
)
from hrdcorpus.records.form import Record

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"list": "array", "paragraphs": "string"}  # the others have the name that Table Schema gives them


@dataclass(frozen=True, slots=True)
class _Resource:
    """A table: its key, and what refers to another: the columns, that table, and the columns there."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()

    @property
    def path(self) -> str:
        return f"{self.name}.csv"


_QUESTION = ("questionnaire_id", "question_id")
_INTERVIEWS = _Resource("interviews", "One interview a row", INTERVIEWS, ("id",))
_QUESTIONS = _Resource("questions", "One standard question a row", QUESTIONS, _QUESTION)
_ANSWERS = _Resource(
    "answers",
    "One question with its answer a row",
    ANSWERS,
    ("interview_id", "number"),
    ((("interview_id",), "interviews", ("id",)), (_QUESTION, "questions", _QUESTION)),
)


def build(records: Sequence[Record], options: Options) -> Built:
    """The tables, `README.md` with the data dictionary, and `datapackage.json`, version 2 of the standard."""
    files = {
        _INTERVIEWS.path: _build_csv(_INTERVIEWS, list_interviews(records)),
        _QUESTIONS.path: _build_csv(_QUESTIONS, list_questions(records, options)),
        _ANSWERS.path: _build_csv(_ANSWERS, list_answers(records)),
    }
    resources = (_INTERVIEWS, _QUESTIONS, _ANSWERS)
    package = {
        "$schema": _PROFILE,
        "name": "interviews",
        "title": "Interviews with human rights defenders",
        "resources": [_describe(resource, files[resource.path]) for resource in resources],
    }
    files["README.md"] = _build_dictionary(resources).encode()
    files["datapackage.json"] = (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()
    return Built(files)


def _build_csv(resource: _Resource, rows: Iterable[Row]) -> bytes:
    header = [column.name for column in resource.columns]
    return format_csv([header, *(list_cells(row, resource.columns) for row in rows)]).encode()


def _describe(resource: _Resource, data: bytes) -> dict[str, Any]:
    return {
        "name": resource.name,
        "type": "table",
        "description": resource.description,
        "path": resource.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "fields": [
                {
                    "name": column.name,
                    "type": _TYPES.get(column.type, column.type),
                    "description": column.description,
                    **({"constraints": {"required": True}} if column.name in resource.key else {}),
                }
                for column in resource.columns
            ],
            "primaryKey": list(resource.key),
            "foreignKeys": [
                {"fields": list(fields), "reference": {"resource": table, "fields": list(targets)}}
                for fields, table, targets in resource.references
            ],
        },
    }


def _build_dictionary(resources: Iterable[_Resource]) -> str:
    parts = [
        "# Interviews with human rights defenders",
        "A [Data Package](https://datapackage.org): `datapackage.json` says the same for programs. The files are CSV "
        "in UTF-8; text is verbatim, its paragraphs divided by a blank line, and other lists are JSON arrays. An empty "
        "cell is no value.",
    ]
    for resource in resources:
        rows = "\n".join(f"| `{c.name}` | {_TYPES.get(c.type, c.type)} | {c.description} |" for c in resource.columns)
        parts += [f"## {resource.path}", f"{resource.description}. Key: {', '.join(resource.key)}."]
        parts += [f"| column | type | what it is |\n|---|---|---|\n{rows}"]
    return "\n\n".join(parts) + "\n"

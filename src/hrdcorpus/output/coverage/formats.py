"""Matrices -> CSV and JSON."""

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict
from io import StringIO
from typing import Any

from hrdcorpus.output.coverage.matrices import GROUPS, Matrix, Row, Total, count_total, group_totals
from hrdcorpus.text.showing import escape_json


def write_csv(matrices: Sequence[Matrix]) -> bytes:
    """One row an interview, by questionnaire and id; one column a question, named `QUESTIONNAIRE/QUESTION`.

    A cell is one of `STATES`, empty for the questions of other questionnaires. What a record does not tell is empty.
    """
    columns = {f"{m.questionnaire}/{question}": None for m in matrices for question in m.questions}
    stream = StringIO()
    head = ["id", "questionnaire", "version", *GROUPS]
    writer = csv.DictWriter(stream, [*head, *columns, "other"], lineterminator="\n")
    writer.writeheader()
    for matrix in matrices:
        for row in matrix.rows:
            fields = asdict(row)
            states = zip(matrix.questions, fields.pop("states"), strict=True)
            cells = {f"{matrix.questionnaire}/{question}": state for question, state in states}
            writer.writerow({**fields, "questionnaire": matrix.questionnaire, "version": matrix.version, **cells})
    return stream.getvalue().encode()


def write_json(matrices: Sequence[Matrix]) -> bytes:
    """One array with an object for each matrix.

    {"questionnaire": "hrd-kz-2021", "version": "1",                    null for questions that match none
     "interviews": [{"id": "...", "country": "KZ", "language": "en", "year": "2021",       null where not told
                     "questions": {"situation": "answered", ...},       in the order of asking; one of `STATES`
                     "other": 0}],                                      questions outside of the questionnaire
     "totals": {"interviews": 2, "other": 0,
                "questions": {"situation": {"answered": 2, "similar": 0, "unanswered": 0, "not-asked": 0}, ...},
                "country": [{"value": "KZ", "interviews": 2, "other": 0, "questions": ...}],       null comes last
                "language": ..., "year": ...}}
    """
    values = [_build_value(matrix) for matrix in matrices]
    return (escape_json(json.dumps(values, ensure_ascii=False, indent=2)) + "\n").encode()


def _build_value(matrix: Matrix) -> dict[str, Any]:
    groups = {group: group_totals(matrix.rows, group) for group in GROUPS}
    return {
        "questionnaire": matrix.questionnaire,
        "version": matrix.version,
        "interviews": [_build_interview(row, matrix.questions) for row in matrix.rows],
        "totals": _build_total(count_total(matrix.rows), matrix.questions)
        | {
            group: [{"value": value} | _build_total(total, matrix.questions) for value, total in totals.items()]
            for group, totals in groups.items()
        },
    }


def _build_interview(row: Row, questions: Sequence[str]) -> dict[str, Any]:
    value = {name: getattr(row, name) for name in ("id", *GROUPS)}
    return value | {"questions": dict(zip(questions, row.states, strict=True)), "other": row.other}


def _build_total(total: Total, questions: Sequence[str]) -> dict[str, Any]:
    counts = dict(zip(questions, total.states, strict=True))
    return {"interviews": total.interviews, "other": total.other, "questions": counts}

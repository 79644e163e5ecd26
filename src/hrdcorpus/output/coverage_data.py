"""Coverage as data: CSV and JSON."""

import csv
import json
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from msgspec.structs import asdict

from hrdcorpus.output.coverage import GROUPS, TOLD, Matrix, Total, count_total, group_totals
from hrdcorpus.text.showing import escape_json


def write_csv(matrices: Sequence[Matrix]) -> Iterator[bytes]:
    """One row an interview, by questionnaire and id; one column a question, named `QUESTIONNAIRE/QUESTION`.

    A cell is a `State`, empty for the questions of other questionnaires. What a record does not tell is empty.
    """
    columns = {f"{m.questionnaire}/{question}": None for m in matrices for question in m.questions}
    header = ["id", "questionnaire", "version", *TOLD, *columns, "other"]
    yield _format_csv(header)
    for matrix in matrices:
        for row in matrix.rows:
            states = zip(matrix.questions, row.states, strict=True)
            cells = {f"{matrix.questionnaire}/{question}": state for question, state in states}
            fields = asdict(row) | {"questionnaire": matrix.questionnaire, "version": matrix.version} | cells
            yield _format_csv([fields.get(name) for name in header])


def _format_csv(cells: Sequence[object]) -> bytes:
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode()


def write_json(matrices: Sequence[Matrix]) -> Iterator[bytes]:
    """One array with an object for each matrix.

    {"questionnaire": "hrd-kz-2021", "version": "1",                    null for questions that match none
     "interviews": [{"id": "...", "interviewee": "...", "country": "KZ", "country_name": "Kazakhstan",
                     "language": "en", "year": "2021",                  null where not told
                     "questions": {"situation": "answered", ...},       in the order of asking; each a `State`
                     "other": 0}],                                      questions outside of the questionnaire
     "totals": {"interviews": 2, "other": 0,
                "questions": {"situation": {"answered": 2, "similar": 0, "unanswered": 0, "not-asked": 0}, ...},
                "country": [{"value": "KZ", "interviews": 2, "other": 0, "questions": ...}],       null comes last
                "language": ..., "year": ...}}
    """
    values = [_build_value(matrix) for matrix in matrices]
    parts = json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(values)
    yield from (escape_json(part).encode() for part in parts)
    yield b"\n"


def _build_value(matrix: Matrix) -> dict[str, Any]:
    def count(total: Total) -> dict[str, Any]:
        questions = dict(zip(matrix.questions, total.states, strict=True))
        return {"interviews": total.interviews, "other": total.other, "questions": questions}

    groups = {
        group: [{"value": value} | count(total) for value, total in group_totals(matrix.rows, group).items()]
        for group in GROUPS
    }
    interviews = [
        {name: getattr(row, name) for name in ("id", *TOLD)}
        | {"questions": dict(zip(matrix.questions, row.states, strict=True)), "other": row.other}
        for row in matrix.rows
    ]
    head = {"questionnaire": matrix.questionnaire, "version": matrix.version}
    return {**head, "interviews": interviews, "totals": count(count_total(matrix.rows)) | groups}

"""Records -> which interview asks which standard question: one row an interview, one column a question."""

from collections.abc import Sequence

from hrdcorpus.output.export import Options
from hrdcorpus.output.export.standard import Key, find_key, list_standard_questions
from hrdcorpus.output.export.tables import Column, Row, Value, list_interviews
from hrdcorpus.records.form import Record

ANSWERED = "answered"
UNANSWERED = "no answer"

_BESIDE = ("id", "published", "language", "interviewee", "country")
_OTHER = Column("other", "integer", "How many questions match no standard question")


def list_coverage(records: Sequence[Record], options: Options) -> tuple[tuple[Column, ...], list[Row]]:
    """The columns and the rows. A question that was not asked has an empty cell."""
    questions = [
        Column(str(question.key), "string", question.description or "")
        for question in list_standard_questions(records, options)
    ]
    beside = [Column(name, "date" if name == "published" else "string", "") for name in _BESIDE]
    rows: list[Row] = []
    for record, interview in zip(records, list_interviews(records), strict=True):
        states, others = _count_states(record)
        asked: Row = {column.name: states.get(column.name) for column in questions}
        rows.append({**{name: interview[name] for name in _BESIDE}, **asked, _OTHER.name: others})
    return (*beside, *questions, _OTHER), rows


def _count_states(record: Record) -> tuple[dict[str, Value], int]:
    keys: list[tuple[Key | None, bool]] = [(find_key(record, e), bool(e.answer)) for e in record.exchanges]
    states: dict[str, Value] = {}
    for key, answered in keys:
        if key and states.get(str(key)) != ANSWERED:
            states[str(key)] = ANSWERED if answered else UNANSWERED
    return states, sum(key is None for key, _ in keys)

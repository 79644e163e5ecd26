"""Records -> the flat tables that the formats share: interviews, answers, questions. One place for every column."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Literal, get_args

from pydantic import BaseModel

from hrdcorpus.output.export import Options
from hrdcorpus.output.export.standard import find_key, list_standard_questions
from hrdcorpus.records.form import Exchange, Interviewee, Question, Record, tell_interviewees

Value = str | int | float | tuple[str, ...] | None
Row = Mapping[str, Value]
Type = Literal["string", "date", "integer", "number", "list", "paragraphs"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what its values are, and the words that a data dictionary explains it with.

    A `date` is in ISO 8601. A `list` is of short texts, `paragraphs` are verbatim text; both are tuples.
    """

    name: str
    type: Type
    description: str


def _read_column(name: str, path: str, kind: Type = "string") -> tuple[Column, str]:
    """A column of the record's value at `path`, explained as the record's schema explains it."""
    model: Any = Record
    for step in path.split("."):
        field = model.model_fields[step]
        model = next((part for part in (field.annotation, *get_args(field.annotation)) if _is_model(part)), None)
    several = "; of several, `; ` between" if path.startswith("interviewees.") else ""
    return Column(name, kind, (field.description or "") + several), path


def _is_model(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _find_value(record: Record, path: str) -> Any:
    return reduce(_find_part, path.split("."), record)


def _find_part(whole: Any, step: str) -> Any:
    if isinstance(whole, tuple):
        return tell_interviewees(whole, step)
    return None if whole is None else getattr(whole, step)


_RECORD_COLUMNS = (
    _read_column("id", "id"),
    _read_column("title", "title"),
    _read_column("published", "published", "date"),
    _read_column("published_text", "published_text"),
    _read_column("author", "author"),
    _read_column("language", "language.content"),
    _read_column("interface_language", "language.interface"),
    _read_column("available_languages", "language.available", "list"),
    _read_column("interviewee", "interviewees.name"),
    _read_column("anonymity", "interviewees.anonymity"),
    _read_column("role", "interviewees.role"),
    _read_column("organisation", "interviewees.organisation"),
    _read_column("place", "interviewees.place"),
    _read_column("country", "interviewees.country"),
    _read_column("introduction", "introduction", "paragraphs"),
    _read_column("questionnaire_id", "questionnaire.id"),
    _read_column("questionnaire_version", "questionnaire.version"),
    _read_column("source_path", "source.path"),
    _read_column("source_url", "source.url"),
    _read_column("source_retrieved", "source.retrieved"),
    _read_column("source_sha256", "source.sha256"),
    _read_column("source_bytes", "source.bytes", "integer"),
    _read_column("source_media_type", "source.media_type"),
    _read_column("source_encoding", "source.encoding"),
)

INTERVIEWS = (
    *(column for column, _ in _RECORD_COLUMNS),
    Column("exchanges", "integer", "How many questions were asked, of those that this export holds"),
    Column("findings", "list", "Codes of what a reviewer should look at, as `hrdcorpus validate` explains them"),
)

INTERVIEWEES = (
    Column("interview_id", "string", "The interview's id"),
    Column("number", "integer", "Place among the interview's interviewees, counted from 1"),
    *(Column(name, "string", field.description or "") for name, field in Interviewee.model_fields.items()),
)

ANSWERS = (
    Column("interview_id", "string", "The interview's id"),
    Column("number", "integer", "Place of the question in the interview, counted from 1"),
    Column("questionnaire_id", "string", "Questionnaire of the item that the question is keyed to; empty where none"),
    Column("question_id", "string", "Item of the questionnaire; empty where the question matches none"),
    Column("asker", "string", Exchange.model_fields["asker"].description or ""),
    Column("question", "string", "The question, verbatim"),
    Column("match", "string", Question.model_fields["match"].description or ""),
    Column("score", "number", Question.model_fields["score"].description or ""),
    Column("speakers", "list", Exchange.model_fields["speakers"].description or ""),
    Column("answer", "paragraphs", "The answer, verbatim; empty where the question was asked and not answered"),
    Column("paragraphs", "integer", "How many paragraphs the answer has; 0 where there is none"),
    Column("first_line", "integer", "First line in a text page, counted from 1; else empty"),
    Column("last_line", "integer", "Last line in a text page; else empty"),
    Column("path", "string", Exchange.model_fields["path"].description or ""),
)

QUESTIONS = (
    Column("questionnaire_id", "string", "The questionnaire's id"),
    Column("question_id", "string", "The item's id, unique within its questionnaire"),
    Column("position", "integer", "Place in the questionnaire, counted from 1; empty where it is not known here"),
    Column("description", "string", "What the item asks, whatever its wording; empty where it is not known here"),
    Column("asked", "integer", "How often it was asked, of the questions that this export holds"),
    Column("answered", "integer", "How often there is an answer"),
)

_WHO_WHERE_WHEN = ("title", "published", "published_text", "language", "interviewee", "anonymity", "role",
                   "organisation", "place", "country", "source_url", "source_path", "source_sha256")  # fmt: skip
_BESIDE = tuple(column for column in INTERVIEWS if column.name in _WHO_WHERE_WHEN)

# Answers with who, where and when beside each, for programs that join no tables.
LONG = (ANSWERS[0], *_BESIDE, *ANSWERS[1:])


def list_interviews(records: Iterable[Record]) -> list[Row]:
    """One row an interview, with the columns `INTERVIEWS`."""
    return [_build_interview(record) for record in records]


def list_interviewees(records: Iterable[Record]) -> list[Row]:
    """One row an interviewee, with the columns `INTERVIEWEES`."""
    return [
        {"interview_id": record.id, "number": number, **person.model_dump()}
        for record in records
        for number, person in enumerate(record.interviewees, start=1)
    ]


def list_answers(records: Iterable[Record]) -> list[Row]:
    """One row an answer, with the columns `LONG` and so with those of `ANSWERS` too."""
    rows: list[Row] = []
    for record in records:
        interview = _build_interview(record)
        beside = {column.name: interview[column.name] for column in _BESIDE}
        rows += [{"interview_id": record.id, **beside, **_build_answer(record, e)} for e in record.exchanges]
    return rows


def list_questions(records: Sequence[Record], options: Options) -> list[Row]:
    """One row a standard question, with the columns `QUESTIONS`."""
    exchanges = [(find_key(record, exchange), exchange) for record in records for exchange in record.exchanges]
    asked = Counter(key for key, _ in exchanges)
    answered = Counter(key for key, exchange in exchanges if exchange.answer)
    return [
        {
            **question.key._asdict(),
            "position": question.position,
            "description": question.description,
            "asked": asked[question.key],
            "answered": answered[question.key],
        }
        for question in list_standard_questions(records, options)
    ]


def join_paragraphs(paragraphs: Sequence[str]) -> str:
    """Paragraphs as one text, with a blank line between."""
    return "\n\n".join(paragraphs)


def _build_interview(record: Record) -> Row:
    row = {column.name: _find_value(record, path) for column, path in _RECORD_COLUMNS}
    return {
        **row,
        "exchanges": len(record.exchanges),
        "findings": tuple(finding.code for finding in record.findings),
    }


def _build_answer(record: Record, exchange: Exchange) -> Row:
    question, key = exchange.question, find_key(record, exchange)
    first, last = exchange.lines or (None, None)
    return {
        "number": exchange.number,
        "questionnaire_id": key and key.questionnaire_id,
        "question_id": key and key.question_id,
        "asker": exchange.asker,
        "question": question.text,
        "match": question.match,
        "score": question.score,
        "speakers": exchange.speakers,
        "answer": exchange.answer,
        "paragraphs": len(exchange.answer),
        "first_line": first,
        "last_line": last,
        "path": exchange.path,
    }

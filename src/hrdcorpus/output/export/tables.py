"""Records -> the tables that the formats share, in one place: every column, and what refers to what."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import BaseModel

from hrdcorpus.output.coverage import State, find_states
from hrdcorpus.output.export import Options
from hrdcorpus.output.export.questions import find_key, list_standard_questions
from hrdcorpus.records import form as records
from hrdcorpus.records.findings import RecordedFinding
from hrdcorpus.records.form import Exchange, Record, tell_interviewees

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


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a row is, its key, where its rows come from, and which of its columns are the key of another."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    list_rows: Callable[[Sequence[Record], Options], Iterable[Row]]
    references: Mapping[str, tuple[str, ...]]

    def list_cells(self, records: Sequence[Record], options: Options) -> list[list[str]]:
        """The header and the rows, as texts."""
        rows = self.list_rows(records, options)
        header = [column.name for column in self.columns]
        return [header, *([format_cell(row[column.name], column) for column in self.columns] for row in rows)]


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


def _explain(name: str, model: type[BaseModel], field: str = "", kind: Type = "string") -> Column:
    """A column of a record's value, explained as the record's schema explains it."""
    return Column(name, kind, model.model_fields[field or name].description or "")


def _explain_interviewees(name: str, field: str) -> Column:
    column = _explain(name, records.Interviewee, field)
    return replace(column, description=f"{column.description}; of several, `; ` between")


_INTERVIEW_ID = Column("interview_id", "string", "The interview's id")
_NUMBER = Column("number", "integer", "Place of the question in the interview, counted from 1")
_KEY = ("questionnaire_id", "question_id")
_OF_INTERVIEW = {"interviews": ("interview_id",)}

_PEOPLE = {"interviewee": "name", **{name: name for name in list(records.Interviewee.model_fields)[1:]}}
_SOURCE = {f"source_{name}": name for name in records.Source.model_fields}
_LANGUAGES = {"language": "content", "interface_language": "interface", "available_languages": "available"}
_QUESTIONNAIRE = {"questionnaire_id": "id", "questionnaire_version": "version"}

_INTERVIEWS = (
    *(_explain(name, Record) for name in ("id", "title")),
    _explain("published", Record, kind="date"),
    *(_explain(name, Record) for name in ("published_text", "author")),
    *(
        _explain(name, records.Language, field, "list" if field == "available" else "string")
        for name, field in _LANGUAGES.items()
    ),
    *(_explain_interviewees(name, field) for name, field in _PEOPLE.items()),
    _explain("introduction", Record, kind="paragraphs"),
    *(_explain(name, records.QuestionnaireUsed, field) for name, field in _QUESTIONNAIRE.items()),
    *(
        _explain(name, records.Source, field, "integer" if field == "bytes" else "string")
        for name, field in _SOURCE.items()
    ),
    Column("exchanges", "integer", "How many questions were asked, of those that this export holds"),
    Column("findings", "list", "Codes of what a reviewer should look at, as `hrdcorpus validate` explains them"),
)
_WHO_WHERE_WHEN = {"title", "published", "published_text", "language", *_PEOPLE, "source_url", "source_path",
                   "source_sha256"}  # fmt: skip
_BESIDE = tuple(column for column in _INTERVIEWS if column.name in _WHO_WHERE_WHEN)
_ANSWERS = (
    _INTERVIEW_ID,
    _NUMBER,
    Column("questionnaire_id", "string", "Questionnaire of the item that the question is keyed to; empty where none"),
    Column("question_id", "string", "Item of the questionnaire; empty where the question matches none"),
    _explain("asker", Exchange),
    _explain("question", records.Question, "text"),
    _explain("match", records.Question),
    _explain("score", records.Question, kind="number"),
    _explain("speakers", Exchange, kind="list"),
    Column("answer", "paragraphs", "The answer, verbatim; empty where the question was asked and not answered"),
    Column("paragraphs", "integer", "How many paragraphs the answer has; 0 where there is none"),
    Column("first_line", "integer", "First line in a text page, counted from 1; else empty"),
    Column("last_line", "integer", "Last line in a text page; else empty"),
    _explain("path", Exchange),
)


def _build_interview(record: Record) -> Row:
    def read(part: BaseModel | None, fields: Mapping[str, str]) -> dict[str, Any]:
        return {name: getattr(part, field, None) for name, field in fields.items()}

    return {
        **read(record, {name: name for name in ("id", "title", "published", "published_text", "author")}),
        **read(record.language, _LANGUAGES),
        **{name: tell_interviewees(record.interviewees, field) for name, field in _PEOPLE.items()},
        "introduction": record.introduction,
        **read(record.questionnaire, _QUESTIONNAIRE),
        **read(record.source, _SOURCE),
        "exchanges": len(record.exchanges),
        "findings": tuple(finding.code for finding in record.findings),
    }


def _build_answer(record: Record, exchange: Exchange) -> Row:
    question, key = exchange.question, find_key(record, exchange)
    first, last = exchange.lines or (None, None)
    return {
        "interview_id": record.id,
        "number": exchange.number,
        **dict(zip(_KEY, key or (None, None), strict=True)),
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


def _list_interviews(records: Sequence[Record], _: Options) -> Iterator[Row]:
    return map(_build_interview, records)


def _list_answers(records: Sequence[Record], _: Options) -> Iterator[Row]:
    for record in records:
        interview = _build_interview(record)
        beside = {column.name: interview[column.name] for column in _BESIDE}
        yield from ({**beside, **_build_answer(record, exchange)} for exchange in record.exchanges)


def _list_questions(records: Sequence[Record], options: Options) -> Iterator[Row]:
    exchanges = [(find_key(record, exchange), exchange) for record in records for exchange in record.exchanges]
    asked = Counter(key for key, _ in exchanges)
    answered = Counter(key for key, exchange in exchanges if exchange.answer)
    for question in list_standard_questions(records, options):
        yield {
            "questionnaire_id": question.key.questionnaire_id,
            "question_id": question.key.question_id,
            "position": question.position,
            "description": question.description,
            "asked": asked[question.key],
            "answered": answered[question.key],
        }


def _list_coverage(records: Sequence[Record], options: Options) -> Iterator[Row]:
    questions = [question.key for question in list_standard_questions(records, options)]
    for record in records:
        states = find_states(record)
        for key in questions:
            if record.questionnaire and key.questionnaire_id == record.questionnaire.id:
                state = states.get(key.question_id, State.NOT_ASKED).value
                yield {"interview_id": record.id, **dict(zip(_KEY, key, strict=True)), "state": state}


def _list_parts(name: str) -> Callable[[Sequence[Record], Options], Iterator[Row]]:
    """The rows of what a record has a list of: the list's values, with the interview and a number."""

    def list_rows(records: Sequence[Record], _: Options) -> Iterator[Row]:
        for record in records:
            for number, part in enumerate(getattr(record, name), start=1):
                yield {"interview_id": record.id, "number": number, **part.model_dump()}

    return list_rows


def _list_speakers(records: Sequence[Record], _: Options) -> Iterator[Row]:
    for record in records:
        for exchange in record.exchanges:
            for paragraph, speaker in enumerate(exchange.speakers or (), start=1):
                yield {
                    "interview_id": record.id,
                    "number": exchange.number,
                    "paragraph": paragraph,
                    "speaker": speaker,
                }


def _describe_parts(model: type[BaseModel], noun: str, **kinds: Type) -> tuple[Column, ...]:
    number = Column("number", "integer", f"Place among the interview's {noun}, counted from 1")
    return (
        _INTERVIEW_ID,
        number,
        *(_explain(name, model, kind=kinds.get(name, "string")) for name in model.model_fields),
    )


_TABLES = (
    Table("interviews", "One interview a row", _INTERVIEWS, ("id",), _list_interviews, {}),
    Table(
        "interviewees",
        "One of those who are interviewed a row",
        _describe_parts(records.Interviewee, "interviewees"),
        ("interview_id", "number"),
        _list_parts("interviewees"),
        _OF_INTERVIEW,
    ),
    Table(
        "questions",
        "One standard question a row, asked or not",
        (
            Column("questionnaire_id", "string", "The questionnaire's id"),
            Column("question_id", "string", "The item's id, unique within its questionnaire"),
            Column("position", "integer", "Place in the questionnaire, counted from 1; empty where it is not known"),
            Column("description", "string", "What the item asks, whatever its wording; empty where it is not known"),
            Column("asked", "integer", "How often it was asked, of the questions that this export holds"),
            Column("answered", "integer", "How often there is an answer"),
        ),
        _KEY,
        _list_questions,
        {},
    ),
    Table(
        "answers",
        "One question that was asked a row, with its answer",
        _ANSWERS,
        ("interview_id", "number"),
        _list_answers,
        {**_OF_INTERVIEW, "questions": _KEY},
    ),
    Table(
        "speakers",
        "Who says one paragraph of an answer a row, where the page tells",
        (
            _INTERVIEW_ID,
            _NUMBER,
            Column("paragraph", "integer", "Place of the paragraph in the answer, counted from 1"),
            Column("speaker", "string", "The label of who says it, verbatim"),
        ),
        ("interview_id", "number", "paragraph"),
        _list_speakers,
        {"answers": ("interview_id", "number")},
    ),
    Table(
        "coverage",
        "What one interview has of one standard question of its questionnaire a row",
        (
            _INTERVIEW_ID,
            Column("questionnaire_id", "string", "The questionnaire's id"),
            Column("question_id", "string", "The item's id"),
            Column("state", "string", f"{', '.join(State)}, as `hrdcorpus coverage` has them"),
        ),
        ("interview_id", *_KEY),
        _list_coverage,
        {**_OF_INTERVIEW, "questions": _KEY},
    ),
    Table(
        "findings",
        "One thing that a reviewer should look at a row",
        _describe_parts(RecordedFinding, "findings", line="integer"),
        ("interview_id", "number"),
        _list_parts("findings"),
        _OF_INTERVIEW,
    ),
    Table(
        "removed",
        "What one rule left out of an interview's page a row",
        _describe_parts(records.Removed, "rules", count="integer"),
        ("interview_id", "number"),
        _list_parts("removed"),
        _OF_INTERVIEW,
    ),
)
TABLES: Mapping[str, Table] = {table.name: table for table in _TABLES}  # those that others refer to come first

# Answers with who, where and when beside each, for programs that join no tables.
LONG = replace(TABLES["answers"], columns=(_ANSWERS[0], *_BESIDE, *_ANSWERS[1:]))

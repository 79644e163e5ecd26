"""Records -> the tables that the formats share, in one place: every column, and what refers to what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial, reduce
from typing import Any, cast, get_args

from msgspec.structs import replace
from pydantic import BaseModel

from hrdcorpus.output.coverage import State, find_states
from hrdcorpus.output.export.questions import find_key
from hrdcorpus.output.export.table import Column, RowContext, RowItem, Table, Type
from hrdcorpus.records.findings import RecordedFinding
from hrdcorpus.records.form import Exchange, Interviewee, Record, Removed, tell_interviewees
from hrdcorpus.records.values import build_answer_id


def _explain(model: type[BaseModel], paths: Mapping[str, str], start: str, **kinds: Type) -> Iterator[Column]:
    """Columns of values at paths in a model, explained as its schema explains them; `start` is where an item has it."""
    for name, path in paths.items():
        part, description = cast(Any, model), ""
        for step in path.split("."):
            if step not in part.model_fields:  # a property
                description = getattr(part, step).__doc__
                break
            field = part.model_fields[step]
            parts, description = (field.annotation, *get_args(field.annotation)), field.description or ""
            part = next((each for each in parts if isinstance(each, type) and issubclass(each, BaseModel)), None)
        several = "; of several, `; ` between" if path.startswith("interviewees.") else ""
        yield Column(
            name, kinds.get(name, "string"), description + several, partial(_read, steps=(start, *path.split(".")))
        )


def _read(item: RowItem, steps: Sequence[str]) -> Any:
    return reduce(_step, steps, item)


def _step(whole: Any, step: str) -> Any:
    if isinstance(whole, tuple) and not isinstance(whole, RowItem):
        return tell_interviewees(whole, step)
    return None if whole is None else getattr(whole, step)


def _list_parts(name: str, records: Iterable[Record], context: RowContext) -> Iterator[RowItem]:
    for record in records:
        yield from (context.build_item(record, n, part) for n, part in enumerate(getattr(record, name), start=1))


def _list_coverage(records: Iterable[Record], context: RowContext) -> Iterator[RowItem]:
    for record in records:
        states, used = find_states(record), record.questionnaire
        for number, question in enumerate(context.questions):
            key = question.key
            if used and key.questionnaire_id == used.id:
                yield context.build_item(record, number, (key, states.get(key.question_id, State.NOT_ASKED)))


def _list_speakers(records: Iterable[Record], context: RowContext) -> Iterator[RowItem]:
    for record in records:
        for exchange in record.exchanges:
            speakers = enumerate(exchange.speakers or (), start=1)
            yield from (context.build_item(record, exchange.number, speaker) for speaker in speakers)


_INTERVIEW_ID = Column("interview_id", "string", "The interview's id", lambda item: item.record.id)
_NUMBER = Column("number", "integer", "Place in the interview, counted from 1", lambda item: item.number)
_KEY = ("questionnaire_id", "question_id")
_OF_INTERVIEW = {"interviews": ("interview_id",)}
OF_PERSON = ("anonymity", "role", "organisation", "place", "country", "country_name")
_PEOPLE = {"interviewee": "interviewees.name"}
_PEOPLE |= {name: f"interviewees.{name}" for name in OF_PERSON}
_SOURCE = {f"source_{name}": f"source.{name}" for name in ("path", "url", "retrieved", "sha256", "bytes", "media_type",
                                                           "encoding")}  # fmt: skip
_PATHS = {
    **{name: name for name in ("id", "title", "published")},
    "language": "language.content",
    **_PEOPLE,
    **{name: name for name in ("published_text", "author")},
    "interface_language": "language.interface",
    "available_languages": "language.available",
    "introduction": "introduction",
    "questionnaire_id": "questionnaire.id",
    "questionnaire_version": "questionnaire.version",
    **_SOURCE,
}
_INTERVIEWS = (
    *_explain(Record, _PATHS, "record", published="date", available_languages="list", introduction="paragraphs",
              source_bytes="integer"),
    Column("work_id", "string", "Id of the first of the interviews that are one work, as copies or in other languages",
           lambda item: item.work.id),
    Column("translation_of", "string", "Id of the work's first interview, where this one is in another language; which "
           "of the two was written first is not known", lambda item: item.work.translation_of),
    Column("interviewee_elsewhere", "string", "Who is interviewed, as other interviews of the work name them, where "
           "that differs; of several, `; ` between", lambda item: "; ".join(item.work.names) or None),
    Column("exchanges", "integer", "How many questions were asked, of those that this export holds",
           lambda item: len(item.record.exchanges)),
    Column("findings", "list", "Codes of what a reviewer should look at, as `hrdcorpus validate` explains them",
           lambda item: tuple(finding.code for finding in item.record.findings)),
)  # fmt: skip
_WHO_WHERE_WHEN = {"title", "published", "published_text", "language", *_PEOPLE, "source_url", "source_path",
                   "source_sha256", "work_id", "translation_of", "interviewee_elsewhere"}  # fmt: skip


def _read_key(item: RowItem, place: int) -> str | None:
    key = find_key(item.record, item.part)
    return key[place] if key else None


def _read_line(item: RowItem, place: int) -> int | None:
    return item.part.lines[place] if item.part.lines else None


_ANSWERS = (
    Column("answer_id", "string", "The interview's id, `#` and the number: what to cite, the same in each export",
           lambda item: build_answer_id(item.record.id, item.part.number)),
    _INTERVIEW_ID,
    *_explain(Exchange, {"number": "number"}, "part", number="integer"),  # not the place among those that are filtered
    Column(_KEY[0], "string", "Questionnaire of the item that the question is keyed to; empty where none",
           partial(_read_key, place=0)),
    Column(_KEY[1], "string", "Item of the questionnaire; empty where the question matches none",
           partial(_read_key, place=1)),
    *_explain(Exchange, {"asker": "asker", "question": "question.text", "match": "question.match",
                         "score": "question.score", "speakers": "speakers"}, "part", score="number", speakers="list"),
    *_explain(Exchange, {"answer": "answer"}, "part", answer="paragraphs"),
    Column("paragraphs", "integer", "How many paragraphs the answer has; 0 where there is none",
           lambda item: len(item.part.answer)),
    Column("first_line", "integer", "First line in a text page, counted from 1; else empty",
           partial(_read_line, place=0)),
    Column("last_line", "integer", "Last line in a text page; else empty", partial(_read_line, place=1)),
    *_explain(Exchange, {"path": "path"}, "part"),
)  # fmt: skip


def _build_parts(name: str, description: str, model: type[BaseModel], *fields: str, **kinds: Type) -> Table:
    """The table of what each record has a list of: these fields of each, or all."""
    columns = _explain(model, {field: field for field in fields or model.model_fields}, "part", **kinds)
    keys = ("interview_id", "number")
    return Table(name, description, (_INTERVIEW_ID, _NUMBER, *columns), keys, partial(_list_parts, name), _OF_INTERVIEW)


_TABLES = (
    Table("interviews", "One interview a row", _INTERVIEWS, ("id",),
          lambda records, context: (context.build_item(record, 0, record) for record in records), {}),
    _build_parts("interviewees", "One of those who are interviewed a row", Interviewee, "name", *OF_PERSON),
    Table(
        "questions",
        "One standard question a row, asked or not",
        (
            Column(_KEY[0], "string", "The questionnaire's id", lambda question: question.key.questionnaire_id),
            Column(_KEY[1], "string", "The item's id, unique within its questionnaire",
                   lambda question: question.key.question_id),
            Column("position", "integer", "Place in the questionnaire, counted from 1; empty where it is not known",
                   lambda question: question.position),
            Column("description", "string", "What the item asks, whatever its wording; empty where it is not known",
                   lambda question: question.description),
            Column("asked", "integer", "How often it was asked, of the questions that this export holds",
                   lambda question: question.asked),
            Column("answered", "integer", "How often there is an answer", lambda question: question.answered),
            Column("works", "integer", "How many works answer it: copies and translations are one with their interview",
                   lambda question: question.works),
        ),
        _KEY,
        lambda _, context: context.questions,
        {},
        is_shared=True,
    ),
    Table("answers", "One question that was asked a row, with its answer", _ANSWERS, ("interview_id", "number"),
          partial(_list_parts, "exchanges"), {**_OF_INTERVIEW, "questions": _KEY}),
    Table(
        "speakers",
        "Who says one paragraph of an answer a row, where the page tells",
        (
            _INTERVIEW_ID,
            _NUMBER,
            Column("paragraph", "integer", "Place in the answer, counted from 1", lambda item: item.part[0]),
            Column("speaker", "string", "The label of who says it, verbatim", lambda item: item.part[1]),
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
            Column(_KEY[0], "string", "The questionnaire's id", lambda item: item.part[0].questionnaire_id),
            Column(_KEY[1], "string", "The item's id", lambda item: item.part[0].question_id),
            Column("state", "string", f"{', '.join(State)}, as `hrdcorpus coverage` has them",
                   lambda item: item.part[1].value),
        ),
        ("interview_id", *_KEY),
        _list_coverage,
        {**_OF_INTERVIEW, "questions": _KEY},
    ),
    _build_parts("findings", "One thing that a reviewer should look at a row", RecordedFinding, line="integer"),
    _build_parts("removed", "What one rule left out of an interview's page a row", Removed, count="integer"),
)  # fmt: skip
TABLES: Mapping[str, Table] = {table.name: table for table in _TABLES}  # those that others refer to come first

# Answers with who, where and when beside each, for programs that join no tables. A spreadsheet shows some nine columns
# at first: what people read comes before the rest.
_FIRST = ("answer_id", "interviewee", "country_name", "published", "language", "question_id", "question", "answer")
_BESIDE = {column.name: column for column in (*_INTERVIEWS, *_ANSWERS) if column.name in (*_FIRST, *_WHO_WHERE_WHEN)}
_LONG = {name: _BESIDE[name] for name in _FIRST} | {column.name: column for column in _ANSWERS[:3]} | _BESIDE
LONG = replace(
    TABLES["answers"], columns=(*_LONG.values(), *(column for column in _ANSWERS if column.name not in _LONG))
)

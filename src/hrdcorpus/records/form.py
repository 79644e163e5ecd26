"""The record: one interview as validated data, and its one way to and from bytes."""

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from hrdcorpus.errors import RecordError
from hrdcorpus.findings import Finding

SCHEMA_VERSION: Literal["1.0"] = "1.0"
SCHEMA_ID = "urn:hrdcorpus:schema:interview:1.0"

MediaType = Literal["text/plain", "text/html"]
MatchKind = Literal["exact", "variant", "similar", "none"]
Label = Literal["chrome", "title", "date", "author", "tags", "introduction", "question", "answer", "other"]
Text = Annotated[str, StringConstraints(min_length=1)]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^(und|[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?)$")]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Source(_Part):
    """The downloaded page the record was made from."""

    path: Text = Field(description="Path of the page under the raw folder, with forward slashes")
    sha256: str = Field(description="SHA-256 of the page's bytes, in hexadecimal", pattern=r"^[0-9a-f]{64}$")
    bytes: int = Field(description="Size of the page in bytes", ge=0)
    media_type: MediaType = Field(description="Media type of the page")
    encoding: Text = Field(description="Character encoding the page was decoded with")
    url: str | None = Field(description="Address the page was downloaded from, where the page says so")
    retrieved: str | None = Field(description="Date (and time) of the download in ISO 8601, where known")


class Language(_Part):
    """Languages as BCP 47 tags."""

    content: LanguageTag = Field(description="Language of the interview's text; und where it cannot be told")
    interface: LanguageTag | None = Field(description="Language of the site's interface around it")
    available: tuple[LanguageTag, ...] = Field(description="Languages the page says the interview exists in, sorted")


class Interviewee(_Part):
    """Who is interviewed, as the title shows it; nothing is corrected or inflected."""

    name: Text | None = Field(description="Name as shown in the title")
    role: Text | None = Field(description="Role as shown in the title")
    organisation: Text | None = Field(description="Organisation as shown in the title")
    place: Text | None = Field(description="Place below the country as shown in the title")
    country: str | None = Field(description="Country as ISO 3166-1 alpha-2", pattern=r"^[A-Z]{2}$")


class QuestionnaireUsed(_Part):
    """The questionnaire whose items the questions are keyed to."""

    id: Text = Field(description="Identifier of the questionnaire")
    version: Text = Field(description="Version of the questionnaire")


class Question(_Part):
    """One question as asked, and the item of the questionnaire it was keyed to."""

    id: str | None = Field(description="Item of the questionnaire; null where the question matches none")
    text: Text = Field(description="The question, verbatim")
    match: MatchKind = Field(description="How it was keyed: exact or variant wording, similar, or none")
    score: float = Field(
        description="Similarity to the wording keyed to; 1 for exact and variant, 0 for none", ge=0, le=1
    )

    @model_validator(mode="after")
    def _keyed_or_not(self) -> "Question":
        if (self.id is None) != (self.match == "none"):
            raise ValueError("id is null exactly where match is none")
        return self


class Exchange(_Part):
    """One question with its answer."""

    number: int = Field(description="Place in the interview, counted from 1", ge=1)
    question: Question = Field(description="The question")
    answer: tuple[Text, ...] = Field(description="The answer's paragraphs, verbatim; empty where there is none")
    lines: tuple[int, int] | None = Field(description="First and last line in a text page, counted from 1, else null")


class Record(_Part):
    """One interview."""

    schema_version: Literal["1.0"] = Field(description="Version of this record format")
    id: Text = Field(description="The page's path under the raw folder, without suffix")
    source: Source = Field(description="The page it was made from")
    title: Text | None = Field(description="Title as shown")
    published: str | None = Field(
        description="Date of publication in ISO 8601; null where missing or ambiguous", pattern=r"^\d{4}-\d{2}-\d{2}$"
    )
    published_text: Text | None = Field(description="Date of publication as shown on the page")
    author: Text | None = Field(description="Author as shown")
    tags: tuple[Text, ...] = Field(description="Tags as shown")
    language: Language = Field(description="Languages of content and interface")
    interviewee: Interviewee = Field(description="Who is interviewed")
    introduction: tuple[Text, ...] = Field(description="Paragraphs before the first question, verbatim")
    questionnaire: QuestionnaireUsed | None = Field(description="Questionnaire matched; null where no question was")
    exchanges: Annotated[tuple[Exchange, ...], Field(min_length=1)] = Field(
        description="Questions with answers, in order"
    )
    removed: dict[str, int] = Field(description="How many blocks of the page each rule left out of the record")
    findings: tuple[Finding, ...] = Field(description="What a reviewer should look at")


def dump_record(record: Record) -> bytes:
    """The record's one form on disk: UTF-8, keys in the model's order, two-space indent, final newline."""
    return (json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n").encode()


def load_record(raw: bytes, name: str) -> Record:
    """The record in `raw`; `RecordError` says where it breaks the form, and quotes none of its text."""
    try:
        value = json.loads(raw.decode(), object_pairs_hook=_refuse_twice, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        place = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else "-"
        reason = error.msg if isinstance(error, json.JSONDecodeError) else _name_reason(error)
        raise RecordError(f"{name}:{place}: not JSON: {reason}; make it again with ingest") from None
    try:
        return Record.model_validate_json(json.dumps(value))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "record"
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        raise RecordError(f"{name}: {place}: {first['msg']}{more}; make it again with ingest") from None


def build_schema() -> dict[str, Any]:
    """The record's JSON Schema, draft 2020-12."""
    schema = Record.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}


class _NotPlainJSONError(ValueError):
    pass


def _refuse_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise _NotPlainJSONError("a key stands twice in one object")
    return value


def _refuse_constant(_: str) -> None:
    raise _NotPlainJSONError("NaN and Infinity are not JSON")


def _name_reason(error: BaseException) -> str:
    if isinstance(error, _NotPlainJSONError):
        return str(error)
    return "not UTF-8" if isinstance(error, UnicodeDecodeError) else "nested too deeply"

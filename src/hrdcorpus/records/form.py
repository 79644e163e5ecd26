"""The form of a record, and what must agree in it."""

from collections.abc import Iterable
from itertools import count, pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from hrdcorpus.knowledge.cldr import name_country
from hrdcorpus.knowledge.loading import LanguageTag
from hrdcorpus.records.findings import RecordedFinding
from hrdcorpus.records.kinds import MatchKind
from hrdcorpus.records.rules import RULES
from hrdcorpus.records.values import (
    Count,
    Country,
    Day,
    LineNumber,
    Moment,
    PagePath,
    Size,
    Text,
    Url,
    build_id,
    cut_number,
)

SCHEMA_VERSION: Literal["2.0"] = "2.0"

MediaType = Literal["text/plain", "text/html"]
Anonymity = Literal["withheld", "changed"]
Label = Literal["chrome", "title", "date", "author", "tags", "introduction", "question", "answer", "other"]

# The validators below, as far as JSON Schema can say it
_KEYED_OR_NOT: JsonDict = {
    "allOf": [
        {
            "if": {"properties": {"match": {"const": "similar"}}},
            "then": {"properties": {"score": {"type": "number"}}},
            "else": {"properties": {"score": {"type": "null"}}},
        },
        {
            "if": {"properties": {"match": {"const": "none"}}},
            "then": {"properties": {"id": {"type": "null"}}},
            "else": {
                "if": {"properties": {"match": {"not": {"const": "corrected"}}}},
                "then": {"properties": {"id": {"type": "string"}}},
            },
        },
    ]
}
_NO_KEYS: JsonDict = {"items": {"properties": {"question": {"properties": {"id": {"type": "null"}}}}}}
_KEYED_BY_SOMETHING: JsonDict = {
    "if": {"properties": {"questionnaire": {"type": "null"}}},
    "then": {"properties": {"exchanges": _NO_KEYS}},
}


def _check_rule(finding: RecordedFinding) -> RecordedFinding:
    if finding.name not in RULES or RULES[finding.name].code != finding.code:
        raise ValueError("code and name are not those of one rule; see: hrdcorpus rule")
    return finding


def _check_lines(lines: tuple[int, int]) -> tuple[int, int]:
    if lines[0] > lines[1]:
        raise ValueError("the last line stands before the first")
    return lines


Lines = Annotated[tuple[LineNumber, LineNumber], AfterValidator(_check_lines)]
Score = Annotated[float, Field(ge=0, le=1)]
KnownFinding = Annotated[RecordedFinding, AfterValidator(_check_rule)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


class Source(_Part):
    """The downloaded page the record was made from."""

    path: PagePath = Field(description="Path of the page under the raw folder, with forward slashes")
    sha256: str = Field(description="SHA-256 of the page's bytes, in hexadecimal", pattern=r"^[0-9a-f]{64}$")
    bytes: Size = Field(description="Size of the page in bytes")
    media_type: MediaType = Field(description="Media type of the page")
    encoding: Text = Field(description="Character encoding the page was decoded with")
    url: Url | None = Field(description="Address the page was downloaded from, where the page says so")
    retrieved: Moment | None = Field(description="Date (and time) of the download in ISO 8601, where known")


class Language(_Part):
    """Languages as BCP 47 tags."""

    content: LanguageTag = Field(description="Language of the interview's text; und where it cannot be told")
    interface: LanguageTag | None = Field(description="Language of the site's interface around it")
    available: tuple[LanguageTag, ...] = Field(description="Languages the page says the interview exists in, sorted")


class Interviewee(_Part):
    """One of those who are interviewed, as the title shows them; nothing is corrected or inflected."""

    name: Text | None = Field(description="Name as shown in the title")
    anonymity: Anonymity | None = Field(
        description="withheld where the page says that it gives no name, changed where it gives another; else null"
    )
    role: Text | None = Field(description="Role as shown in the title")
    organisation: Text | None = Field(description="Organisation as shown in the title")
    place: Text | None = Field(description="Place below the country as shown in the title")
    country: Country | None = Field(description="Country as ISO 3166-1 alpha-2, XK for Kosovo")

    @property
    def country_name(self) -> str | None:
        """The country's English name in the Unicode CLDR: to some programs NA, the code of Namibia, is no value"""
        return name_country(self.country) if self.country else None


def tell_interviewees(people: Iterable[Interviewee], field: str) -> str | None:
    """What is told of the interviewees in one field: each value once, `; ` between; None where there is none."""
    values = (getattr(person, field) for person in people)
    return "; ".join(dict.fromkeys(filter(None, values))) or None


def build_interviewee(**fields: str | None) -> Interviewee:
    """An interviewee of whom no more is known than these fields."""
    return Interviewee.model_validate(dict.fromkeys(Interviewee.model_fields) | fields)


class QuestionnaireUsed(_Part):
    """The questionnaire whose items the questions are keyed to."""

    id: Text = Field(description="Identifier of the questionnaire")
    version: Text = Field(description="Version of the questionnaire")


class Question(_Part):
    """One question as asked, and the item of the questionnaire it was keyed to."""

    model_config = ConfigDict(json_schema_extra=_KEYED_OR_NOT)

    id: Text | None = Field(description="Item of the questionnaire; null where the question matches none")
    text: Text = Field(description="The question, verbatim")
    match: MatchKind = Field(
        description="How it was keyed: by a wording (exact), one of its variants (variant), what must be said (said), "
        "likeness (similar), its place among the others (order) or by a person (corrected); else none"
    )
    score: Score | None = Field(description="Likeness to the item, measured where match is similar; else null")

    @model_validator(mode="after")
    def _is_keyed_or_not(self) -> Self:
        if self.match != "corrected" and (self.id is None) != (self.match == "none"):  # a person may say: none
            raise ValueError("id is null exactly where match is none")
        if (self.score is None) == (self.match == "similar"):
            raise ValueError("score is a number exactly where match is similar")
        return self


class Exchange(_Part):
    """One question with its answer."""

    number: Count = Field(description="Place in the interview, counted from 1")
    asker: Text | None = Field(description="Label of who asks, verbatim; null where the page gives none")
    question: Question = Field(description="The question")
    speakers: tuple[Text, ...] | None = Field(
        description="Label of who says each paragraph of the answer; null where the answer bears none"
    )
    answer: tuple[Text, ...] = Field(description="The answer's paragraphs, verbatim; empty where there is none")
    lines: Lines | None = Field(description="First and last line in a text page, counted from 1, else null")
    path: Text | None = Field(description="Path of the question's element in an HTML page, else null")

    @model_validator(mode="after")
    def _has_speakers(self) -> Self:
        if self.speakers is not None and len(self.speakers) != len(self.answer):
            raise ValueError("speakers are not as many as the answer's paragraphs")
        return self


class Removed(_Part):
    """What one rule left out of the record."""

    rule: Text = Field(description="The rule's name, as explain shows it")
    count: Count = Field(description="How many blocks of the page it left out")


def _check_order(removed: tuple[Removed, ...]) -> tuple[Removed, ...]:
    if any(this.rule >= following.rule for this, following in pairwise(removed)):
        raise ValueError("rules are not sorted, or one stands twice")
    return removed


Removals = Annotated[tuple[Removed, ...], AfterValidator(_check_order)]


class Record(_Part):
    """One interview."""

    model_config = ConfigDict(json_schema_extra=_KEYED_BY_SOMETHING)

    schema_version: Literal["2.0"] = Field(description="Version of this record format")
    id: Text = Field(
        description="The page's path under the raw folder, without suffix; with -2, -3 ... for its further interviews"
    )
    source: Source = Field(description="The page it was made from")
    title: Text | None = Field(description="Title as shown")
    published: Day | None = Field(description="Date of publication in ISO 8601; null where missing or in doubt")
    published_text: Text | None = Field(
        description="Date of publication as shown on the page; where `published` is null, maybe that of something else"
    )
    author: Text | None = Field(description="Author as shown")
    language: Language = Field(description="Languages of content and interface")
    interviewees: tuple[Interviewee, ...] = Field(
        description="Who is interviewed, in the order in which the page names them; empty where it names none"
    )
    introduction: tuple[Text, ...] = Field(description="Paragraphs before the first question, verbatim")
    questionnaire: QuestionnaireUsed | None = Field(description="Questionnaire matched; null where no question was")
    exchanges: Annotated[tuple[Exchange, ...], Field(min_length=1)] = Field(
        description="Questions with answers, in order"
    )
    removed: Removals = Field(description="How many blocks of the page each rule left out, sorted by rule")
    findings: tuple[KnownFinding, ...] = Field(description="What a reviewer should look at")

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if build_id(self.source.path) not in (self.id, cut_number(self.id)):
            raise ValueError("id is not source.path without its suffix")
        if any(exchange.number != number for exchange, number in zip(self.exchanges, count(1), strict=False)):
            raise ValueError("exchanges are not numbered 1, 2, 3 and so on")
        if self.questionnaire is None and any(exchange.question.id for exchange in self.exchanges):
            raise ValueError("a question is keyed, but questionnaire is null")
        return self

"""The sidecar `PAGE.toml` beside a page: what a person knows of it, and what the program got wrong in it.

Its form is explained in docs/corrections.md.
"""

import errno
import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, ClassVar, Literal, Self

from msgspec import Struct
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from hrdcorpus.errors import CorrectionError, KnowledgeError, PageError
from hrdcorpus.knowledge.files import read_bytes
from hrdcorpus.knowledge.loading import MAX_BYTES, LanguageTag, NonEmpty, Resource, parse_resource
from hrdcorpus.records.form import Anonymity, Label
from hrdcorpus.records.kinds import Release
from hrdcorpus.records.rules import ACCEPTABLE, RULES
from hrdcorpus.records.values import COUNTRIES, ID_FORM, Day, Moment, Url
from hrdcorpus.text.folding import tidy

SUFFIX = ".toml"
NO_INTERVIEW = RULES["not-an-interview"].code
NONE = "none"  # in place of an id or of a fact: the program found one where there is none

_HASH_DIGITS = 12
_MISSING = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)  # a page's name may just fit, so that none can be there


def _read_moment(value: object) -> object:
    """TOML has dates of its own; a record has their text."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _read_several(value: object) -> object:
    """One table stands for a list of one."""
    return value if isinstance(value, list | tuple) else (value,)


def _check_country(code: str) -> str:
    if code != NONE and code not in COUNTRIES:
        raise ValueError(f"neither a country's code in ISO 3166-1 alpha-2 nor {NONE!r}")
    return code


# What looks like an id can be shown in messages; anything else might be somebody's text.
QuestionnaireId = Annotated[str, StringConstraints(pattern=ID_FORM)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Hash = Annotated[str, StringConstraints(pattern=rf"^[0-9a-f]{{{_HASH_DIGITS}}}$")]
_Moment = Annotated[Moment, BeforeValidator(_read_moment)]
_Day = Annotated[Day, BeforeValidator(_read_moment)]


class KnownInterviewee(Resource):
    """Fields of an interviewee as they should stand in the record; `none` takes away what the program found."""

    name: NonEmpty | None = None
    anonymity: Anonymity | Literal["none"] | None = None
    role: NonEmpty | None = None
    organisation: NonEmpty | None = None
    place: NonEmpty | None = None
    country: Annotated[str, AfterValidator(_check_country)] | None = None


class Facts(Resource):
    """What a person knows, before all that the page says."""

    reason: Reason
    url: Url | None = None
    retrieved: _Moment | None = None
    questionnaire: QuestionnaireId | None = None
    language: LanguageTag | None = None
    published: _Day | None = None
    interviewee: Annotated[tuple[KnownInterviewee, ...], BeforeValidator(_read_several)] = ()  # by their order

    def list_names(self) -> list[str]:
        """The names of the facts given, as `interviewee.country`, or `interviewee.2.country` of the second one."""
        names = sorted(self.model_fields_set - {"reason", "interviewee"})
        for number, person in enumerate(self.interviewee, start=1):
            place = f"interviewee.{number}" if number > 1 else "interviewee"
            names += [f"{place}.{name}" for name in sorted(person.model_fields_set)]
        return names


class Correction(Resource):
    """A place, the short hash of the text that stands there, and why it is corrected.

    The place is a `line` of a text page, or the `path` of an element of an HTML page.
    """

    noun: ClassVar[str]  # what a correction is for, in messages
    table: ClassVar[str]  # where it stands in the file
    line: Annotated[int, Field(ge=1, strict=True)] | None = None
    path: NonEmpty | None = None
    sha256: Hash | None = None
    reason: Reason

    @model_validator(mode="after")
    def _has_one_place(self) -> Self:
        if (self.line is None) == (self.path is None):
            raise ValueError("name either the `line` of a text page or the `path` in an HTML page")
        return self

    @property
    def place(self) -> str:
        """The place, for a message."""
        return f"line {self.line}" if self.path is None else self.path


class LabelCorrection(Correction):
    """The label of a whole block."""

    noun: ClassVar[str] = "text"
    table: ClassVar[str] = "block"
    label: Label


class KeyCorrection(Correction):
    """The item that a question asks; `none` where it asks none."""

    noun: ClassVar[str] = "question"
    table: ClassVar[str] = "question"
    id: NonEmpty

    @property
    def item(self) -> str | None:
        """The item's id, None for `none`."""
        return None if self.id == NONE else self.id


def _check_code(code: str) -> str:
    if code not in ACCEPTABLE:
        raise ValueError("no code of a finding that can be accepted; hrdcorpus help corrections says which can")
    return code


class Acceptance(Resource):
    """Codes of findings that a person has looked at, and why they need no further look."""

    accept: tuple[Annotated[str, AfterValidator(_check_code)], ...] = ()
    reason: Reason | None = None

    @model_validator(mode="after")
    def _has_reason(self) -> Self:
        if self.accept and self.reason is None:
            raise ValueError("what is accepted needs a `reason` beside `accept`")
        return self


class _Review(Resource):
    """Nothing yet: that it stands there, under the short hash of a record, says all."""


class _Form(Acceptance):
    release: Release | None = None
    exclude: bool = False
    facts: Facts | None = None
    block: tuple[LabelCorrection, ...] = ()
    question: tuple[KeyCorrection, ...] = ()
    reviewed: dict[Hash, _Review] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.exclude and self.reason is None:
            raise ValueError("what is excluded needs a `reason` beside `exclude`")
        return self


class Sidecar(Struct, frozen=True):
    """A page's facts and corrections, the codes of findings that are accepted, and who may read its interview.

    `path` is the file's, for messages. `exclusion` is why the page is none of the corpus, if a person says so;
    `reviewed` are the short hashes of its records as they were when somebody had been through them.
    """

    path: Path | None = None
    facts: Facts | None = None
    blocks: tuple[LabelCorrection, ...] = ()
    questions: tuple[KeyCorrection, ...] = ()
    release: Release | None = None
    accept: frozenset[str] = frozenset()
    exclusion: str | None = None
    reviewed: frozenset[str] = frozenset()


NO_SIDECAR = Sidecar()


def locate_sidecar(page: Path) -> Path:
    """Where the sidecar of the page at `page` stands, if there is one."""
    return page.with_suffix(SUFFIX)


def load_sidecar(page: Path) -> Sidecar:
    """The sidecar of the page at `page`, an empty one where none is there; `CorrectionError` where it is broken."""
    path = locate_sidecar(page)
    try:
        path.lstat()  # a link to nothing is a broken sidecar
    except OSError as error:
        if error.errno in _MISSING:
            return NO_SIDECAR
        raise CorrectionError(f"cannot be read: {error.strerror}; mend it", path) from None
    try:
        raw = read_bytes(path, MAX_BYTES)
    except PageError as error:
        raise CorrectionError(error.reason, path) from None
    return parse_sidecar(raw, path)


def parse_sidecar(raw: bytes, path: Path) -> Sidecar:
    """The sidecar with these bytes; `CorrectionError`, which quotes nothing of it, where it is broken."""
    try:
        form = parse_resource(raw, _Form, path)
    except KnowledgeError as error:
        raise CorrectionError(error.reason, path, error.key, error.line, error.column) from None
    return Sidecar(
        path=path,
        facts=form.facts,
        blocks=form.block,
        questions=form.question,
        release=form.release,
        accept=frozenset(form.accept) | ({NO_INTERVIEW} if form.exclude else frozenset()),
        exclusion=form.reason if form.exclude else None,
        reviewed=frozenset(form.reviewed),
    )


def shorten_hash(text: str) -> str:
    """The short hash that a correction names a text by: the first 12 hexadecimal digits of its SHA-256.

    >>> shorten_hash("Nobody  came.") == shorten_hash("Nobody came.")
    True
    """
    return hashlib.sha256(tidy(text).encode()).hexdigest()[:_HASH_DIGITS]

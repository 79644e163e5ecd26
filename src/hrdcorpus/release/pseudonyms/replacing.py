"""Records -> records without names, and what was replaced in them."""

import codecs
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from hrdcorpus.records.findings import RecordedFinding
from hrdcorpus.records.form import (
    Exchange,
    Interviewee,
    Language,
    Question,
    QuestionnaireUsed,
    Record,
    Source,
)
from hrdcorpus.release.pseudonyms.contacts import find_contacts
from hrdcorpus.release.pseudonyms.finding import UNKNOWN, NameFinder, Span
from hrdcorpus.release.pseudonyms.texts import find_dialled_country, list_labels, names_all

LEFT_OUT = "left out"
SPEAKER = "speaker\0"  # begins the pseudonyms, which nobody sees, of those who speak and are not interviewed
_NO_HASH = "0" * 64
_DIGITS = re.compile(r"\d+")
_CODE = re.compile(r"[\w.-]{1,60}")  # an id or a version without blanks


class Coarsening(Struct, frozen=True):
    """What is told less of: the fields of interviewees in `drop` not at all, of dates the year."""

    drop: frozenset[str] = frozenset()
    is_by_year: bool = False


class Replacement(NamedTuple):
    """What stood where in the interview with this id, and what stands there now."""

    interview: str
    place: str
    found: str
    becomes: str


class Pseudonymiser(Struct, frozen=True):
    """What it takes to pseudonymise: each record's id in exports, the pseudonyms of its interviewees and of its labels
    of who speaks, where names are, and what is told less of.
    """

    ids: Mapping[str, str]
    own: Mapping[str, Sequence[str]]
    labels: Mapping[str, Mapping[str, str]]
    finder: NameFinder
    coarsening: Coarsening

    def find(self, text: str, record: Record) -> list[Span]:
        """What is replaced in a text of the record, in order."""
        labels = self.labels.get(record.id, {})
        own = {*self.own[record.id], *labels.values()}
        found = [
            *find_contacts(text, find_dialled_country(record)),
            *self.finder.find(text, own, record.language.content),
        ]
        spans: list[Span] = []
        for begin, end, pseudonym in sorted(found, key=lambda span: (span[0], -span[1])):
            last = spans[-1][1] if spans else 0
            # An initial may be taken by the name before it and by the one behind it: what is left is a name still.
            start = begin if begin >= last else next((at for at in range(last, end) if text[at].isalnum()), end)
            if start < end:
                digits = _DIGITS.match(text, end)  # "rosaomarova82": HRD-00182 would be another's id
                spans.append((start, digits.end() if digits else end, pseudonym))
        shown = self.show_speakers(record)
        return [(a, b, shown.get(p, UNKNOWN) if p.startswith(SPEAKER) else p) for a, b, p in spans]

    def show_speakers(self, record: Record) -> dict[str, str]:
        """What stands for each who speaks in the record, and is nobody that is known: a number."""
        labels = self.labels.get(record.id, {})
        order = dict.fromkeys(labels[label] for exchange in record.exchanges for label in list_labels(exchange))
        unknown = (pseudonym for pseudonym in order if pseudonym.startswith(SPEAKER))
        return {pseudonym: f"[speaker {number}]" for number, pseudonym in enumerate(unknown, start=1)}


def replace_spans(text: str, spans: Sequence[Span]) -> str:
    """The text with what stands in the place of each span; they are in order."""
    parts, at = list[str](), 0
    for start, end, pseudonym in spans:
        parts += [text[at:start], pseudonym]
        at = end
    return "".join([*parts, text[at:]])


class _Replacer:
    """A record's texts without names; keeps count of what was replaced."""

    def __init__(self, record: Record, pseudonymiser: Pseudonymiser) -> None:
        self.record, self.pseudonymiser = record, pseudonymiser
        self.identifier = pseudonymiser.ids[record.id]
        self.speakers = pseudonymiser.show_speakers(record)
        self.log: Counter[Replacement] = Counter()

    def replace(self, text: str, place: str) -> str:
        spans = self.pseudonymiser.find(text, self.record)
        self.log.update(Replacement(self.identifier, place, text[a:b], shown) for a, b, shown in spans)
        return replace_spans(text, spans)

    def replace_some(self, text: str | None, place: str) -> str | None:
        return None if text is None else self.replace(text, place)

    def replace_all(self, texts: Sequence[str], place: str) -> tuple[str, ...]:
        return tuple(self.replace(text, place) for text in texts)

    def name(self, label: str, place: str) -> str:
        """What stands for a label of who speaks: somebody's name in any form, so that nothing of it may stay."""
        pseudonym = self.pseudonymiser.labels[self.record.id][label]
        shown = self.speakers.get(pseudonym, pseudonym)
        self.log[Replacement(self.identifier, place, label, shown)] += 1
        return shown

    def keep_code(self, code: str) -> str:
        """An id or a version, which nobody is to read: as it is, or nothing of it."""
        return code if _CODE.fullmatch(code) and not self.pseudonymiser.find(code, self.record) else LEFT_OUT


def pseudonymise(record: Record, pseudonymiser: Pseudonymiser) -> tuple[Record, Counter[Replacement]]:
    """The record under its new id, without names, contacts, and what leads to its page; and what was replaced.

    Each field is named here, so that one that the form gets later cannot go out unseen: without a row it is no record.
    In the place of what it must have stand zeros, and `left out` in findings, whose details may quote. Where an
    interviewee has no name nobody knows which name the title holds: then there is none.
    """
    replacer, coarsening = _Replacer(record, pseudonymiser), pseudonymiser.coarsening
    people, used = record.interviewees, record.questionnaire
    has_title = names_all(record) and not coarsening.drop
    year = record.published[:4] if record.published else None
    replaced = Record(
        schema_version=record.schema_version,
        id=replacer.identifier,
        source=_build_source(record.source, replacer.identifier),
        title=replacer.replace_some(record.title, "title") if has_title else None,
        published=None if coarsening.is_by_year else record.published,
        published_text=year
        if coarsening.is_by_year
        else replacer.replace_some(record.published_text, "published_text"),
        author=replacer.replace_some(record.author, "author"),
        language=Language(
            content=record.language.content,
            interface=record.language.interface,
            available=record.language.available,
        ),
        interviewees=tuple(
            _build_interviewee(person, pseudonym, replacer)
            for person, pseudonym in zip(people, pseudonymiser.own[record.id], strict=False)
        ),
        introduction=replacer.replace_all(record.introduction, "introduction"),
        questionnaire=used
        and QuestionnaireUsed(id=replacer.keep_code(used.id), version=replacer.keep_code(used.version)),
        exchanges=tuple(_build_exchange(exchange, replacer) for exchange in record.exchanges),
        removed=(),
        findings=tuple(
            RecordedFinding(code=finding.code, name=finding.name, detail=LEFT_OUT, line=finding.line)
            for finding in record.findings
        ),
    )
    return replaced, replacer.log


def _build_source(source: Source, identifier: str) -> Source:
    return Source(
        path=identifier + (".txt" if source.media_type == "text/plain" else ".html"),
        sha256=_NO_HASH,
        bytes=0,
        media_type=source.media_type,
        encoding=source.encoding if _is_encoding(source.encoding) else LEFT_OUT,
        url=None,
        retrieved=None,
    )


def _is_encoding(name: str) -> bool:
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return True


def _build_interviewee(person: Interviewee, pseudonym: str, replacer: _Replacer) -> Interviewee:
    drop = replacer.pseudonymiser.coarsening.drop
    if person.name:
        replacer.log[Replacement(replacer.identifier, "interviewees", person.name, pseudonym)] += 1
    return Interviewee(
        name=pseudonym if person.name else None,
        anonymity=person.anonymity,
        role=None if "role" in drop else replacer.replace_some(person.role, "role"),
        organisation=None if "organisation" in drop else replacer.replace_some(person.organisation, "organisation"),
        place=None if "place" in drop else replacer.replace_some(person.place, "place"),
        country=person.country,
    )


def _build_exchange(exchange: Exchange, replacer: _Replacer) -> Exchange:
    place, question = f"exchange {exchange.number}", exchange.question
    return Exchange(
        number=exchange.number,
        asker=exchange.asker and replacer.name(exchange.asker, f"{place}, asker"),
        question=Question(
            id=question.id and replacer.keep_code(question.id),
            text=replacer.replace(question.text, f"{place}, question"),
            match=question.match,
            score=question.score,
        ),
        speakers=exchange.speakers and tuple(replacer.name(label, f"{place}, speakers") for label in exchange.speakers),
        answer=replacer.replace_all(exchange.answer, f"{place}, answer"),
        lines=exchange.lines,
        path=None,
    )

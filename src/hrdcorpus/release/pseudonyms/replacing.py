"""Records -> records without names, and what remains of them."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.vocabulary import list_word_languages, load_common_words
from hrdcorpus.naming import find_name_differences
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
from hrdcorpus.release.pseudonyms.contacts import blank_contacts, find_contacts
from hrdcorpus.release.pseudonyms.finding import NameFinder
from hrdcorpus.release.pseudonyms.key import Key
from hrdcorpus.release.pseudonyms.listing import Listing
from hrdcorpus.release.pseudonyms.names import Names, count_small_words

LEFT_OUT = "left out"
_NO_HASH = "0" * 64
_CODE = re.compile(r"[\w.-]{1,60}")  # an id or a version without blanks


@dataclass(frozen=True, slots=True)
class Pseudonymiser:
    """What it takes to pseudonymise: each record's id in exports, its interviewees' pseudonyms, and where names are."""

    ids: Mapping[str, str]
    own: Mapping[str, Sequence[str]]
    finder: NameFinder

    def replace(self, text: str, record: Record) -> str:
        """The text, which is part of the record, without names and contacts."""
        contacts = list(find_contacts(text, _find_country(record)))
        found = [*contacts, *self.finder.find(text, self.own[record.id], record.language.content)]
        parts, at = [], 0
        for start, end, pseudonym in sorted(found, key=lambda span: (span[0], -span[1])):
            if start >= at:
                parts += [text[at:start], pseudonym]
            at = max(at, end)
        return "".join([*parts, text[at:]])

    def name_speakers(self, record: Record) -> dict[str, str]:
        """What stands for each label of who speaks: a pseudonym where one is all of it, else a number.

        A label is somebody's name in any form, so that nothing else of it may stay.
        """
        labels = dict.fromkeys(label for exchange in record.exchanges for label in _list_speakers(exchange))
        known = {name.pseudonym for name in self.finder.names.names if name.is_person}
        replaced = {label: self.replace(label, record) for label in labels}
        return {
            label: replaced[label] if replaced[label] in known else f"[speaker {number}]"
            for number, label in enumerate(labels, start=1)
        }


def build_pseudonymiser(records: Sequence[Record], listing: Listing, key: Key) -> Pseudonymiser:
    """`records` are all that are known, for their names and their words; the key has an entry for each.

    `KnowledgeError` where a pseudonym of the listing holds a name.
    """
    names = Names()
    for entry, is_person in (*((e, True) for e in listing.person), *((e, False) for e in listing.other)):
        names.add(entry.name, entry.pseudonym, is_person=is_person, is_listed=True)
        for form in entry.forms:
            names.add(form, entry.pseudonym, is_person=is_person and " " in form, is_listed=True)
    vocabulary = count_small_words(map(_list_blanked_texts, records), _list_common_words())
    finder = NameFinder(names, vocabulary)
    ids = {entry.record: entry.id for entry in key}
    shown = [(entry.record, entry.names) for entry in key]
    shown += [(record.id, tuple(person.name for person in record.interviewees)) for record in records]
    own: dict[str, list[str]] = {entry.record: [] for entry in key}
    for record_id, people in dict.fromkeys(shown):
        given = own[record_id]
        given += [_number_person(ids[record_id], number) for number in range(len(given), len(people))]
        for number, name in enumerate(people):
            given[number] = _add_interviewee(finder, name, given[number])
    spellings = [
        (pseudonym, spelling)
        for record in records
        for pseudonym, person in zip(own[record.id], record.interviewees, strict=False)
        for spelling in _list_other_spellings(person, record, finder)
    ]
    for pseudonym, spelling in spellings:
        names.add(spelling, pseudonym, is_person=True, is_listed=False)
    for place, entry in listing.list_entries():
        if any(finder.find(entry.pseudonym)):
            reason = "its pseudonym holds a name that is to be replaced; choose another"
            raise KnowledgeError(reason, "--pseudonyms", place)
    return Pseudonymiser(ids, own, finder)


def pseudonymise(record: Record, pseudonymiser: Pseudonymiser) -> Record:
    """The record under its new id, without names, contacts, and what leads to its page.

    Each field is named here, so that one that the form gets later cannot go out unseen: without a row it is no record.
    In the place of what it must have stand zeros, and `left out` in findings, whose details may quote. Where an
    interviewee has no name nobody knows which name the title holds: then there is none.
    """

    def replace(text: str) -> str:
        return pseudonymiser.replace(text, record)

    def replace_some(text: str | None) -> str | None:
        return None if text is None else replace(text)

    identifier, people, used = pseudonymiser.ids[record.id], record.interviewees, record.questionnaire
    speakers = pseudonymiser.name_speakers(record)
    return Record(
        schema_version=record.schema_version,
        id=identifier,
        source=Source(
            path=identifier + (".txt" if record.source.media_type == "text/plain" else ".html"),
            sha256=_NO_HASH,
            bytes=0,
            media_type=record.source.media_type,
            encoding=record.source.encoding if _is_encoding(record.source.encoding) else LEFT_OUT,
            url=None,
            retrieved=None,
        ),
        title=replace_some(record.title) if people and all(person.name for person in people) else None,
        published=record.published,
        published_text=replace_some(record.published_text),
        author=replace_some(record.author),
        language=Language(
            content=record.language.content,
            interface=record.language.interface,
            available=record.language.available,
        ),
        interviewees=tuple(
            Interviewee(
                name=pseudonym if person.name else None,
                anonymity=person.anonymity,
                role=replace_some(person.role),
                organisation=replace_some(person.organisation),
                place=replace_some(person.place),
                country=person.country,
            )
            for person, pseudonym in zip(people, pseudonymiser.own[record.id], strict=False)
        ),
        introduction=tuple(map(replace, record.introduction)),
        questionnaire=used
        and QuestionnaireUsed(id=_keep_code(used.id, replace), version=_keep_code(used.version, replace)),
        exchanges=tuple(
            Exchange(
                number=exchange.number,
                asker=exchange.asker and speakers[exchange.asker],
                question=Question(
                    id=exchange.question.id and _keep_code(exchange.question.id, replace),
                    text=replace(exchange.question.text),
                    match=exchange.question.match,
                    score=exchange.question.score,
                ),
                speakers=exchange.speakers and tuple(speakers[label] for label in exchange.speakers),
                answer=tuple(map(replace, exchange.answer)),
                lines=exchange.lines,
                path=None,
            )
            for exchange in record.exchanges
        ),
        removed=(),
        findings=tuple(
            RecordedFinding(code=finding.code, name=finding.name, detail=LEFT_OUT, line=finding.line)
            for finding in record.findings
        ),
    )


def _is_encoding(name: str) -> bool:
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return True


def _keep_code(code: str, replace: Callable[[str], str]) -> str:
    """An id or a version, which nobody is to read: as it is, or nothing of it."""
    return code if _CODE.fullmatch(code) and replace(code) == code else LEFT_OUT


def list_texts(record: Record) -> Iterator[str]:
    """The texts of a record that a page's people wrote or said."""
    people = record.interviewees
    told = (text for person in people for text in (person.role, person.organisation, person.place))
    yield from (line for line in (record.title, record.author, *told) if line)
    yield from record.introduction
    for exchange in record.exchanges:
        yield from dict.fromkeys(_list_speakers(exchange))
        yield exchange.question.text
        yield from exchange.answer


def _list_speakers(exchange: Exchange) -> Iterator[str]:
    yield from (label for label in (exchange.asker, *(exchange.speakers or ())) if label)


def _find_country(record: Record) -> str | None:
    """Where numbers without `+` are dialled: the country of the first interviewee who has one."""
    return next((person.country for person in record.interviewees if person.country), None)


def _number_person(identifier: str, place: int) -> str:
    """The pseudonym of an interviewee, the first one's place being 0."""
    return f"{identifier}.{place + 1}" if place else identifier


def _add_interviewee(finder: NameFinder, name: str | None, pseudonym: str) -> str:
    """The pseudonym of a person, known by this name from now on: that of somebody who has the whole name already."""
    if not name:
        return pseudonym
    spans = list(finder.find(name))
    known = {each.pseudonym for each in finder.names.names if each.is_person}
    if len(spans) == 1 and spans[0][:2] == (0, len(name)) and spans[0][2] in known:
        return spans[0][2]
    finder.names.add(name, pseudonym, is_person=True, is_listed=False)
    return pseudonym


def _list_blanked_texts(record: Record) -> Iterator[str]:
    """The texts without contacts, in which names stand in small letters."""
    return (blank_contacts(text, _find_country(record)) for text in list_texts(record))


def _list_other_spellings(person: Interviewee, record: Record, finder: NameFinder) -> Iterator[str]:
    """The interviewee's whole name as the text spells it or a part of it, where that is not as in the title.

    A surname alone that the finder knows is another person's, not misspelt.
    """
    if person.name:
        alone = person.model_copy(update={"organisation": None})
        for difference in find_name_differences(alone, list_texts(record)):
            if difference.shown == person.name or not any(finder.find(difference.found)):
                yield person.name.replace(difference.shown, difference.found)


def _list_common_words() -> Iterable[str]:
    return (word for language in list_word_languages() for word in load_common_words(language).light)

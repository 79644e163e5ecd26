"""Records, the file of names and the key -> what it takes to pseudonymise: who is called what, and in which forms."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.words import list_word_languages, load_common_words
from hrdcorpus.naming import find_name_differences
from hrdcorpus.naming.words import bare
from hrdcorpus.records.form import Interviewee, Record
from hrdcorpus.release.pseudonyms.contacts import blank_contacts
from hrdcorpus.release.pseudonyms.finding import UNKNOWN, NameFinder
from hrdcorpus.release.pseudonyms.key import Key
from hrdcorpus.release.pseudonyms.listing import Listing
from hrdcorpus.release.pseudonyms.names import Names, Vocabulary, count_small_words
from hrdcorpus.release.pseudonyms.passages import Passage, split_parts
from hrdcorpus.release.pseudonyms.replacing import SPEAKER, Coarsening, Pseudonymiser
from hrdcorpus.release.pseudonyms.rules import is_role, list_courtesies
from hrdcorpus.release.pseudonyms.runs import list_runs
from hrdcorpus.release.pseudonyms.texts import find_dialled_country, list_labels, list_texts

_INITIALS = range(2, 4)
_USER = re.compile(r"[_#＃]|[^\W\d]\d|\d[^\W\d]")


def build_pseudonymiser(
    records: Collection[Record], listing: Listing, key: Key, coarsening: Coarsening | None = None
) -> Pseudonymiser:
    """`records` are all that are known, for their names and their words, and are gone through several times; the key
    has an entry for each.

    `KnowledgeError` where a pseudonym of the listing holds a name.
    """
    names, coarsening = Names(), coarsening or Coarsening()
    _add_listing(names, listing)
    own = _add_interviewees(NameFinder(names, Vocabulary({})), records, key)
    texts = (_list_blanked_texts(record, names) for record in records)
    finder = NameFinder(names, count_small_words(texts, _list_common_words()))
    _add_spellings(finder, records, own)
    for place, entry in listing.list_entries():
        if any(finder.find(entry.pseudonym)):
            reason = "its pseudonym holds a name that is to be replaced; choose another"
            raise KnowledgeError(reason, "--pseudonyms", place)
    labels = {record.id: _add_labels(finder, record, own[record.id]) for record in records}
    for field in sorted(coarsening.drop & {"organisation", "place"}):
        told = {getattr(person, field) for record in records for person in record.interviewees}
        for name in sorted(filter(None, told)):
            if not any(finder.find(name)):
                finder.names.add(name, f"[{field}]", is_person=False, is_listed=True)
    return Pseudonymiser({entry.record: entry.id for entry in key}, own, labels, finder, coarsening)


def _add_listing(names: Names, listing: Listing) -> None:
    for entry, is_person in (*((e, True) for e in listing.person), *((e, False) for e in listing.other)):
        names.add(entry.name, entry.pseudonym, is_person=is_person, is_listed=True)
        for form in entry.forms:
            names.add(form, entry.pseudonym, is_person=is_person and " " in form, is_listed=True)


def _add_interviewees(finder: NameFinder, records: Collection[Record], key: Key) -> dict[str, list[str]]:
    """The pseudonyms of each record's interviewees, who are known from now on by their names of now and in the key."""
    languages = {record.id: record.language.content for record in records}
    ids = {entry.record: entry.id for entry in key}
    shown = [(entry.record, entry.names) for entry in key]
    shown += [(record.id, tuple(person.name for person in record.interviewees)) for record in records]
    own: dict[str, list[str]] = {entry.record: [] for entry in key}
    for record_id, people in dict.fromkeys(shown):
        given = own[record_id]
        given += [_number_person(ids[record_id], number) for number in range(len(given), len(people))]
        for number, name in enumerate(people):
            if name:
                given[number] = _add_person(finder, name, given[number], languages.get(record_id, ""))
    return own


def _add_spellings(finder: NameFinder, records: Collection[Record], own: Mapping[str, Sequence[str]]) -> None:
    """The interviewees' names as the texts misspell them."""
    spellings = [
        (record.language.content, pseudonym, spelling)
        for record in records
        for pseudonym, person in zip(own[record.id], record.interviewees, strict=False)
        for spelling in _list_other_spellings(person, record, finder)
    ]
    for language, pseudonym, spelling in spellings:
        finder.names.add(spelling, pseudonym, is_person=True, is_listed=False, language=language)


def _number_person(identifier: str, place: int) -> str:
    """The pseudonym of an interviewee, the first one's place being 0."""
    return f"{identifier}.{place + 1}" if place else identifier


def _add_person(finder: NameFinder, name: str, pseudonym: str, language: str) -> str:
    """The pseudonym of a person, known by this name from now on: that of somebody who has the whole name already."""
    known = _find_whole(finder, name, (), language)
    if known is None:
        finder.names.add(name, pseudonym, is_person=True, is_listed=False, language=language)
    return known or pseudonym


def _find_whole(finder: NameFinder, name: str, own: Collection[str], language: str) -> str | None:
    """The pseudonym of the person whose name this is and nothing else."""
    spans = list(finder.find(name, own, language))
    if len(spans) != 1 or spans[0][0] or name[spans[0][1] :].strip("."):
        return None
    return spans[0][2] if any(each.is_person for each in finder.names.list_names(spans[0][2])) else None


def _add_labels(finder: NameFinder, record: Record, own: Sequence[str]) -> Mapping[str, str]:
    """Who each label of the record is: an interviewee, a listed person, or a speaker known by it from now on.

    The longest comes first, so that "Zoya" is whom "Zoya Example" names.
    """
    labels = {label for exchange in record.exchanges for label in list_labels(exchange)}
    language, found = record.language.content, dict[str, str]()
    for label in sorted(labels, key=lambda label: (-len(label), label)):
        mine = [*own, *found.values()]
        is_anothers = any(start == 0 and shown == UNKNOWN for start, _, shown in finder.find(label, mine, language))
        name = " ".join(reversed(label.split(", ", 1))) if is_anothers else _cut_label(label)  # "Example, Dana"
        are_initials = len(name) in _INITIALS and name.isalpha() and name.isupper()  # "RO"
        dotted = "".join(f"{letter}." for letter in name) if are_initials else name
        known = _find_whole(finder, label, mine, language) or _find_whole(finder, dotted, mine, language)
        if known is None or (known not in mine and " " not in name):  # a surname alone may be that of another
            known = f"{SPEAKER}{name}"
            if _is_name(name, finder):
                finder.names.add(name, known, is_person=True, is_listed=False, language=language)
        found[label] = known
    return found


def _cut_label(label: str) -> str:
    """The label without what is no part of a name: "Ms Example (host)", "Dana Example, chair"."""
    words = label.partition("(")[0].partition(",")[0].split()
    while len(words) > 1 and bare(words[0]) in list_courtesies():
        del words[0]
    return " ".join(words).rstrip(":") or label


def _is_name(label: str, finder: NameFinder) -> bool:
    words = label.split()
    return not is_role(label) and all(
        len(word) > 1 and word[0].isupper() and not finder.vocabulary.is_ordinary(word, 1) for word in words
    )


def _list_blanked_texts(record: Record, names: Names) -> Iterator[str]:
    """The texts without what names stand in in small letters: contacts, names of users, hashtags, and whole names."""
    for text in list_texts(record):
        blanked = blank_contacts(text, find_dialled_country(record))
        blanked = " ".join(token for token in blanked.split() if token.isalpha() or not _USER.search(token))
        passage = Passage(blanked, split_parts(blanked, names), (), "")
        for at, word in enumerate(passage.words):
            for run in list_runs(names, passage, at) if not word.is_capital else ():
                if len(run.positions) > 1:
                    begin, end = word.start, passage.words[run.end - 1].end
                    blanked = blanked[:begin] + " " * (end - begin) + blanked[end:]
        yield blanked


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

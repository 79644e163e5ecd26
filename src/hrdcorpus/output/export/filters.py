"""Records -> those records, and of each those exchanges, that a user asked for."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import get_args

from msgspec import Struct

from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.knowledge.questionnaires import Questionnaire
from hrdcorpus.naming.words import bare
from hrdcorpus.records.form import Interviewee, Record
from hrdcorpus.records.kinds import MatchKind
from hrdcorpus.records.unheld import Unheld


class Filters(Struct, frozen=True):
    """What to keep; an empty field keeps all. Of several values of one field any will do, but all fields must hold.

    `countries` and `languages` are as in records, a language with or without its script or region. `since` and
    `until` are dates in ISO 8601, whole or not (`2021`, `2021-04`), and both are kept. `interviewee` is a part of
    the name, whatever its case and accents. `questions` and `matches` keep exchanges, the others whole interviews.
    """

    questions: frozenset[str] = frozenset()
    matches: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""
    interviewee: str = ""


def check_day(text: object, name: str = "") -> str:
    """`text`, if it is the beginning of a date in ISO 8601; else an `HrdcorpusError` with the filter's name."""
    try:
        if not isinstance(text, str) or not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
            raise ValueError
        date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        raise HrdcorpusError(f"{text!r} is no date such as '2021', '2021-04' or '2021-04-07'", key=name) from None
    return text


def check_values(filters: Filters) -> None:
    """An `HrdcorpusError` where a filter is of no use, whatever the records are."""
    check_known("match", filters.matches, get_args(MatchKind))
    for name, text in (("since", filters.since), ("until", filters.until)):
        if text:
            check_day(text, name)
    if not isinstance(filters.interviewee, str):
        raise HrdcorpusError("must be a text, which is a part of the name", key="interviewee")


def check_filters(filters: Filters, records: Collection[Record], questionnaires: Iterable[Questionnaire]) -> None:
    """An `HrdcorpusError` where a filter names what neither the records nor the questionnaires have."""
    if not records or not (filters.questions or filters.countries or filters.languages):
        return
    items = {item.id for questionnaire in questionnaires for item in questionnaire.items}
    asked, countries, languages = set[str | None](items), set[str | None](), set[str]()
    for record in records:
        asked.update(exchange.question.id for exchange in record.exchanges)
        countries.update(person.country for person in record.interviewees)
        languages.add(record.language.content)
    unknown = {tag for tag in filters.languages if not any(is_language(language, tag) for language in languages)}
    check_known("question", filters.questions, asked)
    check_known("country", filters.countries, countries)
    check_known("language", unknown, languages)


def check_known(name: str, wanted: Iterable[str], known: Iterable[str | None]) -> None:
    """An `HrdcorpusError` where a filter of this name wants what is none of the `known`."""
    names = sorted(each for each in known if each)
    for each in sorted(set(wanted).difference(names)):
        among = ", ".join(names) or "none at all"
        raise HrdcorpusError(f"{each!r} is none of those there are: {among}", key=name)


class Selection(Unheld):
    """The records that are kept, with what is kept of them; a record of which no exchange is kept is left out.

    None is held: they are chosen each time one goes through them.
    """

    def __init__(self, records: Iterable[Record], filters: Filters) -> None:
        self._records, self._filters = records, filters

    def __iter__(self) -> Iterator[Record]:
        wanted = (record for record in self._records if _is_wanted(record, self._filters))
        return (kept for record in wanted for kept in _keep_exchanges(record, self._filters))


class Excerpt(Unheld):
    """Records, and of each the exchanges with the `numbers` that its id has."""

    def __init__(self, records: Collection[Record], numbers: Mapping[str, Collection[int]]) -> None:
        self._records, self._numbers = records, numbers

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            kept = tuple(each for each in record.exchanges if each.number in self._numbers[record.id])
            yield record.model_copy(update={"exchanges": kept})

    def __len__(self) -> int:
        return len(self._records)


def is_language(tag: str, wanted: str) -> bool:
    """Whether a language is the one wanted, or a form of it.

    >>> is_language("zh-Hans", "zh"), is_language("zh", "zh-Hans")
    (True, False)
    """
    return f"{tag}-".startswith(f"{wanted}-")


def _is_wanted(record: Record, filters: Filters) -> bool:
    published, people = record.published or "", record.interviewees
    return (
        (not filters.countries or any(person.country in filters.countries for person in people))
        and (not filters.languages or any(is_language(record.language.content, tag) for tag in filters.languages))
        and (not filters.interviewee or any(_is_named(person, filters.interviewee) for person in people))
        and (bool(published) or not (filters.since or filters.until))
        and published[: len(filters.since)] >= filters.since
        and (not filters.until or published[: len(filters.until)] <= filters.until)
    )


def _is_named(person: Interviewee, wanted: str) -> bool:
    name, part = (" ".join(map(bare, text.split())) for text in (person.name or "", wanted))
    return bool(part) and part in name


def _keep_exchanges(record: Record, filters: Filters) -> Iterator[Record]:
    kept = tuple(
        exchange
        for exchange in record.exchanges
        if (not filters.questions or exchange.question.id in filters.questions)
        and (not filters.matches or exchange.question.match in filters.matches)
    )
    if kept:
        yield record.model_copy(update={"exchanges": kept})

"""The program in Python: `from hrdcorpus import read_corpus, read_record, ingest_page`. What is told here stays so.

Each function raises an `HrdcorpusError` that says file, place, what is wrong and what to do, and quotes no interview.
"""

import warnings
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

from hrdcorpus.corpus.files import find_records
from hrdcorpus.corpus.places import NORMALIZED
from hrdcorpus.corpus.relations.works import FoundWorks
from hrdcorpus.corpus.reviewing import list_states
from hrdcorpus.corpus.settings import load_settings
from hrdcorpus.corpus.store import Entry, StoredRecords, read_entries
from hrdcorpus.corpus.store import read_record as read_stored_record
from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.knowledge.base import Knowledge, load_all_questionnaires, load_knowledge
from hrdcorpus.output.export import Options
from hrdcorpus.output.export.filters import Filters, Selection, check_filters, check_known, check_values
from hrdcorpus.output.export.table import Column, Table, Value, format_cell
from hrdcorpus.output.export.tables import LONG, TABLES
from hrdcorpus.output.rows import AnswerRow, InterviewRow
from hrdcorpus.pipeline import build_page_records
from hrdcorpus.reading.pages import read_page
from hrdcorpus.records.form import Record
from hrdcorpus.release.releasing import Profile, Terms, judge_records

__all__ = [
    "AnswerRow",
    "Corpus",
    "HrdcorpusError",
    "InterviewRow",
    "Record",
    "ingest_page",
    "read_corpus",
    "read_record",
]

_Path = str | Path
_Wanted = str | Iterable[str]
_FEW = 3  # ids that a warning names


class Corpus(Collection[Record]):
    """Records, sorted by id, as objects with the fields of the schema. Each is read when it is its turn: none is held.

    >>> corpus = read_corpus("data/normalized")
    >>> len(corpus), [record.language.content for record in corpus]
    (2, ['en', 'en'])
    """

    def __init__(self, records: Collection[Record], everything: Collection[Record]) -> None:
        self._records, self._works = records, FoundWorks(everything, records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, record: object) -> bool:
        return record in self._records

    def answers(self) -> Iterator[AnswerRow]:
        """One row a question with its answer, with who, where and when beside it.

        >>> row = next(read_corpus("data/normalized").answers())
        >>> row.answer_id, row.question_id, row.published, row.paragraphs
        ('000_44014aafed83de26#1', 'situation', datetime.date(2021, 4, 7), 1)
        """
        return (AnswerRow(**row) for row in self._list_rows(LONG))

    def interviews(self) -> Iterator[InterviewRow]:
        """One row an interview.

        >>> [(row.id, row.exchanges) for row in read_corpus("data/normalized").interviews()]
        [('000_44014aafed83de26', 9), ('001_2408f78d091b601f', 8)]
        """
        return (InterviewRow(**row) for row in self._list_rows(TABLES["interviews"]))

    def _list_rows(self, table: Table) -> Iterator[dict[str, Any]]:
        for row in table.list_rows(self._records, Options(works=self._works)):
            yield {column.name: _flatten(row[column.name], column) for column in table.columns}


def read_corpus(  # noqa: PLR0913 - each a filter of the command
    paths: _Path | Iterable[_Path] = NORMALIZED,
    *,
    question: _Wanted = (),
    country: _Wanted = (),
    language: _Wanted = (),
    since: str = "",
    until: str = "",
    interviewee: str = "",
    match: _Wanted = (),
    reviewed_only: bool = False,
    profile: Profile = "internal",
    raw: _Path | None = None,
) -> Corpus:
    """The records in files and folders, and of them those that the filters keep, as `hrdcorpus export` has them.

    `question`, `country`, `language` and `match` take one value or several, the others one; what no record and no
    questionnaire has is an error that lists those there are. Interviews that are withheld stay out, and with
    `profile="public"` all that nobody has marked public; `raw` is the folder of their pages, by default the one beside
    the records'. A warning lists the ids of those whose page is not there, or has changed: nobody can tell whether
    they are withheld.

    >>> corpus = read_corpus("data/normalized", question="risks", country=["KZ"], since="2021")
    >>> [row.answer_id for row in corpus.answers()]
    ['000_44014aafed83de26#2']
    """
    check_known("profile", [profile], get_args(Profile))
    filters = Filters(
        questions=_collect(question, "question"),
        matches=_collect(match, "match"),
        countries=frozenset(code.upper() for code in _collect(country, "country")),
        languages=_collect(language, "language"),
        since=since,
        until=until,
        interviewee=interviewee,
    )
    check_values(filters)
    pages = Path(raw) if raw else None
    if pages and not pages.is_dir():
        raise HrdcorpusError("is no folder; name the one of the pages as raw", pages)
    stored = _read_stored([Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths])
    knowledge = _load_wanted_knowledge() if profile == "public" else None
    released = judge_records(stored, Terms(profile, pages, knowledge=knowledge))
    for lost in released.lost:
        raise lost
    everything = stored.keep(path for path in stored if path not in released.obstacles)
    kept = everything
    if reviewed_only:
        kept = kept.keep(path for path, state in list_states(kept.items(), pages) if state == "reviewed")
    known = load_all_questionnaires(load_settings(Path()).questionnaires) if filters.questions else ()
    check_filters(filters, kept.values(), known)
    corpus = Corpus(Selection(kept.values(), filters), everything.values())
    unseen = set(released.unseen)
    if unseen and (told := [record.id for record in corpus if record.id in unseen]):
        more = f" and {len(told) - _FEW} more" if len(told) > _FEW else ""
        warnings.warn(
            "nobody can tell whether these are withheld, since their page is not there, or has changed; "
            f"name the folder of the pages as raw: {', '.join(told[:_FEW])}{more}",
            stacklevel=2,
        )
    return corpus


def read_record(path: _Path) -> Record:
    """The record in a file.

    >>> record = read_record("data/normalized/000_44014aafed83de26.json")
    >>> record.interviewees[0].country, len(record.exchanges), record.exchanges[0].question.id
    ('KZ', 9, 'situation')
    """
    return read_stored_record(Path(path))


def ingest_page(path: _Path, *, root: _Path | None = None, questionnaires: _Path | None = None) -> tuple[Record, ...]:
    """The records of a page, one for each interview on it; nothing is written. Its sidecar is heeded.

    `root` is the folder that the record's id counts from, by default the page's own. `NotAnInterview` says why a page
    is none. `questionnaires` is a folder of further ones; by default that of the settings.

    >>> (record,) = ingest_page("data/raw/000_44014aafed83de26.txt")
    >>> record == read_record("data/normalized/000_44014aafed83de26.json")
    True
    """
    page, knowledge = Path(path), _load_wanted_knowledge(questionnaires)
    return build_page_records(read_page(page, Path(root) if root else page.parent), knowledge)


_load_once = cache(load_knowledge)


def _load_wanted_knowledge(questionnaires: _Path | None = None) -> Knowledge:
    """That of the settings here, as a command has it."""
    settings = load_settings(Path())
    own = Path(questionnaires) if questionnaires else settings.questionnaires
    return _load_once(own, settings.limits, settings.keying)


def _read_stored(named: list[Path]) -> StoredRecords:
    found = find_records(named)
    read = dict(zip((file.place for file in found.files), read_entries(found.files), strict=True))
    for error in (*found.unusable, *read.values()):
        if isinstance(error, HrdcorpusError):
            raise error
    return StoredRecords({place: entry for place, entry in read.items() if isinstance(entry, Entry)})


def _collect(values: _Wanted, name: str) -> frozenset[str]:
    collected = [values] if isinstance(values, str) or not isinstance(values, Iterable) else list(values)
    if not all(isinstance(value, str) for value in collected):
        raise HrdcorpusError("must be a text, or several in a list", key=name)
    return frozenset(collected)


def _flatten(value: Value, column: Column) -> str | int | float | date | None:
    if isinstance(value, tuple):
        return format_cell(value, column) or None
    return date.fromisoformat(str(value)) if value and column.type == "date" else value

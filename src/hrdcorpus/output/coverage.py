"""Records -> which interview answers which standard question: a matrix for each questionnaire, with totals."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from sys import intern
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.knowledge.questionnaires import Questionnaire
from hrdcorpus.output.works import Works, find_work
from hrdcorpus.records.form import Record, tell_interviewees

GROUPS = ("country", "language", "year")
TOLD = ("interviewee", "country", "country_name", "language", "year")
_KNOWN = frozenset({"exact", "variant", "corrected"})  # matches that leave no doubt


class State(StrEnum):
    """What an interview has of a standard question, the best first: that counts where it was asked twice."""

    ANSWERED = "answered"  # asked in a known wording
    SIMILAR = "similar"  # answered, but asked in words that are only similar, or known by their place
    UNANSWERED = "unanswered"  # asked
    NOT_ASKED = "not-asked"


_BEST_FIRST = tuple(State)


class MatrixRow(Struct, frozen=True):
    """One interview. `states` are in the order of its matrix's questions; `other` counts its questions outside of them.

    `country` is ISO 3166-1 alpha-2, `country_name` English, `language` the content's BCP 47 tag, `year` four digits;
    None where the record does not tell.
    """

    id: str
    interviewee: str | None
    country: str | None
    country_name: str | None
    language: str | None
    year: str | None
    states: tuple[State, ...]
    other: int


class Total(Struct, frozen=True):
    """Some interviews of one matrix: how many there are, how many of each state by question, and their `other`."""

    interviews: int
    states: tuple[Mapping[State, int], ...]
    other: int

    @property
    def answers(self) -> tuple[int, ...]:
        """How many of the interviews answer each question, in whatever wording it was asked."""
        return tuple(counts[State.ANSWERED] + counts[State.SIMILAR] for counts in self.states)


class Matrix(Struct, frozen=True):
    """The interviews of one questionnaire, by id, against its questions in the order of asking.

    `questionnaire` and `version` are None for the interviews whose questions match none; they have no `questions`.
    """

    questionnaire: str | None
    version: str | None
    questions: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def find_states(record: Record) -> dict[str, State]:
    """The best state of each standard question that was asked."""
    states: dict[str, State] = {}
    for exchange in record.exchanges:
        item, state = exchange.question.id, State.UNANSWERED
        if exchange.answer:
            state = State.ANSWERED if exchange.question.match in _KNOWN else State.SIMILAR
        if item is not None:
            states[item] = min(states.get(item, state), state, key=_BEST_FIRST.index)
    return states


def build_matrices(
    records: Iterable[Record], questionnaires: Sequence[Questionnaire], works: Works = MappingProxyType({})
) -> tuple[Matrix, ...]:
    """A matrix for each version of a questionnaire that any of the records follow, by id; the one without is last.

    A question that a record is keyed to and the known questionnaire has not comes after those it has. Interviews of one
    of the `works` are one row of a matrix, with the best of their states.
    """
    groups: dict[tuple[str, str] | None, dict[str, _Asked]] = {}
    for record in records:
        used, asked = record.questionnaire, _build_asked(record, works)
        group = groups.setdefault((used.id, used.version) if used else None, {})
        known = group.get(asked.row.id)
        group[asked.row.id] = _join(known, asked) if known else asked
    items = {questionnaire.id: [item.id for item in questionnaire.items] for questionnaire in questionnaires}
    return tuple(
        _build_matrix(list(groups.pop(key).values()), key, items.get(key[0], []) if key else [])
        for key in sorted(groups, key=lambda key: (key is None, key or ()))
    )


def count_total(rows: Sequence[MatrixRow]) -> Total:
    """What rows of one matrix have together."""
    columns = zip(*(row.states for row in rows), strict=True)
    counts = tuple({state: column.count(state) for state in State} for column in columns)
    return Total(len(rows), counts, sum(row.other for row in rows))


def group_totals(rows: Sequence[MatrixRow], group: str) -> dict[str | None, Total]:
    """The same for each country, language or year (one of `GROUPS`), sorted, None last."""
    values = sorted({getattr(row, group) for row in rows}, key=lambda value: (value is None, value or ""))
    return {value: count_total([row for row in rows if getattr(row, group) == value]) for value in values}


class _Asked(NamedTuple):
    """What is kept of a record: its row without states, and what was asked, in order, each with its state."""

    row: MatrixRow
    items: tuple[str, ...]
    states: tuple[State, ...]


def _build_asked(record: Record, works: Works) -> _Asked:
    states = find_states(record)
    row = MatrixRow(
        id=find_work(works, record.id).id,
        interviewee=tell_interviewees(record.interviewees, "name"),
        country=_tell(record, "country"),
        country_name=_tell(record, "country_name"),
        language=None if record.language.content == "und" else intern(record.language.content),
        year=intern(record.published[:4]) if record.published else None,
        states=(),
        other=Counter(exchange.question.id for exchange in record.exchanges)[None],
    )
    return _Asked(row, tuple(map(intern, states)), tuple(states.values()))


def _join(one: _Asked, other: _Asked) -> _Asked:
    """Two interviews of one work: what either tells, and the better state of each question."""
    states = dict(zip(one.items, one.states, strict=True))
    for item, state in zip(other.items, other.states, strict=True):
        states[item] = min(states.get(item, state), state, key=_BEST_FIRST.index)
    told = {field: _join_values(getattr(one.row, field), getattr(other.row, field)) for field in TOLD}
    row = replace(one.row, **told, other=max(one.row.other, other.row.other))
    return _Asked(row, tuple(states), tuple(states.values()))


def _join_values(*values: str | None) -> str | None:
    return "; ".join(dict.fromkeys(part for value in values if value for part in value.split("; "))) or None


def _tell(record: Record, field: str) -> str | None:
    told = tell_interviewees(record.interviewees, field)
    return told and intern(told)


def _build_matrix(asked: list[_Asked], key: tuple[str, str] | None, known: Sequence[str]) -> Matrix:
    """The matrix of one group, which is emptied: its rows take its place in memory."""
    questions = (*known, *sorted({item for each in asked for item in each.items}.difference(known)))
    asked.sort(key=lambda each: each.row.id, reverse=True)
    rows = []
    while asked:
        row, items, found = asked.pop()
        states = dict(zip(items, found, strict=True))
        rows.append(replace(row, states=tuple(states.get(question, State.NOT_ASKED) for question in questions)))
    name, version = key or (None, None)
    return Matrix(name, version, questions, tuple(rows))

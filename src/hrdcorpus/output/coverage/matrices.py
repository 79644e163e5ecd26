"""Records -> which interview answers which standard question: a matrix for each questionnaire, with totals."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from hrdcorpus.knowledge.questionnaires import Questionnaire
from hrdcorpus.records.form import Exchange, Record, tell_interviewees

State = Literal["answered", "similar", "unanswered", "not-asked"]

STATES: tuple[State, ...] = get_args(State)  # from the best on: what counts where a question was asked twice
MEANINGS: Mapping[State, str] = MappingProxyType(
    {
        "answered": "asked in a known wording and answered",
        "similar": "asked in words that are only similar, and answered",
        "unanswered": "asked, without an answer",
        "not-asked": "not asked",
    }
)
_KNOWN = frozenset({"exact", "variant", "corrected"})  # matches that leave no doubt
GROUPS = ("country", "language", "year")


@dataclass(frozen=True, slots=True)
class Row:
    """One interview. `states` are in the order of its matrix's questions; `other` counts its questions outside of them.

    `country` is ISO 3166-1 alpha-2, `language` the content's BCP 47 tag, `year` four digits; None where the record does
    not tell.
    """

    id: str
    country: str | None
    language: str | None
    year: str | None
    states: tuple[State, ...]
    other: int


@dataclass(frozen=True, slots=True)
class Total:
    """Some interviews of one matrix: how many there are, how many of each state by question, and their `other`."""

    interviews: int
    states: tuple[Mapping[State, int], ...]
    other: int

    @property
    def answers(self) -> tuple[int, ...]:
        """How many of the interviews answer each question, in whatever wording it was asked."""
        return tuple(counts["answered"] + counts["similar"] for counts in self.states)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The interviews of one questionnaire, by id, against its questions in the order of asking.

    `questionnaire` and `version` are None for the interviews whose questions match none; they have no `questions`.
    """

    questionnaire: str | None
    version: str | None
    questions: tuple[str, ...]
    rows: tuple[Row, ...]


def build_matrices(records: Iterable[Record], questionnaires: Sequence[Questionnaire]) -> tuple[Matrix, ...]:
    """A matrix for each version of a questionnaire that any of the records follow, by id; the one without is last.

    A question that a record is keyed to and the known questionnaire has not comes after those it has.
    """
    groups: dict[tuple[str, str] | None, list[Record]] = {}
    for record in sorted(records, key=lambda record: record.id):
        used = record.questionnaire
        groups.setdefault((used.id, used.version) if used else None, []).append(record)
    items = {questionnaire.id: [item.id for item in questionnaire.items] for questionnaire in questionnaires}
    return tuple(
        _build_matrix(groups[key], key, items.get(key[0], []) if key else [])
        for key in sorted(groups, key=lambda key: (key is None, key or ()))
    )


def count_total(rows: Sequence[Row]) -> Total:
    """What rows of one matrix have together."""
    columns = zip(*(row.states for row in rows), strict=True)
    counts = tuple({state: column.count(state) for state in STATES} for column in columns)
    return Total(len(rows), counts, sum(row.other for row in rows))


def group_totals(rows: Sequence[Row], group: str) -> dict[str | None, Total]:
    """The same for each country, language or year (one of `GROUPS`), sorted, None last."""
    values = sorted({getattr(row, group) for row in rows}, key=lambda value: (value is None, value or ""))
    return {value: count_total([row for row in rows if getattr(row, group) == value]) for value in values}


def _build_matrix(records: Sequence[Record], key: tuple[str, str] | None, known: Sequence[str]) -> Matrix:
    keyed = {item for record in records for exchange in record.exchanges if (item := exchange.question.id)}
    questions = (*known, *sorted(keyed.difference(known)))
    name, version = key or (None, None)
    return Matrix(name, version, questions, tuple(_build_row(record, questions) for record in records))


def _build_row(record: Record, questions: Sequence[str]) -> Row:
    states: dict[str | None, State] = {}
    for exchange in record.exchanges:
        item = exchange.question.id
        states[item] = min(states.get(item, "not-asked"), _read_state(exchange), key=STATES.index)
    language = record.language.content
    return Row(
        id=record.id,
        country=tell_interviewees(record.interviewees, "country"),
        language=None if language == "und" else language,
        year=record.published[:4] if record.published else None,
        states=tuple(states.get(question, "not-asked") for question in questions),
        other=Counter(exchange.question.id for exchange in record.exchanges)[None],
    )


def _read_state(exchange: Exchange) -> State:
    if not exchange.answer:
        return "unanswered"
    return "answered" if exchange.question.match in _KNOWN else "similar"

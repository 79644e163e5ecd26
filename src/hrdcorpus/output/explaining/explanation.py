"""A page -> its ledger, row by row, with the reasons for each label and each key."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hrdcorpus.errors import CorrectionError
from hrdcorpus.interview.labels import CORRECTED, Labelled
from hrdcorpus.keying.matching import Match
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.pipeline import Trace, trace_page
from hrdcorpus.reading.pages import Page
from hrdcorpus.records.form import Record
from hrdcorpus.records.sidecar import NO_SIDECAR


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question's row asks: its text (of all its rows), its key, and the items most like it."""

    text: str
    match: Match


@dataclass(frozen=True, slots=True)
class Explained:
    """A row of the ledger, counted from 1; `asked` for questions, and the `reasons` of a person's corrections."""

    number: int
    row: Labelled
    asked: Asked | None
    reasons: tuple[str, ...]

    @property
    def place(self) -> str:
        """The row's lines in a text page, or the path of its element in an HTML page."""
        block = self.row.block
        return f"{block.lines[0]}-{block.lines[1]}" if block.lines else block.path or "-"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A page explained. `unheeded` says why the page's corrections cannot be heeded; all else is then as without."""

    rows: tuple[Explained, ...]
    trace: Trace
    unheeded: CorrectionError | None

    @property
    def records(self) -> tuple[Record, ...]:
        """The page's records, none where it is no interview."""
        return self.trace.records

    @property
    def reason(self) -> str | None:
        """Why there is no record."""
        return self.trace.reason


def explain_page(page: Page, knowledge: Knowledge) -> Explanation:
    """The page's ledger with its reasons; `PageError` where the page cannot be taken apart."""
    unheeded = None
    try:
        trace = trace_page(page, knowledge)
    except CorrectionError as error:
        trace, unheeded = trace_page(replace(page, sidecar=NO_SIDECAR), knowledge), error
    asked = _list_asked(trace)
    rows = (
        _explain_row(number, row, asked if row.label == "question" else iter(()))
        for number, row in enumerate(trace.ledger, start=1)
    )
    return Explanation(tuple(rows), trace, unheeded)


def describe_key(asked: Asked) -> str:
    """A question's key and the items it is most like, on one line.

    A score is shown as in the record; of the candidates the best comes first.
    """
    score = f", {asked.match.score:g}" if asked.match.kind == "similar" else ""
    key = f"{asked.match.item} ({asked.match.kind}{score})" if asked.match.item else "none"
    best = ", ".join(f"{found.item} {found.score:g}" for found in asked.match.candidates) or "none"
    return f"key: {key}; most like: {best}"


def _list_asked(trace: Trace) -> Iterator[tuple[Asked, str]]:
    """For each question row of the ledger, in order, what it asks and why a person corrected that."""
    if trace.keyed is None:
        return
    for i, (exchange, match) in enumerate(trace.keyed.exchanges):
        reason = trace.keyed.corrected[i].reason if i in trace.keyed.corrected else ""
        for _ in exchange.question:
            yield Asked(exchange.text, match), reason


def _explain_row(number: int, row: Labelled, questions: Iterator[tuple[Asked, str]]) -> Explained:
    asked, reason = next(questions, (None, ""))
    return Explained(number, row, asked, tuple(filter(None, (row.reason if row.rule == CORRECTED else "", reason))))

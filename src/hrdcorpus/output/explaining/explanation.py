"""A page -> its ledger, row by row, with the reasons for each label and each key."""

import json
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.errors import CorrectionError
from hrdcorpus.interview.labels import CORRECTED, Labelled
from hrdcorpus.interview.weighing import Weighed, load_meanings
from hrdcorpus.keying.known import Match
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.pipeline import Trace, trace_page
from hrdcorpus.reading.pages import Page
from hrdcorpus.records.form import Record
from hrdcorpus.records.sidecar import NO_SIDECAR
from hrdcorpus.text.showing import escape_json

_MOST_CLUES = 4  # on one line; what the others add is summed up
_MOST_REASONS = 3  # for a page, and against it
_CLOSE = 2.0  # below the threshold: a row that was nearly the site's


class Explained(Struct, frozen=True):
    """A row of the ledger, counted from 1, with its question's match and the `reasons` of a person's corrections."""

    number: int
    row: Labelled
    match: Match | None
    reasons: tuple[str, ...]

    @property
    def place(self) -> str:
        """The row's lines in a text page, or the path of its element in an HTML page."""
        block = self.row.block
        return f"{block.lines[0]}-{block.lines[1]}" if block.lines else block.path or "-"


class Explanation(Struct, frozen=True):
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
    return Explanation(tuple(_list_rows(trace)), trace, unheeded)


def describe_page(explanation: Explanation) -> str:
    """Whether the page was taken for an interview, and by which sum, on one line."""
    weighed, reason = explanation.trace.weighed, explanation.reason
    verdict = "an interview" if reason is None else "no interview"
    if reason is None and not weighed.is_reached:
        verdict = "an interview, since a person says what is asked"
    return _describe_total(verdict, weighed) if weighed.values else f"{verdict}: {reason or 'nothing was weighed'}"


def list_reasons(weighed: Weighed) -> list[str]:
    """The strongest reasons for an interview and those against one, in plain words, a line each; none where nothing
    was weighed.

    Beside each stands what it added, of how much it could have added: what is missing speaks against it, too.
    """
    means, weights = load_meanings("interview"), weighed.weights
    added = dict(weighed.clues)
    spoke = [(name, value) for name, value in weighed.clues if value > 0]
    told = [("for it", name) for name, _ in spoke[:_MOST_REASONS]]
    told += [
        ("missing" if weights[name] > 0 else "against it", name)
        for name, _ in weighed.costs[:_MOST_REASONS]
        if weighed.values
    ]
    return [f"{kind}, {added.get(name, 0):.3g} of {weights[name]:+.3g}: {means[name]}" for kind, name in told]


def list_notes(explained: Explained) -> list[str]:
    """The reasons behind a row, a line each: who speaks, what was corrected, its key, the clues that it is the site's.

    Clues are told where they made the row the site's, or nearly did.
    """
    row, weighed = explained.row, explained.row.weighed
    notes = [f"speaker: {row.speaker}"] if row.speaker else []
    notes += [f"corrected: {reason}" for reason in explained.reasons]
    notes += [_describe_key(explained.match)] if explained.match else []
    if weighed is not None and weighed.margin >= -_CLOSE:
        notes.append(_describe_sum("the site's" if weighed.is_reached else "the speaker's", weighed))
    return notes


def _describe_sum(verdict: str, weighed: Weighed) -> str:
    """The verdict with the sum of the clues, the threshold, and what the strongest clues added."""
    told, others = list(weighed.clues[:_MOST_CLUES]), weighed.clues[_MOST_CLUES:]
    told += [(f"{len(others)} more", sum(value for _, value in others))] if others else []
    clues = ", ".join(f"{name} {value:+.3g}" for name, value in told)
    return f"{_describe_total(verdict, weighed)}: {clues}"


def _describe_total(verdict: str, weighed: Weighed) -> str:
    return f"{verdict}, {weighed.margin + weighed.threshold:.4g} where {weighed.threshold:g} is needed"


def _describe_key(match: Match) -> str:
    """A question's key and the items it is most like; a score as in the record, of the candidates the best first."""
    score = f", {match.score:g}" if match.kind in ("similar", "order") else ""
    key = f"{match.item} ({match.kind}{score})" if match.item else "none"
    best = ", ".join(f"{found.item} {found.score:g}" for found in match.candidates) or "none"
    return f"key: {key}; most like: {best}"


def render_json(explanation: Explanation) -> str:
    """One object a line and row, and one of the page below them, with the same keys: line n has number n.

    `clues` is what each clue added to the sum, the strongest first, `margin` by how much the sum passes the threshold
    or misses it: of the page, that it is an interview, of a row, that it is the site's; null where nobody asked.
    `candidates` are a question's likeliest items, `reasons` what a person gave for a correction; those of the page
    say why it is an interview or none.
    """
    values = [*map(_build_value, explanation.rows), _build_page(explanation)]
    return "".join(escape_json(json.dumps(value, ensure_ascii=False)) + "\n" for value in values)


def _list_rows(trace: Trace) -> Iterator[Explained]:
    asked = (
        (match, keyed.corrected.get(i))
        for keyed in trace.keyed
        for i, (exchange, match) in enumerate(keyed.exchanges)
        for _ in exchange.question
    )
    for number, row in enumerate(trace.ledger, start=1):
        is_asked = bool(trace.keyed) and row.label == "question"
        match, correction = next(asked) if is_asked else (None, None)
        reasons = [row.reason] if row.rule == CORRECTED else []
        reasons += [correction.reason] if correction else []
        yield Explained(number, row, match, tuple(reasons))


def _build_value(explained: Explained) -> dict[str, Any]:
    row, match = explained.row, explained.match
    return {
        "number": explained.number,
        "lines": row.block.lines,
        "path": row.block.path,
        "label": row.label,
        "rule": row.rule,
        "speaker": row.speaker,
        "text": row.block.text,
        "clues": dict(row.weighed.clues) if row.weighed else {},
        "margin": row.weighed.margin if row.weighed else None,
        "candidates": [{"id": found.item, "score": found.score} for found in match.candidates] if match else [],
        "reasons": explained.reasons,
    }


def _build_page(explanation: Explanation) -> dict[str, Any]:
    weighed, reason = explanation.trace.weighed, explanation.reason
    return {
        "number": len(explanation.rows) + 1,
        "lines": None,
        "path": None,
        "label": "page",
        "rule": "interview" if reason is None else "no-interview",
        "speaker": None,
        "text": "",
        "clues": dict(weighed.clues),
        "margin": weighed.margin if weighed.values else None,
        "candidates": [],
        "reasons": [*([reason] if reason else []), *list_reasons(weighed)],
    }

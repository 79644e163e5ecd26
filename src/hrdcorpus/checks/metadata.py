"""Findings on what the page says of itself, and on what a person says of it: HRD2xx."""

from collections.abc import Iterator
from datetime import date

from hrdcorpus.checks.draft_record import DraftRecord
from hrdcorpus.interview.head import UNKNOWN_BANNER
from hrdcorpus.interview.labels import CORRECTED, list_labelled
from hrdcorpus.naming import find_name_differences
from hrdcorpus.records.findings import Finding

_EARLIEST = date(2000, 1, 1)  # the site is younger


def check_date(draft: DraftRecord) -> Iterator[Finding]:
    """A date of publication that is missing, ambiguous, or cannot be true."""
    metadata = draft.metadata
    rows = list_labelled(draft.keyed.interview.ledger, "date")
    line = rows[0].block.line if rows else None
    if metadata.published_text is None and not metadata.dates:
        yield Finding("no-date", "no date of publication on the page")
    elif len(metadata.dates) != 1:
        readings = " or ".join(day.isoformat() for day in sorted(metadata.dates)) or "no date, or another day's"
        yield Finding("ambiguous-date", f"{metadata.published_text!r} can be {readings}", line)
    elif (reason := _judge_date(next(iter(metadata.dates)), metadata.retrieved)) is not None:
        yield Finding("improbable-date", reason, line)


def _judge_date(day: date, retrieved: str | None) -> str | None:
    """Why nothing can have been published on this day, if it was downloaded on the day `retrieved` (ISO 8601)."""
    if day < _EARLIEST:
        return f"{day} is before {_EARLIEST.year}"
    if retrieved is not None and day.isoformat() > retrieved[: len("2021-04-07")]:
        return f"{day} is after the page was downloaded"
    return None


def check_address(draft: DraftRecord) -> Iterator[Finding]:
    """A page of which nobody says where it is from."""
    if draft.metadata.url is None:
        yield Finding("no-url", "the address that the page was downloaded from is not known")


def check_markup(draft: DraftRecord) -> Iterator[Finding]:
    """Statements of the markup that the visible text contradicts."""
    for field in sorted(draft.metadata.differing):
        yield Finding("metadata-differs", f"{field} is not what the markup says")


def check_interviewee(draft: DraftRecord) -> Iterator[Finding]:
    """A title that does not tell who is interviewed, or where they are from, or tells that a name is kept back."""
    title = draft.metadata.title
    line = title.block.line if title else None
    if kinds := sorted({person.anonymity for person in draft.interviewees if person.anonymity}):
        yield Finding("anonymous-interviewee", f"a name is {' or '.join(kinds)}", line)
    if draft.is_told_below:
        yield Finding("interviewee-from-text", "the title does not say who is interviewed", line)
    if not any(person.name or person.anonymity for person in draft.interviewees):
        yield Finding("no-interviewee", "no title names who is interviewed", line)
    elif not any(person.country for person in draft.interviewees):
        yield Finding("country-unknown", "the title names no known country", line)


def check_names(draft: DraftRecord) -> Iterator[Finding]:
    """Names of the title that the interview spells differently."""
    rows = draft.list_rows(spoken=True)
    for person in draft.interviewees:
        for difference in find_name_differences(person, [row.block.text for row in rows]):
            line = rows[difference.index].block.line
            yield Finding("name-differs", f"title: {difference.shown!r}", line, quotation=difference.found)


def check_language(draft: DraftRecord) -> Iterator[Finding]:
    """Content in another language than the page says."""
    shown, wordings = draft.metadata.shown, draft.keyed.language
    if shown is not None and wordings is not None and shown != wordings:
        yield Finding("language-differs", f"shown as {shown}, the questions are in {wordings}")


def check_banner(draft: DraftRecord) -> Iterator[Finding]:
    """A banner in an unknown language, so that nobody knows what the interface's is."""
    for row in draft.keyed.interview.ledger:
        if row.rule == UNKNOWN_BANNER:
            yield Finding("unknown-banner", "the interface's language is not known", row.block.line)


def check_corrections(draft: DraftRecord) -> Iterator[Finding]:
    """What a person corrected, with their reason."""
    facts = draft.page.sidecar.facts
    if facts is not None:
        yield Finding("corrected", f"{', '.join(facts.list_names())}: {facts.reason}")
    for row in draft.keyed.interview.ledger:
        if row.rule == CORRECTED:
            yield Finding("corrected", f"label {row.label}: {row.reason}", row.block.line)
    for i, key in draft.keyed.corrected.items():
        line = draft.keyed.exchanges[i][0].question[0].block.line
        yield Finding("corrected", f"question {i + 1}, id {key.id}: {key.reason}", line)

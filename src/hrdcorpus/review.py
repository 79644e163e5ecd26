"""What a reviewer should look at, gathered once the interview is known: one small check per finding."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hrdcorpus.findings import Finding, build_finding
from hrdcorpus.keying import Keyed
from hrdcorpus.metadata import Metadata
from hrdcorpus.names import Interviewee, find_name_differences


@dataclass(frozen=True, slots=True)
class Draft:
    """What the checks look at: everything a record is built from."""

    metadata: Metadata
    content: str  # the content's language
    interviewee: Interviewee | None
    keyed: Keyed
    damaged: int  # characters that could not be decoded


def list_findings(draft: Draft) -> tuple[Finding, ...]:
    """Every finding, in the order of lines and codes; those without a line come first."""
    findings = [finding for check in _CHECKS for finding in check(draft)]
    return tuple(sorted(findings, key=lambda f: (f.line or 0, f.code, f.detail)))


def _check_keys(draft: Draft) -> Iterator[Finding]:
    seen = Counter[str]()
    for number, (exchange, match) in enumerate(draft.keyed.exchanges, start=1):
        line = exchange.question[0].block.line
        if match.item is None:
            yield build_finding("unmatched-question", f"question {number} matches no item", line)
            continue
        if match.kind == "similar":
            yield build_finding(
                "similar-question", f"question {number} keyed to {match.item}, score {match.score}", line
            )
        seen[match.item] += 1
        if seen[match.item] == 2:
            yield build_finding("repeated-question", f"question {number} is keyed to {match.item} again", line)


def _check_answers(draft: Draft) -> Iterator[Finding]:
    for number, (exchange, _) in enumerate(draft.keyed.exchanges, start=1):
        if not exchange.answer:
            yield build_finding("empty-answer", f"question {number} has no answer", exchange.question[0].block.line)


def _check_date(draft: Draft) -> Iterator[Finding]:
    metadata = draft.metadata
    if metadata.published_text is None:
        yield build_finding("no-date", "no date of publication on the page")
    elif len(metadata.dates) != 1:
        readings = " or ".join(day.isoformat() for day in sorted(metadata.dates)) or "no date"
        yield build_finding("ambiguous-date", f"{metadata.published_text!r} can be {readings}")


def _check_markup(draft: Draft) -> Iterator[Finding]:
    for field in sorted(draft.metadata.differing):
        yield build_finding("metadata-differs", f"{field} is not what the markup says")


def _check_interviewee(draft: Draft) -> Iterator[Finding]:
    title = draft.metadata.title
    line = title.block.line if title else None
    if draft.interviewee is None or draft.interviewee.name is None:
        yield build_finding("no-interviewee", "no title names who is interviewed", line)
    elif draft.interviewee.country is None:
        yield build_finding("country-unknown", "the title names no known country", line)


def _check_names(draft: Draft) -> Iterator[Finding]:
    if draft.interviewee is None:
        return
    interview = draft.keyed.interview
    rows = [row for row in interview.ledger if row.label in ("introduction", "question", "answer")]
    for difference in find_name_differences(draft.interviewee, [row.block.text for row in rows]):
        detail = f"title: {difference.shown!r}, text: {difference.found!r}"
        yield build_finding("name-differs", detail, rows[difference.index].block.line)


def _check_language(draft: Draft) -> Iterator[Finding]:
    shown, wordings = draft.metadata.shown, draft.keyed.language
    if shown is not None and wordings is not None and shown != wordings:
        yield build_finding("language-differs", f"shown as {shown}, the questions are in {wordings}")


def _check_characters(draft: Draft) -> Iterator[Finding]:
    if draft.damaged:
        yield build_finding("badly-decoded", f"{draft.damaged} characters could not be decoded")


_CHECKS = (
    _check_keys,
    _check_answers,
    _check_date,
    _check_markup,
    _check_interviewee,
    _check_names,
    _check_language,
    _check_characters,
)

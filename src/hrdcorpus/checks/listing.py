"""The checks of a page, one small function each, in a list: a new one is a row here, and one in `records/rules.py`."""

from collections.abc import Callable, Iterator

from hrdcorpus.checks import metadata, questions, texts
from hrdcorpus.checks.draft_record import DraftRecord
from hrdcorpus.records.findings import Finding
from hrdcorpus.records.rules import RULES

_CHECKS: tuple[Callable[[DraftRecord], Iterator[Finding]], ...] = (
    questions.check_keys,
    questions.check_answers,
    questions.check_asides,
    questions.check_lengths,
    metadata.check_date,
    metadata.check_address,
    metadata.check_markup,
    metadata.check_interviewee,
    metadata.check_names,
    metadata.check_language,
    metadata.check_banner,
    metadata.check_corrections,
    texts.check_characters,
    texts.check_residue,
    texts.check_mixed_words,
    texts.check_breaks,
    texts.check_controls,
    texts.check_left_out,
)


def list_findings(draft: DraftRecord) -> tuple[Finding, ...]:
    """Every finding, in the order of lines and codes; those without a line come first."""
    findings = [*draft.reading, *(finding for check in _CHECKS for finding in check(draft))]
    return tuple(sorted(findings, key=lambda f: (f.line or 0, RULES[f.name].code, f.describe(quoting=True))))

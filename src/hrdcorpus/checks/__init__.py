"""What a reviewer should look at, gathered once the interview is known: one small check per finding, in a list."""

from collections.abc import Callable, Iterator

from hrdcorpus.checks import questions, statements, texts
from hrdcorpus.checks.draft import Draft
from hrdcorpus.records.findings import Finding

__all__ = ["Draft", "list_findings"]

_CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    questions.check_keys,
    questions.check_answers,
    questions.check_lengths,
    statements.check_date,
    statements.check_markup,
    statements.check_interviewee,
    statements.check_names,
    statements.check_language,
    statements.check_corrections,
    texts.check_characters,
    texts.check_end,
    texts.check_residue,
    texts.check_mixed_words,
    texts.check_breaks,
    texts.check_controls,
    texts.check_left_out,
)


def list_findings(draft: Draft) -> tuple[Finding, ...]:
    """Every finding, in the order of lines and codes; those without a line come first."""
    findings = [finding for check in _CHECKS for finding in check(draft)]
    return tuple(sorted(findings, key=lambda f: (f.line or 0, f.code, f.detail)))

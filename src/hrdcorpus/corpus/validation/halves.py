"""A page by itself, or a record by itself -> its problems."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hrdcorpus.checks.looking import PLACES
from hrdcorpus.errors import CorrectionError, HrdcorpusError, RecordError, attempt
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.output.reports import Problem
from hrdcorpus.pipeline import Trace, trace_page
from hrdcorpus.reading.pages import Page
from hrdcorpus.records.findings import Finding
from hrdcorpus.records.form import Record
from hrdcorpus.records.rules import RULES

_QUOTING = {"name-differs": ", text: "}  # findings whose detail quotes an answer behind these words
_LINE_END = re.compile("\r\n|\r|\n")  # as the lines of a text page are counted


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks at its files. `latest` is the last day that a page can have been published on.

    With `show_text` a finding's detail ends with the text at its line; without, no detail quotes an answer.
    """

    knowledge: Knowledge
    latest: date
    show_text: bool = False


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """A page's problems; the page and its record, as far as it gives them."""

    problems: tuple[Problem, ...]
    page: Page | None = None
    record: Record | None = None


def check_page(path: Path, read: Callable[[], Page], look: Look) -> CheckedPage:
    """The page through the whole pipeline. `KnowledgeError` alone goes on: it stops the run."""

    def trace() -> tuple[Page, Trace]:
        page = read()
        return page, trace_page(page, look.knowledge)

    traced = attempt(trace, path)
    if isinstance(traced, HrdcorpusError):
        kind = "broken-correction" if isinstance(traced, CorrectionError) else "unreadable-page"
        return CheckedPage((build_problem(traced.path, kind, traced.explanation, traced.line),))
    page, found = traced
    if found.record is None:
        return CheckedPage((build_problem(path, "not-an-interview", found.reason or ""),), page)
    return CheckedPage(tuple(_list_problems(path, page, found, look)), page, found.record)


def check_record(path: Path, read: Callable[[], Record]) -> Record | Problem:
    """The record, or where it breaks the form."""
    try:
        return read()
    except RecordError as error:
        return build_problem(path, "invalid-record", error.explanation, error.line, error.column)


def list_recorded(path: Path, record: Record, look: Look) -> Iterator[Problem]:
    """What a record says of its page, where there is no page to ask."""
    for finding in record.findings:
        place = f" (line {finding.line} of {record.source.path})" if finding.line else ""
        yield _place_finding(path, finding, _cut_detail(finding, look) + place)


def build_problem(path: object, name: str, detail: str, line: int = 0, column: int = 0) -> Problem:
    """A problem by its rule's name; `KeyError` for a name that is not in the table."""
    rule = RULES[name]
    return Problem(str(path), line, column, rule.code, rule.name, rule.level, detail)


def _list_problems(path: Path, page: Page, trace: Trace, look: Look) -> Iterator[Problem]:
    record = trace.record
    if record is None:
        return
    lines = _LINE_END.split(page.text)
    texts = {row.block.line: row.block.text for row in reversed(trace.ledger)} if look.show_text else {}
    for finding in record.findings:
        line = finding.line or 0
        column = _find_column(finding, lines[line - 1]) if line else 0
        shown = f": {texts[line]}" if line in texts else ""
        yield _place_finding(path, finding, _cut_detail(finding, look) + shown, line, column)
    if record.published is not None and record.published > look.latest.isoformat():
        yield build_problem(path, "improbable-date", f"{record.published} is in the future")


def _cut_detail(finding: Finding, look: Look) -> str:
    """The detail, without what it quotes of an answer unless that is asked for."""
    quoting = None if look.show_text else _QUOTING.get(finding.name)
    return finding.detail.partition(quoting)[0] if quoting else finding.detail


def _find_column(finding: Finding, text: str) -> int:
    """Where in the line the finding's matter begins, for the kinds of which that is known."""
    places = PLACES[finding.name](text) if finding.name in PLACES else []
    return places[0] + 1 if places else 0


def _place_finding(path: Path, finding: Finding, detail: str, line: int = 0, column: int = 0) -> Problem:
    level = RULES[finding.name].level if finding.name in RULES else "error"
    return Problem(str(path), line, column, finding.code, finding.name, level, detail)

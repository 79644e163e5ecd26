"""What holds for every page, whatever it is: nothing lost, nothing invented, order kept, the same bytes twice."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from casebook import ROOT, list_pages, render_trace, trace_case
from hrdcorpus.reading.pages import read_page

PAGES = [
    *list_pages("interviews", "not-interviews"),
    *sorted((ROOT / "data" / "raw").iterdir()),
]
TEXT_PAGES = [page for page in PAGES if page.suffix == ".txt"]


def _name(page: Path) -> str:
    return page.parent.name if page.stem == "page" else page.stem


def _letters(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize("page", TEXT_PAGES, ids=_name)
def test_ledger_is_the_visible_text(page: Path) -> None:
    ledger = "".join(row.block.text for row in trace_case(page).ledger)
    assert _letters(ledger) == _letters(read_page(page, page.parent).text)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_record_holds_the_rows_of_its_labels_and_no_other(page: Path) -> None:
    trace = trace_case(page)
    if not trace.records:
        assert not [row for row in trace.ledger if row.label in ("introduction", "question", "answer")]
        return
    rows = [row.block.text for row in trace.ledger if row.label in ("introduction", "question", "answer")]
    texts: list[str] = []
    for record in trace.records:
        texts += record.introduction
        for exchange in record.exchanges:
            texts += [exchange.question.text, *exchange.answer]
    assert " ".join(texts) == " ".join(rows)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_what_was_removed_is_counted(page: Path) -> None:
    trace = trace_case(page)
    if trace.records:
        removed = Counter(row.rule for row in trace.ledger if row.label in ("chrome", "tags", "other"))
        counts = Counter[str]()
        for record in trace.records:
            counts.update({entry.rule: entry.count for entry in record.removed})
        assert counts == removed


@pytest.mark.parametrize("page", TEXT_PAGES, ids=_name)
def test_lines_rise(page: Path) -> None:
    lines = [row.block.lines or (0, 0) for row in trace_case(page).ledger]
    assert lines == sorted(lines)


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_same_bytes_twice(page: Path) -> None:
    assert render_trace(trace_case(page)) == render_trace(trace_case(page))

"""Every folder of tests/cases: the page, and what is expected of it."""

from pathlib import Path

import pytest

from casebook import REGENERATE, list_pages, locate_expected, render_trace, trace_case


def _name(page: Path) -> str:
    return page.parent.name


@pytest.mark.parametrize("page", list_pages("interviews", "not-interviews"), ids=_name)
def test_page_gives_what_is_expected(page: Path) -> None:
    assert render_trace(trace_case(page)).decode() == locate_expected(page).read_text("utf-8"), REGENERATE

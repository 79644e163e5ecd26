"""The explanation of a page, in a real browser: it fits, can be told from its colours, and is accessible."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.conftest import Open
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.output.explaining.explanation import explain_page
from hrdcorpus.output.explaining.html_page import render_html
from hrdcorpus.reading.pages import read_page

PAGE = Path(__file__).parents[2] / "data/raw/000_44014aafed83de26.txt"


@pytest.fixture(scope="module")
def explained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explained") / "page.html"
    explanation = explain_page(read_page(PAGE, PAGE.parent), load_knowledge())
    path.write_bytes(render_html(explanation, PAGE.name).encode())
    return path


@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (375, "light"), (820, "light"), (1440, "dark")])
def test_it_is_accessible_and_fits(width: int, scheme: str, explained: Path, show: Open) -> None:
    page = show("", explained, viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.get_by_role("heading", level=1)).to_have_text(f"How {PAGE.name} was read")
    box = page.locator("tr.answer .text").first.bounding_box()
    assert box
    assert box["width"] >= min(330, width - 45)
    names = page.locator("td.rule").evaluate_all(
        "all => all.filter(each => each.firstChild.textContent && (() => { const range = document.createRange();"
        "range.selectNode(each.firstChild); return range.getClientRects().length > 1; })())"
        ".map(each => each.textContent)"
    )
    assert names == []  # none is broken inside

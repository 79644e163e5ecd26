"""The reader as people use it, in a real browser."""

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import exporting
from browser.conftest import Open
from hrdcorpus.output.export import Options
from hrdcorpus.output.export.filters import Filters, Selection
from invented import HOSTILE
from voices import OPTIONS, build_voices

VIEWS = {
    "overview": {},
    "question": {"view": "question", "question": "hrd-kz-2021/situation"},
    "side by side": {"view": "question", "question": "hrd-kz-2021/situation", "columns": "1"},
    "other questions": {"view": "question", "question": "other"},
    "interview": {"view": "interview", "id": "2021/dana-en"},
    "two languages": {"view": "interview", "id": "2021/dana-en", "beside": "2021/dana-ru"},
    "right to left": {"view": "interview", "id": "2022/layla"},
    "search": {"view": "search", "q": "letters"},
    "nothing found": {"view": "search", "q": "zzz"},
}


def link(**state: str) -> str:
    return f"#{urlencode(state)}"


def texts(page: Page, selector: str) -> list[str]:
    return [text.strip() for text in page.locator(selector).all_text_contents()]


@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (820, "light"), (1280, "light"), (1280, "dark")])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_accessible_and_fits(view: str, width: int, scheme: str, show: Open) -> None:
    page = show(link(**VIEWS[view]), viewport={"width": width, "height": 900}, color_scheme=scheme)
    expect(page.locator("main h1").first).to_be_visible()
    if page.get_by_text("Cite").count():
        page.get_by_text("Cite").first.click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    told = page.locator(".said, p.asked, h2.asked > span:last-child, .introduction p, .speaker, .answer h3 a")
    assert all(told.evaluate_all("all => all.map(each => each.lang && each.dir === 'auto')"))


@pytest.mark.parametrize("name", ["toString", "constructor", "nowhere"])
def test_a_view_that_is_none_is_the_overview(name: str, show: Open) -> None:
    page = show(link(view="search", q="letters", **{"in": name}))
    expect(page.locator("nav.tabs [aria-current]")).to_contain_text("Answers")
    page.evaluate("view => { location.hash = `view=${view}` }", name)
    expect(page.locator("ul.figures")).to_be_visible()


def test_figures_count_what_the_filters_keep(show: Open) -> None:
    expect(show(link(match="variant")).locator(".figures")).to_contain_text("1 answer")
    expect(show(link(match="variant")).locator(".questions .number", has_text="1 answer")).to_have_count(1)


def test_the_title_page_says_what_the_corpus_is(show: Open) -> None:
    page = show()
    expect(page).to_have_title("Voices by the river")
    expect(page.get_by_role("heading", level=1)).to_have_text("Voices by the river")
    expect(page.get_by_role("heading", name="About this corpus")).to_be_visible()
    assert texts(page, "main dt") == ["By", "Version", "Licence"]


def test_the_matrix_leads_to_the_answer(show: Open) -> None:
    page = show()
    row = page.get_by_role("row", name=re.compile("Dana Nobodyeva"))
    expect(row.get_by_role("link")).to_have_count(5)  # the name, and what was asked of four questions
    assert [name.split(":")[1].split(",")[0] for name in texts(page, "tr:has-text('Dana N') td a")] == [
        " answered", " answered", " answered", " asked"]  # fmt: skip
    expect(page.get_by_role("row", name=re.compile("无名梅")).locator("svg.similar")).to_have_count(1)
    row.get_by_role("link").nth(2).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dana Nobodyeva, River Letters")
    assert "Fines." in page.locator("#chosen").inner_text()
    expect(page.locator("#chosen h2")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("table")).to_be_visible()


def test_what_a_filter_left_keeps_its_number(show: Open, tmp_path: Path) -> None:
    kept = Selection(build_voices()[:1], Filters(questions=frozenset({"work"})))
    (tmp_path / "work.html").write_bytes(exporting.export("html", kept, OPTIONS).content)
    page = show("", tmp_path / "work.html")
    page.locator("td a").click()
    expect(page.locator("#chosen .id")).to_have_text("2021/dana-en#4")
    page.get_by_label("Search the answers").fill("nurse")
    expect(page.locator(".answer .id")).to_have_text("2021/dana-en#4")


def test_arrow_keys_go_through_the_matrix(show: Open) -> None:
    page = show()
    page.get_by_role("row", name=re.compile("Dana Nobodyeva")).get_by_role("link").first.focus()
    for key, place in (("ArrowRight", "situation"), ("ArrowRight", "risks"), ("ArrowDown", "work")):
        page.keyboard.press(key)
        head = "el => el.closest('table').rows[0].cells[el.closest('td').cellIndex].textContent"
        if key == "ArrowRight":
            assert page.locator(":focus").evaluate(head) == place
    page.keyboard.press("Enter")
    expect(page.locator("#chosen")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "value", "people"),
    [
        ("Country", "JO", ["ليلى الخيالي"]),
        ("Language", "ru", ["Дана Нободиева"]),
        ("Year", "2023", ["无名梅"]),
    ],
)
def test_filters_keep_interviews_and_stay_in_the_link(name: str, value: str, people: list[str], show: Open) -> None:
    page = show()
    page.get_by_label(name, exact=True).focus()
    page.get_by_label(name, exact=True).select_option(value)
    expect(page.locator("tbody th a")).to_have_text(people)
    expect(page.get_by_label(name, exact=True)).to_be_focused()
    again = show(page.url.partition("corpus.html")[2])
    expect(again.locator("tbody th a")).to_have_text(people)
    again.get_by_role("link", name="Clear filters").click()
    expect(again.locator("tbody tr")).to_have_count(5)


def test_one_language_of_each_interview(show: Open) -> None:
    page = show()
    expect(page.locator(".figures")).to_contain_text("4 without translations")
    page.get_by_label("one language of each interview").check()
    expect(page.locator("tbody tr")).to_have_count(4)


def test_the_timeline_is_a_filter(show: Open) -> None:
    page = show()
    page.locator(".timeline").get_by_role("link", name=re.compile("2022")).click()
    expect(page.locator("tbody tr")).to_have_count(1)


def test_a_question_has_its_answers_with_who_where_and_when(show: Open) -> None:
    page = show(link(**VIEWS["question"]))
    assert texts(page, ".answer h3") == ["ليلى الخيالي", "Dana Nobodyeva", "Дана Нободиева"]  # Jordan, Kazakhstan
    facts = page.locator(".answer .facts").nth(1).locator("span")
    assert facts.all_text_contents() == ["chair, River Letters", "Kazakhstan", "2021-04-07", "English"]
    page.get_by_text("Asked in 3 wordings").click()
    expect(page.locator(".wordings li").first).to_contain_text("in the standard wording")
    page.get_by_role("link", name="Side by side").click()
    boxes = [page.locator(".answer").nth(number).bounding_box() for number in (0, 1)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["y"] == boxes[1]["y"]


def test_two_languages_stand_side_by_side_question_by_question(show: Open) -> None:
    page = show(link(**VIEWS["interview"]))
    page.get_by_role("link", name="Beside it: Russian").click()
    pairs = [
        [each.strip() for each in pair.locator(".exchange h2 span:last-child").all_text_contents()]
        for pair in page.locator(".pair:has(.exchange)").all()
    ]
    assert pairs == [
        ["What is the situation like for defenders?", "Какова ситуация у правозащитников?"],
        ["What are the greatest risks today?"],
        ["And who keeps the letters?", "А кто хранит письма?"],
        ["Tell us about your work.", "Расскажите о вашей работе."],
        ["Who supports you?", "Кто вам помогает?"],
    ]
    assert page.locator(".exchange").first.locator(".said").first.get_attribute("lang") == "en"
    expect(page.get_by_role("heading", level=1)).to_have_count(2)


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("LETTERS", ["letters", "letters"]),
        ("kitchen cafe", []),
        ("nurse wat", ["wat", "nurse"]),
        ("etters", []),
        ("еще", ["ещё", "ещё"]),
        ("ИНСП", ["инсп"]),
        ("الناس", ["النَّاس"]),
        ("人权", ["人权"]),
        ("工人", ["工人"]),
        ("three years", ["Three", "years"]),
    ],
)
def test_search_by_beginnings_of_words_in_four_scripts(query: str, marked: list[str], show: Open) -> None:
    page = show()
    page.keyboard.press("/")
    page.keyboard.type(query)
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    expect(page.get_by_label("Search the answers")).to_be_focused()
    assert texts(page, "mark") == marked
    again = show(page.url.partition("corpus.html")[2])
    assert texts(again, "mark") == marked
    assert again.get_by_label("Search the answers").input_value() == query


def test_what_is_typed_while_texts_are_read_is_drawn_once(show: Open) -> None:
    """And not at all where one has gone on to another view."""
    page = show()
    page.add_init_script("window.held = []; window.setTimeout = call => held.push(call)")
    for fragment, drawn in (("", 1), (link(view="interview", id="2022/layla"), 0)):
        page.reload()
        page.get_by_label("Search the answers").press_sequentially("bread")
        expect(page.get_by_text("Reading the interviews")).to_be_visible()
        if fragment:
            page.evaluate("fragment => { location.hash = fragment }", fragment)
            expect(page.get_by_role("heading", level=1)).to_contain_text("ليلى الخيالي")
        page.evaluate("""() => {
            window.drawn = 0;
            const observer = new MutationObserver(all => { drawn += all.length });
            observer.observe(document.querySelector("main"), { childList: true });
            while (held.length) held.shift()();
        }""")
        assert page.evaluate("drawn") == drawn


def test_answers_come_first_and_introductions_and_questions_apart(show: Open) -> None:
    page = show(link(view="search", q="letters"))
    assert [" ".join(tab.split()) for tab in texts(page, ".tabs a")] == ["Answers 1", "Introductions 1", "Questions 1"]
    expect(page.locator(".counts")).to_contain_text("How defenders fare in the country1 answer")
    page.get_by_role("link", name="Questions 1").click()
    assert texts(page, ".answer .asked") == ["And who keeps the letters?"]
    page.get_by_role("link", name="Introductions 1").click()
    expect(page.locator(".said mark")).to_have_text(["Letters"])


def test_counts_by_question_narrow_the_search(show: Open) -> None:
    page = show(link(view="search", q="the"))
    before = page.locator(".answer").count()
    page.locator(".counts a").first.click()
    expect(page.locator(".counts a[aria-current]")).to_have_count(1)
    assert 0 < page.locator(".answer").count() < before


def test_an_answer_is_cited_and_copied(show: Open) -> None:
    page = show(link(**VIEWS["question"]), permissions=["clipboard-read", "clipboard-write"])
    answer = page.locator(".answer").nth(1)
    answer.get_by_text("Cite").click()
    apa, bibtex, csl = answer.locator("pre").all_text_contents()
    assert apa == (
        "Dana Nobodyeva. (2021, April 7). Dana Nobodyeva, River Letters [Interview]. Voices. Answer 2021/dana-en#1, "
        f"captured 2024-05-01, SHA-256 {'5e' * 32}. https://voices.example.org/2021/dana-en"
    )
    assert bibtex.startswith("@misc{2021/dana-en-1,\n  author = {{Dana Nobodyeva}},\n")
    (entry,) = json.loads(csl)
    assert (entry["id"], entry["type"], entry["issued"]) == (
        "2021/dana-en#1",
        "interview",
        {"date-parts": [[2021, 4, 7]]},
    )
    answer.get_by_role("button", name="Copy", exact=True).nth(1).click()
    assert page.evaluate("navigator.clipboard.readText()") == bibtex
    answer.get_by_role("button", name="Copy as text").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Dana Nobodyeva, Kazakhstan, 2021-04-07\n\nWhat is the situation like for defenders?\n\n")
    assert copied.endswith(apa)


@pytest.mark.parametrize("identifier", ["2021/dana-en", "../hostile\n=1"])
def test_csv_is_as_the_export_has_it(identifier: str, show: Open) -> None:
    page = show(link(view="interview", id=identifier))
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    saved = download.value.path().read_bytes().decode()
    records = [record for record in build_voices() if record.id == identifier]
    options = Options("answers", csv_safe=True, questionnaires=OPTIONS.questionnaires)
    expected = exporting.export("csv", records, options).content.decode()
    assert list(csv.reader(io.StringIO(saved, newline=""))) == list(csv.reader(io.StringIO(expected, newline="")))


def test_print_shows_all_and_no_control(show: Open) -> None:
    page = show(link(view="question", question="other"))
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".filters").first).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".answer").count() == len(HOSTILE) + 2
    assert len(page.pdf()) > 10_000


def test_hostile_text_is_text(show: Open) -> None:
    page = show(link(view="interview", id="../hostile\n=1"))
    shown = page.locator(".exchange").evaluate_all("all => all.map(each => each.querySelector('.said').textContent)")
    assert shown == list(HOSTILE.values())
    assert page.locator("main script, main img, main b, main iframe").count() == 0


def test_it_is_read_without_scripts(show: Open) -> None:
    page = show(java_script_enabled=False)
    page.get_by_role("link", name="Дана Нободиева, «Речные письма»").click()
    expect(page.locator("#interview-2")).to_contain_text("Мы встречаемся в кафе у реки")
    expect(page.locator("#interview-3 .said").first).to_have_attribute("dir", "auto")


def test_everything_is_reached_by_the_keyboard(show: Open) -> None:
    page = show(link(**VIEWS["interview"]))
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("To the content")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    seen = set[str]()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.textContent.trim()"))
    assert {"Beside it: Russian", "Cite", "Copy as text", "Save as CSV", "Print"} <= seen

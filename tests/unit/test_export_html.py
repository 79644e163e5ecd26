"""The file for a browser, read as bytes: what is data, what is markup, and what it may load; tests/browser opens it."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

import pytest
from lxml import html
from msgspec.structs import replace

import exporting
from hrdcorpus.output.export import Options
from hrdcorpus.output.export.filters import Filters, Selection
from hrdcorpus.records.dataset import Dataset
from hrdcorpus.records.form import Record
from invented import HOSTILE, QUESTIONNAIRES, build_corpus, build_guests, build_hostile, load_cases

OPTIONS = Options(questionnaires=QUESTIONNAIRES)


def read_page(records: Sequence[Record], options: Options = OPTIONS) -> "tuple[str, html.HtmlElement]":
    content = exporting.export("html", records, options).content
    return content.decode(), html.document_fromstring(content)


def read_data(tree: "html.HtmlElement", kind: str) -> Iterator[Any]:
    for element in tree.xpath(f"//script[@type='application/json'][@class='{kind}']"):
        yield json.loads(element.text)


def read_rows(records: Sequence[Record], shape: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exporting.export("jsonl", records, Options(shape)).content.splitlines()]


# Of the last one only some answers are kept, as filters do it: their numbers are not their places.
FILTERED = Selection([build_corpus()[0].model_copy(update={"id": "filtered"})], Filters(matches=frozenset({"similar"})))
RECORDS = [*build_corpus(), build_guests(), *build_hostile(), *FILTERED]


@pytest.mark.parametrize("records", [RECORDS, load_cases(), []], ids=["invented", "cases", "none"])
def test_the_data_are_the_records(records: list[Record]) -> None:
    """Every answer's row is that of the other formats, and every interview is whole."""
    tree = read_page(records)[1]
    (interviews,) = read_data(tree, "interviews")
    texts = list(read_data(tree, "texts"))
    long = read_rows(records, "answers")
    found = [answer for text in texts for answer in text["answers"]]
    beside = {row["id"]: row for row in interviews}
    assert len(found) == len(long)
    for answer, row in zip(found, long, strict=True):
        own = {name: value for name, value in beside[row["interview_id"]].items() if name not in answer}
        assert row == {name: (answer | own)[name] for name in row}
    whole = read_rows(records, "interviews")
    assert [row["id"] for row in interviews] == [row["id"] for row in whole]
    assert [text["introduction"] for text in texts] == [row["introduction"] for row in whole]
    assert [[f["code"] for f in text["findings"]] for text in texts] == [
        [f["code"] for f in row["findings"]] for row in whole
    ]
    asked = [
        [e["number"], e["question"]["id"], e["question"]["match"], len(e["answer"])]
        for row in whole
        for e in row["exchanges"]
    ]
    assert [each for row in interviews for each in row["asked"]] == asked


def test_rows_are_flat_and_the_texts_of_an_interview_stand_apart() -> None:
    tree = read_page(RECORDS)[1]
    (interviews,), (corpus,) = read_data(tree, "interviews"), read_data(tree, "corpus")
    rows = [answer for text in read_data(tree, "texts") for answer in text["answers"]] + corpus["questions"]
    for row in rows:
        assert not any(isinstance(value, dict) for value in row.values())
        assert all(isinstance(each, str) for value in row.values() if isinstance(value, list) for each in value)
    assert not {"introduction", "findings"} & {name for row in interviews for name in row}
    assert corpus["questions"][0]["question_id"] == "situation"


def test_only_the_script_and_the_style_of_the_page_may_run_and_nothing_is_loaded() -> None:
    raw, tree = read_page(RECORDS)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = re.findall(r"<style>(.*?)</style>", raw, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", raw, re.DOTALL)
    digests = [b64encode(sha256(source.encode()).digest()).decode() for source in (style, script)]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"url\(|@import|https?:", style)
    assert not re.search(
        r"fetch\(|XMLHttpRequest|import\(|WebSocket|sendBeacon|innerHTML|insertAdjacent|eval\(", script
    )
    assert set(re.findall(r"https?://[^\"]*", script)) == {"http://www.w3.org/2000/svg"}  # a name; nobody goes there
    names = {name for element in tree.iter("script", "img", "link", "iframe") for name in element.attrib}
    assert names <= {"type", "class"}


def test_no_text_ends_its_element_or_begins_another() -> None:
    """HTML has no `<` in data but those of the elements, and the markup of the plain page is all ours."""
    raw, tree = read_page(build_hostile())
    assert raw.count("<script") == raw.count("</script>") == 4
    for data in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', raw, re.DOTALL):
        assert "<" not in data
    tags = {element.tag for element in tree.xpath("//noscript//*")}
    assert tags <= {"header", "nav", "ol", "li", "a", "article", "div", "h1", "h2", "h3", "p", "dl", "dt", "dd", "span"}
    names = {name for element in tree.xpath("//noscript//*") for name in element.attrib}
    assert names <= {"class", "id", "lang", "dir", "href"}
    assert all(re.fullmatch(r"#interview-\d+", link) for link in tree.xpath("//noscript//a/@href"))


def test_what_is_said_of_the_whole_is_told_with_and_without_a_script() -> None:
    dataset = Dataset(title="<Voices>", description="All & more", version="1</script>")
    tree = read_page(RECORDS[:1], replace(OPTIONS, dataset=dataset))[1]
    (corpus,) = read_data(tree, "corpus")
    assert (corpus["title"], corpus["description"]) == ("<Voices>", "All & more")
    assert corpus["facts"] == [["Version", "1</script>"]]
    assert tree.xpath("string(//title)") == tree.xpath("string(//noscript//h1)") == "<Voices>"
    assert tree.xpath("//noscript/header//text()")[1:3] == ["All & more", "\n"]
    assert tree.xpath("string(//noscript/header//dd)") == "1</script>"


def test_it_can_be_read_without_a_script() -> None:
    tree = read_page(RECORDS)[1]
    shown = [element.text for element in tree.xpath("//noscript//p[@class='said']")]
    texts = [text for record in RECORDS for exchange in record.exchanges for text in exchange.answer]
    controls = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe]|\r")
    plain = [(mine, text) for mine, text in zip(shown, texts, strict=True) if not controls.search(text)]
    assert len(plain) > len(HOSTILE)
    assert all(mine == text for mine, text in plain)
    assert len(tree.xpath("//noscript//nav//a")) == len(tree.xpath("//noscript/article")) == len(RECORDS)
    told = [
        element
        for element in tree.xpath("//noscript/*[not(self::header)]//*[not(*)]")
        if element.tag not in ("dt", "dd", "div", "h1")
    ]
    assert all(element.get("lang") and element.get("dir") == "auto" for element in told)

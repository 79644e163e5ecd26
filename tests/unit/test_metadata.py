"""What a page's markup declares of itself."""

from typing import Any

import pytest

from hrdcorpus.reading.blocks import Declared
from hrdcorpus.reading.declared import read_tag
from hrdcorpus.reading.html import split_html

BROWSER = "<!-- saved from url=(0021)https://example.org/a -->"
HTTRACK = "<!-- Mirrored from example.org/a by HTTrack Website Copier/3.x [XR&CO'2014], {} -->"
SINGLEFILE = "<!--\n Page saved with SingleFile \n url: https://example.org/a:b \n saved date: {}\n-->"
SUMMER = "Wed Apr 07 2021 10:20:30 GMT+0200 (Central European Summer Time)"
MONOLITH = "<!-- Saved from https://example.org/a at 2021-04-07T10:20:30Z using monolith v2.8.1 -->"
SAVE_PAGE = (
    "<meta name=savepage-url content=https://example.org/a>"
    "<meta name=savepage-date content='Wed Apr 07 2021 10:20:30 GMT+0200 (CEST)'>"
)
WAYBACK = "<link rel=canonical href=https://web.archive.org/web/{}/https://example.org/a>"
TOOLBAR = "<form name=wmtb><input name=url value=https://example.org/a><input name=date value={}></form>"
ARTICLE = '"@type": "NewsArticle"'


def read(html: str) -> Declared:
    return split_html(f"{html}<p>text").declared


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


CASES: list[tuple[str, str, Any]] = [
    # title: headline, og:title, <title>
    ("title", "", None),
    ("title", "<title> A\n title </title>", "A title"),
    ("title", "<title>A - Site</title><meta property='og:title' content='A &amp; B'>", "A & B"),
    ("title", "<meta property=og:title content=B>" + ld(f'{{{ARTICLE}, "headline": "C &amp; D"}}'), "C & D"),
    ("title", "<title></title><title>A</title>", None),
    ("title", "<svg><title>icon</title></svg><title>A</title>", "A"),
    # JSON-LD in all its shapes
    ("title", ld(f'[{{"@type": "Organization", "headline": "B"}}, {{{ARTICLE}, "headline": "A"}}]'), "A"),
    ("title", ld(f'{{"@context": "x", "@graph": [{{{ARTICLE}, "headline": "A"}}, 1]}}'), "A"),
    ("title", ld('{"@type": ["Thing", "http://schema.org/BlogPosting"], "headline": "A"}'), "A"),
    ("title", ld('{"@type": "WebPage", "headline": "B"}') + ld(f'{{{ARTICLE}, "headline": "A"}}'), "A"),
    ("title", ld('{"@type": "WebPage", "headline": "B"}'), "B"),
    ("title", ld('{"@type": "Organization", "headline": "B"}'), None),
    ("title", ld(f'{{{ARTICLE}, "headline": "A"}}') + ld(f'{{{ARTICLE}, "headline": "B"}}'), None),
    ("title", ld(f'{{{ARTICLE}, "headline": "A\n B"}}'), "A B"),
    ("title", ld(f'{{{ARTICLE}, "headline": 7}}'), None),
    ("title", ld(f'{{{ARTICLE}, "headline": "A \\ud83d\\ude00 \\ud800"}}'), "A \U0001f600"),
    ("title", ld(f'{{{ARTICLE}, "headline": "A"') + "<title>B</title>", "B"),
    ("title", ld("[" * 100_000) + ld("1" * 5000) + ld("null") + ld("") + "<title>B</title>", "B"),
    # published
    ("published", ld(f'{{{ARTICLE}, "datePublished": "2021-04-07"}}') + "<meta name=date content=2020>", "2021-04-07"),
    ("published", "<meta property=article:published_time content=2021-04-07T10:00:00Z>", "2021-04-07T10:00:00Z"),
    ("published", "<meta name=DC.date content=2021><meta name=date content=2020>", "2021"),
    ("published", "<meta name=date content=2021><meta name=date content=2020>", None),
    ("published", "<meta itemprop=datePublished content=2021>", "2021"),
    ("published", "<p><time itemprop=datePublished datetime=2021>x</time><article><time datetime=2020>", "2021"),
    ("published", "<article><time datetime=2021-04-07>x</time></article>", "2021-04-07"),
    ("published", "<main><section><time datetime=2021>x</time></section><nav><time datetime=1></nav>", "2021"),
    ("published", "<header><time datetime=2021>x</time></header>", "2021"),
    ("published", "<div><time datetime=2021>x</time></div>", None),
    ("published", "<article><time datetime=2021>x</time><time datetime=2020>y</time></article>", None),
    ("published", "<article><time datetime=2021>x</time><time>y</time><time datetime=2021>x</time></article>", "2021"),
    # author
    ("author", ld(f'{{{ARTICLE}, "author": "A. B."}}') + "<meta name=author content=C>", "A. B."),
    ("author", ld(f'{{{ARTICLE}, "author": [{{"name": "A"}}, "B", {{"name": "A"}}, 3]}}'), "A, B"),
    ("author", ld(f'{{"@graph": [{{{ARTICLE}, "author": {{"@id": "#a"}}}}, {{"@id": "#a", "name": "A"}}]}}'), "A"),
    ("author", ld(f'{{{ARTICLE}, "author": {{"@id": "#a"}}}}') + "<meta name=Author content=' C '>", "C"),
    ("author", "<meta name=author><meta name=citation_author content=A><meta name=citation_author content=B>", "A, B"),
    ("author", "<meta property=article:author content='https://example.org/a'>", None),
    # address and time of the download
    ("url", "<link rel='alternate canonical' href=' https://example.org/a '>", "https://example.org/a"),
    ("url", "<link rel=canonical href=/a><meta property=og:url content=http://example.org/b>", "http://example.org/b"),
    ("url", "<link rel=canonical href='javascript:alert(1)'><meta property=og:url content='file:///etc/passwd'>", None),
    ("url", "<link rel=canonical href='https://example.org/a b'>", None),
    ("url", BROWSER, "https://example.org/a"),
    ("url", BROWSER + "<link rel=canonical href=https://example.org/b>", "https://example.org/b"),
    ("url", "<!-- saved from url=(0014)about:internet -->", None),
    ("retrieved", BROWSER, None),
    ("url", HTTRACK.format("Wed, 07 Apr 2021 10:20:30 GMT"), "http://example.org/a"),
    ("retrieved", HTTRACK.format("Wed, 07 Apr 2021 10:20:30 GMT"), "2021-04-07T10:20:30+00:00"),
    ("retrieved", HTTRACK.format("once"), None),
    ("url", MONOLITH, "https://example.org/a"),
    ("retrieved", MONOLITH, "2021-04-07T10:20:30+00:00"),
    ("url", MONOLITH.replace("https://example.org/a", "local source"), None),
    ("url", SAVE_PAGE, "https://example.org/a"),
    ("retrieved", SAVE_PAGE, "2021-04-07T10:20:30+02:00"),
    ("url", SINGLEFILE.format(SUMMER), "https://example.org/a:b"),
    ("retrieved", SINGLEFILE.format(SUMMER), "2021-04-07T10:20:30+02:00"),
    ("retrieved", SINGLEFILE.format("7.4.2021"), None),
    ("retrieved", SINGLEFILE.format("Wed Xyz 99 2021 10:20:30 GMT+0200"), None),
    ("url", WAYBACK.format("20210407102030"), "https://example.org/a"),
    ("retrieved", WAYBACK.format("20210407102030"), "2021-04-07T10:20:30+00:00"),
    ("retrieved", WAYBACK.format("20219907102030"), None),
    ("url", TOOLBAR.format("20210407102030"), "https://example.org/a"),
    ("retrieved", TOOLBAR.format("20210407102030"), "2021-04-07T10:20:30+00:00"),
    ("retrieved", TOOLBAR.format("2021"), None),
    # languages
    ("language", "<html lang=pt_BR>", "pt-BR"),
    ("language", "<html xml:lang=ru>", "ru"),
    ("language", "<html lang=''>", None),
    ("language", "<html><body></body></html><html lang=fr>", None),
    ("languages", "<link rel=alternate hreflang=en><link rel=alternate hreflang=RU>", ("en", "ru")),
    ("languages", "<link rel=alternate hreflang=x-default><link rel=next hreflang=fr>", ()),
    ("languages", "<link rel=alternate hreflang=zh-hant><link rel=alternate hreflang=zh-Hant>", ("zh-Hant",)),
]  # fmt: skip


@pytest.mark.parametrize(("field", "html", "expected"), CASES)
def test_the_markup_declares(field: str, html: str, expected: object) -> None:
    assert getattr(read(html), field) == expected


TAGS = [
    ("en", "en"), ("EN-us", "en-US"), ("zh-cmn-Hans", "zh"), ("zh_Hans_CN", "zh-Hans-CN"), ("en-GB-oxendict", "en-GB"),
    ("sr-latn", "sr-Latn"), ("kk ", "kk"), ("x-default", None), ("english", None), ("", None), ("i", None),
    ("рус", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tag"), TAGS)
def test_language_tags_are_brought_into_one_form(text: str, tag: str | None) -> None:
    assert read_tag(text) == tag

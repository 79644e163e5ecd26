"""HTML pages into blocks. `python tests/unit/test_html_blocks.py` rewrites the expected files; read what changed."""

import unicodedata
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from counting import count_calls
from hrdcorpus.errors import PageError
from hrdcorpus.reading.blocks import Block
from hrdcorpus.reading.html import split_html

PAGES = Path(__file__).parent.parent / "html"
NAMES = sorted(page.stem for page in PAGES.glob("*.html"))


def show(block: Block) -> str:
    """`tag text`, with [region], # for each heading level, ** around bold and | where a new line begins."""
    marks = [(at, "**") for stretch in block.bold for at in stretch] + [(at, "| ") for at in block.breaks]
    text = block.text
    for at, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    region = f"[{block.region}] " if block.region else ""
    return f"{region}{block.tag} {'#' * block.heading}{' ' if block.heading else ''}{text}"


def show_page(html: str) -> list[str]:
    return [show(block) for block in split_html(html).blocks]


def expect(name: str) -> str:
    return "".join(f"{line}\n" for line in show_page((PAGES / f"{name}.html").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_a_layout_gives_the_blocks_beside_it(name: str) -> None:
    found = expect(name)
    assert found == (PAGES / f"{name}.txt").read_text(encoding="utf-8"), f"read it; then: python {__file__}"


SNIPPETS = [
    # words and white space
    ("<p>a<embed>b<track>c<source>d</p>", ["p abcd"]),
    ("<p><b>Wh</b>at<wbr>ever <i>it</i><!-- no -->'s</p>", ["p **Wh**atever it's"]),
    ("<p> a\n\t&nbsp; b&#8203;c </p>", ["p a b\u200bc"]),
    ("<p>e&#769;</p><p>&eacute;</p>", ["p é", "p é"]),
    ("<p><b>e</b>&#769;!</p>", ["p é!"]),  # an accent across a border: no place is certain
    ("<p>a<br> b<br/>c</p>", ["p a | b | c"]),
    ("<p>a<br>&nbsp;<!-- --> <br>b<br><br><br>c</p>", ["p a", "p b", "p c"]),
    ("<p><br>a<br></p>", ["p a"]),
    ("<p>a</br>b</BR>c</p>", ["p a | b | c"]),
    ("<div>a</p>b</div><p>c<div>d</div>e</P>f", ["div a", "div b", "p c", "div d", "body e", "body f"]),
    ("<div>a<hr>b</div>", ["div a", "div b"]),
    ("<p> </p><p><img src=x> <b> </b></p>", []),
    ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", ["body 漢(かん)字"]),
    # block boundaries
    ("a<div>b<p>c</p>d</div>e", ["body a", "div b", "p c", "div d", "body e"]),
    ("<p>a<p>b<div>c</div>", ["p a", "p b", "div c"]),
    ("<div>a<p></p>b</div>", ["div a", "div b"]),
    ("<span>a<div>b</div>c</span>", ["body a", "div b", "body c"]),
    ("<div><span style='display:block'>a</span><span style='display: inline'>b</span>c</div>", ["span a", "div bc"]),
    ("<p>at <o:p>home</o:p> <x-y>here</x-y></p><x-y>a</x-y><x-y>b</x-y>", ["p at home here", "x-y a", "x-y b"]),
    ("<div>he <x-y>said</x-y> so</div>", ["div he said so"]),
    ("<p>a</p></body></html>b<p>c", ["p a", "html b", "p c"]),
    # emphasis
    ("<p><b>a</b> <strong>b</strong>c</p>", ["p **a b**c"]),
    ("<p><b> a </b> b <b> </b></p>", ["p **a** b"]),
    ("<p><b>a<br>b</b></p>", ["p **a | b**"]),
    ("<p><b style='font-weight:normal'>a</b> <b>b</b></p>", ["p a **b**"]),
    ("<p style='font-weight:599.5'>a</p><b>b</b>", ["p a", "body **b**"]),
    ("<div style='font-weight:bolder'><p>a</p><p style='font:12px serif'>b</p></div>", ["p **a**", "p **b**"]),
    ("<h2>a <b>b</b></h2><b>c</b>", ["h2 ## a b", "body **c**"]),
    ("<p><i>a</i></p><p>b</p>", ["p **a**", "p b"]),
    ("<p><i>a</i></p><p><b>b</b></p><nav><b>c</b></nav>", ["p a", "p **b**", "[nav] nav c"]),
    ("<p><i>a</i></p><nav><b>c</b></nav>", ["p **a**", "[nav] nav c"]),
    ("<p role=heading>a</p><p role=heading aria-level=9>b</p>", ["p ## a", "p ## b"]),
    # regions
    ("<p>Wh<button>x</button>at <span hidden>y</span>is</p>", ["p What is", "[button] button x", "[hidden] span y"]),
    ("<p><svg><title>x</title></svg> a</p>", ["[svg] svg x", "p a"]),
    ("<nav><p>a<b>b</b><p>c<script>d</script><br>e</nav>", ["[nav] nav ab c e"]),
    ("<header><h1>a</h1><nav>b</nav></header>", ["[header] h1 # a", "[nav] nav b"]),
    ("<main><header>a</header><footer>b</footer></main>", ["header a", "[footer] footer b"]),
    ("<section><header>a</header><footer>b</footer></section>", ["header a", "footer b"]),
    ("<article><header role=banner>a</header></article>", ["[header] header a"]),
    ("<header>a<main>b<footer>c</footer></main></header>", ["[header] header a", "main b", "[footer] footer c"]),
    ("<form>a<h1>b</h1></form><div><form>c<h1>d</h1></form></div>", ["form a", "h1 # b", "[form] form c d"]),
    ("<div><form>a<article>b</article></form></div>", ["form a", "article b"]),
    ("<p hidden=until-found>a</p><p hidden>b</p><p HIDDEN=''>c</p>", ["p a", "[hidden] p b", "[hidden] p c"]),
    ("<body style='display:none' hidden><p>a</p>", ["p a"]),
    ("<button aria-expanded=false>Menu</button><div hidden>a</div>", ["[button] button Menu", "[hidden] div a"]),
    ("<h3 aria-expanded=false>a</h3><p hidden>b</p><p hidden>c</p>", ["h3 ### a", "p b", "[hidden] p c"]),
    ("<h3 aria-expanded=true>a</h3><p hidden>b</p>", ["h3 ### a", "[hidden] p b"]),
    ("<form><b aria-expanded=false>a?</b><p hidden>b</p></form>", ["[form] form a? b"]),
    ("<div aria-hidden=true>a</div><div><div aria-hidden=true>b</div></div>", ["div a", "[hidden] div b"]),
    ("<p style='background:url(data:display:none)'>a</p>", ["p a"]),
    ("<h3><button>a</button></h3><h3>b<button>c</button></h3>", ["h3 ### a", "h3 ### b", "[button] button ### c"]),
    ("<noscript>a</noscript><object>b</object>", ["[noscript] noscript a", "[hidden] object b"]),
    ("<iframe>c</iframe><title>d</title><datalist><option>e</datalist>", ["[hidden] datalist e"]),
    # decoding
    ("\ufeff<p>a</p>", ["p a"]),
    ("<meta charset=windows-1251><p>жук</p>", ["p жук"]),
    ("<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/hosts'>]><p>&x;</p>", ["body ]>", "p &x;"]),
    ("a", ["body a"]),
]  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), SNIPPETS)
def test_a_snippet_gives_its_blocks(html: str, expected: list[str]) -> None:
    assert show_page(html) == expected


TRUNCATED = [
    "<!-- <p>b</p>", "<script> <p>b</p>", "<style><p>b</p>", "<textarea><p>b</p>", "<title><p>b</p>",
    "<p class='x>b</p>", "<script><!-- <script> </script><p>b</p>",
    "<xmp><p>b</p>", "<noframes><p>b</p>",
]  # fmt: skip


@pytest.mark.parametrize("end", TRUNCATED)
def test_a_page_that_was_cut_off_is_refused(end: str) -> None:
    with pytest.raises(PageError, match="truncated"):
        split_html(f"<p>a</p>{end}")


PROSE = "We waited at the river until the ice had gone, and nobody came to ask us why."
UNCLOSED = [
    "<aside>", "<nav>", "<form>", "<search>", "<menu>", "<dialog open>", "<noscript>", "<svg>", "<button>", "<select>",
    "<template>", "<datalist>", "<video>", "<object>", "<DIV hidden>", "<section aria-hidden=true>",
    "<div role=navigation>", "<span style='display: none'>",
]  # fmt: skip


@pytest.mark.parametrize("element", UNCLOSED)
@pytest.mark.parametrize("inside", [["Who came?", PROSE], ["Who came to the river in spring?"]])
def test_an_element_that_is_never_closed_does_not_swallow_the_page(element: str, inside: list[str]) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in inside)
    document = split_html(f"<body><main><article><p>a</p>{element}{paragraphs}</article></main></body>")
    assert [block.text for block in document.blocks if not block.region] == ["a", *inside]
    assert [finding.name for finding in document.findings] == ["unclosed-element"]


@pytest.mark.parametrize(
    "html",
    [
        f"<main><p>a</p><aside><p>Who came?</p><p>{PROSE}</p></aside></main>",
        f"<main><p>a</p><div hidden><p>Who came?</p><p>{PROSE}</p></div></main>",
        "<main><p>a</p><nav><p>Home</p><p>About us</p></main>",
        "<main><p>a</p><form><p>Forgot your password?</p></main>",
        f"<ul><li>a<li hidden><p>Who came?</p><p>{PROSE}</p></ul>",
    ],
)
def test_a_region_that_is_closed_or_holds_no_prose_is_none_of_the_content(html: str) -> None:
    document = split_html(html)
    assert [block.text for block in document.blocks if not block.region] == ["a"]
    assert document.findings == ()


def test_a_link_that_is_never_closed_does_not_make_links_of_all() -> None:
    html = "<main><a href=x><p>a</p><p>b</p><p>c</p><p>d</p></main>"
    assert [block.is_linked for block in split_html(html).blocks] == 4 * [False]
    assert [block.is_linked for block in split_html(html.replace("</main>", "</a></main>")).blocks] == 4 * [True]


@pytest.mark.parametrize("html", ["", " \n", "<!-- a -->", "<!-- <p>a</p>", "<!DOCTYPE html>"])
def test_a_page_without_elements_and_text_is_refused(html: str) -> None:
    with pytest.raises(PageError, match="no element"):
        show_page(html)


def test_a_depth_at_which_the_parser_would_drop_text_is_refused() -> None:
    assert show_page("<div>" * 2000 + "a" + "</div>" * 2000 + "b") == ["div a", "body b"]
    with pytest.raises(PageError, match="nested deeper"):
        show_page("<p>a</p>" + "<div>" * 3000 + "b" + "</div>" * 3000)


def test_a_tag_with_too_many_attributes_is_refused_and_a_long_value_is_not() -> None:
    value = "word " * 400_000
    assert show_page(f"<p title='{value}'>a</p><p>b</p>") == ["p a", "p b"]
    for separator in (" ", "\n", ""):
        attributes = separator.join(f"a{i}='1'" for i in range(20_000))
        with pytest.raises(PageError, match="attributes"):
            show_page(f"<p {attributes}>a</p>")


def test_a_text_of_more_than_ten_megabytes_is_kept() -> None:
    blocks = split_html("<p>" + "word " * 2_200_000 + "</p><p>b</p>").blocks
    assert (len(blocks[0].text), blocks[1].text) == (10_999_999, "b")


def test_many_blocks_at_a_great_depth_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hrdcorpus.reading.paths.MAX_PATHS", 10_000)
    with pytest.raises(PageError, match="too deeply"):
        show_page("<div>" * 1000 + "<p>a</p>" * 10)


LARGE = ["<p>a</p>", "a<br><br>", "<b>a</b> b ", "<button>a</button>", "<nav>a</nav>", "<i> </i><x-y>a</x-y>", "<b><i>"]


@pytest.mark.parametrize("part", LARGE)
def test_work_grows_with_the_page(part: str) -> None:
    def count(times: int) -> int:
        return count_calls(lambda: split_html(f"<div>a{part * times}</div>"))

    assert count(800) < 4.5 * count(200)  # 4 if linear, 16 if quadratic


INLINE = ("a", "b", "em", "font", "i", "span", "strong", "u")
BLOCK = ("article", "blockquote", "details", "div", "main", "section", "summary")
WORDS = st.text("abжé漢 \n", min_size=1, max_size=6)


def nest(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    contents = st.lists(inner, max_size=4).map("".join)
    inline = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(INLINE), contents)
    # \x1f: where the words of one block part from the next, for the test to find
    block = st.builds("\x1f<{0}>{1}</{0}>\x1f".format, st.sampled_from(BLOCK), contents)
    listed = contents.map("\x1f<ul><li>\x1f{0}\x1f</li></ul>\x1f".format)
    tabled = contents.map("\x1f<table><tr><td>\x1f{0}\x1f</td></tr></table>\x1f".format)
    unseen = st.sampled_from(("<script>no</script>", "<!-- no -->", "<img alt=no>", "<style>no</style>", "\x1f<br>"))
    return st.one_of(inline, block, listed, tabled, unseen)


MARKUP = st.recursive(WORDS, nest, max_leaves=30)


def find_words(html: str) -> list[str]:
    """The words that a reader sees, by a way of its own: tags cut out of the source."""
    for unseen in ("<script>no</script>", "<!-- no -->", "<style>no</style>"):
        html = html.replace(unseen, "")
    pieces = html.replace("\x1f", " ").split("<")
    return "".join([pieces[0], *(piece.partition(">")[2] for piece in pieces[1:])]).split()


@given(MARKUP)
def test_every_word_is_kept_once_and_in_order(html: str) -> None:
    blocks = split_html(f"<p></p>{html}".replace("\x1f", "")).blocks
    assert [word for block in blocks for word in block.text.split()] == find_words(html)
    for block in blocks:
        places = [at for stretch in block.bold for at in stretch]
        assert places == sorted(set(places))
        assert all(0 <= at <= len(block.text) for at in places)
        assert all(block.text[at - 1] == " " != block.text[at] for at in block.breaks)


@given(MARKUP)
def test_a_path_leads_to_its_element(html: str) -> None:
    html = f"<html><body>{html.replace(chr(0x1F), '')}</body></html>"
    tree = etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8")).getroottree()
    for block in split_html(html).blocks:
        assert block.path is not None
        elements = cast(list[etree._Element], tree.xpath(block.path))
        assert [tree.getpath(element) for element in elements] == [block.path]
        assert elements[0].tag == block.tag
        assert set(block.text) <= {" ", *unicodedata.normalize("NFC", "".join(map(str, elements[0].itertext())))}


if __name__ == "__main__":
    for name in NAMES:
        (PAGES / f"{name}.txt").write_text(expect(name), encoding="utf-8")

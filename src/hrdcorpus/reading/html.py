"""An HTML page -> blocks: lxml parses, one walk over the tree takes every piece of text once."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.etree import _Element as Element

from hrdcorpus.errors import PageError
from hrdcorpus.knowledge.limits import LIMITS, Limits
from hrdcorpus.reading.blocks import Block, Document
from hrdcorpus.reading.contexts import MAY_STAY_OPEN
from hrdcorpus.reading.declared import read_declared
from hrdcorpus.reading.paths import Paths
from hrdcorpus.reading.regions import UNSEEN, find_wrappers, holds_prose
from hrdcorpus.reading.walk import END_OF_PARAGRAPH, TOOLBAR_ENDS, Walk
from hrdcorpus.records.findings import Finding

MAX_ATTRIBUTES = 10_000  # of one tag: the parser's time grows with their square

_NAMES = ("article", "form", "h1", "html", "input", "link", "main", "meta", "script", "time", "title")
_END = " end of page "  # a comment put after the page: if it is not the last thing parsed, something swallowed it
# End tags without a start: the parser ignores them, browsers show a line break, and the end of a paragraph.
_REPAIRS = {"br": "<br>", "p": f"</p><!--{END_OF_PARAGRAPH}-->"}
_QUOTED = re.compile("\"[^\"]*\"|'[^']*'")
_VALUE = re.compile("=\\s*(?:\"[^\"]*(?:\"|\\Z)|'[^']*(?:'|\\Z))")
_TAG = re.compile(r"<(?:[a-z/?]|!(?!--)|\s*\Z)", re.IGNORECASE)
_ENDED = re.compile("</(?:html|body)\\s*>", re.IGNORECASE)
_BEGUN = re.compile("<(?:html|body)[\\s>]", re.IGNORECASE)
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_TAIL = 5_000  # characters behind </body> or </html>, at most: some pages have scripts there

_TAGS = 10  # for each block that a page may have: the parser's tree is the largest part of its memory
_CHUNK = 16_384  # characters; a tag with too many attributes has more than twice as many


def split_html(source: str, limits: Limits = LIMITS, utf8: bytes | None = None) -> Document:
    """The page's visible text, whole and in order, and what its markup declares; `PageError` where text would be lost.

    What the page says of its encoding is nothing here: `source` was decoded before. `utf8` are its bytes, if at hand.
    """
    source = source.removeprefix("\ufeff")  # a second one
    limits.check_count(source.count("<"), "tags", _TAGS)
    _check_tags(source)
    begun = _find_begun_tag(source)
    tops = _parse(source[:begun], utf8 if begun is None else None)
    named, comments = _sort_by_name(tops)
    walk = Walk(source, tops, find_wrappers(named), has_toolbar=any(TOOLBAR_ENDS in comment for comment in comments))
    declared = read_declared(named, comments, walk.times)
    cut = "its last tag has no end" if begun is not None else _describe_cut(source, tops)
    findings = [Finding("truncated", cut)] if cut else []
    if walk.unclosed:
        names = ", ".join(f"<{tag}>" for tag in dict.fromkeys(walk.unclosed))
        findings.append(Finding("unclosed-element", f"never closed, and taken for content: {names}"))
    return Document(tuple(_build_blocks(walk, tops)), declared, tuple(findings))


def _parse(source: str, utf8: bytes | None) -> list[Element]:
    """The nodes without a parent: a page's comments, and more than one <html> where text follows the first."""
    # bytes, because at a lone surrogate in a str the parser stops
    tops, errors = _run_parser(source.encode("utf-8", "replace") if utf8 is None else utf8)
    ignored = [tag for tag in _REPAIRS if f"Unexpected end tag : {tag}" in errors]
    if ignored:
        for tag in ignored:
            source = source.replace(f"</{tag}>", _REPAIRS[tag]).replace(f"</{tag.upper()}>", _REPAIRS[tag])
        tops, errors = _run_parser(source.encode("utf-8", "replace"))
    if not tops:
        raise PageError("no element and no text outside of comments; save the page again")
    if any(error.startswith("Excessive depth") for error in errors):
        raise PageError("nested deeper than 2,048 elements; save the page again with a browser")
    if not _is_whole(tops):
        raise PageError("truncated: a tag, comment, script, style, title or textarea never ends; save the page again")
    return tops


def _run_parser(source: bytes) -> tuple[list[Element], set[str]]:
    """The parser's nodes and error messages."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = etree.fromstring(source + f"<!--{_END}-->".encode(), parser)
    errors = {entry.message for entry in parser.error_log}
    if root is None:
        return [], errors
    return [*reversed([*root.itersiblings(preceding=True)]), root, *root.itersiblings()], errors


def _is_whole(tops: Sequence[Element]) -> bool:
    """Whether the parser came to the page's end, outside of everything that hides text."""
    last = _find_last(tops)
    is_end = isinstance(last, etree._Comment) and last.text == _END
    return is_end and all(element.tag not in UNSEEN for element in last.iterancestors())


def _find_last(tops: Sequence[Element]) -> Element:
    last = tops[-1]
    while len(last):
        last = last[-1]
    return last


def _find_begun_tag(source: str) -> int | None:
    """Where a tag begins that the page's end cuts off, and that has swallowed no prose."""
    start = source.rfind("<")
    tag = source[max(start, 0) :]
    is_begun = _TAG.match(tag) and ">" not in _VALUE.sub("", tag) and not holds_prose(tag)
    return start if is_begun else None


def _describe_cut(source: str, tops: Sequence[Element]) -> str | None:
    """What is open where the page ends and should not be; None where all is closed that HTML wants closed.

    End tags that HTML allows to leave out tell nothing, unless all others of their kind on the page stand.
    """
    if _ENDED.search(_COMMENT.sub("", source[-_TAIL:])):  # nearly all pages
        return None
    is_page = _BEGUN.search(source)
    for element in _find_last(tops).iterancestors():
        tag = element.tag
        if tag not in MAY_STAY_OPEN:
            return f"<{tag}> is open where the page ends"
        ends = source.count(f"</{tag}>")
        if is_page and ends and ends + 1 == source.count(f"<{tag}>") + source.count(f"<{tag} "):
            return f"<{tag}> is open where the page ends, and no other is"
    return None


def _sort_by_name(tops: Sequence[Element]) -> tuple[dict[str, list[Element]], list[str]]:
    """The elements that are asked for by name, and the comments' texts, in document order."""
    named: dict[str, list[Element]] = {name: [] for name in _NAMES}
    comments: list[Element] = []
    for top in tops:
        for element in top.iter(*_NAMES, etree.Comment):
            named.get(element.tag, comments).append(element)
    return named, [comment.text or "" for comment in comments]


def _build_blocks(walk: Walk, tops: Sequence[Element]) -> Iterator[Block]:
    """The blocks. Italics are emphasis only on a page that has no bold type in what may be content."""
    paths = Paths(tops)
    has_bold = any(found.piece.bold for found in walk.found if not found.region)
    for (text, bold, italic, breaks, is_linked), element, region, heading in walk.found:
        emphasis = bold if has_bold else italic
        path = paths.find(element)
        yield Block(text, None, path, element.tag, region, heading, emphasis, breaks, is_linked, element)


def _check_tags(source: str) -> None:
    """`PageError` for a tag with more attributes than any page needs; a rough look that costs next to nothing."""
    was_gap = False
    for start in range(0, len(source), _CHUNK):
        is_gap = source.find("<", start, start + _CHUNK) < 0 and source.find(">", start, start + _CHUNK) < 0
        if is_gap and not was_gap:
            begin = source.rfind("<", max(0, start - _CHUNK), start)
            is_tag = begin >= 0 and source[begin + 1].isalpha() and source.find(">", begin, start) < 0
            if is_tag and len(_QUOTED.sub(" ", source[begin:].partition(">")[0]).split()) > MAX_ATTRIBUTES:
                raise PageError(f"a tag with more than {MAX_ATTRIBUTES:,} attributes; leave the page out")
        was_gap = is_gap

"""An HTML page -> blocks, in one pass over what lxml's parser reports.

The parser reports to a target and builds no tree: a tree loses what stands after </html> or is nested too deeply, and
takes time that grows with the square of a tag's attributes.
"""

from typing import Any

from lxml import etree

from hrdcorpus.blocks.block import Block, Document
from hrdcorpus.blocks.elements import Element, find_path
from hrdcorpus.blocks.metadata import read_declared
from hrdcorpus.blocks.target import END, PageTarget
from hrdcorpus.errors import PageError

MAX_PATHS = 200_000_000  # characters of element paths in all: bounds the memory that many deep blocks take


def split_html(raw: bytes, encoding: str) -> Document:
    """The page's visible text, whole and in order, and what its markup declares; `PageError` where text would be lost.

    `encoding` was decided before, whatever the page says; bytes that are none in it become U+FFFD, as NUL does.
    """
    source = raw.decode(encoding, "replace").removeprefix("\ufeff")
    if "\0" in source:
        source = source.replace("\0", "\ufffd")
    for wrong in ("</br>", "</BR>"):  # a line break to browsers, nothing to the parser
        if wrong in source:
            source = source.replace(wrong, "<br>")
    target = PageTarget(source)
    untyped: Any = target  # the stubs want bytes taken, too
    parser = etree.HTMLParser(target=untyped, encoding="utf-8", huge_tree=True)
    etree.fromstring(f"{source}<!--{END}-->".encode("utf-8", "replace"), parser)
    if not target.is_whole:
        raise PageError("truncated: a tag, comment, script, style, title or textarea never ends; save the page again")
    return Document(_build_blocks(target), read_declared(target.marks))


def _build_blocks(target: PageTarget) -> tuple[Block, ...]:
    """The blocks. Italics are emphasis only on a page that has no bold type in what may be content."""
    has_bold = any(bold for (_, bold, _, _), _, region in target.found if not region)
    paths: dict[Element, str] = {}
    blocks = []
    length = 0
    for (text, bold, italic, breaks), element, region in target.found:
        path = find_path(element, paths)
        length += len(path)
        if length > MAX_PATHS:
            raise PageError("too many blocks nested too deeply; save the page again with a browser")
        emphasis = bold if has_bold else italic
        blocks.append(Block(text, None, path, element.tag, region, element.context.heading, emphasis, breaks))
    return tuple(blocks)

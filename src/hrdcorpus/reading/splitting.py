"""Page -> blocks: what a reader of the page sees, piece by piece and in order.

From here on a text page and an HTML page are the same. In a text page a line is a block, unless it was wrapped.
"""

import re
from dataclasses import replace
from itertools import groupby

from hrdcorpus.errors import PageError
from hrdcorpus.reading.blocks import Block, Document
from hrdcorpus.reading.html import split_html
from hrdcorpus.reading.pages import Page
from hrdcorpus.text.folding import fold, tidy

LINE_END = re.compile("\r\n|\r|\n")  # what an editor counts as lines; U+2028 and form feeds are none
_WIDEST = 120  # characters: nobody wraps wider, and a paragraph kept on one line is nearly always longer
_NARROWEST = 40
_FULL = 0.7  # of the width: how far the words fill a wrapped line at least

Line = tuple[int, str]


def split_blocks(page: Page) -> Document:
    """The page's visible text as blocks, with what its markup declares.

    `PageError` where there is no text, or some would be lost.
    """
    is_html = page.media_type == "text/html"
    document = split_html(page.text) if is_html else Document(_split_text(page.text))
    if not document.blocks:
        raise PageError("blank: it shows no text; download the page again")
    told = document.declared
    declared = replace(told, url=told.url or page.saved.url, retrieved=told.retrieved or page.saved.retrieved)
    return replace(document, declared=declared)


def _split_text(text: str) -> tuple[Block, ...]:
    """The non-blank lines in order, with their numbers; wrapped lines put together again.

    Scraped pages keep a paragraph on one line, whether blank lines stand between paragraphs or not.
    """
    lines = [(number, tidy(line)) for number, line in enumerate(LINE_END.split(text), start=1)]
    groups = [list(group) for filled, group in groupby(lines, key=lambda line: _is_seen(line[1])) if filled]
    width = _find_width(groups)
    return tuple(block for group in groups for block in _split_group(group, width))


def _is_seen(line: str) -> bool:
    return line[:1].isalnum() or bool(fold(line))


def _find_width(groups: list[list[Line]]) -> int | None:
    """The width the page was wrapped at, if the lines that others follow show that it was."""
    followed = [len(line) for group in groups for _, line in group[:-1] if len(line) <= _WIDEST]
    if len(followed) < 4:
        return None
    width = max(followed)
    full = sum(length >= _FULL * width for length in followed)
    others = sum(len(line) > _WIDEST for group in groups for _, line in group)
    return width if width >= _NARROWEST and full >= 0.75 * len(followed) and full > others else None


def _split_group(group: list[Line], width: int | None) -> list[Block]:
    if width is None or any(not _FULL * width <= len(line) <= width for _, line in group[:-1]):
        return [Block(line, lines=(number, number)) for number, line in group]
    return [Block(" ".join(line for _, line in group), lines=(group[0][0], group[-1][0]))]

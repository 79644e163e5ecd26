"""Page -> blocks: what a reader of the page sees, piece by piece and in order.

From here on a text page and an HTML page are the same. In a text page a line is a block, unless it was wrapped.
"""

import re
from dataclasses import replace
from itertools import groupby, pairwise

from hrdcorpus.errors import PageError
from hrdcorpus.reading.blocks import Block, Document
from hrdcorpus.reading.html import split_html
from hrdcorpus.reading.pages import Page
from hrdcorpus.reading.wrapping import Line, join_text, join_wrapped
from hrdcorpus.records.findings import Finding
from hrdcorpus.text.folding import fold, tidy

LINE_END = re.compile("\r\n|\r|\n")  # what an editor counts as lines; U+2028 and form feeds are none
_FEWEST_BREAKS = 4  # fewer tell of no wrapping


def split_blocks(page: Page) -> Document:
    """The page's visible text as blocks, with what its markup declares.

    `PageError` where there is no text, or some would be lost.
    """
    is_html = page.media_type == "text/html"
    document = _join_breaks(split_html(page.text)) if is_html else _split_text(page.text)
    if not document.blocks:
        raise PageError("blank: it shows no text; download the page again")
    told = document.declared
    declared = replace(told, url=told.url or page.saved.url, retrieved=told.retrieved or page.saved.retrieved)
    return replace(document, declared=declared)


def _split_text(text: str) -> Document:
    """The non-blank lines in order, with their numbers; wrapped lines put together again.

    Scraped pages keep a paragraph on one line, whether blank lines stand between paragraphs or not.
    """
    lines = [(number, tidy(line)) for number, line in enumerate(LINE_END.split(text), start=1)]
    groups = [list(group) for filled, group in groupby(lines, key=lambda line: _is_seen(line[1])) if filled]
    paragraphs, guesses = join_wrapped(groups)
    blocks = (Block(join_text([text for _, text in part]), lines=(part[0][0], part[-1][0])) for part in paragraphs)
    return Document(tuple(blocks), findings=_tell_guesses(guesses))


def _join_breaks(document: Document) -> Document:
    """The document with lines that <br> or <pre> parts put together again, where they were wrapped."""
    if sum(len(block.breaks) for block in document.blocks if not block.region) < _FEWEST_BREAKS:
        return document
    lines: list[tuple[Block, int, int]] = []
    groups: list[list[Line]] = []
    for block in document.blocks:
        first = len(lines)
        breaks = () if block.region else block.breaks
        lines += [(block, start, end - 1) for start, end in pairwise((0, *breaks, len(block.text) + 1))]
        groups.append([(first + at, block.text[start:end]) for at, (_, start, end) in enumerate(lines[first:])])
    paragraphs, guesses = join_wrapped(groups)
    if len(paragraphs) == len(lines):  # nothing was wrapped, and breaks stay what they are
        return document
    blocks = []
    for part in paragraphs:
        block, start, _ = lines[part[0][0]]
        blocks.append(replace(block.part(start, lines[part[-1][0]][2]), breaks=()))
    return replace(document, blocks=tuple(blocks), findings=(*document.findings, *_tell_guesses(guesses)))


def _tell_guesses(guesses: int) -> tuple[Finding, ...]:
    detail = f"full lines that end a sentence, where a paragraph may end: {guesses}"
    return (Finding("wrapped-lines", detail),) if guesses else ()


def _is_seen(line: str) -> bool:
    return line[:1].isalnum() or bool(fold(line))

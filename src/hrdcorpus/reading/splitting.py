"""Page -> blocks: what a reader of the page sees, piece by piece and in order.

From here on a text page and an HTML page are the same. In a text page a line is a block, unless it was wrapped.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from hrdcorpus.errors import PageError
from hrdcorpus.knowledge.limits import LIMITS, Limits
from hrdcorpus.reading.blocks import Block, Document
from hrdcorpus.reading.captions import split_captions
from hrdcorpus.reading.columns import Line, breaks_off, join_text, measure
from hrdcorpus.reading.copies import mark_copies
from hrdcorpus.reading.hyphens import find_divided
from hrdcorpus.reading.joining import join_lines, tell_guesses
from hrdcorpus.reading.margins import MARGIN, find_margins
from hrdcorpus.reading.pages import Page
from hrdcorpus.reading.wrapping import join_broken, join_wrapped
from hrdcorpus.records.findings import Finding
from hrdcorpus.text.folding import fold, tidy

_QUOTED = 0.8  # of the lines
_DEEPEST = 5  # replies to replies
_LINE = re.compile("[^\r\n]+")  # what an editor counts as a line; U+2028 and form feeds end none


def split_blocks(page: Page, limits: Limits = LIMITS) -> Document:
    """The page's visible text as blocks, with what its markup declares.

    `PageError` where there is no text, where some would be lost, or where it is more than the limits allow.
    """
    is_html = page.media_type == "text/html"
    document = _split_html(page, limits) if is_html else _split_text(page.text, limits)
    if not document.blocks:
        raise PageError("blank: it shows no text; download the page again")
    limits.check_count(len(document.blocks), "blocks of text")
    for block in document.blocks:
        limits.check_length(block.text, block.line, block.path)
    document = replace(document, blocks=mark_copies(document.blocks)) if is_html else document
    told = document.declared
    declared = replace(told, url=told.url or page.saved.url, retrieved=told.retrieved or page.saved.retrieved)
    return replace(document, declared=declared)


def _split_html(page: Page, limits: Limits) -> Document:
    from hrdcorpus.reading.html import split_html  # noqa: PLC0415 - a text page needs no lxml

    return join_lines(split_html(page.text, limits, page.utf8))


def _split_text(text: str, limits: Limits) -> Document:
    """The non-blank lines in order, with their numbers; wrapped lines, and cues of captions, put together again.

    The marks of a quoted mail are left out. Scraped pages keep a paragraph on one line, whether blank lines stand
    between paragraphs or not.
    """
    lines: list[Line] = []
    for each in list_lines(text):
        lines.append(each)
        limits.check_count(len(lines), "lines of text")
    told: list[Finding] = []
    while len(told) < _DEEPEST and _is_quoted(lines):
        lines = [
            line._replace(text=rest, indent=len(text) - len(rest) - 1)
            for line in lines
            if (rest := (text := line.text).removeprefix(">").lstrip())
        ]
        told.append(Finding("wrapped-lines", "quoted mail: the mark before each line is no text"))
    margins = find_margins(lines)
    groups = join_broken(_group_lines(lines, margins))
    turns = split_captions(groups)
    paragraphs, guesses = (turns, 0) if turns else join_wrapped(groups)
    divided = find_divided([line.text for group in groups for line in group])
    blocks = [
        Block(join_text([line.text for line in part], divided), lines=(part[0].number, part[-1].number))
        for part in paragraphs
    ]
    if any(len(part) > 1 for part in paragraphs) and divided:
        told.append(Finding("wrapped-lines", f"words that a hyphen divided at a line's end: {len(divided)}"))
    if margins:
        beside = (line for line in lines if line.number in margins)
        blocks += [Block(line.text, lines=(line.number, line.number), region=MARGIN) for line in beside]
        blocks.sort(key=lambda block: block.lines or ())
        told.append(Finding("wrapped-lines", "page numbers and running heads stand within sentences"))
    if turns is not None:
        told.append(Finding("wrapped-lines", "captions: the cues of one voice are a paragraph"))
    return Document(tuple(blocks), findings=(*told[-1:], *tell_guesses(guesses)))


def _group_lines(lines: Sequence[Line], margins: AbstractSet[int]) -> list[list[Line]]:
    """The lines that no blank one parts, without the margins; a sentence goes on from one page to the next."""
    groups: list[list[Line]] = []
    last, is_new_page = 0, False
    for line in lines:
        if line.number in margins:
            is_new_page = True
            continue
        is_next = line.number - 1 == last and not is_new_page
        if groups and (is_next or (is_new_page and breaks_off(groups[-1][-1], line))):
            groups[-1].append(line)
        else:
            groups.append([line])
        last, is_new_page = line.number, False
    return groups


def _is_quoted(lines: Sequence[Line]) -> bool:
    """Whether the whole is quoted, as a mail is in its reply; where only some lines are, these may be the questions."""
    return sum(line.text.startswith(">") for line in lines) > _QUOTED * len(lines)


def list_lines(text: str) -> Iterator[Line]:
    """The lines that show anything, tidy, with their numbers from 1; blank ones are only counted."""
    number, end = 1, 0
    for found in _LINE.finditer(text):
        gap = text[end : found.start()]
        number += gap.count("\n") + gap.count("\r") - gap.count("\r\n")
        end = found.end()
        line = tidy(found[0])
        if _is_seen(line):
            blanks = found[0][: len(found[0]) - len(found[0].lstrip())]
            yield Line(number, line, measure(blanks.expandtabs()))


def _is_seen(line: str) -> bool:
    return line[:1].isalnum() or bool(fold(line))

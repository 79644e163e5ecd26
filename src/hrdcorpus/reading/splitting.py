"""Page -> blocks: what a reader of the page sees, piece by piece and in order.

From here on a text page and an HTML page are the same. In a text page a line is a block, unless it was wrapped.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from hrdcorpus.errors import PageError
from hrdcorpus.knowledge.limits import LIMITS, Limits
from hrdcorpus.reading.blocks import Block, Document
from hrdcorpus.reading.captions import SOUND, split_captions
from hrdcorpus.reading.columns import Line, join_text
from hrdcorpus.reading.copies import mark_copies
from hrdcorpus.reading.joining import join_lines, tell_guesses
from hrdcorpus.reading.pages import Page
from hrdcorpus.reading.wrapping import join_wrapped
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
        rests = [line._replace(text=line.text.removeprefix(">").lstrip()) for line in lines]
        lines = [line for line in rests if line.text]
        told.append(Finding("wrapped-lines", "quoted mail: the mark before each line is no text"))
    groups = _group_lines(lines)
    captions = split_captions(groups)
    paragraphs, guesses = (captions[0], 0) if captions else join_wrapped(groups)
    blocks = [
        Block(join_text([line.text for line in part]), lines=(part[0].number, part[-1].number)) for part in paragraphs
    ]
    if captions is not None:
        sounds = (Block(line.text, lines=(line.number, line.number), region=SOUND) for line in captions[1])
        blocks = sorted([*blocks, *sounds], key=lambda block: block.lines or ())
        told.append(Finding("wrapped-lines", "captions: the cues of one voice are a paragraph"))
    return Document(tuple(blocks), findings=(*told[-1:], *tell_guesses(guesses)))


def _group_lines(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines that no blank one parts."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and line.number - 1 == groups[-1][-1].number:
            groups[-1].append(line)
        else:
            groups.append([line])
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
            yield Line(number, line)


def _is_seen(line: str) -> bool:
    return line[:1].isalnum() or bool(fold(line))

"""A text page -> blocks: a line is a block, unless the page was wrapped at a fixed width."""

import re
from itertools import groupby

from hrdcorpus.reading.blocks.block import Block
from hrdcorpus.text.folding import fold, tidy

LINE_END = re.compile("\r\n|\r|\n")  # what an editor counts as lines; U+2028 and form feeds are none
_WIDEST = 120  # characters: nobody wraps wider, and a paragraph kept on one line is nearly always longer
_NARROWEST = 40
_FULL = 0.7  # of the width: how far the words fill a wrapped line at least

Line = tuple[int, str]


def split_plain(text: str) -> tuple[Block, ...]:
    """The non-blank lines in order, with their numbers; wrapped lines put together again.

    Scraped pages keep a paragraph on one line, whether blank lines stand between paragraphs or not.
    """
    lines = [(number, tidy(line)) for number, line in enumerate(LINE_END.split(text), start=1)]
    groups = [list(group) for filled, group in groupby(lines, key=lambda line: bool(fold(line[1]))) if filled]
    width = _find_width(groups)
    return tuple(block for group in groups for block in _split_group(group, width))


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

"""Blocks of an HTML page whose lines were wrapped -> blocks that are its paragraphs."""

from itertools import chain, pairwise

from msgspec.structs import replace

from hrdcorpus.reading.blocks import Block, Document
from hrdcorpus.reading.columns import Line
from hrdcorpus.reading.wrapping import find_layout, join_wrapped
from hrdcorpus.records.findings import Finding


def join_lines(document: Document) -> Document:
    """The document with wrapped lines put together: those that <br> or <pre> parts."""
    cuts = [[(block, *cut) for cut in _cut_lines(block)] for block in document.blocks]
    parts = list(chain.from_iterable(cuts))
    lines = (Line(number, block.text[start:end]) for number, (block, start, end) in enumerate(parts))
    groups = [[next(lines) for _ in each] for each in cuts]
    if find_layout([group for group in groups if len(group) > 1]) is None:
        return document  # nothing was wrapped, and breaks stay what they are
    paragraphs, guesses = join_wrapped(groups)
    ends = ((parts[paragraph[0].number], parts[paragraph[-1].number]) for paragraph in paragraphs)
    blocks = tuple(replace(block.part(start, end), breaks=()) for (block, start, _), (_, _, end) in ends)
    return replace(document, blocks=blocks, findings=(*document.findings, *tell_guesses(guesses)))


def _cut_lines(block: Block) -> list[tuple[int, int]]:
    """Where each line of the block begins and ends; a region of the frame is one."""
    breaks = () if block.region else block.breaks
    return [(start, end - 1) for start, end in pairwise((0, *breaks, len(block.text) + 1))]


def tell_guesses(guesses: int) -> tuple[Finding, ...]:
    """What a reviewer is told where so many ends of paragraphs were guessed."""
    detail = f"full lines that end a sentence, where a paragraph may end: {guesses}"
    return (Finding("wrapped-lines", detail),) if guesses else ()

"""Blocks of an HTML page that are lines of wrapped text -> blocks that are its paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, count, pairwise

from msgspec.structs import replace

from hrdcorpus.reading.blocks import Block, Document
from hrdcorpus.reading.columns import Line, breaks_off, join_text
from hrdcorpus.reading.hyphens import Halves, find_divided
from hrdcorpus.reading.wrapping import find_layout, join_wrapped
from hrdcorpus.records.findings import Finding

_INDEX = re.compile(r"\[\d+\]")
_ITEM = re.compile(r".*/li(?![^/\[])(?:\[\d+\])?")  # in the path of an element, that of the list's item it stands in
_BROKEN = 0.25  # of the elements' lines break off within a sentence: each line stands in an element alone

_Part = tuple[Block, int, int]  # a line of a block: where it begins and ends


def join_lines(document: Document) -> Document:
    """The document with wrapped lines put together: those that <br> or <pre> parts, or that stand in elements alone."""
    parts = [[(block, *cut) for cut in _cut_lines(block)] for block in document.blocks]
    if find_layout([_read_lines(part) for part in parts if len(part) > 1]) is None:
        if not _may_be_lines(document.blocks):
            return document  # nothing was wrapped, and breaks stay what they are
        parts = [[line for part in alike for line in part] for alike in _group_alike(parts)]
        if find_layout([_read_lines(part) for part in parts if len(part) > 1]) is None:
            return document
        told = Finding("wrapped-lines", "each line stands in an element of its own")
        document = replace(document, findings=(*document.findings, told))
    lines = list(chain.from_iterable(parts))
    numbers = count()
    groups = [[line._replace(number=next(numbers)) for line in _read_lines(part)] for part in parts]
    paragraphs, guesses = join_wrapped(groups)
    divided = find_divided([line.text for group in groups for line in group])
    blocks = [_join_parts([lines[line.number] for line in paragraph], divided) for paragraph in paragraphs]
    return replace(document, blocks=tuple(blocks), findings=(*document.findings, *tell_guesses(guesses)))


def _may_be_lines(blocks: Iterable[Block]) -> bool:
    """Whether so many of the blocks break off within a sentence that each may be a line of wrapped text."""
    content = [Line(0, block.text) for block in blocks if not block.region]
    return sum(breaks_off(*pair) for pair in pairwise(content)) >= _BROKEN * len(content)


def _read_lines(parts: Sequence[_Part]) -> list[Line]:
    return [Line(0, block.text[start:end]) for block, start, end in parts]


def _group_alike(parts: Sequence[list[_Part]]) -> Iterator[list[list[_Part]]]:
    """The blocks' lines, those of neighbours together that stand in elements of one kind, in one type."""
    group: list[list[_Part]] = []
    kinds = {_name_kind(part[0][0]) for part in parts if not part[0][0].region}
    for part in parts:
        if group and not _are_alike(group[-1][0][0], part[0][0], is_one_list=len(kinds) == 1):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _are_alike(block: Block, below: Block, *, is_one_list: bool) -> bool:
    """Whether the two may be lines of one paragraph; items of a list are, where the page holds nothing else."""
    kinds = set(map(_name_kind, (block, below)))
    items = {found and found[0] for found in (_ITEM.match(each.path or "") for each in (block, below))}
    looks = {
        (each.heading, each.region, each.is_linked, each.bold == ((0, len(each.text)),)) for each in (block, below)
    }
    may_be_one = is_one_list or len(items) == 1
    return may_be_one and len(kinds) == len(looks) == 1 and not (block.region or block.heading)


def _name_kind(block: Block) -> str:
    return _INDEX.sub("", block.path or "")


def _join_parts(parts: Sequence[_Part], divided: AbstractSet[Halves]) -> Block:
    """One paragraph of parts of blocks, in the element of the first."""
    first, start, end = parts[0]
    if all(block is first for block, _, _ in parts):
        return replace(first.part(start, parts[-1][2]), breaks=())
    text, bold = "", list[tuple[int, int]]()
    for part in (block.part(start, end) for block, start, end in parts):
        text = join_text([text, part.text], divided)
        at = len(text) - len(part.text)
        for begin, stop in part.bold:
            is_next = bool(bold) and bold[-1][1] >= at + begin - 1  # nothing but a blank between
            bold.append((bold.pop()[0] if is_next else at + begin, at + stop))
    return replace(first.part(start, end), text=text, bold=tuple(bold), breaks=())


def _cut_lines(block: Block) -> list[tuple[int, int]]:
    """Where each line of the block begins and ends; a region of the frame is one."""
    breaks = () if block.region else block.breaks
    return [(start, end - 1) for start, end in pairwise((0, *breaks, len(block.text) + 1))]


def tell_guesses(guesses: int) -> tuple[Finding, ...]:
    """What a reviewer is told where so many ends of paragraphs were guessed."""
    detail = f"full lines that end a sentence, where a paragraph may end: {guesses}"
    return (Finding("wrapped-lines", detail),) if guesses else ()

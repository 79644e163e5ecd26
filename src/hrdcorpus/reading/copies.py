"""Blocks that a page shows twice, for screens of another size: only a class tells which, so the first one counts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from hrdcorpus.reading.blocks import Block
from hrdcorpus.text.folding import ends_sentence

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

COPY = "copy"  # the region of what stands above as well
_LONG, _FEWEST_LONG = 40, 2  # characters, and blocks of so many: shorter ones may be asked and answered twice
_FEWEST = 4  # blocks of any length, where they do not follow on the first ones


def mark_copies(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks; of runs that stand twice, the second one's have the region `COPY`."""
    marked = list(blocks)
    content = [at for at, block in enumerate(blocks) if not block.region]
    texts = [blocks[at].text for at in content]
    first: dict[str, int] = {}
    at = 0
    while at < len(content):
        above = first.setdefault(texts[at], at)
        if above == at:  # nearly all
            at += 1
            continue
        length = _measure_run(texts, above, at)
        run = texts[at : at + length]
        is_long = sum(len(text) >= _LONG for text in run) >= _FEWEST_LONG or length >= _FEWEST
        is_copy = (is_long or above + length == at) and any(map(ends_sentence, run))  # menus are told otherwise
        if is_copy and _is_for_another_screen(blocks[content[above]], blocks[content[at]]):
            for place in content[at : at + length]:
                marked[place] = replace(blocks[place], region=COPY)
        at += max(length, 1)
    return tuple(marked)


def _measure_run(texts: Sequence[str], above: int, at: int) -> int:
    """How many texts from the one place on are those from the other on, which lies above."""
    length = 0
    while above + length < at and at + length < len(texts) and texts[above + length] == texts[at + length]:
        length += 1
    return length


def _is_for_another_screen(above: Block, below: Block) -> bool:
    """Whether the two are elements of one kind, and other classes or names hold for the one than for the other."""
    return above.tag == below.tag and _list_names(above.element) != _list_names(below.element)


def _list_names(element: "Element | None") -> list[tuple[str | None, str | None]]:
    around = [] if element is None else [element, *element.iterancestors()]
    return [(each.get("class"), each.get("id")) for each in around]

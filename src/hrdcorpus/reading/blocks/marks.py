"""What sets a block apart from others of its page, whatever it means: element names, classes, colours, surroundings.

Names of classes mislead ("related-question" on every paragraph), so that nobody reads them: two blocks are compared,
and a page shows by itself whether a mark stands on its questions.
"""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from hrdcorpus.reading.blocks.contexts import BLOCK_LEVEL

_ATTRIBUTES = ("align", "bgcolor", "color", "face", "size")  # of the presentation, in old pages
_AROUND = 3  # elements around a block that may carry the mark
_MOST = 50  # parts of a paragraph; one that is cut into more has no mark as a whole
_INDEX = re.compile(r"\[\d+\]")


def list_marks(element: Element, path: str) -> frozenset[str]:
    """The marks of the block-level `element` at `path`, of the elements around it, and of those that hold all its text.

    `tag`, `.class`, `name:value` of an inline style, `name=value`; of what is around with `^` before them. The path
    without numbers is a mark, too.
    """
    marks = {_INDEX.sub("", path), *_list_own(element)}
    above = element.getparent()
    for _ in range(_AROUND):
        if above is None or above.tag in ("body", "html"):
            break
        marks.update(f"^{mark}" for mark in _list_own(above))
        above = above.getparent()
    level = [element]
    while level := _list_holders(level):
        own = [frozenset(_list_own(holder)) for holder in level]
        marks |= frozenset.intersection(*own)
    return frozenset(marks)


def _list_own(element: Element) -> Iterator[str]:
    yield str(element.tag)
    if not element.attrib:
        return
    for name in element.get("class", "").split():
        yield f".{name}"
    for declaration in element.get("style", "").lower().split(";"):
        if declaration.strip():
            yield "".join(declaration.split())
    for name in _ATTRIBUTES:
        if value := element.get(name):
            yield f"{name}={value.lower()}"


def _list_holders(elements: list[Element]) -> list[Element]:
    """The inline children that hold all text of `elements`; none where some of it stands outside of them."""
    holders: list[Element] = []
    for element in elements:
        if len(element) > _MOST or (element.text or "").strip():
            return []
        for child in element:
            if child.tag in BLOCK_LEVEL or (child.tail or "").strip():
                return []
            if isinstance(child.tag, str) and child.tag != "br":
                holders.append(child)
    return [holder for holder in holders if len(holder) or (holder.text or "").strip()]

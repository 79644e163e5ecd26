"""The block: one paragraph-like piece of a page's visible text; the document: a page taken apart."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.reading.contexts import BLOCK_LEVEL
from hrdcorpus.records.findings import Finding
from hrdcorpus.text.folding import tidy

if TYPE_CHECKING:  # a text page needs no lxml
    from lxml.etree import _Element as Element

_ATTRIBUTES = {"align", "bgcolor", "color", "face", "size"}  # of the presentation, in old pages
_AROUND = 3  # elements around a block that may carry the mark
_MOST = 50  # parts of a paragraph; one that is cut into more has no mark as a whole
_INDEX = re.compile(r"\[\d+\]")


class Lead(NamedTuple):
    """The inline element with which a block begins, and where it ends; `is_apart`: what follows is in others."""

    end: int
    element: "Element"
    is_apart: bool


class Block(Struct, frozen=True):
    """`text` is verbatim but for white space and NFC; it is never empty.

    `lines` are the first and last line in a text page, counted from 1; `path` the element path in an HTML page.
    `tag` is the nearest block-level element (`p`, `li`, `td`, `dt`, `summary` ...), `region` the part of the page's
    frame it stands in (`nav`, `footer`, `form`, `hidden`, `svg`, `copy` ...), empty for what may be content.
    `heading` is 1 to 6, or 0 for no heading. `bold` holds the emphasised stretches of the text as (start, end),
    `breaks` the places where a new line begins inside the block (single line breaks), both in code points.
    `is_linked` says that all of it is a link.
    """

    text: str
    lines: tuple[int, int] | None = None
    path: str | None = None
    tag: str = ""
    region: str = ""
    heading: int = 0
    bold: tuple[tuple[int, int], ...] = ()
    breaks: tuple[int, ...] = ()
    is_linked: bool = False
    element: "Element | None" = None

    @property
    def marks(self) -> frozenset[str]:
        """What sets the block apart from others of an HTML page; made anew each time, for few ask.

        `look` and the path without numbers; of the elements around it, the same with `^` before them.
        """
        around = () if self.element is None else _list_around(self.element)
        return self.look.union(around, [_INDEX.sub("", self.path)] if self.path else [])

    @property
    def look(self) -> frozenset[str]:
        """The marks of its element, and of those that hold all its text: `tag`, `.class`, `name:value` of an inline
        style, `name` and `name=value`.
        """
        return frozenset() if self.element is None else _list_look(self.element)

    @property
    def lead(self) -> Lead | None:
        """The inline element with which it begins, where text follows; found anew each time, for few ask."""
        return None if self.element is None else _find_lead(self.element, self.text)

    @property
    def line(self) -> int | None:
        """The first line, for a finding's place."""
        return self.lines[0] if self.lines else None

    def part(self, start: int, end: int) -> "Block":
        """The piece of this block from `start` to `end`, with the signs that fall into it."""
        if (start, end) == (0, len(self.text)):
            return self
        stretch = self.text[start:end]
        start += len(stretch) - len(stretch.lstrip())
        end = start + len(stretch.strip())
        lead = self.lead if start == 0 and not self.bold else None
        return replace(
            self,
            element=lead.element if lead and lead.end == end else self.element,
            text=self.text[start:end],
            bold=tuple((max(a, start) - start, min(b, end) - start) for a, b in self.bold if a < end and b > start),
            breaks=tuple(at - start for at in self.breaks if start < at < end),
        )


class Declared(Struct, frozen=True):
    """What an HTML page's own markup says of it, verbatim; None or empty where it says nothing.

    `languages` are the BCP 47 tags of the page's `hreflang` links, `alternates` the absolute addresses they lead to;
    `language` is that of the interface (`html lang`).
    `retrieved` is ISO 8601, from the mark that the saving program left.
    """

    title: str | None = None
    published: str | None = None
    author: str | None = None
    url: str | None = None
    retrieved: str | None = None
    language: str | None = None
    languages: tuple[str, ...] = ()
    alternates: tuple[str, ...] = ()


class Document(Struct, frozen=True):
    """A page taken apart: its visible text, whole and in reading order, and what its markup declares.

    `findings` are what had to be guessed, or is in doubt, about the page's text as a whole.
    """

    blocks: tuple[Block, ...]
    declared: Declared = Declared()
    findings: tuple[Finding, ...] = ()


def _find_lead(element: "Element", text: str) -> Lead | None:
    while len(element) and not (element.text or "").strip():
        first = element[0]
        if first.tag in BLOCK_LEVEL or first.tag == "a" or not isinstance(first.tag, str):
            return None
        held = read_inner(first)
        if text != held:
            is_apart = not any((child.tail or "").strip() for child in element)
            return Lead(len(held), first, is_apart) if held and text.startswith(held) else None
        element = first
    return None


def _list_around(element: "Element") -> Iterator[str]:
    above = element.getparent()
    for _ in range(_AROUND):
        if above is None or above.tag in ("body", "html"):
            break
        yield from (f"^{mark}" for mark in _list_own(above))
        above = above.getparent()


def _list_look(element: "Element") -> frozenset[str]:
    marks, level = frozenset(_list_own(element)), [element]
    while level := _list_holders(level):
        marks |= frozenset.intersection(*(frozenset(_list_own(holder)) for holder in level))
    return marks


def _list_own(element: "Element") -> Iterator[str]:
    yield str(element.tag)
    if not element.attrib:
        return
    for name in element.get("class", "").split():
        yield f".{name}"
    for declaration in element.get("style", "").lower().split(";"):
        if declaration.strip():
            yield "".join(declaration.split())
    for name in map(str, element.keys()):
        if name in _ATTRIBUTES or name.startswith("data-"):
            yield name
            yield f"{name}={element.get(name, '').lower()}"


def _list_holders(elements: "list[Element]") -> "list[Element]":
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


def read_inner(element: "Element") -> str:
    """The text of an element and of all in it, as one paragraph."""
    return tidy("".join(map(str, element.itertext())))

"""The walk over an HTML tree, once and in document order: the text between block boundaries becomes pieces."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml.etree import _Element as Element

from hrdcorpus.reading.contexts import (
    MAY_STAY_OPEN,
    PLAIN,
    REGIONS,
    ROOT,
    TELLING,
    WRAPPERS,
    Context,
    enter_element,
    enter_tag,
)
from hrdcorpus.reading.regions import UNSEEN, find_text, holds_prose
from hrdcorpus.reading.runs import BREAK, Piece, Run, split_runs
from hrdcorpus.text.folding import holds_question, tidy

END_OF_PARAGRAPH = "/p"  # a comment that stands for an end tag
TOOLBAR_BEGINS, TOOLBAR_ENDS = "BEGIN WAYBACK TOOLBAR INSERT", "END WAYBACK TOOLBAR INSERT"
_NOTHING = {"base", "col", "img", "input", "link", "meta"}  # others of HTML's empty elements are not so to the parser
_NOTHING |= UNSEEN
_MOST_IN_LINK = 3  # elements; a teaser has picture, headline and text
_ENDED_BY_NEXT = {"form", "menu", "textarea"}  # the parser ends one that is open where another begins
_SHADOW = {"shadowrootmode", "shadowroot"}  # of a template that makes a part of the page
_LINES = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "summary", "caption", "legend", "figcaption"}


class Placed(NamedTuple):
    """A piece of text with the block-level element it stands in."""

    piece: Piece
    element: Element
    region: str
    heading: int


class Walk:
    """What a walk finds: the pieces of text in reading order, and the `datetime` of the content's <time> elements.

    `unclosed` are the names of regions that hold prose and are never closed: they were taken for content.
    """

    def __init__(self, source: str, tops: Sequence[Element], wrappers: frozenset[Element], has_toolbar: bool) -> None:
        self.found: list[Placed] = []
        self.times: list[str] = []
        self.unclosed: list[str] = []
        self._source = source
        self._missing: dict[str, bool] = {}
        self._wrappers = wrappers
        self._runs: list[Run] = []  # since the last block boundary, from the first that is not white space
        self._is_inked = False  # they are known to hold more than white space
        self._place: int | None = None  # where their block goes, if a region began after them
        self._disclosed: set[str | Element] = set()  # accordions' panels, or their ids
        self._has_toolbar, self._in_toolbar = has_toolbar, False
        self._go(iter(tops))

    def _go(self, children: Iterator[Element]) -> None:  # noqa: C901, PLR0912  # calls would cost more than the work
        stack: list[tuple[Iterator[Element], str | None, Context, Element | None]] = []
        after: str | None = None  # the text that follows the element around
        block: Element | None = None  # the block-level element around, itself included
        context = ROOT
        runs = self._runs
        while True:
            for child in children:
                tag = child.tag
                if tag in PLAIN and TELLING.isdisjoint(child.keys()):  # nearly all
                    inside: Context | None = enter_tag(tag, context)
                elif tag in _NOTHING:
                    inside = None
                else:
                    inside = self._enter(child, context, block)
                if inside is not None:
                    if inside.is_block and runs:
                        self._flush(context, block)
                    text = child.text
                    if text and (runs or not text.isspace()):
                        runs.append((text, inside.signs))
                    if len(child):
                        stack.append((children, child.tail, context, block))
                        children, context = iter(child), inside
                        if inside.is_block:
                            block = child
                        break
                    if runs and inside.is_block:
                        self._flush(inside, child)
                text = child.tail
                if text and (runs or not text.isspace()):
                    runs.append((text, context.signs))
            else:
                if not stack:
                    return
                if context.is_block and runs:
                    self._flush(context, block)
                children, after, context, block = stack.pop()
                if after and (runs or not after.isspace()):
                    runs.append((after, context.signs))

    def _flush(self, context: Context, block: Element | None) -> None:
        """A block boundary."""
        runs = self._runs
        if block is not None and runs:
            region = context.region or ("toolbar" if self._in_toolbar else "")
            at = len(self.found) if self._place is None else self._place
            self.found[at:at] = [Placed(piece, block, region, context.heading) for piece in split_runs(runs)]
        runs.clear()
        self._place, self._is_inked = None, False

    def _enter(self, child: Element, around: Context, block: Element | None) -> Context | None:
        """What holds inside an element that is not plain; None where there is nothing to go into."""
        tag = child.tag
        if tag == "br":
            self._runs.append(BREAK)
        elif tag == "hr":
            self._flush(around, block)
        elif not isinstance(tag, str):
            self._read_comment(child.text or "", around, block)
        elif tag == "template" and not _SHADOW.isdisjoint(child.keys()):
            return enter_tag("div", around)
        elif tag == "a" and len(child) > _MOST_IN_LINK and self._is_unclosed(tag):
            return enter_tag("span", around)
        else:
            return self._open(child, tag, around, block)
        return None

    def _open(self, child: Element, tag: str, around: Context, block: Element | None) -> Context | None:
        above = child.getparent()
        parent = "" if above is None else above.tag
        if tag == "button" and around.heading and TELLING.isdisjoint(child.keys()) and _is_only_child(child, above):
            return enter_tag("span", around)  # an accordion
        context = enter_element(child, around, parent, self._disclosed)
        # a custom element is a block, but not in a paragraph, in an inline element or after words of its line
        if "-" in tag and around.is_block and parent not in _LINES and not self._has_text():
            context = context._replace(is_block=True)
        if tag == "time" and (context.scope or context.region == "header"):
            self.times.append(child.get("datetime", ""))
        if context.region in (around.region, ""):
            return context
        if context.region in WRAPPERS and child in self._wrappers:
            return context._replace(region=around.region) if context.region == "form" else context
        return self._open_region(child, tag, context, around, block)

    def _open_region(
        self, child: Element, tag: str, context: Context, around: Context, block: Element | None
    ) -> Context | None:
        """A region is one block, but where it has no end, so that it may hold all that follows, and holds prose."""
        is_header = context.region == "header"  # it may hold title and date
        may_be_open = child.getnext() is None or tag in _ENDED_BY_NEXT  # else it holds nothing that stands behind it
        text = tidy(find_text(child)) if may_be_open or not is_header else ""
        if may_be_open and holds_prose(text) and (tag in REGIONS or holds_question(text)) and self._is_unclosed(tag):
            self.unclosed.append(tag)
            return context._replace(region=around.region, is_aside=False)
        if is_header:
            return context
        self._add_region(child, text, context, around, block)
        return None

    def _add_region(self, child: Element, text: str, inside: Context, around: Context, block: Element | None) -> None:
        """A region is one block, whatever its markup. In a line of text it comes after the block it stands in."""
        if not (inside.is_aside and self._has_text()):
            self._flush(around, block)
        elif self._place is None:
            self._place = len(self.found)
        if text:
            self.found.append(Placed(Piece(text), child, inside.region, inside.heading))

    def _is_unclosed(self, tag: str) -> bool:
        """Whether an element of this name is not closed, so that it may hold what stands behind it as well."""
        if tag not in self._missing:
            starts, ends = (
                len(re.findall(rf"<{mark}{re.escape(tag)}(?![\w-])", self._source, re.IGNORECASE)) for mark in ("", "/")
            )
            self._missing[tag] = starts > ends and tag not in MAY_STAY_OPEN
        return self._missing[tag]

    def _has_text(self) -> bool:
        self._is_inked = self._is_inked or any(not text.isspace() for text, _ in self._runs)
        return self._is_inked

    def _read_comment(self, text: str, around: Context, block: Element | None) -> None:
        if text == END_OF_PARAGRAPH:
            self._flush(around, block)
        elif TOOLBAR_BEGINS in text or TOOLBAR_ENDS in text:
            self._flush(around, block)
            self._in_toolbar = self._has_toolbar and TOOLBAR_BEGINS in text


def _is_only_child(child: Element, parent: Element | None) -> bool:
    """Whether the child holds all that stands in its parent."""
    return parent is not None and len(parent) == 1 and not ((parent.text or "") + (child.tail or "")).strip()

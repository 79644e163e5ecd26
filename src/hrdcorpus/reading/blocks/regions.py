"""Regions of an HTML page: the parts of its frame that are never content, whatever stands in them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from hrdcorpus.reading.blocks.contexts import BLOCK_LEVEL

UNSEEN = {"script", "style", "template", "title", "iframe", "noframes", "noembed", "datalist"}  # text is never shown

_SHADOW = {"shadowrootmode", "shadowroot"}
_APART = BLOCK_LEVEL | {"br", "hr", "button", "select", "svg", "textarea"}  # their words are others than those around
_list_svg_text = cast(
    Callable[[Element], list[str]],
    etree.XPath("descendant::text()[not(parent::script or parent::style or parent::iframe)]", smart_strings=False),
)


class Wrappers:
    """Elements that are regions by name but hold the page's content: a tag was not closed, or a framework is old."""

    def __init__(self, tops: Sequence[Element]) -> None:
        inputs = [field for top in tops for field in top.iter("input") if field.get("name") == "__VIEWSTATE"]  # ASP.NET
        self._of_main = _list_ancestors(main for top in tops for main in top.iter("main"))
        self._of_articles = _list_ancestors([*inputs, *(article for top in tops for article in top.iter("article"))])
        self._of_titles = _list_ancestors(title for top in tops for title in top.iter("h1"))

    def hold(self, element: Element) -> bool:
        """Whether `element`, whose name is that of a region, is none."""
        if element in self._of_main:
            return True
        if element.tag != "form":
            return False
        parent = element.getparent()
        is_top = parent is not None and parent.tag == "body"
        return element in self._of_articles or (is_top and element in self._of_titles)


def is_unseen(element: Element) -> bool:
    """Whether the text inside is never shown; that of a template is, where it makes a part of the page."""
    return element.tag in UNSEEN and (element.tag != "template" or _SHADOW.isdisjoint(element.keys()))


def find_text(region: Element) -> str:
    """The shown text of a region, with white space between its blocks; an SVG's just as it is."""
    texts: list[str] = []
    stack: list[tuple[Iterator[Element], str]] = []
    children: Iterator[Element] = iter((region,))
    while True:
        for child in children:
            gap = " " if child.tag in _APART else ""
            after = gap + (child.tail or "")
            if child.tag == "svg":
                texts += [gap, *_list_svg_text(child)]
            elif isinstance(child.tag, str) and not is_unseen(child):
                texts.append(gap + (child.text or ""))
                if len(child):
                    stack.append((children, after))
                    children = iter(child)
                    break
            texts.append(after)
        else:
            if not stack:
                return "".join(texts[:-1])  # the last is what follows the region
            children, after = stack.pop()
            texts.append(after)


def _list_ancestors(elements: Iterable[Element]) -> set[Element]:
    ancestors: set[Element] = set()
    for element in elements:
        for ancestor in element.iterancestors():
            if ancestor in ancestors:
                break
            ancestors.add(ancestor)
    return ancestors

"""Regions of an HTML page: the parts of its frame that are never content, whatever stands in them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from hrdcorpus.reading.contexts import BLOCK_LEVEL

UNSEEN = {"script", "style", "template", "title", "iframe", "noframes", "noembed", "datalist"}  # text is never shown

_SHADOW = {"shadowrootmode", "shadowroot"}
_APART = BLOCK_LEVEL | {"br", "hr", "button", "select", "svg", "textarea"}  # their words are others than those around
_list_svg_text = cast(
    Callable[[Element], list[str]],
    etree.XPath("descendant::text()[not(parent::script or parent::style or parent::iframe)]", smart_strings=False),
)


def is_unseen(element: Element) -> bool:
    """Whether the text inside is never shown; that of a template is, where it makes a part of the page."""
    return element.tag in UNSEEN and (element.tag != "template" or _SHADOW.isdisjoint(element.keys()))


def find_wrappers(named: Mapping[str, Sequence[Element]]) -> frozenset[Element]:
    """The elements that are regions by name but hold the page's content: a tag was not closed, or a framework is old.

    `named` are the page's elements by name. Those around <main> are; so is a form with an article, or with the state of
    ASP.NET, and one right below <body> with the title.
    """
    states = [field for field in named["input"] if field.get("name") == "__VIEWSTATE"]
    forms = {form for form in _list_ancestors([*states, *named["article"]]) if form.tag == "form"}
    titled = {form for form in _list_ancestors(named["h1"]) if form.tag == "form" and _is_in_body(form)}
    return frozenset(_list_ancestors(named["main"]) | forms | titled)


def _is_in_body(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "body"


def find_text(region: Element) -> str:
    """The shown text of a region, with white space between its blocks; an SVG's just as it is."""
    texts: list[str] = []
    stack: list[tuple[Iterator[Element], str]] = []
    children: Iterator[Element] = iter((region,))
    while True:
        for child in children:
            tag = child.tag
            gap = " " if tag in _APART else ""
            after = gap + (child.tail or "")
            if tag == "svg":
                texts += [gap, *_list_svg_text(child)]
            elif isinstance(tag, str) and not is_unseen(child):
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

"""Regions of an HTML page: the parts of its frame that are never content, whatever stands in them."""

import re
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree
from lxml.etree import _Element as Element

from hrdcorpus.reading.contexts import BLOCK_LEVEL
from hrdcorpus.text.folding import holds_question

UNSEEN = {"script", "style", "title", "iframe", "noframes", "noembed"}  # what stands inside is no text

# It begins with what is rare, so that the search can skip from one to the next.
_STOP = re.compile(r"[.?!…։።፧။।。？！؟](?:(?<=\w\w.)(?:\s|$)|(?<=[。？！]))")
_FEWEST, _FEWEST_ASKED = 80, 30  # characters, and where something is asked; labels and notices are shorter
_APART = BLOCK_LEVEL | {"br", "hr", "button", "select", "textarea"}  # their words are others than those around
_SHOWN = etree.XSLT(  # several times as fast as a walk; what no template matches, gives its text
    etree.XML(f"""
    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
      <xsl:output method="text"/>
      <xsl:template match="{"|".join(UNSEEN)}"/>
      <xsl:template match="{"|".join(_APART)}">
        <xsl:text> </xsl:text><xsl:apply-templates/><xsl:text> </xsl:text>
      </xsl:template>
      <xsl:template match="svg">
        <xsl:text> </xsl:text><xsl:apply-templates mode="svg"/><xsl:text> </xsl:text>
      </xsl:template>
      <xsl:template mode="svg" match="script|style|iframe"/>
    </xsl:stylesheet>
    """)
)


def holds_prose(text: str) -> bool:
    """Whether a region's text is more than the labels that a frame has: a sentence, and enough of it.

    >>> holds_prose("Forgot your password?"), holds_prose("Which of the rivers did you lose?")
    (False, True)
    """
    return len(text) >= (_FEWEST_ASKED if holds_question(text) else _FEWEST) and _STOP.search(text) is not None


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
    return str(_SHOWN(region))


def _list_ancestors(elements: Iterable[Element]) -> set[Element]:
    ancestors: set[Element] = set()
    for element in elements:
        for ancestor in element.iterancestors():
            if ancestor in ancestors:
                break
            ancestors.add(ancestor)
    return ancestors

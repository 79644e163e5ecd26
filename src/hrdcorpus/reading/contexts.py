"""What the elements of an HTML page mean for the text inside them.

Only what the markup says counts: element names, roles, `hidden`, inline styles. Class names and ids mislead and are
never read, but for the ids of the toolbar that the Wayback Machine puts into a page.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from hrdcorpus.reading.style import BOLD, ITALIC, LINKED, PREFORMATTED, read_style
from hrdcorpus.text.folding import holds_question

if TYPE_CHECKING:  # a text page needs no lxml
    from lxml.etree import _Element as Element

BLOCK_LEVEL = {
    "html", "body", "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "plaintext",
    "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SIGNS = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC}
_SIGNS |= dict.fromkeys(("pre", "listing", "xmp", "plaintext", "textarea"), PREFORMATTED)
_SECTIONS = {"article", "section", "blockquote", "details", "figure", "td"}  # with headers and footers of their own
REGIONS = {
    "nav": "nav", "header": "header", "footer": "footer", "aside": "aside", "form": "form", "search": "form",
    "dialog": "dialog", "menu": "menu", "button": "button", "select": "select", "textarea": "textarea", "svg": "svg",
    "noscript": "noscript", "audio": "hidden", "canvas": "hidden", "object": "hidden", "video": "hidden",
    "template": "hidden", "datalist": "hidden",
}  # fmt: skip
_ROLES = {
    "navigation": "nav", "banner": "header", "contentinfo": "footer", "complementary": "aside", "search": "form",
    "dialog": "dialog", "alertdialog": "dialog", "menu": "menu", "menubar": "menu",
}  # fmt: skip
WRAPPERS = {"form", "header", "footer", "nav", "aside"}  # what an unclosed tag or an old framework puts around <main>
MAY_STAY_OPEN = {  # https://html.spec.whatwg.org/#optional-tags
    "html", "body", "li", "dt", "dd", "p", "rt", "rp", "optgroup", "option", "colgroup", "caption", "thead", "tbody",
    "tfoot", "tr", "td", "th",
}  # fmt: skip
_TOOLBAR_IDS = {"wm-ipp-base", "donato"}  # they carry a style, so that they are looked at

# Attributes that count, and elements that mean the same wherever they stand if they have none of these.
TELLING = frozenset({"role", "style", "hidden", "aria-hidden", "aria-controls", "aria-expanded", "href"})
PLAIN = (BLOCK_LEVEL | set(_SIGNS) | {"a", "code", "font", "label", "q", "small", "span", "sub", "sup", "u"}) - {
    "aside", "dialog", "footer", "form", "main", "menu", "nav", "search", "textarea",
}  # fmt: skip


class Context(NamedTuple):
    """What holds for the text directly inside an element.

    `signs` are bits of `reading.style`. `scope` is `main` or `section` inside such elements, where a header or a footer
    is not the site's. `is_block`: the element begins and ends a block. `is_aside`: it is no part of the text around it,
    as a button in a line.
    """

    is_block: bool = True
    is_aside: bool = False
    region: str = ""
    scope: str = ""
    heading: int = 0
    signs: int = 0


ROOT = Context()


@lru_cache(maxsize=4096)  # a page has a few dozen
def enter_tag(tag: str, around: Context) -> Context:
    """What holds inside an element that has no attribute that counts, and stands in `around`."""
    return _settle(_read_tag(tag, around), around)


def enter_element(element: "Element", around: Context, parent: str, disclosed: "set[str | Element]") -> Context:
    """What holds inside an `element` that stands in `around`, directly in an element named `parent`.

    `disclosed` collects the panels, or their ids, that an accordion's headers open: a shut panel is not hidden.
    """
    tag = element.tag
    telling = TELLING.intersection(element.keys())
    if not telling:
        return enter_tag(tag, around)
    if telling == {"href"}:  # nearly all
        return _enter_marked(tag, around, _LINK if tag == "a" else _Marking())
    role = element.get("role", "").strip().lower()
    is_header = False  # of an accordion, as ARIA's authoring practices describe it
    if not telling.isdisjoint(("aria-controls", "aria-expanded")):
        is_header = bool(around.heading) or tag in _HEADINGS or role == "heading" or "dt" in (tag, parent)
        if is_header or holds_question(str(element.xpath("string()"))):
            disclosed.update(_find_panels(element))
    name = element.get("id")
    marking = _Marking(
        role=role,
        level=element.get("aria-level", ""),
        style=element.get("style", ""),
        is_hidden=_is_hidden(element, parent),
        is_shown=name in disclosed or element in disclosed or tag in ("html", "body", "svg"),
        is_content=is_header and tag == "button",
        is_toolbar=name in _TOOLBAR_IDS,
        is_link=tag == "a" and "href" in telling and "aria-expanded" not in telling,  # a button
    )
    return _enter_marked(tag, around, marking)


class _Marking(NamedTuple):
    """What an element's attributes say, as far as it counts."""

    role: str = ""
    level: str = ""
    style: str = ""
    is_hidden: bool = False
    is_shown: bool = False  # by a script, as a page or an accordion's panel is; a sprite has its icons
    is_content: bool = False
    is_toolbar: bool = False
    is_link: bool = False


_LINK = _Marking(is_link=True)


@lru_cache(maxsize=4096)  # the same few stand on hundreds of elements
def _enter_marked(tag: str, around: Context, marking: _Marking) -> Context:
    context = _apply_role(_read_tag(tag, around), marking)
    style = read_style(marking.style)
    region = context.region
    if marking.is_toolbar:
        region = "toolbar"
    elif (marking.is_hidden or style.hidden) and not marking.is_shown:
        region = "hidden"
    elif marking.is_content:
        region = around.region
    is_block = context.is_block or style.block
    signs = style.change(context.signs) | (LINKED if marking.is_link else 0)
    return _settle(context._replace(is_block=is_block, region=region, signs=signs), around)


def _read_tag(tag: str, around: Context) -> Context:
    region, scope = around.region, around.scope
    if tag == "main":
        region, scope = _enter_main(around)
    elif tag in REGIONS and not (tag == "header" and scope) and not (tag == "footer" and scope == "section"):
        region = REGIONS[tag]
    elif tag in _SECTIONS:
        scope = "section"
    heading = _HEADINGS.get(tag, around.heading)
    return Context(tag in BLOCK_LEVEL, False, region, scope, heading, around.signs | _SIGNS.get(tag, 0))


def _apply_role(context: Context, marking: _Marking) -> Context:
    role = marking.role
    if role == "heading":
        return context._replace(heading=_HEADINGS.get(f"h{marking.level}", 2), is_block=True)  # 2 is ARIA's own default
    if role == "main":
        region, scope = _enter_main(context)
        return context._replace(region=region, scope=scope)
    if role == "article":
        return context._replace(scope="section")
    return context._replace(region=_ROLES.get(role, context.region))


def _enter_main(around: Context) -> tuple[str, str]:
    """Region and scope of the page's main part, whatever it was wrapped in by mistake."""
    return "" if around.region in WRAPPERS else around.region, around.scope or "main"


def _is_hidden(element: "Element", parent: str) -> bool:
    if element.get("hidden", "until-found") != "until-found":
        return True
    # an open dialog puts aria-hidden on the page behind it
    return element.get("aria-hidden") == "true" and parent != "body" and element.tag not in ("main", "article")


def _find_panels(header: "Element") -> "Iterable[str | Element]":
    """What an accordion's header opens: ids, or the element behind a shut one, or behind what ends with it."""
    if names := header.get("aria-controls", "").split():
        return names
    if header.get("aria-expanded") != "false":
        return ()
    at = next(header.iterancestors(*_HEADINGS), header)
    while at.getnext() is None and (above := at.getparent()) is not None:
        at = above
    return islice(at.itersiblings("*"), 1)


def _settle(context: Context, around: Context) -> Context:
    """The context, with what follows from several of its parts."""
    region = "toolbar" if around.region == "toolbar" else context.region
    is_aside = region != around.region and not context.is_block
    is_block = context.is_block or is_aside
    signs = context.signs & ~(BOLD | ITALIC) if context.heading else context.signs  # a heading is a sign of its own
    return context._replace(is_block=is_block, is_aside=is_aside, region=region, signs=signs)

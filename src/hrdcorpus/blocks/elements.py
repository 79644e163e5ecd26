"""Open elements of an HTML page: what a tag and its attributes mean for the text inside.

Only what the markup says counts: element names, roles, `hidden`, inline styles. Class names and ids mislead and are
never read, but for the ids of the toolbar that the Wayback Machine puts into a page.
"""

from collections.abc import Mapping

from hrdcorpus.blocks.style import BOLD, ITALIC, PREFORMATTED, read_style

Attributes = Mapping[str, str]

_BLOCK_LEVEL = frozenset(
    "html body address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup legend li listing main menu nav ol optgroup option p plaintext pre "
    "search section summary table tbody td tfoot th thead tr ul xmp".split()
)
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 pre dt summary caption legend figcaption".split())  # hold a line, no blocks
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SIGNS = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC}
_SIGNS |= dict.fromkeys(("pre", "listing", "xmp", "plaintext", "textarea"), PREFORMATTED)
_SECTIONS = frozenset("article section blockquote details figure td".split())  # with headers and footers of their own
_REGIONS = {tag: tag for tag in "nav header footer aside form dialog menu button select textarea svg noscript".split()}
_REGIONS |= {"search": "form"} | dict.fromkeys(("audio", "canvas", "object", "video"), "hidden")  # shown in their stead
_ROLES = {
    "navigation": "nav", "banner": "header", "contentinfo": "footer", "complementary": "aside", "search": "form",
    "dialog": "dialog", "alertdialog": "dialog", "menu": "menu", "menubar": "menu",
}  # fmt: skip
_WRAPPERS = ("form", "header", "footer", "nav", "aside")  # what an unclosed tag or an old framework puts around <main>
_TOOLBAR_IDS = ("wm-ipp-base", "wm-ipp-print", "donato")
_MEANING = frozenset(_HEADINGS) | frozenset(_SIGNS) | _SECTIONS | frozenset(_REGIONS) | {"main"}
_TELLING = frozenset("role style hidden aria-hidden aria-controls aria-expanded id".split())


class Element:
    """An open element, with what it inherits. `block` is the nearest block-level element, itself included.

    `region`, `heading` and `signs` (bits of `hrdcorpus.blocks.style`) hold for the text directly inside. `scope` is
    `main` or `section` inside such elements, where a header or a footer is not the site's. `is_aside`: the element
    stands in a line of text and is no part of it, as a button does.
    """

    __slots__ = (
        "block", "children", "depth", "heading", "is_aside", "nth", "parent", "path", "region", "scope", "signs", "tag",
    )  # fmt: skip

    def __init__(self, tag: str, parent: "Element | None") -> None:
        self.tag = tag
        self.parent = parent
        self.children: dict[str, int] = {}  # how many so far, by tag
        self.path: str | None = None
        self.is_aside = False
        if parent is None:
            self.block, self.depth, self.nth = self, 0, 1
            self.region, self.scope, self.heading, self.signs = "", "", 0, 0
        else:
            self.block, self.depth, self.region = parent.block, parent.depth + 1, parent.region
            self.scope, self.heading, self.signs = parent.scope, parent.heading, parent.signs
            self.nth = parent.children[tag] = parent.children.get(tag, 0) + 1


def open_element(tag: str, attributes: Attributes, parent: Element, in_line: bool, disclosed: set[str]) -> Element:
    """The element that begins here. `in_line`: text of its block stands before it.

    `disclosed` collects the ids of the panels that an accordion's headers open: a shut panel is not hidden.
    """
    element = Element(tag, parent)
    if tag in _BLOCK_LEVEL or ("-" in tag and not in_line and _holds_blocks(parent)):
        element.block = element
    if tag in _MEANING:
        _apply_tag(element, parent)
    if not _TELLING.isdisjoint(attributes):
        _apply_attributes(element, attributes, parent, disclosed)
    if parent.region == "toolbar":
        element.region = parent.region
    if element.heading:
        element.signs &= PREFORMATTED  # a heading is a sign of its own
    if element.region != parent.region and element.block is not element:
        element.block, element.is_aside = element, True
    return element


def lift_form(element: Element) -> None:
    """Makes the form around `element` no form: old server frameworks put the whole page into one."""
    inside = []
    while element.region == "form" and element.parent is not None:
        inside.append(element)
        element = element.parent
    for wrapped in inside:
        wrapped.region = element.region


def find_path(element: Element) -> str:
    """The element's path, as lxml's `getpath` writes it; call it when the page has ended, for counts to be whole."""
    steps = []
    while element.path is None and element.parent is not None:
        steps.append(element)
        element = element.parent
    path = element.path or ""
    for step in reversed(steps):
        several = step.parent is not None and step.parent.children[step.tag] > 1
        path = step.path = f"{path}/{step.tag}[{step.nth}]" if several else f"{path}/{step.tag}"
    return path


def _holds_blocks(parent: Element) -> bool:
    """Whether a custom element may be a block here: directly in a block-level element that is no paragraph itself."""
    return parent.block is parent and parent.tag not in _PARAGRAPHS


def _apply_tag(element: Element, parent: Element) -> None:
    tag = element.tag
    element.heading = _HEADINGS.get(tag, element.heading)
    element.signs |= _SIGNS.get(tag, 0)
    if tag in _REGIONS and not _has_own_frame(tag, parent.scope):
        element.region = _REGIONS[tag]
    if tag in _SECTIONS:
        element.scope = "section"
    if tag == "article" or (tag == "h1" and _is_page_form(parent)):
        lift_form(parent)
        element.region = parent.region
    elif tag == "main":
        _enter_main(element, parent)


def _has_own_frame(tag: str, scope: str) -> bool:
    """Whether a <header> or <footer> is that of an article or section, where title, date or source may stand."""
    return scope == "section" and tag in ("header", "footer") or scope == "main" and tag == "header"


def _is_page_form(parent: Element) -> bool:
    while parent.region == "form" and parent.tag != "form" and parent.parent is not None:
        parent = parent.parent
    return parent.tag == "form" and parent.parent is not None and parent.parent.tag == "body"


def _enter_main(element: Element, parent: Element) -> None:
    lift_form(parent)
    element.scope = parent.scope or "main"
    element.region = "" if parent.region in _WRAPPERS else parent.region


def _apply_attributes(element: Element, attributes: Attributes, parent: Element, disclosed: set[str]) -> None:
    style = read_style(attributes.get("style", ""))
    if style.block:
        element.block = element
    element.signs = style.change(element.signs)
    _apply_role(element, attributes, parent)
    if element.heading or element.block.tag in ("dt", "summary"):  # an accordion's header, as ARIA describes it
        disclosed.update(attributes.get("aria-controls", "").split())
        if element.tag == "button" and not attributes.keys().isdisjoint(("aria-controls", "aria-expanded")):
            element.region = parent.region
    if attributes.get("id") in _TOOLBAR_IDS:
        element.region = "toolbar"
    elif _is_hidden(element, attributes, style.hidden, parent) and attributes.get("id") not in disclosed:
        element.region = "hidden"


def _apply_role(element: Element, attributes: Attributes, parent: Element) -> None:
    role = attributes.get("role", "").lower()
    if role == "heading":
        level = attributes.get("aria-level", "")
        element.heading = int(level) if level in set("123456") else 2  # ARIA's level where none is given
        element.block = element
    elif role == "main":
        _enter_main(element, parent)
    elif role == "article":
        element.scope = "section"
    else:
        element.region = _ROLES.get(role, element.region)


def _is_hidden(element: Element, attributes: Attributes, by_style: bool, parent: Element) -> bool:
    if element.tag in ("html", "body", "svg"):  # a script shows the page later; icons of a hidden sprite are shown
        return False
    if by_style or attributes.get("hidden", "until-found") != "until-found":
        return True
    # an open dialog puts aria-hidden on the page behind it
    behind = element.tag in ("main", "article") or parent.tag == "body"
    return attributes.get("aria-hidden") == "true" and not behind

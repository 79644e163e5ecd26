"""The target that lxml's HTML parser reports to: it gathers text between block boundaries, each piece once.

It knows no file and no parser: it is told of tags, text and comments in the order of the page.
"""

from hrdcorpus.blocks.contexts import ROOT, Attributes, Context, enter_element, enter_tag, make_block
from hrdcorpus.blocks.elements import Element, lift_form
from hrdcorpus.blocks.metadata import Marks
from hrdcorpus.blocks.runs import BREAK, Piece, Run, split_runs

END = " end of page "  # the comment that ends a page: if it is not reported, something before it swallowed it
_TOOLBAR_BEGINS, _TOOLBAR_ENDS = "BEGIN WAYBACK _TOOLBAR INSERT", "END WAYBACK _TOOLBAR INSERT"

_CODE = {"script", "style"}
_UNSEEN = _CODE | {"template", "title", "iframe", "noframes", "noembed", "datalist"}  # their text is never shown
_SHADOW = {"shadowrootmode", "shadowroot"}  # makes a template part of the page
_VOID = {
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
}  # fmt: skip
_SPECIAL = _UNSEEN | _VOID
_CONTENT = {"article", "main", "h1"}
_NOTED = {"form", "html", "svg", "time"}
_LINES = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "summary", "caption", "legend", "figcaption"}

Found = tuple[Piece, Element, str]


class PageTarget:
    """What is left of a page when it was parsed.

    `found` has its pieces of text in reading order, each with the element it stands in and the region; `marks` its
    metadata. `is_whole`: nothing that began before the page's end swallowed it.
    """

    def __init__(self, source: str) -> None:
        self.found: list[Found] = []
        self.marks = Marks()
        self.is_whole = False
        self._here = Element("", None, ROOT)
        self._form: Element | None = None  # the last that began
        self._runs: list[Run] = []  # since the last block boundary
        self._is_inked = False  # they hold more than white space
        self._place: int | None = None  # where their block goes, if an aside began after them
        self._interrupted: list[tuple[list[Run], bool, int | None]] = []  # these three for what open asides stand in
        self._unseen = 0  # depth inside an element whose markup means nothing here
        self._heard: list[str] | None = None  # its text, where that is wanted
        self._is_code = False
        self._disclosed: set[str] = set()  # ids of an accordion's panels
        self._source = source
        self._in_toolbar = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """A tag opens."""
        if self._unseen:
            self._unseen += 1
            self._is_code = tag in _CODE
            return
        if tag in _SPECIAL and self._pass_special(tag, attributes):
            return
        parent = self._here
        if tag in _CONTENT and parent.context.region == "form":
            self._unwrap(tag)
        context = self._enter(tag, attributes) if attributes or "-" in tag else enter_tag(tag, parent.context)
        if context.is_block:
            if context.is_aside:
                self._interrupt()
            elif self._runs:
                self._flush()
        self._here = Element(tag, parent, context)
        if tag in _NOTED:
            self._note(tag, attributes)

    def end(self, tag: str) -> None:
        """A tag closes, or is closed by another."""
        if self._unseen:
            self._unseen -= 1
            self._is_code = False
            if self._unseen or not self._take_heard(tag):
                return
        if tag in _VOID:
            return
        element = self._here
        if element.context.is_block:
            if self._runs:
                self._flush()
            if element.context.is_aside:
                self._runs, self._is_inked, self._place = self._interrupted.pop()
        self._here = element.parent or element

    def data(self, text: str) -> None:
        """Text, or a part of it."""
        if not self._unseen:
            self._runs.append((text, self._here.context.signs))
            if not self._is_inked and not text.isspace():
                self._is_inked = True
        elif self._heard is not None and not self._is_code:
            self._heard.append(text)

    def comment(self, text: str) -> None:
        """A comment, or something that browsers take for one."""
        if text == END:
            self.is_whole = not self._unseen
        elif _TOOLBAR_BEGINS in text or _TOOLBAR_ENDS in text:
            self._flush()
            self._in_toolbar = _TOOLBAR_BEGINS in text and _TOOLBAR_ENDS in self._source
        else:
            self.marks.add_comment(text)

    def close(self) -> None:
        """The page ends."""
        self._flush()

    def _pass_special(self, tag: str, attributes: Attributes) -> bool:
        """Takes what there is to take from an element that is empty or not shown; False for a template that is shown."""
        if tag == "br":
            self._runs.append(BREAK)
        elif tag == "hr":
            self._flush()
        elif tag == "input" and attributes.get("name") == "__VIEWSTATE":  # ASP.NET's one form around the page
            lift_form(self._here)
        elif tag in _VOID:
            self.marks.add_element(tag, attributes, self._here.context)
        elif attributes.keys().isdisjoint(_SHADOW):
            self._unseen = 1
            self._heard = [] if self.marks.is_wanted(tag, attributes) else None
        else:
            return False
        return True

    def _unwrap(self, tag: str) -> None:
        """A form that holds the page's main part, or stands directly in <body> and holds its title, is no form."""
        is_page = self._form is not None and self._form.parent is not None and self._form.parent.tag == "body"
        if tag != "h1" or is_page:
            lift_form(self._here)

    def _enter(self, tag: str, attributes: Attributes) -> Context:
        parent = self._here
        context = enter_element(tag, attributes, parent.context, parent.tag == "body", self._disclosed)
        # a custom element is a block, but not in a paragraph, in an inline element or after words of its line
        if "-" in tag and parent.context.is_block and parent.tag not in _LINES and not self._is_inked:
            return make_block(context)
        return context

    def _note(self, tag: str, attributes: Attributes) -> None:
        if tag == "svg":  # its markup means nothing here, but its text is shown
            self._unseen, self._heard = 1, []
        elif tag == "form":
            self._form = self._here
        else:
            self.marks.add_element(tag, attributes, self._here.context)

    def _take_heard(self, tag: str) -> bool:
        """Uses the text of an element whose markup means nothing; True where it is part of the page, as an SVG's is."""
        heard, self._heard = self._heard, None
        if tag == "svg":
            self.data("".join(heard or [" "]))
        elif heard is not None:
            self.marks.add_text(tag, "".join(heard))
        return tag == "svg"

    def _interrupt(self) -> None:
        """Sets the text so far aside: it goes on after the element that begins here."""
        if not self._is_inked:
            self._runs.clear()
        elif self._place is None:
            self._place = len(self.found)
        self._interrupted.append((self._runs, self._is_inked, self._place))
        self._runs, self._is_inked, self._place = [], False, None

    def _flush(self) -> None:
        """A block boundary."""
        runs, self._runs = self._runs, []
        if not self._is_inked:
            return
        element = self._here.block or self._here
        region = element.context.region or ("toolbar" if self._in_toolbar else "")
        for piece in split_runs(runs):
            if self._place is None:
                self.found.append((piece, element, region))
            else:
                self.found.insert(self._place, (piece, element, region))
                self._place += 1
        self._is_inked, self._place = False, None

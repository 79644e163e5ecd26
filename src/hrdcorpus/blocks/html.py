"""An HTML page -> blocks: one pass over what lxml's parser reports, every piece of text taken once.

The parser reports to a target and builds no tree: a tree loses what stands after </html> or nested too deeply.
"""

from lxml import etree

from hrdcorpus.blocks.block import Block, Document
from hrdcorpus.blocks.elements import Attributes, Element, find_path, lift_form, open_element
from hrdcorpus.blocks.metadata import Marks, read_declared
from hrdcorpus.blocks.runs import BREAK, Piece, Run, split_runs
from hrdcorpus.errors import PageError

MAX_DEPTH = 2048  # elements; browsers stop at 512
MAX_PATHS = 200_000_000  # characters of element paths in all: bounds the memory that many deep blocks take

_END = " end of page "  # a comment put after the page: if the parser reports none, something before it swallowed it
_TOOLBAR_BEGINS, _TOOLBAR_ENDS = "BEGIN WAYBACK TOOLBAR INSERT", "END WAYBACK TOOLBAR INSERT"
_UNSEEN = frozenset("script style template title iframe noframes noembed datalist".split())  # text is never shown
_CODE = ("script", "style")
_VOID = frozenset("area base br col embed frame hr img input link meta param source track wbr".split())


def split_html(raw: bytes, encoding: str) -> Document:
    """The page's visible text, whole and in order, and what its markup declares; `PageError` where text would be lost.

    `encoding` was decided before, whatever the page says; bytes that are none in it become U+FFFD, as NUL does.
    """
    source = raw.decode(encoding, "replace").removeprefix("\ufeff").replace("\0", "\ufffd")
    for wrong in ("</br>", "</BR>"):  # a line break to browsers, nothing to the parser
        source = source.replace(wrong, "<br>")
    splitter = _Splitter(has_toolbar=_TOOLBAR_ENDS in source)
    parser = etree.HTMLParser(target=splitter, encoding="utf-8", huge_tree=True)
    etree.fromstring(f"{source}<!--{_END}-->".encode("utf-8", "replace"), parser)
    return splitter.build_document()


class _Flow:
    """The text since the last block boundary. `place`: where its blocks go, if asides came before it ended."""

    __slots__ = ("is_inked", "place", "runs")

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.is_inked = False  # holds more than white space
        self.place: int | None = None


class _Splitter:
    """The parser's target: it is told of tags, text and comments in order."""

    def __init__(self, has_toolbar: bool) -> None:
        self._here = Element("", None)
        self._flow = _Flow()
        self._interrupted: list[_Flow] = []  # those that the open asides stand in
        self._found: list[tuple[Piece, Element, str]] = []  # with element and region
        self._unseen = 0  # depth inside an element whose markup means nothing here
        self._heard: list[str] | None = None  # its text, where that is wanted
        self._is_code = False
        self._disclosed: set[str] = set()
        self._has_toolbar, self._in_toolbar = has_toolbar, False
        self._is_whole = False
        self._marks = Marks()

    def start(self, tag: str, attributes: Attributes) -> None:
        """A tag opens."""
        if self._unseen:
            self._unseen += 1
            self._is_code = tag in _CODE
        elif tag in _VOID:
            self._pass_void(tag, attributes)
        elif tag in _UNSEEN and attributes.keys().isdisjoint(("shadowrootmode", "shadowroot")):
            self._unseen = 1
            self._heard = [] if self._marks.is_wanted(tag, attributes) else None
        else:
            self._open(tag, attributes)

    def end(self, tag: str) -> None:
        """A tag closes, or is closed by another."""
        if self._unseen:
            self._unseen -= 1
            self._is_code = False
            if self._unseen:
                return
            self._take_heard(tag)
            if tag != "svg":
                return
        if tag not in _VOID:
            self._close()

    def data(self, text: str) -> None:
        """Text, or a part of it."""
        if not self._unseen:
            flow = self._flow
            flow.runs.append((text, self._here.signs))
            if not flow.is_inked and not text.isspace():
                flow.is_inked = True
        elif self._heard is not None and not self._is_code:
            self._heard.append(text)

    def comment(self, text: str) -> None:
        """A comment, or something that browsers take for one."""
        if text == _END:
            self._is_whole = not self._unseen
        elif _TOOLBAR_BEGINS in text or _TOOLBAR_ENDS in text:
            self._flush()
            self._in_toolbar = self._has_toolbar and _TOOLBAR_BEGINS in text
        else:
            self._marks.add_comment(text)

    def close(self) -> None:
        """The page ends."""
        self._flush()

    def build_document(self) -> Document:
        """What was found; `PageError` if the page was cut off or nests too deeply."""
        if not self._is_whole:
            raise PageError("truncated: a tag, comment, script, style, title or textarea is never closed; save the page again")
        # Italics are emphasis only on a page that has no bold type in what may be content.
        has_bold = any(piece.bold for piece, _, region in self._found if not region)
        blocks = []
        length = 0
        for piece, element, region in self._found:
            path = find_path(element)
            length += len(path)
            if length > MAX_PATHS:
                raise PageError("too many blocks nested too deeply; save the page again with a browser")
            emphasis = piece.bold if has_bold else piece.italic
            block = Block(piece.text, None, path, element.tag, region, element.heading, emphasis, piece.breaks)
            blocks.append(block)
        return Document(tuple(blocks), read_declared(self._marks))

    def _open(self, tag: str, attributes: Attributes) -> None:
        parent = self._here
        element = open_element(tag, attributes, parent, self._flow.is_inked, self._disclosed)
        if element.depth > MAX_DEPTH:
            raise PageError(f"nested deeper than {MAX_DEPTH:,} elements; save the page again with a browser")
        if element.is_aside:
            self._interrupt()
        elif element.block is element:
            self._flush()
        self._here = element
        if tag == "svg":
            self._unseen = 1
            self._heard = []
        elif tag in ("html", "time"):
            self._marks.add_element(tag, attributes, element)

    def _close(self) -> None:
        element = self._here
        if element.block is element:
            self._flush()
        if element.is_aside:
            self._flow = self._interrupted.pop()
        if element.parent is not None:
            self._here = element.parent

    def _interrupt(self) -> None:
        """Sets the text so far aside: it goes on after the element that begins here."""
        flow = self._flow
        if not flow.is_inked:
            flow.runs.clear()
        elif flow.place is None:
            flow.place = len(self._found)
        self._interrupted.append(flow)
        self._flow = _Flow()

    def _flush(self) -> None:
        """A block boundary."""
        flow = self._flow
        if flow.is_inked:
            element = self._here.block
            region = element.region or ("toolbar" if self._in_toolbar else "")
            place = len(self._found) if flow.place is None else flow.place
            self._found[place:place] = [(piece, element, region) for piece in split_runs(flow.runs)]
            self._flow = _Flow()
        elif flow.runs:
            flow.runs.clear()

    def _pass_void(self, tag: str, attributes: Attributes) -> None:
        if tag == "br":
            self._flow.runs.append(BREAK)
        elif tag == "hr":
            self._flush()
        elif tag == "input" and attributes.get("name") == "__VIEWSTATE":  # ASP.NET's one form for the whole page
            lift_form(self._here)
        else:
            self._marks.add_element(tag, attributes, self._here)

    def _take_heard(self, tag: str) -> None:
        """The text of an element whose markup means nothing: an SVG's is shown, others' may be metadata."""
        if self._heard is None:
            return
        heard, self._heard = "".join(self._heard), None
        if tag == "svg":
            self.data(heard or " ")
        else:
            self._marks.add_text(tag, heard)

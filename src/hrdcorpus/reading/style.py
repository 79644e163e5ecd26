"""Inline styles (`style="..."`): the few properties that change what a reader of the page sees."""

from msgspec import Struct

# Signs of a run of text, as bits.
BOLD, ITALIC, PREFORMATTED, LINKED = 1, 2, 4, 8

_INLINE = ("inline", "contents", "none", "inherit", "initial", "unset", "revert")
_NORMAL_WEIGHT = 500  # the next one, 600, is drawn bold


class Style(Struct, frozen=True):
    """What an inline style says; None where it says nothing. `block`: set apart from the text around it."""

    hidden: bool = False
    block: bool = False
    bold: bool | None = None
    italic: bool | None = None
    preformatted: bool | None = None

    def change(self, signs: int) -> int:
        """The signs of the text around the element -> those of the text inside."""
        for bit, is_set in ((BOLD, self.bold), (ITALIC, self.italic), (PREFORMATTED, self.preformatted)):
            if is_set is not None:
                signs = signs | bit if is_set else signs & ~bit
        return signs


def read_style(text: str) -> Style:
    """The style in an attribute's `text`.

    >>> read_style("FONT-WEIGHT: 700 !important; display:block")
    Style(hidden=False, block=True, bold=True, italic=None, preformatted=None)
    """
    values = {}
    for declaration in text.lower().split(";"):
        name, _, value = declaration.partition(":")
        values[name.strip()] = value.replace("!important", "").split()
    display = "".join(values.get("display", ()))
    return Style(
        hidden=display == "none" or values.get("visibility") in (["hidden"], ["collapse"]),
        block=bool(display) and not display.startswith(_INLINE),
        bold=_find_bold(values),
        italic=_find_italic(values),
        preformatted=_find_preformatted(values.get("white-space", [])),
    )


def _find_bold(values: dict[str, list[str]]) -> bool | None:
    for word in values.get("font-weight", values.get("font", [])):
        if word in ("bold", "bolder", "normal", "lighter"):
            return word.startswith("bold")
        if word.isascii() and word.isdigit() and len(word) <= 4:  # in `font` a size carries its unit
            return int(word) > _NORMAL_WEIGHT
    return None


def _find_italic(values: dict[str, list[str]]) -> bool | None:
    words = values.get("font-style", values.get("font", []))
    if "italic" in words or "oblique" in words:
        return True
    return False if "normal" in words else None


def _find_preformatted(words: list[str]) -> bool | None:
    return words[0].startswith(("pre", "break-spaces")) if words else None

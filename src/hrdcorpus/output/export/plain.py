"""Text of others -> Markdown that shows just that text, whatever it looks like."""

import re

# What CommonMark or GitHub could take for markup, wherever it stands; signs of lists and headings where text begins.
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|$^{}#@]|:(?=\S)|(?<=www)\.|\A[-+=]")
_NUMBERED = re.compile(r"\A(\d+)([.)])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # those that are no white space of Markdown
_SPACE = re.compile(r"\A\s|\s\Z|[\t\n\r\u2028\u2029]")


def escape_markdown(text: str) -> str:
    r"""One line of Markdown. White space that would be lost becomes references; other controls are written out.

    >>> escape_markdown("1. *No* <b>one</b>\n- came\x1b")
    '1\\. \\*No\\* \\<b\\>one\\</b\\>&#10;- came\\\\x1b'
    """
    escaped = _NUMBERED.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", text))
    shown = _CONTROL.sub(lambda found: "\\" + found[0].encode("unicode_escape").decode(), escaped)
    return _SPACE.sub(lambda found: f"&#{ord(found[0])};", shown)

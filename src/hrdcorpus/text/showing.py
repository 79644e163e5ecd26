"""Text of others -> text that is safe to show: no terminal and no log obeys what a page says.

Records keep every character; only what is printed goes through here. Rich's own escaping is no help: it
lets ESC, C1 controls and bidi overrides pass.
"""

import unicodedata

_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # controls, formats (bidi, zero width), surrogates, line ends


def escape(text: str) -> str:
    r"""`text` on one line, with every character that could steer a terminal written out.

    >>> escape("Ірина\x1b[31m \u202etxt.exe\n::error")
    'Ірина\\x1b[31m \\u202etxt.exe\\n::error'
    """
    if text.isprintable():
        return text
    return "".join(c.encode("unicode_escape").decode() if _is_unsafe(c) else c for c in text)


def escape_path(path: object) -> str:
    r"""A file's name as `escape` shows it, and never the beginning of a command such as `::error`.

    >>> escape_path("::error file=x::page.txt")
    './::error file=x::page.txt'
    """
    shown = escape(str(path))
    return shown if shown[:1].isalnum() or shown[:1] in ("/", ".", "_") else f"./{shown}"


def escape_json(text: str) -> str:
    r"""A JSON text of the same value, in which what `escape` writes out is written as JSON escapes.

    >>> escape_json('"a\u2028b\u202ec"')
    '"a\\u2028b\\u202ec"'
    """
    lines = text.split("\n")
    return "\n".join(
        line if line.isprintable() else "".join(_json_escape(c) if _is_unsafe(c) else c for c in line) for line in lines
    )


def _is_unsafe(character: str) -> bool:
    return unicodedata.category(character) in _UNSAFE


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))

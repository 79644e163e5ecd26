"""A page of our own for a browser: one file, with its style and script inside, that asks nothing of any network."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape as escape_html
from importlib.resources import files

from hrdcorpus.text.showing import escape

_FOLDER = files("hrdcorpus") / "resources" / "reader"


@cache
def load_source(*names: str) -> str:
    """The files of these names in `resources/reader`, one after another."""
    return "".join((_FOLDER / name).read_text("utf-8") for name in names)


def open_page(title: str, style: str, script: str = "") -> str:
    """The document up to its body. It can load nothing, and run no script or style but these, known by their hashes.

    The script itself stands where the caller puts it, between `<script>` and `</script>`, as it is here.
    """
    sources = {"style": style, "script": script}
    allowed = "".join(f"; {kind}-src 'sha256-{_digest(source)}'" for kind, source in sources.items() if source)
    policy = f"default-src 'none'{allowed}; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{show(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


def _digest(source: str) -> str:
    return base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()


def show(text: str) -> str:
    """Text of others as HTML text, with what could turn or hide it written out."""
    return escape_html(escape(text))


def embed_json(kind: str, lines: Iterable[str]) -> Iterator[str]:
    """JSON as data of the page, in an element of this class: no text in it can end the element, or begin another."""
    yield f'<script type="application/json" class="{kind}">'
    yield from (line.replace("<", "\\u003c") for line in lines)
    yield "</script>\n"

"""Who wrote or led an interview, by lines of their own, beside the date, or inside another line."""

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from hrdcorpus.clues.clues import Clues
from hrdcorpus.interview.labels import Labelled, list_labelled
from hrdcorpus.knowledge.templates import is_name
from hrdcorpus.reading.blocks import read_inner

_BYLINES = ("byline", "interviewer")
_INNER, _MOST_INNER = ("a", "span", "b", "strong", "em", "i"), 10  # elements in a line


def find_author(rows: Sequence[Labelled], declared: str | None) -> str | None:
    """The author as shown; beside a date, more than the name that the markup has may stand."""
    authors = [row.slots.get("author", row.slots.get("name", row.block.text)) for row in list_labelled(rows, "author")]
    named = [row.slots["name"] for row in list_labelled(rows, "date") if "name" in row.slots]
    named = [declared if declared and declared in name else name for name in named]
    asked = [row.slots["who"] for row in rows if row.rule == "interviewer" and is_name(row.slots["who"])]
    found = authors or named or asked or list(_list_inner(rows))
    return ", ".join(dict.fromkeys(author.strip(" ,，、") for author in found)) or None


def _list_inner(rows: Sequence[Labelled]) -> Iterator[str]:
    """The names in elements of lines above the introduction: in a by-line, or where the markup says `author`."""
    above = takewhile(lambda row: row.label not in ("question", "introduction"), rows)
    lines = ((row.clues, row.block.element) for row in above if not row.block.region)
    for clues, outer in lines:
        for element in () if outer is None else islice(outer.iter(*_INNER), _MOST_INNER):
            text = read_inner(element)
            is_marked = "author" in (element.get("rel"), element.get("itemprop"))
            name = _find_bylined(clues, text) or (text if is_marked and text in clues.text else "")
            if is_name(name):
                yield name


def _find_bylined(clues: Clues, text: str) -> str | None:
    """The name in a piece of the line, where this is a by-line."""
    at = clues.text.find(text) if text else -1
    line = clues.part(at, at + len(text)).line if at >= 0 else None
    return line.slots.get("name", line.slots.get("who")) if line and line.kind.name in _BYLINES else None

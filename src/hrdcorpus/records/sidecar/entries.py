"""A sidecar's text and one correction more -> the new text, with all else as it stands, comments too.

The text is changed by lines, since a parser would lay it out anew; that nothing else has changed is proved by reading
both.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from hrdcorpus.errors import RecordError
from hrdcorpus.knowledge.loading import quote
from hrdcorpus.records.sidecar.form import Correction

_LINE = re.compile(r"[^\n]*\n|[^\n]+$")
_HEADER = re.compile(r"[ \t]*\[")


def put_entry(text: str, correction: Correction) -> str:
    """`text` with the correction in its table, in place of an earlier one of the same line or path.

    `RecordError` where the earlier one is laid out so that only a person can change it.
    """
    table = correction.table
    entry = correction.model_dump(exclude_none=True, exclude={"reason"}) | {"reason": correction.reason}
    read = tomllib.loads(text)
    entries = read.get(table, [])
    place = "path" if correction.line is None else "line"
    number = next((i for i, other in enumerate(entries) if other.get(place) == entry[place]), None)
    if number is None:
        changed, expected = _append(text, table, entry), [*entries, entry]
    else:
        changed, expected = _replace(text, table, number, entry), [*entries[:number], entry, *entries[number + 1 :]]
    if not _says(changed, read | {table: expected}):
        raise RecordError(f"{correction.place}: its [[{table}]] is not laid out one key a line; change it by hand")
    return changed


def _append(text: str, table: str, entry: Mapping[str, str | int]) -> str:
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return f"{text}{gap}[[{table}]]\n" + "".join(_render(key, value) for key, value in entry.items())


def _replace(text: str, table: str, number: int, entry: Mapping[str, str | int]) -> str:
    """The lines of the entry with this number, each key's line anew and what it lacks after its header."""
    lines = _LINE.findall(text)
    headers = [i for i, line in enumerate(lines) if _HEADER.match(line)]
    own = [i for i in headers if lines[i].partition("#")[0].replace(" ", "").strip() == f"[[{table}]]"]
    if number >= len(own):
        return text
    start = own[number] + 1
    end = next((i for i in headers if i >= start), len(lines))
    missing = dict(entry)
    for i in range(start, end):
        key = lines[i].partition("=")[0].strip()
        if key in missing:
            lines[i] = _render(key, missing.pop(key))
    added = [_render(key, value) for key, value in missing.items()]
    return "".join([*lines[:start], *added, *lines[start:]])


def _render(key: str, value: str | int) -> str:
    return f"{key} = {quote(value) if isinstance(value, str) else value}\n"


def _says(text: str, expected: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == expected
    except tomllib.TOMLDecodeError:
        return False

"""Where in the JSON that was read a value breaks its form."""

import json
import re
from collections.abc import Iterator

from pydantic import ValidationError

_BLANKS = re.compile(r"[ \t\n\r]*")
_scan = json.JSONDecoder().raw_decode


def locate_breach(error: ValidationError, text: str) -> tuple[int, int]:
    """Line and column, from 1, of the first breach in the JSON that was read; of a missing key, where its object is."""
    at = _skip(text, 0)
    for step in error.errors(include_input=False, include_url=False, include_context=False)[0]["loc"]:
        inside = next((place for key, place in _list_inside(text, at) if key == step), None)
        if inside is None:
            break
        at = inside
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _list_inside(text: str, at: int) -> Iterator[tuple[int | str, int]]:
    """The keys or numbers, and the places, of the values in the object or list at `at`; none in what is neither."""
    end = {"{": "}", "[": "]"}.get(text[at])
    if end is None:
        return
    at = _skip(text, at + 1)
    number = 0
    while text[at] != end:
        key: int | str = number
        if end == "}":
            key, at = _scan(text, at)
            at = _skip(text, _skip(text, at) + 1)  # over the colon
        yield key, at
        at = _skip(text, _scan(text, at)[1])
        at = _skip(text, at + 1) if text[at] == "," else at
        number += 1


def _skip(text: str, at: int) -> int:
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at

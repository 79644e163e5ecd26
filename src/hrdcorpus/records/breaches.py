"""Where and how a value breaks its form, in words that can be shown: nothing of the value is quoted."""

import json
import re
from collections.abc import Collection, Iterator, Sequence

from pydantic import BaseModel, ValidationError

_REASONS = {"extra_forbidden": "holds a key that the form does not have", "tuple_type": "Input should be a list"}
_BLANKS = re.compile(r"[ \t\n\r]*")
_scan = json.JSONDecoder().raw_decode


def list_names(*parts: type[BaseModel]) -> frozenset[str]:
    """The keys of a form that is made of these models."""
    return frozenset(name for part in parts for name in part.model_fields)


def describe_breach(error: ValidationError, names: Collection[str], whole: str) -> tuple[str, str]:
    """The key of the first breach and its reason. `names` are the form's keys, `whole` is what has no key."""
    first = error.errors(include_input=False, include_url=False)[0]
    reason = str(first["ctx"]["error"]) if first["type"] == "value_error" else first["msg"]
    reason = _REASONS.get(first["type"], reason)
    return _name_place(first["loc"], names) or whole, reason


def locate_breach(error: ValidationError, text: str) -> tuple[int, int]:
    """Line and column, from 1, of the first breach in the JSON that was read; of a missing key, where its object is."""
    at = _skip(text, 0)
    for step in error.errors(include_input=False, include_url=False, include_context=False)[0]["loc"]:
        inside = next((place for key, place in _list_inside(text, at) if key == step), None)
        if inside is None:
            break
        at = inside
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _name_place(steps: Sequence[int | str], names: Collection[str]) -> str:
    """The path, as far as its steps are names of the form: other keys are somebody's text."""
    known = []
    for step in steps:
        if not isinstance(step, int) and step not in names:
            break
        known.append(str(step))
    return ".".join(known)


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

"""TOML file -> checked value. What is wrong with a file is a `KnowledgeError` that says where, and quotes nothing."""

from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import tomli
from msgspec import Meta, MsgspecError, Struct, convert
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from hrdcorpus.errors import KnowledgeError, PageError
from hrdcorpus.knowledge.files import read_bytes
from hrdcorpus.text.patterns import compile_later

_TAG = r"^(und|[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?)$"
NonEmpty = Annotated[str, StringConstraints(min_length=1), Meta(min_length=1)]
LanguageTag = Annotated[str, StringConstraints(pattern=_TAG), Meta(pattern=_TAG)]

MAX_BYTES = 1_000_000  # thousands of entries
_MAX_DEPTH = 40  # of a key: each line below a deep one takes tomli the time of its depth
_DEEP = compile_later(rf"(?<![\w\"'-])(?:[\w\"'-]+[ \t]*\.[ \t]*){{{_MAX_DEPTH}}}")
_REASONS = {  # pydantic's kinds of breaches, in words that do not ask for a programmer
    "extra_forbidden": "holds a key that the form does not have",
    "missing": "is missing",
    "string_type": "must be a text",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "string_pattern_mismatch": "has a form that is not allowed here",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "too_short": "must have at least {min_length}",
    "too_long": "must have at most {max_length}",
    "model_type": "must be a table, with keys and values",
    "dict_type": "must be a table, with keys and values",
    "path_type": "must be a path, as a text",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "date_type": "must be a date, such as 2021-04-07",
    "date_parsing": "must be a date, such as 2021-04-07",
    "date_from_datetime_parsing": "must be a date, such as 2021-04-07",
    "date_from_datetime_inexact": "must be a date, such as 2021-04-07",
    "literal_error": "must be {expected}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
}


class Resource(BaseModel):
    """Base of everything read from TOML: no unknown keys, no values of another type, no change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Shipped(Struct, frozen=True, forbid_unknown_fields=True):
    """Base of what the program itself brings: held to its form, too, but in the words of a library."""


R = TypeVar("R", bound=Resource)
S = TypeVar("S", bound=Shipped)


def load_resource(path: Path | Traversable, model: type[R]) -> R:
    """The file as `model`; `KnowledgeError` names the file and the first key that is wrong."""
    try:
        raw = read_bytes(path, MAX_BYTES) if isinstance(path, Path) else path.read_bytes()
    except PageError as error:
        raise KnowledgeError(error.reason, path) from None
    return parse_resource(raw, model, path)


def parse_resource(raw: bytes, model: type[R], path: Path | Traversable) -> R:
    """These bytes of the file at `path` as `model`; `KnowledgeError` as in `load_resource`."""
    try:
        return model.model_validate(_parse_toml(raw.decode("utf-8-sig")))  # Notepad begins a file so
    except ValidationError as error:
        key, reason = describe_breach(error, list_names(model), "file")
        raise KnowledgeError(f"{reason}; mend it", path, key) from None
    except UnicodeDecodeError:
        raise KnowledgeError("not UTF-8; save it as UTF-8", path) from None
    except tomli.TOMLDecodeError as error:  # its message can quote a key
        reason = "not TOML, or a key or table stands in it twice; mend it"
        raise KnowledgeError(reason, path, line=error.lineno, column=error.colno) from None
    except (ValueError, RecursionError):  # numbers of a thousand digits, brackets by the thousand
        raise KnowledgeError("not TOML that can be read; mend it", path) from None


def load_shipped(path: Path | Traversable, form: type[S]) -> S:
    """The program's own file as `form`, a field with a `read` of its own as that gives it; `KnowledgeError` names the
    file and the place that is wrong.
    """
    try:
        return convert(tomli.loads(path.read_text("utf-8")), form, dec_hook=_read_value)
    except (MsgspecError, tomli.TOMLDecodeError) as error:
        raise KnowledgeError(str(error), path) from None


def _read_value(form: Any, value: object) -> object:
    return form.read(value)


def list_resources(folder: Path | Traversable, suffix: str = ".toml") -> list[Path | Traversable]:
    """The files of a resource folder with this suffix, by name."""
    return sorted((f for f in folder.iterdir() if f.is_file() and f.name.endswith(suffix)), key=lambda f: f.name)


@cache
def list_names(model: type[BaseModel]) -> frozenset[str]:
    """The keys of a form, and of the forms inside it."""
    schema = model.model_json_schema()
    forms = (schema, *schema.get("$defs", {}).values())
    return frozenset(name for form in forms for name in form.get("properties", ()))


def describe_breach(error: ValidationError, names: Collection[str], whole: str) -> tuple[str, str]:
    """The key of the first breach and its reason. `names` are the form's keys, `whole` is what has no key."""
    first = error.errors(include_input=False, include_url=False)[0]
    context = first.get("ctx", {})
    reason = str(context["error"]) if first["type"] == "value_error" else first["msg"]
    reason = _REASONS[first["type"]].format(**context) if first["type"] in _REASONS else reason
    return _name_place(first["loc"], names) or whole, reason


def _parse_toml(text: str) -> dict[str, Any]:
    if any(line.count(".") >= _MAX_DEPTH and _DEEP.search(line) for line in text.split("\n")):
        raise ValueError(f"a key of {_MAX_DEPTH} parts")
    return tomli.loads(text)


def _name_place(steps: Sequence[int | str], names: Collection[str]) -> str:
    """The path, as far as its steps are names of the form: other keys are somebody's text."""
    known = []
    for step in steps:
        if not isinstance(step, int) and step not in names:
            break
        known.append(str(step))
    return ".".join(known)

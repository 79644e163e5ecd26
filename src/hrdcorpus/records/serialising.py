"""Record -> bytes, and bytes -> record or the place where they break the form."""

import json
import re
from typing import Any

from pydantic import ValidationError

from hrdcorpus.errors import RecordError
from hrdcorpus.knowledge.loading import describe_breach, list_names
from hrdcorpus.records.breaches import locate_breach
from hrdcorpus.records.form import SCHEMA_VERSION, Record
from hrdcorpus.text.patterns import compile_later

_ESCAPE = compile_later(r"\\(?:u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|(?P<half>u[dD][89a-fA-F]\w\w)|.)")
_VERSION = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}")


def dump_record(record: Record) -> bytes:
    """The record's one form on disk: UTF-8, keys in the model's order, two-space indent, final newline."""
    return f"{record.model_dump_json(indent=2)}\n".encode()


def dump_line(record: Record) -> bytes:
    """The same as one line."""
    return f"{record.model_dump_json()}\n".encode()


def load_record(raw: bytes, name: str) -> Record:
    """The record in `raw`; `RecordError` says where it breaks the form, and quotes none of its text."""
    try:
        text = raw.decode()
        value = json.loads(text, object_pairs_hook=_build_object, parse_constant=_refuse_constant)
        _refuse_halves(text)
    except (ValueError, RecursionError) as error:
        line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (0, 0)
        reason = f"{_describe(error)}; make it again with ingest"
        raise RecordError(reason, name, line=line, column=column) from None
    _refuse_version(value, name)
    try:
        return Record.model_validate(value)
    except ValidationError as error:
        key, reason = describe_breach(error, list_names(Record), "record")
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        raise RecordError(
            f"{reason}{more}; make it again with ingest", name, key, *locate_breach(error, text)
        ) from None


def _refuse_version(value: Any, name: str) -> None:
    """Say of a record in another version's form what to do, in place of its first breach of this one."""
    version = value.get("schema_version") if isinstance(value, dict) else None
    if version == "1.0":
        raise RecordError("made by an older version: run `hrdcorpus ingest` again on its page", name)
    if isinstance(version, str) and _VERSION.fullmatch(version) and version != SCHEMA_VERSION:
        reason = f"of the form {version}, and this version reads {SCHEMA_VERSION}: update hrdcorpus"
        raise RecordError(reason, name)


class _NotPlainJSONError(ValueError):
    pass


def _build_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose lists are tuples, as in a record."""
    value = {key: tuple(item) if isinstance(item, list) else item for key, item in pairs}
    if len(value) != len(pairs):
        raise _NotPlainJSONError("a key stands twice in one object")
    return value


def _refuse_constant(_: str) -> None:
    raise _NotPlainJSONError("NaN and Infinity are not JSON")


def _refuse_halves(text: str) -> None:
    """A surrogate without its other half is no character, and could never be written again."""
    for escape in _ESCAPE.finditer(text):
        if escape["half"]:
            raise json.JSONDecodeError("half a surrogate pair", text, escape.start())


def _describe(error: ValueError | RecursionError) -> str:
    """What is wrong, without a word of the record's."""
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg}"
    if isinstance(error, _NotPlainJSONError):
        return f"not JSON: {error}"
    if isinstance(error, UnicodeDecodeError):
        return "not JSON: not UTF-8"
    return "nested too deeply" if isinstance(error, RecursionError) else "a number has too many digits"

"""A sidecar's text -> the same text with one entry more, or another in its place; all else as its users laid it out.

Entries stand in the order of their places in the page, and the first and the last line of each is its own: so git
merges what two people wrote of different blocks (`merge=union` in .gitattributes, where both began the file).
"""

import re
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import tomlkit
from tomlkit.exceptions import ParseError

from hrdcorpus.errors import CorrectionError
from hrdcorpus.records.sidecar import Correction, Facts

_ENTRY = re.compile(r"(?m)^(?=[ \t]*\[)")  # where a table of a file begins
_TABLES = ("block", "question")
_REVIEWED = "reviewed"


def put_entry(text: str, correction: Correction, paths: Sequence[str | None] = ()) -> str:
    """A sidecar's text with the correction, in place of an earlier one of the same line or path; all else as it stands.

    A new one stands before those of later places, by line, or by the order of the page's `paths`. tomlkit would gather
    the entries of a table that stand apart, each without the comment above it: so the old text is cut before each of
    its tables, and only the corrected one written anew. `CorrectionError` where a table is laid out so that only a
    person can change it.
    """
    entry = correction.model_dump(exclude_none=True, exclude={"reason", "sha256"}) | {"reason": correction.reason}
    entry |= {"sha256": correction.sha256} if correction.sha256 else {}
    place = "path" if correction.line is None else "line"
    try:
        cut = _ENTRY.split(text)
        parts = [tomlkit.parse(part) for part in cut]
        entries = (old for part in parts for old in part.get(correction.table, ()))
        if (old := next((old for old in entries if old.get(place) == entry[place]), None)) is not None:
            old.update(entry)
            return "".join(map(tomlkit.dumps, parts))
        new = f"[[{correction.table}]]  # {correction.place}\n{tomlkit.dumps(entry)}"
        changed = _add_part(cut, new, _find_later(parts, _rank(entry, paths), paths))
        tomlkit.parse(changed)
    except ParseError:
        raise CorrectionError("cannot be changed as it is laid out; do it by hand", key=correction.table) from None
    return changed


def put_review(text: str, digests: Collection[str]) -> str:
    """A sidecar's text that says of the records with these short hashes, and of no others, that they are reviewed; with
    all else that stands there.
    """
    parts = [_split_end(part)[1] if _is_review(part) else part for part in _ENTRY.split(text)]
    kept = "".join(parts).rstrip("\n")
    lines = "".join(f"[{_REVIEWED}.{digest}]\n" for digest in digests)
    return f"{kept}\n\n{lines}" if kept else lines


def move_entries(text: str, moves: Iterable[tuple[Correction, Correction | None]]) -> str:
    """A sidecar's text in which each of these corrections has the place of the other, or is taken out where there is
    none; comments stay. `CorrectionError` where the text is laid out so that only a person can change it.
    """
    parts = _ENTRY.split(text)
    try:
        for old, new in moves:
            number = next(n for n, part in enumerate(parts) if _find_entry(tomlkit.parse(part), old) is not None)
            parts[number] = _move_entry(parts[number], old, new)
    except (ParseError, StopIteration):
        raise CorrectionError("cannot be changed as it is laid out; do it by hand") from None
    return "".join(parts)


def put_facts(text: str, facts: Facts | None, mark: Mapping[str, Any]) -> str:
    """A sidecar's text with the facts, beside those that stand there, and the mark with its reason, if it has one.

    All else stays as it stands, and reasons are gathered, as are the codes that are accepted. `CorrectionError` where
    the text is laid out so that only a person can change it.
    """
    head, *parts = _ENTRY.split(text)
    try:
        if mark:
            head = _put_keys(head, _gather(mark, tomlkit.parse(head)))
            head += "\n" if parts and not head.endswith("\n\n") else ""
        if facts is not None:
            parts = _put_facts(parts, facts)
        changed = "".join([head, *parts])
        tomlkit.parse(changed)
    except ParseError:
        raise CorrectionError("cannot be changed as it is laid out; do it by hand", key="facts") from None
    return changed


def _find_entry(part: Mapping[str, Any], correction: Correction) -> Any:
    told = correction.line, correction.path, correction.sha256
    entries = part.get(correction.table, ())
    return next((each for each in entries if (each.get("line"), each.get("path"), each.get("sha256")) == told), None)


def _move_entry(part: str, old: Correction, new: Correction | None) -> str:
    if new is None:
        return _split_end(part)[1]
    parsed = tomlkit.parse(part)
    _find_entry(parsed, old).update(new.model_dump(include={"line", "path"}, exclude_none=True))
    return tomlkit.dumps(parsed).replace(f"# {old.place}\n", f"# {new.place}\n", 1)


def _is_review(part: str) -> bool:
    return part.lstrip().startswith(f"[{_REVIEWED}.")


def _rank(entry: Mapping[str, Any], paths: Sequence[str | None]) -> int:
    """Where in the page an entry's place is; of a path that is not there nobody knows, and it counts as the last."""
    if "line" in entry:
        return int(entry["line"])
    return paths.index(entry["path"]) if entry.get("path") in paths else sys.maxsize


def _find_later(parts: Sequence[Any], rank: int, paths: Sequence[str | None]) -> int:
    """The number of the first part, but the head, whose entry stands later, or that is no entry's but the last."""
    for number, part in enumerate(parts[1:], start=1):
        if _REVIEWED in part or any(_rank(old, paths) > rank for table in _TABLES for old in part.get(table, ())):
            return number
    return len(parts)


def _add_part(cut: Sequence[str], new: str, number: int) -> str:
    """The parts with a new one before that of this number, above the comments that are about it."""
    before, after = "".join(cut[:number]), "".join(cut[number:])
    if not after:
        return before + ("" if not before else "\n" if before.endswith("\n") else "\n\n") + new
    said, rest = _split_end(before)
    gap = "" if rest.startswith("\n") else "\n"
    return said + ("\n" if said else "") + new + gap + rest + after


def _put_facts(parts: Sequence[str], facts: Facts) -> list[str]:
    given = facts.model_dump(exclude_unset=True, exclude={"interviewee"})
    if facts.published:
        given["published"] = date.fromisoformat(facts.published)
    tables = [dict(tomlkit.parse(part).get("facts", {})) for part in parts]
    own = next((i for i, table in enumerate(tables) if "reason" in table), len(parts))
    people = [i for i, table in enumerate(tables) if "interviewee" in table]
    changed = [*parts, "\n[facts]\n"] if own == len(parts) else [*parts]
    changed[own] = _put_keys(changed[own], _gather(given, tables[own] if own < len(parts) else {}), "facts")
    for person in facts.interviewee:
        fields = person.model_dump(exclude_unset=True)
        if len(people) > 1:
            raise CorrectionError("several people stand there; write by hand who is meant", key="facts.interviewee")
        if people:
            changed[people[0]] = _put_keys(changed[people[0]], fields, "facts", "interviewee")
        else:
            changed[own] = _insert(changed[own], f"\n[facts.interviewee]\n{tomlkit.dumps(fields)}")
    return changed


def _gather(values: Mapping[str, Any], table: Mapping[str, Any]) -> dict[str, Any]:
    """The values, their reason and accepted codes behind those that the table gives."""
    gathered, old, new = dict(values), table.get("reason"), values.get("reason")
    if old is not None and new is not None:
        gathered["reason"] = "; ".join(dict.fromkeys([*old.split("; "), *new.split("; ")]))
    if "accept" in values:
        gathered["accept"] = sorted({*table.get("accept", ()), *values["accept"]})
    return gathered


def _put_keys(part: str, values: Mapping[str, object], *tables: str) -> str:
    """The part of a file with these values: in place of those with their keys, or else below the others."""
    parsed = tomlkit.parse(part)
    table: Any = parsed
    for name in tables:
        table = table[name]
    if isinstance(table, list):
        (table,) = table
    known = {key: value for key, value in values.items() if key in table}
    for key, value in known.items():
        table[key] = value
    return _insert(tomlkit.dumps(parsed), tomlkit.dumps({key: values[key] for key in values if key not in known}))


def _insert(part: str, text: str) -> str:
    """The part with the text in it, above the comments at its end, which are about what follows."""
    said, rest = _split_end(part)
    return said + text + rest


def _split_end(part: str) -> tuple[str, str]:
    """The part up to the last line that says anything, and the comments and blank lines at its end."""
    lines = part.splitlines(keepends=True)
    end = next((i for i in range(len(lines), 0, -1) if (lines[i - 1].split("#")[0].strip())), len(lines))
    gap = "" if not end or lines[end - 1].endswith("\n") else "\n"
    return "".join([*lines[:end], gap]), "".join(lines[end:])

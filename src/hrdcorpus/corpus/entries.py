"""What a sidecar says of blocks of its page: its text -> the same text with one entry more, or another in its place.

All else stays as its users laid it out. Entries stand in the order of their places in the page, and the first and the
last line of each is its own: so git merges what two people wrote of different blocks (`merge=union` in .gitattributes,
where both began the file).
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import ParseError

from hrdcorpus.corpus.tables import REVIEWED, split_end, split_tables
from hrdcorpus.errors import CorrectionError
from hrdcorpus.records.sidecar import Correction

_TABLES = ("block", "question")


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
        cut = split_tables(text)
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


def move_entries(text: str, moves: Iterable[tuple[Correction, Correction | None]]) -> str:
    """A sidecar's text in which each of these corrections has the place of the other, or is taken out where there is
    none; comments stay. `CorrectionError` where the text is laid out so that only a person can change it.
    """
    parts = split_tables(text)
    try:
        for old, new in moves:
            number = next(n for n, part in enumerate(parts) if _find_entry(tomlkit.parse(part), old) is not None)
            parts[number] = _move_entry(parts[number], old, new)
    except (ParseError, StopIteration):
        raise CorrectionError("cannot be changed as it is laid out; do it by hand") from None
    return "".join(parts)


def _find_entry(part: Mapping[str, Any], correction: Correction) -> Any:
    told = correction.line, correction.path, correction.sha256
    entries = part.get(correction.table, ())
    return next((each for each in entries if (each.get("line"), each.get("path"), each.get("sha256")) == told), None)


def _move_entry(part: str, old: Correction, new: Correction | None) -> str:
    if new is None:
        return split_end(part)[1]
    parsed = tomlkit.parse(part)
    _find_entry(parsed, old).update(new.model_dump(include={"line", "path"}, exclude_none=True))
    return tomlkit.dumps(parsed).replace(f"# {old.place}\n", f"# {new.place}\n", 1)


def _rank(entry: Mapping[str, Any], paths: Sequence[str | None]) -> int:
    """Where in the page an entry's place is; of a path that is not there nobody knows, and it counts as the last."""
    if "line" in entry:
        return int(entry["line"])
    return paths.index(entry["path"]) if entry.get("path") in paths else sys.maxsize


def _find_later(parts: Sequence[Any], rank: int, paths: Sequence[str | None]) -> int:
    """The number of the first part, but the head, whose entry stands later, or that is no entry's but the last."""
    for number, part in enumerate(parts[1:], start=1):
        if REVIEWED in part or any(_rank(old, paths) > rank for table in _TABLES for old in part.get(table, ())):
            return number
    return len(parts)


def _add_part(cut: Sequence[str], new: str, number: int) -> str:
    """The parts with a new one before that of this number, above the comments that are about it."""
    before, after = "".join(cut[:number]), "".join(cut[number:])
    if not after:
        return before + ("" if not before else "\n" if before.endswith("\n") else "\n\n") + new
    said, rest = split_end(before)
    gap = "" if rest.startswith("\n") else "\n"
    return said + ("\n" if said else "") + new + gap + rest + after

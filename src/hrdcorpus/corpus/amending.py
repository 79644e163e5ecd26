"""A person's correction -> the page's sidecar on disk: the recipe of `hrdcorpus correct`."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from msgspec.structs import replace
from tomlkit.exceptions import ParseError

from hrdcorpus.corpus.permissions import find_mode
from hrdcorpus.corpus.places import find_root
from hrdcorpus.corpus.writing import lock_folder, write_file
from hrdcorpus.errors import CorrectionError, locate_errors
from hrdcorpus.interview.correcting import Place, list_places
from hrdcorpus.interview.keyed import list_questions
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.output.explaining.explanation import Explanation, explain_page
from hrdcorpus.reading.pages import Page, read_page
from hrdcorpus.reading.splitting import split_blocks
from hrdcorpus.records.sidecar import (
    Correction,
    Facts,
    LabelCorrection,
    locate_sidecar,
    parse_sidecar,
    shorten_hash,
)

_ENTRY = re.compile(r"(?m)^(?=[ \t]*\[)")  # where a table of a file begins


def amend_sidecar(path: Path, correction: Correction, knowledge: Knowledge) -> Explanation:
    """Write a correction into the sidecar of the page at `path`; the page explained with it.

    The correction's place is made exact, and its text's hash is added. `CorrectionError`, and nothing is written, where
    no text stands at its place (with what stands where), or where it contradicts the corrections that hold.
    """

    def put(text: str, page: Page, before: Explanation) -> str:
        places = _list_texts(page, correction, before, knowledge)
        here = list_places(correction, places)
        if len(here) != 1:
            raise CorrectionError(_describe(here, correction, before), path, correction.place)
        blocks, found = places[here[0]]
        line = blocks[0].line or correction.line  # the first of a wrapped paragraph's lines
        return put_entry(text, correction.model_copy(update={"line": line, "sha256": shorten_hash(found)}))

    return _amend(path, put, knowledge)


def amend_facts(path: Path, facts: Facts | None, mark: Mapping[str, str], knowledge: Knowledge) -> Explanation:
    """Write facts, and the `mark` of who may read it, into the sidecar of the page at `path`; the page with it.

    What is known of an interviewee is of the only one: `CorrectionError`, and nothing is written, where several are.
    """

    def put(text: str, _: Page, before: Explanation) -> str:
        if facts and facts.interviewee and sum(len(record.interviewees) for record in before.trace.records) > 1:
            raise CorrectionError("several people are interviewed; write by hand who is meant", path, "interviewee")
        return put_facts(text, facts, mark)

    return _amend(path, put, knowledge)


def _amend(path: Path, put: Callable[[str, Page, Explanation], str], knowledge: Knowledge) -> Explanation:
    page = read_page(path, find_root(path))
    with lock_folder(path.parent):
        sidecar = locate_sidecar(path)
        raw = sidecar.read_bytes() if sidecar.exists() else b""  # as it is now: another run may just have written it
        page = replace(page, sidecar=parse_sidecar(raw, sidecar))
        with locate_errors(path):
            before = explain_page(page, knowledge)
        with locate_errors(sidecar):
            text = raw.decode("utf-8-sig")
            has_crlf = text.count("\r\n") == text.count("\n") > 0  # as editors on Windows write it, and want it back
            changed = put(text.replace("\r\n", "\n") if has_crlf else text, page, before).encode()
            changed = changed.replace(b"\n", b"\r\n") if has_crlf else changed
        after = explain_page(replace(page, sidecar=parse_sidecar(changed, sidecar)), knowledge)
        if after.unheeded is not None and before.unheeded is None:
            raise CorrectionError(f"not written: {after.unheeded.reason}", sidecar, after.unheeded.key)
        write_file(sidecar, changed, mode=find_mode([path, sidecar], find_root(path)))
    return after


def put_facts(text: str, facts: Facts | None, mark: Mapping[str, str]) -> str:
    """A sidecar's text with the facts, beside those that stand there, and the mark with its reason, if it has one.

    All else stays as it stands, and reasons are gathered. `CorrectionError` where the text is laid out so that only a
    person can change it.
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
    """The values, with their reason behind the one that the table gives."""
    old, new = table.get("reason"), values.get("reason")
    if old is None or new is None:
        return dict(values)
    return dict(values) | {"reason": old if new in old else f"{old}; {new}"}


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
    lines = part.splitlines(keepends=True)
    end = next((i for i in range(len(lines), 0, -1) if (lines[i - 1].split("#")[0].strip())), len(lines))
    gap = "" if not end or lines[end - 1].endswith("\n") else "\n"
    return "".join([*lines[:end], gap, text, *lines[end:]])


def put_entry(text: str, correction: Correction) -> str:
    """A sidecar's text with the correction, in place of an earlier one of the same line or path; all else as it stands.

    tomlkit would gather the entries of a table that stand apart, each without the comment above it: so the old text
    is cut before each of its tables, and only the corrected one written anew. `CorrectionError` where a table is laid
    out so that only a person can change it.
    """
    entry = correction.model_dump(exclude_none=True, exclude={"reason"}) | {"reason": correction.reason}
    place = "path" if correction.line is None else "line"
    try:
        parts = [tomlkit.parse(part) for part in _ENTRY.split(text)]
        entries = (old for part in parts for old in part.get(correction.table, ()))
        if (old := next((old for old in entries if old.get(place) == entry[place]), None)) is not None:
            old.update(entry)
            return "".join(map(tomlkit.dumps, parts))
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        changed = text + gap + tomlkit.dumps({correction.table: [entry]})
        tomlkit.parse(changed)
    except ParseError:
        raise CorrectionError("cannot be changed as it is laid out; do it by hand", key=correction.table) from None
    return changed


def _list_texts(page: Page, correction: Correction, explanation: Explanation, knowledge: Knowledge) -> Sequence[Place]:
    """What a correction can be for: a label for any block of the page, a key for a question of the interview."""
    if isinstance(correction, LabelCorrection):
        return [((block,), block.text) for block in split_blocks(page, knowledge.limits).blocks]
    return [place for keyed in explanation.trace.keyed for place in list_questions(keyed.interview)]


def _describe(here: Sequence[int], correction: Correction, explanation: Explanation) -> str:
    noun = correction.noun
    if here:
        return f"{len(here)} {noun}s stand there; write the entry by hand, with the hash that ingest then asks for"
    rows = [row for row in explanation.rows if noun == "text" or row.row.label == "question"]
    listed = ", ".join(f"{row.row.block.line or row.place} {row.row.label}" for row in rows) or explanation.reason
    return f"no {noun} stands there, but: {listed}"

"""What a sidecar says of its page as a whole: its text -> the same text with facts, with a mark, or as reviewed.

All else stays as its users laid it out.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import tomlkit
from tomlkit.exceptions import ParseError

from hrdcorpus.corpus.tables import REVIEWED, insert, split_end, split_tables
from hrdcorpus.errors import CorrectionError
from hrdcorpus.records.sidecar import Facts


def put_facts(text: str, facts: Facts | None, mark: Mapping[str, Any]) -> str:
    """A sidecar's text with the facts, beside those that stand there, and the mark with its reason, if it has one.

    All else stays as it stands, and reasons are gathered, as are the codes that are accepted. `CorrectionError` where
    the text is laid out so that only a person can change it.
    """
    head, *parts = split_tables(text)
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


def put_review(text: str, digests: Collection[str]) -> str:
    """A sidecar's text that says of the records with these short hashes, and of no others, that they are reviewed; with
    all else that stands there.
    """
    parts = [split_end(part)[1] if _is_review(part) else part for part in split_tables(text)]
    kept = "".join(parts).rstrip("\n")
    lines = "".join(f"[{REVIEWED}.{digest}]\n" for digest in digests)
    return f"{kept}\n\n{lines}" if kept else lines


def _is_review(part: str) -> bool:
    return part.lstrip().startswith(f"[{REVIEWED}.")


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
            changed[own] = insert(changed[own], f"\n[facts.interviewee]\n{tomlkit.dumps(fields)}")
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
    return insert(tomlkit.dumps(parsed), tomlkit.dumps({key: values[key] for key in values if key not in known}))

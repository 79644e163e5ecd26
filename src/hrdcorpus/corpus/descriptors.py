"""Files that describe an export, and that people add to: a licence, a better title, a query. What they added stays.

Three texts are held together: what the program wrote, what stands there now, and what it would write. The first of them
is kept in the folder, in `GENERATED`, by the SHA-256 of the file that came of it.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hrdcorpus.corpus.writing import read_file

GENERATED = ".generated.json"

# Of a file's name: what the program wrote, by the digest of what then stood there.
Generated = dict[str, dict[str, str]]

_NOTHING = object()


def read_generated(folder: Path) -> Generated:
    """What earlier exports wrote into a folder; nothing where there were none."""
    raw = read_file(folder / GENERATED, folder)
    generated: Generated = json.loads(raw) if raw is not None else {}
    return generated


def find_generated(texts: Mapping[str, str], digest: str) -> str | None:
    """What the program wrote of a file that now has this digest; of a file changed since, what it wrote last."""
    last = next(iter(texts.values())) if len(texts) == 1 else None  # after a run that was cut short there are two
    return texts.get(digest, last)


def merge_descriptor(path: Path, was: str | None, ours: str, theirs: bytes) -> bytes | None:
    """`ours` with what a person changed from `was` to `theirs`. The program's own words change with it, theirs stay.

    In JSON this is asked of each value, in lists of each entry with a name. None where nobody can tell: of another
    text, of what is no JSON any more, and where it is not known what was there.
    """
    if was is not None and theirs == was.encode():
        return ours.encode()
    if was is None or path.suffix != ".json":
        return theirs if theirs == ours.encode() else None
    try:
        changed = json.loads(theirs)
        merged = _merge(json.loads(was), json.loads(ours), changed)
    except (ValueError, RecursionError):
        return None
    return (json.dumps(merged, ensure_ascii=False, indent=2) + "\n").encode()


def name_beside(name: str) -> str:
    """Where the program's own text goes if a person's stays.

    >>> name_beside("README.md")
    'README.generated.md'
    """
    path = Path(name)
    return f"{path.stem}.generated{path.suffix}"


def _merge(was: Any, ours: Any, theirs: Any) -> Any:
    if theirs == was:
        return ours
    values = (was, ours, theirs)
    if all(isinstance(value, dict) for value in values):
        keys = dict.fromkeys([*ours, *theirs])
        merged = {key: _merge(*(value.get(key, _NOTHING) for value in values)) for key in keys}
        return {key: value for key, value in merged.items() if value is not _NOTHING}
    named = [_name_entries(value) for value in values]
    if all(value is not None for value in named):
        return list(_merge(*named).values())
    return theirs


def _name_entries(value: Any) -> dict[str, Any] | None:
    """The entries of a list by their names; None where they have none, or one twice."""
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        return None
    entries = {entry["name"]: entry for entry in value if isinstance(entry.get("name"), str)}
    return entries if len(entries) == len(value) else None

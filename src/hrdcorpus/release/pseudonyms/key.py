"""The key: which interview has which `HRD-001`, and whose it is. It is only ever added to."""

import secrets
from collections.abc import Iterable, Sequence
from typing import Annotated

import tomli
import tomlkit
from pydantic import StringConstraints, ValidationError

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.loading import NonEmpty, Resource
from hrdcorpus.records.form import Record

_HEAD = """\
# Which interview is which. Keep it secret, away from what is exported, and keep it: without it the next export would
# give other ids. Entries are added by `hrdcorpus export --pseudonyms`, and never changed.
"""


class KeyEntry(Resource):
    """An interview's `id` in exports, the id of its `record`, and the name its record had at that time.

    `others` are the names of its second and further interviewees, empty where one has none.
    """

    id: Annotated[str, StringConstraints(pattern=r"^HRD-[0-9]{3,}$")]
    record: NonEmpty
    name: NonEmpty | None = None
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str | None, ...]:
        """The names of all interviewees, in the record's order."""
        return (self.name, *(name or None for name in self.others))


class _Form(Resource):
    interview: tuple[KeyEntry, ...] = ()


Key = tuple[KeyEntry, ...]


def read_key(raw: bytes, name: str) -> Key:
    """The entries of a key file; `KnowledgeError`, which quotes nothing, where it is broken."""
    try:
        entries = _Form.model_validate(tomli.loads(raw.decode())).interview
    except (ValueError, RecursionError, ValidationError):
        raise KnowledgeError("not a key that can be read; put back the one that was made here", name) from None
    for field in ("id", "record"):
        if len({getattr(entry, field) for entry in entries}) < len(entries):
            raise KnowledgeError(f"two entries have one {field}; put back the key that was made here", name)
    return entries


def extend_key(key: Key, records: Iterable[Record]) -> Key:
    """The key with an entry for every record.

    New ones come in random order: that of the records would tell which is which to who has the pages.
    """
    known = {entry.record for entry in key}
    new = [(each.id, *(who.name or "" for who in each.interviewees)) for each in records if each.id not in known]
    secrets.SystemRandom().shuffle(new)
    first = max((int(entry.id.removeprefix("HRD-")) for entry in key), default=0) + 1
    return (*key, *(_build_entry(f"HRD-{number:03}", *told) for number, told in enumerate(new, start=first)))


def _build_entry(identifier: str, record: str, first: str = "", *others: str) -> KeyEntry:
    return KeyEntry(id=identifier, record=record, name=first or None, others=others)


def add_entries(raw: bytes, added: Sequence[KeyEntry]) -> bytes:
    """A key file's bytes with further entries; what stands in it stays, comments too."""
    text = raw.decode() or _HEAD
    text += "" if text.endswith("\n") else "\n"
    entries = [tomlkit.dumps({"interview": [entry.model_dump(exclude_defaults=True)]}) for entry in added]
    return "".join([text, *(f"\n{entry}" for entry in entries)]).encode()

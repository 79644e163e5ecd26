"""Records -> the works that they are of: an interview, its copies, and the same in other languages, are one work."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from msgspec.structs import replace

from hrdcorpus.corpus.relations.relating import Relation, relate_sketches
from hrdcorpus.corpus.relations.sketch import Sketch, build_sketch
from hrdcorpus.output.works import Work
from hrdcorpus.records.form import Record, tell_interviewees

_PLACES = 2**22  # for what is known of sentences; two that share one cost memory, and change nothing


class FoundWorks(Mapping[str, Work]):
    """The work of each of `records` that is related to another, by its id; found when first asked for.

    Pages are not looked into: what only a page's markup tells (hreflang) is not known. Where records go out by other
    `ids`, all is told by those. `kept` are the records that go out: of others no name is told, and none is one that
    another is a translation of.
    """

    def __init__(
        self, records: Collection[Record], kept: Collection[Record], ids: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._records, self._kept, self._ids = records, kept, ids

    def __getitem__(self, identifier: str) -> Work:
        return self._works[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(self._works)

    def __len__(self) -> int:
        return len(self._works)

    @cached_property
    def _works(self) -> dict[str, Work]:
        languages: dict[str, str | None] = {}
        first = _find_first(relate_sketches(_list_sketches(self._records, languages)), languages, self._ids)
        told = {
            record.id: _Told(tell_interviewees(record.interviewees, "name"), record.language.content)
            for record in self._kept
            if record.id in first
        }
        names: dict[str, dict[str, None]] = {}
        for identifier, own in told.items():
            names.setdefault(first[identifier], {}).update({own.name: None} if own.name else {})
        return {
            identifier: Work(
                id=work,
                translation_of=work if work in told and told[work].language != own.language else None,
                names=tuple(name for name in names[work] if name != own.name),
            )
            for identifier, own in told.items()
            for work in (first[identifier],)
        }


class _Told(NamedTuple):
    """What is kept of a record of a work."""

    name: str | None
    language: str


def _find_first(
    relations: Iterable[Relation], languages: Mapping[str, str | None], ids: Mapping[str, str]
) -> dict[str, str]:
    """The first id of each group that relations join, by the ids in it, which are those that go out.

    Copies are joined first. No group gets two interviews of one language as translations of a third: not both can be.
    """
    groups: dict[str, set[str]] = {}
    for relation in sorted(relations, key=lambda relation: relation.kind):
        one, other = (groups.get(each, {each}) for each in (relation.id, relation.other))
        spoken = [{languages[each] for each in group} for group in (one, other)]
        if one is not other and (relation.kind == "same_as" or spoken[0].isdisjoint(spoken[1])):
            groups |= dict.fromkeys(one | other, one | other)
    return {ids.get(each, each): min(ids.get(id_, id_) for id_ in group) for each, group in groups.items()}


def _list_sketches(records: Collection[Record], languages: dict[str, str | None]) -> Iterator[Sketch]:
    """What the records are compared by, without the sentences that one alone has: else they would fill the memory.

    Their languages are put into `languages`, by id.
    """
    seen, shared = bytearray(_PLACES), bytearray(_PLACES)
    for record in records:
        for sentence in build_sketch(record, ()).sentences:
            place = sentence % _PLACES
            shared[place] |= seen[place]
            seen[place] = 1
    for record in records:
        sketch = build_sketch(record, ())
        sentences = {each: length for each, length in sketch.sentences.items() if shared[each % _PLACES]}
        languages[record.id] = sketch.language
        yield replace(sketch, sentences=sentences)

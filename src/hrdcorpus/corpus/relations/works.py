"""Records -> the works that they are of: an interview, its copies, and the same in other languages, are one work."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from msgspec.structs import replace

from hrdcorpus.corpus.relations.relating import Relation, relate_sketches
from hrdcorpus.corpus.relations.sketch import Sketch, build_sketch
from hrdcorpus.output.works import Work
from hrdcorpus.records.form import Record, tell_interviewees

_PLACES = 2**25  # bits for what is known of sentences; two that share one cost memory, and change nothing


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
        first = _find_first(relate_sketches(_list_sketches(self._records)), self._ids)
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


def _find_first(relations: Collection[Relation], ids: Mapping[str, str]) -> dict[str, str]:
    """The first id of each group that relations join, by the ids in it, which are those that go out.

    Copies are joined first. No group gets two interviews of one language as translations of a third: not both can be.
    """
    languages: dict[str, str | None] = {}
    for relation in relations:
        languages |= zip((relation.id, relation.other), relation.languages, strict=True)
    groups: dict[str, set[str]] = {}
    for relation in sorted(relations, key=lambda relation: relation.kind):
        one, other = (groups.get(each, {each}) for each in (relation.id, relation.other))
        spoken = [{languages[each] for each in group} for group in (one, other)]
        if one is not other and (relation.kind == "same_as" or spoken[0].isdisjoint(spoken[1])):
            groups |= dict.fromkeys(one | other, one | other)
    return {ids.get(each, each): min(ids.get(id_, id_) for id_ in group) for each, group in groups.items()}


def _list_sketches(records: Collection[Record]) -> Iterator[Sketch]:
    """What the records are compared by, without the sentences that one alone has: else they would fill the memory."""
    seen, shared = bytearray(_PLACES // 8), bytearray(_PLACES // 8)
    for record in records:
        for sentence in build_sketch(record, ()).sentences:
            byte, bit = _locate(sentence)
            shared[byte] |= seen[byte] & bit
            seen[byte] |= bit
    for record in records:
        sketch = build_sketch(record, ())
        places = {sentence: _locate(sentence) for sentence in sketch.sentences}
        kept = {sentence: sketch.sentences[sentence] for sentence, (byte, bit) in places.items() if shared[byte] & bit}
        yield replace(sketch, sentences=kept)


def _locate(sentence: int) -> tuple[int, int]:
    """The byte, and the bit in it, that tell of a sentence."""
    place = sentence % _PLACES
    return place // 8, 1 << place % 8

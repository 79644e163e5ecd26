"""Records -> relations between them: pairs worth a look first, then what each pair's evidence says."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from hrdcorpus.corpus.relations.evidence import list_signs_of_copy, list_signs_of_translation
from hrdcorpus.corpus.relations.sketch import Sketch, build_sketch
from hrdcorpus.naming.comparing import list_skeletons
from hrdcorpus.records.form import Record

Kind = Literal["same_as", "translation_of"]

_MOST = 50  # records that share a sentence, an address or a name; what more of them share sets none apart
_NO_ALTERNATES: Mapping[str, Collection[str]] = MappingProxyType({})


class Relation(Struct, frozen=True):
    """`id` is the same interview as `other`, or the same in another language; `other` comes first in order of ids.

    Nothing says which of the two was there first. `evidence` is one line, with no word of either page.
    """

    kind: Kind
    id: str
    other: str
    evidence: str


def find_relations(
    records: Iterable[Record], alternates: Mapping[str, Collection[str]] = _NO_ALTERNATES
) -> tuple[Relation, ...]:
    """Copies (`same_as`) and translations (`translation_of`) among the records, sorted; in whatever order they come.

    Records have different ids. `alternates` gives, by record id, the addresses of the page's `hreflang` links: they
    stand in the page only, as `split_blocks(page).declared.alternates`; leave out the records whose pages are not at
    hand. A record that has several copies or translations is related to the first of them only, by kind and language:
    a group of copies all lead to its first. A finding belongs to `id`, and names `other` and `evidence`.

    Time grows with the number of records and the pairs that share something rare, not with all pairs.
    """
    return relate_sketches(build_sketch(record, alternates.get(record.id, ())) for record in records)


def relate_sketches(unsorted: Iterable[Sketch]) -> tuple[Relation, ...]:
    """The same of records of which no more is held."""
    sketches = sorted(unsorted, key=lambda sketch: sketch.id)
    found: dict[tuple[str, Kind, str | None], Relation] = {}
    for first, second in sorted(_list_pairs(sketches)):
        relation = _relate(sketches[first], sketches[second])
        if relation is not None:
            found.setdefault((relation.id, relation.kind, sketches[first].language), relation)
    return tuple(sorted(found.values(), key=lambda relation: (relation.id, relation.kind, relation.other)))


def _relate(first: Sketch, second: Sketch) -> Relation | None:
    if signs := list_signs_of_copy(first, second):
        return Relation("same_as", second.id, first.id, "; ".join(signs))
    if signs := list_signs_of_translation(first, second):
        return Relation("translation_of", second.id, first.id, "; ".join(signs))
    return None


def _list_pairs(sketches: Sequence[Sketch]) -> set[tuple[int, int]]:
    """Pairs, by index, that have something in common that few others have."""
    same: dict[Hashable, list[int]] = defaultdict(list)
    for index, sketch in enumerate(sketches):
        same[frozenset(sketch.sentences), sketch.length].append(index)
    pairs = {(group[0], index) for group in same.values() for index in group[1:]}
    shared: dict[Hashable, list[int]] = defaultdict(list)
    for group in same.values():
        for sentence in sketches[group[0]].sentences:
            shared[sentence].append(group[0])
    for index, sketch in enumerate(sketches):
        for key in _list_keys(sketch):
            shared[key].append(index)
    for indices in shared.values():
        if 1 < len(indices) <= _MOST:
            pairs.update(combinations(sorted(indices), 2))
    return pairs


def _list_keys(sketch: Sketch) -> Iterator[Hashable]:
    yield from {sketch.address, sketch.neutral, *sketch.alternates} - {None}
    if sketch.name:
        yield from set(list_skeletons(sketch.name))

"""Records -> relations between them: pairs worth a look first, then what each pair's evidence says."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from types import MappingProxyType
from typing import Literal

from msgspec import Struct, msgpack

from hrdcorpus.corpus.relations.evidence import list_signs_of_copy, list_signs_of_translation
from hrdcorpus.corpus.relations.sketch import Sketch, build_sketch
from hrdcorpus.naming.comparing import list_skeletons
from hrdcorpus.records.form import Record

Kind = Literal["same_as", "translation_of"]

_MOST = 50  # records that share a sentence, an address or a name; what more of them share sets none apart
_TURNS = 16  # in which shared keys are looked for: those of one turn are held at a time
_END = b"\0"  # of an id: no id holds it, and no character comes before it
_NO_ALTERNATES: Mapping[str, Collection[str]] = MappingProxyType({})


class Relation(Struct, frozen=True):
    """`id` is the same interview as `other`, or the same in another language; `other` comes first in order of ids.

    Nothing says which of the two was there first. `evidence` is one line, with no word of either page. `languages` are
    those of the two, None where the record does not tell.
    """

    kind: Kind
    id: str
    other: str
    evidence: str
    languages: tuple[str | None, str | None]


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
    """The same of records of which nothing but these sketches is held, each packed until it is compared."""
    packed = sorted(map(_pack, unsorted))
    found: dict[tuple[str, Kind, str | None], Relation] = {}
    for first, second in sorted(_list_pairs(packed)):
        relation = _relate(_unpack(packed[first]), _unpack(packed[second]))
        if relation is not None:
            found.setdefault((relation.id, relation.kind, relation.languages[1]), relation)
    return tuple(sorted(found.values(), key=lambda relation: (relation.id, relation.kind, relation.other)))


def _pack(sketch: Sketch) -> bytes:
    """The sketch as bytes that are in order where ids are."""
    return sketch.id.encode("utf-8", "surrogatepass") + _END + msgpack.encode(sketch)


def _unpack(packed: bytes) -> Sketch:
    return msgpack.decode(packed[packed.index(_END) + 1 :], type=Sketch)


def _relate(first: Sketch, second: Sketch) -> Relation | None:
    languages = second.language, first.language
    if signs := list_signs_of_copy(first, second):
        return Relation("same_as", second.id, first.id, "; ".join(signs), languages)
    if signs := list_signs_of_translation(first, second):
        return Relation("translation_of", second.id, first.id, "; ".join(signs), languages)
    return None


def _list_pairs(packed: Sequence[bytes]) -> set[tuple[int, int]]:
    """Pairs, by index, that have something in common that few others have."""
    same, keys = _Keys(), _Keys()
    for index, sketch in enumerate(map(_unpack, packed)):
        same.add((frozenset(sketch.sentences), sketch.length), index)
    groups = list(same.list_shared())
    pairs = {(first, index) for first, *others in groups for index in others}
    repeated = {index for _, *others in groups for index in others}
    for index, sketch in enumerate(map(_unpack, packed)):
        for key in chain(_list_keys(sketch), () if index in repeated else sketch.sentences):
            keys.add(key, index)
    for indices in keys.list_shared():
        if len(indices) <= _MOST:
            pairs.update(combinations(sorted(indices), 2))
    return pairs


class _Keys:
    """Keys of sketches by their hashes, each with the index of a sketch that has it."""

    def __init__(self) -> None:
        self._hashes, self._owners = array("q"), array("I")

    def add(self, key: Hashable, owner: int) -> None:
        """One more."""
        self._hashes.append(hash(key))
        self._owners.append(owner)

    def list_shared(self) -> Iterator[list[int]]:
        """The owners of each key that has several, as they came."""
        for turn in range(_TURNS):
            owners: dict[int, list[int]] = defaultdict(list)
            for key, owner in zip(self._hashes, self._owners, strict=True):
                if key % _TURNS == turn:
                    owners[key].append(owner)
            yield from (each for each in owners.values() if len(each) > 1)


def _list_keys(sketch: Sketch) -> Iterator[Hashable]:
    yield from {sketch.address, sketch.neutral, *sketch.alternates} - {None}
    if sketch.name:
        yield from set(list_skeletons(sketch.name))

"""Interviews of a whole corpus -> those that it holds twice, as a copy or in another language."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from hrdcorpus.corpus.relations import find_relations
from hrdcorpus.corpus.validation.halves import build_problem
from hrdcorpus.corpus.validation.pairs import Pair
from hrdcorpus.errors import PageError
from hrdcorpus.output.reports import Problem
from hrdcorpus.reading.blocks import split_blocks
from hrdcorpus.reading.pages import read_page
from hrdcorpus.records.form import Record

_NAMES = {"same_as": "duplicate-page", "translation_of": "translation"}


def find_related(interviews: Iterable[tuple[Pair, Record]]) -> Iterator[Problem]:
    """A problem for each interview that is a copy or a translation of another, at its page or else its record."""
    held = {record.id: (pair, record) for pair, record in interviews}
    alternates = {identifier: _list_alternates(pair) for identifier, (pair, _) in held.items()}
    for relation in find_relations((record for _, record in held.values()), alternates):
        pair = held[relation.id][0]
        other = held[relation.other][1].source.path
        yield build_problem(_locate(pair), _NAMES[relation.kind], f"{other}: {relation.evidence}")


def _list_alternates(pair: Pair) -> tuple[str, ...]:
    """The addresses that an HTML page links to as its other languages."""
    if pair.page is None:
        return ()
    try:
        return split_blocks(read_page(pair.page.path, pair.page.root)).declared.alternates
    except PageError:
        return ()


def _locate(pair: Pair) -> Path:
    return next(file.path for file in (pair.page, pair.record) if file is not None)

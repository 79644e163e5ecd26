"""Samples: questions in other words than the wordings, with the item that each asks, or none."""

from collections.abc import Collection
from importlib.resources.abc import Traversable
from pathlib import Path

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.loading import LanguageTag, NonEmpty, Resource, load_resource
from hrdcorpus.knowledge.questionnaires import Sample

SAMPLES = "samples.toml"


class _Foreign(Resource):
    set: NonEmpty | None = None  # whose they are: told apart where the samples themselves are looked at
    language: LanguageTag
    texts: tuple[NonEmpty, ...]


class _Worded(_Foreign):
    item: NonEmpty


class _Samples(Resource):
    wording: tuple[_Worded, ...] = ()
    foreign: tuple[_Foreign, ...] = ()


def load_samples(folder: Path | Traversable, items: Collection[str]) -> tuple[Sample, ...]:
    """The samples of a questionnaire with these items, if its folder has any; `KnowledgeError` where they are wrong."""
    file = folder / SAMPLES
    if not file.is_file():
        return ()
    table = load_resource(file, _Samples)
    for number, group in enumerate(table.wording):
        if group.item not in items:
            raise KnowledgeError(f"there is no item {group.item!r}", file, f"wording.{number}: item")
    worded = [Sample(group.item, group.language, text) for group in table.wording for text in group.texts]
    return (*worded, *(Sample(None, group.language, text) for group in table.foreign for text in group.texts))

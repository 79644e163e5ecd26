"""Questionnaires: the standard questions (items), with their wordings in all languages, and samples of others."""

from typing import NamedTuple

from hrdcorpus.knowledge.loading import Resource
from hrdcorpus.knowledge.vocabulary import Vocabulary
from hrdcorpus.knowledge.wordings import Wording

MAX_QUESTION = 1000  # characters; the longest wording seen has under 200: what is longer is no question


class Keying(Resource):
    """What `[keying]` in hrdcorpus.toml allows: with `order`, a question may be keyed by its place between others."""

    order: bool = True


KEYING = Keying.model_construct()


class Item(NamedTuple):
    """A standard question, whatever its wording."""

    id: str
    description: str


class Sample(NamedTuple):
    """A question as somebody may word it; `item` is None where it asks none of the questionnaire."""

    item: str | None
    language: str
    text: str


class Questionnaire(NamedTuple):
    """A versioned list of items in the order of asking, with the wordings of all languages, and samples of others."""

    id: str
    version: str
    title: str
    items: tuple[Item, ...]
    wordings: tuple[Wording, ...]
    vocabularies: tuple[Vocabulary, ...]
    samples: tuple[Sample, ...] = ()

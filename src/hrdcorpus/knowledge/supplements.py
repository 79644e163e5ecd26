"""What CLDR lacks: names in common use, how Russian inflects them, words that stand in dates."""

from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import Field

from hrdcorpus.knowledge.loading import NonEmpty, Resource, load_resource


class _Endonym(Resource):
    tag: NonEmpty
    names: tuple[NonEmpty, ...]
    reason: NonEmpty


class _Endonyms(Resource):
    endonym: tuple[_Endonym, ...]


class Ending(Resource):
    """An ending of the Russian nominative (after a letter of `after`) and what stands there in five cases."""

    nominative: str
    after: str = ""
    cases: tuple[str, str, str, str, str]
    example: tuple[NonEmpty, NonEmpty]


class Country(Resource):
    """More names of one country, in any language."""

    code: str = Field(pattern="^[A-Z]{2}$")
    names: tuple[NonEmpty, ...]


class Countries(Resource):
    """What `countries.toml` holds; what each list is for stands there."""

    lead_ins: frozenset[NonEmpty]
    not_countries: frozenset[NonEmpty]
    unclear: frozenset[NonEmpty]
    expansions: dict[NonEmpty, NonEmpty]
    ending: tuple[Ending, ...]
    country: tuple[Country, ...]


class Filler(Resource):
    """Words that may stand in a date beside day, month and year."""

    words: tuple[NonEmpty, ...]
    example: NonEmpty


class Fillers(Resource):
    """What `dates.toml` holds."""

    filler: tuple[Filler, ...]


def load_endonyms(path: Path | Traversable) -> dict[str, str]:
    """Each name of the file with its language's tag; `KnowledgeError` where the file is wrong."""
    return {name: e.tag for e in load_resource(path, _Endonyms).endonym for name in e.names}


def load_countries(path: Path | Traversable) -> Countries:
    """The file as it stands; `KnowledgeError` where it is wrong."""
    return load_resource(path, Countries)


def load_fillers(path: Path | Traversable) -> Fillers:
    """The file as it stands; `KnowledgeError` where it is wrong."""
    return load_resource(path, Fillers)

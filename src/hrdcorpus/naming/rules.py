"""What is known of names in all languages: `resources/names.toml`, loaded."""

from functools import cache
from importlib.resources import files

from pydantic import Field

from hrdcorpus.knowledge.loading import NonEmpty, Resource, load_resource


class _Rule(Resource):
    example: tuple[NonEmpty, NonEmpty]


class _Sound(_Rule):
    written: tuple[NonEmpty, ...]
    becomes: NonEmpty = Field(alias="as")


class _Ending(_Rule):
    inflected: tuple[NonEmpty, ...]
    nominative: tuple[str, ...]


class _Fleeting(_Rule):
    vowels: NonEmpty


class _Endings(_Rule):
    endings: tuple[NonEmpty, ...]


class _Descent(_Rule):
    before: tuple[NonEmpty, ...]
    behind: tuple[NonEmpty, ...]


class _Counterpart(_Rule):
    masculine: NonEmpty
    feminine: NonEmpty


class NameRules(Resource):
    """What `names.toml` holds; what each list is for stands there."""

    sound: tuple[_Sound, ...]
    ending: tuple[_Ending, ...]
    fleeting: _Fleeting
    patronymic: _Endings
    descent: _Descent
    possessive: _Endings
    plural: tuple[_Ending, ...]
    counterpart: tuple[_Counterpart, ...]


@cache
def load_name_rules() -> NameRules:
    """The program's resource; `KnowledgeError` where it is wrong."""
    return load_resource(files("hrdcorpus") / "resources" / "names.toml", NameRules)

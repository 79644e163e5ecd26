"""What is known of names in all languages: `resources/names.toml`, loaded."""

from functools import cache
from importlib.resources import files

from pydantic import Field

from hrdcorpus.knowledge.loading import NonEmpty, Resource, load_resource


class _Sound(Resource):
    written: tuple[NonEmpty, ...]
    becomes: NonEmpty = Field(alias="as")
    example: tuple[NonEmpty, NonEmpty]


class _Ending(Resource):
    inflected: tuple[NonEmpty, ...]
    nominative: tuple[str, ...]
    example: tuple[NonEmpty, NonEmpty]


class _Fleeting(Resource):
    vowels: NonEmpty
    example: tuple[NonEmpty, NonEmpty]


class _Endings(Resource):
    endings: tuple[NonEmpty, ...]
    example: tuple[NonEmpty, NonEmpty]


class _Counterpart(Resource):
    masculine: NonEmpty
    feminine: NonEmpty
    example: tuple[NonEmpty, NonEmpty]


class NameRules(Resource):
    """What `names.toml` holds; what each list is for stands there."""

    sound: tuple[_Sound, ...]
    ending: tuple[_Ending, ...]
    fleeting: _Fleeting
    patronymic: _Endings
    possessive: _Endings
    plural: tuple[_Ending, ...]
    counterpart: tuple[_Counterpart, ...]


@cache
def load_name_rules() -> NameRules:
    """The program's resource; `KnowledgeError` where it is wrong."""
    return load_resource(files("hrdcorpus") / "resources" / "names.toml", NameRules)

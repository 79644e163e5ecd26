"""What is known of names in all languages: `resources/names.toml`, loaded."""

from functools import cache
from importlib.resources import files

from msgspec import field

from hrdcorpus.knowledge.loading import NonEmpty, Shipped, load_shipped


class _Rule(Shipped, frozen=True, kw_only=True):
    example: tuple[NonEmpty, NonEmpty]


class _Sound(_Rule, frozen=True, kw_only=True):
    written: tuple[NonEmpty, ...]
    becomes: NonEmpty = field(name="as")


class _Ending(_Rule, frozen=True, kw_only=True):
    inflected: tuple[NonEmpty, ...]
    nominative: tuple[str, ...]


class _Fleeting(_Rule, frozen=True, kw_only=True):
    vowels: NonEmpty


class _Endings(_Rule, frozen=True, kw_only=True):
    endings: tuple[NonEmpty, ...]


class _Descent(_Rule, frozen=True, kw_only=True):
    before: tuple[NonEmpty, ...]
    behind: tuple[NonEmpty, ...]


class _Counterpart(_Rule, frozen=True, kw_only=True):
    masculine: NonEmpty
    feminine: NonEmpty


class NameRules(Shipped, frozen=True, kw_only=True):
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
    return load_shipped(files("hrdcorpus") / "resources" / "names.toml", NameRules)

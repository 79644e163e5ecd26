"""Words of names in all their forms: cases, scripts, spellings, a family's other endings."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hrdcorpus.knowledge.loading import NonEmpty, Resource, load_resource
from hrdcorpus.naming.romanising import list_keys, list_nominatives
from hrdcorpus.text.lookalikes import has_cyrillic, unmix

_SHORT = 4  # sounds; what has fewer is often another word's sound too: "An", «Анна»
_STEM = 2  # letters before an ending, at least


class _Counterpart(Resource):
    masculine: NonEmpty
    feminine: NonEmpty
    example: tuple[NonEmpty, NonEmpty]


class _Ending(Resource):
    inflected: tuple[NonEmpty, ...]
    nominative: tuple[str, ...]
    example: tuple[NonEmpty, NonEmpty]


class _Web(Resource):
    domains: NonEmpty


class Endings(Resource):
    """What `pseudonyms.toml` holds; what each list is for stands there."""

    counterpart: tuple[_Counterpart, ...]
    ending: tuple[_Ending, ...]
    web: _Web


@dataclass(frozen=True, slots=True)
class Forms:
    """A word's keys: a word of a text may be a name's word where they share one.

    `exact` are its own letters and those of its nominatives, `sounds` the same in Latin letters and levelled.
    """

    exact: frozenset[str]
    sounds: frozenset[str]
    is_cyrillic: bool


@cache
def load_endings() -> Endings:
    """The program's resource; `KnowledgeError` where it is wrong."""
    return load_resource(files("hrdcorpus") / "resources" / "pseudonyms.toml", Endings)


def bare(word: str) -> str:
    r"""The word in small letters, without accents, marks and what nobody sees.

    >>> bare("Чере\u00adне\u0301ва"), bare("AYGÜL")
    ('черенева', 'aygul')
    """
    parted = unicodedata.normalize("NFD", unmix(word).replace("й", "\0").replace("Й", "\0")).casefold()
    kept = "".join(c for c in parted if c == "\0" or c.isalnum())
    return unicodedata.normalize("NFC", kept.replace("\0", "й"))


@cache
def read_forms(word: str) -> Forms:
    """The keys of a word of a text; of one in Latin letters there are no cases."""
    small = bare(word)
    nominatives = {small, *list_nominatives(small), *_list_more_nominatives(small)}
    return Forms(frozenset(nominatives), _list_sounds(nominatives), has_cyrillic(small))


@cache
def list_name_keys(word: str, is_surname: bool) -> frozenset[str]:
    """What is looked up for a word of a name. A short one is found by its letters, or by sound in another script."""
    keys: set[str] = set()
    for form in (bare(word), *(_list_counterparts(bare(word)) if is_surname else ())):
        sounds = _list_sounds({form})
        length = max(map(len, sounds), default=0)
        keys |= {f"={text}" for text in (form, *list_nominatives(form))}
        if length < _SHORT:
            keys |= {f"{_name_script(not has_cyrillic(form))}:{sound}" for sound in sounds if len(sound) == length}
        else:
            keys |= {sound for sound in sounds if len(sound) >= _SHORT}
    return frozenset(keys)


def list_text_keys(word: str) -> Iterator[str]:
    """What a word of a text is looked up by."""
    forms = read_forms(word)
    yield from (f"={text}" for text in forms.exact)
    yield from forms.sounds
    yield from (f"{_name_script(forms.is_cyrillic)}:{sound}" for sound in forms.sounds)


def _list_sounds(forms: Iterable[str]) -> frozenset[str]:
    """Their sounds, in which s and z are one: "Rosa", "Roza"."""
    return frozenset(sound.replace("z", "s") for form in forms for sound in list_keys(form)) - {""}


def _name_script(is_cyrillic: bool) -> str:
    return "cyrillic" if is_cyrillic else "other"


def _list_more_nominatives(small: str) -> Iterator[str]:
    for ending in load_endings().ending:
        for inflected in ending.inflected:
            stem = small.removesuffix(inflected)
            if stem != small and len(stem) >= _STEM:
                yield from (stem + nominative for nominative in ending.nominative)


def _list_counterparts(small: str) -> Iterator[str]:
    for pair in load_endings().counterpart:
        for ours, theirs in ((pair.masculine, pair.feminine), (pair.feminine, pair.masculine)):
            stem = small.removesuffix(ours)
            if stem != small and len(stem) >= _STEM:
                yield stem + theirs

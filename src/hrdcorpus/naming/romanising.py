"""Names across scripts and spellings: the only place that knows anyascii. Nothing it makes is shown or kept."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import NamedTuple

from anyascii import anyascii
from pydantic import Field

from hrdcorpus.knowledge.loading import NonEmpty, Resource, load_resource
from hrdcorpus.text.lookalikes import unmix

_SCRIPTS = (
    "LATIN",
    "CYRILLIC",
    "GREEK",
    "ARMENIAN",
)  # others do not write vowels, do not part words, or have no capitals
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = "aeiou"
_MOST_WORDS = 8  # of one name; more are several people
_SHORTEST = 6  # letters of a word that one written vowel more or less makes no other name
_STEM = 2  # letters before an ending, at least


class _Sound(Resource):
    written: tuple[NonEmpty, ...]
    becomes: NonEmpty = Field(alias="as")
    example: tuple[NonEmpty, NonEmpty]


class _Ending(Resource):
    inflected: tuple[NonEmpty, ...]
    nominative: tuple[str, ...]
    example: tuple[NonEmpty, NonEmpty]


class Romanisation(Resource):
    """What `romanisation.toml` holds; what each list is for stands there."""

    sound: tuple[_Sound, ...]
    ending: tuple[_Ending, ...]


class Name(NamedTuple):
    """A person's name, ready to compare: its script, and for each word every key it may have."""

    script: str
    words: tuple[frozenset[str], ...]


@cache
def load_romanisation() -> Romanisation:
    """The program's resource; `KnowledgeError` where it is wrong."""
    return load_resource(files("hrdcorpus") / "resources" / "romanisation.toml", Romanisation)


def read_name(text: str) -> Name | None:
    """A name of two words or more in one script that can be compared; initials and small words are left out.

    >>> read_name("Pavel Lobachev").words == (frozenset({"pavel"}), frozenset({"lobakhev"}))
    True
    >>> read_name("王小明"), read_name("P. Lobachev")
    (None, None)
    """
    found = map(unmix, _WORD.findall(unicodedata.normalize("NFC", text)))
    words = [word for word in found if len(word) > 1 and word[0].isupper()]
    scripts = {unicodedata.name(word[0], "").split()[0] for word in words}
    if not 2 <= len(words) <= _MOST_WORDS or len(scripts) > 1 or scripts.isdisjoint(_SCRIPTS):
        return None
    return Name(scripts.pop(), tuple(list_keys(word.removesuffix("'s").removesuffix("’s")) for word in words))


def compare_names(name: Name, other: Name) -> bool | None:
    """True for one person's name, False for two people's; None where that cannot be told.

    In one name at most one word may have no counterpart: a father's name, a second surname. Two names are sure to
    differ only if they are in the same script and have no word in common.

    >>> def compare(a, b): return compare_names(read_name(a), read_name(b))
    >>> compare("Павлом Лобачевым", "Pavel Lobachev"), compare("Dina Omarova", "Dana Omarova")
    (True, None)
    >>> compare("Dina Omarova", "Rosa Quillay"), compare("Dina Omarova", "Роса Кильяй")
    (False, None)
    """
    short, long = sorted((name.words, other.words), key=len)
    rest = list(long)
    for keys in short:
        found = next((others for others in rest if _is_same(keys, others)), None)
        if found is not None:
            rest.remove(found)
    matched = len(long) - len(rest)
    if matched == len(short) and len(rest) <= 1:
        return True
    return False if not matched and name.script == other.script else None


def list_skeletons(name: Name) -> Iterator[tuple[str, str]]:
    """Pairs of words' consonants: names that are one person's have such a pair in common, few others do."""
    skeletons = [{_cut_vowels(key) for key in keys} for keys in name.words]
    for some, others in combinations(skeletons, 2):
        yield from {(min(a, b), max(a, b)) for a in some for b in others}


def _is_same(keys: frozenset[str], others: frozenset[str]) -> bool:
    return not keys.isdisjoint(others) or any(_is_near(a, b) for a in keys for b in others)


def _is_near(key: str, other: str) -> bool:
    """Whether one vowel inside a long word is all that one has more: "Aleksander" and "Aleksandr"."""
    short, long = sorted((key, other), key=len)
    if len(long) < _SHORTEST or len(long) != len(short) + 1 or short[-1] != long[-1]:
        return False
    return any(long[i] in _VOWELS and long[:i] + long[i + 1 :] == short for i in range(1, len(long)))


def list_keys(word: str) -> frozenset[str]:
    """The sounds of a word, and of what it may be in the nominative: two words that share one may be one name's."""
    return frozenset(map(_build_key, {word.lower(), *list_nominatives(word.lower())}))


@cache
def _list_endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    endings = [(text, ending.nominative) for ending in load_romanisation().ending for text in ending.inflected]
    return tuple(sorted(endings, key=lambda ending: -len(ending[0])))


def list_nominatives(word: str) -> Iterator[str]:
    """What an inflected Russian name may be in the nominative."""
    inflected, nominative = next((ending for ending in _list_endings() if word.endswith(ending[0])), ("", ()))
    stem = word.removesuffix(inflected)
    if len(stem) < _STEM or not nominative:
        return
    yield from (stem + ending for ending in nominative)
    if "" in nominative:  # a vowel comes back: «Павлом», «Павел»
        yield from (stem[:-1] + vowel + stem[-1] for vowel in "ео")


def _build_key(word: str) -> str:
    """The word's sounds in Latin letters, with none written twice in a row."""
    key = "".join(c for c in anyascii(word).lower() if c.isalpha())
    for sound in load_romanisation().sound:
        for written in sound.written:
            key = _TWICE.sub(r"\1", key.replace(written, sound.becomes))
    return key


def _cut_vowels(key: str) -> str:
    return "".join(c for c in key if c not in _VOWELS)

"""Two names, or two words of names: the same, spelled a little differently, or strangers."""

import unicodedata
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA

from hrdcorpus.naming.forms import list_sounds, read_forms
from hrdcorpus.naming.words import bare, split_words
from hrdcorpus.text.lookalikes import is_mixed, unmix

_SHORTEST = 5  # letters of a word that may differ by one: "Dina" and "Dana" are two people
_SHORTEST_FOR_TWO = 8  # letters of a word that may differ by two
_MOST_EDITS = 2  # between two spellings
_SHORTEST_SOUND = 6  # letters of a word that one written vowel more or less makes no other name
# others do not write vowels, do not part words, or have no capitals
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")
_VOWELS = "aeiou"
_MOST_WORDS = 8  # of one name; more are several people


class PersonName(NamedTuple):
    """A person's name, ready to compare: its script, and for each word every sound it may have."""

    script: str
    words: tuple[frozenset[str], ...]


def read_name(text: str) -> PersonName | None:
    """A name of two words or more in one script that can be compared; initials and small words are left out.

    >>> read_name("Pavel Lobachev").words == (frozenset({"pavel"}), frozenset({"lobakhev"}))
    True
    >>> read_name("王小明"), read_name("P. Lobachev")
    (None, None)
    """
    found = (unmix(word.text) for word in split_words(unicodedata.normalize("NFC", text)))
    words = [word for word in found if len(word) > 1 and word[0].isupper()]
    scripts = {unicodedata.name(word[0], "").split()[0] for word in words}
    if not 2 <= len(words) <= _MOST_WORDS or len(scripts) > 1 or scripts.isdisjoint(_SCRIPTS):
        return None
    return PersonName(scripts.pop(), tuple(list_sounds(read_forms(word).singular) for word in words))


def compare_names(name: PersonName, other: PersonName) -> bool | None:
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
    for sounds in short:
        found = next((others for others in rest if _sound_alike(sounds, others)), None)
        if found is not None:
            rest.remove(found)
    matched = len(long) - len(rest)
    if matched == len(short) and len(rest) <= 1:
        return True
    return False if not matched and name.script == other.script else None


def list_skeletons(name: PersonName) -> Iterator[tuple[str, str]]:
    """Pairs of words' consonants: names that are one person's have such a pair in common, few others do."""
    skeletons = [{"".join(c for c in sound if c not in _VOWELS) for sound in sounds} for sounds in name.words]
    for some, others in combinations(skeletons, 2):
        yield from {(min(a, b), max(a, b)) for a in some for b in others}


def count_edits(found: str, shown: str) -> int | None:
    """By how many letters two words differ, if they may be spellings of one name; None where they are strangers.

    0 is also given for what is no other spelling: case, accents, plurals, Russian endings, initials. A word with
    letters of another script that look alike differs by 1.

    >>> count_edits("Омаровым", "Омарова"), count_edits("Omarowa", "Omarova"), count_edits("Bekova", "Omarova")
    (0, 1, None)
    """
    if found.casefold() == shown.casefold():
        return 0
    mixed = int(is_mixed(found) or is_mixed(shown))
    ours, theirs = read_forms(found), read_forms(shown)
    if not ours.exact.isdisjoint(theirs.exact):
        return mixed
    if 1 in (len(found), len(shown)):
        return 0 if bare(found)[:1] == bare(shown)[:1] else None
    edits = max(OSA.distance(ours.stem, theirs.stem, score_cutoff=_MOST_EDITS), 1)
    if edits > _MOST_EDITS or ours.is_cyrillic != theirs.is_cyrillic:
        return None
    length = min(len(bare(found)), len(bare(shown)))
    limit = (length >= _SHORTEST) + (length >= _SHORTEST_FOR_TWO)
    return max(edits, mixed) if edits <= limit else None


def is_derived(found: str, shown: str) -> bool:
    """Whether one is the other with more at its end, as "Kazakhstani" is: perhaps another word, or a relative."""
    short, long = sorted((bare(found), bare(shown)), key=len)
    return long.startswith(short)


def _sound_alike(sounds: frozenset[str], others: frozenset[str]) -> bool:
    return not sounds.isdisjoint(others) or any(_is_near(a, b) for a in sounds for b in others)


def _is_near(sound: str, other: str) -> bool:
    """Whether one vowel inside a long word is all that one has more: "Aleksander" and "Aleksandr"."""
    short, long = sorted((sound, other), key=len)
    if len(long) < _SHORTEST_SOUND or len(long) != len(short) + 1 or short[-1] != long[-1]:
        return False
    return any(long[i] in _VOWELS and long[:i] + long[i + 1 :] == short for i in range(1, len(long)))

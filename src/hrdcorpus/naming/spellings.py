"""Two words of names: the same, spelled a little differently, or strangers."""

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from hrdcorpus.text.lookalikes import has_cyrillic, is_mixed, unmix

SHORTEST = 5  # letters of a word that may differ by one: "Dina" and "Dana" are two people
_SHORTEST_FOR_TWO = 8  # letters of a word that may differ by two
_ENDING = 3  # letters of a Russian ending
_ENDING_LETTERS = frozenset("аеийоуыьэюямх")
_STEM = 3  # letters that a Russian word has without its ending, at least


class Spelling(NamedTuple):
    """A word ready to compare: without case, possessive and the dots of ё; `stem` also without a Russian ending."""

    text: str
    key: str
    stem: str
    is_cyrillic: bool
    is_mixed: bool


def read_spelling(word: str) -> Spelling:
    """The word as it is compared; its `text` is verbatim but for the possessive.

    >>> read_spelling("Omarova’s").text, read_spelling("Омаровой").stem
    ('Omarova', 'омаров')
    """
    text = word.removesuffix("'s").removesuffix("’s")
    key = text.casefold().replace("ё", "е").replace("’", "'")
    is_cyrillic = has_cyrillic(text)
    return Spelling(text, key, _cut_ending(key) if is_cyrillic else key, is_cyrillic, is_mixed(text))


def count_edits(found: Spelling, shown: Spelling) -> int | None:
    """By how many letters two words differ, if they may be spellings of one name; None where they are strangers.

    0 is also given for what is no other spelling: case, possessives, plurals, Russian endings, initials. A word
    with letters of another script that look alike differs by 1.

    >>> def count(a, b): return count_edits(read_spelling(a), read_spelling(b))
    >>> count("Омаровым", "Омарова"), count("Omarowa", "Omarova"), count("Bekova", "Omarova")
    (0, 1, None)
    """
    if found.key == shown.key:
        return 0
    if found.is_mixed or shown.is_mixed:
        found, shown = (read_spelling(unmix(word.text)) for word in (found, shown))
        if found.key == shown.key or _is_inflected(found, shown):
            return 1
    if len(found.key) == 1 or len(shown.key) == 1:
        return 0 if found.key[0] == shown.key[0] else None
    if found.is_cyrillic != shown.is_cyrillic or abs(len(found.stem) - len(shown.stem)) > _ENDING:
        return None
    edits = OSA.distance(found.stem, shown.stem, score_cutoff=_ENDING)
    if edits > _ENDING:
        return None
    if _is_inflected(found, shown):
        return 0
    shorter = min(len(found.key), len(shown.key))
    limit = (shorter >= SHORTEST) + (shorter >= _SHORTEST_FOR_TWO)
    return edits if edits <= limit else None


def may_be_alike(found: Spelling, stems: Sequence[str]) -> bool:
    """A quick no where `count_edits` would find a word a stranger to every word with one of these stems."""
    if found.is_mixed or any(map(is_mixed, stems)):
        return True
    return process.extractOne(found.stem, stems, scorer=OSA.distance, score_cutoff=_ENDING) is not None


def is_derived(found: Spelling, shown: Spelling) -> bool:
    """Whether one is the other with more at its end, as "Kazakhstani" is: perhaps another word, or a relative."""
    return found.key.startswith(shown.key) or shown.key.startswith(found.key)


def _is_inflected(found: Spelling, shown: Spelling) -> bool:
    """Whether a plural, or an ending of a Russian word, is all the difference."""
    short, long = sorted((found.key, shown.key), key=len)
    if not found.is_cyrillic:
        return long in (short, short + "s", short + "es")
    start = Prefix.similarity(short, long)
    return start >= _STEM and len(long) - start <= _ENDING


def _cut_ending(key: str) -> str:
    end = len(key)
    while end > max(_STEM, len(key) - _ENDING) and key[end - 1] in _ENDING_LETTERS:
        end -= 1
    return key[:end]

"""A name's word -> all its forms: cases, scripts, spellings, a family's other endings: what `names.toml` tells.

The only place that writes names in Latin letters; nothing it makes is shown or kept.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from anyascii import anyascii
from msgspec import Struct

from hrdcorpus.naming.rules import load_name_rules
from hrdcorpus.naming.words import bare
from hrdcorpus.text.lookalikes import has_cyrillic

_TWICE = re.compile(r"(.)\1+")
_SHORTEST_STEM = 2  # letters before an ending
_STEM = 3  # the same where the rest is compared


class Forms(Struct, frozen=True, dict=True):
    """A word's keys: two words may be one name's where they share one.

    `singular` are its own letters and those of its nominatives, `exact` also those of a family's name or another in the
    plural; `stem` is what all cases share.
    """

    singular: frozenset[str]
    exact: frozenset[str]
    stem: str
    is_cyrillic: bool

    @cached_property
    def sounds(self) -> frozenset[str]:
        """`exact` in Latin letters and levelled; dear."""
        return list_sounds(self.exact)


@cache
def read_forms(word: str) -> Forms:
    """The forms of a word of a text or a name."""
    small = bare(word)
    singular = {small, *_list_nominatives(small)}
    exact = {*singular, *_list_plural_nominatives(small)}
    is_cyrillic = has_cyrillic(small)
    stem = _cut_ending(small) if is_cyrillic else small
    return Forms(frozenset(singular), frozenset(exact), stem, is_cyrillic)


def is_patronymic(word: str) -> bool:
    """Whether a word is a father's name in any case.

    >>> is_patronymic("Маратовичем"), is_patronymic("Маратов")
    (True, False)
    """
    return any(form.endswith(load_name_rules().patronymic.endings) for form in read_forms(word).singular)


def list_sounds(forms: Iterable[str]) -> frozenset[str]:
    """Bare words in Latin letters, with one letter for one sound and none written twice in a row."""
    return frozenset(map(_write_sounds, forms)) - {""}


def list_counterparts(small: str) -> Iterator[str]:
    """A bare surname as a woman of the family has it, or a man."""
    for pair in load_name_rules().counterpart:
        for ours, theirs in ((pair.masculine, pair.feminine), (pair.feminine, pair.masculine)):
            if stem := _find_stem(small, ours):
                yield stem + theirs


def _list_nominatives(small: str) -> Iterator[str]:
    """What an inflected Russian name may be in the nominative: by the longest ending that it has."""
    inflected, nominatives = next((ending for ending in _list_endings() if small.endswith(ending[0])), ("", ()))
    stem = _find_stem(small, inflected)
    yield from (stem + ending for ending in nominatives if stem)
    if stem and "" in nominatives:  # a vowel comes back: «Павлом», «Павел»
        yield from (stem[:-1] + vowel + stem[-1] for vowel in load_name_rules().fleeting.vowels)


def _list_plural_nominatives(small: str) -> Iterator[str]:
    for ending in load_name_rules().plural:
        for stem in filter(None, (_find_stem(small, inflected) for inflected in ending.inflected)):
            yield from (stem + nominative for nominative in ending.nominative)


def _cut_ending(small: str) -> str:
    return next((small.removesuffix(end) for end in _list_stem_endings() if small[_STEM:].endswith(end)), small)


@cache
def _list_stem_endings() -> tuple[str, ...]:
    rules = load_name_rules().ending
    endings = {end for ending in rules for end in (*ending.inflected, *ending.nominative) if end}
    return tuple(sorted(endings, key=lambda end: (-len(end), end)))


def _find_stem(small: str, ending: str) -> str | None:
    stem = small.removesuffix(ending)
    return stem if ending and stem != small and len(stem) >= _SHORTEST_STEM else None


@cache
def _list_endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    endings = [(text, ending.nominative) for ending in load_name_rules().ending for text in ending.inflected]
    return tuple(sorted(endings, key=lambda ending: -len(ending[0])))


@cache
def _write_sounds(word: str) -> str:
    key = "".join(c for c in anyascii(word).lower() if c.isalpha())
    for sound in load_name_rules().sound:
        for written in sound.written:
            key = _TWICE.sub(r"\1", key.replace(written, sound.becomes))
    return key

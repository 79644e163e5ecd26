"""How alike the spelling of a question and of the items' wordings is: what ranks items where no list knows the words.

Trigrams of letters bear endings, compounds and words that two languages share. They tell what a question is about,
not what it asks, so that they rank items and alone key nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import log, sqrt
from typing import NamedTuple

from msgspec import Struct

from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.knowledge.wordings import Wording, wording_key

_LETTERS = 3  # of a word, with a blank before and behind it

_Vector = Mapping[str, float]


class _Texts(NamedTuple):
    """Wordings and their sentences: the item and language of each, and how much each trigram has of each, by number.

    A trigram weighs the more, the fewer items have it; `strange` is the weight of one that none has.
    """

    known: Sequence[tuple[str, str]]
    shares: Mapping[str, Sequence[tuple[int, float]]]
    weights: _Vector
    strange: float


class Likeness(Struct, frozen=True, eq=False, dict=True):
    """A questionnaire's wordings in all languages, and what questions are compared with, made when first needed."""

    wordings: tuple[Wording, ...]

    @cached_property
    def _texts(self) -> _Texts:
        return _compile_texts(self.wordings)

    def rate_items(self, text: str) -> dict[str, tuple[float, str]]:
        """The cosine of a text and the wording or sentence of each item that is most like it, from 0 to 1, with that
        wording's language; items that have nothing of it are left out.
        """
        known, shares, weights, strange = self._texts
        rates: dict[int, float] = defaultdict(float)
        for trigram, share in _weigh(Counter(_list_trigrams(wording_key(text))), weights, strange).items():
            for number, other in shares.get(trigram, ()):
                rates[number] += share * other
        best: dict[str, tuple[float, str]] = {}
        for number, rate in rates.items():
            item, language = known[number]
            if rate > best.get(item, (0.0, ""))[0]:
                best[item] = rate, language
        return best


def _compile_texts(wordings: Iterable[Wording]) -> _Texts:
    texts: dict[tuple[str, str, str], Counter[str]] = {}
    items: dict[str, set[str]] = defaultdict(set)
    for wording in wordings:
        for start, end in ((0, len(wording.plain)), *split_sentences(wording.plain)):
            key = wording_key(wording.plain[start:end])
            counts = texts[wording.item, wording.language, key] = Counter(_list_trigrams(key))
            for trigram in counts:
                items[trigram].add(wording.item)
    strange = 1 + log(1 + len({item for item, *_ in texts}))
    weights = {trigram: strange - log(1 + len(found)) for trigram, found in items.items()}
    shares: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, counts in enumerate(texts.values()):
        for trigram, share in _weigh(counts, weights, strange).items():
            shares[trigram].append((number, share))
    return _Texts([(item, language) for item, language, _ in texts], shares, weights, strange)


def _list_trigrams(key: str) -> list[str]:
    words = [f" {word} " for word in key.split()]
    return [word[at : at + _LETTERS] for word in words for at in range(len(word) - _LETTERS + 1)]


def _weigh(counts: Mapping[str, int], weights: _Vector, strange: float) -> _Vector:
    """The trigrams' weights as a vector of length 1."""
    weighed = {trigram: (1 + log(count)) * weights.get(trigram, strange) for trigram, count in counts.items()}
    length = sqrt(sum(weight * weight for weight in weighed.values()))
    return {trigram: weight / length for trigram, weight in weighed.items()}

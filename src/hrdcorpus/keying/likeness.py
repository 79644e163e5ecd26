"""How alike the spelling of a question and of the items' wordings and samples is: what ranks items without a list.

Trigrams of letters bear endings, compounds and words that two languages share. They tell what a question is about,
not what it asks, so that they rank items and alone key nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from heapq import nlargest
from math import log, sqrt
from statistics import fmean
from typing import NamedTuple

from msgspec import Struct

from hrdcorpus.knowledge.compiled import load_compiled
from hrdcorpus.knowledge.samples import Sample
from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.knowledge.wordings import Wording, wording_key

_LETTERS = 3  # of a word, with a blank before and behind it
_NEAREST = 3  # wordings and samples of an item that a text is compared with: one may be like it by chance

_Vector = Mapping[str, float]


class Rates(NamedTuple):
    """How alike a text and the items are, from 0 to 1, each with the language it is alike in; and samples of none."""

    items: Mapping[str, tuple[float, str]]
    foreign: float


class _Texts(NamedTuple):
    """Wordings and samples, each with its item and language, by number; and how much each trigram has of them.

    A wording is there as a whole and as its sentences. A trigram weighs the more, the fewer of them have it; `strange`
    is the weight of one that none has.
    """

    known: Sequence[tuple[str | None, str]]
    owners: Sequence[int]  # the wording or sample of each text
    shares: Mapping[str, Sequence[tuple[int, float]]]
    weights: _Vector
    strange: float


class Likeness(Struct, frozen=True, eq=False, dict=True):
    """A questionnaire's wordings in all languages and its samples, and what questions are compared with, made when
    first needed.

    What those of the program's own come to is kept, by the name `kept`.
    """

    wordings: tuple[Wording, ...]
    samples: tuple[Sample, ...]
    kept: str | None = None

    @cached_property
    def _texts(self) -> _Texts:
        build = partial(_compile_texts, self.wordings, self.samples)
        return load_compiled(self.kept, _Texts, build) if self.kept else build()

    def rate_items(self, text: str) -> Rates:
        """The mean cosine of a text and the three wordings or samples of each item that are most like it."""
        texts = self._texts
        shared: dict[int, float] = defaultdict(float)
        for trigram, share in _weigh(Counter(_list_trigrams(wording_key(text))), texts.weights, texts.strange).items():
            for number, other in texts.shares.get(trigram, ()):
                shared[number] += share * other
        rates: dict[int, float] = {}
        for number, rate in shared.items():
            owner = texts.owners[number]
            rates[owner] = max(rate, rates.get(owner, 0.0))
        by_item: dict[str | None, list[tuple[float, str]]] = defaultdict(list)
        for owner, rate in rates.items():
            item, language = texts.known[owner]
            by_item[item].append((rate, language))
        found = {item: nlargest(_NEAREST if item else 1, rated) for item, rated in by_item.items()}
        means = {item: (fmean(rate for rate, _ in rated), rated[0][1]) for item, rated in found.items()}
        foreign, _ = means.get(None, (0.0, ""))
        return Rates({item: mean for item, mean in means.items() if item is not None}, foreign)


def _compile_texts(wordings: Iterable[Wording], samples: Iterable[Sample]) -> _Texts:
    known: list[tuple[str | None, str]] = []
    texts: list[tuple[int, Counter[str]]] = []
    counts: Counter[str] = Counter()
    plain = [(wording.item, wording.language, wording.plain, split_sentences(wording.plain)) for wording in wordings]
    for item, language, text, spans in (*plain, *((*sample, ()) for sample in samples)):
        whole, *parts = (_list_trigrams(wording_key(each)) for each in (text, *(text[a:b] for a, b in spans)))
        texts += [(len(known), Counter(each)) for each in (whole, *parts)]
        counts.update(set(whole))
        known.append((item, language))
    strange = 1 + log(1 + len(known))
    weights = {trigram: strange - log(1 + count) for trigram, count in counts.items()}
    shares: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, (_, found) in enumerate(texts):
        for trigram, share in _weigh(found, weights, strange).items():
            shares[trigram].append((number, share))
    return _Texts(known, [owner for owner, _ in texts], shares, weights, strange)


def _list_trigrams(key: str) -> list[str]:
    words = [f" {word} " for word in key.split()]
    return [word[at : at + _LETTERS] for word in words for at in range(len(word) - _LETTERS + 1)]


def _weigh(counts: Mapping[str, int], weights: _Vector, strange: float) -> _Vector:
    """The trigrams' weights as a vector of length 1."""
    weighed = {trigram: (1 + log(count)) * weights.get(trigram, strange) for trigram, count in counts.items()}
    length = sqrt(sum(weight * weight for weight in weighed.values()))
    return {trigram: weight / length for trigram, weight in weighed.items()}

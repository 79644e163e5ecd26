"""How alike the spelling of a question and of the items' wordings and samples is: what ranks items without a list.

Trigrams of letters bear endings, compounds and words that two languages share. They tell what a question is about,
not what it asks, so that they rank items, and key a question only together with the order of an interview.
"""

import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import accumulate, pairwise
from math import log, sqrt
from struct import Struct as Packing
from typing import NamedTuple

from msgspec import Struct

from hrdcorpus.knowledge.compiled import load_compiled
from hrdcorpus.knowledge.questionnaires import Sample
from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.knowledge.wordings import Wording, wording_key

_LETTERS = 3  # of a word, with a blank before and behind it
_NEAREST = 3  # wordings and samples of an item that a text is compared with: one may be like it by chance

_SHARE = Packing("<HB")  # of a trigram in a text: the text's number and how much; tens of thousands are kept
_WHOLE = 255  # a share of 1; finer than two digits of likeness need
_WHOLE_ASKED = 240  # the same of a question: with what rounding adds, a sum of products stays below 2 to the 16th

_Vector = Mapping[str, float]


class Rates(NamedTuple):
    """How alike a text and the items are, from 0 to 1, each with the language it is alike in; and samples of none."""

    items: Mapping[str, tuple[float, str]]
    foreign: float


class _Texts(NamedTuple):
    """Wordings and samples by number, those of an item together, and then the wordings' sentences; and how much each
    trigram has of each.

    A trigram weighs the more, the fewer wordings and samples have it; `strange` is the weight of one that none has.
    """

    languages: Sequence[str]
    spans: Mapping[str | None, tuple[int, int]]
    wholes: Sequence[int]  # the wording that each sentence is of
    shares: Mapping[str, bytes]
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
    def _numbers(self) -> dict[str, int]:
        return {}  # of the trigrams that were asked for

    @cached_property
    def _texts(self) -> _Texts:
        build = partial(_compile_texts, self.wordings, self.samples)
        return load_compiled(self.kept, _Texts, build) if self.kept else build()

    def rate_items(self, text: str) -> Rates:
        """The mean cosine of a text and the three wordings or samples of each item that are most like it; of samples
        that ask none, the cosine of the one most like it, since they have nothing in common.
        """
        texts = self._texts
        asked = _weigh(Counter(_list_trigrams(wording_key(text))), texts.weights, texts.strange)
        rates = self._sum_up({trigram: round(share * _WHOLE_ASKED) for trigram, share in asked.items()})
        for whole, rate in zip(texts.wholes, rates[len(texts.languages) :], strict=True):
            rates[whole] = max(rates[whole], rate)
        items: dict[str, tuple[float, str]] = {}
        foreign = 0.0
        for item, (start, end) in texts.spans.items():
            best = sorted(rates[start:end], reverse=True)[:_NEAREST]
            if item is None:
                foreign = best[0] / (_WHOLE * _WHOLE_ASKED)
            elif best[0] > 0:
                language = texts.languages[rates.index(best[0], start, end)]
                items[item] = sum(best) / (len(best) * _WHOLE * _WHOLE_ASKED), language
        return Rates(items, foreign)

    def _sum_up(self, shares: Mapping[str, int]) -> list[int]:
        """For each text the sum of its shares times these: for all texts at once, since a trigram's shares of them are
        the digits of one number, each as wide as the sum.
        """
        count = len(self._texts.languages) + len(self._texts.wholes)
        total = 0
        for trigram in self._texts.shares.keys() & shares:
            if trigram not in self._numbers:
                digits = array("H", bytes(2 * count))
                for number, share in _SHARE.iter_unpack(self._texts.shares[trigram]):
                    digits[number] = share
                self._numbers[trigram] = int.from_bytes(digits, sys.byteorder)
            total += shares[trigram] * self._numbers[trigram]
        return memoryview(total.to_bytes(2 * count, sys.byteorder)).cast("H").tolist()


def _compile_texts(wordings: Iterable[Wording], samples: Iterable[Sample]) -> _Texts:
    by_item: dict[str | None, list[tuple[str, str, Sequence[tuple[int, int]]]]] = defaultdict(list)
    for wording in wordings:
        by_item[wording.item].append((wording.language, wording.plain, split_sentences(wording.plain)))
    for sample in samples:
        by_item[sample.item].append((sample.language, sample.text, ()))
    known = [each for found in by_item.values() for each in found]
    ends = list(accumulate(map(len, by_item.values())))
    sentences = [(n, text[start:end]) for n, (_, text, spans) in enumerate(known) for start, end in spans]
    counts = [Counter(_list_trigrams(wording_key(text))) for _, text, _ in known]
    found_in = Counter(trigram for count in counts for trigram in count)
    strange = 1 + log(1 + len(known))
    weights = {trigram: strange - log(1 + number) for trigram, number in found_in.items()}
    shares: dict[str, bytearray] = defaultdict(bytearray)
    counts += [Counter(_list_trigrams(wording_key(text))) for _, text in sentences]
    for number, count in enumerate(counts):
        for trigram, share in _weigh(count, weights, strange).items():
            shares[trigram] += _SHARE.pack(number, round(share * _WHOLE))
    spans = dict(zip(by_item, pairwise([0, *ends]), strict=True))
    packed = {trigram: bytes(raw) for trigram, raw in shares.items()}
    return _Texts([language for language, *_ in known], spans, [n for n, _ in sentences], packed, weights, strange)


def _list_trigrams(key: str) -> list[str]:
    words = [f" {word} " for word in key.split()]
    return [word[at : at + _LETTERS] for word in words for at in range(len(word) - _LETTERS + 1)]


def _weigh(counts: Mapping[str, int], weights: _Vector, strange: float) -> _Vector:
    """The trigrams' weights as a vector of length 1."""
    weighed = {trigram: (1 + log(count)) * weights.get(trigram, strange) for trigram, count in counts.items()}
    length = sqrt(sum(weight * weight for weight in weighed.values()))
    return {trigram: weight / length for trigram, weight in weighed.items()}

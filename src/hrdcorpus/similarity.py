"""How alike a question and a wording are: which of their terms they share.

A term is a word, or a phrase that counts as one, that says something about the subject; endings, synonyms and small
misspellings are levelled with a lexicon, and the names of countries say nothing. `docs/keying.md` tells how the
rules and numbers were chosen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from hrdcorpus.cldr import find_country
from hrdcorpus.knowledge.questionnaires import Vocabulary, wording_key

FOREIGN = 2  # a term of the question that the wording lacks weighs as much as two that it has
_FEWEST = 2  # shared terms: one alone is no evidence
_STEM = 4  # letters two words have in common at the least to be forms of one word
_ENDING = 4  # letters in which forms of one word differ at the most
_TYPO = 85  # similarity in per cent from which a word is a misspelling of another
_COUNTRY = 5  # words in a country's name at the most


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A vocabulary made ready: every known word's base form, and the term each run of base forms stands for."""

    light: frozenset[str]
    bases: Mapping[str, str]
    stems: Mapping[str, tuple[str, ...]]
    phrases: Mapping[tuple[str, ...], str]
    longest: int

    def find_terms(self, key: str) -> frozenset[str]:
        """The terms of a text, given its key."""
        words = key.split()
        bases = [self._find_base(word) for word in words]
        terms, at = set(), 0
        while at < len(words):
            term, length = self._read_term(words, bases, at)
            if term is not None:
                terms.add(term)
            at += length
        return frozenset(terms)

    def _read_term(self, words: list[str], bases: list[str | None], at: int) -> tuple[str | None, int]:
        for length in range(self.longest, 0, -1):
            term = self.phrases.get(tuple(bases[at : at + length]))
            if term is not None:
                return term, length
        base = bases[at]
        if base is None:
            for length in range(_COUNTRY, 0, -1):
                if find_country(" ".join(words[at : at + length]).title()):
                    return None, length
            return words[at], 1
        return (None if base in self.light else base), 1

    def _find_base(self, word: str) -> str | None:
        if word in self.light:
            return word
        return self.bases.get(word) or self._find_form(word) or self._find_misspelt(word)

    def _find_form(self, word: str) -> str | None:
        return max(
            (w for w in self.stems.get(word[:_STEM], ()) if _is_form(w, word)),
            key=lambda w: (fuzz.ratio(w, word), w),
            default=None,
        )

    def _find_misspelt(self, word: str) -> str | None:
        if len(word) <= _STEM:
            return None
        found = process.extractOne(word, self.bases, scorer=fuzz.ratio, score_cutoff=_TYPO)
        return self.bases[found[2]] if found and found[2][0] == word[0] else None


def _is_form(a: str, b: str) -> bool:
    common = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return common >= _STEM and max(len(a), len(b)) - common <= _ENDING


def compile_lexicon(vocabulary: Vocabulary, texts: Iterable[str]) -> Lexicon:
    light = vocabulary.light
    bases: dict[str, str] = {}
    stems: dict[str, list[str]] = {}

    def add(word: str) -> None:
        if word not in light and word not in bases:
            bases[word] = word
            stems.setdefault(word[:_STEM], []).append(word)
    for phrases in vocabulary.same:
        for phrase in phrases:
            for word in phrase.split(): add(word)
    lex = Lexicon(light, bases, stems, {}, 1)
    for text in texts:
        for word in text.split():
            if word not in light and word not in bases:
                f = lex._find_form(word)
                if f: bases[word] = f
                else: add(word)
    ph = {}
    for phrases in vocabulary.same:
        for phrase in phrases:
            ph[tuple(lex._find_base(w) for w in phrase.split())] = phrases[0]
    return Lexicon(light, bases, stems, ph, max(map(len, ph), default=1))

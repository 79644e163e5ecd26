"""The terms of a text: the words and phrases that say what it is about, whatever their form.

A lexicon levels endings, synonyms and small misspellings. Light words and the names of countries are no terms.
docs/keying.md tells why.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz, process

from hrdcorpus.cldr import find_country
from hrdcorpus.knowledge.questionnaires import Vocabulary
from hrdcorpus.knowledge.wordings import wording_key

_STEM = 4  # letters that two forms of a word begin with alike, at the least
_ENDING = 4  # letters at the end of the longer one that may differ
_FORM = 70  # per cent of letters that two forms of a word share, at the least
_MISSPELT = 85  # the same of a misspelling and the right word

Terms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What it takes to read the terms off a text of one language.

    `bases` gives each known word the one it is a form of; `initials` those base words by their first letter;
    `phrases`, by their first word, runs of base words, longest first, with the term that each stands for.
    """

    light: frozenset[str]
    bases: Mapping[str, str]
    initials: Mapping[str, Sequence[str]]
    phrases: Mapping[str, Sequence[tuple[list[str], str]]]

    def knows(self, words: Iterable[str]) -> bool:
        """Whether any of these words, light ones aside, is known as it stands."""
        return any(word in self.bases for word in words)


def compile_lexicon(vocabulary: Vocabulary, texts: Iterable[str]) -> Lexicon:
    """A lexicon of a vocabulary's words and of those in `texts`, its language's wordings without their slots.

    A word that the vocabulary lists is a form of no other.
    """
    listed = [(phrase.split(), line[0]) for line in vocabulary.same for phrase in line]
    words = [(word, True) for run, _ in listed for word in run]
    words += [(word, False) for text in texts for word in wording_key(text).split()]
    bases: dict[str, str] = {}
    initials: dict[str, list[str]] = defaultdict(list)
    for word, is_base in words:
        if word not in vocabulary.light and word not in bases:
            bases[word] = (None if is_base else _find_form(word, initials)) or word
            if bases[word] == word:
                initials[word[0]].append(word)
    phrases: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for run, term in sorted(listed, key=lambda entry: -len(entry[0])):
        phrases[run[0]].append((run, term))
    return Lexicon(vocabulary.light, bases, initials, phrases)


def split_words(sentence: str) -> tuple[str, ...]:
    """The words of one sentence, folded, without the names of countries."""
    return tuple(wording_key(_drop_countries(sentence)).split())


def read_terms(words: Sequence[str], lexicon: Lexicon) -> Terms:
    """The terms that a sentence's words make; a word that nobody knows is a term too."""
    bases = [_find_base(word, lexicon) for word in words]
    terms: set[str] = set()
    at = 0
    while at < len(bases):
        phrases = lexicon.phrases.get(bases[at], ())
        run, term = next((p for p in phrases if bases[at : at + len(p[0])] == p[0]), ([bases[at]], bases[at]))
        if term not in lexicon.light:
            terms.add(term)
        at += len(run)
    return frozenset(terms)


def _find_base(word: str, lexicon: Lexicon) -> str:
    if word in lexicon.light:
        return word
    known = lexicon.bases.get(word) or _find_form(word, lexicon.initials)
    return known or _find_misspelt(word, lexicon.initials) or word


def _find_form(word: str, initials: Mapping[str, Sequence[str]]) -> str | None:
    forms = (base for base in initials.get(word[0], ()) if _is_form(word, base))
    return max(forms, key=lambda base: (fuzz.ratio(word, base), base), default=None)


def _is_form(word: str, base: str) -> bool:
    alike = max(_STEM, max(len(word), len(base)) - _ENDING)
    return word[:alike] == base[:alike] and fuzz.ratio(word, base) >= _FORM


def _find_misspelt(word: str, initials: Mapping[str, Sequence[str]]) -> str | None:
    found = process.extractOne(word, initials.get(word[0], ()), scorer=fuzz.ratio, score_cutoff=_MISSPELT)
    return found[0] if found else None


def _drop_countries(sentence: str) -> str:
    kept: list[str] = []
    for is_name, group in groupby(sentence.split(), key=_is_capitalised):
        words = list(group)
        if not is_name:
            kept += words
        elif find_country(" ".join(words)) is None:
            kept += [word for word in words if find_country(word) is None]
    return " ".join(kept)


def _is_capitalised(word: str) -> bool:
    return next(filter(str.isalnum, word), "").isupper()

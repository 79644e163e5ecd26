"""How alike a question and a wording are: by the terms they share.

A term is a word or phrase that says something of the subject. A lexicon levels endings, synonyms and small
misspellings; light words and the names of countries are no terms. docs/keying.md tells how the numbers were chosen.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz, process

from hrdcorpus.cldr import find_country
from hrdcorpus.knowledge.questionnaires import Vocabulary
from hrdcorpus.knowledge.wordings import wording_key

FOREIGN = 1.5  # weight of a term that only the question has; one that only the wording has weighs 1
FEWEST = 2  # shared terms: a single one is no evidence
STEM = 4  # letters that two forms of a word begin with alike at the least
ENDING = 4  # letters of each that may then differ
MISSPELT = 85  # per cent of letters that a misspelling and the right word share at the least

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


def compile_lexicon(vocabulary: Vocabulary, texts: Iterable[str]) -> Lexicon:
    """A lexicon of a vocabulary's words and of those in `texts`, the wordings of its language without their slots."""
    light = vocabulary.light
    bases = {word: word for line in vocabulary.same for phrase in line for word in phrase.split() if word not in light}
    initials: dict[str, list[str]] = defaultdict(list)
    for word in bases:
        initials[word[0]].append(word)
    for word in (word for text in texts for word in wording_key(text).split()):
        if word not in light and word not in bases:
            bases[word] = _find_form(word, initials) or word
            if bases[word] == word:
                initials[word[0]].append(word)
    return Lexicon(light, bases, initials, _index_phrases(vocabulary))


def _index_phrases(vocabulary: Vocabulary) -> dict[str, list[tuple[list[str], str]]]:
    runs = [(phrase.split(), line[0]) for line in vocabulary.same for phrase in line]
    phrases: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for words, term in sorted(runs, key=lambda run: -len(run[0])):
        phrases[words[0]].append((words, term))
    return phrases


def split_words(sentence: str) -> tuple[str, ...]:
    """The words of one sentence as keys, without the names of countries."""
    return tuple(wording_key(_drop_countries(sentence)).split())


def read_terms(words: Sequence[str], lexicon: Lexicon) -> Terms:
    """The terms of a sentence's words; a word that nobody knows is a term too."""
    bases = [_find_base(word, lexicon) for word in words]
    terms: set[str] = set()
    at = 0
    while at < len(bases):
        runs = lexicon.phrases.get(bases[at], ())
        run, term = next((run for run in runs if bases[at : at + len(run[0])] == run[0]), ([bases[at]], bases[at]))
        if term not in lexicon.light:
            terms.add(term)
        at += len(run)
    return frozenset(terms)


def compare_terms(question: Terms, lead: Terms, whole: Terms) -> float:
    """Likeness of a question to a wording, from 0 to 1.

    It is the share of their terms that both have (Tversky's index), of the `whole` wording or, where that is more,
    of its `lead`: the first sentence says what is asked, the others are follow-ups that interviewers leave out.
    Nothing of the lead in the question, or next to nothing shared, is 0.
    """
    shared = len(question & whole)
    if shared < FEWEST:
        return 0.0
    led, foreign = len(question & lead), FOREIGN * (len(question) - shared)
    if not led:
        return 0.0
    return round(max(led / (len(lead) + foreign), shared / (len(whole) + foreign)), 3)


def _find_base(word: str, lexicon: Lexicon) -> str:
    if word in lexicon.light:
        return word
    return (
        lexicon.bases.get(word) or _find_form(word, lexicon.initials) or _find_misspelt(word, lexicon.initials) or word
    )


def _find_form(word: str, initials: Mapping[str, Sequence[str]]) -> str | None:
    forms = (base for base in initials.get(word[0], ()) if _is_form(word, base))
    return max(forms, key=lambda base: (fuzz.ratio(word, base), base), default=None)


def _is_form(word: str, base: str) -> bool:
    alike = max(STEM, max(len(word), len(base)) - ENDING)
    return word[:alike] == base[:alike]


def _find_misspelt(word: str, initials: Mapping[str, Sequence[str]]) -> str | None:
    found = process.extractOne(word, initials.get(word[0], ()), scorer=fuzz.ratio, score_cutoff=MISSPELT)
    return found[0] if found else None


def _drop_countries(sentence: str) -> str:
    kept: list[str] = []
    for capital, group in groupby(sentence.split(), key=lambda word: word.lstrip("\"'“«(")[:1].isupper()):
        words = list(group)
        if not capital:
            kept += words
        elif find_country(" ".join(words)) is None:
            kept += [word for word in words if find_country(word) is None]
    return " ".join(kept)

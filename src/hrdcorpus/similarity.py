"""How alike a question and the items of a questionnaire are: by the terms they share."""

from collections.abc import Sequence
from dataclasses import dataclass

from hrdcorpus.knowledge.questionnaires import Questionnaire, Vocabulary
from hrdcorpus.knowledge.wordings import Wording
from hrdcorpus.sentences import split_sentences
from hrdcorpus.terms import Lexicon, Terms, compile_lexicon, read_terms, split_words

# Chosen on the development half of tests/matching: see docs/keying.md.
FOREIGN = 2.25  # weight of a term that only the question has; one that only the wording has weighs 1
_FEWEST = 2  # shared terms: a single one is no evidence


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item, the similarity of a text to it from 0 to 1, and the language of the wording most alike.

    `keeps_subjects` is false where a subject of that wording's lead is missing and something else is said instead, or
    where all of them are missing.
    """

    item: str
    score: float
    language: str
    keeps_subjects: bool


@dataclass(frozen=True, slots=True)
class Target:
    """A wording's terms: of its first sentence, and of all of it."""

    item: str
    lead: Terms
    whole: Terms


@dataclass(frozen=True, slots=True)
class Scale:
    """What the similarity to a questionnaire's wordings in one language is measured by."""

    language: str
    lexicon: Lexicon
    subjects: Terms
    targets: tuple[Target, ...]


def compile_scales(questionnaire: Questionnaire) -> tuple[Scale, ...]:
    """One scale for each language of a questionnaire."""
    return tuple(_compile_scale(vocabulary, questionnaire) for vocabulary in questionnaire.vocabularies)


def read_sentences(text: str, scales: Sequence[Scale]) -> list[list[Terms]]:
    """For each sentence of `text`, its terms by each scale; none by one of a language that `text` is not in."""
    sentences = [split_words(text[start:end]) for start, end in split_sentences(text)]
    known = [scale.lexicon.knows(word for words in sentences for word in words) for scale in scales]
    return [
        [
            read_terms(words, scale.lexicon) if is_known else Terms()
            for scale, is_known in zip(scales, known, strict=True)
        ]
        for words in sentences
    ]


def join_sentences(sentences: Sequence[Sequence[Terms]]) -> list[Terms]:
    """The terms of all sentences together, by each scale."""
    return [Terms().union(*terms) for terms in zip(*sentences, strict=True)]


def rank_items(question: Sequence[Terms], scales: Sequence[Scale]) -> list[Candidate]:
    """The items that are at all like a question with these terms by each scale, best first."""
    best: dict[str, Candidate] = {}
    for terms, scale in zip(question, scales, strict=False):  # an empty text has no terms by any
        for target in scale.targets:
            score = compare_terms(terms, target, scale.subjects)
            if score > (best[target.item].score if target.item in best else 0.0):
                keeps = _keeps_subjects(terms, target, scale.subjects)
                best[target.item] = Candidate(target.item, score, scale.language, keeps)
    return sorted(best.values(), key=lambda candidate: -candidate.score)


def compare_terms(question: Terms, target: Target, subjects: Terms) -> float:
    """Similarity of a question to a wording, from 0 to 1: the share of their terms that both have.

    The share is Tversky's index, of the whole wording or, where that is more, of its lead: the first sentence says
    what is asked, the others are follow-ups that interviewers leave out. To the lead a subject that only the
    follow-ups have is foreign. Next to nothing shared, or nothing of the lead, is 0.
    """
    shared, led = len(question & target.whole), len(question & target.lead)
    if shared < _FEWEST or not led:
        return 0.0
    foreign = FOREIGN * (len(question) - shared)
    strange = foreign + FOREIGN * len(question & target.whole & subjects - target.lead)
    return round(max(led / (len(target.lead) + strange), shared / (len(target.whole) + foreign)), 3)


def _keeps_subjects(question: Terms, target: Target, subjects: Terms) -> bool:
    named = target.lead & subjects
    return named <= question or (not named.isdisjoint(question) and question <= target.whole)


def _compile_scale(vocabulary: Vocabulary, questionnaire: Questionnaire) -> Scale:
    wordings = [wording for wording in questionnaire.wordings if wording.language == vocabulary.language]
    lexicon = compile_lexicon(vocabulary, [wording.plain for wording in wordings])
    targets = dict.fromkeys(_compile_target(wording, lexicon) for wording in wordings)
    return Scale(vocabulary.language, lexicon, vocabulary.subjects, tuple(targets))


def _compile_target(wording: Wording, lexicon: Lexicon) -> Target:
    text = wording.plain
    terms = [read_terms(split_words(text[start:end]), lexicon) for start, end in split_sentences(text)]
    return Target(wording.item, terms[0], Terms().union(*terms))

"""How alike a question and the items of a questionnaire are: by the terms they share."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hrdcorpus.keying.terms import Lexicon, Terms, compile_lexicon, is_opener, read_terms, split_words
from hrdcorpus.knowledge.asks import Ask
from hrdcorpus.knowledge.questionnaires import Questionnaire
from hrdcorpus.knowledge.vocabulary import Vocabulary
from hrdcorpus.knowledge.wordings import Wording
from hrdcorpus.text.sentences import split_sentences

# Chosen on the development half of tests/matching: see docs/keying.md.
FOREIGN = 2.25  # weight of a term that only the question has; one that only the wording has weighs 1
UNKNOWN = 1.25  # the same of a word that no list and no wording knows, where much else is shared
MANY = 4  # shared terms that are much
_FEWEST = 2  # shared terms: a single one is no evidence, unless it is all, and tells the item
ASKED = 0.9  # likeness of a question that says what asks an item, in words of its own
MOST = 0.99  # of likeness: only a known wording is certain


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item, the similarity of a text to it from 0 to 1, and the language of the wording most alike.

    `keeps_subjects` is false where a subject of that wording's lead is missing and something else is said instead,
    where all its subjects are missing, where the text names one of the `others`, or where it asks "who" or "when".
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
    known: Terms  # those of the questionnaire's lists and wordings
    worded: Terms  # those of the wordings, and the others
    telling: Terms  # those in the wordings of one item alone
    subjects: Terms
    others: Terms
    quiet: Terms  # those that count in `asks` alone
    asks: Mapping[str, Sequence[tuple[Ask, Terms]]]  # by a term they need, each with those that follow-ups may have
    targets: tuple[Target, ...]


def compile_scales(questionnaire: Questionnaire) -> tuple[Scale, ...]:
    """One scale for each language of a questionnaire."""
    return tuple(_compile_scale(vocabulary, questionnaire) for vocabulary in questionnaire.vocabularies)


def read_sentences(sentences: Sequence[str], scales: Sequence[Scale]) -> list[list[Terms]]:
    """For each sentence of a text, its terms by each scale; none by one of a language that the text is not in."""
    split = [split_words(sentence) for sentence in sentences]
    known = [scale.lexicon.knows(word for words in split for word in words) for scale in scales]
    return [
        [
            read_terms(words, scale.lexicon) if is_known else Terms()
            for scale, is_known in zip(scales, known, strict=True)
        ]
        for words in split
    ]


def join_sentences(sentences: Sequence[Sequence[Terms]]) -> list[Terms]:
    """The terms of all sentences together, by each scale."""
    return [Terms().union(*terms) for terms in zip(*sentences, strict=True)]


def names_others(sentence: Sequence[Terms], scales: Sequence[Scale]) -> bool:
    """Whether a sentence with these terms by each scale is about what no item asks."""
    return any(not terms.isdisjoint(scale.others) for terms, scale in zip(sentence, scales, strict=True))


def names_known(sentence: Sequence[Terms], scales: Sequence[Scale]) -> bool:
    """Whether a sentence with these terms by each scale says anything that items say."""
    return any(not terms.isdisjoint(scale.known - scale.quiet) for terms, scale in zip(sentence, scales, strict=True))


def rank_items(question: Sequence[Terms], scales: Sequence[Scale]) -> list[Candidate]:
    """The items that are at all like a question with these terms by each scale, best first."""
    best: dict[str, Candidate] = {}
    for said, scale in zip(question, scales, strict=False):  # an empty text has no terms by any
        terms = said - scale.quiet
        for target in scale.targets:
            score = 0.0 if terms.isdisjoint(target.lead) else compare_terms(terms, target, scale)
            if score > (best[target.item].score if target.item in best else 0.0):
                keeps = _keeps_subjects(terms, target, scale)
                best[target.item] = Candidate(target.item, score, scale.language, keeps)
    return sorted(best.values(), key=lambda candidate: -candidate.score)


def find_asked(sentences: Sequence[Sequence[Terms]], scales: Sequence[Scale]) -> list[Candidate]:
    """The items of which sentences with these terms, by each scale, say all that is needed, and nothing else."""
    found: dict[str, Candidate] = {}
    for number, scale in enumerate(scales):
        by_scale = [sentence[number] for sentence in sentences]
        said = Terms().union(*by_scale)
        for ask, follow_ups in (entry for term in said for entry in scale.asks.get(term, ())):
            if ask.is_said(said) and ask.fits(by_scale, follow_ups, scale.worded):
                found[ask.item] = Candidate(ask.item, ASKED, scale.language, keeps_subjects=True)
    return list(found.values())


def compare_terms(question: Terms, target: Target, scale: Scale) -> float:
    """Similarity of a question to a wording, from 0 to 0.99: the share of their terms that both have.

    The share is Tversky's index, of the whole wording or, where that is more, of its lead: the first sentence says
    what is asked, the others are follow-ups that interviewers leave out. To the lead a subject that only the
    follow-ups have is foreign, and one that it has itself weighs as much where it is missing. Next to nothing shared,
    nothing of the lead, or nothing but subjects, is 0.
    """
    common = question & target.whole
    shared, led = len(common), len(common & target.lead)
    if not led or common <= scale.subjects or (shared < _FEWEST and not (question == target.whole <= scale.telling)):
        return 0.0
    foreign = (FOREIGN - 1) * len(target.lead & scale.subjects - question) + _weigh_foreign(question, target, scale)
    strange = foreign + FOREIGN * len(common & scale.subjects - target.lead)
    share = max(led / (len(target.lead) + strange), shared / (len(target.whole) + foreign))
    return min(round(share, 3), MOST)


def _weigh_foreign(question: Terms, target: Target, scale: Scale) -> float:
    foreign = question - target.whole
    unknown = foreign - scale.known if len(question) - len(foreign) >= MANY else Terms()
    return FOREIGN * len(foreign - unknown) + UNKNOWN * len(unknown)


def _keeps_subjects(question: Terms, target: Target, scale: Scale) -> bool:
    if any(is_opener(term) or term in scale.others for term in question - target.whole):
        return False
    if target.lead & scale.subjects <= question:
        return True
    return question <= target.whole and not question.isdisjoint(target.whole & scale.subjects)


def _compile_scale(vocabulary: Vocabulary, questionnaire: Questionnaire) -> Scale:
    wordings = [wording for wording in questionnaire.wordings if wording.language == vocabulary.language]
    lexicon = compile_lexicon(vocabulary, [wording.plain for wording in wordings])
    targets = tuple(dict.fromkeys(_compile_target(wording, vocabulary, lexicon) for wording in wordings))
    worded = vocabulary.others.union(*(target.whole for target in targets))
    known = worded.union(line[0] for line in vocabulary.same)
    items: dict[str, set[str]] = defaultdict(set)
    for target in targets:
        for term in target.whole:
            items[term].add(target.item)
    telling = frozenset(term for term, found in items.items() if len(found) == 1 and not is_opener(term))
    follow_ups = {
        item: Terms().union(*(t.whole for t in targets if t.item == item)) for item in {t.item for t in targets}
    }
    asks: dict[str, list[tuple[Ask, Terms]]] = defaultdict(list)
    for ask in vocabulary.asks:
        for term in ask.says[0]:
            asks[term].append((ask, vocabulary.quiet | follow_ups.get(ask.item, Terms())))
    return Scale(
        vocabulary.language,
        lexicon,
        known,
        worded,
        telling,
        vocabulary.subjects,
        vocabulary.others,
        vocabulary.quiet,
        asks,
        targets,
    )


def _compile_target(wording: Wording, vocabulary: Vocabulary, lexicon: Lexicon) -> Target:
    text = wording.plain
    terms = [read_terms(split_words(text[start:end]), lexicon) for start, end in split_sentences(text)]
    return Target(wording.item, terms[0] - vocabulary.quiet, Terms().union(*terms) - vocabulary.quiet)

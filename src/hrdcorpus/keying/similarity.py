"""How alike a question and the items of a questionnaire are: by the terms they share, or by what must be said."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import Literal, NamedTuple

from msgspec import Struct

from hrdcorpus.keying.terms import Lexicon, Terms, compile_lexicon, is_opener, read_terms, split_words
from hrdcorpus.knowledge.asks import Ask
from hrdcorpus.knowledge.compiled import load_compiled
from hrdcorpus.knowledge.questionnaires import Questionnaire
from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.knowledge.vocabulary import Vocabulary
from hrdcorpus.knowledge.wordings import Wording, wording_key

# Chosen on the development half of tests/matching: see docs/keying.md.
FOREIGN = 2.25  # weight of a term that only the question has; one that only the wording has weighs 1
UNKNOWN = 1.25  # the same of a word that no list and no wording knows, where much else is shared
MANY = 4  # shared terms that are much
_FEWEST = 2  # shared terms: a single one is no evidence, unless it is all, and tells the item
ASKED = 0.9  # likeness of a question that says what asks an item, in words of its own
MOST = 0.99  # of likeness: only a known wording is certain


class Candidate(NamedTuple):
    """An item, the similarity of a text to it from 0 to 1, and the language of the wording most alike.

    `keeps_subjects` is false where a subject of that wording's lead is missing and something else is said instead,
    where all its subjects are missing, where the text names one of the `others`, or where it asks "who" or "when".
    Where `kind` is "said", a rule of what must be said found it, and the score is no measurement.
    """

    item: str
    score: float
    language: str
    keeps_subjects: bool = True
    kind: Literal["similar", "said"] = "similar"


class WordingTerms(NamedTuple):
    """A wording's terms: of its first sentence, and of all of it."""

    item: str
    lead: Terms
    whole: Terms


class Scale(NamedTuple):
    """What the similarity to a questionnaire's wordings in one language is measured by."""

    vocabulary: Vocabulary
    lexicon: Lexicon
    known: Terms  # those of the questionnaire's lists and wordings
    worded: Terms  # those of the wordings, and the others
    telling: Terms  # those in the wordings of one item alone
    subjects: Terms
    others: Terms
    quiet: Terms  # those that count in `asks` alone
    asks: Mapping[str, Sequence[tuple[Ask, Terms]]]  # by a term they need, each with those that follow-ups may have
    wordings: tuple[WordingTerms, ...]


class WordingsIn(Struct, frozen=True, eq=False, dict=True):
    """A questionnaire's wordings in one language, and the scale that is made of them when it is first needed.

    That of the program's own is kept, by the name `kept`.
    """

    vocabulary: Vocabulary
    wordings: tuple[Wording, ...]
    kept: str | None = None

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that the language is known by: all of its wordings and lists that are not light."""
        phrases = chain.from_iterable(self.vocabulary.same)
        known = frozenset(" ".join((*(wording_key(wording.plain) for wording in self.wordings), *phrases)).split())
        return (known | self.vocabulary.others) - self.vocabulary.light

    @cached_property
    def scale(self) -> Scale:
        """What measures the similarity to them."""
        build = partial(_compile_scale, self.vocabulary, self.wordings)
        return load_compiled(self.kept, Scale, build) if self.kept else build()


class Said(NamedTuple):
    """The words and the terms of each sentence of a text, and the scale of the language that it is in."""

    words: Sequence[tuple[str, ...]]
    terms: Sequence[Terms]
    scale: Scale


def read_sentences(sentences: Sequence[str], languages: Sequence[WordingsIn]) -> Said | None:
    """What is said in a text of these sentences; None in no known language."""
    split = [split_words(sentence) for sentence in sentences]
    counts = [(sum(word in language.words for words in split for word in words), language) for language in languages]
    known, language = max(counts, key=lambda count: count[0], default=(0, None))
    if language is None or not known:
        return None
    return Said(split, [read_terms(words, language.scale.lexicon) for words in split], language.scale)


def rank_items(terms: Terms, scale: Scale) -> list[Candidate]:
    """The items that are at all like a question with these terms, best first."""
    best: dict[str, Candidate] = {}
    terms -= scale.quiet
    for wording in scale.wordings:
        score = 0.0 if terms.isdisjoint(wording.lead) else compare_terms(terms, wording, scale)
        if score > (best[wording.item].score if wording.item in best else 0.0):
            keeps = _keeps_subjects(terms, wording, scale)
            best[wording.item] = Candidate(wording.item, score, scale.vocabulary.language, keeps)
    return sorted(best.values(), key=lambda candidate: -candidate.score)


def find_asked(sentences: Sequence[Terms], scale: Scale) -> list[Candidate]:
    """The items of which sentences with these terms say all that is needed, and nothing else."""
    said = Terms().union(*sentences)
    asks = (entry for term in said for entry in scale.asks.get(term, ()))
    items = {a.item for a, follow_ups in asks if a.is_said(said) and a.fits(sentences, follow_ups, scale.worded)}
    return [Candidate(item, ASKED, scale.vocabulary.language, kind="said") for item in sorted(items)]


def compare_terms(question: Terms, wording: WordingTerms, scale: Scale) -> float:
    """Similarity of a question to a wording, from 0 to 0.99: the share of their terms that both have.

    The share is Tversky's index, of the whole wording or, where that is more, of its lead: the first sentence says
    what is asked, the others are follow-ups that interviewers leave out. To the lead a subject that only the
    follow-ups have is foreign, and one that it has itself weighs as much where it is missing. Next to nothing shared,
    nothing of the lead, or nothing but subjects, is 0.
    """
    common = question & wording.whole
    shared, led = len(common), len(common & wording.lead)
    is_all = question == wording.whole <= scale.telling
    if not led or common <= scale.subjects or (shared < _FEWEST and not is_all):
        return 0.0
    foreign = (FOREIGN - 1) * len(wording.lead & scale.subjects - question) + _weigh_foreign(question, wording, scale)
    strange = foreign + FOREIGN * len(common & scale.subjects - wording.lead)
    share = max(led / (len(wording.lead) + strange), shared / (len(wording.whole) + foreign))
    return min(round(share, 3), MOST)


def _weigh_foreign(question: Terms, wording: WordingTerms, scale: Scale) -> float:
    foreign = question - wording.whole
    unknown = foreign - scale.known if len(question) - len(foreign) >= MANY else Terms()
    return FOREIGN * len(foreign - unknown) + UNKNOWN * len(unknown)


def _keeps_subjects(question: Terms, wording: WordingTerms, scale: Scale) -> bool:
    if any(is_opener(term) or term in scale.others for term in question - wording.whole):
        return False
    if wording.lead & scale.subjects <= question:
        return True
    return question <= wording.whole and not question.isdisjoint(wording.whole & scale.subjects)


def list_languages(questionnaire: Questionnaire, kept: str | None = None) -> tuple[WordingsIn, ...]:
    """A questionnaire's wordings by language; what they come to is kept by that name, if there is one."""
    return tuple(
        WordingsIn(
            vocabulary,
            tuple(w for w in questionnaire.wordings if w.language == vocabulary.language),
            kept and f"terms-{kept}-{vocabulary.language}",
        )
        for vocabulary in questionnaire.vocabularies
    )


def _compile_scale(vocabulary: Vocabulary, worded_in: Sequence[Wording]) -> Scale:
    lexicon = compile_lexicon(vocabulary, [wording.plain for wording in worded_in])
    wordings = tuple(dict.fromkeys(_read_wording(wording, vocabulary, lexicon) for wording in worded_in))
    worded = vocabulary.others.union(*(wording.whole for wording in wordings))
    items: dict[str, set[str]] = defaultdict(set)
    follow_ups: dict[str, Terms] = defaultdict(lambda: vocabulary.quiet)
    for wording in wordings:
        follow_ups[wording.item] |= wording.whole
        for term in wording.whole:
            items[term].add(wording.item)
    asks: dict[str, list[tuple[Ask, Terms]]] = defaultdict(list)
    for ask in vocabulary.asks:
        for term in ask.says[0]:
            asks[term].append((ask, follow_ups[ask.item]))
    return Scale(
        vocabulary=vocabulary,
        lexicon=lexicon,
        known=worded.union(line[0] for line in vocabulary.same),
        worded=worded,
        telling=frozenset(term for term, found in items.items() if len(found) == 1 and not is_opener(term)),
        subjects=vocabulary.subjects,
        others=vocabulary.others,
        quiet=vocabulary.quiet,
        asks=asks,
        wordings=wordings,
    )


def _read_wording(wording: Wording, vocabulary: Vocabulary, lexicon: Lexicon) -> WordingTerms:
    text = wording.plain
    terms = [read_terms(split_words(text[start:end]), lexicon) for start, end in split_sentences(text)]
    return WordingTerms(wording.item, terms[0] - vocabulary.quiet, Terms().union(*terms) - vocabulary.quiet)

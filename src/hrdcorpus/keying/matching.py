"""Which standard question a text asks: by a known wording, or by similarity to one; where in doubt, none."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hrdcorpus.keying.known import KnownTexts, Match, compile_known
from hrdcorpus.keying.likeness import Likeness
from hrdcorpus.keying.objecting import is_rhetoric, list_swapped, split_questions
from hrdcorpus.keying.similarity import (
    MANY,
    Candidate,
    Said,
    Scale,
    WordingsIn,
    find_asked,
    list_languages,
    rank_items,
    read_sentences,
)
from hrdcorpus.keying.terms import Terms, read_terms
from hrdcorpus.knowledge.base import load_all_questionnaires
from hrdcorpus.knowledge.questionnaires import MAX_QUESTION, Questionnaire
from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.knowledge.wordings import join_key, wording_key
from hrdcorpus.records.kinds import MatchKind
from hrdcorpus.text.folding import is_interrogative

# Chosen on the development half of tests/matching: see docs/keying.md.
THRESHOLD = 0.6  # the least similarity of a text to the item it is keyed to
MARGIN = 0.2  # the least distance to the second best item

_BETWEEN_LANGUAGES = " / "
MOST_CANDIDATES = 3

REWORDED: frozenset[MatchKind] = frozenset({"said", "similar"})  # no known wording gave the key
NO_MATCH = Match(None, None, None, "none", 0.0)


class Part(NamedTuple):
    """One questionnaire made ready."""

    questionnaire: Questionnaire
    known: KnownTexts
    languages: tuple[WordingsIn, ...]
    likeness: Likeness


class Objections(NamedTuple):
    """What speaks against a key.

    `alone` are the items that a sentence, or a question in one, asks alone; of `swapped`, the wrong one does to the
    other what they say; what `is_rhetoric` wants no answer.
    """

    alone: frozenset[str]
    swapped: frozenset[str]
    is_rhetoric: bool


class Matcher(NamedTuple):
    """Questionnaires made ready for keying, by id."""

    parts: tuple[Part, ...]

    @property
    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """What it was compiled from."""
        return tuple(part.questionnaire for part in self.parts)


def compile_matcher(questionnaires: Iterable[Questionnaire]) -> Matcher:
    """A matcher for all wordings of these questionnaires, in all languages."""
    shipped = load_all_questionnaires(None)
    ordered = sorted(questionnaires, key=lambda questionnaire: questionnaire.id)
    return Matcher(tuple(_compile_part(each, each.id if each in shipped else None) for each in ordered))


def _compile_part(questionnaire: Questionnaire, kept: str | None) -> Part:
    likeness = Likeness(questionnaire.wordings, questionnaire.samples, kept and f"likeness-{kept}")
    return Part(questionnaire, compile_known(questionnaire), list_languages(questionnaire, kept), likeness)


def find_wording(text: str, matcher: Matcher, words: Iterable[str] | None = None) -> Match | None:
    """The match if the whole of `text` is known; else None. `words` are its folded ones, if they are at hand.

    That is a wording or variant, several of them, or one with its like in another language behind or before a slash;
    or only a later sentence of one, which asks nothing alone: then the match is of kind "order".
    """
    if len(text) > MAX_QUESTION:
        return None
    key = wording_key(text) if words is None else join_key(words)
    found = (match for part in matcher.parts if (match := part.known.find_wording(text, key)) is not None)
    match = next(found, None)
    if match is not None or _BETWEEN_LANGUAGES not in text:
        return match
    halves = (find_wording(half, matcher) for half in text.split(_BETWEEN_LANGUAGES))
    return next((half for half in halves if half is not None), None)


def find_leading_wording(text: str, matcher: Matcher) -> tuple[Match, int] | None:
    """The known wording or wordings that begin `text` and end with a sentence, and the offset of the end; else None.

    For pages that lost the paragraph break between a question and its answer.
    """
    return next((found for part in matcher.parts if (found := part.known.find_leading(text)) is not None), None)


def match_question(text: str, matcher: Matcher) -> Match:
    """The item that a question asks: by a known wording, else by its terms, else one with no item.

    Whether `text` is a question the caller must know.
    """
    known = find_wording(text, matcher)
    return known if known is not None and known.kind != "order" else match_terms(text, matcher)


def match_terms(text: str, matcher: Matcher) -> Match:
    """The item that a question in no known wording asks, by what it says or is like; else a match with no item.

    Nothing is keyed that is alike to two items or that asks two.
    """
    if len(text) > MAX_QUESTION:
        return NO_MATCH
    sentences = [text[start:end] for start, end in split_sentences(text)]
    matches = (_match_similar(sentences, part) for part in matcher.parts)
    return max(matches, key=_rate, default=NO_MATCH)


def choose_questionnaire(questions: Sequence[str], matcher: Matcher) -> Matcher:
    """The part of `matcher` for the questionnaire that an interview with these questions follows.

    It is the one with most items among them, each item counted once; of equals, the first by id.
    """
    if len(matcher.parts) < 2:
        return matcher
    choices = [Matcher((part,)) for part in matcher.parts]
    return max(choices, key=lambda choice: len({match_question(q, choice).item for q in questions} - {None}))


def _rate(match: Match) -> tuple[float, float]:
    return match.score, max((candidate.score for candidate in match.candidates), default=0.0)


def _match_similar(sentences: Sequence[str], part: Part) -> Match:
    """The one item that a text says or is most like; statements before its questions may be left aside."""
    said = read_sentences(sentences, part.languages)
    if said is None:
        return NO_MATCH
    ranked, asked = rank_items(_join(said.terms), said.scale), find_asked(said.terms, said.scale)
    best = _choose(ranked, asked) or _find_behind(sentences, said.terms, said.scale)
    if best is not None and not may_ask(best.item, find_objections(said)):
        best = None
    named: dict[str, Candidate] = {}
    for candidate in sorted([*filter(None, [best]), *asked, *ranked], key=lambda candidate: -candidate.score):
        named.setdefault(candidate.item, candidate)
    candidates = tuple(named.values())[:MOST_CANDIDATES]
    if best is None:
        return Match(None, None, None, "none", 0.0, candidates)
    return Match(best.item, part.questionnaire.id, best.language, best.kind, best.score, candidates)


def find_objections(said: Said) -> Objections:
    """What speaks against keys of a text in which this is said."""
    vocabulary, lexicon = said.scale.vocabulary, said.scale.lexicon
    questions = [words for each in said.words for words in split_questions(each, lexicon)]
    pieces = {*said.terms, *(read_terms(words, lexicon) for words in questions)} if len(questions) > 1 else ()
    alone = (_find_best([piece], said.scale) for piece in pieces)
    return Objections(
        frozenset(candidate.item for candidate in alone if candidate is not None),
        list_swapped(questions, vocabulary, lexicon),
        is_rhetoric(said.words, lexicon),
    )


def may_ask(item: str, objections: Objections) -> bool:
    """Whether nothing speaks against the item: of two questions in one neither is keyed."""
    return objections.alone <= {item} and item not in objections.swapped and not objections.is_rhetoric


def _find_behind(sentences: Sequence[str], terms: Sequence[Terms], scale: Scale) -> Candidate | None:
    """The item that the questions at the end ask, behind statements that are about nothing else."""
    preface = next((n for n, sentence in enumerate(sentences) if is_interrogative(sentence)), 0)
    before, asked = _join(terms[:preface]), terms[preface:]
    if not preface or not all(map(is_interrogative, sentences[preface:])) or not before.isdisjoint(scale.others):
        return None
    best = _find_best(asked, scale) if len(_join(asked)) >= MANY else None
    is_new = before.isdisjoint(scale.known - scale.quiet)
    return best or (_choose([], find_asked(asked, scale)) if is_new else None)


def _find_best(sentences: Sequence[Terms], scale: Scale) -> Candidate | None:
    return _choose(rank_items(_join(sentences), scale), find_asked(sentences, scale))


def _choose(ranked: Sequence[Candidate], asked: Sequence[Candidate]) -> Candidate | None:
    """The one item of those ranked by similarity, best first, and of those asked by what is said."""
    second = ranked[1].score if len(ranked) > 1 else 0.0
    is_clear = bool(ranked) and ranked[0].score >= THRESHOLD and round(ranked[0].score - second, 3) >= MARGIN
    if not is_clear or not ranked[0].keeps_subjects:
        return asked[0] if len(asked) == 1 else None
    return ranked[0] if all(candidate.item == ranked[0].item for candidate in asked) else None


def _join(sentences: Iterable[Terms]) -> Terms:
    return Terms().union(*sentences)

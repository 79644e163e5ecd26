"""Which standard question a text asks: by a known wording, or by similarity to one; where in doubt, none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hrdcorpus.keying.similarity import (
    MANY,
    Candidate,
    Scale,
    WordingsIn,
    find_asked,
    list_languages,
    rank_items,
    read_sentences,
)
from hrdcorpus.keying.terms import Terms
from hrdcorpus.knowledge.questionnaires import MAX_QUESTION, Questionnaire
from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.knowledge.wordings import Wording, wording_key
from hrdcorpus.records.form import MatchKind
from hrdcorpus.text.folding import is_interrogative

# Chosen on the development half of tests/matching: see docs/keying.md.
THRESHOLD = 0.6  # the least similarity of a text to the item it is keyed to
MARGIN = 0.2  # the least distance to the second best item

_OPENING = 8  # letters of a wording that tell most paragraphs apart
_MAX_LEADING = 4  # sentences of a question that stands before its answer; the longest wording seen has three
_MOST_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Match:
    """What a text was keyed to, and the items it is most like, best first, whether it was keyed or not.

    Where `kind` is "none", the score is 0 and item, questionnaire and language are None.
    """

    item: str | None
    questionnaire: str | None
    language: str | None  # of the wording
    kind: MatchKind
    score: float
    candidates: tuple[Candidate, ...] = field(default=(), compare=False)


REWORDED: frozenset[MatchKind] = frozenset({"said", "similar"})  # no known wording gave the key
NO_MATCH = Match(None, None, None, "none", 0.0)


class _Part(NamedTuple):
    """One questionnaire made ready: `openings` are the heads of all keys, `slotted` is tried in turn."""

    questionnaire: Questionnaire
    openings: tuple[str, ...]
    known: Mapping[str, Match]
    slotted: tuple[tuple[Wording, Match], ...]
    languages: tuple[WordingsIn, ...]


class Matcher(NamedTuple):
    """Questionnaires made ready for keying, by id."""

    parts: tuple[_Part, ...]

    @property
    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """What it was compiled from."""
        return tuple(part.questionnaire for part in self.parts)


def compile_matcher(questionnaires: Iterable[Questionnaire]) -> Matcher:
    """A matcher for all wordings of these questionnaires, in all languages."""
    ordered = sorted(questionnaires, key=lambda questionnaire: questionnaire.id)
    return Matcher(tuple(_compile_part(questionnaire) for questionnaire in ordered))


def find_wording(text: str, matcher: Matcher) -> Match | None:
    """The match if the whole of `text` is a known wording or variant; else None. Punctuation does not count."""
    if len(text) > MAX_QUESTION or not _may_open(text, matcher):
        return None
    key = wording_key(text)
    for part in matcher.parts:
        match = part.known.get(key) or next((m for wording, m in part.slotted if wording.fits(key)), None)
        if match is not None:
            return match
    return None


def find_leading_wording(text: str, matcher: Matcher) -> tuple[Match, int] | None:
    """The longest known wording that begins `text` and ends with a sentence, and the offset of its end; else None.

    For pages that lost the paragraph break between a question and its answer.
    """
    if not _may_open(text, matcher):
        return None
    leading = split_sentences(text[:MAX_QUESTION])[:_MAX_LEADING]
    matches = ((find_wording(text[:end], matcher), end) for _, end in reversed(leading))
    return next(((match, end) for match, end in matches if match is not None), None)


def match_question(text: str, matcher: Matcher) -> Match:
    """The item that a question asks: by a known wording, else by its terms, else one with no item.

    Whether `text` is a question the caller must know.
    """
    return find_wording(text, matcher) or match_terms(text, matcher)


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


def _compile_part(questionnaire: Questionnaire) -> _Part:
    matches = [(wording, _build_match(wording, questionnaire)) for wording in questionnaire.wordings]
    return _Part(
        questionnaire,
        tuple(sorted({wording.opening[:_OPENING] for wording in questionnaire.wordings})),
        {wording.key: match for wording, match in matches if not wording.template.slots},
        tuple((wording, match) for wording, match in matches if wording.template.slots),
        list_languages(questionnaire),
    )


def _build_match(wording: Wording, questionnaire: Questionnaire) -> Match:
    kind: MatchKind = "variant" if wording.is_variant else "exact"
    candidates = (Candidate(wording.item, 1.0, wording.language),)
    return Match(wording.item, questionnaire.id, wording.language, kind, 1.0, candidates)


def _may_open(text: str, matcher: Matcher) -> bool:
    """Whether any wording begins like a text: spares the many paragraphs that are no question the rest."""
    head = wording_key(text[: 2 * _OPENING])
    return any(head.startswith(part.openings) for part in matcher.parts)


def _rate(match: Match) -> tuple[float, float]:
    return match.score, max((candidate.score for candidate in match.candidates), default=0.0)


def _match_similar(sentences: Sequence[str], part: _Part) -> Match:
    """The one item that a text says or is most like; statements before its questions may be left aside."""
    read = read_sentences(sentences, part.languages)
    if read is None:
        return NO_MATCH
    scale, terms = read
    ranked, asked = rank_items(_join(terms), scale), find_asked(terms, scale)
    best = _choose(ranked, asked) or _find_behind(sentences, terms, scale)
    alone = (_find_best([sentence], scale) for sentence in terms if len(terms) > 1)
    if best is not None and any(candidate is not None and candidate.item != best.item for candidate in alone):
        best = None  # one of its sentences asks another item: two questions in one
    named: dict[str, Candidate] = {}
    for candidate in sorted([*filter(None, [best]), *asked, *ranked], key=lambda candidate: -candidate.score):
        named.setdefault(candidate.item, candidate)
    candidates = tuple(named.values())[:_MOST_CANDIDATES]
    if best is None:
        return Match(None, None, None, "none", 0.0, candidates)
    return Match(best.item, part.questionnaire.id, best.language, best.kind, best.score, candidates)


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

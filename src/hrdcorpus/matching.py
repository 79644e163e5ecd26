"""Which standard question a text asks: by a known wording, or by likeness to one; where in doubt, none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hrdcorpus.knowledge.questionnaires import MAX_QUESTION, Questionnaire, Vocabulary
from hrdcorpus.knowledge.wordings import Wording, wording_key
from hrdcorpus.records import MatchKind
from hrdcorpus.sentences import split_sentences
from hrdcorpus.similarity import Lexicon, Terms, compare_terms, compile_lexicon, read_terms, split_words

# Chosen on the development half of tests/matching: see docs/keying.md.
THRESHOLD = 0.6  # the least similarity of a text to the item it is keyed to
MARGIN = 0.1  # the least distance to the second best item

_OPENING = 8  # letters of a wording that tell most paragraphs apart
_MAX_LEADING = 4  # sentences of a question that stands before its answer; the longest wording seen has three


@dataclass(frozen=True, slots=True)
class Match:
    """What a text was keyed to. Where `kind` is "none", the score is 0 and the rest None."""

    item: str | None
    questionnaire: str | None
    language: str | None  # of the wording
    kind: MatchKind
    score: float


NO_MATCH = Match(None, None, None, "none", 0.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item and the similarity of a text to it, from 0 to 1."""

    item: str
    score: float


@dataclass(frozen=True, slots=True)
class _Target:
    """A wording's terms: of its first sentence, and of all of it."""

    item: str
    lead: Terms
    whole: Terms


@dataclass(frozen=True, slots=True)
class _Scale:
    """What similarity is measured by in one language."""

    language: str
    lexicon: Lexicon
    targets: tuple[_Target, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One questionnaire made ready: `openings` are the heads of all keys, `slotted` is to be tried in turn."""

    questionnaire: Questionnaire
    openings: tuple[str, ...]
    known: Mapping[str, Match]
    slotted: tuple[tuple[Wording, Match], ...]
    scales: tuple[_Scale, ...]


@dataclass(frozen=True, slots=True)
class Matcher:
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
    for _, end in reversed(leading):
        match = find_wording(text[:end], matcher)
        if match is not None:
            return match, end
    return None


def match_question(text: str, matcher: Matcher) -> Match:
    """The item that a question asks: by a known wording, else by similarity, else `NO_MATCH`.

    Nothing is keyed that is alike to two items or that asks two. Whether `text` is a question the caller must know.
    """
    known = find_wording(text, matcher)
    if known is not None or len(text) > MAX_QUESTION:
        return known or NO_MATCH
    matches = (_match_similar(text, part) for part in matcher.parts)
    return max(matches, key=lambda match: match.score, default=NO_MATCH)


def rank_candidates(text: str, matcher: Matcher, limit: int = 3) -> tuple[Candidate, ...]:
    """The items most like `text`, best first, for showing why it was keyed or not."""
    if len(text) > MAX_QUESTION:
        return ()
    known = find_wording(text, matcher)
    ranked = [known] if known else []
    for part in matcher.parts:
        ranked += _rank_items(_merge(_read_scales(text, part)), part)
    scores: dict[str, float] = {}
    for match in sorted(ranked, key=lambda match: -match.score):
        scores.setdefault(str(match.item), match.score)
    return tuple(Candidate(item, score) for item, score in scores.items())[:limit]


def choose_questionnaire(questions: Sequence[str], matcher: Matcher) -> Matcher:
    """The part of `matcher` for the questionnaire that an interview follows.

    It is the one with most items among the questions, each item counted once; of equals, the first by id.
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
        {wording.key: match for wording, match in matches if wording.pattern is None},
        tuple((wording, match) for wording, match in matches if wording.pattern is not None),
        tuple(_compile_scale(questionnaire, vocabulary) for vocabulary in questionnaire.vocabularies),
    )


def _build_match(wording: Wording, questionnaire: Questionnaire) -> Match:
    kind: MatchKind = "variant" if wording.is_variant else "exact"
    return Match(wording.item, questionnaire.id, wording.language, kind, 1.0)


def _compile_scale(questionnaire: Questionnaire, vocabulary: Vocabulary) -> _Scale:
    wordings = [wording for wording in questionnaire.wordings if wording.language == vocabulary.language]
    lexicon = compile_lexicon(vocabulary, [wording.plain for wording in wordings])
    targets = dict.fromkeys(_compile_target(wording, lexicon) for wording in wordings)
    return _Scale(vocabulary.language, lexicon, tuple(targets))


def _compile_target(wording: Wording, lexicon: Lexicon) -> _Target:
    terms = [read_terms(words, lexicon) for words in _split_sentence_words(wording.plain)]
    return _Target(wording.item, terms[0], frozenset().union(*terms))


def _may_open(text: str, matcher: Matcher) -> bool:
    """Whether any wording begins like `text`: spares the many paragraphs that are no question the rest."""
    head = wording_key(text[: 4 * _OPENING])
    return any(head.startswith(part.openings) for part in matcher.parts)


def _split_sentence_words(text: str) -> list[tuple[str, ...]]:
    return [split_words(text[start:end]) for start, end in split_sentences(text)]


def _read_scales(text: str, part: _Part) -> list[list[Terms]]:
    """For each scale, the terms of each sentence; none of any in a language that the text does not speak."""
    sentences = _split_sentence_words(text)
    spoken = {word for words in sentences for word in words}
    return [
        [frozenset() if spoken.isdisjoint(scale.lexicon.bases) else read_terms(words, scale.lexicon) for words in sentences]
        for scale in part.scales
    ]


def _merge(read: list[list[Terms]]) -> list[Terms]:
    return [frozenset().union(*sentences) for sentences in read]


def _match_similar(text: str, part: _Part) -> Match:
    read = _read_scales(text, part)
    best = _find_best(_merge(read), part)
    if best is None:
        return NO_MATCH
    alone = (_find_best(terms, part) for terms in zip(*read, strict=True))
    if any(match is not None and match.item != best.item for match in alone):
        return NO_MATCH  # one of its sentences asks another item: two questions in one
    return best


def _find_best(terms: Sequence[Terms], part: _Part) -> Match | None:
    ranked = _rank_items(terms, part)
    if not ranked or ranked[0].score < THRESHOLD:
        return None
    second = ranked[1].score if len(ranked) > 1 else 0.0
    return ranked[0] if round(ranked[0].score - second, 3) >= MARGIN else None


def _rank_items(terms: Sequence[Terms], part: _Part) -> list[Match]:
    """The items that are at all like a text of these terms (one set for each scale), best first."""
    best: dict[str, Match] = {}
    for scale, question in zip(part.scales, terms, strict=True):
        for target in scale.targets if question else ():
            score = compare_terms(question, target.lead, target.whole)
            if score > best.get(target.item, NO_MATCH).score:
                best[target.item] = Match(target.item, part.questionnaire.id, scale.language, "similar", score)
    return sorted(best.values(), key=lambda match: -match.score)

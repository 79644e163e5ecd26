"""Which standard question a text asks: by a known wording, or by similarity to one; where in doubt, none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from hrdcorpus.keying.similarity import (
    MANY,
    MOST,
    Candidate,
    Scale,
    compile_scales,
    find_asked,
    join_sentences,
    names_known,
    names_others,
    rank_items,
    read_sentences,
)
from hrdcorpus.keying.terms import Terms
from hrdcorpus.knowledge.questionnaires import MAX_QUESTION, Questionnaire
from hrdcorpus.knowledge.wordings import Wording, wording_key
from hrdcorpus.records.form import MatchKind
from hrdcorpus.text.folding import is_interrogative
from hrdcorpus.text.sentences import split_sentences

# Chosen on the development half of tests/matching: see docs/keying.md.
THRESHOLD = 0.6  # the least similarity of a text to the item it is keyed to
MARGIN = 0.2  # the least distance to the second best item

_OPENING = 8  # letters of a wording that tell most paragraphs apart
_MAX_ADDRESS = 30  # characters before the question proper
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
class _Part:
    """One questionnaire made ready: `openings` are the heads of all keys, `slotted` is tried in turn."""

    questionnaire: Questionnaire
    openings: tuple[str, ...]
    known: Mapping[str, Match]
    slotted: tuple[tuple[Wording, Match], ...]
    scales: tuple[Scale, ...]


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
    sentences = [text[start:end] for start, end in split_sentences(text)]
    preface = _count_statements(sentences)
    behind = _find_behind_preface(sentences, preface, matcher)
    if behind is not None:
        return replace(behind, kind="similar", score=MOST)
    matches = (_match_similar(sentences, preface, part) for part in matcher.parts)
    return max(matches, key=lambda match: match.score, default=NO_MATCH)


def rank_candidates(text: str, matcher: Matcher, limit: int = 3) -> tuple[Candidate, ...]:
    """The items most similar to `text`, best first, to show why it was keyed or not. A known wording has score 1."""
    if len(text) > MAX_QUESTION:
        return ()
    known = find_wording(text, matcher)
    ranked = [Candidate(str(known.item), known.score, str(known.language), keeps_subjects=True)] if known else []
    sentences = [text[start:end] for start, end in split_sentences(text)]
    for part in matcher.parts:
        terms = read_sentences(sentences, part.scales)
        ranked += [*rank_items(join_sentences(terms), part.scales), *find_asked(terms, part.scales)]
    best: dict[str, Candidate] = {}
    for candidate in sorted(ranked, key=lambda candidate: -candidate.score):
        best.setdefault(candidate.item, candidate)
    return tuple(best.values())[:limit]


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
        {wording.key: match for wording, match in matches if wording.pattern is None},
        tuple((wording, match) for wording, match in matches if wording.pattern is not None),
        compile_scales(questionnaire),
    )


def _build_match(wording: Wording, questionnaire: Questionnaire) -> Match:
    kind: MatchKind = "variant" if wording.is_variant else "exact"
    return Match(wording.item, questionnaire.id, wording.language, kind, 1.0)


def _may_open(text: str, matcher: Matcher) -> bool:
    """Whether any wording begins like `text`: spares the many paragraphs that are no question the rest."""
    head = wording_key(text[: 4 * _OPENING])
    return any(head.startswith(part.openings) for part in matcher.parts)


def _count_statements(sentences: Sequence[str]) -> int:
    """How many statements lead to the questions that end a text; 0 where it does not end so."""
    preface = next((n for n, sentence in enumerate(sentences) if is_interrogative(sentence)), 0)
    return preface if all(map(is_interrogative, sentences[preface:])) else 0


def _find_behind_preface(sentences: Sequence[str], preface: int, matcher: Matcher) -> Match | None:
    """The wording behind statements, an address or a transition: "And you, ...", "One last question: ..."."""
    asked = " ".join(sentences[preface:])
    head, mark, rest = asked.partition(":" if ":" in asked[:_MAX_ADDRESS] else ",")
    known = find_wording(asked, matcher) if preface else None
    return known or (find_wording(rest, matcher) if mark and len(head) < _MAX_ADDRESS else None)


def _match_similar(sentences: Sequence[str], preface: int, part: _Part) -> Match:
    terms = read_sentences(sentences, part.scales)
    best = _find_best(terms, part)
    if best is None and preface and not any(map(partial(names_others, scales=part.scales), terms[:preface])):
        asked = terms[preface:]
        is_much = max(map(len, join_sentences(asked))) >= MANY
        is_new = not any(map(partial(names_known, scales=part.scales), terms[:preface]))
        best = (_find_best(asked, part) if is_much else None) or (_find_asked(asked, part) if is_new else None)
    if best is None:
        return NO_MATCH
    alone = (_find_best([sentence], part) for sentence in terms if len(terms) > 1)
    if any(candidate is not None and candidate.item != best.item for candidate in alone):
        return NO_MATCH  # one of its sentences asks another item: two questions in one
    return Match(best.item, part.questionnaire.id, best.language, "similar", best.score)


def _find_best(sentences: Sequence[Sequence[Terms]], part: _Part) -> Candidate | None:
    """The one item that sentences with these terms by each scale say or are most like."""
    similar = _find_similar(join_sentences(sentences), part)
    asked = find_asked(sentences, part.scales)
    if similar is None:
        return asked[0] if len(asked) == 1 else None
    return similar if all(candidate.item == similar.item for candidate in asked) else None


def _find_asked(sentences: Sequence[Sequence[Terms]], part: _Part) -> Candidate | None:
    asked = find_asked(sentences, part.scales)
    return asked[0] if len(asked) == 1 else None


def _find_similar(question: Sequence[Terms], part: _Part) -> Candidate | None:
    ranked = rank_items(question, part.scales)
    if not ranked or ranked[0].score < THRESHOLD or not ranked[0].keeps_subjects:
        return None
    second = ranked[1].score if len(ranked) > 1 else 0.0
    return ranked[0] if round(ranked[0].score - second, 3) >= MARGIN else None

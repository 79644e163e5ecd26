"""The questions of one interview -> their items: what is sure as it stands, the others by their place between those.

Interviews follow the order of their questionnaire. docs/keying.md tells how the numbers were chosen.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple

from msgspec.structs import replace

from hrdcorpus.keying.alignment import align_questions
from hrdcorpus.keying.known import Match
from hrdcorpus.keying.matching import MOST_CANDIDATES, NO_MATCH, REWORDED, Matcher, Part, find_objections, may_ask
from hrdcorpus.keying.similarity import Candidate, read_sentences
from hrdcorpus.knowledge.questionnaires import MAX_QUESTION
from hrdcorpus.knowledge.sentences import split_sentences

_KNOWN = ("exact", "variant", "corrected")
FEWEST = 3  # items that are sure, before anything but a known wording is believed
_EXPECTED = 2.5  # or the items to be expected by the order: three that are likely
_BOUND = 0.6  # the least probability of a key


class Weights(NamedTuple):
    """What likeness is made of, and what it tells: `scripts/fit_order.py` finds the numbers.

    The log-odds that a question asks an item are `base`, and `like` and `margin` for the likeness and its distance to
    that of the likeliest other item, or of the samples that ask none. Of the likeness `spelling` is of letters, the
    rest of terms. The more wordings are known, the less likely an interview rewords another: its log-odds lose `known`
    times log(1 + n).
    """

    spelling: float
    base: float
    like: float
    margin: float
    known: float


SAMPLED = Weights(spelling=0.8, base=-0.5, like=4.5, margin=17.5, known=1.0)  # where a questionnaire has samples
BARE = Weights(spelling=0.5, base=-1.5, like=7.5, margin=7.0, known=0.0)  # where it has but its wordings
_SURE = {"exact": 8.0, "variant": 8.0, "corrected": 8.0, "said": 5.0, "similar": 5.0, "order": 5.0}  # log-odds
_MOST = 4.0  # log-odds of any other question: what is most like an item may still mislead


class Asked(NamedTuple):
    """A question of an interview, with what it is keyed to by itself; `is_whole` where it is no part of a sentence."""

    text: str
    match: Match
    is_whole: bool = True


class Likely(NamedTuple):
    """The items that a question is like, best first, and how like it is to the samples that ask none."""

    candidates: Sequence[Candidate] = ()
    foreign: float = 0.0


def key_in_order(asked: Sequence[Asked], matcher: Matcher, *, by_order: bool) -> list[Match]:
    """The match of each question of an interview that follows the one questionnaire of `matcher`.

    Questions that are keyed to nothing are, `by_order`, given the items that they are like and that stand in the
    questionnaire as they do in the interview. Where neither that nor enough sure keys show that it follows the
    questionnaire, only known wordings and what a person said give one. Whatever is left without a key has the items it
    is most like as candidates.
    """
    if not matcher.parts or not asked:
        return [each.match for each in asked]
    part = matcher.parts[0]
    matches = [each.match for each in asked]
    ranked = _rank_open(asked, matches, part)
    placed = _place(asked, matches, ranked, part) if by_order else {}
    if len({match.item for match in matches} - {None}) < FEWEST:
        known = {match.item for match in matches if match.kind in _KNOWN}
        for n, match in enumerate(matches):
            if n not in placed and (match.kind in REWORDED or match.item not in {*known, None}):
                matches[n] = NO_MATCH
        ranked |= _rank_open(asked, matches, part, known=ranked)
    for n, likely in ranked.items():
        best, item = tuple(likely.candidates[:MOST_CANDIDATES]), placed.get(n)
        matches[n] = replace(matches[n], candidates=best)
        found = next((candidate for candidate in likely.candidates if candidate.item == item), None)
        if found is not None:
            matches[n] = Match(found.item, part.questionnaire.id, found.language, "order", found.score, best)
    return matches


def _rank_open(
    asked: Sequence[Asked], matches: Sequence[Match], part: Part, known: Collection[int] = ()
) -> dict[int, Likely]:
    """The likely items of each question that is keyed to nothing, by its number, but for those that are `known`."""
    return {
        n: rank_likely(each.text, each.match.candidates, part)
        for n, (each, match) in enumerate(zip(asked, matches, strict=True))
        if each.is_whole and match.kind == "none" and n not in known
    }


def rank_likely(text: str, alike: Iterable[Candidate], part: Part, weights: Weights | None = None) -> Likely:
    """The items that a question is at all like by its letters, or by its terms (`alike`), from 0 to 1."""
    if len(text) > MAX_QUESTION:
        return Likely()
    spelling = (weights or _get_weights(part)).spelling
    rates, by_terms = part.likeness.rate_items(text), {each.item: each for each in alike}
    ranked = []
    for item in (item.id for item in part.questionnaire.items if item.id in rates.items or item.id in by_terms):
        rate, language = rates.items.get(item, (0.0, ""))
        found = by_terms.get(item, Candidate(item, 0.0, language))
        score = round(spelling * rate + (1 - spelling) * found.score, 2)
        if score > 0:
            ranked.append(Candidate(item, score, found.language))
    return Likely(sorted(ranked, key=lambda candidate: -candidate.score), spelling * rates.foreign)


def _get_weights(part: Part) -> Weights:
    return SAMPLED if part.questionnaire.samples else BARE


def list_forbidden(text: str, items: Collection[str], part: Part) -> set[str]:
    """Which of these items a question cannot ask, however like it is: it says the opposite, or is two questions."""
    sentences = [text[start:end] for start, end in split_sentences(text)]
    said = read_sentences(sentences, part.languages)
    if said is None:
        return set()
    objections = find_objections(said)
    return {item for item in items if not may_ask(item, objections)}


def _place(
    asked: Sequence[Asked], matches: Sequence[Match], ranked: Mapping[int, Likely], part: Part
) -> dict[int, str]:
    """The questions, by number, of which it is probable that they ask these items, as the interview's order shows.

    It shows nothing where it has less than three items. Of several questions only the likeliest asks an item.
    """
    places = {item.id: place for place, item in enumerate(part.questionnaire.items)}
    known = {match.item for match in matches if match.kind in _KNOWN}
    weights = _get_weights(part)
    less = weights.known * log(1 + len({match.item for match in matches if match.kind in ("exact", "variant")}))
    rows: list[dict[int, float]] = []
    for n, match in enumerate(matches):
        likely = ranked.get(n, Likely())
        odds = _weigh(likely, weights, less) if match.item is None else {match.item: _SURE[match.kind]}
        free = odds.keys() - known if match.item is None else odds.keys()
        forbidden = list_forbidden(asked[n].text, free, part) if n in ranked else ()
        rows.append({places[item]: odds[item] for item in free if item not in forbidden})
    items = [item.id for item in part.questionnaire.items]
    asking = align_questions(rows, len(items))
    best = {at: max(range(len(rows)), key=lambda n: asking[n].get(at, 0.0)) for at in range(len(items))}
    if sum(asking[n].get(at, 0.0) for at, n in best.items()) < _EXPECTED:
        return {}
    return {n: items[at] for at, n in best.items() if rows[n].get(at, 0.0) > 0 and asking[n][at] >= _BOUND}


def list_clues(likely: Likely) -> dict[str, tuple[float, float]]:
    """How like each item a question is, and how much more so than the likeliest other, or a sample that asks none."""
    rivals = (next((o.score for o in likely.candidates if o is not each), 0.0) for each in likely.candidates)
    return {
        each.item: (each.score, each.score - max(rival, likely.foreign))
        for each, rival in zip(likely.candidates, rivals, strict=True)
    }


def _weigh(likely: Likely, weights: Weights, less: float) -> dict[str, float]:
    """The log-odds that a question asks each item that it is like, and not none."""
    return {
        item: min(weights.base + weights.like * like + weights.margin * margin, _MOST) - less
        for item, (like, margin) in list_clues(likely).items()
    }

"""The questions of one interview -> their items: what is sure as it stands, the others by their place between those.

Interviews follow the order of their questionnaire. docs/keying.md tells how the numbers were chosen.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from hrdcorpus.keying.known import Match
from hrdcorpus.keying.matching import MOST_CANDIDATES, NO_MATCH, REWORDED, Matcher, Part, find_objections, may_ask
from hrdcorpus.keying.similarity import Candidate, read_sentences
from hrdcorpus.keying.terms import Terms
from hrdcorpus.knowledge.questionnaires import MAX_QUESTION
from hrdcorpus.knowledge.sentences import split_sentences

_KNOWN = ("exact", "variant", "corrected")
FEWEST = 3  # items that are sure, before anything else is believed
_FITTED = 0.75  # of a sure item: what one counts that is likely, and in order
LIKELY = 0.2  # the least likeness of a question to the item that its place gives it
_NEAR = 0.05  # an item that is less like it by more than this than the likeliest is none that it asks
_LOST = 0.1  # likeness that goes where a question keeps no subject of the wording
_NO_TERMS = 0.05  # and where letters are all that they have in common
_CHAINED = 1_000.0  # more than all likeness together: sure items make the order, the others are fitted into it


class Asked(NamedTuple):
    """A question of an interview, with what it is keyed to by itself; `is_whole` where it is no part of a sentence."""

    text: str
    match: Match
    is_whole: bool = True


class _Path(NamedTuple):
    """Questions with their items, by their numbers, from the last back to the first, and what they are worth."""

    worth: float
    question: int
    item: int
    before: "_Path | None"


def key_in_order(asked: Sequence[Asked], matcher: Matcher, *, by_order: bool) -> list[Match]:
    """The match of each question of an interview that follows the one questionnaire of `matcher`.

    Questions that are keyed to nothing are, `by_order`, given the items that they are like and that stand in the
    questionnaire as they do in the interview. Where the interview shows too little of the questionnaire, only known
    wordings and what a person said give a key. Whatever is left without a key has the items it is most like as
    candidates.
    """
    if not matcher.parts:
        return [each.match for each in asked]
    part = matcher.parts[0]
    matches = [each.match for each in asked]
    ranked = _rank_open(asked, matches, part)
    placed = _place(asked, matches, ranked, part) if by_order else {}
    if not placed and len({match.item for match in matches} - {None}) < FEWEST:
        known = {match.item for match in matches if match.kind in _KNOWN}
        matches = [
            match if match.item in {*known, None} and match.kind not in REWORDED else NO_MATCH for match in matches
        ]
        ranked |= _rank_open(asked, matches, part, known=ranked)
    for n, candidates in ranked.items():
        best, found = tuple(candidates[:MOST_CANDIDATES]), placed.get(n)
        if found is None:
            matches[n] = replace(matches[n], candidates=best)
        else:
            identifier = part.questionnaire.id
            matches[n] = Match(found.item, identifier, found.language, "order", found.score, best)
    return matches


def _rank_open(
    asked: Sequence[Asked], matches: Sequence[Match], part: Part, known: Collection[int] = ()
) -> dict[int, list[Candidate]]:
    """The likely items of each question that is keyed to nothing, by its number, but for those that are `known`."""
    return {
        n: rank_likely(each.text, each.match.candidates, part)
        for n, (each, match) in enumerate(zip(asked, matches, strict=True))
        if each.is_whole and match.kind == "none" and n not in known
    }


def rank_likely(text: str, alike: Iterable[Candidate], part: Part) -> list[Candidate]:
    """The items that a question is at all like by its letters, or by its terms (`alike`), best first, from 0 to 1.

    The likeness is the mean of both, and less where a subject is lost, or no term is shared.
    """
    if len(text) > MAX_QUESTION:
        return []
    rates, by_terms = part.likeness.rate_items(text), {each.item: each for each in alike}
    ranked = []
    for item in (item.id for item in part.questionnaire.items if item.id in rates or item.id in by_terms):
        found, (rate, language) = by_terms.get(item), rates.get(item, (0.0, ""))
        score = (rate + found.score) / 2 if found else rate / 2 - _NO_TERMS
        score -= _LOST if found and not found.keeps_subjects else 0.0
        if round(score, 2) > 0:
            ranked.append(Candidate(item, round(score, 2), found.language if found else language))
    return sorted(ranked, key=lambda candidate: -candidate.score)


def list_forbidden(text: str, items: Collection[str], part: Part) -> set[str]:
    """Which of these items a question cannot ask, however like it is: it names what no item is about, or is two."""
    sentences = [text[start:end] for start, end in split_sentences(text)]
    said = read_sentences(sentences, part.languages)
    if said is None:
        return set()
    objections = find_objections(said)
    is_foreign = not said.scale.others.isdisjoint(Terms().union(*said.terms))
    return {item for item in items if is_foreign or not may_ask(item, objections)}


def _place(
    asked: Sequence[Asked], matches: Sequence[Match], ranked: Mapping[int, Sequence[Candidate]], part: Part
) -> dict[int, Candidate]:
    """The questions, by number, that stand in the interview as likely items do in the questionnaire, with these items.

    Of all ways to go through questionnaire and interview at once, leaving out what one of them has not, it is the one
    with most sure items, and then with most likeness. It is believed where it holds a sure item, and as much as three
    of them; of three, one may stand out of it.
    """
    places = {item.id: place for place, item in enumerate(part.questionnaire.items)}
    sure = {n: places[match.item] for n, match in enumerate(matches) if match.item is not None}
    worth: list[dict[int, float]] = [{sure[n]: _CHAINED} if n in sure else {} for n in range(len(matches))]
    likely: dict[tuple[int, int], Candidate] = {}
    for n, candidates in ranked.items():
        least = max(LIKELY, candidates[0].score - _NEAR) if candidates else LIKELY
        free = {c.item: c for c in candidates if c.score >= least and places[c.item] not in sure.values()}
        forbidden = list_forbidden(asked[n].text, free, part) if free else ()
        for item, candidate in free.items():
            if item not in forbidden:
                worth[n][places[item]] = candidate.score - LIKELY
                likely[n, places[item]] = candidate
    chain = _find_path(worth)
    fitted = {n: likely[n, place] for n, place in chain.items() if n not in sure}
    kept = {place for n, place in chain.items() if n in sure}
    astray = len(set(sure.values()) - kept)
    is_believed = kept and len(kept) + _FITTED * len(fitted) >= FEWEST and astray <= len(kept) // FEWEST
    return fitted if is_believed else {}


def _find_path(worth: Sequence[Mapping[int, float]]) -> dict[int, int]:
    """The rising path through rows that is worth most: the column of each row that it takes."""
    best: dict[int, _Path] = {}  # by the column that a path ends with
    for number, row in enumerate(worth):
        fresh = []
        for item, value in row.items():
            before = max((path for at, path in best.items() if at < item), key=lambda path: path.worth, default=None)
            fresh.append(_Path(value + (before.worth if before else 0.0), number, item, before))
        for path in fresh:
            if path.item not in best or path.worth > best[path.item].worth:
                best[path.item] = path
    last = max(best.values(), key=lambda path: path.worth, default=None)
    found = {}
    while last is not None:
        found[last.question] = last.item
        last = last.before
    return found

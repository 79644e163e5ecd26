"""Interview -> the same interview, each question keyed to the item that was asked, or to none."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.errors import CorrectionError
from hrdcorpus.interview.correcting import Place, match_corrections, name_entry
from hrdcorpus.interview.exchange import Exchange
from hrdcorpus.interview.labels import CORRECTED, SPOKEN, Labelled
from hrdcorpus.interview.parting import Interview
from hrdcorpus.keying.known import Match
from hrdcorpus.keying.matching import NO_MATCH, Matcher, choose_questionnaire, find_wording, match_terms
from hrdcorpus.keying.ordering import Asked, key_in_order
from hrdcorpus.knowledge.questionnaires import Questionnaire
from hrdcorpus.records.sidecar import KeyCorrection, Sidecar
from hrdcorpus.text.folding import ends_sentence, is_small


class Keyed(Struct, frozen=True):
    """Each exchange with its match; the questionnaire the interview follows, None where no question matched.

    `corrected` are the keys that a person gave or took away, by the exchange's index.
    """

    interview: Interview
    exchanges: tuple[tuple[Exchange, Match], ...]
    questionnaire: Questionnaire | None
    language: str | None  # of the wordings matched
    corrected: Mapping[int, KeyCorrection]


def match_questions(interview: Interview, matcher: Matcher, sidecar: Sidecar, *, by_order: bool) -> Keyed:
    """The questions matched against the one questionnaire that most of them belong to, or that a person names.

    Questions in words of their own are keyed by their place between the others `by_order` alone.

    `CorrectionError` where the sidecar names a question that is not there, or an item or questionnaire that nobody
    knows.
    """
    texts = [exchange.text for exchange in interview.exchanges]
    corrected = match_corrections(sidecar.questions, list_questions(interview), sidecar.path)
    only = choose_questionnaire(texts, _narrow(matcher, sidecar))
    parts = [is_part(exchange, interview.ledger) for exchange in interview.exchanges]
    matches: list[Match] = []
    for exchange, part in zip(interview.exchanges, parts, strict=True):
        before = matches[-1].item if matches else None
        matches.append(NO_MATCH if part else _match(exchange, only, before))
    for i, correction in corrected.items():
        matches[i] = _correct_match(matches[i], correction, only.questionnaires[0])
    asked = [Asked(text, match, not part) for text, match, part in zip(texts, matches, parts, strict=True)]
    matches = key_in_order(asked, only, by_order=by_order)
    languages = Counter(match.language for match in matches if match.language is not None)
    language = min(languages, key=lambda tag: (-languages[tag], tag), default=None)
    questionnaire = only.questionnaires[0] if any(match.item is not None for match in matches) else None
    exchanges = tuple(zip(interview.exchanges, matches, strict=True))
    return Keyed(interview, exchanges, questionnaire, language, corrected)


def is_part(exchange: Exchange, ledger: Sequence[Labelled]) -> bool:
    """Whether the question goes on with a sentence that the row above leaves open: then nobody asked just that."""
    row = exchange.question[0]
    if not is_small(row.block.text[0]) or row.rule == CORRECTED:
        return False
    above = next((above for above, each in pairwise(ledger) if each is row), None)
    return above is not None and above.label in SPOKEN and not ends_sentence(above.block.text)


def _match(exchange: Exchange, matcher: Matcher, before: str | None) -> Match:
    """The match of a question; `before` is the item of the one before it, which it may go on with.

    Where it is one row, its clues know what all questionnaires say; of several rows, one may be a known wording.
    """
    row, *others = exchange.question
    is_told = not others and matcher == row.clues.matcher
    whole = row.clues.wording if is_told else find_wording(exchange.text, matcher)
    ids = {questionnaire.id for questionnaire in matcher.questionnaires}
    for known in (whole, *(each.clues.wording for each in exchange.question)):
        if known and known.questionnaire in ids and (known.kind != "order" or known.item == before):
            return known
    return row.clues.match if is_told else match_terms(exchange.text, matcher)


def list_questions(interview: Interview) -> list[Place]:
    """Where each question stands, with its text, in order."""
    return [(tuple(row.block for row in exchange.question), exchange.text) for exchange in interview.exchanges]


def _narrow(matcher: Matcher, sidecar: Sidecar) -> Matcher:
    """The questionnaires that a person's corrections leave."""
    named = sidecar.facts.questionnaire if sidecar.facts else None
    parts = [part for part in matcher.parts if named in (None, part.questionnaire.id)]
    if named is not None and not parts:
        known = ", ".join(questionnaire.id for questionnaire in matcher.questionnaires)
        raise CorrectionError(f"is none of {known}", sidecar.path, "questionnaire")
    for number, correction in enumerate(sidecar.questions, start=1):
        if correction.item is not None:
            items = {item.id for part in parts for item in part.questionnaire.items}
            parts = [p for p in parts if correction.item in {item.id for item in p.questionnaire.items}]
            if not parts:
                known = ", ".join(sorted(items))
                key = f"{name_entry(correction, number)}: id"
                raise CorrectionError(f"is none of {known}", sidecar.path, key)
    return Matcher(tuple(parts))


def _correct_match(match: Match, correction: KeyCorrection, questionnaire: Questionnaire) -> Match:
    if correction.item is None:
        return replace(NO_MATCH, kind="corrected", candidates=match.candidates)
    return Match(correction.item, questionnaire.id, None, "corrected", 1.0, match.candidates)

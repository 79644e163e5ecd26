"""Is this an interview? A sum of clues (weights/interview.toml).

In an interview the questions say "you" and the answers "I" or "we". A help page has question headings that address
nobody ("How does it work?"), a list of frequent questions speaks as the reader ("How can I donate?").
"""

from collections.abc import Iterable, Sequence
from math import log2

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.clues.clues import Clues
from hrdcorpus.interview.announcing import (
    addresses_readers,
    calls_by_name,
    has_title,
    is_announced,
    names_genre,
    names_voice,
    tells_of_guest,
)
from hrdcorpus.interview.exchange import Exchange
from hrdcorpus.interview.labels import SPOKEN, Labelled
from hrdcorpus.interview.units import Turns
from hrdcorpus.interview.weighing import Weighed, weigh
from hrdcorpus.knowledge.speech import Speech

_MOST_EXCHANGES = 16  # more say nothing more
_ENOUGH = 2  # standard questions: more say nothing more; one that is only similar counts half
_MANY_PARAGRAPHS = 8  # of an answer: a question that stands in an article
_WORDS = 4  # of a sentence: "Worsened: 71%." is none


class Evidence(Struct, frozen=True):
    """What a page shows, were it an interview: its ledger, the exchanges with an answer, how many questions there are,
    how turns are marked, how people speak in its language, and, where nobody has described that, in any other.
    """

    ledger: Sequence[Labelled]
    exchanges: Sequence[Exchange]
    asked: int
    turns: Turns
    speech: Speech | None
    languages: Sequence[Speech]


def weigh_interview(evidence: Evidence) -> Weighed:
    """The sum for the page; where it reaches the threshold, the page is an interview."""
    values = {**_list_turn_values(evidence), **_list_page_values(evidence)} if evidence.exchanges else {}
    weighed = weigh("interview", values)
    if evidence.speech is None:  # nobody has described its language: what its words would tell is not missing
        names = (*_PERSONS, *(name for name in _IN_WORDS if not values.get(name)))
        untold = sum(max(0.0, weighed.weights[name]) for name in names)
        weights = {name: weight for name, weight in weighed.weights.items() if name not in _PERSONS}
        return replace(weighed, weights=weights, threshold=weighed.threshold - untold / 2)
    return weighed


def _list_turn_values(evidence: Evidence) -> dict[str, float]:
    """How those on the page speak: shares of the questions and of the answers."""
    speech, exchanges = evidence.speech, evidence.exchanges
    first, second = (speech.first_person, speech.second_person) if speech else (frozenset[str](), frozenset[str]())
    asked = [_list_words(exchange.question) for exchange in exchanges]
    told = [_list_words(exchange.answer) for exchange in exchanges]
    of_speaker, of_reader = ([sum(map(persons.__contains__, said)) for said in told] for persons in (first, second))
    kinds = [_find_kind(exchange.question) for exchange in exchanges]
    in_verbs, requests = speech is not None and speech.address_in_verbs, speech.requests if speech else ()
    return {
        "exchanges": log2(min(len(exchanges), _MOST_EXCHANGES)) / log2(_MOST_EXCHANGES),
        "standard-questions": min(kinds.count("standard") + kinds.count("similar") / 2, _ENOUGH) / _ENOUGH,
        "questions-address": _share(
            not second.isdisjoint(said)
            or (in_verbs and first.isdisjoint(said))
            or any(map(f" {' '.join(said)} ".__contains__, requests))
            for said in asked
        ),
        "answers-speak-as-i-or-we": (sum(of_speaker) + 1) / (sum(of_speaker) + sum(of_reader) + 2),  # one tells little
        "own-answers": _share(own > 0 and not others for own, others in zip(of_speaker, of_reader, strict=True)),
        "answers-tell": sum(any(map(_is_told, exchange.answer)) for exchange in exchanges) / evidence.asked,
        "long-answers": _share(len(exchange.answer) > _MANY_PARAGRAPHS for exchange in exchanges),
        "headings": _share(any(row.block.heading for row in exchange.question) for exchange in exchanges),
    }


def _list_page_values(evidence: Evidence) -> dict[str, float]:
    """What the page as a whole says of itself."""
    speech, ledger = evidence.speech, evidence.ledger
    named = [row for row in ledger if row.rule == "heading" or row.label == "title"]
    is_other = names_genre(ledger, evidence.languages)
    spoken = sum(len(row.block.text) for row in ledger if row.label in ("question", "answer"))
    content = sum(len(row.block.text) for row in ledger if row.label in (*SPOKEN, "other") or row.is_weighed_out)
    named_voice = names_voice(ledger)
    answers = (exchange.answer for exchange in evidence.exchanges)
    calls = calls_by_name((exchange.question for exchange in evidence.exchanges), ledger)
    is_titled = has_title(ledger, evidence.languages)
    return {
        "title-of-an-interview": not is_other and is_titled,
        "announced": is_announced(ledger, evidence.languages, is_titled=is_titled),
        "called-by-name": calls or bool(named_voice),
        "unknown-voices": named_voice is False,
        "sign": evidence.turns.sign != "bare",
        "coverage": spoken / content if content else 0.0,
        "list-of-questions": speech is not None and any(_is_named(row.clues, speech.faq) for row in named),
        "genre": is_other,
        "reported": evidence.turns.sign == "dash" and tells_of_guest(answers, ledger),
        "readers-addressed": speech is not None and addresses_readers(ledger, speech),
    }


_PERSONS = ("questions-address", "answers-speak-as-i-or-we", "own-answers", "unknown-voices")
_IN_WORDS = ("title-of-an-interview", "announced")  # told where the words of other languages are used


def _list_words(rows: Sequence[Labelled]) -> list[str]:
    return [word for row in rows for word in row.clues.words]


def _find_kind(question: Sequence[Labelled]) -> str:
    if any(row.clues.wording is not None for row in question):
        return "standard"
    return "similar" if any(row.rule == "question.similar" for row in question) else "own"


def _is_told(row: Labelled) -> bool:
    """Whether a paragraph holds a sentence: boxes to tick and prompts in brackets do not."""
    return row.clues.ends_sentence and sum(map(str.isalpha, row.clues.words)) >= _WORDS


def _is_named(clues: Clues, names: frozenset[str]) -> bool:
    """Whether it bears one of the names; one word alone names a page, inside a longer line it names nothing."""
    return " ".join(clues.words) in names or clues.holds([name for name in names if " " in name])


def _share(values: Iterable[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0

"""Is this an interview? A sum of clues (weights/interview.toml).

In an interview the questions say "you" and the answers "I" or "we". A help page has question headings that address
nobody ("How does it work?"), a list of frequent questions speaks as the reader ("How can I donate?").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log2

from hrdcorpus.clues.clues import Clues
from hrdcorpus.interview.head import KICKER
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.interview.units import Turns
from hrdcorpus.interview.weighing import Weighed, weigh
from hrdcorpus.knowledge.speech import Speech

_MOST_EXCHANGES = 16  # more say nothing more
_ENOUGH = 2  # standard questions: more say nothing more; one that is only similar counts half
_MANY_PARAGRAPHS = 8  # of an answer: a question that stands in an article
_LISTED = 2  # more titles of interviews: the page is a list of them
_WORDS = 4  # of a sentence: "Worsened: 71%." is none

Exchange = tuple[tuple[Labelled, ...], tuple[Labelled, ...]]  # the rows of a question, and those of its answer


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a page shows, were it an interview: its ledger, the exchanges with an answer, how many questions there are,
    how turns are marked, and how people speak in its language.
    """

    ledger: Sequence[Labelled]
    exchanges: Sequence[Exchange]
    asked: int
    turns: Turns
    speech: Speech | None


def weigh_interview(evidence: Evidence) -> Weighed:
    """The sum for the page; where it reaches the threshold, the page is an interview."""
    values = {**_list_turn_values(evidence), **_list_page_values(evidence)} if evidence.exchanges else {}
    weighed = weigh("interview", values)
    if evidence.speech is None:  # nobody has described its language: who is spoken of is not told, and not missing
        untold = sum(max(0.0, weighed.weights[name]) for name in _PERSONS)
        weights = {name: weight for name, weight in weighed.weights.items() if name not in _PERSONS}
        return replace(weighed, weights=weights, threshold=weighed.threshold - untold / 2)
    return weighed


def _list_turn_values(evidence: Evidence) -> dict[str, float]:
    """How those on the page speak: shares of the questions and of the answers."""
    speech, exchanges = evidence.speech, evidence.exchanges
    first, second = (speech.first_person, speech.second_person) if speech else (frozenset[str](), frozenset[str]())
    asked = [frozenset[str]().union(*(row.clues.words for row in question)) for question, _ in exchanges]
    told = [frozenset[str]().union(*(row.clues.words for row in answer)) for _, answer in exchanges]
    kinds = [_find_kind(question) for question, _ in exchanges]
    in_verbs = speech is not None and speech.address_in_verbs
    return {
        "exchanges": log2(min(len(exchanges), _MOST_EXCHANGES)),
        "standard-questions": min(kinds.count("standard") + kinds.count("similar") / 2, _ENOUGH) / _ENOUGH,
        "questions-address": _share(bool(said & second or (in_verbs and not said & first)) for said in asked),
        "questions-speak-as-i": _share(bool(said & first) and not said & second for said in asked),
        "answers-speak-as-i-or-we": _share(bool(said & first) for said in told),
        "answers-address": _share(bool(said & second) for said in told),
        "answers-tell": sum(any(map(_is_told, answer)) for _, answer in exchanges) / evidence.asked,
        "long-answers": _share(len(answer) > _MANY_PARAGRAPHS for _, answer in exchanges),
    }


def _list_page_values(evidence: Evidence) -> dict[str, float]:
    """What the page as a whole says of itself."""
    speech, ledger = evidence.speech, evidence.ledger
    titles = [row for row in ledger if row.label == "title" or row.rule == KICKER]
    named = [row for row in ledger if row.rule == "heading" or row.label == "title"]
    called = speech.interview if speech is not None else frozenset[str]()
    lines = [row for row in ledger if row.label in _OWN and not row.clues.ends_sentence]
    others = sum(row.clues.interviewees is not None for row in lines)
    spoken = sum(len(row.block.text) for row in ledger if row.label in ("question", "answer"))
    content = sum(len(row.block.text) for row in ledger if row.label in (*_OWN, "other") or row.is_weighed_out)
    return {
        "title-of-an-interview": others < _LISTED
        and any(row.rule in ("title.interview", KICKER) or row.clues.holds(called) for row in titles),
        "sign": evidence.turns.sign != "bare" or bool(evidence.turns.voices),
        "coverage": spoken / content if content else 0.0,
        "list-of-questions": speech is not None and any(_is_named(row.clues, speech.faq) for row in named),
        "form": speech is not None
        and any(row.clues.padded.startswith(tuple(f" {f} " for f in speech.forms)) for row in titles),
    }


_PERSONS = ("questions-address", "questions-speak-as-i", "answers-speak-as-i-or-we", "answers-address")
_OWN = ("introduction", "question", "answer")


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

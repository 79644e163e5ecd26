"""Keys of one interview's questions together: by their place between those that are sure, or none at all."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from hrdcorpus.keying.known import Match
from hrdcorpus.keying.matching import NO_MATCH, compile_matcher, match_question
from hrdcorpus.keying.ordering import Asked, key_in_order, rank_likely
from hrdcorpus.keying.similarity import Candidate
from hrdcorpus.knowledge.base import load_knowledge

MATCHER = compile_matcher(load_knowledge().questionnaires)

SITUATION = "What is the situation like for human rights defenders in Chad? Are there sufficient protections for HRDs?"
RISKS = "What risks do human rights defenders face?"
WORK = "Can you tell us more about your work?"
THREATS = (
    "Can you share the kinds of threats and attacks you have experienced as a result of it? "
    "How were companies involved in this?"
)
COOPERATION = "Are businesses cooperating with civil society?"
ROLE = "Is the government supportive of human rights defenders, or do you feel pressure from the government?"
DRIVES = "What drives you?"
REWORDED = "What are the biggest risks defenders are facing now?"

FREE_SITUATION = "What is life like for activists who take on big firms over there, and who shields them?"
FREE_RISKS = "Which dangers worry you and other activists most, and is it getting better or worse?"
FREE_SUPPORT = "Have foreign companies or their shareholders ever come to the aid of defenders?"
FREE_THREATS = "They burned your car: what other attacks or threats were there, and did a company pay for them?"
FREE_DRIVES = "Why do you not give up, and what good has it done?"
FOREIGN = "How deep is the lake in spring?"

# the questions of an interview, each with the item and the kind of its key
CASES: dict[str, Sequence[tuple[str, str | None, str]]] = {
    "between two others": [
        (SITUATION, "situation", "variant"),
        (FREE_RISKS, "risks", "order"),
        (WORK, "work", "variant"),
        (FREE_SUPPORT, "company-support", "order"),
        (DRIVES, "motivation", "variant"),
    ],
    "before the first and behind the last": [
        (FREE_RISKS, "risks", "order"),
        (WORK, "work", "variant"),
        (THREATS, "threats", "exact"),
        (COOPERATION, "business-cooperation", "variant"),
        (FREE_SUPPORT, "company-support", "order"),
    ],
    "where another stands": [
        (SITUATION, "situation", "variant"),
        (WORK, "work", "variant"),
        (FREE_RISKS, None, "none"),
        (DRIVES, "motivation", "variant"),
    ],
    "one that asks no item": [
        (SITUATION, "situation", "variant"),
        (FOREIGN, None, "none"),
        (WORK, "work", "variant"),
        (DRIVES, "motivation", "variant"),
    ],
    "its item is asked elsewhere": [
        (RISKS, "risks", "variant"),
        (FREE_RISKS, None, "none"),
        (WORK, "work", "variant"),
        (DRIVES, "motivation", "variant"),
    ],
    "one sure item out of order": [
        (DRIVES, "motivation", "variant"),
        (SITUATION, "situation", "variant"),
        (FREE_RISKS, "risks", "order"),
        (WORK, "work", "variant"),
        (COOPERATION, "business-cooperation", "variant"),
    ],
    "two of five out of order, where another still is likely": [
        (DRIVES, "motivation", "variant"),
        (ROLE, "government-role", "variant"),
        (SITUATION, "situation", "variant"),
        (FREE_RISKS, "risks", "order"),
        (WORK, "work", "variant"),
        (COOPERATION, "business-cooperation", "variant"),
    ],
    "similar ones make three items": [
        (REWORDED, "risks", "similar"),
        (WORK, "work", "variant"),
        (FREE_SUPPORT, "company-support", "order"),
        (DRIVES, "motivation", "variant"),
    ],
    "two likely items beside two that are sure": [
        (SITUATION, "situation", "variant"),
        (FREE_RISKS, "risks", "order"),
        (FREE_SUPPORT, "company-support", "order"),
        (DRIVES, "motivation", "variant"),
    ],
    "four with one that is sure": [
        (FREE_RISKS, "risks", "order"),
        (FREE_THREATS, "threats", "order"),
        (COOPERATION, "business-cooperation", "variant"),
        (FREE_SUPPORT, "company-support", "order"),
        (FREE_DRIVES, "motivation", "order"),
    ],
    "five with none that is sure": [
        (FREE_SITUATION, "situation", "order"),
        (FREE_RISKS, "risks", "order"),
        (FREE_THREATS, "threats", "order"),
        (FREE_SUPPORT, "company-support", "order"),
        (FREE_DRIVES, "motivation", "order"),
    ],
    "two likely ones that do not stand between two": [
        (FREE_RISKS, None, "none"),
        (SITUATION, "situation", "variant"),
        (DRIVES, "motivation", "variant"),
        (FREE_SUPPORT, None, "none"),
    ],
    "none that is sure, and questions that only use the words": [
        ("What risks do investors run in the villages?", None, "none"),
        (FOREIGN, None, "none"),
        ("Who pays for your buses, the companies?", None, "none"),
        ("What drives the price of grain?", None, "none"),
    ],
    "two sure items": [
        (REWORDED, None, "none"),
        (WORK, "work", "variant"),
        (FOREIGN, None, "none"),
        (WORK, "work", "variant"),
    ],
}


def _rank(text: str) -> list[Candidate]:
    return list(rank_likely(text, match_question(text, MATCHER).candidates, MATCHER.parts[0]).candidates)


def _key(asked: Sequence[str], *, by_order: bool = True) -> list[Match]:
    return key_in_order([Asked(text, match_question(text, MATCHER)) for text in asked], MATCHER, by_order=by_order)


@pytest.mark.parametrize("name", CASES)
def test_questions_of_an_interview(name: str) -> None:
    keyed = _key([text for text, *_ in CASES[name]])
    assert [(match.item, match.kind) for match in keyed] == [(item, kind) for _, item, kind in CASES[name]]


@pytest.mark.parametrize("name", CASES)
def test_without_order_there_is_no_such_key(name: str) -> None:
    keyed = _key([text for text, *_ in CASES[name]], by_order=False)
    expected = [(None, "none") if kind == "order" else (item, kind) for _, item, kind in CASES[name]]
    assert [(match.item, match.kind) for match in keyed] == expected


def test_what_is_open_has_its_candidates() -> None:
    _, free, _ = _key([WORK, FREE_RISKS, FOREIGN])
    assert (free.item, free.candidates[0].item) == (None, "risks")
    assert len(free.candidates) == 3
    assert free.candidates == tuple(_rank(FREE_RISKS)[:3])


def test_what_a_person_said_is_sure_and_stays() -> None:
    chosen = Match("business-cooperation", "hrd-kz-2021", None, "corrected", 1.0)
    none = replace(NO_MATCH, kind="corrected")
    asked = [
        Asked(SITUATION, match_question(SITUATION, MATCHER)),
        Asked(FREE_RISKS, none),
        Asked(WORK, match_question(WORK, MATCHER)),
        Asked(FOREIGN, chosen),
        Asked(FREE_SUPPORT, match_question(FREE_SUPPORT, MATCHER)),
        Asked(FREE_SUPPORT, NO_MATCH, is_whole=False),
    ]
    keyed = key_in_order(asked, MATCHER, by_order=True)
    assert [match.item for match in keyed] == [
        "situation", None, "work", "business-cooperation", "company-support", None,
    ]  # fmt: skip
    assert keyed[1] == none
    assert keyed[5] == NO_MATCH


def test_no_questions() -> None:
    assert _key([]) == []


def test_of_two_questions_that_ask_an_item_the_likelier_is_keyed() -> None:
    keyed = _key([SITUATION, FREE_RISKS, "What dangers do defenders face in the villages?", WORK, DRIVES])
    assert [match.item for match in keyed].count("risks") == 1


def test_without_questionnaires_all_stays() -> None:
    assert key_in_order([Asked(FOREIGN, NO_MATCH)], compile_matcher(()), by_order=True) == [NO_MATCH]


def test_a_long_text_is_like_nothing() -> None:
    assert _rank(f"{RISKS} {'word ' * 200}") == []


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("¿Cómo reacciona la comunidad internacional?", "response"),
        ("Quelle a été la réaction de la communauté internationale aux attaques ?", "response"),
    ],
)
def test_a_language_without_wordings_is_ranked_by_its_letters(text: str, item: str) -> None:
    assert item in [candidate.item for candidate in _rank(text)[:3]]

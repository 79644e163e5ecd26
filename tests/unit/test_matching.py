"""Keying: known wordings, the tables of tests/matching, and what happens with several questionnaires."""

import os
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from hrdcorpus.keying import matching
from hrdcorpus.keying.known import Match
from hrdcorpus.keying.matching import (
    NO_MATCH,
    Matcher,
    choose_questionnaire,
    compile_matcher,
    find_leading_wording,
)
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.knowledge.folders import load_questionnaires

TABLES = Path(__file__).parent.parent / "matching"
HRD = "hrd-kz-2021"
MATCHER = compile_matcher(load_knowledge().questionnaires)
MOTIVATION = "What drives you to do your work? How do you think it contributes to achieving corporate accountability for human rights abuses?"  # fmt: skip # noqa: E501


def find_wording(text: str, matcher: Matcher) -> Match | None:
    """The match without the items that the text is most like."""
    match = matching.find_wording(text, matcher)
    return match and replace(match, candidates=())


def match_question(text: str, matcher: Matcher) -> Match:
    """The same of a question in words of its own."""
    return replace(matching.match_question(text, matcher), candidates=())


def _load(name: str) -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))[name]
    return groups


PARAPHRASES, NEGATIVES = _load("paraphrases"), _load("negatives")


def _list_texts(groups: list[dict[str, Any]]) -> list[str]:
    return [text for group in groups for text in group["texts"]]


@pytest.mark.parametrize(
    ("text", "item", "language", "kind"),
    [
        (MOTIVATION, "motivation", "en", "exact"),
        (MOTIVATION.upper(), "motivation", "en", "exact"),
        (MOTIVATION.replace("?", ""), "motivation", "en", "exact"),
        (f"  «{MOTIVATION}»\n".replace(" do ", "\u00a0do  "), "motivation", "en", "exact"),
        (
            "What is the situation like for human rights defenders working on business‑related human rights issues "
            "in the Philippines? Are there sufficient protections for HRDs?",
            "situation",
            "en",
            "exact",
        ),
        (
            "Какова ситуация с правозащитниками, работающими над проблемами в области прав человека, связанными с "
            "трудовой деятельностью в Республике Корея? Достаточно ли защищены правозащитники?",
            "situation",
            "ru",
            "variant",
        ),
        ("Не могли бы вы рассказать нам бóльше о своей работе?".replace("ó", "о"), "work", "ru", "variant"),
        ("Can you tell us more about your work?", "work", "en", "variant"),
    ],
)
def test_known_wordings_are_found_whatever_their_print(text: str, item: str, language: str, kind: Any) -> None:
    match = Match(item, HRD, language, kind, 1.0)
    assert find_wording(text, MATCHER) == match
    assert match_question(text, MATCHER) == match
    assert matching.match_question(text, MATCHER).candidates[0].item == item


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "2021",
        MOTIVATION + " Anger.",
        MOTIVATION.replace("drives", "drove"),
        "What is the situation like for human rights defenders, working on business-related human rights issues "
        "in the coal mines? Are there sufficient protections for HRDs?",
        MOTIVATION + " " * 1000,
    ],
)
def test_other_texts_are_no_known_wording(text: str) -> None:
    assert find_wording(text, MATCHER) is None


@pytest.mark.parametrize(
    ("text", "item", "leading"),
    [
        (MOTIVATION, "motivation", MOTIVATION),
        (MOTIVATION + " For ten years I have worked here. What else?", "motivation", MOTIVATION),
        (MOTIVATION + "For ten years I have worked here.", "motivation", MOTIVATION),
        ("What drives you? Anger.", "motivation", "What drives you?"),
        (
            "Can you tell us more about your work? Can you share the kinds of threats?",
            "work",
            "Can you tell us more about your work?",
        ),
        ("Anger. " + MOTIVATION, None, ""),
        ("What drives you to do your work? I do not know.", None, ""),
        ("What drives you, he asked. Anger.", None, ""),
        ("", None, ""),
    ],
)
def test_a_wording_before_its_answer_is_found(text: str, item: str | None, leading: str) -> None:
    found = find_leading_wording(text, MATCHER)
    assert (found[0].item, text[: found[1]]) == (item, leading) if found else item is None


WORK = "Can you tell us more about your work on business and human rights?"
ROLE_RU = "Какую роль играет правительство? Поддерживает ли оно правозащитников? Или вы чувствуете давление со стороны правительства?"  # fmt: skip # noqa: E501


@pytest.mark.parametrize(
    ("text", "kind", "items"),
    [
        (f"{WORK} {MOTIVATION}", "exact", ["work", "motivation"]),
        (
            "What drives you to do your work? What role does the government play?",
            "variant",
            ["motivation", "government-role"],
        ),
        (f"{MOTIVATION} How were companies involved in this?", "none", []),  # of a question that is not asked here
        (f"{WORK} / Жұмысыңыз туралы айтыңызшы?", "exact", ["work"]),
        (f"Жұмысыңыз туралы айтыңызшы? / {WORK}", "exact", ["work"]),
        (f"{WORK} / {ROLE_RU}", "exact", ["work", "government-role"]),
        (f"{WORK} What is that?", "none", []),
        ("How were companies involved in this?", "order", ["threats"]),
        (
            "How about the general public? The international community, including buyers from and investors in Peru?",
            "order",
            ["response"],
        ),
        ("How were companies involved in this? Are there sufficient protections for HRDs?", "none", []),
        ("What drives you to do your work?", "none", []),  # a standard question surely, but a part of its wording
    ],
)
def test_known_texts_in_pieces(text: str, kind: str, items: list[str]) -> None:
    match = find_wording(text, MATCHER) or NO_MATCH
    assert (match.kind, [item for item in (match.item, *match.others) if item]) == (kind, items)


def _name(group: dict[str, Any]) -> str:
    return " ".join(group[key] for key in ("item", "kind", "language", "set") if key in group)


@pytest.mark.parametrize("group", PARAPHRASES, ids=_name)
def test_paraphrases_are_keyed_to_their_item_or_to_none(group: dict[str, Any]) -> None:
    right = (group["item"], HRD, group["language"])
    keyed = {text: match_question(text, MATCHER) for text in group["texts"]}
    wrong = {text: m for text, m in keyed.items() if m != NO_MATCH and (m.item, m.questionnaire, m.language) != right}
    assert wrong == {}


@pytest.mark.parametrize("group", NEGATIVES, ids=_name)
def test_nothing_else_is_keyed(group: dict[str, Any]) -> None:
    keyed = {text: match_question(text, MATCHER) for text in group["texts"]}
    assert {text: match for text, match in keyed.items() if match != NO_MATCH} == {}


@pytest.mark.parametrize(("part", "recall"), [("development", 0.97), ("evaluation", 0.9)])
def test_few_paraphrases_are_missed(part: str, recall: float) -> None:
    texts = _list_texts([group for group in PARAPHRASES if group["set"] == part])
    assert sum(match_question(text, MATCHER).item is not None for text in texts) >= recall * len(texts)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Were you threatened? Did the mayor take part in it?", "threats"),
        ("Were you threatened? Has the situation improved?", None),
        ("Were you threatened in the lantern parade?", None),
        ("The reservoir was opened in 2008. Were you threatened?", "threats"),
        ("The risks are great. Were you threatened?", None),
        ("Did any company support you? Were you threatened?", None),
    ],
)
def test_what_is_asked_in_few_words(text: str, item: str | None) -> None:
    match = match_question(text, MATCHER)
    assert (match.item, match.score) == (item, 0.9 if item else 0.0)


@pytest.mark.xfail(reason="the order of words is not looked at: docs/keying.md")
def test_words_in_another_order_ask_something_else() -> None:
    assert match_question("Do NGOs respond to attacks on each other?", MATCHER) == NO_MATCH


def test_the_tables_are_complete() -> None:
    texts = [text.casefold() for text in _list_texts(PARAPHRASES + NEGATIVES)]
    assert [text for text, count in Counter(texts).items() if count > 1] == []
    for groups in (PARAPHRASES, NEGATIVES):
        for language in ("en", "ru"):
            sets = Counter[str]()
            for group in groups:
                sets[group["set"]] += len(group["texts"]) if group["language"] == language else 0
            assert set(sets) == {"development", "evaluation"}
            assert sets["development"] == sets["evaluation"]
    counts = Counter[tuple[str, str]]()
    for group in PARAPHRASES:
        counts[group["item"], group["language"]] += len(group["texts"])
    items = [item.id for item in MATCHER.questionnaires[0].items]
    assert all(counts[item, "en"] >= 12 and counts[item, "ru"] >= 5 for item in items)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("What role do trade unions play?", ["government-role"]),
        ("What drives you to do your work on business and human rights?", ["motivation", "work"]),
        ("What drives you?", ["motivation"]),
        ("Anger.", []),
        ("What drives you? " * 100, []),
    ],
)
def test_candidates_show_what_a_text_is_most_like(text: str, items: list[str]) -> None:
    candidates = matching.match_question(text, MATCHER).candidates
    assert sorted(candidate.item for candidate in candidates[: len(items)]) == items
    assert len(candidates) <= 3
    assert [c.score for c in candidates] == sorted((c.score for c in candidates), reverse=True)
    assert all(0 < c.score <= 1 and c.score == round(c.score, 3) for c in candidates)


@pytest.mark.parametrize("where", ["Kazakhstan", "the United Arab Emirates", "Kazakhstan, Kyrgyzstan and Uzbekistan"])
def test_the_names_of_countries_say_nothing(where: str) -> None:
    text = f"Could you tell us more about your work on business and human rights in {where}?"
    assert match_question(text, MATCHER) == Match("work", HRD, "en", "similar", 0.99)


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("And you, what drives you?", "motivation"),
        ("What is it that keeps you going?", "motivation"),
        ("The reservoir was opened in 2008. Can you tell us more about your work?", "work"),
        (
            "The reservoir was opened in 2008. What role do the authorities play? Do you feel pressure?",
            "government-role",
        ),
        (
            "Many journalists were beaten. What has been the response of other NGOs to the attacks you experienced?",
            None,
        ),
        ("The reservoir was opened in 2008. What role does the church play?", None),
        ("What role do the authorities play? The reservoir was opened in 2008.", None),
        ("You work on business and human rights. What role do the authorities play?", None),
    ],
)
def test_what_stands_before_a_question_does_not_hide_it(text: str, item: str | None) -> None:
    match = match_question(text, MATCHER)
    assert match.item == item
    assert match.kind in (("none",) if item is None else ("similar", "said"))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (
            "Why do you continue your work on business and human rights?",
            "Do you continue your work on business and human rights?",
        ),
        (
            "What threats and attacks have journalists experienced because of their work?",
            "What threats and attacks have you experienced because of your work?",
        ),
        (
            "What do companies think about human rights defenders?",
            "Have companies or investors supported human rights defenders?",
        ),
        ("What are you driving at?", "So what drives you?"),
    ],
)
def test_one_word_makes_another_question(text: str, other: str) -> None:
    assert match_question(text, MATCHER) == NO_MATCH
    assert match_question(other, MATCHER).kind == "similar"


def test_only_a_known_wording_is_certain() -> None:
    scores = [match_question(text, MATCHER).score for text in _list_texts(PARAPHRASES)]
    similar = [score for score in scores if score < 1]
    assert max(similar) == 0.99
    assert all(score == round(score, 3) for score in similar)


def test_a_long_text_is_similar_to_nothing() -> None:
    text = "Could you tell us more about your work on business and human rights?"
    assert match_question(text, MATCHER).kind == "similar"
    assert match_question(text + " please" * 200, MATCHER) == NO_MATCH


def _write_questionnaire(folder: Path, name: str, wordings: dict[str, str], language: str = "en") -> None:
    items = "".join(f'[[item]]\nid = "{item}"\ndescription = "-"\n' for item in wordings)
    texts = "".join(f'[[wording]]\nitem = "{item}"\ntext = "{text}"\n' for item, text in wordings.items())
    (folder / name).mkdir()
    (folder / name / "items.toml").write_text(f'id = "{name}"\nversion = "1"\ntitle = "-"\n{items}')
    (folder / name / f"{language}.toml").write_text(texts, encoding="utf-8")


def test_the_questionnaire_with_most_items_is_chosen(tmp_path: Path) -> None:
    _write_questionnaire(tmp_path, "b", {"who": "Who runs the mine?", "where": "Where is the mine?"})
    _write_questionnaire(tmp_path, "a", {"whose": "Who runs the mine?", "when": "When did the mine open?"})
    matcher = compile_matcher(load_questionnaires(tmp_path))
    cases = {
        ("Who runs the mine?",): "a",
        (): "a",
        ("Who runs the mine?", "Where is the mine?"): "b",
        ("Where is the mine?", "Where is the mine?", "When did the mine open?"): "a",
    }
    for questions, chosen in cases.items():
        assert [q.id for q in choose_questionnaire(questions, matcher).questionnaires] == [chosen]
    only_b = choose_questionnaire(["Where is the mine?"], matcher)
    assert match_question("Who runs the mine?", matcher) == Match("whose", "a", "en", "exact", 1.0)
    assert match_question("Who runs the mine?", only_b) == Match("who", "b", "en", "exact", 1.0)
    assert match_question("When did the mine open?", only_b) == NO_MATCH


def test_the_longest_leading_wording_is_found(tmp_path: Path) -> None:
    short, long = "Who runs the mine?", "Who runs the mine? Where is it?"
    _write_questionnaire(tmp_path, "x", {"who": short, "where": long})
    matcher = compile_matcher(load_questionnaires(tmp_path))
    for text, item, end in ((f"{long} Nobody.", "where", long), (f"{short} Nobody.", "who", short)):
        found = find_leading_wording(text, matcher)
        assert found is not None
        assert (found[0].item, found[0].kind, found[1]) == (item, "exact", len(end))


def test_nothing_is_keyed_between_two_items(tmp_path: Path) -> None:
    end = "of the union in the old mine?"
    wordings = {"a": f"Who pays the lawyers {end}", "b": f"Who pays the doctors {end}"}
    _write_questionnaire(tmp_path, "x", wordings)
    matcher = compile_matcher(load_questionnaires(tmp_path))
    both = f"Who pays the lawyers and doctors {end}"
    assert [candidate.score for candidate in matching.match_question(both, matcher).candidates] == [0.727, 0.727]
    assert match_question(both, matcher) == NO_MATCH
    assert match_question(f"Who pays lawyers {end}", matcher).item == "a"


@pytest.mark.parametrize(
    ("language", "wording", "paraphrase", "others"),
    [
        (
            "es",
            "¿Quién protege a los mineros de la región?",
            "¿Y quién protege a los mineros en la región?",
            [
                "¿Quién paga a los mineros?",
                "Quem protege os mineiros da região?",
                "Who protects the miners of the region?",
            ],
        ),
        (
            "kk",
            "Кеншілердің құқығын кім қорғайды?",
            "Кеншілердің құқығын бүгін кім қорғайды?",
            ["Кеншілерге кім төлейді?", "Кто защищает права шахтеров?", "Who protects the rights of miners?"],
        ),
    ],
)
def test_a_language_without_lists_is_keyed_too(
    tmp_path: Path, language: str, wording: str, paraphrase: str, others: list[str]
) -> None:
    _write_questionnaire(tmp_path, "x", {"who": wording}, language)
    matcher = compile_matcher(load_questionnaires(tmp_path))
    assert match_question(wording, matcher) == Match("who", "x", language, "exact", 1.0)
    found = match_question(paraphrase, matcher)
    assert (found.item, found.language, found.kind) == ("who", language, "similar")
    assert [match_question(text, matcher) for text in others] == [NO_MATCH] * len(others)


def test_without_questionnaires_nothing_is_keyed() -> None:
    matcher = compile_matcher(())
    assert match_question(MOTIVATION, matcher) == NO_MATCH
    assert find_leading_wording(MOTIVATION, matcher) is None
    assert choose_questionnaire([MOTIVATION], matcher).questionnaires == ()


def test_matches_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "import sys\nfrom hrdcorpus.knowledge.base import load_knowledge\nfrom hrdcorpus.keying.matching import *\n"
        "matcher = compile_matcher(load_knowledge().questionnaires)\n"
        "for text in sys.stdin: print(match_question(text.strip(), matcher))"
    )
    texts = _list_texts(PARAPHRASES + NEGATIVES)
    expected = "".join(f"{matching.match_question(text, MATCHER)}\n" for text in texts)
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        input="\n".join(texts),
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == expected

"""The examples of resources/speech, and a table of paragraphs that nobody's word list was made for."""

import pytest

from hrdcorpus.clues.asking import Asking, judge_asking
from hrdcorpus.clues.clues import read_clues
from hrdcorpus.keying.matching import compile_matcher
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.reading.blocks import Block

SPEECH = {speech.language: speech for speech in load_knowledge().speech}


def _judge(text: str, speech: Speech | None) -> Asking:
    """How a text asks that no questionnaire knows."""
    (clues,) = read_clues([Block(text)], load_knowledge(), compile_matcher([]))
    return judge_asking(clues, speech)


def _list_examples(kind: str) -> list[tuple[str, str]]:
    return [(speech.language, text) for speech in SPEECH.values() for text in getattr(speech, kind)]


@pytest.mark.parametrize(("language", "text"), _list_examples("asked"))
def test_asked_examples_are_never_taken_for_rhetoric(language: str, text: str) -> None:
    assert _judge(text, SPEECH[language]) in ("asked", "impersonal", "unclear")


@pytest.mark.parametrize(("language", "text"), _list_examples("rhetorical"))
def test_rhetorical_examples_are_never_taken_for_asked(language: str, text: str) -> None:
    assert _judge(text, SPEECH[language]) == "rhetorical"


@pytest.mark.parametrize(("language", "text"), _list_examples("told"))
def test_told_examples_are_never_taken_for_requests(language: str, text: str) -> None:
    assert _judge(text, SPEECH[language]) == "statement"


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("How has your family coped with the trial?", "asked"),
        ("And how did you hear of the decision?", "asked"),
        ("Please tell us about the first protest.", "asked"),
        ("Could you tell us what happened at the gate?", "asked"),
        ("Finally, tell us what keeps you there.", "asked"),
        ("When the guards came for my brother, tell us nothing was all they said.", "statement"),
        ("Could you describe for us the day they came?", "asked"),
        ("What would you like our readers to do?", "asked"),
        ("And your colleagues?", "unclear"),
        ("You see?", "unclear"),
        ("And who will give us our papers back?", "rhetorical"),
        ("May we see your notebook?", "asked"),
        ("You were fined in May. How did you pay the fine?", "asked"),
        ("The road was cut. What would you do?", "unclear"),
        ("Do you know what they told me?", "unclear"),
        ("What did the ministry say?", "impersonal"),
        ("Who would sign that?", "unclear"),
        ("“Why do you not stay at home?”", "statement"),
        ("Do you know what it is like at night?", "rhetorical"),
        ("Who would hire my son after that?", "rhetorical"),
        ("And then?", "rhetorical"),
        ("And what did the harbour say to that?", "impersonal"),
        ("And who would believe it?", "unclear"),
        ("They asked who we were. Nobody told them.", "statement"),
        ("I asked them: why? They laughed.", "statement"),
        ("Tell us, they said, and we told them everything we knew. It took an hour. Then we left.", "statement"),
    ],
)
def test_english_paragraphs(text: str, asking: Asking) -> None:
    assert _judge(text, SPEECH["en"]) == asking


def test_a_language_nobody_described_has_only_its_question_marks() -> None:
    undescribed: Speech | None = None
    assert _judge("Сіз қашан құқық қорғаушы болдыңыз?", undescribed) == "asked"
    assert _judge("Неге?", undescribed) == "unclear"

"""Captions of a recording: who says what, without the times."""

import pytest

from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import trace_page
from hrdcorpus.reading.pages import build_page
from hrdcorpus.reading.splitting import split_blocks

CUES = (
    ("Zoya", "Can you tell us more about your"),
    ("Zoya", "work on business and human rights?"),
    ("Dana", "I count wells. The"),
    ("Dana", "second one is dry."),
    ("Zoya", "What drives you?"),
    ("Dana", "My <i>mother</i>."),
)
TURNS = (
    "Zoya: Can you tell us more about your work on business and human rights?",
    "Dana: I count wells. The second one is dry.",
    "Zoya: What drives you?",
    "Dana: My mother.",
)


def _number(form: str, head: str = "") -> str:
    cues = (form.format(n=n, label=label, text=text) for n, (label, text) in enumerate(CUES, start=1))
    return head + "\n\n".join(cues) + "\n"


def _drop_repeated(form: str) -> str:
    """Names only where the voice changes."""
    return _number(form).replace("Zoya: work", "work").replace("Dana: second", "second")


NOTES = "WEBVTT - a talk\n\nNOTE nobody sees this\n\nSTYLE\n::cue { color: red }\n\n"
PAGES = {
    "WebVTT with labels": _number("{n}\n00:0{n}.000 --> 00:0{n}.900\n{label}: {text}", "WEBVTT\n\n"),
    "WebVTT with voices, notes and settings": _number(
        "00:00:0{n}.000 --> 00:00:0{n}.900 align:start\n<v.loud {label}>{text}</v>", NOTES
    ),
    "SRT": _number("{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{label}: {text}"),
    "SRT, a name where the voice changes": _drop_repeated("{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{label}: {text}"),
}


@pytest.mark.parametrize("name", PAGES)
def test_cues_of_one_voice_are_a_turn(name: str) -> None:
    page = build_page(PAGES[name].encode(), "talk.txt", "text/plain")
    assert tuple(block.text for block in split_blocks(page).blocks) == TURNS
    (record,) = trace_page(page, load_knowledge()).records
    assert [(e.asker, e.speakers, e.question.id) for e in record.exchanges] == [
        ("Zoya", ("Dana",), "work"),
        ("Zoya", ("Dana",), "motivation"),
    ]
    assert [finding.detail for finding in record.findings if finding.name == "wrapped-lines"]


@pytest.mark.parametrize(
    ("cues", "turns"),
    [
        ("- Did they come?\n- They did, and|they stayed.", ["- Did they come?", "- They did, and they stayed."]),
        ("Did they|come? | They did,|and they stayed.", ["Did they come?", "They did, and they stayed."]),
        ("One thing: I left.|Then I slept.", ["One thing: I left.", "Then I slept."]),
    ],
)
def test_cues_without_names(cues: str, turns: list[str]) -> None:
    text = "WEBVTT\n\n" + "\n\n".join(f"00:01.000 --> 00:02.000\n{cue.strip()}" for cue in cues.split("|"))
    assert [block.text for block in split_blocks(build_page(text.encode(), "t.txt", "text/plain")).blocks] == turns


@pytest.mark.parametrize("sound", ["[Music]", "(applause)", "♪ la la ♪", "♪♪", "（拍手）"])
def test_what_is_heard_is_said_by_nobody(sound: str) -> None:
    cues = ("Dana: I count", sound, "Dana: wells (all", "of them).", "(Well,", "nearly.)")
    text = "WEBVTT\n\n" + "\n\n".join(f"00:01.000 --> 00:02.000\n{cue}" for cue in cues)
    blocks = split_blocks(build_page(text.encode(), "t.vtt", "text/plain")).blocks
    assert [(block.text, block.region) for block in blocks] == [
        ("Dana: I count wells (all of them). (Well, nearly.)", ""),
        (sound, "sound"),
    ]


@pytest.mark.parametrize(
    "said", ["(They never came back.)", "[It was the worst year. I left.]", "(Why did they come?)"]
)
def test_what_is_said_in_brackets_is_said(said: str) -> None:
    text = f"WEBVTT\n\n00:01.000 --> 00:02.000\nDana: I waited.\n\n00:03.000 --> 00:04.000\n{said}\n"
    blocks = split_blocks(build_page(text.encode(), "t.vtt", "text/plain")).blocks
    assert [block.region for block in blocks if said in block.text] == [""]


def test_a_text_with_one_time_in_it_is_no_caption() -> None:
    text = "The cue reads\n00:01.000 --> 00:02.000\nand nobody knows why.\n\nA second paragraph.\n\nA third one.\n"
    blocks = split_blocks(build_page(text.encode(), "t.txt", "text/plain")).blocks
    assert len(blocks) == 5

"""What the rows of an interview say of who asks and who speaks is in the record."""

import re
from collections import Counter
from functools import partial

import pytest
from msgspec.structs import replace

from counting import count_calls
from hrdcorpus import pipeline
from hrdcorpus.interview import speakers
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.reading.pages import build_page

PAGE = """HRD Interview: Dana Serik, nurse, Kazakhstan

Can you tell us more about your work on business and human rights?

We count wells.

Nobody else does.
"""


@pytest.mark.parametrize(
    ("labels", "asker", "speakers"),
    [
        ((None, None, None), None, None),
        (("Zoya", "Dana Serik", "Dana Serik"), "Zoya", ("Dana Serik", "Dana Serik")),
        ((None, "Dana Serik", "Erlan"), None, ("Dana Serik", "Erlan")),
        (("Zoya", "Dana Serik", None), "Zoya", None),  # whose the second paragraph is, nobody knows
    ],
)
def test_labels_of_speakers(
    labels: tuple[str | None, ...], asker: str | None, speakers: tuple[str, ...] | None
) -> None:
    (keyed,) = pipeline.trace_page(build_page(PAGE.encode(), "page.txt", "text/plain"), load_knowledge()).keyed
    ((parted, match),) = keyed.exchanges
    rows = zip((*parted.question, *parted.answer), labels, strict=True)
    question, *answer = (replace(row, speaker=label) for row, label in rows)
    exchange = pipeline._build_exchange(1, replace(parted, question=(question,), answer=tuple(answer)), match)
    assert (exchange.asker, exchange.speakers, exchange.lines, exchange.path) == (asker, speakers, (3, 7), None)


def test_an_exchange_of_an_html_page_has_the_path_of_its_question() -> None:
    lines = [line for line in PAGE.splitlines() if line]
    markup = f"<h1>{lines[0]}</h1>" + "".join(f"<p>{line}</p>" for line in lines[1:])
    (record,) = pipeline.build_page_records(build_page(markup.encode(), "page.html", "text/html"), load_knowledge())
    assert [(exchange.path, exchange.lines) for exchange in record.exchanges] == [("/html/body/p[1]", None)]


Q, A, B = PAGE.splitlines()[2::2]
VOICES = {  # a page's turns -> who asks, and who says each paragraph of the first answer
    "roles name nobody": (f"Q: {Q}|A: {A}|{B}|Q: {Q}|A: {A}", "Q", None),
    "only who asks is named": (f"Zoya Lind: {Q}|{A}|{B}|Zoya Lind: {Q}|{A}", "Zoya Lind", None),
    "above the text": (f"Zoya Lind|{Q}|Dana Serik|{A}|{B}|" * 3, "Zoya Lind", ("Dana Serik",) * 2),
    "a role above the text": (f"Q:|{Q}|A:|{A}|" * 2, "Q", None),
    "a second guest, who never replies first": (
        f"Q: {Q}|Dana Serik: {A}|Olzhas Bek: {B}|Q: {Q}|D. S.: {A}|O. B.: {B}",
        "Q",
        ("Dana Serik", "Olzhas Bek"),
    ),
    "a guest who speaks once": (f"Q: {Q}|Dana Serik: {A}|Olzhas Bek: {B}|Q: {Q}|Dana Serik: {A}", "Q", None),
    "a colon": (f"Q: {Q}|Dana Serik: {A}|Our wish: {B}|Q: {Q}|Dana Serik: {A}", "Q", ("Dana Serik",) * 2),
    "numbers tell voices apart": (f"[SPEAKER_00]: {Q}|[SPEAKER_01]: {A}|" * 3, "SPEAKER_00", ("SPEAKER_01",)),
    "a guest who speaks once, but is introduced": (
        f"Dana Serik came with Olzhas Bek.|Q: {Q}|Dana Serik: {A}|Olzhas Bek: {B}|Q: {Q}|Dana Serik: {A}",
        "Q",
        ("Dana Serik", "Olzhas Bek"),
    ),
    "guests with one word, the second never the first to reply": (
        f"Q: {Q}|Dana: {A}|Olzhas: {B}|Q: {Q}|Timur: {A}|Q: {Q}|Timur: {A}|Dana: {A}|Olzhas: {B}",
        "Q",
        ("Dana", "Olzhas"),
    ),
    "a note is no voice": (f"Q: {Q}|Dana Serik: {A}|Note: {B}|" * 2, "Q", ("Dana Serik",) * 2),
    "two hosts, who ask seldom": (
        f"Zoya Lind: {Q}|Dana Serik: {A}|Aslan Ot: It is cold there.|Dana Serik: {B}|Zoya Lind: So it is.|"
        f"Dana Serik: {B}|Aslan Ot: {Q}|Dana Serik: {A}",
        "Zoya Lind",
        ("Dana Serik",),
    ),
    "names that label nothing but themselves": (
        f"Zoya Lind: {Q}|Dana Serik: {A}|Zoya Lind: It is cold there.|Dana Serik: {B}|Zoya Lind: {Q}|"
        f"Dana Serik: {A}|Ferry: no boats.|Harbour: no fish.|Weather: no wind.",
        "Zoya Lind",
        ("Dana Serik",),
    ),
    "a byline is no turn": (
        f"Interview by|Zoya Lind|She met her in May.|Zoya Lind|{Q}|Dana Serik|{A}|Zoya Lind|{Q}|Dana Serik|{A}",
        "Zoya Lind",
        ("Dana Serik",),
    ),
    "a role that asks once": (
        f"Interviewer: {Q}|Dana Serik: {A}|Moderator: {Q}|Dana Serik: {A}|Interviewer: {Q}|Dana Serik: {A}",
        "Interviewer",
        ("Dana Serik",),
    ),
    "one guest alone is named": (f"{Q}|Dana Serik: {A}|Did they pay you?|Dana Serik: {B}", None, None),
    "a question between two named turns": (
        f"{Q}|Dana: {A}|Olzhas: {B}|And you, who paid?|Dana: {B}|{Q}|Olzhas: {A}",
        None,
        ("Dana", "Olzhas"),
    ),
    "numbers tell guests apart": (
        f"[SPEAKER_00]: {Q}|[SPEAKER_01]: {A}|[SPEAKER_02]: {B}|" * 3,
        "SPEAKER_00",
        ("SPEAKER_01", "SPEAKER_02"),
    ),
    "a role behind a comma": (
        f"Q: {Q}|Dana Serik, nurse: {A}|Olzhas Bek, baker: {B}|Q: {Q}|Serik: {A}|Bek: {B}|Q: {Q}|Serik: {A}|Bek: {B}",
        "Q",
        ("Dana Serik", "Olzhas Bek"),
    ),
    "always the second to reply": (f"Q: {Q}|Dana: {A}|Olzhas: {B}|" * 3, "Q", ("Dana", "Olzhas")),
    "numbers of turns": (f"Question 1: {Q}|Answer 1: {A}|Question 2: {Q}|Answer 2: {A}", "Question 1", None),
}


@pytest.mark.parametrize("name", VOICES)
def test_voices_of_a_page(name: str) -> None:
    turns, asker, voices = VOICES[name]
    page = PAGE.splitlines()[0] + "\n\n" + turns.replace("|", "\n\n")
    trace = pipeline.trace_page(build_page(page.encode(), "page.txt", "text/plain"), load_knowledge())
    exchange = trace.records[0].exchanges[0]
    assert (exchange.asker, exchange.speakers) == (asker, voices)
    assert Q in exchange.question.text


SIGNED = {  # turns of two guests -> who says each paragraph of the first answer
    "initials": (f"{Q}|{A} (D.S.)|{B} [O. B.]|{Q}|{B}", ("D.S.", "O. B.")),
    "given names": (f"{Q}|{A} (Dana)|{Q}|{B} (Olzhas)", ("Dana",)),
    "what follows is nobody's": (f"{Q}|{A} (Dana)|{B}|{Q}|{B} (Olzhas)", None),
    "one guest alone": (f"{Q}|{A} (Dana)|{Q}|{B} (Dana)", None),
    "a stranger": (f"{Q}|{A} (Dana)|{Q}|{B} (Timur)", None),
}


@pytest.mark.parametrize("name", SIGNED)
def test_guests_named_behind_what_they_say(name: str) -> None:
    turns, voices = SIGNED[name]
    page = "Interview with Dana Serik and Olzhas Bek, farmers, Kazakhstan\n\n" + turns.replace("|", "\n\n")
    trace = pipeline.trace_page(build_page(page.encode(), "page.txt", "text/plain"), load_knowledge())
    exchange = trace.records[0].exchanges[0]
    assert exchange.speakers == voices
    signed = [row.block.text for row in trace.ledger if row.rule == "signature"]
    assert signed == ([] if name in ("one guest alone", "a stranger") else re.findall(r"[(\[].*?[)\]]", page))
    assert (exchange.answer[0] == A) is bool(signed)


def test_a_name_in_brackets_behind_a_label_alone_is_what_is_said() -> None:
    page = f"Interview with Dana Serik and Olzhas Bek\n\nQ: {Q}\n\n{A} (Dana)\n\n{B} (Olzhas)\n\nQ: {Q}\n\nA: (D. S.)"
    trace = pipeline.trace_page(build_page(page.encode(), "page.txt", "text/plain"), load_knowledge())
    assert trace.records[0].exchanges[1].answer == ("(D. S.)",)


def test_many_labels_are_not_each_held_against_each() -> None:
    few, many = (Counter(f"thing {number:x}" for number in range(count)) for count in (500, 1_000))
    few_calls, calls = (count_calls(partial(speakers._join_voices, labels, frozenset())) for labels in (few, many))
    assert calls < 2 * few_calls


def test_links_below_do_not_tell_the_language() -> None:
    links = "".join(f"<p><a href=/{number}>Bericht Nummer {number} von hier</a></p>" for number in range(300))
    turns = "<p><b>How did you start your work?</b></p><p>I began in the hall, where we all met in May.</p>" * 3
    page = f"<main><h1>{PAGE.splitlines()[0]}</h1>{turns}{links}</main>"
    trace = pipeline.trace_page(build_page(page.encode(), "page.html", "text/html"), load_knowledge())
    assert [record.language.content for record in trace.records] == ["en"]

"""One interview in each of many languages, laid out in many ways, and pages that are none (tests/languages/TAG.toml).

Languages with an `essay` and a `faq` are described in resources/speech; in the others nobody knows what "you" is.
`undecided` are questions that no word and no mark tells from those of the speaker: without a sign they stay with him.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.knowledge.speech import choose_speech
from hrdcorpus.pipeline import Trace, trace_page
from hrdcorpus.reading.pages import build_page

FOLDER = Path(__file__).with_name("languages")
LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.toml"))
DESCRIBED = [tag for tag in LANGUAGES if choose_speech(load_knowledge().speech, tag)]

LABELLED = {  # templates of the first paragraph of a question, and of an answer; {q} and {a} label the turns
    "roles": ("{q}: {question}", "{a}: {answer}"),
    "names": ("{asker}: {question}", "{guest}: {answer}"),
    "dashes": ("— {question}", "— {answer}"),
    "dashes of who asks": ("– {question}", "{answer}"),
    "double dashes of who asks": ("――{question}", "{answer}"),
    "an asterisk and a dash": ("* {question}", "- {answer}"),
    "a dash and a triangle": ("- {question}", "▲ {answer}"),
    "squares": ("■ {question}", "□ {answer}"),
    "names on lines of their own": ("{asker}\n\n{question}", "{guest}\n\n{answer}"),
    "numbers": ("{number}. {question}", "{answer}"),
    "bold": ("<b>{question}</b>", "{answer}"),
    "headings": ("<h3>{question}</h3>", "{answer}"),
    "roles in bold": ("<b>{q}: {question}</b>", "<b>{a}:</b> {answer}"),
    "roles in one paragraph": ("<b>{q}:</b> {question}<br><b>{a}:</b> {answer}", ""),
    "names in capitals": ("<b>{ASKER}:</b> {question}", "<b>{GUEST}:</b> {answer}"),
}


@cache
def _load(tag: str) -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / f"{tag}.toml").read_text(encoding="utf-8"))


def _trace(title: str, paragraphs: list[str]) -> Trace:
    """What becomes of a text page, or of an HTML page where a paragraph begins with a tag."""
    if any(paragraph.startswith("<") for paragraph in paragraphs):
        blocks = [text if text.startswith("<h") else f"<p>{text}</p>" for text in [f"<h1>{title}</h1>", *paragraphs]]
        page = build_page(f"<html><body>{''.join(blocks)}</body></html>".encode(), "page.html", "text/html")
    else:
        page = build_page("\n\n".join([title, *paragraphs]).encode(), "page.txt", "text/plain")
    return trace_page(page, load_knowledge())


def _lay_out(page: Mapping[str, Any], templates: tuple[str, str]) -> list[str]:
    """The introduction and the turns."""
    asker, guest = page["voices"]
    names = {"asker": asker, "guest": guest, "ASKER": asker.upper(), "GUEST": guest.upper()}
    names |= {"q": page["asker"], "a": page["answerer"]}
    paragraphs = [page["introduction"]]
    for number, (question, answer, *more) in enumerate(page["exchanges"], 1):
        turn = (t.format(question=question, answer=answer, number=number, **names) for t in templates)
        paragraphs += filter(None, turn)
        paragraphs += more
    return paragraphs


def _show(trace: Trace) -> list[list[str]]:
    return [[exchange.question.text, *exchange.answer] for record in trace.records for exchange in record.exchanges]


@pytest.mark.parametrize("layout", LABELLED)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_an_interview_with_a_sign(tag: str, layout: str) -> None:
    page = _load(tag)
    trace = _trace(page["title"], _lay_out(page, LABELLED[layout]))
    assert _show(trace) == page["exchanges"]
    assert [(record.language.content, *record.introduction) for record in trace.records] == [
        (tag, page["introduction"])
    ]


@pytest.mark.parametrize("opening", ["", "<p>"])
@pytest.mark.parametrize("tag", DESCRIBED)
def test_an_interview_without_a_sign(tag: str, opening: str) -> None:
    page = _load(tag)
    expected: list[list[str]] = []
    for question, *answer in page["exchanges"]:
        if question in page.get("undecided", ()):
            expected[-1] += [question, *answer]
        else:
            expected.append([question, *answer])
    assert _show(_trace(page["title"], _lay_out(page, (opening + "{question}", "{answer}")))) == expected


@pytest.mark.parametrize("tag", DESCRIBED)
def test_an_essay_that_asks_its_reader(tag: str) -> None:
    page = _load(tag)
    assert _show(_trace(page["essay_title"], page["essay"])) == []


@pytest.mark.parametrize("template", ["{}", "<b>{}</b>", "<h3>{}</h3>"])
@pytest.mark.parametrize("tag", DESCRIBED)
def test_frequent_questions(tag: str, template: str) -> None:
    page = _load(tag)
    paragraphs = [text for question, answer in page["faq"] for text in (template.format(question), answer)]
    assert _show(_trace(page["faq_title"], paragraphs)) == []


@pytest.mark.parametrize("tag", DESCRIBED)
def test_titles_and_lines_below_them_name_other_kinds_of_text(tag: str) -> None:
    page, speech = _load(tag), choose_speech(load_knowledge().speech, tag)
    turns = _lay_out(page, ("— {question}", "— {answer}"))[1:]
    named = [
        (genre, bool(_trace(*lines).weighed.values["genre"]))
        for genre in (speech.genres if speech else ())
        for lines in ((genre, turns), (page["essay_title"], [genre, *turns]))
    ]
    assert named
    assert [genre for genre, is_named in named if not is_named] == []

"""An interviewer who does not always ask: each of his turns is found by its sign, in every language."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import trace_page
from hrdcorpus.reading.pages import build_page
from hrdcorpus.records.form import MediaType

Talk = Mapping[str, Any]
Layout = Callable[[Talk], str]

TALKS = {talk["language"]: talk for talk in tomllib.loads((Path(__file__).parent / "talks.toml").read_text())["talk"]}


def _lay_out(asked: str, told: str, more: str = "<p>{text}</p>", extra: Mapping[int, str] = {}) -> Layout:
    """Each turn, the first paragraph of its answer and the others in these forms; `extra` stands above a turn."""

    def build(talk: Talk) -> str:
        lines = []
        for number, (question, first, *others) in enumerate(talk["turns"], start=1):
            names = {"number": number, "asker": talk["asker"], "guest": talk["guest"]}
            lines += [extra.get(number, ""), asked.format(text=question, **names), told.format(text=first, **names)]
            lines += [more.format(text=text) for text in others]
        return "\n\n".join(filter(None, lines))

    return build


def _alternate(odd: Layout, even: Layout) -> Layout:
    """The turns in two forms by turns."""

    def build(talk: Talk) -> str:
        single = ({**talk, "turns": [turn]} for turn in talk["turns"])
        return "".join((even if number % 2 else odd)(each) for number, each in enumerate(single))

    return build


HTML: Mapping[str, Layout] = {
    "bold": _lay_out("<p><b>{text}</b></p>", "<p>{text}</p>"),
    "headings": _lay_out("<h3>{text}</h3>", "<p>{text}</p>"),
    "bold in one paragraph with the answer": _lay_out("<p><strong>{text}<br></strong>", "{text}</p>"),
    "bold, here in one paragraph with the answer, there not": _alternate(
        _lay_out("<p><b>{text}</b> ", "{text}</p>"), _lay_out("<p><b>{text}</b></p>", "<p>{text}</p>")
    ),
    "italics in one paragraph with the answer": _lay_out("<p><em>{text}</em> ", "{text}</p>"),
    "bold made with two elements, among bold lines of the page": _alternate(
        _lay_out("<p><b>{text}</b></p>", "<p>{text}</p>", extra={1: "<p><b>Watch: Ten letters</b></p>"}),
        _lay_out("<p><strong>{text}</strong></p>", "<p>{text}</p>"),
    ),
    "a bold line above a bold turn": _lay_out("<p><b>{text}</b></p>", "<p>{text}</p>", extra={4: "<p><b>1998</b></p>"}),
    "a class": _lay_out("<p class='ask'>{text}</p>", "<p>{text}</p>"),
    "a second class": _lay_out("<p class='s ask'>{text}</p>", "<p class='s'>{text}</p>", "<p class='s'>{text}</p>"),
    "a data attribute": _lay_out("<div data-turn>{text}</div>", "<div>{text}</div>", "<div>{text}</div>"),
    "values of a data attribute": _lay_out(
        "<div data-by='{asker}'>{text}</div>", "<div data-by='{guest}'>{text}</div>", "<div data-by=''>{text}</div>"
    ),
    "a colour": _lay_out("<p style='color: #a00'>{text}</p>", "<p>{text}</p>"),
    "an element inside the paragraph": _lay_out("<p><span class='f2'>{text}</span></p>", "<p>{text}</p>"),
    "italics for the answers": _lay_out("<p>{text}</p>", "<p><i>{text}</i></p>", "<p><i>{text}</i></p>"),
    "a list of definitions": _lay_out("<dt>{text}</dt>", "<dd>{text}</dd>", "<dd>{text}</dd>"),
}


def _read(talk: Talk, body: str, *, is_html: bool) -> list[tuple[str, ...]]:
    title, lead = talk["title"], talk["introduction"]
    text = f"<main><h1>{title}</h1><p>{lead}</p>{body}</main>" if is_html else f"{title}\n\n{lead}\n\n{body}"
    media_type: MediaType = "text/html" if is_html else "text/plain"
    (record,) = trace_page(build_page(text.encode(), "page.txt", media_type), load_knowledge()).records
    return [(exchange.question.text, *exchange.answer) for exchange in record.exchanges]


@pytest.mark.parametrize("language", TALKS)
@pytest.mark.parametrize("layout", HTML)
def test_a_sign_of_the_markup(layout: str, language: str) -> None:
    talk = TALKS[language]
    assert _read(talk, HTML[layout](talk), is_html=True) == list(map(tuple, talk["turns"]))

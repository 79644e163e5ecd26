"""What a page's layout makes of its paragraphs: > stands before what is asked, | before each paragraph of an answer."""

import pytest

from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import trace_page
from hrdcorpus.reading.pages import build_page
from hrdcorpus.records.form import MediaType

TITLE = "HRD Interview: Ana Ejemplo, nurse, Chad"
ROLE = "What role does the government play?"
DRIVE = "What drives you to do your work?"
WORK = "Can you tell us more about your work on business and human rights?"

TEXTS = {
    "an answer that asks is still one": f"""
Q: {WORK}

A: We did nothing. Why would they come?

Q: {DRIVE}

A: My mother.
""",
    "both with dashes, and one answers with a question": f"""
- {WORK}

- I count wells. Why should I stop?

- Did they threaten you?

- Yes.

- {DRIVE}

- My mother.
""",
    "initials with full stops, and a time": f"""
[00:01] Н. К.: {WORK}

[00:09] А. Е.: I count wells.

[01:10] Н. К.: And then?

[01:15] А. Е.: We count them again.

[02:10] Н. К.: {DRIVE}

[02:11] А. Е.: My mother.
""",
    "two paragraphs of one question": f"""
PARK: You came in May.

What did you find?

EJEMPLO: Dust.

PARK: {DRIVE}

EJEMPLO: My mother.

I told you.
""",
    "numbers with letters": f"""
Q1. {WORK}

A1. I count wells.

Q2. {DRIVE}

A2. My mother.
""",
    "reported questions": f"""
{WORK}

I count wells.

They asked me: "Do you want your children to walk home alone?"

They said: "Why do you do this?"

{DRIVE}

My mother.
""",
    "a lead before the question": f"""
{WORK}

I count wells.

You grew up by the river. {DRIVE}

My mother.
""",
    "what editors put below": f"""
{WORK}

I count wells.

{DRIVE}

My mother [1].

[1] The name was changed.

Ana Ejemplo is a nurse in Abéché.

This interview has been edited for length and clarity.

Share on Facebook
""",
    "thanks": f"""
- {WORK}

- I count wells.

- {DRIVE}

- My mother.

- Thank you for the interview!
""",
    "short questions of the interviewer": f"""
{WORK}

They offered me a post in the next town.

Why?

Because I counted wells.

And after that?

They offered it to my wife.

{DRIVE}

My mother.
""",
    "a question that goes on from an answer": f"""
{WORK}

I count wells.

Two are dry.

And what did the council say to that?

It sent a card.

But who would read it?

It was in Latin.

{DRIVE}

My mother.
""",
    "a numbered question in parts": f"""
1. {WORK}

I count wells.

1a. Has that changed, and if so how?

Two are dry.

2. {DRIVE}

My mother.
""",
    "a numbered question of two paragraphs": f"""
1) {WORK}

Which part did the council have in it?

I count wells.

2) {DRIVE}

My mother.
""",
    "short questions of the speaker": f"""
{WORK}

We went to court. Why? We had a paper.

And us?

We were sent home. They asked:

Why now?

And nobody knew.

What for?

It is a kind of weather.

{DRIVE}

My mother.
""",
    "names in capitals with full stops": f"""
ANA EJEMPLO. {WORK}

BEN EJEMPLO. I count wells.

ANA EJEMPLO. And then?

BEN EJEMPLO. We count them again.

ANA EJEMPLO. {DRIVE}

BEN EJEMPLO. My mother.
""",
    "letters with stops and hyphens": f"""
P.- {WORK}

R.- I count wells.

P.- {DRIVE}

R.- My mother.
""",
    "answers in quotation marks": f"""
{WORK}

»I count wells.«

{DRIVE}

*My mother.*
""",
    "a last answer that looks like a portrait": f"""
{WORK}

I count wells.

{DRIVE}

Ana Ejemplo does not give up, they say.

[1] The name was changed.
""",
}
ASKED = {
    "a numbered question in parts": (
        f"> {WORK} | I count wells. > Has that changed, and if so how? | Two are dry. > {DRIVE} | My mother."
    ),
    "a numbered question of two paragraphs": (
        f"> {WORK} Which part did the council have in it? | I count wells. > {DRIVE} | My mother."
    ),
    "a question that goes on from an answer": (
        f"> {WORK} | I count wells. | Two are dry. > And what did the council say to that? | It sent a card. "
        f"| But who would read it? | It was in Latin. > {DRIVE} | My mother."
    ),
    "short questions of the interviewer": (
        f"> {WORK} | They offered me a post in the next town. > Why? | Because I counted wells. > And after that? "
        f"| They offered it to my wife. > {DRIVE} | My mother."
    ),
    "short questions of the speaker": (
        f"> {WORK} | We went to court. Why? We had a paper. | And us? | We were sent home. They asked: | Why now? "
        f"| And nobody knew. | What for? | It is a kind of weather. > {DRIVE} | My mother."
    ),
    "an answer that asks is still one": f"> {WORK} | We did nothing. Why would they come? > {DRIVE} | My mother.",
    "both with dashes, and one answers with a question": (
        f"> {WORK} | I count wells. Why should I stop? > Did they threaten you? | Yes. > {DRIVE} | My mother."
    ),
    "initials with full stops, and a time": (
        f"> {WORK} | I count wells. > And then? | We count them again. > {DRIVE} | My mother."
    ),
    "two paragraphs of one question": (
        f"> You came in May. What did you find? | Dust. > {DRIVE} | My mother. | I told you."
    ),
    "numbers with letters": f"> {WORK} | I count wells. > {DRIVE} | My mother.",
    "reported questions": (
        f'> {WORK} | I count wells. | They asked me: "Do you want your children to walk home alone?"'
        f' | They said: "Why do you do this?" > {DRIVE} | My mother.'
    ),
    "a lead before the question": (f"> {WORK} | I count wells. > You grew up by the river. {DRIVE} | My mother."),
    "what editors put below": f"> {WORK} | I count wells. > {DRIVE} | My mother [1].",
    "thanks": f"> {WORK} | I count wells. > {DRIVE} | My mother.",
    "names in capitals with full stops": (
        f"> {WORK} | I count wells. > And then? | We count them again. > {DRIVE} | My mother."
    ),
    "letters with stops and hyphens": f"> {WORK} | I count wells. > {DRIVE} | My mother.",
    "answers in quotation marks": f"> {WORK} | »I count wells.« > {DRIVE} | *My mother.*",
    "a last answer that looks like a portrait": (
        f"> {WORK} | I count wells. > {DRIVE} | Ana Ejemplo does not give up, they say."
    ),
}

PAIRS = ((WORK, "I count wells."), ("How long does it take?", "Two days."), (DRIVE, "My mother."))
LONG = "The same as ever: the wells are counted, and the goat walks with me, and nobody asks it why."
FOUR = (*PAIRS, ("Who walks with you?", "A goat."))


def _fill(template: str, pairs: tuple[tuple[str, str], ...] = FOUR) -> str:
    return "".join(template.format(q=q, a=a, n=n) for n, (q, a) in enumerate(pairs, start=1))


PAGES = {
    "classes": _fill("<p class=x>{q}</p><p class=y>{a}</p>"),
    "colours": _fill("<p><span style='color:#0a7'>{q}</span></p><p>{a}</p>"),
    "italics beside bold": "<p><b>By the river</b></p>" + _fill("<p><em>{q}</em></p><p>{a}</p>"),
    "underlined": "<p><b>By the river</b></p>" + _fill("<p><u>{q}</u></p><p>{a}</p>"),
    "answers in quotations": _fill("<p>{q}</p><blockquote><p>{a}</p></blockquote>"),
    "names in cells": "<table>" + _fill("<tr><td>Host<td>{q}<tr><td>A. E.<td>{a}") + "</table>",
    "numbers in cells": "<table>" + _fill("<tr><td>{n}<td>{q}<tr><td><td>{a}") + "</table>",
    "an accordion": _fill("<h3><button>{q}</button></h3><div><p>{a}</p></div>"),
    "an accordion that is shut": _fill("<h3><button aria-expanded=false>{q}</button><i></i></h3><div hidden>{a}</div>"),
    "one that calls its panels hidden": _fill("<h3 aria-expanded=false>{q}</h3><div aria-hidden=true><p>{a}</p></div>"),
    "one without headings": _fill("<button aria-expanded=false>{q}</button><!-- --><div hidden><p>{a}</p></div>"),
    "one of boxes in boxes": _fill(
        "<div><div><a role=button href=# aria-expanded=false>{q}</a></div></div><div style='display: none'>{a}</div>"
    ),
    "all of it again for small screens": "<div class=wide>"
    + _fill("<h3>{q}</h3><p>{a}</p>")
    + "</div><div class=narrow>"
    + _fill("<h3>{q}</h3><p>{a}</p>")
    + "</div>",
    "each turn again for small screens": _fill(
        "<div class=wide><h3>{q}</h3></div><div class=low><h3>{q}</h3></div><p class=wide>{a}</p><p class=low>{a}</p>"
    ),
    "what is said twice": _fill("<h3>{q}</h3><p>{a}</p>") + 2 * f"<h3>And now?</h3><p>{LONG}</p><p>{LONG[:60]}.</p>",
    "bold with dashes": _fill("<p><b>— {q}</b></p><p>— {a}</p>"),
    "two hyphens": "<div>" + _fill("-- {q}<br><br>{a}<br><br>") + "</div>",
    "an appeal in between": _fill("<h3>{q}</h3><p>{a}</p>")
    + "<div><p>Would you like to hear from us? Write to our office.</p></div>"
    + _fill("<h3>{q}</h3><p>{a}</p>", (("And now?", "Nothing."),)),
    "other stories": "<section>" + _fill("<h3>{q}</h3><p>{a}</p>") + "</section>"
    "<section><div><h2>You may also like</h2><h3>Who owns the water?</h3><p>A photo essay.</p></div></section>",
    "an answer that goes on": _fill("<h3>{q}</h3><p>{a}</p>", PAIRS)
    + "<h3>Who walks with you?</h3><p>A goat.</p><details><summary>Read more</summary></details>",
    "an answer that asks, half of it in bold": _fill("<p><b>{q}</b></p><p>{a}</p>", FOUR[:1])
    + _fill("<p><strong>{q}</strong></p><p>{a}</p>", FOUR[1:2])
    + _fill("<p style='font-weight: bold'>{q}</p><p>{a}</p>", FOUR[2:])
    + "<p><b>Would you believe it of a goat,</b> after such a year?</p><p>It is old.</p>",
    "a remark where a questionnaire is read out": _fill("<dt>{q}</dt><dd>{a}</dd>")
    + "<dt>Say it in one word.</dt><dd>Water.</dd>",
}
FURTHER = {
    "what is said twice": 2 * f" > And now? | {LONG} | {LONG[:60]}.",
    "an appeal in between": " > And now? | Nothing.",
    "an answer that asks, half of it in bold": " | Would you believe it of a goat, after such a year? | It is old.",
    "a remark where a questionnaire is read out": " | Say it in one word. | Water.",
}


def _read(text: str, media_type: MediaType) -> str:
    (record,) = trace_page(build_page(text.encode(), f"page.{media_type[5:]}", media_type), load_knowledge()).records
    exchanges = ([f"> {e.question.text}", *(f"| {paragraph}" for paragraph in e.answer)] for e in record.exchanges)
    return " ".join(line for exchange in exchanges for line in exchange)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_page(name: str) -> None:
    assert _read(f"{TITLE}\n{TEXTS[name]}", "text/plain") == ASKED[name]


@pytest.mark.parametrize("name", PAGES)
def test_an_html_page(name: str) -> None:
    page = f"<html><body><main><h1>{TITLE}</h1>{PAGES[name]}</main></body></html>"
    expected = " ".join(f"> {question} | {answer}" for question, answer in FOUR) + FURTHER.get(name, "")
    assert _read(page, "text/html") == expected


def test_a_remark_among_questions_of_ones_own() -> None:
    pairs = (
        ("How do you carry the water?", "I walk."),
        ("Say it in one word.", "Water."),
        ("Who walks with you?", "A goat."),
    )
    page = f"<html><body><main><h1>{TITLE}</h1>{_fill('<p><b>{q}</b></p><p>{a}</p>', pairs)}</main></body></html>"
    assert _read(page, "text/html") == " ".join(f"> {question} | {answer}" for question, answer in pairs)

"""Pages whose lines were wrapped: put together again, and no others."""

import textwrap

import pytest

from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import trace_page
from hrdcorpus.reading.pages import build_page
from hrdcorpus.reading.splitting import split_blocks
from hrdcorpus.records.form import MediaType, Record

QUESTIONS = {
    "situation": (
        "What is the situation like for human rights defenders, working on business-related human rights issues in "
        "Kazakhstan? Are there sufficient protections for HRDs?"
    ),
    "response": (
        "What has been the response of other NGOs to the attacks you have been experiencing? How about the general "
        "public? The international community, including buyers from and investors in Kazakhstan?"
    ),
    "government-role": (
        "What role does the government play? Is it supportive of human rights defenders? Or do you feel "
        "pressure from the government?"
    ),
}
ANSWERS = [
    "We are few, and the river is long. In winter nobody comes to us but the postman, who is also the inspector, and "
    "he brings the summons together with the bill for the water that we are not allowed to drink, and then he sits "
    "down at our stove and tells us what he has seen on his way through the villages.",
    "They wrote one letter. Then the ice broke, the road was closed for a month, and we wrote to them that we were "
    "still alive, and that the well behind the school had gone bitter, so that the children carried their water in "
    "bottles from the station, which is an hour away for them.",
    "It forwards our letters to the next office, which sends them back to us unopened, in spring.",
]
TITLE = "HRD Interview: Mary Example, Chairwoman of the White Willow NGO, Kazakhstan"
PARAGRAPHS = [TITLE, *(text for pair in zip(QUESTIONS.values(), ANSWERS, strict=True) for text in pair)]
SEPARATORS = {"no blank lines": "\n", "blank lines between paragraphs": "\n\n"}


def build(text: str, media_type: MediaType = "text/plain") -> Record:
    (record,) = trace_page(build_page(text.encode(), "a.txt", media_type), load_knowledge()).records
    return record


@pytest.mark.parametrize("markup", ["{}", "<pre>{}</pre>", "<div><p>{}</div>"])
@pytest.mark.parametrize("separator", SEPARATORS.values(), ids=SEPARATORS)
@pytest.mark.parametrize("width", [58, 76, 99, 118])
def test_wrapped_paragraphs_are_whole_again(width: int, separator: str, markup: str) -> None:
    text = separator.join(textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in PARAGRAPHS)
    if markup.startswith("<div"):
        text = text.replace("\n", "<br>")
    record = build(markup.format(text), "text/plain" if markup == "{}" else "text/html")
    assert {exchange.question.id: exchange.question.text for exchange in record.exchanges} == QUESTIONS
    assert [" ".join(exchange.answer) for exchange in record.exchanges] == ANSWERS


@pytest.mark.parametrize("mark", ["> ", ">", "> > ", ">> "])
@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_a_quoted_mail_is_read_without_its_marks(mark: str, separator: str) -> None:
    text = separator.join(textwrap.fill(paragraph, 72, break_on_hyphens=False) for paragraph in PARAGRAPHS)
    quoted = "".join(f"{mark}{line}".rstrip() + "\n" for line in text.splitlines())
    record = build(quoted)
    assert {exchange.question.id: exchange.question.text for exchange in record.exchanges} == QUESTIONS
    assert [" ".join(exchange.answer) for exchange in record.exchanges] == ANSWERS
    assert any(finding.detail.startswith("quoted mail") for finding in record.findings)


def test_a_blank_line_after_each_line() -> None:
    text = "\n\n".join(line for paragraph in PARAGRAPHS for line in textwrap.wrap(paragraph, 76))
    record = build(text)
    assert {exchange.question.id: exchange.question.text for exchange in record.exchanges} == QUESTIONS


LINES = {
    "paragraphs on one line each": "Who came?\nNobody came, and we waited.\nWhy is that so?\nIt is far, and cold.",
    "questions that are quoted": "> Who came?\nNobody came, and we waited.\n> Why is that so?\nIt is far, and cold.",
    "a poem": "the river\nthe ice\nthe road\nthe river again\nthe ice again",
    "a list of unequal lines": "\n".join(f"- item {'of many words ' * (number % 5)}" for number in range(9)),
}


@pytest.mark.parametrize("text", LINES.values(), ids=LINES)
def test_lines_that_were_not_wrapped_stay(text: str) -> None:
    assert [block.text for block in split_blocks(build_page(text.encode(), "a.txt", "text/plain")).blocks] == [
        line.strip() for line in text.splitlines()
    ]


WRAPPED = """
We waited for the ice to break on the river that
winter, and the postman came to us on a sledge with
the summons and the bill, and said that it was the
last one he would bring. We believed him until the
{}
spring came."""


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("evening of that long day, which was short. - Yes.", 1),  # full: within a paragraph, perhaps
        ("evening.\nQ: Who came to you after that?\nA: The", 3),
        ("evening.\n- Who came to you after that?\n- The", 3),
        ("evening was there.\nThe", 2),
    ],
)
def test_a_turn_begins_a_paragraph(line: str, count: int) -> None:
    page = build_page(WRAPPED.format(line).encode(), "a.txt", "text/plain")
    assert len(split_blocks(page).blocks) == count


def test_what_was_guessed_is_told() -> None:
    text = "\n".join(textwrap.fill(paragraph, 80) for paragraph in PARAGRAPHS)
    assert "wrapped-lines" in [finding.name for finding in build(text).findings]
    assert "wrapped-lines" not in [finding.name for finding in build("\n".join(PARAGRAPHS)).findings]

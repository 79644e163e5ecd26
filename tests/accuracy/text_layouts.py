"""The interview to lay out, and how text pages do it: the body's paragraphs with the white space between them.

The marks (prefixes, numbers, dashes) are no part of the questions and answers.
"""

import textwrap
from dataclasses import dataclass

from accuracy.cases import Asked


@dataclass(frozen=True, slots=True)
class Interview:
    """What is laid out. `turns` are the marks before a question and an answer, `asides` go between the answers."""

    introduction: tuple[str, ...]
    exchanges: tuple[Asked, ...]
    turns: tuple[str, str] = ("", "")
    caption: str = ""
    related: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()


def list_turns(interview: Interview, question: str = "", answer: str = "") -> list[str]:
    """All paragraphs in order, with a mark before each question and one before each answer's first paragraph."""
    paragraphs = list(interview.introduction)
    for asked in interview.exchanges:
        paragraphs.append(question + asked.question)
        paragraphs += [(answer if n == 0 else "") + text for n, text in enumerate(asked.answer)]
    return paragraphs


def lay_bare(interview: Interview) -> str:
    """A blank line between paragraphs and no mark: the site's own way."""
    return "\n\n".join(list_turns(interview))


def lay_single_breaks(interview: Interview) -> str:
    """One line break between paragraphs and no mark."""
    return "\n".join(list_turns(interview))


def lay_turns(interview: Interview) -> str:
    """A mark before each turn: `Q:` and `A:`, or the speakers' names."""
    return "\n\n".join(list_turns(interview, *interview.turns))


def lay_turns_single_breaks(interview: Interview) -> str:
    """The same with one line break between paragraphs."""
    return "\n".join(list_turns(interview, *interview.turns))


def lay_numbers(interview: Interview) -> str:
    """Numbered questions."""
    paragraphs = list(interview.introduction)
    for number, asked in enumerate(interview.exchanges, 1):
        paragraphs += [f"{number}. {asked.question}", *asked.answer]
    return "\n\n".join(paragraphs)


def lay_dashes_both(interview: Interview) -> str:
    """Russian dialogue: a dash before each turn."""
    return "\n\n".join(list_turns(interview, "— ", "— "))


def lay_dashes_questions(interview: Interview) -> str:
    """A dash before each question only."""
    return "\n\n".join(list_turns(interview, "– "))


def lay_same_paragraph(interview: Interview) -> str:
    """Each question and the first paragraph of its answer in one paragraph."""
    paragraphs = list(interview.introduction)
    for asked in interview.exchanges:
        paragraphs += [f"{asked.question} {asked.answer[0]}", *asked.answer[1:]]
    return "\n\n".join(paragraphs)


def lay_lost_breaks(interview: Interview) -> str:
    """Every other break before or after a question is lost, with the space that would have been there."""
    body = "\n\n".join(interview.introduction)
    for number, asked in enumerate(interview.exchanges):
        body += ("" if number % 2 else "\n\n") + asked.question
        body += ("" if number % 3 == 1 else "\n\n") + "\n\n".join(asked.answer)
    return body.strip()


def lay_hard_wrapped(interview: Interview) -> str:
    """Paragraphs wrapped at 76 columns, a blank line between them."""
    return "\n\n".join(
        textwrap.fill(text, 76, break_long_words=False, break_on_hyphens=False) for text in list_turns(interview)
    )

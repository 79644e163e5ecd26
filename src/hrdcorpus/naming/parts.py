"""What is left of a title -> the parts between its commas, dashes and brackets."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hrdcorpus.naming.details import is_aside, read_detail
from hrdcorpus.naming.stretches import ROLES, Stretch, mark_words
from hrdcorpus.naming.tokens import Token, split_tokens


class Part(NamedTuple):
    """Words between two commas, dashes or brackets; `lead` is the one before them, `,` for a bracket."""

    lead: str
    words: Stretch


def split_parts(title: Stretch) -> list[Part] | None:
    """The parts up to a headline, a topic or the site's name after them; None where it is a sentence, and no title."""
    opened = title.choose(_open_brackets(title))
    end = re.search("[:|.]|$", opened.marks)
    body = opened.cut(0, end.start() if end else 0)
    *_, (lead, last) = body.split(",;-")
    if opened.marks[len(body) :].startswith("."):
        if lead == "-":  # a headline
            body = body.cut(0, -len(last) - 1)
        elif opened.marks[len(body) + 1 :][:1] != '"' and last.country is None:
            return None
    starts = [
        *range(len(re.split("[,;-]", body.marks)[0])),
        *(found.end() for found in re.finditer("[,;-]", body.marks)),
    ]
    topic = next((i for i in starts if body.cut(i).begins_topic), None)
    return [Part(lead, words) for lead, words in body.cut(0, topic).split(",;-") if words.without_article]


def _open_brackets(title: Stretch) -> Iterator[Token]:
    """The words; brackets around a country, or around what the interviewee is, count as commas."""
    for i, word in enumerate(title.words):
        inner = split_tokens(word.text[1:-1], title.language.elisions, word.start + 1) if word.form == "bracket" else []
        marked = mark_words(title.line, inner, title.language, is_upper=title.text.isupper())
        if inner and _tells_details(marked, is_name=not re.search("[,;-]", title.marks[:i])):
            yield word._replace(form="comma", mark=",", end=word.start + 1)
            yield from marked.words
        else:
            yield word


def _tells_details(inner: Stretch, *, is_name: bool) -> bool:
    """Whether a bracket holds a role, an organisation, a country or "part 2"; after a comma also perhaps a place."""
    details = [read_detail(words) for _, words in inner.split(",;") if words]
    is_told = is_aside(inner) or inner.has(ROLES)
    return is_told or any(d.country or (d.organisation and len(inner) > 1) or (d.lone and not is_name) for d in details)

"""What is left of a title -> the parts between its commas, dashes and brackets."""

import re
from typing import NamedTuple

from hrdcorpus.naming.details import is_aside, read_detail
from hrdcorpus.naming.stretches import ROLES, Stretch, mark_words
from hrdcorpus.naming.tokens import split_tokens


class Part(NamedTuple):
    """Words between two commas, dashes or brackets; `lead` is the one before them, `,` for a bracket."""

    lead: str
    words: Stretch


def split_parts(title: Stretch) -> list[Part] | None:
    """The parts up to a headline, a topic or the site's name after them; None where it is a sentence, and no title."""
    if generic := re.match("(?:#[A-Za-z]+|[a-z]*[rims]):(?=[NQH]{2})", title.marks):  # "a Beekeeper: Lars Example"
        return [Part("", title.cut(0, generic.end() - 1)), *(split_parts(title.cut(generic.end())) or ())]
    opened = _open_brackets(title)
    body = opened.cut(0, len(re.split("[:|.]", opened.marks)[0]))
    *_, (lead, last) = body.split(",;-")
    # a headline may end so behind a dash, and a title before a quotation or after a country
    if re.match(r'\.(?!")', opened.marks[len(body) :]) and lead != "-" and last.country is None:
        return None
    starts = [*range(len(re.split("[,;-]", body.marks)[0])), *(m.end() for m in re.finditer("[,;-]", body.marks))]
    topic = next((i for i in starts if body.begins_topic(i)), None)
    return [Part(lead, words) for lead, words in body.cut(0, topic).split(",;-") if words.without_article]


def _open_brackets(title: Stretch) -> Stretch:
    """The title; brackets around a country, or around what the interviewee is, count as commas."""
    words, marks, is_upper = list(title.words), title.marks, title.marks and title.text.isupper()
    for i in [i for i, mark in enumerate(marks) if mark == "_"][::-1]:
        tokens = split_tokens(words[i].text[1:-1], title.language.elisions, words[i].start + 1)
        inner = mark_words(title.line, tokens, title.language, is_upper=bool(is_upper))
        if inner and _tells_details(inner, is_name=not re.search("[,;-]", marks[:i])):
            words[i : i + 1] = [words[i], *inner.words]
            marks = f"{marks[:i]},{inner.marks}{marks[i + 1 :]}"
    return Stretch(title.line, title.language, tuple(words), marks)


def _tells_details(inner: Stretch, *, is_name: bool) -> bool:
    """Whether a bracket holds a role, an organisation, a country or "part 2"; after a comma also perhaps a place."""
    details = [read_detail(words) for _, words in inner.split(",;") if words]
    is_told = is_aside(inner) or inner.has(ROLES)
    return is_told or any(d.country or (d.organisation and len(inner) > 1) or (d.lone and not is_name) for d in details)

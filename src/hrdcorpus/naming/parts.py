"""What is left of a title -> the parts between its commas, dashes and brackets."""

from collections.abc import Iterator
from itertools import groupby, takewhile, zip_longest
from typing import NamedTuple

from hrdcorpus.naming.details import is_aside, read_detail
from hrdcorpus.naming.stretches import ROLES, Stretch, Token, mark_tokens, split_tokens


class Part(NamedTuple):
    """Words between two commas, dashes or brackets; `lead` is the form of the one before them."""

    lead: str
    words: Stretch


def split_parts(title: Stretch) -> list[Part] | None:
    """The parts up to a headline, a topic or the site's name after them; None where it is a sentence, and no title."""
    parts: list[tuple[str, list[Token]]] = [("", [])]
    opened = list(_open_brackets(title))
    for word, after in zip_longest(opened, opened[1:]):
        lead, words = parts[-1]
        if word.form == "stop":
            if lead == "dash":  # a headline
                parts.pop()
            elif not (after and after.form == "quoted") and title.choose(words).country is None:
                return None
        if word.form in ("colon", "bar", "stop"):
            break
        if word.form in ("comma", "dash"):
            parts.append((word.form, []))
        else:
            words.append(word)
    return _cut_topic([Part(lead, title.choose(words)) for lead, words in parts if words])


def _cut_topic(parts: list[Part]) -> list[Part]:
    """Without what is talked about, as in "Interview with Asel Omarova on dust, strikes and courts"."""
    first = parts[0].words if parts else ()
    for i in range(len(first)):
        if parts[0].words.cut(i).begins_topic:
            return [Part("", parts[0].words.cut(0, i))] if i else []
    return list(takewhile(lambda part: not part.words.begins_topic, parts))


def _open_brackets(title: Stretch) -> Iterator[Token]:
    """The words; brackets around a country, or around what the interviewee is, count as commas."""
    is_name = True
    for word in title.words:
        inner = split_tokens(word.text[1:-1], title.language.elisions, word.start + 1) if word.form == "bracket" else []
        marked = title.choose(mark_tokens(inner, title.language))
        if inner and _tells_details(marked, is_name=is_name):
            yield word._replace(form="comma", end=word.start + 1)
            yield from marked.words
        else:
            yield word
        is_name = is_name and word.form not in ("comma", "dash")


def _tells_details(inner: Stretch, *, is_name: bool) -> bool:
    """Whether a bracket holds a role, an organisation, a country or "part 2"; after a comma also perhaps a place."""
    groups = groupby(inner.words, lambda word: word.form == "comma")
    details = [read_detail(inner.choose(group)) for is_comma, group in groups if not is_comma]
    is_told = is_aside(inner) or inner.has(*ROLES)
    return is_told or any(d.country or (d.organisation and len(inner) > 1) or (d.lone and not is_name) for d in details)

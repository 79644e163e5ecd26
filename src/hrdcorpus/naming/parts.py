"""What is left of a title -> the parts between its commas, dashes and brackets."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, takewhile, zip_longest

from hrdcorpus.naming.details import Detail, is_aside, read_detail
from hrdcorpus.naming.stretches import ROLES, Stretch, mark_words
from hrdcorpus.naming.tokens import Token, split_tokens


@dataclass(frozen=True)
class Part:
    """Words between two commas, dashes or brackets; `lead` is the one before them, `,` for a bracket."""

    lead: str
    words: Stretch

    @cached_property
    def detail(self) -> Detail:
        """What it says where it names nobody."""
        return read_detail(self.words)


def split_parts(title: Stretch) -> list[Part] | None:
    """The parts up to a headline, a topic or the site's name after them; None where it is a sentence, and no title."""
    parts: list[tuple[str, list[Token]]] = [("", [])]
    opened = list(_open_brackets(title))
    for word, after in zip_longest(opened, opened[1:]):
        lead, words = parts[-1]
        if word.form == "stop":
            if lead == "-":  # a headline
                parts.pop()
            elif not (after and after.form == "quoted") and title.choose(words).country is None:
                return None
        if word.form in ("colon", "bar", "stop"):
            break
        if word.form in ("comma", "dash"):
            parts.append((word.key, []))
        else:
            words.append(word)
    return list(takewhile(lambda part: not part.words.begins_topic, _cut_topic(title, parts)))


def _cut_topic(title: Stretch, parts: list[tuple[str, list[Token]]]) -> Iterator[Part]:
    """Without what is talked about, as in "Interview with Asel Omarova on dust, strikes and courts"."""
    told = [Part(lead, title.choose(words)) for lead, words in parts]
    told = [part for part in told if part.words.without_article]
    for i in range(1, len(told[0].words) if told else 0):
        if told[0].words.cut(i).begins_topic:
            yield Part("", told[0].words.cut(0, i))
            return
    yield from told


def _open_brackets(title: Stretch) -> Iterator[Token]:
    """The words; brackets around a country, or around what the interviewee is, count as commas."""
    is_name = True
    for word in title.words:
        inner = split_tokens(word.text[1:-1], title.language.elisions, word.start + 1) if word.form == "bracket" else []
        marked = mark_words(title.line, inner, title.language, is_upper=title.text.isupper())
        if inner and _tells_details(marked, is_name=is_name):
            yield word._replace(form="comma", key=",", end=word.start + 1)
            yield from marked.words
        else:
            yield word
        is_name = is_name and word.form not in ("comma", "dash")


def _tells_details(inner: Stretch, *, is_name: bool) -> bool:
    """Whether a bracket holds a role, an organisation, a country or "part 2"; after a comma also perhaps a place."""
    groups = groupby(inner.words, lambda word: word.form == "comma")
    details = [read_detail(inner.choose(group)) for is_comma, group in groups if not is_comma]
    is_told = is_aside(inner) or inner.has(ROLES)
    return is_told or any(d.country or (d.organisation and len(inner) > 1) or (d.lone and not is_name) for d in details)

"""A title's line -> its language and the parts it is made of."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from hrdcorpus.knowledge.titles import TitleLanguage, Titles
from hrdcorpus.names.details import read_detail
from hrdcorpus.names.grammar import ROLES, Grammar, Words, find_country_in
from hrdcorpus.names.looks import is_aside
from hrdcorpus.names.tokens import Token, split_tokens

LONGEST_TITLE = 600  # characters: a longer line is prose
# What ends a headline before the words "Interview with".
_BOUNDARY = re.compile(r"(?:[?!…:.|»”“\"\])]|(?<=\s)[-–—]|[?!.,]['’])$")


class Part(NamedTuple):
    """Tokens between two commas, dashes or brackets; `lead` is the kind of the one before them."""

    lead: str
    tokens: list[Token]


class Wording(NamedTuple):
    """A title's language, and its tokens after the words that make it one; `is_first` without a headline before."""

    language: TitleLanguage
    tokens: Words
    is_first: bool


def list_wordings(line: str, titles: Titles) -> Iterator[Wording]:
    """Every place where the line may become an interview's title: at its beginning, or after a headline."""
    folded = line.casefold() if len(line) <= LONGEST_TITLE else ""
    languages = [each for each in titles if any(keyword in folded for keyword in each.keywords)]
    tokens = split_tokens(line) if languages else []
    for i, token in enumerate(tokens):
        if i and not _BOUNDARY.search(line[: token.start].rstrip()[-2:]):
            continue
        found = [
            (language, wording.keys)
            for language in languages
            for wording in language.wordings
            if tuple(each.key for each in tokens[i : i + len(wording.keys)]) == wording.keys
        ]
        if found:
            rest = line[token.end :]
            language, keys = max(found, key=lambda each: (len(each[1]), _count_letters(rest, each[0])))
            after = tokens[i + len(keys) :]
            if [each.kind for each in after[:2]] in (["quoted", "dash"], ["quoted", "colon"]):
                after = after[2:]  # a headline: `HRD Interview: "We stay" - Asel Omarova`
            yield Wording(language, after, is_first=i == 0)


def split_parts(text: str, tokens: Words, grammar: Grammar) -> list[Part] | None:
    """The parts up to a headline, a topic or the site's name after them; None where it is a sentence, and no title."""
    parts = [Part("", [])]
    for token, after in _pair_with_next(_open_brackets(text, tokens, grammar)):
        last = parts[-1]
        if token.kind == "stop":
            if last.lead == "dash":  # a headline
                parts.pop()
            elif _ends_sentence(text, last, after, grammar):
                return None
        if token.kind in ("colon", "bar", "stop") or (token.kind == "dash" and after and after.kind == "quoted"):
            break
        if token.kind in ("comma", "dash"):
            parts.append(Part(token.kind, []))
        else:
            last.tokens.append(token)
    return _cut_topic([part for part in parts if part.tokens], grammar)


def _ends_sentence(text: str, part: Part, after: Token | None, grammar: Grammar) -> bool:
    """Whether the stop after `part` shows it to be prose: not after a country, nor before a headline in quotes."""
    if after and after.kind == "quoted":
        return False
    return find_country_in(text, part.tokens, grammar) is None or bool(after and after.kind not in ("colon", "bar"))


def _cut_topic(parts: list[Part], grammar: Grammar) -> list[Part]:
    """Without what is talked about, as in "Interview with Asel Omarova on dust, strikes and courts"."""
    first = parts[0].tokens if parts else []
    for i in range(len(first)):
        if _begins_topic(first[i:], grammar):
            return [Part("", first[:i])] if i else []
    return list(takewhile(lambda part: not _begins_topic(part.tokens, grammar), parts))


def _begins_topic(tokens: Words, grammar: Grammar) -> bool:
    keys = tuple(token.key for token in tokens[:4] if token.kind == "word")
    return tokens[0].kind == "word" and any(keys[:length] in grammar.language.topics for length in range(1, 5))


def _open_brackets(text: str, tokens: Words, grammar: Grammar) -> Iterator[Token]:
    """The tokens; brackets around a country, or around what the interviewee is, count as commas."""
    part: list[Token] = []
    is_name = True
    for token, after in _pair_with_next(tokens):
        inner = split_tokens(token.text[1:-1], token.start + 1) if token.kind == "bracket" else []
        is_last = after is None or after.kind not in ("word", "quoted", "bracket")
        if inner and is_last and _tells_details(text, inner, part, grammar, is_name=is_name):
            yield token._replace(kind="comma", end=token.start + 1)
            yield from inner
            continue
        yield token
        is_name = is_name and token.kind not in ("comma", "dash")
        part = [] if token.kind in ("comma", "dash") else [*part, token]


def _tells_details(text: str, inner: Words, before: Words, grammar: Grammar, *, is_name: bool) -> bool:
    """Whether a bracket holds a country, or "part 2"; after a quotation, what may be a place.

    After the name or a country also a role or an organisation; `before` is the part that it stands in.
    """
    parts = [list(group) for is_comma, group in groupby(inner, lambda token: token.kind == "comma") if not is_comma]
    details = [read_detail(text, part, grammar) for part in parts]
    has_organisation = len(inner) > 1 and any(detail.organisation for detail in details)
    is_due = is_name or find_country_in(text, before, grammar) is not None
    is_closed = bool(before) and before[-1].kind == "quoted"
    if is_aside(inner, grammar) or (is_due and (has_organisation or grammar.has(inner, *ROLES))):
        return True
    return any(detail.country or (is_closed and detail.lone) for detail in details)


def _pair_with_next(tokens: Iterator[Token] | Sequence[Token]) -> Iterator[tuple[Token, Token | None]]:
    listed = list(tokens)
    yield from zip(listed, [*listed[1:], None], strict=True)


def _count_letters(text: str, language: TitleLanguage) -> int:
    return sum(unicodedata.name(c, "").startswith(language.script.upper()) for c in text)

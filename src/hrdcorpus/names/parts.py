"""A title's line -> its language and the parts it is made of."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hrdcorpus.knowledge.titles import TitleLanguage, Titles
from hrdcorpus.names.details import read_detail
from hrdcorpus.names.grammar import Grammar, Words, find_country_in
from hrdcorpus.names.tokens import Token, split_tokens

LONGEST_TITLE = 600  # characters: a longer line is prose
# What ends a headline before the words "Interview with".
_BOUNDARY = re.compile(r"(?:[?!…:.|»”“\"]|(?<=\s)[-–—]|[?!.,]['’])$")


class Part(NamedTuple):
    """Tokens between two commas, dashes or brackets; `lead` is the kind of the one before them."""

    lead: str
    tokens: list[Token]


class Wording(NamedTuple):
    """A title's language, and its tokens after the words that make it one.

    `is_first`: without a headline before; `is_open`: after a colon or dash.
    """

    language: TitleLanguage
    tokens: Words
    is_first: bool
    is_open: bool


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
            yield Wording(language, after, is_first=i == 0, is_open=keys[-1] in (":", "-"))


def split_parts(text: str, tokens: Words, grammar: Grammar) -> list[Part] | None:
    """The parts up to a headline, a topic or the site's name after them; None where it is a sentence, and no title."""
    parts = [Part("", [])]
    for token, after in _pair_with_next(_open_brackets(text, tokens, grammar)):
        last = parts[-1]
        if token.kind in ("colon", "bar") or (token.kind == "dash" and after and after.kind == "quoted"):
            break
        if token.kind == "stop":
            if last.lead == "dash":
                parts.pop()
            elif find_country_in(text, last.tokens, grammar) is None or (after and after.kind not in ("colon", "bar")):
                return None
            break
        if token.kind in ("comma", "dash"):
            parts.append(Part(token.kind, []))
        else:
            last.tokens.append(token)
    return _cut_topic([part for part in parts if part.tokens], grammar)


def _cut_topic(parts: list[Part], grammar: Grammar) -> list[Part]:
    """Without what is talked about, as in "Interview with Asel Omarova on dust, strikes and courts"."""
    for i, token in enumerate(parts[0].tokens if parts else ()):
        keys = [each.key for each in parts[0].tokens[i : i + 4]]
        if token.kind == "word" and any(tuple(keys[:length]) in grammar.language.topics for length in range(1, 5)):
            return [Part("", parts[0].tokens[:i])] if i else []
    return parts


def _open_brackets(text: str, tokens: Words, grammar: Grammar) -> Iterator[Token]:
    """The tokens; brackets around a country, or around what the interviewee is, count as commas."""
    is_name = True
    before: Token | None = None
    for token, after in _pair_with_next(tokens):
        is_name = is_name and token.kind not in ("comma", "dash")
        is_last = after is None or after.kind not in ("word", "quoted", "bracket")
        is_closed = before is not None and before.kind == "quoted"
        inner = split_tokens(token.text[1:-1], token.start + 1)
        before = token
        if token.kind == "bracket" and is_last and _tells_details(text, inner, grammar, is_name, is_closed):
            yield token._replace(kind="comma", end=token.start + 1)
            yield from inner
            if after and after.kind not in ("comma", "dash"):
                continue
            yield token._replace(kind="comma", start=token.end - 1)
        else:
            yield token


def _tells_details(text: str, inner: Words, grammar: Grammar, is_name: bool, is_closed: bool) -> bool:
    """Whether a bracket holds a country; after the name, an organisation; after a quotation, what may be a place."""
    parts: list[list[Token]] = [[]]
    for token in inner:
        if token.kind == "comma":
            parts.append([])
        else:
            parts[-1].append(token)
    details = [read_detail(text, part, grammar) for part in parts if part]
    is_organisation = is_name and len(inner) > 1 and any(detail.organisation for detail in details)
    return is_organisation or any(detail.country or (is_closed and detail.lone) for detail in details)


def _pair_with_next(tokens: Iterator[Token] | Sequence[Token]) -> Iterator[tuple[Token, Token | None]]:
    listed = list(tokens)
    yield from zip(listed, [*listed[1:], None], strict=True)


def _count_letters(text: str, language: TitleLanguage) -> int:
    return sum(unicodedata.name(c, "").startswith(language.script.upper()) for c in text)

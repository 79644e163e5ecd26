"""A title's tokens -> the parts between its commas, dashes and brackets."""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from hrdcorpus.naming.details import read_detail
from hrdcorpus.naming.grammar import ROLES, Grammar, Words, find_country_in
from hrdcorpus.naming.looks import is_aside
from hrdcorpus.naming.tokens import Token, split_tokens
from hrdcorpus.naming.wordings import begins_topic


class Part(NamedTuple):
    """Tokens between two commas, dashes or brackets; `lead` is the kind of the one before them."""

    lead: str
    tokens: list[Token]


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
        if begins_topic(first[i:], grammar.language):
            return [Part("", first[:i])] if i else []
    return list(takewhile(lambda part: not begins_topic(part.tokens, grammar.language), parts))


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

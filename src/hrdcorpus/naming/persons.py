"""Names of persons in a part of a title, alone or after a role."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from hrdcorpus.knowledge.title_files import WordKind
from hrdcorpus.naming.details import Detail, read_detail
from hrdcorpus.naming.grammar import PARTS, ROLES, Grammar, Words, find_country_in
from hrdcorpus.naming.leads import list_leads
from hrdcorpus.naming.looks import is_lone_sign
from hrdcorpus.naming.tokens import Token

_MOST_WORDS = 4  # of one person's name
_NO_NAMES: tuple[WordKind, ...] = ("organisations", "bodies", *PARTS, "places", "peoples", "adjectives")


class Person(NamedTuple):
    """A name as it stands, of one person or several, and what is said of them before it."""

    name: str
    details: tuple[Detail, ...] = ()


def find_person(text: str, part: Words, grammar: Grammar) -> Person | None:
    """The name that the part is, alone or after a role, as in "human rights defender Asel Omarova"."""
    split = _find_end_of_role(text, part, grammar)
    role, rest = grammar.cut_article(part[:split]), part[split:]
    # "Dean Smith" is a name; in «директором Экомузея Асель Омаровой» nothing shows where the organisation ends.
    least = 2 if role and role[0].is_capital else 1
    most = 2 if grammar.language.genitive or grammar.has(role[-1:], *_NO_NAMES) else _MOST_WORDS
    if grammar.has(role, *ROLES) and least <= len(rest) and _is_person(text, rest, grammar, most):
        return Person(text[rest[0].start : rest[-1].end], (read_detail(text, role, grammar),))
    start = _find_unlisted_role(part, grammar)
    if start and _is_full_name(text, part[start:], grammar):
        return Person(text[part[start].start : part[-1].end])
    is_titled = grammar.language.genitive and grammar.has(part, *ROLES)  # «Министром Энергетики»
    is_name = not is_titled and _is_person(text, part, grammar, _MOST_WORDS)
    return Person(text[part[0].start : part[-1].end]) if is_name else None


def joins_persons(text: str, part: Words, grammar: Grammar) -> bool:
    """Whether a person is named, and another with a role: "lawyer Asel Omarova and miner Dana Bekova"."""
    return any(
        find_person(text, before, grammar) and grammar.has(after, *ROLES)
        for before, after in _split_at_conjunctions(part, grammar)
        if before
    )


def adds_person(text: str, part: Words, grammar: Grammar) -> bool:
    """Whether another person is named after a first: "and Dana Bekova", "lawyer and Dana Bekova".

    Two more names count as such, though they could be organisations: "Dana Bekova and Erlan Omarov".
    """
    return any(
        _is_full_name(text, after, grammar)
        and (not before or not before[-1].is_capital or _is_full_name(text, before, grammar))
        for before, after in _split_at_conjunctions(part, grammar)
    )


def _split_at_conjunctions(part: Words, grammar: Grammar) -> Iterator[tuple[Words, Words]]:
    for i, token in enumerate(part):
        if token.key in grammar.language.conjunctions:
            yield part[:i], part[i + 1 :]


def _is_full_name(text: str, tokens: Words, grammar: Grammar) -> bool:
    return len(tokens) > 1 and _is_person(text, tokens, grammar, _MOST_WORDS)


def _find_end_of_role(text: str, part: Words, grammar: Grammar) -> int:
    """Where a name after a role would begin: after the last word that is in no name, in Russian after a country too."""
    ends = [i + 1 for i, t in enumerate(part) if t.kind == "quoted" or grammar.is_a(t, *ROLES, *_NO_NAMES)]
    if grammar.language.genitive:  # «правозащитницей из Казахстана Асель Омаровой»
        origins = [len(part) - len(lead.rest) for lead in list_leads(part, grammar) if lead.kind == "origin"]
        ends += [
            k for i in origins for k in range(i + 1, min(i + 4, len(part))) if find_country_in(text, part[i:k], grammar)
        ]
    end = max(ends, default=0)
    while 0 < end < len(part) and _goes_on(part[end], grammar):
        end += 1
    return end


def _find_unlisted_role(part: Words, grammar: Grammar) -> int:
    """Where a name would begin after words in lower case that could be a role, or not: "the late", "beekeeper"."""
    first = next((i for i, token in enumerate(part) if token.is_capital), 0)
    words = grammar.cut_article(part[:first])
    return first if words and all(_goes_on(t, grammar) and grammar.is_unlisted(t) for t in words) else 0


def _goes_on(token: Token, grammar: Grammar) -> bool:
    """Whether it says more of the role before it: «líder wayuu Ana Ejemplo»."""
    return token.kind == "word" and token.text[0].islower() and token.key not in grammar.language.small


def _is_person(text: str, tokens: Words, grammar: Grammar, most: int) -> bool:
    """Whether they can be the name of a person, or several: of each `most` words at most, the father's not counted."""
    known = grammar.language
    words = [token for token in tokens if token.kind == "word"]
    if (
        not words
        or not tokens[0].is_capital
        or tokens[0].text.lower() in known.articles
        or find_country_in(text, tokens, grammar) is not None
    ):
        return False
    if grammar.has(words, *_NO_NAMES, "ordinary") or grammar.is_a(words[0], "fields") or _is_only_role(words, grammar):
        return False
    if any(grammar.is_group(token) for token in words) or (
        grammar.is_a(words[-1], "fields") and len(words[-1].key) > 3
    ):
        return False  # "Trade Unions", "Forced Labour"
    if grammar.is_a(words[0], "areas") and words[0].key not in known.particles:  # "Rio Tinto", but "El Hadj Diop"
        return False
    if is_lone_sign(tokens, grammar) or any(token.key.endswith("'s") for token in words):  # "Peru's Rosa Quillay"
        return False
    particles = known.particles - known.conjunctions
    if not all(t.is_capital or t.key in particles or t.key in known.conjunctions for t in words):
        return False
    words = [t for t in words if t.key not in particles and not t.key.endswith(known.patronymics)]
    ends = [-1, *(i for i, token in enumerate(words) if token.key in known.conjunctions), len(words)]
    return all(1 < end - start <= most + 1 for start, end in pairwise(ends))


def _is_only_role(words: Words, grammar: Grammar) -> bool:
    """Whether they are a role and no name: "Anonymous Activist"; Head, however, is also a surname."""
    return grammar.is_a(words[-1], *ROLES) and (len(words) == 1 or not grammar.is_a(words[-1], "members"))

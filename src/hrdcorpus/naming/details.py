"""One part of a title, between two commas: role, organisation, place or country, or nothing certain."""

from collections.abc import Sequence
from typing import NamedTuple

from hrdcorpus.naming.grammar import Grammar, Words, find_country_in
from hrdcorpus.naming.leads import Lead, list_leads
from hrdcorpus.naming.looks import is_role
from hrdcorpus.naming.targets import Target, find_target


class Detail(NamedTuple):
    """What a part says. `role` is its place in the whole text, `end` the part's end, `lone` a word that may be a place.

    `asks_organisation` says that the role is one in an organisation, and the part names none.
    """

    end: int
    role: tuple[int, int] | None = None
    organisation: str | None = None
    place: str | None = None
    country: str | None = None
    lone: str | None = None
    asks_organisation: bool = False


def read_detail(text: str, part: Words, grammar: Grammar) -> Detail:
    """What this part of the text says of the interviewee; all of it but the country's code is verbatim."""
    end = part[-1].end
    if country := find_country_in(text, part, grammar):
        return Detail(end, country=country)
    leads = list_leads(part, grammar)
    target = find_target(text, leads, grammar)
    role = _find_role(part, leads, target, grammar)
    if target is not None:
        return Detail(end, role, _cite(text, target.organisation), _cite(text, target.place), target.country)
    lone = _cite(text, part) if len(part) == 1 and part[0].is_capital and not role else None
    return Detail(end, role, lone=lone, asks_organisation=role is not None and grammar.is_a(part[-1], "members"))


def _find_role(part: Words, leads: Sequence[Lead], target: Target | None, grammar: Grammar) -> tuple[int, int] | None:
    """The role's place: what stands before the target, or all of the part without one."""
    words = grammar.cut_article(target.before if target else part)
    first = leads[0]
    if not words or first.kind != "start" or first.grade == "generic":
        return None
    has_object = target is not None and bool(target.organisation or target.place or target.country)
    is_unlisted = has_object and first.grade == "unmarked"
    if is_unlisted or is_role(grammar.cut_article(first.stretch), grammar):
        return words[0].start, words[-1].end
    return None


def _cite(text: str, words: Words) -> str | None:
    return text[words[0].start : words[-1].end] if words else None

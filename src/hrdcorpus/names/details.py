"""One part of a title, between two commas: role, organisation, place or country, or nothing certain."""

from collections.abc import Sequence
from typing import NamedTuple

from hrdcorpus.knowledge.titles import WordKind
from hrdcorpus.names.grammar import (
    ROLES,
    Grammar,
    Words,
    adds_role,
    find_country_in,
    is_bare_place,
    is_capitalised,
    is_place,
    is_role,
)
from hrdcorpus.names.leads import Lead, list_leads


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


class _Target(NamedTuple):
    """What a part's role leads to: the role ends before token `left`."""

    left: int
    organisation: Words = ()
    place: Words = ()
    country: str | None = None


def read_detail(text: str, part: Words, grammar: Grammar) -> Detail:
    """What this part of the text says of the interviewee; all of it but the country's code is verbatim."""
    end = part[-1].end
    if country := find_country_in(text, part, grammar):
        return Detail(end, country=country)
    leads = list_leads(part, grammar)
    target = _find_target(text, part, leads, grammar)
    role = _find_role(part, leads, target, grammar)
    if target is not None:
        return Detail(end, role, _cite(text, target.organisation), _cite(text, target.place), target.country)
    lone = _cite(text, part) if len(part) == 1 and part[0].is_capital and not role else None
    return Detail(end, role, lone=lone, asks_organisation=role is not None and grammar.is_a(part[-1], "members"))


def _find_target(text: str, part: Words, leads: Sequence[Lead], grammar: Grammar) -> _Target | None:
    """The organisation, place or country: the first that is certain; without one, a body such as a council."""
    begin: int | None = None  # where a name may have begun: "the trade union of miners "Echo""
    body: int | None = None
    for k, lead in enumerate(leads):
        place = _find_place(text, part, lead, grammar)
        if place is not None:
            return place if body is None else _take_organisation(text, part, leads, body, grammar)
        if lead.kind == "at":
            begin = None
        if lead.grade == "named":
            return _take_organisation(text, part, leads, k if begin is None else begin, grammar)
        if lead.grade == "unmarked" and _leads_to_name(part, leads, k, grammar):
            return _take_organisation(text, part, leads, k, grammar)
        if lead.grade == "body" and body is None:
            body = k
        if begin is None and (lead.grade == "generic" or _begins_name(lead, grammar)):
            begin = k
    return _take_organisation(text, part, leads, body, grammar) if body is not None else None


def _find_place(text: str, part: Words, lead: Lead, grammar: Grammar) -> _Target | None:
    """The place or country that is all the rest."""
    rest, is_joined = lead.rest, lead.kind not in ("start", "at")
    if is_joined and (country := find_country_in(text, rest, grammar)):
        return _Target(lead.left, country=country)
    is_local = lead.kind == "place" or (is_joined and _follows(part, lead, grammar, "locals"))
    is_due = lead.kind == "origin" and lead.grade == "unmarked" and is_bare_place(rest, grammar)
    if is_due or is_place(rest, grammar) or (is_local and lead.grade == "unmarked" and is_capitalised(rest, grammar)):
        return _Target(lead.left, place=rest)
    return None


def _leads_to_name(part: Words, leads: Sequence[Lead], k: int, grammar: Grammar) -> bool:
    """Whether a name without any mark is an organisation's, by what stands before it: "Coordinator of Clear Steppe"."""
    lead = leads[k]
    follows_member = _follows(part, lead, grammar, "members")
    capitals = [token for token in lead.stretch if token.is_capital]
    if lead.kind == "genitive":
        return follows_member
    if lead.kind == "of":
        is_later = any(each.kind == "at" and each.grade in ("named", "unmarked") for each in leads[k + 1 :])
        if is_later or _begins_name(leads[0], grammar) or _follows(part, lead, grammar, "subjects"):
            return False
        # "Secretary of Friends of the Earth", but "activist for the rights of Women".
        is_ordinary = all(grammar.is_a(token, "ordinary") for token in grammar.cut_article(lead.stretch))
        return not is_ordinary or _follows(part, lead, grammar, *ROLES)
    if lead.kind == "either":
        return follows_member or len(capitals) > 1
    if lead.kind == "origin":
        return len(capitals) > 1 and not any(grammar.is_a(token, "areas") for token in lead.stretch)
    return lead.kind == "at"


def _begins_name(lead: Lead, grammar: Grammar) -> bool:
    """Whether a part begins as an organisation of many does: "Women of the Steppe Foundation"."""
    return lead.kind == "start" and lead.stretch[0].is_capital and grammar.is_a(lead.stretch[-1], "ordinary")


def _follows(part: Words, lead: Lead, grammar: Grammar, *kinds: WordKind) -> bool:
    """Whether the word before the lead is of these kinds."""
    return lead.left > 0 and grammar.is_a(part[lead.left - 1], *kinds)


def _take_organisation(text: str, part: Words, leads: Sequence[Lead], k: int, grammar: Grammar) -> _Target:
    """The organisation from lead `k` on, up to a place it is from; none where its end cannot be told."""
    lead, name = leads[k], leads[k].rest
    place: _Target | None = None
    if k + 1 < len(leads) and _ends_name(part, leads[k + 1]):
        place = _find_place(text, part, leads[k + 1]._replace(kind="origin"), grammar)
        name = part[lead.right : leads[k + 1].left] if place else name
    if adds_role(name, grammar) or (lead.grade == "unmarked" and not is_capitalised(name, grammar)):
        return _Target(len(part))
    return _Target(lead.left, name, place.place if place else (), place.country if place else None)


def _ends_name(part: Words, lead: Lead) -> bool:
    """Whether the name before `lead` is whole: "Echo Foundation" before "from", or any quotation before "in"."""
    return lead.kind in ("origin", "place") or (lead.kind == "within" and part[lead.left - 1].kind == "quoted")


def _find_role(part: Words, leads: Sequence[Lead], target: _Target | None, grammar: Grammar) -> tuple[int, int] | None:
    """The role's place: what stands before the target, or all of the part without one."""
    words = grammar.cut_article(part[: target.left] if target else part)
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

"""What a role leads to: the organisation it is held in, or the place or country it is from."""

from collections.abc import Sequence
from typing import NamedTuple

from hrdcorpus.naming.grammar import PARTS, ROLES, Grammar, Words, find_country_in
from hrdcorpus.naming.leads import Lead
from hrdcorpus.naming.looks import adds_role, is_bare_place, is_capitalised, is_place


class Target(NamedTuple):
    """What is led to, and the words `before`; none of the others where an organisation's end cannot be told."""

    before: Words
    organisation: Words = ()
    place: Words = ()
    country: str | None = None


def find_target(text: str, leads: Sequence[Lead], grammar: Grammar) -> Target | None:
    """The organisation, place or country: the first that is certain; without one, a body such as a council."""
    begin: int | None = None  # where a name may have begun: "the trade union of miners "Echo""
    body: int | None = None
    for k, lead in enumerate(leads):
        place = _find_place(text, lead, grammar)
        if place is not None:
            return place if body is None else _take_organisation(text, leads, body, grammar)
        if lead.kind == "at":
            begin = None
        if lead.grade == "named":
            return _take_organisation(text, leads, k if begin is None else begin, grammar)
        if lead.grade == "unmarked" and _leads_to_name(text, leads, k, grammar):
            return _take_organisation(text, leads, k, grammar)
        if lead.grade == "body" and body is None:
            body = k
        if begin is None and (lead.grade == "generic" or _begins_name(lead, grammar)):
            begin = k
    return _take_organisation(text, leads, body, grammar) if body is not None else None


def _find_place(text: str, lead: Lead, grammar: Grammar) -> Target | None:
    """The place or country that is all the rest."""
    is_joined = lead.kind not in ("start", "at")
    if is_joined and (country := find_country_in(text, lead.rest, grammar)):
        return Target(lead.before, country=country)
    is_local = lead.kind == "place" or (is_joined and lead.follows(grammar, "locals"))
    is_due = lead.grade == "unmarked" and (
        (lead.kind == "origin" and is_bare_place(lead.rest, grammar))
        or (is_local and is_capitalised(lead.rest, grammar))
    )
    return Target(lead.before, place=lead.rest) if is_due or is_place(lead.rest, grammar) else None


def _leads_to_name(text: str, leads: Sequence[Lead], k: int, grammar: Grammar) -> bool:
    """Whether a name without any mark is an organisation's, by what stands before it: "Coordinator of Clear Steppe"."""
    lead = leads[k]
    capitals = [token for token in lead.stretch if token.is_capital]
    if lead.follows(grammar, "peoples"):  # "elder of the community of Alto Lago"
        return False
    match lead.kind:
        case "of":
            is_later = any(each.kind == "at" and each.grade in ("named", "unmarked") for each in leads[k + 1 :])
            return not (is_later or _begins_name(leads[0], grammar)) and _is_held(lead, grammar)
        case "genitive":
            return lead.follows(grammar, "members")
        case "either":
            return lead.follows(grammar, "members") or len(capitals) > 1
        case "origin":
            begins_as_place = grammar.has(lead.stretch, "areas") or find_country_in(text, lead.stretch[:1], grammar)
            return len(capitals) > 1 and not begins_as_place
        case kind:
            return kind == "at"


def _is_held(lead: Lead, grammar: Grammar) -> bool:
    """Whether what stands before "of" is held in an organisation, as far as the words tell."""
    if lead.follows(grammar, "subjects"):
        return False
    is_one_word = sum(token.is_capital for token in lead.stretch) < 2
    if is_one_word and not grammar.has(lead.before, *ROLES, *PARTS):  # "Queen of the Waters"
        return False
    # "Secretary of Friends of the Earth", but "activist for the rights of Women".
    is_ordinary = all(grammar.is_a(token, "ordinary") for token in grammar.cut_article(lead.stretch))
    return not is_ordinary or lead.follows(grammar, *ROLES)


def _begins_name(lead: Lead, grammar: Grammar) -> bool:
    """Whether a part begins as an organisation of many does: "Women of the Steppe Foundation"."""
    return lead.kind == "start" and lead.stretch[0].is_capital and grammar.is_a(lead.stretch[-1], "ordinary")


def _take_organisation(text: str, leads: Sequence[Lead], k: int, grammar: Grammar) -> Target:
    """The organisation from lead `k` on, up to a place it is from."""
    lead, after = leads[k], leads[k + 1 : k + 2]
    place = (
        _find_place(text, after[0]._replace(kind="origin"), grammar)
        if after and _ends_name(after[0], grammar)
        else None
    )
    name = lead.stretch if place else lead.rest
    if adds_role(name, grammar) or (lead.grade == "unmarked" and not is_capitalised(name, grammar)):
        return Target(leads[0].rest)
    return Target(lead.before, name, place.place if place else (), place.country if place else None)


def _ends_name(lead: Lead, grammar: Grammar) -> bool:
    """Whether the name before `lead` is whole: before "from", or before "in" a quotation or "Echo Foundation"."""
    if lead.kind == "within":
        return lead.before[-1].kind == "quoted" or (len(lead.rest) == 1 and lead.follows(grammar, "organisations"))
    return lead.kind in ("origin", "place")

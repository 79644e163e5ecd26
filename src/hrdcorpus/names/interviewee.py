"""The title of an interview -> who is interviewed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hrdcorpus.knowledge.titles import Titles, WordKind
from hrdcorpus.names.details import Detail, read_detail
from hrdcorpus.names.grammar import ROLES, Grammar, Words, find_country_in
from hrdcorpus.names.leads import list_leads
from hrdcorpus.names.parts import Part, Wording, list_wordings, split_parts

_MOST_WORDS = 4  # of one person's name
_NO_NAMES: tuple[WordKind, ...] = ("organisations", "bodies", "parts", "places")


@dataclass(frozen=True, slots=True)
class Interviewee:
    """Who is interviewed. All but `country`, which is ISO 3166-1 alpha-2, are verbatim parts of the title."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    place: str | None = None
    country: str | None = None


def find_interviewee(title: str, titles: Titles) -> Interviewee | None:
    """The interviewee, as far as the title says who it is; None when it is no title of an interview.

    The form is `HRD Interview: NAME, ROLE of/from ORGANISATION, COUNTRY` (the site's pages), with or without a
    headline before or after it. Nothing is corrected or put into another case, and what could be one thing or
    another is left out.
    """
    found = (_read_title(title, wording) for wording in list_wordings(title, titles))
    return next((interviewee for interviewee in found if interviewee is not None), None)


def _read_title(text: str, wording: Wording) -> Interviewee | None:
    if not wording.tokens:
        return None
    shown = text[wording.tokens[0].start : wording.tokens[-1].end]
    grammar = Grammar(wording.language, is_upper=shown.isupper())
    parts = split_parts(text, wording.tokens, grammar)
    if not parts or (wording.is_open and len(parts) == len(parts[0].tokens) == 1):  # "Interview: Strike"
        return None
    named = _read_name(text, parts[0].tokens, grammar)
    if named is None or not (named[0] or wording.is_first):
        return None
    name, details = named
    return _combine(text, name, [*details, *_read_details(text, parts[1:], grammar)])


def _read_details(text: str, parts: Sequence[Part], grammar: Grammar) -> Iterator[Detail]:
    """What the parts after the name say; what stands after a dash may also be a headline, or the site's name."""
    has_country = False
    for part in parts:
        detail = read_detail(text, part.tokens, grammar)
        if part.lead == "dash" and (has_country or not (detail.country or grammar.has(part.tokens, *ROLES))):
            return
        has_country = has_country or detail.country is not None
        yield detail


def _read_name(text: str, part: Words, grammar: Grammar) -> tuple[str | None, list[Detail]] | None:
    """The name in a title's first part, with what that part says besides; None where it holds no interviewee."""
    if (named := _read_person(text, part, grammar)) is not None:
        return named
    for lead in list_leads(part, grammar):
        named = _read_person(text, part[: lead.left], grammar) if lead.kind != "genitive" else None
        detail = read_detail(text, part[lead.left :], grammar) if named else None
        if named and detail and (detail.organisation or detail.place or detail.country):
            return named[0], [*named[1], detail]
    return _read_nameless(text, part, grammar)


def _read_nameless(text: str, part: Words, grammar: Grammar) -> tuple[None, list[Detail]] | None:
    """A role, an organisation, or both, as in "a lawyer from Almaty"."""
    detail = read_detail(text, part, grammar)
    if detail.role is None:
        return (None, [detail]) if detail.organisation else None
    first = list_leads(part, grammar)[0].stretch
    roles = [token for token in first if grammar.is_a(token, *ROLES)]
    if not roles or not (grammar.language.genitive or first[-1] in roles):
        return None
    is_naming = part[-1].kind == "quoted" or grammar.is_a(part[-1], "organisations")
    if grammar.language.genitive and not is_naming and all(token.is_capital for token in part[-2:]):
        detail = Detail(part[-1].end, role=(detail.role[0], roles[-1].end))  # the last words may be a person's name
    return None, [detail]


def _read_person(text: str, part: Words, grammar: Grammar) -> tuple[str, list[Detail]] | None:
    """A name, alone or after a role, as in "human rights defender Asel Omarova"."""
    signs = [i for i, t in enumerate(part) if t.kind == "quoted" or grammar.is_a(t, *ROLES, *_NO_NAMES)]
    lead, rest = (part[: signs[-1] + 1], part[signs[-1] + 1 :]) if signs else (part[:0], part)
    # "Dean Smith" is a name; «директором Экомузея Асель Омаровой» holds an organisation that nothing marks.
    least = 2 if lead and lead[0].is_capital else 1
    most = 2 if grammar.language.genitive else _MOST_WORDS
    if grammar.has(lead, *ROLES) and least <= len(rest) and _is_person(text, rest, grammar, most):
        return text[rest[0].start : rest[-1].end], [read_detail(text, lead, grammar)]
    return (text[part[0].start : part[-1].end], []) if _is_person(text, part, grammar, _MOST_WORDS) else None


def _is_person(text: str, tokens: Words, grammar: Grammar, most: int) -> bool:
    """Whether they can be the name of a person, or several: of each `most` words at most, the father's not counted."""
    known = grammar.language
    words = [token for token in tokens if token.kind == "word"]
    if not words or not tokens[0].is_capital or find_country_in(text, tokens, grammar) is not None:
        return False
    if grammar.has(words, *_NO_NAMES, "ordinary") or grammar.is_a(words[0], "fields") or _is_only_role(words, grammar):
        return False
    if not all(t.is_capital or t.key in known.particles or t.key in known.conjunctions for t in words):
        return False
    words = [t for t in words if t.key not in known.particles and not t.key.endswith(known.patronymics)]
    ends = [-1, *(i for i, token in enumerate(words) if token.key in known.conjunctions), len(words)]
    return all(1 < end - start <= most + 1 for start, end in pairwise(ends))


def _is_only_role(words: Words, grammar: Grammar) -> bool:
    """Whether they are a role and no name: "Anonymous Activist"; Head, however, is also a surname."""
    return grammar.is_a(words[-1], *ROLES) and (len(words) == 1 or not grammar.is_a(words[-1], "members"))


def _combine(text: str, name: str | None, details: Sequence[Detail]) -> Interviewee | None:
    organisations = {detail.organisation for detail in details if detail.organisation}
    countries = {detail.country for detail in details if detail.country}
    places = {detail.place for detail in details if detail.place} | set(_list_lone_places(details))
    role = _join_roles(text, details, whole=len(organisations) > 1)
    organisation = _choose_only(organisations)
    if not (name or role or organisation):
        return None
    return Interviewee(name, role, organisation, _choose_only(places), _choose_only(countries))


def _choose_only(values: set[str]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def _list_lone_places(details: Sequence[Detail]) -> Iterator[str]:
    """A single capitalised word, as in "lawyer, Almaty, Kazakhstan"; right after the name it could be a role.

    After "director" without an organisation it could be that.
    """
    for i, detail in enumerate(details):
        before, after = details[:i], details[i + 1 : i + 2]
        is_open = before and not before[-1].asks_organisation and after and after[0].country
        if detail.lone and (is_open or any(d.organisation for d in before)):
            yield detail.lone


def _join_roles(text: str, details: Sequence[Detail], *, whole: bool) -> str | None:
    """Neighbouring roles with what stands between; with the organisations too where there are several."""
    spans: list[tuple[int, int]] = []
    for detail in details:
        if detail.role:
            spans.append((detail.role[0], detail.end if whole else detail.role[1]))
        elif spans and not detail.organisation:
            break
    return text[spans[0][0] : spans[-1][1]] if spans else None

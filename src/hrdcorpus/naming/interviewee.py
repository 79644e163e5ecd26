"""The title of an interview -> who is interviewed."""

from collections.abc import Iterator, Sequence

from hrdcorpus.knowledge.titles import Titles
from hrdcorpus.naming.details import Detail, read_detail
from hrdcorpus.naming.grammar import ROLES, Grammar, Words
from hrdcorpus.naming.leads import list_leads
from hrdcorpus.naming.looks import is_headline, is_lone_sign
from hrdcorpus.naming.parts import Part, split_parts
from hrdcorpus.naming.persons import adds_person, find_person, joins_persons
from hrdcorpus.naming.wordings import Wording, list_wordings
from hrdcorpus.records.form import Interviewee, build_interviewee


def find_interviewee(title: str, titles: Titles) -> Interviewee | None:
    """The interviewee, as far as the title says who it is; None when it is no title of an interview.

    The form is `HRD Interview: NAME, ROLE of/from ORGANISATION, COUNTRY` (the site's pages), with or without a
    headline before or after it. All but the country are verbatim parts of the title; what could be one thing or
    another is left out: where several persons' roles differ, all but the country.
    """
    found = (_read_title(title, wording) for wording in list_wordings(title, titles))
    return next((interviewee for interviewee in found if interviewee is not None), None)


def _read_title(text: str, wording: Wording) -> Interviewee | None:
    if not wording.tokens:
        return None
    shown = text[wording.tokens[0].start : wording.tokens[-1].end]
    is_upper = shown.isupper() and (len(wording.tokens) > 1 or text.isupper())  # "Interview with KIBX"
    grammar = Grammar(wording.language, is_upper)
    parts = split_parts(text, wording.tokens, grammar)
    if not parts or len(parts) == len(parts[0].tokens) == 1:  # "Interview: Strike"
        return None
    named = _read_name(text, parts[0].tokens, grammar, is_label=wording.is_label)
    if named is None or not (named[0] or not wording.is_named):
        return None
    name, details = named
    details += _read_details(text, parts[1:], grammar)
    if wording.country:
        details.append(Detail(wording.tokens[0].start, country=wording.country))
    if joins_persons(text, parts[0].tokens, grammar) or (name and _name_another(text, parts[1:], grammar)):
        return build_interviewee(country=_choose_only({detail.country for detail in details if detail.country}))
    return _combine(text, name, details)


def _name_another(text: str, parts: Sequence[Part], grammar: Grammar) -> bool:
    return any(part.lead == "comma" and adds_person(text, part.tokens, grammar) for part in parts)


def _read_details(text: str, parts: Sequence[Part], grammar: Grammar) -> Iterator[Detail]:
    """What the parts after the name say; what stands after a dash may also be a headline, or the site's name."""
    has_country = has_comma = False
    for part in parts:
        detail = read_detail(text, part.tokens, grammar)
        is_told = detail.country or (not has_comma and _begins_with_role(part.tokens, grammar))
        if part.lead == "dash" and (has_country or not is_told):
            return
        has_country = has_country or detail.country is not None
        has_comma = has_comma or part.lead == "comma"
        yield detail


def _begins_with_role(part: Words, grammar: Grammar) -> bool:
    """Whether it is a role, and no headline or site's name such as "Front Line Defenders"."""
    roles = [token for token in list_leads(part, grammar)[0].stretch if grammar.is_a(token, *ROLES)]
    return bool(roles) and not any(token.is_capital and grammar.is_plural(token) for token in roles)


def _read_name(text: str, part: Words, grammar: Grammar, *, is_label: bool) -> tuple[str | None, list[Detail]] | None:
    """The name in a title's first part, with what that part says besides; None where it holds no interviewee."""
    if person := find_person(text, part, grammar):
        return person.name, list(person.details)
    for lead in list_leads(part, grammar):
        person = find_person(text, lead.before, grammar) if lead.before and lead.kind != "genitive" else None
        detail = read_detail(text, part[len(lead.before) :], grammar) if person else None
        if person and detail and (detail.organisation or detail.place or detail.country):
            return person.name, [*person.details, detail]
    return _read_nameless(text, part, grammar, is_label=is_label)


def _read_nameless(text: str, part: Words, grammar: Grammar, *, is_label: bool) -> tuple[None, list[Detail]] | None:
    """A role, an organisation, or both, as in "a lawyer from Almaty"; nothing where a name may be hidden."""
    if is_lone_sign(part, grammar):
        return None, []
    detail = read_detail(text, part, grammar)
    if detail.role is None:
        is_name = detail.organisation and len(grammar.cut_article(part)) > 1  # and not "the company"
        return (None, [detail]) if is_name else None
    first = list_leads(part, grammar)[0].stretch
    roles = [token for token in first if grammar.is_a(token, *ROLES)]
    core = [token for token in first if not grammar.is_a(token, "adjectives")][-1:]
    if not roles or not (grammar.language.genitive or core == roles[-1:]):
        return None
    if is_label and is_headline(first, grammar):
        return None
    is_naming = part[-1].kind == "quoted" or grammar.is_a(part[-1], "organisations")
    if not (is_naming or detail.country) and all(token.is_capital for token in part[-2:]):
        detail = Detail(part[-1].end, role=(detail.role[0], roles[-1].end))  # the last words may be a person's name
    return None, [detail]


def _combine(text: str, name: str | None, details: Sequence[Detail]) -> Interviewee | None:
    organisations = {detail.organisation for detail in details if detail.organisation}
    countries = {detail.country for detail in details if detail.country}
    places = {detail.place for detail in details if detail.place} | set(_list_lone_places(details))
    role = _join_roles(text, details, whole=len(organisations) > 1)
    organisation = _choose_only(organisations)
    if not (name or role or organisation):
        return None
    return build_interviewee(
        name=name,
        role=role,
        organisation=organisation,
        place=_choose_only(places),
        country=_choose_only(countries),
    )


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

"""The title of an interview -> who is interviewed: each field by itself, from what the title's parts say."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hrdcorpus.knowledge.titles import Titles
from hrdcorpus.naming.details import Detail, read_detail
from hrdcorpus.naming.parts import Part, split_parts
from hrdcorpus.naming.persons import Person, find_persons
from hrdcorpus.naming.phrases import Title, list_titles
from hrdcorpus.naming.stretches import ROLES, Stretch
from hrdcorpus.records.form import Interviewee, build_interviewee


def find_interviewees(title: str, titles: Titles) -> tuple[Interviewee, ...] | None:
    """The interviewees, in order, each with what surely belongs to them; None when it is no title of an interview.

    Empty where the title names nobody and says nothing of them. The form is `HRD Interview: NAME, ROLE of/from
    ORGANISATION, COUNTRY` (the site's pages), with or without a headline before or after it. Nothing is corrected or
    put into another case, and what could be one thing or another is left out.
    """
    found = map(_read_title, list_titles(title, titles))
    return next((people for people in found if people is not None), None)


def _read_title(title: Title) -> tuple[Interviewee, ...] | None:
    parts = split_parts(title.stretch)
    least = 0 if title.is_withheld else 1 if title.changed else 2  # one word alone is no title: "Interview: Strike"
    if parts is None or sum(len(part.words) for part in parts) < least:
        return None
    first, *others = parts or [Part("", title.stretch.cut(0, 0))]
    persons = _read_persons(first.words, others, is_changed=bool(title.changed))
    if not persons and others and (own := _read_generic(first.words)):
        persons = [each._replace(own=own) for each in find_persons(others[0].words) if each.name and len(each.name) > 1]
        others = others[bool(persons) :]
    nameless = None if persons else _read_nameless(first.words, title)
    start = persons or [Person(None, after=nameless or ())]
    people = tuple(_tell_each(_add_parts(start, others), title))
    known = [people[0].role or (nameless and people[0].organisation), people[0].country]
    if not persons and not title.is_withheld:
        is_told = not title.is_named and (bool(known[1]) or (nameless is not None and bool(known[0])))
    else:
        is_short = any(each.name and len(each.name) == 1 for each in persons) and not title.changed
        is_told = len(list(filter(None, known))) >= title.needed and not (title.needed and is_short)
    is_about = title.is_quoted and any(map(title.stretch.begins_topic, range(1, len(title.stretch))))
    return people if is_told or (persons and is_about) else None


def _read_persons(part: Stretch, others: Sequence[Part], *, is_changed: bool) -> list[Person]:
    """The persons in a title's first part, also a name in quotation marks, and one that is a word, before a role."""
    if is_changed and part.marks == '"':  # '"Rosa" (pseudonym)'
        word = part.words[0]
        return [Person(replace(part, words=(word._replace(start=word.start + 1, end=word.end - 1),)))]
    known = part.language.nationalities
    if others and re.fullmatch("N{1,2}[A-Z]|XN", part.marks) and part.words[0].key not in known:
        after = others[0].words  # "Mara Gold, radio host"
        if (detail := read_detail(after)).role and detail.first.has(ROLES):
            return find_persons(part) or find_persons(replace(part, marks="N" * len(part)))
    return find_persons(part)


def _read_generic(part: Stretch) -> Detail | None:
    """What is told of somebody before their name: "a land defender, Rosa Example", "a Beekeeper: Lars Example"."""
    detail = read_detail(part)
    if detail.has_object or not re.match("[#a-z]", part.marks):
        return None
    role = detail.role or (detail.first if part.marks == "#N" else None)
    return detail._replace(role=role.without_article) if role else None


def _read_nameless(part: Stretch, title: Title) -> tuple[Detail, ...] | None:
    """A role, an organisation, or both, as in "a lawyer from Almaty"; empty where a name may be hidden."""
    if part.marks == "" or (part.marks in ('"', "Q") and not title.is_withheld):
        return ()
    detail = read_detail(part)
    if title.is_withheld:
        return (detail,)
    first = detail.first
    if detail.role is None:
        is_whole = detail.organisation and 1 < len(part.without_article) <= len(detail.organisation)
        return (detail,) if is_whole else None  # and not "the company"
    is_sentence = not part.language.file.genitive and first.last not in ROLES + "D"  # "Workers Speak Out"
    is_headline = re.fullmatch("[A-Z]*[NQ][A-Z]*", first.marks)  # "Company Sues Activist"
    if not first.has(ROLES) or is_sentence or (title.is_label and is_headline):
        return None
    if not detail.country and re.search("[A-NP-Z]{2}$", part.marks):  # which may be a person's name
        end = max(i for i, mark in enumerate(first.marks.upper()) if mark in ROLES) + 1
        return (detail._replace(role=part.cut(0, end).without_article, organisation=None, place=None),)
    return (detail,)


def _add_parts(told: list[Person], parts: Sequence[Part]) -> list[Person]:
    """The persons with what the parts after them say, and those that these name.

    What stands after a dash may also be a headline, or the site's name.
    """
    for lead, words in parts:
        rest, others = _find_added(lead, words) if told[0].name and lead != "-" else (words, [])
        detail = read_detail(rest) if rest else None
        if lead == "-" and detail and not (detail.country or _is_role(detail.first)):
            break
        told[-1] = told[-1]._replace(after=(*told[-1].after, *([detail] if detail else [])))
        told += others
    return told


def _find_added(lead: str, words: Stretch) -> tuple[Stretch, list[Person]]:
    """Further persons, and the words before them: "and Dana Bekova", "lawyer and Dana Bekova"."""
    ends = [m.end() for m in re.finditer("&(?=#?[a-z]*[A-Z])", words.marks)]
    for end in (*ends, 0) if ends or lead == ";" else ():
        before, persons = words.cut(0, max(end - 1, 0)), find_persons(words.cut(end))
        is_list = end or lead == ";" or len(persons) > 1
        # and not "Union of Writers and Green Voices", or "miner and Vice President of Echo Union"
        is_clear = not before or not (before.marks[-1].isupper() or any(each.own or each.after for each in persons))
        if persons and is_list and is_clear and all(person.name and len(person.name) > 1 for person in persons):
            return before, persons
    return words, []


def _is_role(first: Stretch) -> bool:
    """Whether it is a role, and no headline or site's name such as "Front Line Defenders"."""
    return first.has(ROLES) and not any(word.is_capital for word in first.list_plurals())


def _tell_each(told: Sequence[Person], title: Title) -> Iterator[Interviewee]:
    """Each person with what surely belongs to them.

    That is what stands before the name and after it; what is said of several, "lawyers"; and a country at the end.
    """
    last = _choose_only(detail.country for detail in told[-1].after if detail.country)
    starts = [person.name.words[0].start for person in told if person.name]
    changed = {max(bisect(starts, place) - 1, 0) for place in title.changed}
    shared = None
    for i, person in enumerate(told):
        here = next((other.after for other in told[i:] if other.after), ())
        is_theirs = here is person.after or all(detail.is_plural for detail in here if detail.role)
        own = person.own or shared
        shared = own if own and own.is_plural and not person.after else None
        found = _tell_one(person.name, own, [detail for detail in here if is_theirs], title.country)
        anonymity = "withheld" if not person.name and title.is_withheld else "changed" if i in changed else None
        country = found.country or (None if title.country else last)
        yield found.model_copy(update={"country": country, "anonymity": anonymity})


def _tell_one(name: Stretch | None, own: Detail | None, after: Sequence[Detail], country: str | None) -> Interviewee:
    """One person by what stands before the name and after it; of two roles the one that is held somewhere counts."""
    adjectives = [detail.nationality for detail in (*([own] if own else []), *after) if detail.nationality]
    if own and any(detail.role and detail.organisation for detail in after):
        own = own._replace(role=None, organisation=None)
    details = [*([own] if own else []), *after]
    organisations = {detail.organisation.text for detail in details if detail.organisation}
    countries = [code for code in (country, *(detail.country for detail in details)) if code]
    return build_interviewee(
        name=name.text if name else None,
        role=own.role.text if own and own.role else _join_roles(after, whole=len(organisations) > 1),
        organisation=_choose_only(organisations),
        place=_find_place(details),
        country=_choose_only(countries or adjectives),
    )


def _choose_only(values: Iterable[str]) -> str | None:
    values = set(values)
    return values.pop() if len(values) == 1 else None


def _find_place(details: Sequence[Detail]) -> str | None:
    """The place, a town with its region too, and a single capitalised word, as in "lawyer, Almaty, Kazakhstan".

    Before a country, before a region or after an organisation it is one; after "director" it could be an organisation.
    """
    found: list[tuple[int, Stretch]] = []
    for i, detail in enumerate(details):
        asks = i and details[i - 1].role and details[i - 1].whole.last == "M"
        is_placed = any(before.organisation for before in details[:i])
        is_inside = any(each.country or each.place or each.whole.marks == "AN" for each in details[i + 1 : i + 2])
        if detail.place or (detail.lone and (is_placed or (is_inside and not asks))):
            found.append((i, detail.place or detail.whole))
    if not found or found[-1][0] - found[0][0] >= len(found):
        return None
    return details[0].whole.line[found[0][1].words[0].start : found[-1][1].words[-1].end]


def _join_roles(details: Sequence[Detail], *, whole: bool) -> str | None:
    """Neighbouring roles with what stands between; with the organisations too where there are several."""
    spans: list[tuple[int, int]] = []
    for detail in details:
        if detail.role:
            spans.append((detail.role.words[0].start, (detail.whole if whole else detail.role).words[-1].end))
        elif spans and not detail.organisation:
            break
    return details[0].whole.line[spans[0][0] : spans[-1][1]] if spans else None

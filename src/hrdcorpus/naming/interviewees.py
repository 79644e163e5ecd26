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
    if persons := _read_persons(first.words, is_changed=bool(title.changed)):
        people = tuple(_tell_each(_add_parts(persons, others), title))
        is_told = not title.is_loose or (people[0].role is not None and people[0].country is not None)
        return people if is_told or any(map(title.stretch.begins_topic, range(1, len(title.stretch)))) else None
    if title.is_withheld:
        shown = (read_detail(first.words),) if parts else ()
        return None if title.is_loose else tuple(_tell_each(_add_parts([Person(None, after=shown)], others), title))
    nameless = _read_nameless(first.words, is_label=title.is_label)
    (nobody,) = _tell_each(_add_parts([Person(None, after=nameless or ())], others), title)
    told = nobody.country or (nameless is not None and (nobody.role or nobody.organisation))
    return (nobody,) if told and not title.is_named else None


def _read_persons(part: Stretch, *, is_changed: bool) -> list[Person]:
    """The persons in a title's first part, also a name in quotation marks: '"Rosa" (pseudonym)'."""
    if not is_changed or part.marks != '"':
        return find_persons(part)
    word = part.words[0]
    return [Person(replace(part, words=(word._replace(start=word.start + 1, end=word.end - 1),)))]


def _read_nameless(part: Stretch, *, is_label: bool) -> tuple[Detail, ...] | None:
    """A role, an organisation, or both, as in "a lawyer from Almaty"; empty where a name may be hidden."""
    if part.marks in ("", '"', "Q"):
        return ()
    detail = read_detail(part)
    first = detail.first
    if detail.role is None:
        is_whole = detail.organisation and 1 < len(part.without_article) <= len(detail.organisation)
        return (detail,) if is_whole else None  # and not "the company"
    is_sentence = not part.language.file.genitive and first.last not in ROLES + "D"  # "Workers Speak Out"
    is_headline = re.fullmatch("[A-Z]*[NQ][A-Z]*", first.marks)  # "Company Sues Activist"
    if not first.has(ROLES) or is_sentence or (is_label and is_headline):
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
    ends = [i + 1 for i, mark in enumerate(words.marks) if mark == "&"]
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
        place=_choose_only(_list_places(details)),
        country=_choose_only(countries or adjectives),
    )


def _choose_only(values: Iterable[str]) -> str | None:
    values = set(values)
    return values.pop() if len(values) == 1 else None


def _list_places(details: Sequence[Detail]) -> Iterator[str]:
    """The places, and a single capitalised word, as in "lawyer, Almaty, Kazakhstan".

    Before a country or after an organisation it is one; after "director" without an organisation it could be that.
    """
    has_organisation = False
    for before, detail, after in zip([None, *details], details, [*details[1:], None], strict=False):
        asks = before and before.role and before.whole.last == "M"
        if detail.place or (detail.lone and (has_organisation or (after and after.country and not asks))):
            yield (detail.place or detail.whole).text
        has_organisation = has_organisation or detail.organisation is not None


def _join_roles(details: Sequence[Detail], *, whole: bool) -> str | None:
    """Neighbouring roles with what stands between; with the organisations too where there are several."""
    spans: list[tuple[int, int]] = []
    for detail in details:
        if detail.role:
            spans.append((detail.role.words[0].start, (detail.whole if whole else detail.role).words[-1].end))
        elif spans and not detail.organisation:
            break
    return details[0].whole.line[spans[0][0] : spans[-1][1]] if spans else None

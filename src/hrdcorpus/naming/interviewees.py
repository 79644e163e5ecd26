"""The title of an interview -> who is interviewed: each field by itself, from what the title's parts say."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from hrdcorpus.knowledge.titles import Titles
from hrdcorpus.naming.details import Detail, is_unlisted, read_detail
from hrdcorpus.naming.parts import Part, Person, find_persons, split_parts
from hrdcorpus.naming.phrases import Title, list_titles
from hrdcorpus.naming.stretches import ROLES, Stretch
from hrdcorpus.records.form import Interviewee, build_interviewee


def find_interviewees(title: str, titles: Titles, *, is_interview: bool = False) -> tuple[Interviewee, ...] | None:
    """The interviewees, in order, each with what surely belongs to them; None when it is no title of an interview.

    Empty where the title names nobody and says nothing of them. The form is `HRD Interview: NAME, ROLE of/from
    ORGANISATION, COUNTRY` (the site's pages), with or without a headline before or after it. Nothing is corrected or
    put into another case, and what could be one thing or another is left out.
    """
    found = None
    for each in list_titles(title, titles, is_interview=is_interview):
        people = _read_title(each)
        if people and (people[0].name or people[0].anonymity):
            return people
        found = people if found is None else found
    return found


def _read_title(title: Title) -> tuple[Interviewee, ...] | None:
    parts = split_parts(title.stretch)
    least = 0 if title.is_withheld else 1 if title.changed else 2  # one word alone is no title: "Interview: Strike"
    if parts is None or sum(len(words) for _, words in parts) < least:
        return None
    (_, first), *others = parts or [("", title.stretch.cut(0, 0))]
    persons = _read_persons(first, others, is_changed=bool(title.changed))
    if not persons and not title.is_withheld and others and (persons := _read_named_below(first, others)):
        others = others[1:]
    nameless = None if persons else _read_nameless(first, is_withheld=title.is_withheld)
    start = persons or [Person(None, after=(nameless,) if nameless else ())]
    people = tuple(_tell_each(_add_parts(start, others), title))
    lead = people[0]
    if not (persons or title.is_withheld):
        is_clear = lead.organisation or (lead.role and not first.marks[:1].isupper())  # not "Workers Win Strike"
        return people if title.needed < 0 and (lead.country or (nameless and is_clear)) else None
    is_about = title.needed > 0 and any(map(title.stretch.begins_topic, range(1, len(title.stretch))))
    is_person = any(each.name and each.name.has("H") for each in persons) or _is_quoted(title.stretch)
    told = 1 + 2 * bool(lead.role or lead.organisation) + bool(lead.country) + is_about + 2 * is_person
    is_short = title.needed > 0 and not title.changed and any(each.name and len(each.name) == 1 for each in persons)
    return people if told >= title.needed and not is_short else None


def _is_quoted(title: Stretch) -> bool:
    """Whether it is a name, and behind it what is said: "Asel Omarova: «We stay»", «Асель Омарова: почему остаюсь»."""
    name, is_capital = re.match("[NH][NH~]+:", title.marks), title.language.file.capitals
    return bool(name and (title.marks[name.end() :] == '"' or (title.begins_topic(name.end()) and not is_capital)))


def _read_persons(part: Stretch, others: Sequence[Part], *, is_changed: bool) -> list[Person]:
    """The persons in a title's first part, also a name in quotation marks, and one that is a word, before a role."""
    is_set = others and read_detail(others[0][1]).role and " " not in part.text  # "Interview with 'Rosa', miner"
    if part.marks == '"' and (is_changed or is_set):  # '"Rosa" (pseudonym)'
        word = part.words[0]
        return [Person(replace(part, words=(word._replace(start=word.start + 1, end=word.end - 1),)))]
    is_likely = re.fullmatch("[NH]{1,3}[A-Z#~]{1,2}|XN", part.marks)
    if others and is_likely and part.words[0].key not in part.language.nationalities:
        after = read_detail(others[0][1])
        if after.role or (after.country and part.marks[:2] == "NN"):  # "Mara Gold, radio host"
            return find_persons(part) or find_persons(replace(part, marks="N" * len(part)))
    return find_persons(part)


def _read_named_below(part: Stretch, others: Sequence[Part]) -> list[Person]:
    """The persons in a title's second part, where the first tells what they are: "a land defender, Rosa Example".

    That is not told where what follows tells more: "a defender: Rosa Example, lawyer".
    """
    own = read_detail(part)
    role = own.role or (own.first if part.marks == "#N" else None)  # "a Beekeeper: Lars Example"
    if not role or own.place or own.country or not re.match("N*G?[#~a-z]", part.marks):
        return []
    is_told = any(read_detail(words).role for _, words in others[1:])
    named = [each for each in find_persons(others[0][1]) if each.name and len(each.name) > 1]
    return named if is_told else [each._replace(own=own._replace(role=role.without_article)) for each in named]


def _read_nameless(part: Stretch, *, is_withheld: bool) -> Detail | None:
    """A role, an organisation, or both, as in "a lawyer from Almaty"; nothing where a name may be hidden."""
    if part.marks == "" or (part.marks in ('"', "Q") and not is_withheld):
        return None
    detail = read_detail(part)
    is_whole = detail.organisation and 1 < len(part.without_article) <= len(detail.organisation)  # not "the company"
    if not (is_withheld or (detail.first.has(ROLES) if detail.role else is_whole)):
        return None
    if detail.role and not detail.country and not is_withheld and re.search("[A-NP-Z]{2}$", part.marks):
        return detail._replace(organisation=None, place=None)  # which may be a person's name
    return detail


def _add_parts(told: list[Person], parts: Sequence[Part]) -> list[Person]:
    """The persons with what the parts after them say, and those that these name.

    What stands after a dash may also be a headline, or the site's name.
    """
    for lead, words in parts:
        rest, others = _find_added(lead, words) if told[0].name and lead != "-" else (words, [])
        for detail in [read_detail(rest)] if rest else ():
            is_group = any(word.is_capital for word in detail.first.list_plurals())  # "Front Line Defenders"
            if lead == "-" and not detail.country and (is_group or not detail.first.has(ROLES)):
                return told
            told[-1] = told[-1]._replace(after=(*told[-1].after, detail))
        told += others
    return told


def _find_added(lead: str, words: Stretch) -> tuple[Stretch, list[Person]]:
    """Further persons, and the words before them: "and Dana Bekova", "lawyer and Dana Bekova"."""
    ends = [m.end() for m in re.finditer("&(?=#?[a-z]*[A-Z])", words.marks)]
    for end in (*ends, 0) if ends or lead == ";" else ():
        before, persons = words.cut(0, max(end - 1, 0)), find_persons(words.cut(end))
        # and not "Union of Writers and Green Voices", or "miner and Vice President of Echo Union"
        is_clear = not before or not (before.marks[-1].isupper() or any(each.own or each.after for each in persons))
        if persons and is_clear and all(person.name and len(person.name) > 1 for person in persons):
            return before, persons
    return words, []


def _tell_each(told: Sequence[Person], title: Title) -> Iterator[Interviewee]:
    """Each person with what stands before the name and after it, what is said of several, and a country at the end."""
    last = None if title.country else _choose_only(detail.country for detail in told[-1].after)
    starts = [person.name.words[0].start for person in told if person.name]
    changed = {max(bisect(starts, place) - 1, 0) for place in title.changed}
    shared = None
    for i, person in enumerate(told):
        after = next((other.after for other in told[i:] if other.after), ())
        if after is not person.after and not all(detail.is_plural for detail in after if detail.role):
            after = ()
        own = person.own or shared
        shared = own if own and own.is_plural and not person.after else None
        details = [*([own] if own else []), *after]
        is_held = any(detail.role and detail.organisation for detail in after)  # which counts more than another role
        named = [detail.organisation for detail in (after if is_held else details) if detail.organisation]
        likely = [each.whole for post, each in pairwise(after) if post.is_post and each.lone and len(each.whole) > 1]
        countries = [code for code in (title.country, *(detail.country for detail in details)) if code]
        yield build_interviewee(
            name=person.name.text if person.name else None,
            anonymity="withheld" if not person.name and title.is_withheld else "changed" if i in changed else None,
            role=own.role.text if own and own.role and not is_held else _join_roles(after),
            organisation=_choose_only(organisation.text for organisation in named or likely),
            place=_find_place(details),
            country=_choose_only(countries or (detail.nationality for detail in details)) or last,
        )


def _choose_only(values: Iterable[str | None]) -> str | None:
    told = set(filter(None, values))
    return told.pop() if len(told) == 1 else None


def _find_place(details: Sequence[Detail]) -> str | None:
    """The place with its region, also a word or two before a country, at the end or after an organisation.

    After "director" they could be an organisation, and two words after a name, too.
    """
    found: list[tuple[int, Stretch]] = []
    for i, detail in enumerate(details):
        before, after = details[max(i - 1, 0)], details[i + 1 :]
        is_inside = (after or i) and all(each.country or each.place or each.lone for each in after)
        is_alone = detail.whole.marks not in ("N", "NN") or is_unlisted(detail.whole)
        is_due = is_inside and not before.is_post and (i or is_alone)
        if detail.place or (detail.lone and (is_due or any(each.organisation for each in details[:i]))):
            found.append((i, detail.place or detail.whole))
    if not found or found[-1][0] - found[0][0] >= len(found):
        return None
    return details[0].whole.line[found[0][1].words[0].start : found[-1][1].words[-1].end]


def _join_roles(details: Sequence[Detail]) -> str | None:
    """Neighbouring roles with what stands between, and with what the last is held in where an earlier one is, too."""
    span, is_held = slice(0), False
    for detail in details:
        if detail.role:
            end = (detail.whole if is_held else detail.role).words[-1].end
            span = slice(span.start or detail.role.words[0].start, end)
            is_held = is_held or detail.organisation is not None
        elif span.stop and not detail.organisation:
            break
    return details[0].whole.line[span] if span.stop else None

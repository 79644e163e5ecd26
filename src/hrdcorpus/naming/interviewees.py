"""The title of an interview -> who is interviewed: each field by itself, from what the title's parts say."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from hrdcorpus.knowledge.titles import Titles
from hrdcorpus.naming.details import Detail, read_detail
from hrdcorpus.naming.parts import Part, Person, find_persons, split_parts
from hrdcorpus.naming.phrases import Title, list_titles
from hrdcorpus.naming.stretches import ROLES, Stretch
from hrdcorpus.records.form import Interviewee, build_interviewee

_SPEAKER = re.compile("[NH][NH~]+(?:,[^:]*)?:")  # "Asel Omarova, Almaty: «We stay»", «Асель Омарова: почему остаюсь»


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
    parts = split_parts(title.stretch) or [("", title.stretch.cut(0, 0))]
    first = parts[0][1]
    persons, others = _read_persons(parts, is_changed=bool(title.changed), is_withheld=title.is_withheld)
    nameless = None if persons else _read_nameless(first, is_withheld=title.is_withheld or bool(title.changed))
    start = persons or [Person(None, after=(nameless,) if nameless else ())]
    told = _add_parts(start, others)
    people = tuple(_tell_each(told, title))
    lead = people[0]
    if not (persons or title.is_withheld):
        # not "Workers Win Strike", "Interview with Workers"
        is_clear = lead.organisation or (not first.marks[:1].isupper() and len(first) > 1)
        return people if title.needed < 0 and (lead.country or (nameless and is_clear)) else None
    is_about = title.needed > 0 and any(map(title.stretch.begins_topic, range(1, len(title.stretch))))
    is_sure = any(each and each.first.has(ROLES) for each in (told[0].own, *told[0].after))
    stretch, speaker = title.stretch, _SPEAKER.match(title.stretch.marks)
    said = stretch.cut(speaker.end()) if speaker else stretch.cut(0, 0)
    is_quoted = said.marks == '"' or (said.begins_topic(0) and not stretch.language.file.capitals)
    facts = 1 + (2 if is_sure or lead.organisation else bool(lead.role)) + bool(lead.country) + is_about + 2 * is_quoted
    is_many = not told[0].own and any(each.is_plural for each in told[0].after)  # "Poor Workers"
    is_short = bool(persons) and not title.changed and len(persons[-1].name or ()) == 1
    if title.needed > 0 and (is_many or is_short):
        return None
    return people if facts >= (2 - bool(lead.place) if is_short else title.needed) else None


def _read_persons(parts: Sequence[Part], *, is_changed: bool, is_withheld: bool) -> tuple[list[Person], Sequence[Part]]:
    """The persons whom the first part names, or the second where the first tells what they are; and the parts behind.

    What they are is not told where what follows tells more: "a defender: Rosa Example, lawyer".
    """
    (_, first), *others = parts
    behind = [read_detail(words) for _, words in others] or [read_detail(first.cut(0, 0))]
    is_set = behind[0].role and " " not in first.text[2:-2]  # "Interview with 'Rosa', miner"
    if first.marks == '"' and (is_changed or is_set):
        text, word = first.text[1:-1].strip(), first.words[0]
        start = first.line.index(text, word.start)
        return [Person(replace(first, words=(word._replace(start=start, end=start + len(text)),)))], others
    if persons := find_persons(first):
        return persons, others
    is_likely = behind[0].role or (behind[0].country and first.marks[:2] == "NN")  # "Mara Gold, radio host"
    if is_likely and re.fullmatch("[NH]{1,3}[A-Z#~]{1,2}", first.marks):
        return find_persons(replace(first, marks="N" * len(first))), others
    own = read_detail(first)
    role = own.role or (own.first if first.marks == "#N" else None)  # "a Beekeeper: Lars Example"
    if is_withheld or not role or not others:
        return [], others
    told = None if any(each.role for each in behind[1:]) else own._replace(role=role.without_article, lone=False)
    named = [each._replace(own=each.own or told) for each in find_persons(others[0][1]) if len(each.name or ()) > 1]
    return named, others[1:] if named else others


def _read_nameless(part: Stretch, *, is_withheld: bool) -> Detail | None:
    """A role, an organisation, or both, as in "a lawyer from Almaty"; nothing where a name may be hidden."""
    if part.marks == "":
        return None
    detail = read_detail(part)
    is_whole = detail.organisation and 1 < len(part.without_article) <= len(detail.organisation)  # not "the company"
    if not (is_withheld or (detail.first.has(ROLES) if detail.role else is_whole)):
        return None
    if detail.role and not is_withheld and re.search("[A-NP-Z]{2}$", part.marks):
        return detail._replace(organisation=None, place=None)  # which may be a person's name
    return detail


def _add_parts(told: list[Person], parts: Sequence[Part]) -> list[Person]:
    """The persons with what the parts after them say, and those that these name; behind a dash nobody is named."""
    for sign, words in parts:
        rest, others = _find_added(sign, words) if told[0].name and sign != "-" else (words, [])
        if rest:
            told[-1] = told[-1]._replace(after=(*told[-1].after, read_detail(rest)))
        told += others
    return told


def _find_added(sign: str, words: Stretch) -> tuple[Stretch, list[Person]]:
    """Further persons, and the words before them: "and Dana Bekova", "lawyer and Dana Bekova"."""
    ends = [m.end() for m in re.finditer("&(?=#?[a-z]*[A-Z])", words.marks)]
    for end in (*ends, 0) if ends or sign == ";" else ():
        before, persons = words.cut(0, max(end - 1, 0)), find_persons(words.cut(end))
        # and not "Union of Writers and Green Voices", or "miner and Vice President of Echo Union"
        is_clear = not before or not (before.marks[-1].isupper() or any(each.own or each.after for each in persons))
        if persons and is_clear and all(len(person.name or ()) > 1 for person in persons):
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
        if after is not person.after and any(
            each.first.has(ROLES) and not (each.is_plural or each.whole.has("&")) for each in after
        ):
            after = tuple(each for each in after if not (each.role or each.organisation))
        own = person.own or shared
        shared = own if own and own.is_plural else None
        details = [*([own] if own else []), *after]
        is_held = any(detail.role and detail.organisation for detail in after)  # which counts more than another role
        named = [detail.organisation for detail in (after if is_held else details) if detail.organisation]
        countries = [code for code in (title.country, *(detail.country for detail in details)) if code]
        yield build_interviewee(
            name=person.name.text if person.name else None,
            anonymity="withheld" if not person.name and title.is_withheld else "changed" if i in changed else None,
            role=_join_roles(
                after
                if is_held or not (own and own.role) or (any(each.role for each in after) and not own.first.has(ROLES))
                else [own]
            ),
            organisation=_choose_only(organisation.text for organisation in named),
            place=_find_place(details) or next((each.base for each in details if each.base), None),
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
        is_inside = all(each.country or each.place or each.lone for each in after)
        words, last = detail.whole, detail.whole.words[-1].key
        is_alone = words.marks not in ("N", "NN") or (
            len(words) == 1 and not last.endswith(words.language.file.role_endings)
        )
        is_post = before.whole.last == "M" and not before.whole.has("OB")
        is_due = is_inside and not is_post and (i or is_alone)
        if detail.place or (detail.lone and is_due):
            found.append((i, detail.place or detail.whole))
    if not found or found[-1][0] - found[0][0] >= len(found):
        return None
    return details[0].whole.line[found[0][1].words[0].start : found[-1][1].words[-1].end]


def _join_roles(details: Sequence[Detail]) -> str | None:
    """Neighbouring roles with what stands between."""
    span = slice(0)
    for detail in details:
        if detail.role:
            span = slice(span.start or detail.role.words[0].start, detail.role.words[-1].end)
        elif span.stop:
            break
    return details[0].whole.line[span] if span.stop else None

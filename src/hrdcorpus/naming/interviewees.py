"""The title of an interview -> who is interviewed: each field by itself, from what the title's parts say."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from hrdcorpus.knowledge.titles import Titles
from hrdcorpus.naming.details import Detail, read_detail
from hrdcorpus.naming.parts import Part, Person, find_persons, split_parts
from hrdcorpus.naming.phrases import MOST_NEEDED, Title, list_titles
from hrdcorpus.naming.stretches import ROLES, Stretch
from hrdcorpus.records.form import Interviewee, build_interviewee

_SPEAKER = re.compile("[NH][NH~#]*(?:,[^:]*)?:")  # "Asel Omarova, Almaty: «We stay»", «Асель Омарова: почему остаюсь»


def find_interviewees(
    title: str, titles: Titles, *, is_interview: bool = False, most: int = MOST_NEEDED
) -> tuple[Interviewee, ...] | None:
    """The interviewees, in order, each with what surely belongs to them; None when it is no title of an interview.

    Empty where the title names nobody and says nothing of them. The form is `HRD Interview: NAME, ROLE of/from
    ORGANISATION, COUNTRY` (the site's pages), with or without a headline before or after it. Nothing is corrected or
    put into another case, and what could be one thing or another is left out. `most` is the most that the title must
    tell: see `Title`.
    """
    found = None
    for each in list_titles(title, titles, is_interview=is_interview):
        people = _read_title(each._replace(needed=min(each.needed, most)))
        if people and (people[0].name or people[0].anonymity):
            return people
        found = people if found is None else found
    return found


def _read_title(title: Title) -> tuple[Interviewee, ...] | None:
    parts = split_parts(title.stretch) or [("", title.stretch.cut(0, 0))]
    persons, others = _read_persons(parts, is_hidden=title.is_withheld or bool(title.changed))
    nameless = read_detail(parts[0][1])
    told = _add_parts(persons or [Person(None, after=(nameless,) if nameless.whole else ())], others)
    people = tuple(_tell_each(told, title))
    lead = people[0]
    if not (persons or title.is_withheld):  # "Interview with a lawyer, Kazakhstan"
        is_person = nameless.role and nameless.first.has(ROLES)
        return people if is_person and lead.country and not title.needed else None
    is_sure = any(each and each.first.has(ROLES) for each in (told[0].own, *told[0].after))
    speaker = _SPEAKER.match(title.stretch.marks)
    said = title.stretch.cut(speaker.end() if speaker else len(title.stretch))
    is_quoted = said.marks == '"' or (said.begins_topic(0) and not said.language.file.capitals)
    is_about = title.needed > 0 and any(map(title.stretch.begins_topic, range(1, len(title.stretch))))
    facts = 1 + (2 if is_sure or lead.organisation else bool(lead.role)) + bool(lead.country) + is_about + 2 * is_quoted
    is_short = bool(persons) and not title.changed and len(persons[-1].name or ()) == 1
    is_told = facts >= (2 if is_short else title.needed) and not (title.needed and is_short)
    return people if is_told else None


def _read_persons(parts: Sequence[Part], *, is_hidden: bool) -> tuple[list[Person], Sequence[Part]]:
    """The persons whom the first part names, or the second where the first tells what they are; and the parts behind.

    What they are is not told where what follows tells more: "a defender: Rosa Example, lawyer".
    """
    (_, first), *others = parts
    if first.marks == '"' and is_hidden:
        text, word = first.text[1:-1].strip(), first.words[0]
        start = first.line.index(text, word.start)
        return [Person(replace(first, words=(word._replace(start=start, end=start + len(text)),)))], others
    if persons := find_persons(first):
        return persons, others
    behind = [read_detail(words) for _, words in others]
    is_likely = behind and (behind[0].role or (behind[0].country and first.marks[:2] == "NN"))
    if is_likely and re.fullmatch("[NH]{1,3}[A-Z#~]{1,2}", first.marks):  # "Mara Gold, radio host"
        return find_persons(replace(first, marks="N" * len(first))), others
    own = read_detail(first)
    if is_hidden or not own.role or not others:
        return [], others
    told = None if any(each.role for each in behind[1:]) else own._replace(lone=False)
    named = [each._replace(own=each.own or told) for each in find_persons(others[0][1])]
    return named, others[1:] if named else others


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
    starts = [person.name.words[0].start for person in told if person.name]
    changed = {max(bisect(starts, place) - 1, 0) for place in title.changed}
    # "A, director, and B, lawyer, of Echo"
    joined = [each for each in told[-1].after[1:] if each.whole.marks[0] == "@"]
    above = read_detail(title.headline)  # "A Kazakh lawyer on trial: interview with Asel Omarova"
    headed = (above.country or above.nationality) if above.role else None
    # "A (Echo Union) and B (Clear Steppe)"
    firsts = [person.after[0] for person in told if person.after]
    is_parallel = len(firsts) > 1 and any(each.organisation and not each.role for each in firsts)
    for i, person in enumerate(told):
        after = next((other.after for other in told[i:] if other.after), ())
        details = [*([person.own] if person.own else []), *after]
        countries = [code for code in (title.country, *(detail.country for detail in details)) if code]
        last = None if title.country else _choose_only(detail.country for detail in told[-1].after)
        own = [person.own] if person.own and person.own.role else []
        alike = after[0].whole.text if is_parallel and after and after[0].lone and len(after[0].whole) > 1 else None
        is_said = any(each.role for each in after) and not any(each.first.has(ROLES) for each in own)
        yield build_interviewee(
            name=person.name.text if person.name else None,
            anonymity="withheld" if not person.name and title.is_withheld else "changed" if i in changed else None,
            role=_join_roles(after if is_said else own or after),
            organisation=_choose_only(_list_organisations(details) or _list_organisations(joined)) or alike,
            place=_find_place(details) or next((each.base for each in details if each.base), None),
            country=_choose_only(countries or (detail.nationality for detail in details)) or last or headed,
        )


def _list_organisations(details: Iterable[Detail]) -> list[str]:
    return [each.organisation.text for each in details if each.organisation]


def _choose_only(values: Iterable[str | None]) -> str | None:
    told = set(filter(None, values))
    return told.pop() if len(told) == 1 else None


def _find_place(details: Sequence[Detail]) -> str | None:
    """The place with its region, also a word or two that may be a town."""
    pairs = zip((None, *details), details, strict=False)
    found = [each.place or each.whole for last, each in pairs if each.place or (each.lone and _is_town(each, last))]
    return details[0].whole.line[found[0].words[0].start : found[-1].words[-1].end] if found else None


def _is_town(detail: Detail, last: Detail | None) -> bool:
    """Whether it may be one: after "Director" it could be an organisation, and two words after a name, too."""
    words = detail.whole
    if last is not None:
        return last.whole.last != "M" or last.whole.has("O")
    is_one = len(words) == 1 and not words.words[-1].key.endswith(words.language.file.role_endings)
    return is_one or words.marks not in ("N", "NN")


def _join_roles(details: Sequence[Detail]) -> str | None:
    """Neighbouring roles with what stands between, unless that is words for a name withheld."""
    line, span = details[0].whole.line if details else "", slice(0)
    for detail in details:
        if span.stop and (not detail.role or "  " in line[span.stop : detail.role.words[0].start]):
            break
        if detail.role:
            span = slice(span.start or detail.role.words[0].start, detail.role.words[-1].end)
    return line[span] if span.stop else None

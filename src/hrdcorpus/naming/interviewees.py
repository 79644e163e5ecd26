"""The title of an interview -> who is interviewed."""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence

from hrdcorpus.knowledge.titles import Titles
from hrdcorpus.naming.details import Detail, read_detail, split_joins
from hrdcorpus.naming.parts import Part, split_parts
from hrdcorpus.naming.persons import Person, find_persons, split_at_conjunctions
from hrdcorpus.naming.phrases import Title, list_titles
from hrdcorpus.naming.stretches import ROLES, Stretch
from hrdcorpus.records.form import Interviewee, build_interviewee

_Told = tuple[Person, list[Detail]]  # a person, and what is said after the name


def find_interviewees(title: str, titles: Titles) -> tuple[Interviewee, ...] | None:
    """The interviewees, in order, each with what surely belongs to them; None when it is no title of an interview.

    Empty where the title names nobody and says nothing of them. The form is `HRD Interview: NAME, ROLE of/from
    ORGANISATION, COUNTRY` (the site's pages), with or without a headline before or after it. Nothing is corrected or
    put into another case, and what could be one thing or another is left out.
    """
    found = (_read_title(reading) for reading in list_titles(title, titles))
    return next((people for people in found if people is not None), None)


def _read_title(title: Title) -> tuple[Interviewee, ...] | None:
    kinds = {kind for _, kind in title.anonymity}
    parts, is_withheld = split_parts(title.stretch), "withheld" in kinds
    least = 0 if is_withheld else 2 - len(kinds)  # one word alone is no title: "Interview: Strike"
    if parts is None or sum(len(part.words) for part in parts) < least:
        return None
    if not parts:
        return (build_interviewee(anonymity="withheld"),)
    first = parts[0].words
    if persons := _read_persons(first, is_changed="changed" in kinds):
        return tuple(_share_details(_add_parts(persons, parts[1:]), title))
    shown = [read_detail(first)] if is_withheld else _read_nameless(first, is_label=title.is_label)
    ((_, details),) = _add_parts([(Person(first), shown or [])], parts[1:])
    nobody = _combine(None, None, details, title.country)
    if is_withheld:
        return (nobody.model_copy(update={"anonymity": "withheld"}),)
    is_told = nobody.country or (shown is not None and (nobody.role or nobody.organisation))
    return (nobody,) if is_told and not title.is_named else None


def _read_persons(part: Stretch, *, is_changed: bool) -> list[_Told]:
    """The persons in a title's first part, and what it says after their names."""
    if is_changed and part.is_lone_mark and part.words[0].form == "quoted":  # '"Rosa" (pseudonym)'
        word = part.words[0]
        return [(Person(part.choose([word._replace(start=word.start + 1, end=word.end - 1)])), [])]
    if persons := find_persons(part):
        return [(person, []) for person in persons]
    for join in split_joins(part):
        persons = find_persons(join.before) if join.before and join.kind != "genitive" else []
        detail = read_detail(part.cut(len(join.before))) if persons else None
        if detail and detail.has_object:
            return [*((person, []) for person in persons[:-1]), (persons[-1], [detail])]
    for before, after in split_at_conjunctions(part):  # "Asel Omarova and her lawyer"
        if after.has(*ROLES) and (persons := find_persons(before)):
            return [(person, []) for person in persons]
    return []


def _read_nameless(part: Stretch, *, is_label: bool) -> list[Detail] | None:
    """A role, an organisation, or both, as in "a lawyer from Almaty"; empty where a name may be hidden."""
    if part.is_lone_mark:
        return []
    detail, first = read_detail(part), split_joins(part)[0].stretch
    if detail.role is None:
        is_whole = detail.organisation and 1 < len(part.without_article) <= len(detail.organisation)
        return [detail] if is_whole else None  # and not "the company"
    is_sentence = not part.language.file.genitive and not first.cut(-1).has(*ROLES, "adjectives")  # "Workers Speak Out"
    is_headline = all(word.is_capital for word in first.words) and any(word.kind is None for word in first.words)
    if not first.has(*ROLES) or is_sentence or (is_label and is_headline):  # "Company Sues Activist"
        return None
    is_named = detail.country or part.words[-1].form == "quoted" or part.words[-1].kind == "organisations"
    if not is_named and all(word.is_capital for word in part.words[-2:]):  # which may be a person's name
        end = max(i for i, word in enumerate(first.words) if word.kind in ROLES) + 1
        return [Detail(part, part.cut(0, end).without_article)]
    return [detail]


def _add_parts(told: list[_Told], parts: Sequence[Part]) -> list[_Told]:
    """The persons with what the parts after them say, and those that these name.

    What stands after a dash may also be a headline, or the site's name.
    """
    for part in parts:
        rest, others = _find_added(part)
        if others:
            told[-1][1].extend([read_detail(rest)] if rest else [])
            told += [(person, []) for person in others]
            continue
        detail = read_detail(part.words)
        if part.lead == "dash" and not (detail.country or _begins_with_role(part.words)):
            break
        told[-1][1].append(detail)
    return told


def _find_added(part: Part) -> tuple[Stretch, list[Person]]:
    """Further persons, and the words before them: "and Dana Bekova", "lawyer and Dana Bekova"."""
    nothing, whole = part.words.cut(0, 0), find_persons(part.words)
    pairs = [(nothing, whole)] if len(whole) > 1 else []
    pairs += [(before, find_persons(after)) for before, after in split_at_conjunctions(part.words)]
    for before, persons in pairs if part.lead == "comma" else []:
        # and not "Union of Writers and Green Voices", or "boatman and head of Green Voices"
        is_clear = not before or not (before.words[-1].is_capital or any(person.detail for person in persons))
        if persons and is_clear and all(len(person.name) > 1 for person in persons):
            return before, persons
    return nothing, []


def _begins_with_role(part: Stretch) -> bool:
    """Whether it is a role, and no headline or site's name such as "Front Line Defenders"."""
    roles = [word for word in split_joins(part)[0].stretch.words if word.kind in ROLES]
    return bool(roles) and not any(word.is_capital and part.find_singular(word) in ROLES for word in roles)


def _share_details(told: Sequence[_Told], title: Title) -> Iterator[Interviewee]:
    """Each person with what surely belongs to them.

    That is what stands before the name and after it; what is said of several, "lawyers"; and a country at the end.
    """
    last = _choose_only(detail.country for detail in told[-1][1] if detail.country)
    starts = [person.name.words[0].start for person, _ in told]
    changed = {max(bisect(starts, place) - 1, 0) for place, kind in title.anonymity if kind == "changed"}
    shared = None
    for i, (person, after) in enumerate(told):
        here = next((details for _, details in told[i:] if details), [])
        is_theirs = here is after or all(_is_plural(detail) for detail in here if detail.role)
        own = person.detail or shared
        shared = own if own and _is_plural(own) and not after else None
        found = _combine(person.name, own, [d for d in here if is_theirs or d.country], title.country)
        country = found.country or (None if title.country else last)
        yield found.model_copy(update={"country": country, "anonymity": "changed" if i in changed else None})


def _is_plural(detail: Detail) -> bool:
    words = detail.role.words if detail.role else ()
    return any(word.kind in ROLES and detail.whole.find_singular(word) in ROLES for word in words)


def _combine(name: Stretch | None, own: Detail | None, after: Sequence[Detail], country: str | None) -> Interviewee:
    """One person by what stands before the name and after it; of two roles the one that is held somewhere counts."""
    if own and any(detail.role and detail.organisation for detail in after):
        own = own._replace(role=None, organisation=None)
    details = [*([own] if own else []), *after]
    organisations = {detail.organisation.text for detail in details if detail.organisation}
    return build_interviewee(
        name=name.text if name else None,
        role=own.role.text if own and own.role else _join_roles(after, whole=len(organisations) > 1),
        organisation=_choose_only(organisations),
        place=_choose_only(_list_places(details)),
        country=_choose_only(code for code in (country, *(detail.country for detail in details)) if code),
    )


def _choose_only(values: Iterable[str]) -> str | None:
    values = set(values)
    return values.pop() if len(values) == 1 else None


def _list_places(details: Sequence[Detail]) -> Iterator[str]:
    """The places, and a single capitalised word, as in "lawyer, Almaty, Kazakhstan".

    Right after the name it could be a role, and after "director" without an organisation that.
    """
    has_organisation = False
    for i, detail in enumerate(details):
        before, after = details[i - 1 : i] if i else [], details[i + 1 : i + 2]
        asks = before and before[0].role and before[0].whole.words[-1].kind == "members"
        is_due = has_organisation or (before and not asks and after and after[0].country)
        if detail.place or (detail.lone and is_due):
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

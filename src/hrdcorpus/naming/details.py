"""One part of a title, between two commas: role, organisation, place or country, or nothing certain."""

from collections.abc import Sequence
from typing import NamedTuple

from hrdcorpus.naming.stretches import ROLES, Stretch, find_singular

_LONGEST_PLACE = 10  # words: a long title must not be asked again after each "of"


class Detail(NamedTuple):
    """What a part says; `whole` is all of it, `first` what stands before any "of", `lone` what may be a town."""

    whole: Stretch
    first: Stretch
    role: Stretch | None = None
    organisation: Stretch | None = None
    place: Stretch | None = None
    country: str | None = None
    lone: bool = False

    @property
    def has_object(self) -> bool:
        """Whether it tells where somebody is from, or in what."""
        return bool(self.organisation or self.place or self.country)

    @property
    def nationality(self) -> str | None:
        """The country of "Kazakh activist"."""
        known = self.first.language.nationalities
        codes = {known[word.key] for word in self.first.words if self.role and word.key in known}
        return codes.pop() if len(codes) == 1 else None

    @property
    def is_plural(self) -> bool:
        """Whether its role is that of several: "lawyers"."""
        words, language = self.role.words if self.role else (), self.whole.language
        return any(word.kind in ROLES and find_singular(word, language) in ROLES for word in words)


class _Object(NamedTuple):
    """The organisation, place or country that a part ends with, and the words `before` it."""

    before: Stretch
    organisation: Stretch | None = None
    place: Stretch | None = None
    country: str | None = None


class _Join(NamedTuple):
    """A word such as "of", and the words `before` it; `stretch` are those up to the next join, `rest` all that follow.

    `kind` is the word's; `genitive` where a Russian name follows without any; `start` for the part's beginning.
    """

    before: Stretch
    kind: str
    stretch: Stretch
    rest: Stretch

    def follows(self, *kinds: str) -> bool:
        """Whether the word before is of these kinds."""
        return bool(self.before) and self.before.words[-1].kind in kinds


def read_detail(part: Stretch) -> Detail:
    """What this part of a title says of the interviewee; all of it but the country's code is verbatim."""
    if country := part.country:
        return Detail(part, part, country=country)
    joins = _split_joins(part)
    start = joins[0].stretch if joins[0].kind == "start" else part.cut(0, 0)
    first = start.without_article
    found, role = _find_object(joins), None
    before = found.before if found else part
    if before and first:
        is_small = first.words[0].text[0].islower() and not is_aside(first) and first.grade != "generic"
        is_unlisted = found and first.grade == "unmarked"  # "Zookeeper of Clear Steppe"
        role = before.without_article if first.has(*ROLES) or is_small or is_unlisted else None
    is_lone = part.marks in ("N", "AN") and not (part.is_lone_mark or part.words[-1].kind or role or found)
    is_lone = is_lone and not part.words[-1].key.endswith(part.language.file.role_endings)  # "Beekeeper"
    return Detail(part, start, role or None, *(found or _Object(part))[1:], lone=is_lone)


def is_aside(words: Stretch) -> bool:
    """Whether they say nothing of the interviewee: "part 2"."""
    return all(word.kind == "ordinary" or word.key.isdecimal() for word in words.words)


def _split_joins(part: Stretch) -> list[_Join]:
    """The part's own beginning, and every "of", "at" or "from" in it; in Russian also where a name follows a role."""
    keys = tuple(word.key for word in part.words)
    places: list[tuple[int, int, str]] = []  # where the word begins and ends, and its kind
    i = 0
    while i < len(part):
        joins = ((n, part.language.joins.get(keys[i : i + n])) for n in (2, 1) if i + n < len(part))
        length, kind = next(((n, kind) for n, kind in joins if kind), (0, None))
        if kind:
            places.append((i, i + length, kind))
        elif i and _follows_directly(part, i) and not (places and places[-1][1] == i):
            places.append((i, i, "genitive"))
        i += length or 1
    if not places or places[0][0]:
        places.insert(0, (0, 0, "start"))
    ends = [left for left, _, _ in places[1:]] + [len(part)]
    return [
        _Join(part.cut(0, left), kind, part.cut(right, end), part.cut(right))
        for (left, right, kind), end in zip(places, ends, strict=True)
    ]


def _follows_directly(part: Stretch, i: int) -> bool:
    """Whether a Russian name begins here: «Председатель Совета Союза "Эхо"», «жительница города Алматы»."""
    before = part.words[i - 1]
    if not part.language.file.genitive or before.kind == "locals":
        return part.language.file.genitive
    was_name, is_name = (
        word.is_capital or word.form == "quoted" or word.kind in ("organisations", "bodies") or part.is_attribute(word)
        for word in part.words[i - 1 : i + 1]
    )
    return is_name and (not was_name or before.kind in (*ROLES, "parts", "bodies"))


def _find_object(joins: Sequence[_Join]) -> _Object | None:
    """The organisation, place or country, with the words before it; the first that is certain."""
    begin: int | None = None  # where a name may have begun: "the trade union of miners "Echo""
    for k, join in enumerate(joins):
        if place := _find_place(join, join.kind):
            return place
        grade = join.stretch.grade
        if grade == "named" or (grade == "unmarked" and _leads_to_name(join)):
            return _take_organisation(joins, k if begin is None else begin)
        first = join.stretch.words[:1] if k == 0 else ()  # "Women of the Steppe Foundation"
        is_of_many = any(word.is_capital and join.stretch.words[-1].kind == "ordinary" for word in first)
        if begin is None and (grade == "generic" or is_of_many):
            begin = k
    return None


def _find_place(join: _Join, kind: str) -> _Object | None:
    """The place or country that is all the rest, after a join of this kind."""
    words, is_joined = join.rest.without_article, kind not in ("start", "at")
    if not 0 < len(words) <= _LONGEST_PLACE:
        return None
    if is_joined and (country := words.country):
        return _Object(join.before, country=country)
    if words.has("places"):  # "Karaganda region"
        proper = [word for word in words.words if word.kind != "places" and word.key not in words.language.small]
        is_proper = 1 <= len(proper) <= 3 and not words.has(*ROLES, "organisations")
    else:  # "Almaty", "San Rafael"
        proper = list(words.words)
        is_short = len(words) == 1 or words.language.file.genitive or words.words[0].kind == "areas"
        is_due = kind == "place" or (is_joined and join.follows("locals")) or (kind == "origin" and is_short)
        is_proper = is_due and join.stretch.grade == "unmarked" and not words.has("fields", *ROLES)
    is_place = is_proper and all(word.is_capital for word in proper)
    return _Object(join.before, place=join.rest) if is_place else None


def _leads_to_name(join: _Join) -> bool:
    """Whether a name without any mark is an organisation's, by what stands before it: "Coordinator of Clear Steppe"."""
    is_long = sum(word.is_capital for word in join.stretch.words) > 1
    is_clear = not join.follows("subjects", "peoples", "fields")  # "Queen of the Waters", "the rights of Women"
    if join.kind == "of":
        return is_clear and (is_long or join.before.has(*ROLES, "parts"))
    if join.kind in ("genitive", "either") and join.follows("members"):
        return True
    return join.kind == "at" or (is_long and is_clear and join.kind in ("either", "origin"))


def _take_organisation(joins: Sequence[_Join], k: int) -> _Object:
    """The organisation from join `k` on, up to a place it is from; none of it where a second role is added to it."""
    join, after = joins[k], joins[k + 1] if k + 1 < len(joins) else None
    is_whole = after and (
        after.kind in ("origin", "place")
        # a quotation or "Echo Foundation" before "in" and one word
        or (after.kind == "within" and (after.before.words[-1].form == "quoted" or after.follows("organisations")))
    )
    place = _find_place(after, "origin") if after and is_whole else None
    name = join.stretch if place else join.rest
    conjunctions = [i + 1 for i, word in enumerate(name.words) if word.key in name.language.file.conjunctions]
    if any(name.cut(i, i + 3).has("members") for i in conjunctions):
        return _Object(joins[0].rest)
    return _Object(join.before, name, *place[2:] if place else ())

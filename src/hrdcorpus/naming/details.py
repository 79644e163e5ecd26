"""One part of a title, between two commas: role, organisation, place or country, or nothing certain."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from hrdcorpus.naming.stretches import ROLES, Stretch

# Where a Russian name begins without a join: «Председатель Совета Союза "Эхо"», «жительница города Алматы».
_GENITIVE = re.compile(r'(?<=[Ii])|(?<=[^A-Z"ou])(?=[A-Z"ou])')
_LONGEST_PLACE = 10  # words: a long title must not be asked again after each "of"
_TOWN = re.compile("#?NN?(?:~#?N)?")
_OWNER = re.compile(f"N.*O(?=[{ROLES}{ROLES.lower()}]+$)")  # where roles stand last: "Yankı Derneği Başkanı"


class Detail(NamedTuple):
    """What a part says; `whole` is all of it, `first` what stands before any "of", `lone` whether it may be a town."""

    whole: Stretch
    first: Stretch
    role: Stretch | None = None
    organisation: Stretch | None = None
    place: Stretch | None = None
    country: str | None = None
    lone: bool = False

    @property
    def nationality(self) -> str | None:
        """The country of "Kazakh activist", or of "Kazakhstan activist"."""
        first, find = self.first, self.first.language.find_nationality
        names = re.finditer("N(?=[RIMSKrimsk])", first.marks)
        codes = {find(word.key) for word in first.words if self.role}
        told = codes.union(first.cut(*name.span()).country for name in names) - {None}
        return told.pop() if len(told) == 1 else None

    @property
    def base(self) -> str | None:
        """The place of "Almaty-based"."""
        ending = self.whole.language.file.place_ending
        return next((w.text[: -len(ending)] for w in self.whole.words if ending and w.key.endswith(ending)), None)


class _Join(NamedTuple):
    """A word such as "of", and the words `before` it; `stretch` are those up to the next join, `rest` all that follow.

    `kind` is the word's; `genitive` where a Russian name follows without any; `start` for the part's beginning.
    """

    before: Stretch
    kind: str
    stretch: Stretch
    rest: Stretch


def read_detail(part: Stretch) -> Detail:
    """What this part of a title says of the interviewee; all of it but the country's code is verbatim."""
    if country := part.country:
        return Detail(part, part, country=country)
    if part.language.file.role_last and (owner := _OWNER.match(part.marks)):
        role = part.cut(owner.end())
        return Detail(part, role, role, organisation=part.cut(0, owner.end()))
    joins = _split_joins(part)
    start = joins[0].stretch if joins[0].kind == "start" else part.cut(0, 0)
    first, found = start.without_article, _find_object(Detail(part, start, part), joins)
    is_lower = re.match("#?[a-z]|#N+[a-z]", start.marks)  # "lawyer", "a Uyghur refugee"
    is_small = is_lower and first.marks[-1].islower() and first.core not in "x0o"
    is_role = first and (first.has(ROLES) or is_small)
    role = found.role.without_article if found.role and is_role else part.cut(0, 0)
    is_town = _TOWN.fullmatch(part.marks) and part.text.lower() != part.text.upper()
    bare = role.cut(0, len(role.marks.rstrip("@")))  # "lawyer based"
    return found._replace(role=bare or None, lone=bool(is_town))


def _split_joins(part: Stretch) -> list[_Join]:
    """The part's own beginning, and every "of", "at" or "from" in it; in Russian also where a name follows a role."""
    known, articles = part.language.joins, part.language.file.articles
    starts = {m.start() for m in _GENITIVE.finditer(part.marks, 1)} if part.language.file.genitive else ()
    places = [(0, 0, "start")]  # where the word begins and ends, and its kind
    for i, word in enumerate(part.words):
        is_article = places[-1][1] == i and word.key in articles  # "in der Pfalz"
        if word.key in known and i + 1 < len(part) and not is_article:
            places.append((i, i + 1, known[word.key]))
        elif i in starts and places[-1][1] < i:
            places.append((i, i, "genitive"))
    ends = [left for left, _, _ in places[1:]] + [len(part)]
    return [
        _Join(part.cut(0, left), kind, part.cut(right, end), part.cut(right))
        for (left, right, kind), end in zip(places, ends, strict=True)
    ]


def _find_object(detail: Detail, joins: Sequence[_Join]) -> Detail:
    """With the place or country, or the organisation and the place it is from, that is certain first, and the role."""
    begin: int | None = None  # where a name may have begun: "the trade union of miners "Echo""
    for k, join in enumerate(joins):
        if place := _find_place(join, join.kind):
            return detail._replace(role=join.before, **place)
        is_theirs = begin == k - 1 and re.match("#?[A-Z]", join.stretch.marks)
        if is_theirs or join.stretch.grade == "named" or _leads_to_name(join):
            name, *after = joins[k if begin is None else begin :][:2]
            kinds = ("origin", "inside") if name.stretch.last in '"O' else ("origin",)
            place = next((_find_place(each, "origin") for each in after if each.kind in kinds), {})
            whole = name.stretch if place else name.rest
            return detail._replace(role=name.before, organisation=whole, **place)
        if begin is None and (join.stretch.grade == "generic" or _is_group(join.stretch)):
            begin = k
    return detail


def _is_group(words: Stretch) -> bool:
    """Whether they are what many are, as in "Women of the Steppe Foundation", "Rural Sisters for Peace"."""
    is_many = re.fullmatch("N+", words.marks) and words.words[-1].key.endswith(words.language.file.plurals)
    return bool(is_many or re.fullmatch("[A-Z].*X|X", words.marks))


def _find_place(join: _Join, kind: str) -> dict[str, Any]:
    """The place or country that is all the rest, after a join of this kind; else nothing."""
    words, is_joined = join.rest.without_article, kind not in ("start", "at")
    if not 0 < len(words) <= _LONGEST_PLACE:
        return {}
    if is_joined and (country := words.country):
        return {"country": country}
    if words.has("T"):  # "Karaganda region"
        is_due, proper = True, "(?:[Tt~#&]*[FGHNQX])+[Tt]*"
    else:  # "Almaty", "San Rafael"
        is_short, last = len(words) == 1 or words.language.file.genitive, join.before.last
        likely = {
            "origin": is_short or (words.marks == "NN" and last not in "M "),
            "inside": is_short or words.marks == "NN",
            "either": re.fullmatch("N{1,3}", words.marks) and re.search("^[^@~Mm]*[Rrn]$|^$", join.before.marks),
        }
        is_due = join.stretch.grade == "unmarked" and bool(likely.get(kind) or (is_joined and last == "I"))
        proper = "[GHNOQUX]+(?:~N)?"
    return {"place": join.rest} if is_due and re.fullmatch(proper, words.marks) else {}


def _leads_to_name(join: _Join) -> bool:
    """Whether a name without any mark is an organisation's, by what stands before it: "Coordinator of Clear Steppe"."""
    is_long, last = sum(map(str.isupper, join.stretch.marks)) > 1, join.before.last
    is_board = is_long and join.before.marks.endswith("F")  # "Member of the Board of Enbek Legal Aid"
    is_clear = is_board or last not in "SKFT"  # not "Queen of the Waters", "the Rights of Women"
    if join.stretch.grade != "unmarked":
        return False
    if join.kind == "of":
        return is_clear and (is_long or join.before.has(ROLES))
    return join.kind == "at" or (is_long and is_clear and join.kind in ("either", "origin") and join.before.has(ROLES))

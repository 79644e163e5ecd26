"""One part of a title, between two commas: role, organisation, place or country, or nothing certain."""

from collections.abc import Sequence
from typing import NamedTuple

from hrdcorpus.cldr import find_country
from hrdcorpus.names.grammar import (
    Grade,
    Grammar,
    adds_role,
    grade_words,
    is_attribute,
    is_place,
    is_role,
    is_unmarked_name,
)
from hrdcorpus.names.tokens import Token, mask_quotations, split_tokens


class Detail(NamedTuple):
    """What a part says. `role` is its place in the whole text, `end` the part's end, `lone` a word that may be a place.

    `asks_organisation` says that the role is one in an organisation, and the part names none.
    """

    end: int
    role: tuple[int, int] | None = None
    organisation: str | None = None
    place: str | None = None
    country: str | None = None
    lone: str | None = None
    asks_organisation: bool = False


class _Start(NamedTuple):
    """Where an organisation or a place may begin, and what the words up to the next such start look like.

    What leads to it ("of the") begins at `left`; `follows_member` says that it comes after "member" or the like.
    """

    left: int
    right: int
    kind: str
    grade: Grade
    follows_member: bool


class _Split(NamedTuple):
    """A part taken apart: the role ends at `left`."""

    left: int
    organisation: str | None = None
    place: str | None = None
    country: str | None = None


def read_detail(text: str, start: int, end: int, grammar: Grammar) -> Detail:
    """What `text[start:end]` says of the interviewee; all of it but the country's code is verbatim."""
    if article := grammar.language.article.match(text, start, end):
        start = article.end()
    piece = text[start:end]
    if country := find_country(piece):
        return Detail(end, country=country)
    starts = _list_starts(piece, grammar)
    split = (
        _find_marked(piece, starts, grammar)
        or _find_place(piece, starts, grammar)
        or _find_unmarked(piece, starts, grammar)
    )
    tokens = split_tokens(piece)
    begins_as_role = _begins_as_role(piece, starts, grammar)
    if split is None:
        lone = piece if len(tokens) == 1 and tokens[0].is_capital and not begins_as_role else None
        asks = begins_as_role and tokens[-1].is_any(grammar.words.members)
        return Detail(end, role=(start, end) if begins_as_role else None, lone=lone, asks_organisation=asks)
    before = [token for token in tokens if token.end <= split.left]
    has_role = before and (begins_as_role or starts[0].grade == "unmarked")  # the latter a role nobody has listed
    role = (start, start + before[-1].end) if has_role else None
    return Detail(end, role, split.organisation, split.place, split.country)


def _list_starts(piece: str, grammar: Grammar) -> list[_Start]:
    """The part's own beginning, and every place after "of", "at" or "from"; in Russian also within the role's words."""
    tokens = split_tokens(piece)
    joins = grammar.language.joins.finditer(mask_quotations(piece))
    found = {join.end(): (join.start(), join.lastgroup or "") for join in joins}
    if not any(left == 0 for left, _ in found.values()):
        found[0] = (0, "of")
    for at in _list_genitives(tokens, grammar) if grammar.language.genitive else ():
        found.setdefault(at, (at, "of"))
    rights = sorted(found)
    ends = [*(found[right][0] for right in rights[1:]), len(piece)]
    starts = []
    for right, end in zip(rights, ends, strict=True):
        left, kind = found[right]
        before = [token for token in tokens if token.end <= left]
        follows_member = bool(before) and before[-1].is_any(grammar.words.members)
        grade = grade_words(split_tokens(piece[right:end]), grammar)
        starts.append(_Start(left, right, kind, grade, follows_member))
    return starts


def _list_genitives(tokens: Sequence[Token], grammar: Grammar) -> list[int]:
    known = grammar.words
    naming = (known.organisations, known.bodies)
    names = [t.is_capital or t.kind == "quoted" or t.is_any(*naming) or is_attribute(t, grammar) for t in tokens]
    return [
        token.start
        for before, token, was_name, is_name in zip(tokens, tokens[1:], names, names[1:], strict=False)
        # What follows a role or a body is another name: «Председатель Совета Союза "Эхо"».
        if is_name and (not was_name or before.is_any(known.roles, known.bodies, known.parts))
    ]


def _find_marked(piece: str, starts: Sequence[_Start], grammar: Grammar) -> _Split | None:
    """The organisation that is marked as one by its words, quotation marks or capitals."""
    seen: dict[Grade, int] = {}  # where each grade stood first
    for k, start in enumerate(starts):
        if start.right and find_country(piece[start.right :]):
            break
        if start.kind == "at":
            seen.pop("generic", None)
        seen.setdefault(start.grade, k)
        if start.grade == "named":  # with "of the trade union of miners" before it, if that is there
            return _settle(piece, starts, min(k, seen.get("generic", k)), seen, grammar)
    return _settle(piece, starts, seen["body"], seen, grammar) if "body" in seen else None


def _settle(piece: str, starts: Sequence[_Start], k: int, seen: dict[Grade, int], grammar: Grammar) -> _Split:
    """The organisation that begins at start `k`, or before: "Member of Women of the Steppe Foundation"."""
    earlier = seen.get("unmarked", k)
    if earlier < k and starts[k].kind != "at":
        if not starts[earlier].follows_member:
            return _abstain(piece, starts, grammar)
        k = earlier
    return _take_organisation(piece, starts, k, grammar)


def _find_place(piece: str, starts: Sequence[_Start], grammar: Grammar) -> _Split | None:
    for start in starts:
        rest = piece[start.right :]
        if country := find_country(rest):
            return _Split(start.left, country=country)
        if is_place(split_tokens(rest), grammar, may_be_lone=start.kind == "origin"):
            return _Split(start.left, place=rest)
    return None


def _find_unmarked(piece: str, starts: Sequence[_Start], grammar: Grammar) -> _Split | None:
    """A name without any mark that can only be an organisation's: "founder of Echo", "lawyer at Echo"."""
    k = next((k for k, start in enumerate(starts) if start.grade == "unmarked"), None)
    if k is None:
        return None
    start = starts[k]
    leads = start.kind == "at" or (start.kind == "of" and start.follows_member)
    if not leads or not is_unmarked_name(split_tokens(piece[start.right :]), grammar):
        return None
    return _take_organisation(piece, starts, k, grammar)


def _take_organisation(piece: str, starts: Sequence[_Start], k: int, grammar: Grammar) -> _Split:
    """The organisation from start `k` on, up to a place it is from."""
    end, place, country = len(piece), None, None
    if k + 1 < len(starts) and _ends_name(piece, starts[k + 1]):
        rest = piece[starts[k + 1].right :]
        country = find_country(rest)
        place = rest if not country and is_place(split_tokens(rest), grammar, may_be_lone=True) else None
        end = starts[k + 1].left if country or place else end
    organisation = piece[starts[k].right : end].rstrip()
    if adds_role(split_tokens(organisation), grammar):
        return _abstain(piece, starts, grammar)
    return _Split(starts[k].left, organisation, place, country)


def _ends_name(piece: str, start: _Start) -> bool:
    """Whether the name before `start` is whole: "Echo Foundation" before "from", or any quotation before "in"."""
    last = split_tokens(piece[: start.left])[-1]
    return start.kind == "origin" or (start.kind == "within" and last.kind == "quoted")


def _abstain(piece: str, starts: Sequence[_Start], grammar: Grammar) -> _Split:
    """The role with all that belongs to it, where it cannot be told what does."""
    return _Split(len(piece) if _begins_as_role(piece, starts, grammar) else 0)


def _begins_as_role(piece: str, starts: Sequence[_Start], grammar: Grammar) -> bool:
    end = starts[1].left if len(starts) > 1 else len(piece)
    return starts[0].grade != "generic" and is_role(split_tokens(piece[:end]), grammar)

"""One part of a title, between two commas: role, organisation, place or country, or nothing certain."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from hrdcorpus.cldr import find_country
from hrdcorpus.names.tokens import Grammar, Token, mask_quotations, split_tokens

# named: marked as an organisation's name; generic: "the trade union"; body: "the Council"; plain: of the role;
# unmarked: capitalised, and could be anything.
_Grade = Literal["named", "generic", "body", "plain", "unmarked"]


class Detail(NamedTuple):
    """What a part says. `role` is its place in the whole text, `end` the part's end, `lone` a word that may be a place."""

    end: int
    role: tuple[int, int] | None = None
    organisation: str | None = None
    place: str | None = None
    country: str | None = None
    lone: str | None = None


class _Start(NamedTuple):
    """Where an organisation or a place may begin; what leads to it begins at `left`."""

    left: int
    right: int
    kind: str


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
        _find_organisation(piece, starts, grammar)
        or _find_place(piece, starts, grammar)
        or _find_unmarked(piece, starts, grammar)
    )
    if split is None:
        tokens = split_tokens(piece)
        lone = piece if len(tokens) == 1 and tokens[0].is_capital else None
        return Detail(end, role=(start, end)) if _is_role(piece, starts, grammar) else Detail(end, lone=lone)
    words = split_tokens(piece[: split.left])
    return Detail(end, (start, start + words[-1].end) if words else None, *split[1:])


def _list_starts(piece: str, grammar: Grammar) -> list[_Start]:
    """The part's own beginning, and every place after "of", "at" or "from"; in Russian also within the role's words."""
    found = [_Start(m.start(), m.end(), m.lastgroup or "") for m in grammar.language.joins.finditer(mask_quotations(piece))]
    if not found or found[0].left > 0:
        found.insert(0, _Start(0, 0, "of"))
    if grammar.language.genitive:
        known = {start.right for start in found}
        found += [_Start(at, at, "of") for at in _list_genitives(piece, grammar) if at not in known]
    return sorted(found, key=lambda start: start.right)


def _list_genitives(piece: str, grammar: Grammar) -> list[int]:
    titles, tokens = grammar.titles, split_tokens(piece)
    naming = titles.organisations | titles.bodies | titles.attributes
    closing = titles.roles | titles.bodies | titles.parts  # what follows these is another name
    names = [token.is_capital or token.kind == "quoted" or token.key in naming for token in tokens]
    return [
        token.start
        for before, token, was_name, is_name in zip(tokens, tokens[1:], names, names[1:], strict=False)
        if is_name and (not was_name or before.key in closing)
    ]


def _grade(piece: str, starts: Sequence[_Start], k: int, grammar: Grammar) -> _Grade:
    """What the words from one start to the next look like."""
    titles = grammar.titles
    end = starts[k + 1].left if k + 1 < len(starts) else len(piece)
    tokens = [token for token in split_tokens(piece[starts[k].right : end]) if token.kind in ("word", "quoted")]
    keys = {token.key for token in tokens}
    # "trade union lawyer" and «юрист профсоюза»: the word that says what it is stands last or first.
    if not tokens or tokens[0 if grammar.language.genitive else -1].key in titles.roles | titles.parts:
        return "plain"
    is_marked = any(token.kind == "quoted" or _is_abbreviation(token, grammar) for token in tokens)
    has_capital = any(token.is_capital for token in tokens)
    if is_marked or (has_capital and keys & titles.organisations):
        return "named" if _ends_as_name(tokens, grammar) else "plain"
    if keys & titles.organisations:
        return "generic"
    if has_capital and keys & titles.bodies:
        return "body"
    is_plain = not tokens[0].is_capital or keys & (titles.roles | titles.parts | titles.fields)
    return "plain" if is_plain else "unmarked"


def _is_abbreviation(token: Token, grammar: Grammar) -> bool:
    letters = token.text.replace("-", "")
    return letters.isupper() and letters.isalpha() and len(letters) > 1 and not (
        grammar.is_upper or token.key in grammar.titles.fields | grammar.titles.roles
    )


def _ends_as_name(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """English names are capitalised to their end; Russian ones begin with a sign that they are names."""
    naming = grammar.titles.organisations | grammar.titles.bodies | grammar.titles.attributes
    token = tokens[0 if grammar.language.genitive else -1]
    if grammar.language.genitive:
        return token.kind == "quoted" or token.key in naming or _is_abbreviation(token, grammar)
    return token.kind == "quoted" or token.is_capital or token.key in naming


def _find_organisation(piece: str, starts: Sequence[_Start], grammar: Grammar) -> _Split | None:
    """The organisation that is marked as one by its words, quotation marks or capitals."""
    seen: dict[_Grade, int] = {}
    for k, start in enumerate(starts):
        if start.right and find_country(piece[start.right :]):
            break
        grade = _grade(piece, starts, k, grammar)
        if start.kind == "at":
            seen.pop("generic", None)
        seen.setdefault(grade, k)
        if grade == "named":
            break
    k = min(seen["named"], seen.get("generic", k)) if "named" in seen else seen.get("body", -1)
    if k < 0:
        return None
    if seen.get("unmarked", k) < k and starts[k].kind != "at":  # "Member of Women of the Steppe Foundation"
        k = seen["unmarked"]
        if not _follows_member(piece, starts[k], grammar):
            return _abstain(piece, starts, grammar)
    return _take_organisation(piece, starts, k, grammar)


def _take_organisation(piece: str, starts: Sequence[_Start], k: int, grammar: Grammar) -> _Split | None:
    """The organisation from start `k` on, up to a place it is from."""
    right, end = starts[k].right, len(piece)
    place = country = None
    if k + 1 < len(starts) and starts[k + 1].kind == "origin":
        rest = piece[starts[k + 1].right :]
        country = find_country(rest)
        place = rest if not country and _is_place(rest, grammar, may_be_lone=True) else None
        end = starts[k + 1].left if country or place else end
    organisation = piece[right:end].rstrip()
    if _names_another_role(organisation, grammar):
        return _abstain(piece, starts, grammar)
    return _Split(starts[k].left, organisation, place, country)


def _abstain(piece: str, starts: Sequence[_Start], grammar: Grammar) -> _Split:
    """The role with all that belongs to it, where it cannot be told what does."""
    return _Split(len(piece) if _is_role(piece, starts, grammar) else 0)


def _find_place(piece: str, starts: Sequence[_Start], grammar: Grammar) -> _Split | None:
    for start in starts:
        rest = piece[start.right :]
        if country := find_country(rest):
            return _Split(start.left, country=country)
        if _is_place(rest, grammar, may_be_lone=start.kind == "origin"):
            return _Split(start.left, place=rest)
    return None


def _is_place(text: str, grammar: Grammar, *, may_be_lone: bool) -> bool:
    """Whether it is marked as a place, as in "Karaganda region", or is one capitalised word where that is enough."""
    titles, tokens = grammar.titles, split_tokens(text)
    proper = [token for token in tokens if token.is_capital and token.key not in titles.places]
    if not 1 <= len(proper) <= 3 or any(token.key in titles.roles | titles.organisations for token in tokens):
        return False
    if not all(token.is_capital or token.key in titles.places | titles.small for token in tokens):
        return False
    is_marked = any(token.key in titles.places for token in tokens)
    return is_marked or (may_be_lone and len(tokens) == 1 and tokens[0].key not in titles.fields)


def _find_unmarked(piece: str, starts: Sequence[_Start], grammar: Grammar) -> _Split | None:
    """A name without any mark that can only be an organisation's: "founder of Echo", "lawyer at Echo"."""
    titles = grammar.titles
    for k, start in enumerate(starts):
        if _grade(piece, starts, k, grammar) != "unmarked":
            continue
        tokens = split_tokens(piece[start.right :])
        is_name = all(token.is_capital or token.key in titles.small for token in tokens) or grammar.language.genitive
        is_other = any(token.key in titles.parts | titles.fields | titles.places for token in tokens)
        leads = start.kind == "at" or (start.kind == "of" and _follows_member(piece, start, grammar))
        return _take_organisation(piece, starts, k, grammar) if leads and is_name and not is_other else None
    return None


def _follows_member(piece: str, start: _Start, grammar: Grammar) -> bool:
    before = split_tokens(piece[: start.left])
    return bool(before) and before[-1].key in grammar.titles.members


def _names_another_role(organisation: str, grammar: Grammar) -> bool:
    """Whether it goes on with a second role: "Echo Foundation and board member of Dust Watch"."""
    keys = [token.key for token in split_tokens(organisation)]
    after = [i + 1 for i, key in enumerate(keys) if key in grammar.titles.conjunctions]
    return any(key in grammar.titles.members for i in after for key in keys[i : i + 3])


def _is_role(piece: str, starts: Sequence[_Start], grammar: Grammar) -> bool:
    """Whether it begins as a role does: without a capital, or with the words for one."""
    end = starts[1].left if len(starts) > 1 else len(piece)
    tokens = split_tokens(piece[:end])
    return bool(tokens) and (tokens[0].text[0].islower() or any(token.key in grammar.titles.roles for token in tokens))

"""The title of an interview -> who is interviewed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hrdcorpus.cldr import find_country
from hrdcorpus.knowledge.titles import Titles, TitleWords
from hrdcorpus.names.details import Detail, read_detail
from hrdcorpus.names.grammar import Grammar
from hrdcorpus.names.parts import is_sentence, match_wording, split_parts
from hrdcorpus.names.tokens import Token, mask_quotations

_MOST_WORDS = 4  # of one person's name


@dataclass(frozen=True, slots=True)
class Interviewee:
    """Who is interviewed. All but `country`, which is ISO 3166-1 alpha-2, are verbatim parts of the title."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    place: str | None = None
    country: str | None = None


def find_interviewee(title: str, titles: Titles) -> Interviewee | None:
    """The interviewee, as far as the title says who it is; None when it is no title of an interview.

    The form is `HRD Interview: NAME, ROLE of/from ORGANISATION, COUNTRY` (the site's pages). Nothing is corrected
    or put into another case, and what could be one thing or another is left out.
    """
    found = match_wording(title.strip(), titles)
    if found is None:
        return None
    language, text = found
    grammar = Grammar(language, is_upper=text.isupper())
    parts = split_parts(text, grammar)
    named = _read_name(text, parts[0], grammar) if parts and not is_sentence(text, parts) else None
    if named is None:
        return None
    name, details = named
    details += [read_detail(text, part[0].start, part[-1].end, grammar) for part in parts[1:]]
    return _combine(text, name, details)


def _read_name(text: str, part: Sequence[Token], grammar: Grammar) -> tuple[str | None, list[Detail]] | None:
    """The name in a title's first part, with what that part says besides; None where it holds no interviewee."""
    start, end = part[0].start, part[-1].end
    if (named := _read_person(text, part, grammar)) is not None:
        return named
    for join in grammar.language.joins.finditer(mask_quotations(text[:end]), start):
        named = _read_person(text, [token for token in part if token.end <= join.start()], grammar)
        if named is None:
            continue
        detail = read_detail(text, join.start(), end, grammar)
        if detail.organisation or detail.place or detail.country:
            return named[0], [*named[1], detail]
    detail = read_detail(text, start, end, grammar)
    role_end = detail.role[1] if detail.role else start
    roles = [token for token in part if token.end <= role_end and token.is_any(grammar.words.roles)]
    is_naming = part[-1].kind == "quoted" or part[-1].is_any(grammar.words.organisations)
    if detail.role and roles and not is_naming and all(token.is_capital for token in part[-2:]):
        detail = Detail(end, role=(detail.role[0], roles[-1].end))  # the last words may be a person's name
    return (None, [detail]) if roles or (detail.organisation and not detail.role) else None


def _read_person(text: str, part: Sequence[Token], grammar: Grammar) -> tuple[str, list[Detail]] | None:
    """A name, alone or after a role, as in "human rights defender Asel Omarova"."""
    known = grammar.words
    signs = [
        i for i, token in enumerate(part) if token.kind == "quoted" or token.is_any(known.roles, *_list_others(known))
    ]
    lead, rest = (part[: signs[-1] + 1], part[signs[-1] + 1 :]) if signs else ([], part)
    # "Dean Smith" is a name; «директором Экомузея Асель Омаровой» holds an organisation that nothing marks.
    least = 2 if lead and lead[0].is_capital else 1
    most = 2 if grammar.language.genitive else _MOST_WORDS
    is_role = any(token.is_any(known.roles) for token in lead)
    if is_role and least <= len(rest) and _is_person(text, rest, grammar, most):
        return text[rest[0].start : rest[-1].end], [read_detail(text, lead[0].start, lead[-1].end, grammar)]
    return (text[part[0].start : part[-1].end], []) if _is_person(text, part, grammar, _MOST_WORDS) else None


def _is_person(text: str, tokens: Sequence[Token], grammar: Grammar, most: int) -> bool:
    """Whether they can be the name of a person, or several: of each `most` words at most, the father's not counted."""
    known = grammar.words
    words = [token for token in tokens if token.kind == "word"]
    if not words or not tokens[0].is_capital or find_country(text[tokens[0].start : tokens[-1].end]) is not None:
        return False
    if any(token.is_any(*_list_others(known)) for token in words) or _is_only_role(words, known):
        return False
    if not all(token.is_capital or token.is_any(known.particles, known.conjunctions) for token in words):
        return False
    uncounted = grammar.language.patronymics
    words = [t for t in words if not (t.is_any(known.particles) or t.key.endswith(uncounted))]
    ends = [-1, *(i for i, token in enumerate(words) if token.key in known.conjunctions), len(words)]
    return all(1 < end - start <= most + 1 for start, end in pairwise(ends))


def _is_only_role(words: Sequence[Token], known: TitleWords) -> bool:
    """Whether they are a role and no name: "Anonymous Activist"; Head, however, is also a surname."""
    return words[-1].is_any(known.roles) and (len(words) == 1 or not words[-1].is_any(known.members))


def _list_others(known: TitleWords) -> tuple[frozenset[str], ...]:
    """The words that are in no person's name."""
    return known.organisations, known.bodies, known.parts, known.places


def _combine(text: str, name: str | None, details: Sequence[Detail]) -> Interviewee | None:
    organisations = {detail.organisation for detail in details if detail.organisation}
    countries = {detail.country for detail in details if detail.country}
    places = {detail.place for detail in details if detail.place} | set(_list_lone_places(details))
    role = _join_roles(text, details, whole=len(organisations) > 1)
    organisation = _choose_only(organisations)
    if not (name or role or organisation):
        return None
    return Interviewee(name, role, organisation, _choose_only(places), _choose_only(countries))


def _choose_only(values: set[str]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def _list_lone_places(details: Sequence[Detail]) -> Iterator[str]:
    """A single capitalised word, as in "lawyer, Almaty, Kazakhstan"; right after the name it could be a role.

    After "director" without an organisation it could be that.
    """
    for i, detail in enumerate(details):
        before, after = details[:i], details[i + 1 : i + 2]
        is_open = before and not before[-1].asks_organisation and after and after[0].country
        if detail.lone and (is_open or any(d.organisation for d in before)):
            yield detail.lone


def _join_roles(text: str, details: Sequence[Detail], *, whole: bool) -> str | None:
    """Neighbouring roles with what stands between; with the organisations too where there are several."""
    spans: list[tuple[int, int]] = []
    for detail in details:
        if detail.role:
            spans.append((detail.role[0], detail.end if whole else detail.role[1]))
        elif spans and not detail.organisation:
            break
    return text[spans[0][0] : spans[-1][1]] if spans else None

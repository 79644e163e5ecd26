"""The title of an interview -> who is interviewed."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hrdcorpus.cldr import find_country
from hrdcorpus.knowledge.titles import TitleLanguage, Titles
from hrdcorpus.names.details import Detail, read_detail
from hrdcorpus.names.tokens import Grammar, Token, mask_quotations, split_tokens
from hrdcorpus.text import ends_sentence

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
    found = _match_wording(title.strip(), titles)
    if found is None:
        return None
    language, text = found
    grammar = Grammar(language, titles, is_upper=text.isupper())
    parts = _split_parts(text, grammar)
    named = _read_name(text, parts[0], grammar) if parts and not _is_sentence(text, parts) else None
    if named is None:
        return None
    name, details = named
    details += [read_detail(text, part[0].start, part[-1].end, grammar) for part in parts[1:]]
    return _combine(text, name, details)


def _match_wording(line: str, titles: Titles) -> tuple[TitleLanguage, str] | None:
    """The language of the title, and what stands after the words that make it one."""
    found = [
        (language, slots["interviewee"])
        for language in titles.languages
        for wording in language.wordings
        if (slots := wording.template.match(line)) is not None
    ]
    # A template's last word must be a whole word: "Interview with" is not in "Interview withdrawn".
    found = [(language, text) for language, text in found if not line[: -len(text)][-1:].isalnum()]
    return min(found, key=lambda each: (len(each[1]), -_count_letters(each[1], each[0])), default=None)


def _count_letters(text: str, language: TitleLanguage) -> int:
    return sum(unicodedata.name(c, "").startswith(language.script.upper()) for c in text)


def _split_parts(text: str, grammar: Grammar) -> list[list[Token]]:
    """What stands between commas, dashes and some brackets, up to a colon or, after the name, a topic."""
    parts: list[list[Token]] = [[]]
    for token in _list_tokens(text, grammar):
        if token.kind == "colon":
            break
        if token.kind == "comma":
            parts.append([])
        else:
            parts[-1].append(token)
    parts = [part for part in parts if part]
    topic = grammar.language.topics.search(mask_quotations(text[: parts[0][-1].end])) if parts else None
    if topic:
        parts = [before] if (before := [token for token in parts[0] if token.end <= topic.start()]) else []
    return parts


def _list_tokens(text: str, grammar: Grammar) -> Iterator[Token]:
    """The title's tokens; brackets around a country, or around what the interviewee is, count as commas."""
    is_name = True
    for token in split_tokens(text):
        is_name = is_name and token.kind != "comma"
        inner = token.text[1:-1]
        if token.kind == "bracket" and _tells_details(inner, grammar, is_name=is_name):
            shifted = [t._replace(start=t.start + token.start + 1, end=t.end + token.start + 1) for t in split_tokens(inner)]
            yield Token("comma", "(", token.start, token.start + 1)
            yield from shifted
            yield Token("comma", ")", token.end - 1, token.end)
        else:
            yield token


def _tells_details(inner: str, grammar: Grammar, *, is_name: bool) -> bool:
    commas = [token for token in split_tokens(inner) if token.kind == "comma"]
    ends = [0, *(at for token in commas for at in (token.start, token.end)), len(inner)]
    details = [read_detail(inner, start, end, grammar) for start, end in zip(ends[::2], ends[1::2], strict=True)]
    return any(detail.country or (is_name and detail.organisation) for detail in details)


def _is_sentence(text: str, parts: Sequence[Sequence[Token]]) -> bool:
    """Whether it ends as no title does; a full stop after a country or an initial is no end of a sentence."""
    first, last = parts[-1][0], parts[-1][-1]
    colon = next((token.start for token in split_tokens(text) if token.kind == "colon"), len(text))
    is_stop = text[last.end : colon].strip() == "." and find_country(text[first.start : last.end]) is not None
    return ends_sentence(text[:colon]) and not is_stop and not last.text.endswith(".")


def _read_name(text: str, part: Sequence[Token], grammar: Grammar) -> tuple[str | None, list[Detail]] | None:
    """The name in a title's first part, with what that part says besides; None where it holds no interviewee."""
    start, end = part[0].start, part[-1].end
    if (led := _read_led_name(text, part, grammar)) is not None:
        return led
    if _is_person(part, text[start:end], grammar):
        return text[start:end], []
    for join in grammar.language.joins.finditer(mask_quotations(text[:end]), start):
        before = [token for token in part if token.end <= join.start()]
        if before and _is_person(before, text[start : before[-1].end], grammar):
            detail = read_detail(text, join.start(), end, grammar)
            if detail.organisation or detail.place or detail.country:
                return text[start : before[-1].end], [detail]
    detail = read_detail(text, start, end, grammar)
    role = text[slice(*detail.role)] if detail.role else ""
    is_role = any(token.key in grammar.titles.roles for token in split_tokens(role))
    return (None, [detail]) if is_role or (detail.organisation and not role) else None


def _read_led_name(text: str, part: Sequence[Token], grammar: Grammar) -> tuple[str, list[Detail]] | None:
    """A name after its role, as in "human rights defender Asel Omarova"."""
    titles = grammar.titles
    signs = [i for i, token in enumerate(part) if token.kind == "quoted" or token.key in titles.roles]
    lead, rest = (part[: signs[-1] + 1], part[signs[-1] + 1 :]) if signs else (part, [])
    if not rest or not any(token.key in titles.roles for token in lead):
        return None
    # "Dean Smith" is a name; «директором Экомузея Асель Омаровой» holds an organisation that nothing marks.
    least = 1 if lead[0].text[0].islower() else 2
    most = 2 if grammar.language.genitive else len(rest)
    name = text[rest[0].start : rest[-1].end]
    if not least <= len(rest) <= most or not _is_person(rest, name, grammar):
        return None
    return name, [read_detail(text, lead[0].start, lead[-1].end, grammar)]


def _is_person(tokens: Sequence[Token], text: str, grammar: Grammar) -> bool:
    """Whether the words can be the name of a person, or of several: capitalised, and none of an organisation's."""
    titles = grammar.titles
    others = titles.organisations | titles.bodies | titles.parts | titles.places
    if not tokens[0].is_capital or find_country(text) is not None:
        return False
    words = [token for token in tokens if token.kind == "word"]
    if any(token.key in others or not (token.is_capital or token.key in titles.small) for token in words):
        return False
    ends = [-1, *(i for i, token in enumerate(words) if token.key in titles.conjunctions), len(words)]
    return all(1 < end - start <= _MOST_WORDS + 1 for start, end in pairwise(ends))


def _combine(text: str, name: str | None, details: Sequence[Detail]) -> Interviewee:
    organisations = {detail.organisation for detail in details if detail.organisation}
    countries = {detail.country for detail in details if detail.country}
    places = {detail.place for detail in details if detail.place} | set(_list_lone_places(details))
    several = len(organisations) > 1
    return Interviewee(
        name=name,
        role=_join_roles(text, details, whole=several),
        organisation=_choose_only(organisations),
        place=_choose_only(places),
        country=_choose_only(countries),
    )


def _choose_only(values: set[str]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def _list_lone_places(details: Sequence[Detail]) -> Iterator[str]:
    """A single capitalised word, as in "lawyer, Almaty, Kazakhstan"; right after the name it could be a role."""
    for i, detail in enumerate(details):
        before, after = details[:i], details[i + 1 : i + 2]
        is_told = any(d.organisation for d in before) or (before and after and after[0].country)
        if detail.lone and is_told:
            yield detail.lone


def _join_roles(text: str, details: Sequence[Detail], *, whole: bool) -> str | None:
    """Neighbouring roles with what stands between; with the organisations too where there are several."""
    spans: list[tuple[int, int]] = []
    for detail in details:
        if detail.role:
            spans.append((detail.role[0], detail.end if whole else detail.role[1]))
        elif spans and (detail.country or detail.place):
            break
    return text[spans[0][0] : spans[-1][1]] if spans else None

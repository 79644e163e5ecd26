"""A line -> the words that make it the title of an interview, and what they leave to be read."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from hrdcorpus.knowledge.cldr import find_country
from hrdcorpus.knowledge.titles import Anonymity, Keys, TitleLanguage, TitlePhrase, Titles, fold_words
from hrdcorpus.naming.stretches import Stretch, mark_words
from hrdcorpus.naming.tokens import QUOTED, SEPARATORS, Token, split_tokens
from hrdcorpus.text.folding import drop_dots

_NO_TALK = ("ordinary", "organisations", "bodies")  # kinds of words: "Company interview with"
_SHORTEST_END = 4  # letters of a word that others end with: "Kurzinterview"
LONGEST_TITLE = 600  # characters: a longer line is prose
# What ends a headline before the words "Interview with".
_BOUNDARY = re.compile(r"(?:[?!…:.,|»”“\"\])+]|(?<=\s)[-–—]|[?!.,]['’])$")
_SEPARATOR = re.compile(r"\s*[:|—–]\s*|\s+-\s+")
# What may stand before a name with a role and a country: "“We stay”: Asel Omarova", "Episode 9 – Asel Omarova",
# "Voices from the mine: Asel Omarova".
_HEADLINE = re.compile(
    rf"\s*(?:(?P<quoted>(?:{QUOTED})\s*[-–—:|]|\W*[^\W\d][^:|–—\d]{{0,30}}\d+\s?[-–—:|.](?=\s))"
    r"|(?P<words>[^:|–—]{2,60}?)(?:\s?[–—:|]|\s-)(?=\s))"
)
_QUOTED_AT_END = re.compile(r"[:–—|-]\s*[\"'“‘«»„].*[\"'”’»«“]$")
_SIGNS = re.compile(r"[^\w\s'’&.-]|(?<=\w)\.(?!\w)")
_LABEL = re.compile(r"^[\[(]([^\[\]()]+)[\])]")  # "[Interview] Asel Omarova"

_Phrase = tuple[TitleLanguage, TitlePhrase]


class Title(NamedTuple):
    """What a title leaves to be read of the interviewee.

    `is_named` where only a person's name makes it one; `is_label` where the words before are a label such as
    "Interview:", which may also stand before a headline. `needed` is how much must be told of role and country, where
    other words make it one; behind a quotation or a number, `is_quoted`, a topic is enough. `country` is one before
    them, as in "Peru: Interview with". A name is said to be withheld, or `changed` at these places of the line; the
    words for it part a title as a comma does.
    """

    stretch: Stretch
    is_named: bool
    is_label: bool = False
    needed: int = 0
    is_quoted: bool = False
    country: str | None = None
    is_withheld: bool = False
    changed: Sequence[int] = ()


def list_titles(shown: str, titles: Titles) -> Iterator[Title]:
    """Every way to read the line as an interview's title; the most lines have none, and are told so at once.

    The words that make it one stand at its beginning, after a headline or after the interviewee; or a quotation
    or a number stands before: "“We stay”: Asel Omarova on dust in the mines".
    """
    if len(shown) > LONGEST_TITLE:
        return
    folded, headline = drop_dots(shown.casefold()), _HEADLINE.match(shown)
    leads = [(each, lead) for each in titles for lead in _list_likely(folded, each.leads)]
    closings = [(each, closing) for each in titles for closing in _list_likely(folded, each.closings)]
    if not (leads or closings or headline or _QUOTED_AT_END.search(shown)):
        return
    anonymity, line = list(_find_anonymity(shown, titles)), _LABEL.sub(r" \1:", shown)
    for start, end, _ in anonymity:
        line = line[:start] + ",".ljust(end - start) + line[end:]
    changed = [start for start, _, kind in anonymity if kind == "changed"]
    for title in _match_phrases(shown, line, titles, leads, closings):
        yield title._replace(changed=changed, is_withheld=len(changed) < len(anonymity))


def _list_likely(folded: str, phrases: Mapping[str, Sequence[TitlePhrase]]) -> Iterator[TitlePhrase]:
    """The phrases of whose words a folded line holds all."""
    for keyword in phrases:
        if keyword in folded:
            yield from (phrase for phrase in phrases[keyword] if all(key in folded for key in phrase.keywords))


def _find_anonymity(line: str, titles: Titles) -> Iterator[tuple[int, int, Anonymity]]:
    """Where it is said that a name is withheld or changed: "an anonymous miner", "(name changed)" with its brackets."""
    folded = line.casefold()
    for kind, phrases in titles[0].anonymity.items():
        if any(phrase in folded for phrase in phrases):  # few titles say so, and their pattern is long
            yield from ((*match.span(), kind) for match in _compile(phrases).finditer(line))


@cache
def _compile(phrases: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
    return re.compile(rf"\*?\b(?:{either})\b|\(\s*\*?(?:{either})\s*\)", re.IGNORECASE)


def _match_phrases(
    shown: str, line: str, titles: Titles, leads: Sequence[_Phrase], closings: Sequence[_Phrase]
) -> Iterator[Title]:
    words = split_tokens(line, titles[0].elisions)
    shapes = [f"{_shape(word)} " for word in words]
    shape, starts = "".join(shapes), [0, *accumulate(map(len, shapes))]
    for i, word in enumerate(words):
        is_start = _may_begin(words, i, line, titles)
        if is_start and (found := _match_longest(shape, starts[i], leads)):
            stretch = _read_best(shown, words[starts.index(found[0]) :], [language for language, _ in found[1]])
            lead = next(lead for language, lead in found[1] if language is stretch.language)
            country = find_country(_SEPARATOR.split(line[: word.start].rstrip())[0])
            yield Title(stretch, lead.named or i > 0, lead.text[-1] == ":", country=country)
    for i in range(1, len(words)) if closings else ():
        found = _match_longest(shape, starts[i], closings)  # at the end, or before a headline
        if found and shape[found[0] :][:1] in ("", ":"):
            yield Title(_read_best(shown, words[:i], [language for language, _ in found[1]]), is_named=True)
    if headline := _HEADLINE.match(line):
        rest = [word for word in words if word.start >= headline.end()]
        about = [each for each in titles if any((word.key,) in each.file.topics for word in rest)]
        above = (headline["words"] or "").strip()
        is_series = any(key in each.file.series for key in fold_words(above) for each in titles)
        country = find_country(above)
        if headline["quoted"] or is_series or country or " " in above:  # not "Photo: Asel Omarova, artist, Peru"
            title = Title(_read_best(shown, rest, about or titles), is_named=True, needed=1 if is_series else 2)
            yield title._replace(is_quoted=not above, country=country)
    if len(words) > 2 and words[-1].form == "quoted" and words[-2].form in SEPARATORS:
        yield Title(_read_best(shown, words[:-2], titles), is_named=True, needed=2)


def _may_begin(words: Sequence[Token], i: int, line: str, titles: Titles) -> bool:
    """Whether they may begin there: after a headline, or a word for the kind of talk, as in "Garden talk with"."""
    is_plain = i == 1 and all(each.find_kind(words[0].key) not in _NO_TALK for each in titles)
    if is_plain and all(words[1].key not in (*each.file.qualifiers, *each.file.articles) for each in titles):
        return True
    return not i or _BOUNDARY.search(line[: words[i].start].rstrip()[-2:]) is not None


def _read_best(line: str, words: Sequence[Token], languages: Iterable[TitleLanguage]) -> Stretch:
    """The words in that of the languages that knows most of them, and of what follows them.

    A headline in quotation marks before them is left out: `HRD Interview: "We stay" - Asel Omarova`.
    """
    if len(words) > 1 and words[0].form == "quoted" and words[1].form in SEPARATORS:
        words = words[2:]
    words = words[1:] if words and words[0].form in SEPARATORS else words  # "In conversation with: Asel Omarova"
    keys = fold_words(_SIGNS.sub(" ", line[words[0].start :])) if words else ()
    language = max(languages, key=lambda each: sum(key in each.vocabulary for key in keys))
    is_upper = bool(words) and line[words[0].start : words[-1].end].isupper()
    return mark_words(line, words, language, is_upper=is_upper)


def _match_longest(shape: str, start: int, phrases: Sequence[_Phrase]) -> tuple[int, list[_Phrase]] | None:
    """Where in the shape the longest of the phrases that begin there ends, and in which languages it is one."""
    ends: dict[tuple[int, int], list[_Phrase]] = {}
    for language, phrase in phrases:
        if found := _compile_phrase(phrase.text, language.file.qualifiers, language.file.articles).match(shape, start):
            ends.setdefault((found.end(), len(phrase.text)), []).append((language, phrase))
    return (max(ends)[0], ends[max(ends)]) if ends else None


def _shape(word: Token) -> str:
    """A token as phrases are looked for in it: its key, or the sign that it is."""
    signs = {"comma": ",", "stop": ":", "bracket": word.key.replace(" ", "_"), "quoted": "_"}
    return ":" if word.form in SEPARATORS else signs.get(word.form, word.key)


@cache
def _compile_phrase(phrase: Keys, qualifiers: Keys, articles: Keys) -> re.Pattern[str]:
    """Its words, each perhaps the end of one ("Kurzinterview"), with qualifiers between: "ten", ", part 2"."""
    few = "|".join([*map(re.escape, (*qualifiers, *articles)), r"\d+"])
    between = rf"(?:(?:{few}|[,:]|\((?:{few}|[_,.])+\)) )*"
    ends = [r"\S*" if len(key) >= _SHORTEST_END else "" if key == ":" else r"(?:\S*-)?" for key in phrase]
    return re.compile("".join(f"{between}{end}{re.escape(key)} " for end, key in zip(ends, phrase, strict=True)))

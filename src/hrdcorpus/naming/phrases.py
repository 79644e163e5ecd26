"""A line -> the words that make it the title of an interview, and what they leave to be read."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from hrdcorpus.knowledge.cldr import find_country
from hrdcorpus.knowledge.titles import Keys, TitleLanguage, TitlePhrase, Titles, fold_words
from hrdcorpus.naming.stretches import Stretch, mark_words
from hrdcorpus.naming.tokens import SEPARATORS, Token, split_tokens
from hrdcorpus.text.folding import drop_dots, fold

_ROLES = ("roles", "members", "locals", "subjects")
_ENDS = (*SEPARATORS, "stop")
_SHORTEST_END = 4  # letters of a word that others end with: "Kurzinterview"
# Words, characters and parts before an interviewee: "Our series "Voices". Part 3: On the record – Asel Omarova".
_LONGEST_LABEL, _LONGEST_LEAD, _MOST_LEADS = 2, 60, 4
_GAP = 5  # words at most that "…" stands for
LONGEST_TITLE = 600  # characters: a longer line is prose
_PARTED = re.compile(rf"(.{{1,{_LONGEST_LEAD}}}?)(?:\s*[:|–—]|\s-|(?<=\d)\.)\s")
_SIGNS = re.compile(r"[^\w\s'’&.-]|(?<=\w)\.(?!\w)")
_WORD = re.compile(r"\w+")
_PARTS = re.compile("[_,.]+")  # what may part the words of a token in brackets
_PLAIN = str.maketrans("،、，؛；：（）｜", ",,,;;:()|")

_Phrase = tuple[TitleLanguage, TitlePhrase]


class Title(NamedTuple):
    """What a title leaves to be read of the interviewee, and how much this must tell to be believed.

    `needed` is -1 where nobody need be named, and 0 where any name is enough; else a name of several words counts one,
    a role or an organisation two, a country and a topic one each. `country` is one before them, as in "Peru: Interview
    with". A name is withheld, or `changed` at these places of the line; the words for it part a title as a comma does.
    """

    stretch: Stretch
    needed: int
    country: str | None = None
    is_withheld: bool = False
    changed: Sequence[int] = ()


def list_titles(shown: str, titles: Titles, *, is_interview: bool) -> Iterator[Title]:
    """Every way to read the line as an interview's title; the most lines have none, and are told so at once.

    The words that make it one stand at its beginning, after a headline or after the interviewee; or a quotation, a
    number, a series or a country stands before: "“We stay”: Asel Omarova on dust in the mines". Above an interview
    any other words may, or none.
    """
    if len(shown) > LONGEST_TITLE:
        return
    folded = drop_dots(fold(shown))
    likely = [each for each in titles if each.file.script == "Latin"] if folded.isascii() else titles
    leads = [(each, lead) for each in likely for lead in _list_likely(folded, each.leads)]
    closings = [(each, closing) for each in likely for closing in _list_likely(folded, each.closings)]
    line = shown.translate(_PLAIN)
    parted = _PARTED.match(line)
    if not (leads or closings or is_interview or parted):
        return
    country = find_country(parted[1]) if parted else None
    hidden = {kind: _find_phrases(shown, phrases) for kind, phrases in titles[0].anonymity.items()}
    for start, end in chain(*hidden.values()):
        line = line[:start] + ",".ljust(end - start) + line[end:]
    words = split_tokens(line, titles[0].parted)
    found = _match_phrases(shown, words, titles, leads, closings)
    for title in chain(found, _split_leads(shown, words, titles, is_interview=is_interview)):
        changed = [start for start, _ in hidden["changed"]]
        yield title._replace(country=country, changed=changed, is_withheld=bool(hidden["withheld"]))


def _list_likely(folded: str, phrases: Mapping[str, Sequence[TitlePhrase]]) -> Iterator[TitlePhrase]:
    """The phrases of whose words a folded line holds all."""
    for keyword in phrases:
        if keyword in folded:
            yield from (phrase for phrase in phrases[keyword] if all(key in folded for key in phrase.keywords))


def _find_phrases(shown: str, phrases: Mapping[str, Sequence[str]]) -> list[tuple[int, int]]:
    """Where these phrases stand, each with the brackets around it: those alone are looked for whose first word does."""
    small = shown.casefold()
    words = set(_WORD.findall(small))
    firsts = [word for word in phrases if (word[:-1] in small if word[-1] == "*" else word in words)]
    likely = frozenset(chain.from_iterable(phrases[word] for word in firsts))
    return [found.span() for found in _compile_phrases(likely).finditer(shown)] if likely else []


@cache
def _compile_phrases(phrases: Collection[str]) -> re.Pattern[str]:
    """One pattern for them all, each with the brackets that it stands in, or with what follows several words."""
    choices = [[_compile_word(word) for word in phrase.split()] for phrase in sorted(phrases)]
    one, several = (
        "|".join("".join(words) for words in choices if (len(words) > 1) is many) or "(?!)" for many in (False, True)
    )
    either = rf"(?:{several})[^,;:()\[\]|«“–—.]*|(?:{one})"
    return re.compile(rf"[(\[][^()]*\b(?:{several}|{one})[^()]*?[)\]]|\*?\b(?:{either})", re.IGNORECASE)


def _compile_word(word: str) -> str:
    """A pattern of the word or its choices, and the blanks after it."""
    if word == "…":
        return rf"(?:[^\s,;:()]+\s+){{0,{_GAP}}}?"
    choices = re.escape(word).replace(r"\|", "|").replace(r"\*", r"\w*").replace("'", "['’ʼ]")
    return rf"(?:{choices})\b\s*"


def _match_phrases(
    shown: str, words: Sequence[Token], titles: Titles, leads: Sequence[_Phrase], closings: Sequence[_Phrase]
) -> Iterator[Title]:
    """The words behind a lead, and those before a closing."""
    keys = [word.key.replace(" ", "_") for word in words]
    starts = [0, *accumulate(len(key) + 1 for key in keys)]
    likely = {language.file.language: language for language, _ in chain(leads, closings)}
    shapes = {tag: _write_shape(keys, language) for tag, language in likely.items()}
    for i in range(len(words)):
        if _may_begin(words, i, titles) and (found := _match_longest(shapes, starts[i], leads)):
            stretch = _read_best(shown, words[starts.index(found[0]) :], [language for language, _ in found[1]])
            lead = next(lead for language, lead in found[1] if language is stretch.language)
            yield Title(stretch, 0 if lead.named or i else -1)
    for i in range(1, len(words)) if closings else ():
        found = _match_longest(shapes, starts[i], closings)  # at the end, or before a headline
        if found and [*keys, ":"][starts.index(found[0])] == ":":
            start = max((k for k in range(1, i) if words[k].form in SEPARATORS), default=0)  # “We stay” – Asel Omarova
            for before in (words[:i], words[start:i]):
                yield Title(_read_best(shown, before, [language for language, _ in found[1]]), needed=0)


def _split_leads(shown: str, words: Sequence[Token], titles: Titles, *, is_interview: bool) -> Iterator[Title]:
    """The words behind others that may stand before an interviewee; above an interview, also all words."""
    if is_interview:
        yield Title(_read_best(shown, words, titles), needed=3)
    pairs = enumerate(pairwise(words), 1)  # a headline, or the name and number of a series, may end before a word
    ends = [i for i, (last, word) in pairs if word.form in _ENDS or (last.form == "quoted" and word.is_capital)]
    for i in ends[:_MOST_LEADS]:
        before, keys = shown[: words[i].start].strip(), {word.key for word in words[:i]}
        is_role = is_interview and any(each.find_kind(key) in _ROLES for each in titles for key in keys)
        is_set = words[i - 1].form == "quoted"
        is_series = is_role or is_set or not titles[0].series.isdisjoint(keys)  # "Defender of the month", "Voices"
        # not "Photo: Asel Omarova, artist, Peru"
        if len(before) <= _LONGEST_LEAD and (is_series or i > 1 or find_country(before)):
            needed = 2 if is_series else 3 if is_interview and i > _LONGEST_LABEL else 4
            yield Title(_read_best(shown, words[i:], titles), needed - is_interview)


def _may_begin(words: Sequence[Token], i: int, titles: Titles) -> bool:
    """Whether they may begin there: after a headline, or a word for the kind of talk, as in "Garden talk with"."""
    is_kind = i == 1 and all(each.find_kind(words[0].key) in (None, *_ROLES) for each in titles)
    is_kind = is_kind and all(words[1].key not in each.file.articles for each in titles)  # "Read our interview with"
    return not i or is_kind or words[i - 1].form != "word" or words[i - 1].text[-1] == "."


def _read_best(line: str, words: Sequence[Token], languages: Iterable[TitleLanguage]) -> Stretch:
    """The words in that of the languages that knows most of them and, half as much, of the line."""
    words = words[1:] if words and words[0].key == ":" else words  # "In conversation with: Asel Omarova"
    keys = fold_words(_SIGNS.sub(" ", f"{line} {line[words[0].start :] if words else ''}"))
    language = max(languages, key=lambda each: sum(key in each.vocabulary for key in keys))
    is_upper = bool(words) and line[words[0].start : words[-1].end].isupper()
    return mark_words(line, words, language, is_upper=is_upper)


def _write_shape(keys: Iterable[str], language: TitleLanguage) -> str:
    """The words, a blank behind each, but a tab behind what may stand between those of a phrase: "ten", ", part 2"."""
    few = {*language.file.qualifiers, *language.file.articles, ",", ":", ""}
    parts = ((key, _PARTS.split(key[1:-1]) if key[0] + key[-1] == "()" else [key]) for key in keys)
    return "".join(
        f"{key}\t" if all(part in few or part.isdecimal() for part in each) else f"{key} " for key, each in parts
    )


def _match_longest(
    shapes: Mapping[str, str], start: int, phrases: Sequence[_Phrase]
) -> tuple[int, list[_Phrase]] | None:
    """Where in the shape the longest of the phrases that begin there ends, and in which languages it is one."""
    ends: dict[tuple[int, int], list[_Phrase]] = {}
    for language, phrase in phrases:
        if found := _compile_phrase(phrase.text).match(shapes[language.file.language], start):
            ends.setdefault((found.end(), len(phrase.text)), []).append((language, phrase))
    return (max(ends)[0], ends[max(ends)]) if ends else None


@cache
def _compile_phrase(phrase: Keys) -> re.Pattern[str]:
    """Its words in a shape, each perhaps the end of one: "Kurzinterview"."""
    ends = [r"\S*" if len(key) >= _SHORTEST_END else "" if key == ":" else r"(?:\S*-)?" for key in phrase]
    return re.compile("".join(rf"(?:\S+\t)*{end}{re.escape(key)}\s" for end, key in zip(ends, phrase, strict=True)))

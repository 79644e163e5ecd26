"""A line -> the words that make it the title of an interview, and what they leave to be read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from hrdcorpus.knowledge.cldr import find_country
from hrdcorpus.knowledge.titles import Anonymity, Keys, TitleLanguage, TitlePhrase, Titles, fold_words
from hrdcorpus.naming.stretches import QUOTED, SEPARATORS, Stretch, Token, mark_tokens, split_tokens
from hrdcorpus.text.folding import drop_dots

_LONGEST_PHRASE = 20  # words, with what stands between
LONGEST_TITLE = 600  # characters: a longer line is prose
_ENDS = (*SEPARATORS, "stop")
# What ends a headline before the words "Interview with".
_BOUNDARY = re.compile(r"(?:[?!…:.,|»”“\"\])]|(?<=\s)[-–—]|[?!.,]['’])$")
_SEPARATOR = re.compile(r"\s*[:|—–]\s*|\s+-\s+")
_QUOTATION = re.compile(rf"\s*(?:{QUOTED})\s*[-–—:|]")  # a headline before the name
_LABEL = re.compile(r"^[\[(]([^\[\]()]+)[\])]")  # "[Interview] Asel Omarova"

_Phrase = tuple[TitleLanguage, TitlePhrase]


class Title(NamedTuple):
    """What a title leaves to be read of the interviewee.

    `is_named` where only a person's name makes it one; `is_label` where the words before are a label such as
    "Interview:", which may also stand before a headline. `country` is one before them, as in "Peru: Interview with".
    `anonymity` is said at these places of the line; the words for it are blank in `stretch`.
    """

    stretch: Stretch
    is_named: bool
    is_label: bool = True
    country: str | None = None
    anonymity: Sequence[tuple[int, Anonymity]] = ()


def list_titles(line: str, titles: Titles) -> Iterator[Title]:
    """Every way to read the line as an interview's title; the most lines have none, and are told so at once.

    The words that make it one stand at its beginning, after a headline or after the interviewee; or a quotation
    stands before, and what is talked about after: "“We stay”: Asel Omarova on dust in the mines".
    """
    if len(line) > LONGEST_TITLE:
        return
    folded, is_quoted = drop_dots(line.casefold()), _QUOTATION.match(line) is not None
    likely = [each for each in titles if any(keyword in folded for keyword in each.keywords)]
    leads = [(each, lead) for each in likely for lead in each.file.lead if _holds(folded, lead.keywords)]
    closings = [(each, tail) for each in likely for tail in each.file.closing if _holds(folded, tail.keywords)]
    if not (leads or closings or is_quoted):
        return
    line = _LABEL.sub(r" \1:", line)
    anonymity = list(_find_anonymity(line, titles))
    for start, end, _ in anonymity:
        line = line[:start] + " " * (end - start) + line[end:]
    words = split_tokens(line, titles[0].elisions)
    starts = [i for i, word in enumerate(words) if not i or _BOUNDARY.search(line[: word.start].rstrip()[-2:])]
    found = chain(
        chain.from_iterable(_find_lead(line, words, i, leads) for i in starts),
        chain.from_iterable(_find_closing(line, words, i, closings) for i in range(1, len(words)) if closings),
        _find_topic(line, words, titles) if is_quoted else (),
    )
    for title in found:
        yield title._replace(anonymity=[(start, kind) for start, _, kind in anonymity])


def _holds(folded: str, keys: Keys) -> bool:
    return keys[0] in folded and all(key in folded for key in keys)


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


def _read_best(line: str, words: Sequence[Token], languages: Iterable[TitleLanguage]) -> Stretch:
    """The words in that of the languages that knows most of them, those in brackets too."""
    keys = [key for each in words for key in fold_words(each.text.strip("()"))]
    language = max(languages, key=lambda each: sum(key in each.vocabulary for key in keys))
    is_upper = bool(words) and line[words[0].start : words[-1].end].isupper()
    return Stretch(line, language, mark_tokens(words, language), is_upper)


def _find_lead(line: str, words: Sequence[Token], i: int, leads: Sequence[_Phrase]) -> Iterator[Title]:
    matches = ((_match(words, i, lead.text, language), lead, language) for language, lead in leads)
    found = [(end, len(lead.text), lead, language) for end, lead, language in matches if end]
    if found:
        longest = max(each[:2] for each in found)
        alike = [(language, lead) for *length, lead, language in found if tuple(length) == longest]
        read = _read_best(line, _cut_headline(words[longest[0] :]), [language for language, _ in alike])
        lead = next(lead for language, lead in alike if language is read.language)
        country = find_country(_SEPARATOR.split(line[: words[i].start].rstrip())[0])
        yield Title(read, lead.named or i > 0, lead.text[-1] == ":", country)


def _find_closing(line: str, words: Sequence[Token], i: int, closings: Sequence[_Phrase]) -> Iterator[Title]:
    """The words after the interviewee, at the end or before a headline."""
    ends = ((_match(words, i, closing.text, language), language) for language, closing in closings)
    found = [language for end, language in ends if end and (end == len(words) or words[end].form in _ENDS)]
    if found:
        yield Title(_read_best(line, _cut_headline(words[:i]), found), is_named=True)


def _find_topic(line: str, words: Sequence[Token], titles: Titles) -> Iterator[Title]:
    after = _cut_headline(words)
    readings = [_read_best(line, after, [language]) for language in titles]
    about = [each.language for each in readings if any(each.cut(k).begins_topic for k in range(1, len(each)))]
    if about:
        yield Title(_read_best(line, after, about), is_named=True)


def _cut_headline(words: Sequence[Token]) -> Sequence[Token]:
    """The words without a headline in quotation marks before them: `HRD Interview: "We stay" - Asel Omarova`."""
    is_headline = len(words) > 1 and words[0].form == "quoted" and words[1].form in SEPARATORS
    return words[2:] if is_headline else words


def _match(words: Sequence[Token], i: int, phrase: Keys, language: TitleLanguage) -> int:
    """Where a phrase that begins at `i` ends, 0 where none does; qualifiers may stand in between."""
    last = min(len(words), i + _LONGEST_PHRASE)
    for key in phrase:
        while i < last and not _fits(words[i], key) and _is_qualifier(words[i], language):
            i += 1
        if i == last or not _fits(words[i], key):
            return 0
        i += 1
    return i


def _fits(word: Token, key: str) -> bool:
    """Whether it is this word, also after a hyphen ("mini-interview"), or any separator where a colon is due."""
    return word.form in _ENDS if key == ":" else key in (word.key, word.key.rpartition("-")[2])


def _is_qualifier(word: Token, language: TitleLanguage) -> bool:
    """Whether it may stand among a phrase's words: "an exclusive", "ten", ", part 2", "(part 2)"."""
    if word.form == "bracket":
        return all(_is_qualifier(inner, language) for inner in split_tokens(word.text[1:-1]))
    known = (*language.file.qualifiers, *language.file.articles)
    return word.form == "comma" or (word.form == "word" and (word.key in known or word.key.isdecimal()))

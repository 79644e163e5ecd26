"""A line -> the words that make it the title of an interview, and what they leave to be read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from hrdcorpus.knowledge.cldr import find_country
from hrdcorpus.knowledge.title_files import Anonymity
from hrdcorpus.knowledge.titles import Common, TitleLanguage, Titles
from hrdcorpus.naming.stretches import Stretch, mark_words
from hrdcorpus.naming.tokens import SEPARATORS, Token, split_tokens
from hrdcorpus.text.folding import drop_dots, fold

LONGEST_TITLE = 600  # characters: a longer line is prose
MOST_NEEDED = 3  # of a title that no words make one
_MOST_BEFORE = 2  # words before those that make it a title: "A short interview with"
_LONGEST_LEAD = 6  # words and colons
_MOST_WITHIN = 2  # words, none of them small, between a lead and its colon: "Entrevista HRD:", "Interview 7:"
_MOST_LEADS = 4  # parts before an interviewee: "Our series "Voices". Part 3: On the record – Asel Omarova"
_PLAIN = str.maketrans("،、，؛；：（）｜", ",,,;;:()|")


class Title(NamedTuple):
    """What a title leaves to be read of the interviewee, and how much this must tell to be believed.

    `needed` is 0 behind words that make it a title; else a name of several words counts one, a role or an organisation
    two, a country and a topic one each. `headline` is what stands before a colon, dash or bar, `country` one that is
    all of it, as in "Peru: Interview with". A name is withheld, or `changed` at these places of the line; the words for
    it part a title as a comma does.
    """

    stretch: Stretch
    needed: int
    country: str | None
    headline: Stretch
    is_withheld: bool
    changed: Sequence[int]


def list_titles(shown: str, titles: Titles, *, is_interview: bool) -> Iterator[Title]:
    """Every way to read the line as an interview's title; the most lines have none, and are told so at once.

    Above what is known to be an interview, a series, a quotation or any words may stand before the interviewee,
    or none.
    """
    folded = drop_dots(fold(shown))
    if len(shown) > LONGEST_TITLE or not (is_interview or any(word in folded for word in titles[0].common.lead_words)):
        return
    line, common = shown.translate(_PLAIN), titles[0].common
    hidden = _find_hidden(line, folded, common)
    for start, end in chain(*hidden.values()):
        line = line[:start] + ",".ljust(end - start) + line[end:]
    words = split_tokens(line, common.parted)
    first = next((i for i, word in enumerate(words) if word.form in SEPARATORS), 0)
    country = find_country(line[: words[first].start].strip()) if first else None
    found = ((stretch, 0) for stretch in _cut_leads(line, words, titles, is_interview=is_interview))
    others = _cut_parts(line, words, titles) if is_interview else ()
    changed = [start for start, _ in hidden["changed"]]
    for stretch, needed in chain(found, others):
        headline = mark_words(line, words[:first], stretch.language)
        yield Title(stretch, needed, country, headline, bool(hidden["withheld"]), changed)


def _find_hidden(line: str, folded: str, common: Common) -> Mapping[Anonymity, Sequence[tuple[int, int]]]:
    """Where it is said that a name is kept back, or that another stands in its place."""
    if not any(word in folded for word in common.anonymity_words):  # the most titles
        return {"withheld": (), "changed": ()}
    return {kind: [found.span() for found in known.finditer(line)] for kind, known in common.anonymity.items()}


def _cut_leads(line: str, words: Sequence[Token], titles: Titles, *, is_interview: bool) -> Iterator[Stretch]:
    """The words behind those that make the line a title, the longest of these that begin at a place."""
    keys = tuple(word.key for word in words)
    for i in range(len(words)):
        is_due = is_interview or i <= _MOST_BEFORE or not all(map(_is_inside, words[i - _MOST_BEFORE - 1 : i]))
        ends = {each.file.language: _find_end(words, keys, i, each) for each in titles} if is_due else {}
        if end := max(ends.values(), default=0):
            yield _read_best(line, words, end, [each for each in titles if ends[each.file.language] == end])


def _is_inside(word: Token) -> bool:
    return word.form == "word" and word.text[-1] != "."


def _find_end(words: Sequence[Token], keys: Sequence[str], i: int, language: TitleLanguage) -> int:
    """Where the longest of the language's leads that begin at `i` ends; 0 where none does."""
    leads = language.file.leads.phrases
    last = next(filter(keys[i].endswith, language.file.leads.compounds), keys[i].rpartition("-")[2])  # "HRD-Interview"
    if language.lead_openings.isdisjoint((last, keys[i])):
        return 0
    own = (last, *keys[i + 1 : i + _LONGEST_LEAD])
    if (own[0], ":") in leads and ":" in own[1 : _MOST_WITHIN + 2]:
        colon = i + own.index(":")
        if not any(word.text[0].islower() for word in words[i + 1 : colon]):
            return colon + 1
    ends = range(_LONGEST_LEAD, 0, -1)
    return next((i + n for n in ends if own[:n] in leads or keys[i : i + n] in leads), 0)


def _cut_parts(line: str, words: Sequence[Token], titles: Titles) -> Iterator[tuple[Stretch, int]]:
    """The words behind others that may stand before an interviewee, and all of them; and how much these must tell."""
    ends = [i for i, word in enumerate(words) if i and word.form in (*SEPARATORS, "stop")]
    series = titles[0].common.series
    for i in ends[:_MOST_LEADS]:
        is_series = words[i - 1].form == "quoted" or any(word.key in series for word in words[:i])
        if is_series or i > 1:  # not "Photo: Asel Omarova, artist, Peru"
            yield _read_best(line, words, i, titles), 1 if is_series else 2 if i > _MOST_BEFORE else MOST_NEEDED
    yield _read_best(line, words, 0, titles), MOST_NEEDED


def _read_best(line: str, words: Sequence[Token], start: int, languages: Iterable[TitleLanguage]) -> Stretch:
    """The words from `start` in that of the languages that knows most of them and, half as much, of all."""
    rest = words[start:]
    language = max(languages, key=lambda each: sum(each.knows(word.key) for word in (*words, *rest)))
    rest = rest[1:] if rest and rest[0].key == ":" else rest  # "In conversation with: Asel Omarova"
    stretch = mark_words(line, rest, language)
    marks, is_noun = stretch.marks, rest[1:] and rest[1].key.endswith(language.file.role_endings)
    if is_noun and marks[0] in "#~" and marks[1:4] == "NNN":  # "der Lotsin Anna Beispiel"
        return Stretch(line, language, stretch.words, f"{marks[0]}R{marks[2:]}")
    return stretch

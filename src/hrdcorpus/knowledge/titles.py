"""How titles of interviews are worded, and the words in them: `resources/titles/<tag>.toml`, one file a language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from typing import Literal, Self, get_args

from msgspec import Struct, field

from hrdcorpus.knowledge.loading import NonEmpty, Shipped, list_resources, load_shipped
from hrdcorpus.text.folding import drop_dots, fold
from hrdcorpus.text.lookalikes import is_mixed, unmix

Script = Literal["Latin", "Cyrillic", "Arabic", "Hangul", "Han"]  # the last three have no capitals
WordKind = Literal[
    "roles", "members", "locals", "subjects", "organisations", "bodies", "parts", "fields", "places", "areas",
    "attributes", "adjectives", "peoples", "honorifics", "styles", "ordinary", "relations", "surnames",
]  # fmt: skip
JoinKind = Literal["of", "either", "within", "inside", "at", "origin", "place"]
Anonymity = Literal["withheld", "changed"]
Keys = tuple[str, ...]

_OF_ORGANISATIONS: tuple[WordKind, ...] = ("organisations", "bodies")
_SHORT = 4  # letters of a word that may be another word in another language
_FIRST = re.compile(r"\w+\*?")
_SHORTEST_END = 6  # letters of a role that others end with


def fold_word(word: str) -> str:
    """What two spellings of one word in a title share.

    >>> fold_word("NGO."), fold_word("Посёлка")
    ('ngo', 'поселка')
    """
    return drop_dots(fold(unmix(word))).strip(".'")


def fold_words(words: str) -> Keys:
    """`fold_word` of each of the words.

    >>> fold_words("based in d’")
    ('based', 'in', 'd')
    """
    if is_mixed(words):
        return tuple(map(fold_word, words.split()))
    return tuple(word.strip(".'") for word in drop_dots(fold(words)).split())  # the same at once, for long lists


class _Words(tuple[str, ...]):
    """Words with white space between, folded."""

    @classmethod
    def read(cls, text: object) -> Self:
        """The words of the text; `ValueError` where it is none, or holds none."""
        words = fold_words(text) if isinstance(text, str) else ()
        if not words:
            raise ValueError("must be words with white space between")
        return cls(words)


class _Phrase(_Words):
    """The words, colon and dash, as they are among a title's tokens."""

    @classmethod
    def read(cls, text: object) -> Self:
        """The words of the text, a colon one of them."""
        return super().read(str(text).replace(":", " : "))


_NONE = _Words()


class TitlePhrase(Shipped, frozen=True, kw_only=True, dict=True):
    """What stands before or after the interviewee, and makes a line a title. The counterexample is no title.

    `named` where a person must be named.
    """

    text: _Phrase
    named: bool = False
    example: NonEmpty
    counterexample: NonEmpty | None = None

    @cached_property
    def keywords(self) -> Keys:
        """Its words, the longest first: a line that lacks one has not the phrase."""
        return tuple(sorted((key for key in self.text if key[0].isalnum()), key=len, reverse=True))


class WordList(Shipped, frozen=True, kw_only=True):
    """Words of one kind; a stem stands for itself with each ending of its language."""

    words: _Words = _NONE
    stems: _Words = _NONE
    example: NonEmpty
    counterexample: NonEmpty

    def spell_out(self, endings: Keys) -> set[str]:
        """All its words."""
        return {*self.words, *(stem + ending for ending in ("", *endings) for stem in self.stems)}


class AnonymityPhrases(Shipped, frozen=True, kw_only=True):
    """What says that a name is kept back, or that another stands in its place; `|` parts words of which one is due.

    `*` stands for the rest of a word, `…` for a few words or none.
    """

    phrases: tuple[NonEmpty, ...]
    example: NonEmpty


class CaseEndings(Shipped, frozen=True, kw_only=True):
    """The endings by which a name's case is told after a role: in the counterexample the name is somebody else's.

    Those of `given` tell nothing of a family's name: «Анной», but «Омаровой» is of two cases.
    """

    instrumental: _Words
    given: _Words
    genitive: _Words
    example: NonEmpty
    counterexample: NonEmpty


class Nationalities(Shipped, frozen=True, kw_only=True):
    """Adjectives of countries: stems by the country's code, and the endings that each may have."""

    endings: _Words = _NONE
    stems: dict[NonEmpty, _Words]
    example: NonEmpty


class TitleFile(Shipped, frozen=True, kw_only=True):
    """The file as it stands, its words folded; what each list is for is said in `en.toml`."""

    language: NonEmpty
    script: Script
    genitive: bool = False
    capitals: bool = False
    nouns: bool = False
    endings: _Words = _NONE
    plurals: _Words = _NONE
    possessives: tuple[NonEmpty, ...] = ()
    elisions: _Words = _NONE
    joins: dict[JoinKind, tuple[_Words, ...]] = field(default_factory=dict)
    topics: frozenset[_Words] = frozenset()
    series: _Words = _NONE
    qualifiers: _Words = _NONE
    articles: _Words = _NONE
    conjunctions: _Words = _NONE
    particles: _Words = _NONE
    attribute_endings: _Words = _NONE
    anonymity: dict[Anonymity, AnonymityPhrases] = field(default_factory=dict)
    nationalities: Nationalities | None = None
    cases: CaseEndings | None = None
    role_endings: _Words = _NONE
    place_ending: str = ""
    words: dict[WordKind, WordList]
    lead: tuple[TitlePhrase, ...]
    closing: tuple[TitlePhrase, ...] = ()

    @property
    def small(self) -> frozenset[str]:
        """The words that names of organisations hold in lower case."""
        return frozenset(chain(self.conjunctions, self.articles, *chain.from_iterable(self.joins.values())))


class TitleLanguage(Struct, frozen=True):
    """What titles in one language are read by: its `file`, and what follows from it and from the others.

    `words` holds each word's kind, and `others` those of words of other languages: what organisations call
    themselves in the same script, and all words in another one, as nothing else can be meant: "NGO" in a Russian
    title. Every title holds a keyword of `leads` or `closings`; `vocabulary` tells the language from others. `series`,
    `particles`, which names of persons hold in lower case, and `anonymity`, each kind's phrases by the words that they
    may begin with, are of all languages.
    """

    file: TitleFile
    words: Mapping[str, WordKind]
    others: Sequence[Mapping[str, WordKind]]
    joins: Mapping[Keys, JoinKind]
    join_ends: Mapping[str, JoinKind]
    leads: Mapping[str, Sequence[TitlePhrase]]
    closings: Mapping[str, Sequence[TitlePhrase]]
    vocabulary: frozenset[str]
    series: frozenset[str]
    particles: frozenset[str]
    parted: Keys
    anonymity: Mapping[Anonymity, Mapping[str, Sequence[str]]]
    nationalities: Mapping[str, str]

    def find_kind(self, key: str) -> WordKind | None:
        """The kind of the word, or of a part: "vice-chairwoman", "Gruppenleiterin", "secretary-general"."""
        parts = (key.rpartition("-")[2], key.partition("'")[0])
        ends = (key.partition("-")[0], *(key[i:] for i in range(1, len(key) - _SHORTEST_END + 1)))
        whole = next(
            (kind for part in parts if (kind := self.find_word(part)) not in (None, "ordinary", "surnames")), None
        )
        return (
            self.find_word(key)
            or whole
            or next((kind for end in ends if (kind := self.find_word(end)) in ("roles", "members")), None)
        )

    def find_singular(self, key: str) -> WordKind | None:
        """The kind of the listed word that this is the plural of."""
        singulars = (key.removesuffix(end) for end in self.file.plurals if key.endswith(end))
        return next((kind for each in singulars if (kind := self.find_word(each))), None)

    def find_word(self, key: str) -> WordKind | None:
        """The kind of a listed word."""
        for words in (self.words, *self.others):
            if key in words:
                return words[key]
        return None


Titles = tuple[TitleLanguage, ...]


def _group(phrases: Iterable[TitlePhrase]) -> Mapping[str, Sequence[TitlePhrase]]:
    """The phrases by their first keyword."""
    grouped: dict[str, list[TitlePhrase]] = {}
    for phrase in phrases:
        grouped.setdefault(phrase.keywords[0], []).append(phrase)
    return grouped


def _index_phrases(phrases: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The phrases by each word that one may begin with, in small letters; or by a stem with `*`."""
    indexed: dict[str, list[str]] = {}
    for phrase in phrases:
        for first in phrase.casefold().split()[0].split("|"):
            indexed.setdefault(_FIRST.findall(first)[0], []).append(phrase)
    return indexed


def read_titles(folder: Path | Traversable) -> tuple[TitleFile, ...]:
    """Every `<tag>.toml` in the folder; `KnowledgeError` where a file has not the form."""
    return tuple(load_shipped(path, TitleFile) for path in list_resources(folder))


def compile_titles(read: Iterable[TitleFile]) -> Titles:
    """The languages of these files."""
    # Where no word tells the language, it is none of the last
    files = sorted(read, key=lambda file: file.script not in ("Latin", "Cyrillic"))
    listed = [
        {word: kind for kind, words in file.words.items() for word in words.spell_out(file.endings)} for file in files
    ]
    by_script: dict[Script, dict[str, WordKind]] = {file.script: {} for file in files}
    for file, words in reversed(list(zip(files, listed, strict=True))):  # what the first says of a word holds
        by_script[file.script].update(words)
    shared = {  # "Corporación", but not "red"
        script: {
            word: kind
            for word, kind in words.items()
            if kind == "areas" or (kind in _OF_ORGANISATIONS and len(word) > _SHORT)
        }
        for script, words in by_script.items()
    }
    anonymity: dict[Anonymity, Mapping[str, Sequence[str]]] = {
        kind: _index_phrases(
            chain.from_iterable(each.anonymity[kind].phrases for each in files if kind in each.anonymity)
        )
        for kind in get_args(Anonymity)
    }
    series = frozenset(chain.from_iterable(file.series for file in files))
    particles = frozenset(chain.from_iterable(file.particles for file in files))
    parted = tuple(chain.from_iterable(each.elisions for each in files))
    for file, words in zip(files, listed, strict=True):
        if file.script == "Han":
            parted += (*words, *(lead.text[0] for lead in file.lead))
    return tuple(
        TitleLanguage(
            file=file,
            words=own,
            others=(shared[file.script], *(words for script, words in by_script.items() if script != file.script)),
            joins={phrase: kind for kind, phrases in file.joins.items() for phrase in phrases},
            join_ends={
                phrase[-1]: kind
                for length in (2, 1)  # one word says more than the end of two
                for kind, phrases in file.joins.items()
                for phrase in phrases
                if len(phrase) == length and (length == 1 or phrase[-1] not in file.articles)
            },
            leads=_group(file.lead),
            closings=_group(file.closing),
            vocabulary=file.small.union(own, (topic[0] for topic in file.topics)),
            series=series,
            particles=particles,
            parted=parted,
            anonymity=anonymity,
            nationalities={
                stem + ending: code
                for known in ([file.nationalities] if file.nationalities else [])
                for code, stems in known.stems.items()
                for stem in stems
                for ending in ("", *known.endings)
            },
        )
        for file, own in zip(files, listed, strict=True)
    )

"""How titles of interviews are worded, as a file tells it: `resources/titles/<tag>.toml`, one a language."""

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, Self

from msgspec import field

from hrdcorpus.knowledge.loading import NonEmpty, Shipped, list_resources, load_shipped
from hrdcorpus.text.folding import drop_dots, fold
from hrdcorpus.text.lookalikes import is_mixed, unmix

Script = Literal["Latin", "Cyrillic", "Arabic", "Hangul", "Han"]  # the last three have no capitals
WordKind = Literal[
    "roles", "members", "locals", "subjects", "relations", "organisations", "fields", "places", "honorifics", "ordinary"
]
JoinKind = Literal["of", "either", "within", "inside", "at", "origin"]
Anonymity = Literal["withheld", "changed"]
Keys = tuple[str, ...]


def fold_word(word: str) -> str:
    """What two spellings of one word in a title share.

    >>> fold_word("NGO."), fold_word("Посёлка")
    ('ngo', 'поселка')
    """
    return drop_dots(fold(unmix(word))).strip(".'")


def split_keys(words: str) -> Keys:
    """`fold_word` of each of the words.

    >>> split_keys("based in d’")
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
        words = split_keys(text) if isinstance(text, str) else ()
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


class LeadPhrases(Shipped, frozen=True, kw_only=True):
    """What stands before an interviewee and makes a line a title, as it does before the example, not the other.

    The first word of one may end a compound in `compounds`: "Küchengespräch mit".
    """

    phrases: frozenset[_Phrase]
    compounds: _Words = _NONE
    example: NonEmpty
    counterexample: NonEmpty


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
    """Adjectives of countries: stems by the country's code, and the endings that each may have.

    A stem with one of the suffixes behind the greater part of a country's name in the language need not be listed.
    """

    endings: _Words = _NONE
    suffixes: _Words = _NONE
    stems: dict[NonEmpty, _Words] = field(default_factory=dict)
    example: NonEmpty


class TitleFile(Shipped, frozen=True, kw_only=True):
    """The file as it stands, its words folded; what each list is for is said in `en.toml`."""

    language: NonEmpty
    script: Script
    genitive: bool = False
    capitals: bool = False
    role_last: bool = False
    endings: _Words = _NONE
    plurals: _Words = _NONE
    possessives: tuple[NonEmpty, ...] = ()
    elisions: _Words = _NONE
    joins: dict[JoinKind, _Words] = field(default_factory=dict)
    topics: frozenset[_Words] = frozenset()
    series: _Words = _NONE
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
    leads: LeadPhrases


def load_title_files(folder: Path | Traversable) -> tuple[TitleFile, ...]:
    """Every `<tag>.toml` in the folder; `KnowledgeError` where a file has not the form."""
    return tuple(load_shipped(path, TitleFile) for path in list_resources(folder))

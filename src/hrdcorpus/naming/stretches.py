"""Stretches of a title's words: what each word can be in one language, and what several together look like."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from hrdcorpus.knowledge.cldr import find_country
from hrdcorpus.knowledge.titles import TitleLanguage, WordKind
from hrdcorpus.naming.tokens import Token

ROLES: tuple[WordKind, ...] = ("roles", "members", "locals", "subjects")
_NO_NAMES: tuple[WordKind, ...] = ("organisations", "bodies", "parts", "places", "peoples", "adjectives")
_MARKS: Mapping[WordKind | None, str] = {
    **dict.fromkeys(ROLES, "R"),
    **dict.fromkeys(_NO_NAMES, "O"),
    "members": "M",
    "areas": "A",
    "ordinary": "X",
}
_MOST_OF_COUNTRY = 5  # words of a country's name that are looked for behind "from"

# named: marked as an organisation's name; generic: "the trade union"; plain: part of a role; unmarked: capitalised, and
# could be anything.
Grade = Literal["named", "generic", "plain", "unmarked"]


@dataclass(frozen=True)
class Stretch:
    """Words side by side in a line, in the language it is read in; `is_upper` where capitals tell nothing in it."""

    line: str = field(repr=False)
    language: TitleLanguage = field(repr=False)
    words: tuple[Token, ...]
    is_upper: bool

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.words)

    def cut(self, start: int, end: int | None = None) -> "Stretch":
        """The words from `start` to `end`."""
        return self.choose(self.words[start:end])

    def choose(self, words: Iterable[Token]) -> "Stretch":
        """These words of the same line."""
        return Stretch(self.line, self.language, tuple(words), self.is_upper)

    @property
    def text(self) -> str:
        """The words, verbatim."""
        return self.line[self.words[0].start : self.words[-1].end]

    @cached_property
    def marks(self) -> str:
        """What each word can be, a letter a word."""
        return "".join(word.mark for word in self.words)

    @property
    def country(self) -> str | None:
        """The country that the words, whole and without an article, are the name of."""
        bare = self.without_article
        return find_country(bare.text) if bare else None

    @property
    def without_article(self) -> "Stretch":
        """The words without an article before them."""
        return self.cut(1) if self.words and self.words[0].key in self.language.file.articles else self

    def has(self, *kinds: WordKind) -> bool:
        """Whether one of them is a word of these kinds."""
        return any(word.kind in kinds for word in self.words)

    def is_abbreviation(self, word: Token) -> bool:
        """Whether it is a word in capitals where others are not."""
        return not self.is_upper and word.text.isupper() and word.text.isalpha() and len(word.text) > 1

    def is_marked(self, word: Token) -> bool:
        """Whether it can only be a name's: quoted, an abbreviation, or capitalised Latin in another script's title."""
        is_foreign = self.language.file.script != "Latin" and word.text.isascii()
        return word.form == "quoted" or (word.kind != "fields" and (is_foreign or self.is_abbreviation(word)))

    def is_attribute(self, word: Token) -> bool:
        """Whether it belongs to the name of the organisation that follows: «шахтёрского профсоюза»."""
        return word.kind == "attributes" or word.key.endswith(self.language.file.attribute_endings)

    @property
    def is_lone_mark(self) -> bool:
        """Whether it is but a quotation or an abbreviation: a person's name hidden, or an organisation's."""
        return len(self) == 1 and (self.words[0].form == "quoted" or self.is_abbreviation(self.words[0]))

    @property
    def begins_topic(self) -> bool:
        """Whether it begins what is talked about, as "on dust in the mines" does."""
        keys = tuple(word.key for word in self.words[:4])
        return any(keys[:length] in self.language.file.topics for length in range(1, 5))

    @cached_property
    def grade(self) -> Grade:
        """What a stretch without "of", "at" or "from" in it looks like; brackets and an article do not count."""
        bare = self.choose(word for word in self.words if word.form in ("word", "quoted")).without_article
        if not bare:
            return "plain"
        is_genitive = self.language.file.genitive
        core = bare.words[0 if is_genitive else -1]  # what the others are about: "union lawyer", «юрист профсоюза»
        has_capital = any(word.is_capital for word in bare.words)
        if len(bare) > 2 and is_possessive(bare.words[-2], self.language) and core.kind in ("organisations", "bodies"):
            return "named"  # by whose it is: "the phosphate widows' committee"
        if any(map(bare.is_marked, bare.words)) or (has_capital and bare.has("organisations")):
            # English names are capitalised to their end; a Russian capital may also be that of an unknown role.
            is_attributed = bare.is_attribute(core) if is_genitive else core.is_capital
            is_name = bare.is_marked(core) or core.kind in ("organisations", "bodies") or is_attributed
            return "named" if is_name and core.kind not in (*ROLES, "parts") else "plain"  # not "Echo Union lawyer"
        if core.kind in (*ROLES, "parts"):
            return "plain"
        if bare.has("organisations"):
            return "generic"
        if has_capital and bare.has("bodies"):
            return "named"
        is_work = core.kind == "peoples" or (core.kind == "fields" and bare.words[0].kind is not None)
        return "unmarked" if bare.words[0].is_capital and not is_work else "plain"


def mark_words(line: str, words: Sequence[Token], language: TitleLanguage, *, is_upper: bool) -> Stretch:
    """The words with their kinds and marks.

    C is a conjunction, J a join, p a particle, a an article, q a quotation, b a bracket, L a country's name behind a
    join. For the rest a capital or a small letter, as the word has: R a role, M one that is held in an organisation, O
    in no person's name, A what begins a place's, X what is neither name nor role, N any other, k if it is listed.
    """
    known = [word._replace(kind=_find_kind(word, language)) for word in words]
    known = [word._replace(mark=_find_mark(word, language, is_upper=is_upper)) for word in known]
    whole = Stretch(line, language, tuple(known), is_upper)
    for i, word in enumerate(whole.words):
        ends = range(i + 2, min(i + 2 + _MOST_OF_COUNTRY, len(known) + 1)) if word.mark in ("J", "p") else ()
        for k in range(i + 1, max((end for end in ends if whole.cut(i + 1, end).country), default=0)):
            known[k] = known[k]._replace(mark="L")
    return whole.choose(known)


def find_singular(word: Token, language: TitleLanguage) -> WordKind | None:
    """The kind of the listed word that this is the plural of."""
    singulars = (word.key.removesuffix(end) for end in language.file.plurals if word.key.endswith(end))
    return next((kind for key in singulars if (kind := language.words.get(key))), None)


def is_possessive(word: Token, language: TitleLanguage) -> bool:
    """Whether it is somebody's: "miners'"."""
    return word.text.replace("’", "'").endswith(language.file.possessives)


def _find_kind(word: Token, language: TitleLanguage) -> WordKind | None:
    """The kind of the word, or of its last part: "vice-chairwoman" is of the kind of "chairwoman"."""
    keys = (word.key, word.key.rpartition("-")[2], word.key.partition("'")[0]) if word.form == "word" else ()
    return next((language.words[each] for each in keys if each in language.words), None)


def _find_mark(word: Token, language: TitleLanguage, *, is_upper: bool) -> str:
    file, is_small = language.file, is_upper or not word.is_capital
    marks = (
        (word.form == "quoted", "q"),
        (word.form == "bracket", "b"),
        (word.form != "word", ","),
        (word.text[-1] == "." and len(word.key) == 1, "N"),  # an initial: "A.", «И.»
        (word.kind == "areas" and not is_small and word.key in language.particles, "N"),  # "El Hadj Diop"
        (word.key in file.conjunctions, "C"),
        (is_small and word.key in language.particles, "p"),
        (is_small and word.key in language.join_ends, "J"),
        (word.key in file.articles, "a"),
    )
    if mark := next((mark for holds, mark in marks if holds), None):
        return mark
    is_several = find_singular(word, language) in ("organisations", "bodies")  # "Trade Unions"
    if is_several or is_possessive(word, language) or (word.key in language.nationalities and not word.is_capital):
        mark = "O"
    else:
        mark = _MARKS.get(word.kind, "N" if word.is_capital or not word.kind else "K")
    return mark if word.is_capital else mark.lower()

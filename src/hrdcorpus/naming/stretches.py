"""Stretches of a title's words: what each word can be in one language, and what several together look like."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from hrdcorpus.knowledge.cldr import find_country
from hrdcorpus.knowledge.title_files import WordKind
from hrdcorpus.knowledge.titles import TitleLanguage
from hrdcorpus.naming.tokens import Token

ROLES = "RIMSK"  # the marks of roles

# The mark of a listed word, in the case of its first letter. What no list has is N; or Q where it can only be a name's,
# an abbreviation or Latin in another script's title; or G somebody's ("miners'").
_MARKS: Mapping[WordKind, str] = {
    "roles": "R", "locals": "I", "members": "M", "subjects": "S", "relations": "K", "organisations": "O", "fields": "F",
    "places": "T", "honorifics": "H", "ordinary": "X",
}  # fmt: skip
_SIGNS = {"quoted": '"', "bracket": "_", "dash": "-", "colon": ":", "bar": "|", "stop": "."}
_BARE = re.compile(r"^[#~]|_")  # an article, and what stands in brackets


class Stretch(Struct, frozen=True):
    """Words side by side in a line, in the language it is read in, and what each can be: see `mark_words`."""

    line: str
    language: TitleLanguage
    words: tuple[Token, ...]
    marks: str

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.words)

    def cut(self, start: int, end: int | None = None) -> "Stretch":
        """The words from `start` to `end`."""
        return Stretch(self.line, self.language, self.words[start:end], self.marks[start:end])

    def split(self, signs: str) -> Iterator[tuple[str, "Stretch"]]:
        """The stretches between these marks, each with the mark before it."""
        for found in re.finditer(f"(^|[{signs}])([^{signs}]*)", self.marks):
            yield found[1], self.cut(*found.span(2))

    @property
    def text(self) -> str:
        """The words, verbatim."""
        return self.line[self.words[0].start : self.words[-1].end]

    @property
    def last(self) -> str:
        """The last word's mark as a capital, a blank where there is no word."""
        return self.marks[-1:].upper() or " "

    def has(self, marks: str) -> bool:
        """Whether a word has one of these marks, in either case."""
        return not set(marks).isdisjoint(self.marks.upper())

    @property
    def country(self) -> str | None:
        """The country that the words are the name of, but for an article or one small word: "western Kazakhstan"."""
        bare = self.without_article
        bare = bare.cut(1) if re.match("[nu][A-Z]", bare.marks) else bare
        return find_country(bare.text) if bare else None

    @property
    def without_article(self) -> "Stretch":
        """The words without an article before them."""
        return self.cut(1) if self.words and self.words[0].key in self.language.file.articles else self

    def begins_topic(self, i: int) -> bool:
        """Whether word `i` begins what is talked about, as "on dust in the mines" does."""
        keys = tuple(word.key for word in self.words[i : i + 4])
        return any(keys[:length] in self.language.file.topics for length in range(1, 5))

    @property
    def core(self) -> str:
        """The mark of the word that the others are about: "union lawyer", «юрист профсоюза»."""
        bare = _BARE.sub("", self.marks)
        return bare[:1] if self.language.file.genitive else bare[-1:]

    @property
    def grade(self) -> Literal["named", "generic", "plain", "unmarked"]:
        """What a stretch without "of" in it is: an organisation's name, "the trade union", a role or anything."""
        bare, core = _BARE.sub("", self.marks), self.core.upper()
        if not bare or core in ROLES:
            return "plain"  # "Echo Union lawyer"
        if "Q" in bare or '"' in bare or (bare != bare.lower() and re.search("[Oo]", bare)):
            return "named"
        if "o" in bare:
            return "generic"
        is_work = core == "F" and bare[0] not in "Nn"
        return "unmarked" if bare[0].isupper() and not is_work else "plain"


def mark_words(line: str, words: Sequence[Token], language: TitleLanguage) -> Stretch:
    """The words with their marks: the letters above; `"` a quotation, `_` a bracket, `0` a number, `,;-:|.` themselves.

    `&` is a conjunction, `@` a join, `>` "from", `~` a particle, `#` an article. In a line of capitals these tell
    nothing.
    """
    is_upper = line.isupper()
    marks = "".join(_find_mark(word, language, is_upper=is_upper) for word in words)
    return Stretch(line, language, tuple(words), marks)


def _find_mark(word: Token, language: TitleLanguage, *, is_upper: bool) -> str:
    file, key, is_capital = language.file, word.key, word.is_capital
    is_small = is_upper or not is_capital
    signs = (
        (word.form != "word", _SIGNS.get(word.form, word.text)),
        (key[:1].isdigit(), "0"),
        (is_capital and word.text[1:2] == ".", "N"),  # initials: "A.", «И.О.»
        (key in file.conjunctions, "&"),
        (is_small and key in language.common.particles, "~"),
        (is_small and language.joins.get(key) == "origin", ">"),
        (is_small and key in language.joins, "@"),
        (key in file.articles and (is_small or key not in language.common.particles), "#"),  # not in "Asel El Omarova"
    )
    if sign := next((sign for holds, sign in signs if holds), None):
        return sign
    kind = language.find_kind(key)
    is_abbreviation = not is_upper and word.text.isupper() and word.text.isalpha() and len(key) > 1
    letters = (
        (word.text.replace("’", "'").endswith(file.possessives), "G"),
        (kind is None and is_capital and word.text[-1] == ".", "H"),  # "Adv. Asel Omarova"
        (kind not in (None, "ordinary"), _MARKS.get(kind or "ordinary", "")),
        (is_abbreviation, "Q"),
        (kind == "ordinary", "X"),
        (key.endswith(file.attribute_endings), "U"),  # «шахтёрского профсоюза»
    )
    letter = next((letter for holds, letter in letters if holds), "N")
    return letter if is_capital else letter.lower()

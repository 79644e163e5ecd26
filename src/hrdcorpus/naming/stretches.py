"""A title's words, quotations and separators, and stretches of them as one language knows them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from hrdcorpus.knowledge.cldr import find_country
from hrdcorpus.knowledge.titles import Keys, TitleLanguage, WordKind, fold_word

ROLES: tuple[WordKind, ...] = ("roles", "members", "locals", "subjects")
SEPARATORS = ("colon", "dash", "bar")

# named: marked as an organisation's name; generic: "the trade union"; plain: part of a role; unmarked: capitalised, and
# could be anything.
Grade = Literal["named", "generic", "plain", "unmarked"]

_SMALL = "".join(c for c in map(chr, range(0x530)) if c.islower())  # Latin, Greek and Cyrillic
QUOTED = r"\"[^\"]+\"|«(?:[^«»]|«[^«»]*»)+»|»[^«»]+«|[“„][^“”„]+[“”]|(?<!\w)['‘][^'‘’]+['’](?!\w)"
_WORD = (  # with the dot of an initial or of "Dr.", or with a plural's apostrophe
    r"[^\W_]+(?:[-'’&./][^\W_]+)*(?:(?<!\d)(?:(?<![^\W_]{2})\.|(?<![^\W_]{5})\.(?=\s\w))|['’](?=\s))?"
)
_OTHERS = (
    rf"(?P<comma>[,;])|(?P<dash>(?<!\S)[-–—](?!\S)|—|–(?=[{_SMALL}]))|(?P<colon>[:：])|(?P<bar>[|])"
    r"|(?P<stop>[.!?…]+(?![\w,;]))"
)


class Token(NamedTuple):
    """`form` is quoted, bracket, word, comma, dash (no hyphen), colon, bar or stop; `kind` what a language knows of it.

    `key` is a word as word lists hold it, and a colon or dash in its plain form.
    """

    form: str
    text: str
    start: int
    end: int
    key: str
    kind: WordKind | None = None

    @property
    def is_capital(self) -> bool:
        """Whether it is a word with a capital."""
        return self.form == "word" and self.text[0].isupper()


def split_tokens(text: str, elisions: Keys = (), offset: int = 0) -> list[Token]:
    """The words in order, their places counted from `offset`; other punctuation falls between them.

    Words in `elisions` are parted from the next: "d’Awa".

    >>> [word.text for word in split_tokens('A. Omarova, "Echo, Dust" (NGO).')]
    ['A.', 'Omarova', ',', '"Echo, Dust"', '(NGO)', '.']
    """
    return [
        Token(m.lastgroup or "", m.group(), m.start() + offset, m.end() + offset, fold_word(m.group()))
        for m in _compile(elisions).finditer(text)
    ]


@cache
def _compile(elisions: Keys) -> re.Pattern[str]:
    elided = f"(?:(?i:{'|'.join(elisions)})['’](?=[^\\W_]))|" if elisions else ""
    return re.compile(rf"(?P<quoted>{QUOTED})|(?P<bracket>\([^()]*\))|(?P<word>{elided}{_WORD})|{_OTHERS}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words side by side in a line, in the language it is read in; `is_upper` where capitals tell nothing in it."""

    line: str
    language: TitleLanguage
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

    @property
    def country(self) -> str | None:
        """The country that the words, whole and without an article, are the name of."""
        bare = self.without_article
        return find_country(bare.text) if bare else None

    @property
    def without_article(self) -> "Stretch":
        """The words without an article before them."""
        return self.cut(1) if self.words and self.words[0].key in self.language.file.articles else self

    @property
    def core(self) -> Token:
        """The word that says what the others are about: "trade union lawyer", «юрист профсоюза»."""
        return self.words[0 if self.language.file.genitive else -1]

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

    def is_possessive(self, word: Token) -> bool:
        """Whether it is somebody's: "miners'"."""
        return word.text.replace("’", "'").endswith(self.language.file.possessives)

    def find_singular(self, word: Token) -> WordKind | None:
        """The kind of the listed word that this is the plural of."""
        singulars = (word.key.removesuffix(end) for end in self.language.file.plurals if word.key.endswith(end))
        return next((kind for key in singulars if (kind := self.language.words.get(key))), None)

    @property
    def is_lone_mark(self) -> bool:
        """Whether it is but a quotation or an abbreviation: a person's name hidden, or an organisation's."""
        return len(self) == 1 and (self.words[0].form == "quoted" or self.is_abbreviation(self.words[0]))

    @property
    def begins_topic(self) -> bool:
        """Whether it begins what is talked about, as "on dust in the mines" does."""
        keys = tuple(word.key for word in self.words[:4])
        return any(keys[:length] in self.language.file.topics for length in range(1, 5))

    @property
    def grade(self) -> Grade:
        """What a stretch without "of", "at" or "from" in it looks like; brackets and an article do not count."""
        bare = self.choose(word for word in self.words if word.form in ("word", "quoted")).without_article
        if not bare:
            return "plain"
        core, has_capital = bare.core, any(word.is_capital for word in bare.words)
        if len(bare) > 2 and bare.is_possessive(bare.words[-2]) and core.kind in ("organisations", "bodies"):
            return "named"  # by whose it is: "the phosphate widows' committee"
        if any(map(bare.is_marked, bare.words)) or (has_capital and bare.has("organisations")):
            # English names are capitalised to their end; a Russian capital may also be that of an unknown role.
            is_attributed = bare.is_attribute(core) if bare.language.file.genitive else core.is_capital
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


def mark_tokens(words: Sequence[Token], language: TitleLanguage) -> tuple[Token, ...]:
    """The words with their kinds in the language: "vice-chairwoman" is of the kind of "chairwoman"."""
    return tuple(
        word._replace(kind=_find_kind(word.key, language.words)) if word.form == "word" else word for word in words
    )


def _find_kind(key: str, known: Mapping[str, WordKind]) -> WordKind | None:
    keys = dict.fromkeys((key, key.rpartition("-")[2], key.partition("'")[0]))
    return next((known[each] for each in keys if each in known), None)

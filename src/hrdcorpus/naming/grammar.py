"""What is known of the words of a title in one language."""

from collections.abc import Sequence
from dataclasses import dataclass

from hrdcorpus.knowledge.cldr import find_country
from hrdcorpus.knowledge.title_files import WordKind
from hrdcorpus.knowledge.titles import TitleLanguage
from hrdcorpus.naming.tokens import Token

Words = Sequence[Token]

ROLES: tuple[WordKind, ...] = ("roles", "members", "locals", "subjects")
PARTS: tuple[WordKind, ...] = ("parts", "boards")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a title is read by. Where it `is_upper`, all in capitals, a word in capitals is no abbreviation."""

    language: TitleLanguage
    is_upper: bool

    def is_a(self, token: Token, *kinds: WordKind) -> bool:
        """Whether it is a word of these kinds; "vice-chairwoman" is one where "chairwoman" is."""
        return token.kind == "word" and self._find_kind(token.key) in kinds

    def is_plural(self, token: Token) -> bool:
        """Whether it is a listed word with another's "s", as in English and the Romance languages."""
        kind = self._find_kind(token.key)
        return kind is not None and token.key.endswith("s") and kind == self._find_kind(token.key[:-1])

    def is_group(self, token: Token) -> bool:
        """Whether it is several organisations, as "unions" and «sindicatos» are."""
        singulars = (token.key[: -len(end)] for end in ("s", "es") if token.key.endswith(end))
        return any(self._find_kind(key) in ("organisations", "bodies") for key in singulars)

    def has(self, tokens: Words, *kinds: WordKind) -> bool:
        """Whether one of them is a word of these kinds."""
        return any(self.is_a(token, *kinds) for token in tokens)

    def is_unlisted(self, token: Token) -> bool:
        """Whether nothing is known of the word."""
        return token.kind == "word" and self._find_kind(token.key) is None

    def cut_article(self, tokens: Words) -> Words:
        """The tokens without an article at their beginning."""
        return tokens[1:] if tokens and tokens[0].key in self.language.articles else tokens

    def find_core(self, tokens: Words) -> Token:
        """The word that says what the others are about: "trade union lawyer", «юрист профсоюза»."""
        return tokens[0 if self.language.genitive else -1]

    def _find_kind(self, key: str) -> WordKind | None:
        words = self.language.words
        return words.get(key) or words.get(key.rpartition("-")[2])


def find_country_in(text: str, tokens: Words, grammar: Grammar) -> str | None:
    """The country that the tokens, whole and without an article, are the name of."""
    tokens = grammar.cut_article(tokens)
    return find_country(text[tokens[0].start : tokens[-1].end]) if tokens else None

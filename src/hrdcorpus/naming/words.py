"""The words of names and of the texts that names stand in."""

import unicodedata

from msgspec import Struct

from hrdcorpus.naming.rules import load_name_rules
from hrdcorpus.text.lookalikes import unmix
from hrdcorpus.text.patterns import compile_later

# Letters and digits with their marks, what nobody sees (soft hyphens, joiners), and apostrophes inside.
_HIDDEN = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = rf"[^\W_][\u0300-\u036f{_HIDDEN}]*"
_WORD = compile_later(rf"(?:{_LETTER})+(?:['’ʼ‘`](?:{_LETTER})+)*")
_APOSTROPHES = str.maketrans("’ʼ‘`", "'" * 4)
_BREVE = "\u0306"  # makes a letter of a Cyrillic one, й of и, where other marks do not


class Word(Struct, frozen=True):
    """A word of a text with its place, without a possessive `'s`."""

    text: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital, or its script has none."""
        return not self.text[0].islower()

    @property
    def is_shouted(self) -> bool:
        """Whether it is in capitals throughout."""
        return len(self.text) > 1 and self.text.isupper()


def split_words(text: str) -> list[Word]:
    """The words of a text, in order."""
    return [
        Word(word := cut_possessive(match.group()), match.start(), match.start() + len(word))
        for match in _WORD.finditer(text)
    ]


def cut_possessive(word: str) -> str:
    """The word without a possessive `'s`."""
    if word.isalpha():
        return word
    plain = word.translate(_APOSTROPHES).casefold()
    endings = load_name_rules().possessive.endings
    return next((word[: -len(ending)] for ending in endings if plain.endswith(ending)), word)


def bare(word: str) -> str:
    r"""The word in small letters, without accents, marks and what nobody sees.

    >>> bare("Чере\u00adне\u0301ва"), bare("AYGÜL"), bare("Лобачёв")
    ('черенева', 'aygul', 'лобачев')
    """
    small = unmix(word).casefold()
    if small.isascii() and small.isalnum():
        return small
    parted = unicodedata.normalize("NFD", small)
    kept = (c for i, c in enumerate(parted) if c.isalnum() or (c == _BREVE and parted[i - 1] >= "\u0400"))
    return unicodedata.normalize("NFC", "".join(kept))

"""A title's words, quotations and separators, with their places."""

import re
from typing import NamedTuple

from hrdcorpus.knowledge.titles import fold_word

_QUOTED = r"\"[^\"]+\"|«(?:[^«»]|«[^«»]*»)+»|“[^“”]+”|„[^„“”]+[“”]|(?<!\w)['‘][^'‘’]+['’](?!\w)"
_TOKEN = re.compile(
    rf"(?P<quoted>{_QUOTED})|(?P<bracket>\([^()]*\))"
    r"|(?P<word>[^\W_]+(?:[-'’&./][^\W_]+)*(?:(?<![^\W_][^\W_])\.)?)"  # with the dot of an initial
    r"|(?P<comma>[,;]|(?<=\s)[-–—](?=\s))|(?P<colon>:(?=\s))"
)


class Token(NamedTuple):
    """`kind` is word, quoted, bracket, comma (or a dash between spaces) or colon."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The word as word lists hold it."""
        return fold_word(self.text)

    @property
    def is_capital(self) -> bool:
        """Whether it is a word with a capital."""
        return self.kind == "word" and self.text[0].isupper()

    def is_any(self, *kinds: frozenset[str]) -> bool:
        """Whether it is a word of these lists; "vice-chairwoman" is one where "chairwoman" is."""
        keys = {self.key, self.key.rpartition("-")[2]}
        return any(not keys.isdisjoint(words) for words in kinds)


def split_tokens(text: str) -> list[Token]:
    """The tokens in order; punctuation without meaning here falls between them.

    >>> [token.text for token in split_tokens('A. Omarova, "Echo, Dust" (NGO).')]
    ['A.', 'Omarova', ',', '"Echo, Dust"', '(NGO)']
    """
    return [Token(m.lastgroup or "", m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def mask_quotations(text: str) -> str:
    """The text, as long as before, without what stands in quotation marks or brackets.

    >>> mask_quotations('of "Women of Dust"')
    'of _______________'
    """
    for token in split_tokens(text):
        if token.kind in ("quoted", "bracket"):
            text = text[: token.start] + "_" * len(token.text) + text[token.end :]
    return text

"""A title's words, quotations, brackets and separators."""

import re
from functools import cache
from typing import NamedTuple

from hrdcorpus.knowledge.titles import Keys, fold_word

SEPARATORS = ("colon", "dash", "bar")
QUOTED = r"\"[^\"]+\"|«(?:[^«»]|«[^«»]*»)+»|»[^«»]+«|[“„][^“”„]+[“”]|(?<!\w)['‘][^'‘’]+['’](?!\w)"

_SMALL = "".join(c for c in map(chr, range(0x530)) if c.islower())  # Latin, Greek and Cyrillic
_WORD = (  # with the dot of an initial or of "Dr.", or with a plural's apostrophe
    r"[^\W_]+(?:[-'’&./][^\W_]+)*(?:(?<!\d)(?:(?<![^\W_]{2})\.|(?<![^\W_]{5})\.(?=\s\w))|['’](?=\s))?|&(?=\s)"
)
_OTHERS = (
    rf"(?P<comma>[,;])|(?P<dash>(?<!\S)[-–—](?!\S)|—|–(?=[{_SMALL}]))|(?P<colon>[:：])|(?P<bar>[|])"
    r"|(?P<stop>[.!?…]+(?![\w,;]))"
)


class Token(NamedTuple):
    """`form` is quoted, bracket, word, comma, dash (no hyphen), colon, bar or stop.

    `key` is a word as word lists hold it, and a colon or dash in its plain form.
    """

    form: str
    text: str
    start: int
    end: int
    key: str

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

"""A title's words, quotations, brackets and separators."""

import re
from functools import cache
from typing import NamedTuple

from hrdcorpus.knowledge.title_files import Keys, fold_word
from hrdcorpus.text.folding import may_be_unspaced

_HAN = "[\u3400-\u9fff]"  # written without blanks between words
SEPARATORS = ("colon", "dash", "bar")
_QUOTED = r"\"[^\"]+\"|«(?:[^«»]|«[^«»]*»)+»|»[^«»]+«|[“„][^“”„]+[“”]|(?<!\w)['‘][^'‘’]+['’](?!\w)"

_KEYS = {"comma": ",", "stop": ":", "quoted": "_", **dict.fromkeys(SEPARATORS, ":")}
_SMALL = "".join(c for c in map(chr, range(0x530)) if c.islower())  # Latin, Greek and Cyrillic
_WORD = (  # with the dot of an initial or of "Dr.", or with a plural's apostrophe
    r"[^\W_]+(?:[-'’&./][^\W_]+)*(?:(?<!\d)(?:(?<![^\W_]{2})\.|(?<![^\W_]{5})\.(?=\s\w))|['’](?=[\s,]))?|&(?=\s)"
)
_OTHERS = (
    rf"(?P<comma>[,;])|(?P<dash>(?<!\S)[-–—](?!\S)|—|–(?=[{_SMALL}]))|(?P<colon>[:：])|(?P<bar>[|+\]]|(?<!\S)/(?!\S))"
    r"|(?P<stop>[.!?…]+(?![\w,;]))"
)


class Token(NamedTuple):
    """`form` is quoted, bracket, word, comma, dash (no hyphen), colon, bar or stop.

    `key` is a word as word lists hold it, and for all that parts a title `:`.
    """

    form: str
    text: str
    start: int
    end: int
    key: str

    @property
    def is_capital(self) -> bool:
        """Whether it is a word with a capital, also as in "al-Omari", or of a script that has none."""
        return self.form == "word" and any(
            each[:1].isalpha() and not each[:1].islower() for each in re.split("[-'’]", self.text)
        )


def split_tokens(text: str, parted: Keys = (), offset: int = 0) -> list[Token]:
    """The words in order, their places counted from `offset`; other punctuation falls between them.

    Words in `parted` are parted from the next: "d’Awa", "律师范例明".

    >>> [word.text for word in split_tokens('A. Omarova, "Echo, Dust" (NGO).')]
    ['A.', 'Omarova', ',', '"Echo, Dust"', '(NGO)', '.']
    """
    return [
        Token(form, m.group(), m.start() + offset, m.end() + offset, _KEYS.get(form) or fold_word(m.group()))
        for m in _compile(parted, may_hold_han=may_be_unspaced(text)).finditer(text)
        for form in [m.lastgroup or ""]
    ]


@cache
def _compile(parted: Keys, *, may_hold_han: bool) -> re.Pattern[str]:
    """The forms of tokens by name; sets of all Chinese characters, which take long to make, where there may be some."""
    known = f"(?:{'|'.join(sorted(parted, key=len, reverse=True)) or '(?!)'})"
    either = rf"(?i:{known})['’](?=[^\W_])"
    if may_hold_han:
        either = rf"(?i:{known})(?:['’](?=[^\W_])|(?<={_HAN}))|{_HAN}+?(?={known}|[\W_]|$)"
    return re.compile(rf"(?P<quoted>{_QUOTED})|(?P<bracket>\([^()]*\))|(?P<word>{either}|{_WORD})|{_OTHERS}")

"""A title's words, quotations and separators, with their places."""

import re
from typing import NamedTuple

from hrdcorpus.knowledge.title_files import fold_word

_QUOTED = r"\"[^\"]+\"|«(?:[^«»]|«[^«»]*»)+»|»[^«»]+«|[“„][^“”„]+[“”]|(?<!\w)['‘][^'‘’]+['’](?!\w)"
_TOKEN = re.compile(
    rf"(?P<quoted>{_QUOTED})|(?P<bracket>\([^()]*\))"
    # A word with the dot of an initial or of "Dr.", or with a plural's apostrophe; the elided "d’" of French is one.
    r"|(?P<word>[dlDL]['’](?=[^\W_])"
    r"|[^\W_]+(?:[-'’&./][^\W_]+)*(?:(?<![^\W_]{2})\.|(?<![^\W_]{5})\.(?=\s\w)|(?<=s)['’](?=\s))?)"
    r"|(?P<comma>[,;])|(?P<dash>(?<!\S)[-–—](?!\S)|—|–(?=[a-zà-ÿа-ё]))|(?P<colon>[:：])|(?P<bar>[|])|(?P<stop>[.!?…]+(?![\w,;]))"
)


class Token(NamedTuple):
    """`kind` is quoted, bracket, word, comma, dash (no hyphen), colon, bar or stop.

    `key` is a word as word lists hold it, and a colon or dash in its plain form.
    """

    kind: str
    text: str
    start: int
    end: int
    key: str

    @property
    def is_capital(self) -> bool:
        """Whether it is a word with a capital."""
        return self.kind == "word" and self.text[0].isupper()

    @property
    def is_possessive(self) -> bool:
        """Whether it is one in English: "miners'"."""
        return self.kind == "word" and self.text.endswith(("s'", "s’", "'s", "’s"))

    @property
    def is_name_like(self) -> bool:
        """Whether it can begin a name: a word with a capital, or a quotation."""
        return self.kind == "quoted" or self.is_capital


def split_tokens(text: str, offset: int = 0) -> list[Token]:
    """The tokens in order, their places counted from `offset`; other punctuation falls between them.

    >>> [token.text for token in split_tokens('A. Omarova, "Echo, Dust" (NGO).')]
    ['A.', 'Omarova', ',', '"Echo, Dust"', '(NGO)', '.']
    """
    return [
        Token(m.lastgroup or "", m.group(), m.start() + offset, m.end() + offset, fold_word(m.group()))
        for m in _TOKEN.finditer(text)
    ]

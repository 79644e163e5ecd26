"""Text -> the places of the characters in it that a finding is about, counted from 0."""

import re
import unicodedata
from itertools import pairwise

from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.text.lookalikes import has_cyrillic, is_mixed, unmix

_WORD = re.compile(r"[^\W\d_]+")
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # bidi embeddings and overrides
_LOST = re.compile(r"[.?!](?=\S)(?<=[^\W_].)")  # not "wait...What"; after other stops no blank is due


def find_damage(text: str) -> list[int]:
    """Places of the characters that could not be decoded."""
    return [at for at, c in enumerate(text) if c == "\ufffd"] if "\ufffd" in text else []


def find_controls(text: str) -> list[int]:
    r"""Places of control characters, but for line ends and tabs, and of those that turn the direction of reading.

    >>> find_controls("a\x1b[31m\tb\u202ec")
    [1, 8]
    """
    if text.isprintable():
        return []
    return [
        at for at, c in enumerate(text) if c in _DIRECTIONS or (unicodedata.category(c) == "Cc" and c not in "\t\n\r")
    ]


def find_mixed_words(text: str) -> list[int]:
    """Places of words of Latin letters with Cyrillic look-alikes among them, or the other way round.

    A word that is of two scripts on purpose ("SMS" with a Russian ending) is none.

    >>> find_mixed_words("Our \\u0421hairman sent an SMS\\u043a\\u0443")
    [4]
    """
    if not has_cyrillic(text):
        return []
    words = ((found.start(), found.group()) for found in _WORD.finditer(text))
    return [at for at, word in words if is_mixed(word) and not is_mixed(unmix(word))]


def find_lost_breaks(text: str) -> list[int]:
    """Places where a sentence begins right after the one before it.

    >>> find_lost_breaks("It is the whole system.When we asked, nobody came... So be it.")
    [23]
    """
    lost = [found.end() for found in _LOST.finditer(text)]
    starts = {start for (_, end), (start, _) in pairwise(split_sentences(text)) if start == end} if lost else ()
    return [at for at in lost if at in starts]

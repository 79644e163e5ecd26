"""Text -> the places of the characters in it that a finding is about, counted from 0."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.text.lookalikes import has_cyrillic, is_mixed, unmix
from hrdcorpus.text.patterns import compile_later

_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_CODECS = ("cp1252", "cp1251", "cp1250", "koi8_r", "cp866", "mac_roman")  # that UTF-8 is often taken for
_FIRST_OF_LETTERS = _CODECS.index("koi8_r")  # in this and the next, words of letters alone may be UTF-8 by chance
_BEHIND_WORDS = frozenset("»”’“‘…–—")
_LIKELY = re.compile("[\xa0-\u017f\u0400-\u045f]")  # what two bytes of UTF-8 mostly stand for
_OF_WORD = re.compile("[\xa0-\xff\u0400-\u045f]")  # the same, where the two could be a word
_CODES = re.compile(  # characters that stand as codes, and words in which no letter is the right one
    r"""&(?:\#[0-9]{2,7}|\#[xX][0-9A-Fa-f]{2,6}|[a-z]{2,8});  # of HTML that was escaped twice
    | \\u[0-9A-Fa-f]{4}                                      # of JSON and programs
    | (?:=[89A-F][0-9A-F]){2,}                                # of e-mail
    | =\?[\w-]{3,20}\?[bqBQ]\?
    | (?<![\w/.=&?%-])(?:%[89A-F][0-9A-F]){2,}                # of addresses, but not in one
    | \(cid:[0-9]+\)                                         # of a PDF's font, as its own signs are
    | [\ue000-\uf8ff]{2,}
    | (?<!\S)\?{2,}[,.]?\ \?{2,}                             # of an encoding that lacks them
    | (?<![^\W_])(?=[\xc0-\xff]{5})                          # Cyrillic as Latin: no language has such words,
      (?!(?:(?i:([\xc0-\xff])\1*)|[ÁÉÍÑÓÚÜáéíñóúü]+|[ÄÅÖÜßäåöü]+)(?![\xc0-\xff]))[\xc0-\xff]+  # but cries, vowels
    | (?<=[\u0400-\u04ff])[\u2500-\u259f][\u0400-\u04ff\u2500-\u259f]  # Cyrillic as the boxes of old terminals
    | [\u253c\u2550-\u259f](?=[\u0400-\u04ff])
    """,
    re.VERBOSE,
)
_PACKED = compile_later(
    r"""(?<!\S)(?=[A-Za-z0-9+/]{40})(?=\S{,39}[0-9])(?=\S{,39}[A-Z])(?!\S{,31}?[a-z]{9})\S+  # base64 of e-mail
    | (?<![\w/.=&?%+-])\+(?=\w*?[A-Z])(?=\w*?[0-9])[A-Za-z0-9+/]{6,}                        # UTF-7
    """,
    re.VERBOSE,
)
_MISPLACED = re.compile(  # it begins with one set: a capital that ends a word in small letters, a sign within a word
    r"""[\xa4\xa6\xa9\xac\xae\xbc-\xbe\xc0-\xd6\xd8-\xde\u02d9\u2020\u221a\u2248]
    (?:(?<=[a-z\xdf-\xf6\xf8-\xff][\xc0-\xd6\xd8-\xde])\b(?<![\d\xb5][^\W\d].)(?<!\d[^\W\d]{2}.)  # but in no unit
    | (?<=[^\W\d_][^\xc0-\xde])(?=[^\W\d_]))""",
    re.VERBOSE,
)
_SIGNS = ("&", "\\", "=", "%", "(cid:", "??")  # each code holds one of these, or what follows: few texts are searched
_RARE = (re.compile("[\xc0-\xff]{5}"), re.compile("[\u2500-\u259f\ue000-\uf8ff]"))
_RAISED = re.compile("[\u0430-\u045f][\u0400-\u042f]")  # a capital behind a small letter
_INVERTED = re.compile(  # the case of each letter is the other one; a unit has three, and stands behind what it counts
    r"\b[\u0430-\u045f][\u0400-\u042f](?:[\u0400-\u042f]{2}|(?<![\w,:]\s..)(?<![(/]..)[\u0400-\u042f])"
)
_SELDOM = re.compile("[\u0444\u0446\u0449\u044a\u044d\u044e\u0452\u0453]")  # in every language of Cyrillic letters
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_RUN = re.compile(r"[^\x00-\x7f]{2}")
_DIGITS = "0123456789"
_SHORTEST_PACKED = 40  # characters without a blank
_FEWEST_RAISED, _SHARE_RAISED = 3, 0.1  # of the words
_FEWEST_LETTERS, _SHARE_SELDOM = 30, 0.2  # of the letters; in true text they are a twelfth at most
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # bidi embeddings and overrides
_LOST = re.compile(r"[.?!](?=\S)(?<=[^\W_].)")  # not "wait...What"; after other stops no blank is due


def find_damage(text: str) -> list[int]:
    r"""Places of the characters that could not be decoded, of those that were encoded twice, and of codes for some.

    >>> find_damage("caf\ufffd"), find_damage("I won\xe2\u20ac\u2122t go to caf\xc3\xa9s."), find_damage("CAF\xc9\xbb")
    ([3], [5, 19], [])
    """
    has_run = not text.isascii() and _has_run(text)
    may_hold = any(map(text.__contains__, _SIGNS)) or (has_run and any(each.search(text) for each in _RARE))
    found = [code.start() for code in _CODES.finditer(text)] if may_hold else []
    if any(map(text.__contains__, _DIGITS)) and ("+" in text or max(map(len, text.split())) >= _SHORTEST_PACKED):
        found += [packed.start() for packed in _PACKED.finditer(text)]
    if text.isascii():
        return found
    found += [at for at, c in enumerate(text) if c == "\ufffd"] if "\ufffd" in text else []
    if has_run:
        found += [run.start() for run in _FOREIGN.finditer(text) if _is_encoded_twice(run[0])]
    if not found:
        found = [sign.start() for sign in _MISPLACED.finditer(text)]
        found += _find_misread(text) if has_run and has_cyrillic(text) else []
    return sorted(set(found))


def _find_misread(text: str) -> list[int]:
    """The first place where Cyrillic letters stand that are those of another Cyrillic encoding.

    >>> _find_misread("оЙЛФП ОЕ РПНПЗБМ. лПЗДБ ХЫЈМ РПУМЕДОЙК БЧФПВХУ"), _find_misread("Никто, ЛизаАлерт, не помогал.")
    ([0], [])
    """
    letters = _CYRILLIC.findall(text)
    raised = [found.start() for found in _RAISED.finditer(text)]
    seldom = [found.start() for found in _SELDOM.finditer(text)]
    is_raised = len(raised) >= max(_FEWEST_RAISED, _SHARE_RAISED * len(text.split()))
    is_seldom = len(letters) >= _FEWEST_LETTERS and len(seldom) > _SHARE_SELDOM * len(letters)
    inverted = _INVERTED.search(text)
    if inverted and sum(map(str.isupper, letters)) > len(letters) / 2:
        return [inverted.start()]
    return raised[:1] if is_raised else seldom[:1] if is_seldom else []


def _has_run(text: str) -> bool:
    """Whether characters beyond ASCII follow each other; in most texts that have some, marks stand for them alone."""
    return b"??" in text.encode("ascii", "replace") and _RUN.search(text) is not None


def _is_encoded_twice(run: str) -> bool:
    """Whether the characters are UTF-8 that somebody took for another encoding, and encoded again.

    Small letters alone are a word, and two characters may be a capital and the mark behind it, or a short word: they
    count only where a letter or mark comes out that the site's languages have.
    """
    if run.isalpha() and run.islower():
        return False
    for codec in _CODECS[: _FIRST_OF_LETTERS if run.isalpha() else None]:
        table = _map_bytes(codec)
        if not all(c in table for c in run):
            continue
        try:
            text = bytes(table[c] for c in run).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if len(run) > 2 or (run[1] not in _BEHIND_WORDS and (_OF_WORD if run.isalpha() else _LIKELY).fullmatch(text)):
            return True
    return False


@cache
def _map_bytes(codec: str) -> Mapping[str, int]:
    """The byte of each character beyond ASCII; those of no character are told by C1 controls, as browsers do."""
    decoded = {chr(byte): byte for byte in range(0x80, 0x100)} if codec == "cp1252" else {}
    return decoded | {bytes([byte]).decode(codec, "ignore") or chr(byte): byte for byte in range(0x80, 0x100)}


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

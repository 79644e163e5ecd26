"""Text to text: the few foldings that everything else compares by. No file, no page, no knowledge."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import groupby

from hrdcorpus.errors import PageError

MAX_MARKS = 100  # combining marks upon one letter: bringing a run of them in order takes time with its square

QUESTION_MARKS = frozenset("?？؟፧՞")
_INSIDE = "՞"  # Armenian: it stands upon the word that asks, and another mark ends the sentence
GREEK = "[\u0370-\u03ff\u1f00-\u1fff]"  # letters of the script in which a semicolon is the question mark
_GREEK = re.compile(rf"(?<={GREEK});(?!\w)")
_ENDS = "!.…！։"
_SENTENCE_ENDS = tuple(".!?…:;。！？؟：։።፧။।۔")

_UNSPACED = "\u3041-\u30ff\u3400-\u9fff"  # kana and Chinese characters: no blank parts words, each counts as one
_MAY_BE_UNSPACED = re.compile("[^\0-\u3040]")
_WORD = re.compile(r"[^\W_]+")
_BLANKS = "".join(chr(c) if chr(c).isalnum() else " " for c in range(128))  # a table without gaps: each costs an error
_QUOTES = dict.fromkeys("‘’‚‛ʻʼ`´′", "'") | dict.fromkeys("“”„‟«»‹›″", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_INVISIBLE = dict.fromkeys(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ""
)
_DROPPED = dict.fromkeys(map(ord, _INVISIBLE))
_FIRST_MARK = "\u0300"
_TWO_DOTS = "\u0308"
_CLOSERS = "'’\"”»›)]}」』 "
_FOLDS = _QUOTES | _DASHES


def tidy(text: str) -> str:
    """NFC with every run of white space made one space: the only change testimony ever undergoes.

    `PageError` for a letter with so many accents that this would take for ever.

    >>> tidy("  no\\u00a0one \\n was  invited . ")
    'no one was invited .'
    """
    if not text.isascii():
        if is_overloaded(text):
            raise PageError(f"more than {MAX_MARKS} accents upon one letter; remove them, or leave the page out")
        text = unicodedata.normalize("NFC", text)
    return _level_blanks(text)


def _level_blanks(text: str) -> str:
    if text.isprintable() and "  " not in text:  # the same, sooner: no white space but single spaces
        return text.strip()
    return " ".join(text.split())


def is_overloaded(text: str) -> bool:
    """Whether a letter bears more than `MAX_MARKS` combining marks, of any script: found in linear time.

    >>> is_overloaded("e" + "\u0301\u0323" * MAX_MARKS), is_overloaded("\u2026" * 2 * MAX_MARKS)
    (True, False)
    """
    some = text[MAX_MARKS :: MAX_MARKS + 1]  # a longer run covers one of these
    if not any(map(unicodedata.combining, unicodedata.normalize("NFD", some))) or not any(map(_is_mark, some)):
        return False
    return any(is_mark and sum(1 for _ in run) > MAX_MARKS for is_mark, run in groupby(text, key=_is_mark))


def _is_mark(c: str) -> bool:
    """Whether it is a combining mark, or consists of such."""
    return c >= _FIRST_MARK and unicodedata.combining(unicodedata.normalize("NFD", c)[0]) > 0


def fold(text: str) -> str:
    """What is compared when two texts should count as the same wording, never what is kept.

    Case, white space, full-width forms, quotation marks, dashes and invisible characters are levelled.

    >>> fold("What\\u2019s  NEW\\uff1f")
    "what's new?"
    """
    if text.isascii():  # the same, sooner
        return _level_blanks(text.replace("`", "'").lower())
    plain = unicodedata.normalize("NFKC", text)
    if not plain.isprintable() or "  " in plain:
        plain = " ".join(plain.translate(_DROPPED).split())
    for c, folded in _FOLDS.items():
        if c in plain:  # a look that costs far less than a pattern or a table
            plain = plain.replace(c, folded)
    return plain.casefold().strip()


def fold_words(text: str) -> str:
    """`fold` without any punctuation: the words alone, in order, one space between.

    >>> fold_words("Are they \\u201csafe\\u201d, and if so \\u2013 how?")
    'are they safe and if so how'
    """
    return " ".join(split_folded(fold(text)))


def split_folded(folded: str) -> tuple[str, ...]:
    """The words of a text that `fold` has folded, in order.

    >>> split_folded("are they 'safe', and if so - how?")
    ('are', 'they', 'safe', 'and', 'if', 'so', 'how')
    """
    if folded.isascii():
        return tuple(folded.translate(_BLANKS).split())
    return tuple((_compile_unspaced() if may_be_unspaced(folded) else _WORD).findall(folded))


def may_be_unspaced(text: str) -> bool:
    """Whether it may hold characters of a script without blanks between words: those of few others come behind them.

    >>> may_be_unspaced("為什麼"), may_be_unspaced("“Почему?”")
    (True, False)
    """
    return not text.isascii() and _MAY_BE_UNSPACED.search(text) is not None


@cache
def _compile_unspaced() -> re.Pattern[str]:
    """Words where some are single characters; made when it is needed, as so large sets take a start's fiftieth."""
    return re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


def count_words(words: Iterable[str]) -> float:
    """How many words these folded ones are; a character of a script without blanks counts half.

    >>> count_words(split_folded("為什麼 why"))
    2.5
    """
    return sum(0.5 if _is_unspaced(word) else 1 for word in words)


def _is_unspaced(word: str) -> bool:
    return "\u3041" <= word <= "\u30ff" or "\u3400" <= word <= "\u9fff"


def is_small(letter: str) -> bool:
    """Whether it is a small letter where names begin with capitals: Georgian has small letters alone.

    >>> is_small("a"), is_small("A"), is_small("ა"), is_small("")
    (True, False, False, False)
    """
    return letter.islower() and not "ა" <= letter <= "ჿ"


def drop_invisible(text: str) -> str:
    """The text without soft hyphens, characters of no width, and marks of direction.

    >>> drop_invisible("Ka\u00adzakh\u200bstan")
    'Kazakhstan'
    """
    return text if text.isascii() or text.isprintable() else text.translate(_DROPPED)


def drop_dots(text: str) -> str:
    """The text without two dots over any letter: of a Russian ё and a German ü they are often left out in print.

    >>> drop_dots("всё ещё, Müller, naïve, йод")
    'все еще, Muller, naive, йод'
    """
    if text.isascii():
        return text
    parted = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", parted.replace(_TWO_DOTS, "")) if _TWO_DOTS in parted else text


def is_interrogative(text: str) -> bool:
    """Whether the text's last sentence ends with a question mark of any script.

    >>> is_interrogative('He asked: "Why?"'), is_interrogative("Why?!"), is_interrogative("Why? Because.")
    (True, True, False)
    >>> is_interrogative("Ի՞նչ արեց։"), is_interrogative("Ի՞նչ։ Ոչինչ։"), is_interrogative("Γιατί;")
    (True, False, True)
    """
    plain = text.rstrip(_CLOSERS).rstrip(_ENDS)
    if plain[-1:] in QUESTION_MARKS or (plain.endswith(";") and _GREEK.search(plain[-2:])):
        return True
    return _INSIDE in plain and plain.rfind(_INSIDE) > max(map(plain.rfind, "։:.!?"))


def holds_question(text: str) -> bool:
    """Whether a question mark of any script stands in it.

    >>> holds_question("Why? Because."), holds_question("Γιατί; Έτσι."), holds_question("Here; there.")
    (True, True, False)
    """
    return any(map(text.__contains__, QUESTION_MARKS)) or (";" in text and _GREEK.search(text) is not None)


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, and a headline does not.

    >>> ends_sentence("Nobody came."), ends_sentence("HRD Interview: Mary Example"), ends_sentence("Почему?»")
    (True, False, True)
    """
    return text.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)

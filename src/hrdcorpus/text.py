"""Text to text: the few foldings that everything else compares by. No file, no page, no knowledge."""

import unicodedata

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛ʻʼ`´′"), "'") | dict.fromkeys(map(ord, "“”„‟«»‹›″"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_INVISIBLE = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
_CLOSERS = "'’\"”»›)]}」』 "
_FOLDS = _QUOTES | _DASHES | _INVISIBLE


def tidy(text: str) -> str:
    """NFC with every run of white space made one space: the only change testimony ever undergoes.

    >>> tidy("  no\\u00a0one \\n was  invited . ")
    'no one was invited .'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if text.isprintable() and "  " not in text:  # the same, sooner: no white space but single spaces
        return text.strip()
    return " ".join(text.split())


def fold(text: str) -> str:
    """What is compared when two texts should count as the same wording, never what is kept.

    Case, white space, full-width forms, quotation marks, dashes and invisible characters are levelled.

    >>> fold("What\\u2019s  NEW\\uff1f")
    "what's new?"
    """
    return " ".join(unicodedata.normalize("NFKC", text).translate(_FOLDS).casefold().split())


def fold_words(text: str) -> str:
    """`fold` without any punctuation: the words alone, in order, one space between.

    >>> fold_words("Are they \\u201csafe\\u201d, and if so \\u2013 how?")
    'are they safe and if so how'
    """
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def is_interrogative(text: str) -> bool:
    """Whether the text's last sentence ends with a question mark of any script.

    >>> is_interrogative('He asked: "Why?"'), is_interrogative("Why?!"), is_interrogative("Why? Because.")
    (True, True, False)
    """
    return text.rstrip(_CLOSERS).rstrip("!.…！").endswith(("?", "？", "؟", "՞"))


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, and a headline does not.

    >>> ends_sentence("Nobody came."), ends_sentence("HRD Interview: Mary Example"), ends_sentence("Почему?»")
    (True, False, True)
    """
    return text.rstrip(_CLOSERS).endswith((".", "!", "?", "…", ":", ";", "。", "！", "？", "؟", "：", "।"))

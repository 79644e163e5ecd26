"""Words of two scripts: Latin letters with a Cyrillic one that looks like them, or the other way round."""

import re

_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LATIN_TWINS = "ABEKMHOPCTYXSIJaeopcyxsij"
_CYRILLIC_TWINS = "АВЕКМНОРСТУХЅІЈаеорсухѕіј"
_TO_LATIN = str.maketrans(_CYRILLIC_TWINS, _LATIN_TWINS)
_TO_CYRILLIC = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)


def has_cyrillic(text: str) -> bool:
    """Whether there is a Cyrillic letter in it."""
    return not text.isascii() and _CYRILLIC.search(text) is not None


def is_mixed(word: str) -> bool:
    """Whether a word holds letters of both scripts.

    >>> is_mixed("\\u0421hairman"), is_mixed("Chairman")
    (True, False)
    """
    return has_cyrillic(word) and _LATIN.search(word) is not None


def unmix(word: str) -> str:
    """The word with look-alikes put into the script that most of its letters are of; others as they are.

    >>> unmix("\\u0421hairman").isascii()
    True
    """
    if not is_mixed(word):
        return word
    is_latin = len(_LATIN.findall(word)) > len(_CYRILLIC.findall(word))
    return word.translate(_TO_LATIN if is_latin else _TO_CYRILLIC)

"""What the Unicode CLDR knows of languages, countries and dates, as `scripts/bake_cldr.py` takes it out."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from hrdcorpus.text.folding import fold, fold_words

MAX_NAME = 60  # characters; no name of a language or country in CLDR is longer

_REMEMBERED = 10_000  # names, for the next page
_SHORTEST_START = 4  # letters of a country's name


def list_languages() -> tuple[str, ...]:
    """The languages of the site's interface: those in which names of countries are known."""
    return tuple(_load()["interfaces"])


def list_dated() -> tuple[str, ...]:
    """The languages in which months are known: those of the interface, and all of speech and of titles."""
    return tuple(_load()["months"])


def find_language(name: str) -> str | None:
    """The language that calls itself `name`, as a BCP 47 tag; None where no language or more than one does.

    Case and white space do not matter. Chinese has a script in its tag where the name says which.

    >>> find_language("Español"), find_language("繁體中文"), find_language("Spanish")
    ('es', 'zh-Hant', None)
    """
    return _invert("endonyms").get(fold(name)) if len(name) <= MAX_NAME else None


def shorten_tag(tag: str) -> str:
    """A BCP 47 tag without its region; that of Chinese with its script, as the language's names have it.

    >>> shorten_tag("pt-BR"), shorten_tag("zh-TW"), shorten_tag("uz-Cyrl-UZ")
    ('pt', 'zh-Hant', 'uz-Cyrl')
    """
    language, *rest = tag.split("-")
    scripts = [part for part in rest if len(part) == 4]
    if not scripts and (likely := _load()["scripts"].get(language)):
        scripts = [likely.get("-".join(rest), likely[""])]
    return "-".join([language, *scripts])


@lru_cache(_REMEMBERED)
def find_country(text: str) -> str | None:
    """The country whose name the whole of `text` is, as ISO 3166-1 alpha-2 (and XK for Kosovo); else None.

    The name is capitalised and may be in any language of `list_languages` or of titles, in Russian in any case and
    after a preposition. Accents and punctuation do not matter. A name that two countries share is None.

    >>> find_country("the Philippines"), find_country("в Казахстане"), find_country("Congo")
    ('PH', 'KZ', None)
    """
    words = text.split() if len(text) <= MAX_NAME else []
    for start, word in enumerate(words):
        code = _invert("countries").get(fold_name(" ".join(words[start:])))
        if code is not None and not word[0].islower():
            return code or None
        if fold_words(word) not in _load()["lead_ins"]:
            return None
    return None


@lru_cache(_REMEMBERED)
def find_begun_country(start: str, language: str) -> str | None:
    """The country of whose name in this language `start` is the greater part; None where none or several have it.

    Names are known in the languages in whose titles suffixes make adjectives of countries.

    >>> find_begun_country("kasach", "de"), find_begun_country("niger", "de"), find_begun_country("german", "de")
    ('KZ', None, None)
    """
    begun = fold_name(start)
    names = _load()["adjectival"][language] if len(begun) >= _SHORTEST_START else ()
    codes = {_invert("countries")[name] for name in names if len(name) < 2 * len(begun) and name.startswith(begun)}
    return next(iter(codes)) or None if len(codes) == 1 else None


def name_country(code: str) -> str:
    """The country's English name; the code itself where CLDR has none.

    >>> name_country("NA"), name_country("XK"), name_country("AA")
    ('Namibia', 'Kosovo', 'AA')
    """
    name: str = _load()["country_names"].get(code, code)
    return name


def fold_name(name: str) -> str:
    """A country's name without accents too: "Cote d'Ivoire", "Turkiye", and Russian names without the dots of io."""
    words = fold_words(name)
    if words.isascii():
        return words
    return unicodedata.normalize("NFC", "".join(filter(_is_letter, unicodedata.normalize("NFD", words))))


def is_day_first(language: str | None) -> bool:
    """Whether its short dates have full stops and begin with the day: 07.04.2021."""
    return language in _load()["day_first"]


def is_filler(word: str) -> bool:
    """Whether a folded word may stand in a date beside day, month and year."""
    return word in _load()["fillers"]


@cache
def number_names(of: Literal["months", "weekdays"], languages: Iterable[str]) -> Mapping[str, frozenset[int]]:
    """Each name in these languages, folded, whole and cut to three letters, with the numbers that it can mean.

    Months are 1 to 12, weekdays 0 for Monday to 6.
    """
    numbers: dict[str, set[int]] = {}
    for number, names in (entry for language in languages for entry in _load()[of][language].items()):
        for name in names:
            numbers.setdefault(name, set()).add(int(number))
            numbers.setdefault(name[:3], set()).add(int(number))
    return {name: frozenset(meant) for name, meant in numbers.items()}


def _is_letter(character: str) -> bool:
    return not unicodedata.combining(character)


@cache
def _invert(of: Literal["endonyms", "countries"]) -> Mapping[str, str]:
    """What each name means; "" where it may mean two."""
    return {name: meaning for meaning, names in _load()[of].items() for name in names}


@cache
def _load() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files("hrdcorpus") / "resources/cldr.json").read_text("utf-8"))
    return loaded

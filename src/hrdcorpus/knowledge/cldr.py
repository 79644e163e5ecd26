"""What the Unicode CLDR knows of languages, countries and months: the only place that knows Babel."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import product

from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers

from hrdcorpus.knowledge.supplements import Countries, load_countries, load_endonyms
from hrdcorpus.text.folding import fold, fold_words

# The languages of the site's interface: those in which names of countries and months are known.
LANGUAGES = ("en", "es", "pt", "fr", "de", "ru", "ar", "zh-Hans", "zh-Hant", "ja", "ko")

MAX_NAME = 60  # characters; no name of a language or country in CLDR is longer

_BREVE = "\u0306"  # makes й of и: a letter, no accent
_RESOURCES = files("hrdcorpus") / "resources"


def find_language(name: str) -> str | None:
    """The language that calls itself `name`, as a BCP 47 tag; None where no language or more than one does.

    Case and white space do not matter. Chinese has a script in its tag where the name says which.

    >>> find_language("Español"), find_language("繁體中文"), find_language("Spanish")
    ('es', 'zh-Hant', None)
    """
    key = fold(name) if len(name) <= MAX_NAME else ""
    if not key:
        return None
    for language in LANGUAGES:  # one by one, as each locale takes 10 ms to load
        if tag := _collect_endonyms((language,)).get(key):
            return tag
    return _supplied_endonyms().get(key) or _other_endonyms().get(key)


def shorten_tag(tag: str) -> str:
    """A BCP 47 tag without its region; that of Chinese with its script, as the language's names have it.

    >>> shorten_tag("pt-BR"), shorten_tag("zh-TW"), shorten_tag("uz-Cyrl-UZ")
    ('pt', 'zh-Hant', 'uz-Cyrl')
    """
    language, *rest = tag.split("-")
    if language == "zh" and not any(len(part) == 4 for part in rest):
        rest = get_global("likely_subtags").get("_".join([language, *rest]), "zh_Hans_CN").split("_")[1:]
    return "-".join([language, *(part for part in rest if len(part) == 4)])


def find_country(text: str) -> str | None:
    """The country whose name the whole of `text` is, as ISO 3166-1 alpha-2 (and XK for Kosovo); else None.

    The name is capitalised and may be in any of `LANGUAGES`, in Russian in any case and after a preposition.
    Accents and punctuation do not matter. A name that two countries share is None.

    >>> find_country("the Philippines"), find_country("в Казахстане"), find_country("Congo")
    ('PH', 'KZ', None)
    """
    words = text.split() if len(text) <= MAX_NAME else []
    for start, word in enumerate(words):
        name = _fold_country(" ".join(words[start:]))
        if name in _countries() and not word[0].islower():
            return _countries()[name]
        if fold_words(word) not in _supplement().lead_ins:
            return None
    return None


def list_months(language: str) -> dict[int, frozenset[str]]:
    """CLDR's names of the months 1 to 12, in full and abbreviated, within a date and alone.

    Empty for a language that is not one of `LANGUAGES`.
    """
    return _list_forms(_load_locale(language).months) if language in LANGUAGES else {}


def list_weekdays(language: str) -> dict[int, frozenset[str]]:
    """The same for the days of the week, from 0 for Monday to 6."""
    return _list_forms(_load_locale(language).days) if language in LANGUAGES else {}


def _list_forms(names: Mapping[str, Mapping[str, Mapping[int, str]]]) -> dict[int, frozenset[str]]:
    forms = [names[use][width] for use in ("format", "stand-alone") for width in ("wide", "abbreviated")]
    return {number: frozenset(form[number] for form in forms) for number in sorted(forms[0])}


def _load_locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


@cache
def _supplied_endonyms() -> dict[str, str]:
    return {fold(name): tag for name, tag in load_endonyms(_RESOURCES / "language" / "endonyms.toml").items()}


@cache
def _other_endonyms() -> dict[str, str]:
    # Only languages that are official somewhere: every locale of CLDR would take 1 s and 130 MB.
    entries = get_global("territory_languages").values()
    official = {tag.split("_")[0] for entry in entries for tag, is_ in entry.items() if is_["official_status"]}
    tags = (identifier.replace("_", "-") for identifier in locale_identifiers())
    # Without regions (en-GB), but with scripts (uz-Cyrl).
    plain = (tag for tag in tags if re.fullmatch("[a-z]+(-[A-Z][a-z]+)?", tag))
    return _collect_endonyms(tuple(sorted(tag for tag in plain if tag.split("-")[0] in official)))


@cache
def _collect_endonyms(tags: tuple[str, ...]) -> dict[str, str]:
    """Names of a language in that language, with those of its scripts and regions ("American English")."""
    found: dict[str, set[str]] = {}
    for locale in map(_load_locale, tags):
        for key, name in locale.languages.items():
            if re.fullmatch(rf"{locale.language}(_[A-Za-z]+)?", key):
                found.setdefault(fold(name), set()).add(key.replace("_", "-"))
    return {name: named.pop() for name, named in found.items() if len(named) == 1}


@cache
def _supplement() -> Countries:
    return load_countries(_RESOURCES / "countries.toml")


def _fold_country(name: str) -> str:
    """Without accents too: "Cote d'Ivoire", "Turkiye", and Russian names without the dots of ё."""
    bare = (c for c in unicodedata.normalize("NFD", fold_words(name)) if c == _BREVE or not unicodedata.combining(c))
    return unicodedata.normalize("NFC", "".join(bare))


@cache
def _countries() -> dict[str, str | None]:
    """Every form of every known name, folded, with the country it means; None where it may mean two."""
    codes: dict[str, set[str]] = {}
    for code, name in _list_names():
        for form in _inflect(_fold_country(name)):
            codes.setdefault(form, set()).add(code)
    clear = {form: found.pop() if len(found) == 1 else None for form, found in codes.items()}
    return clear | {form: None for name in _supplement().unclear for form in _inflect(_fold_country(name))}


def _list_names() -> Iterator[tuple[str, str]]:
    for country in _supplement().country:
        yield from ((country.code, name) for name in country.names)
    expansions = _supplement().expansions
    for language in LANGUAGES:
        for code, name in _load_locale(language).territories.items():
            if re.fullmatch("[A-Z]{2}", code) and code not in _supplement().not_countries:
                # "Myanmar (Burma)" is also Myanmar; of "Virgin Islands (US)" and "(UK)" neither is left
                plain = re.sub(r" ?[(（][^()（）]*[)）]$", "", name)
                spelt = " ".join(expansions.get(word, word) for word in name.split())
                yield from ((code, form) for form in {name, plain, spelt})


def _inflect(name: str) -> Iterable[str]:
    """A folded name, and if it is Russian all its cases; any word may also stay ("Республики Корея")."""
    if not "а" <= name[0] <= "я":
        return (name,)
    words = name.split()
    declined = [_decline(word) for word in words]
    choices = ([{word, *forms[case]} for word, forms in zip(words, declined, strict=True)] for case in range(5))
    return (" ".join(form) for choice in choices for form in product(*choice))


def _decline(word: str) -> list[set[str]]:
    """The forms of one Russian word in each case but the nominative; empty sets for a word that has none."""
    fit = [e for e in _supplement().ending if word.endswith(e.nominative) and word[-1] in (e.after or word)]
    longest = max((len(e.nominative) for e in fit), default=0)
    best = [e for e in fit if len(e.nominative) == longest]
    return [{word.removesuffix(e.nominative) + e.cases[case] for e in best} for case in range(5)]

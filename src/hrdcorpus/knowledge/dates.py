"""Date text -> the dates it can mean. An ambiguous date is several, and nobody chooses between them here."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from hrdcorpus.knowledge.cldr import is_day_first, is_filler, list_dated, list_languages, number_names
from hrdcorpus.text.folding import fold

MAX_DATE = 60  # characters; the longest date with weekday and time has fewer

_MOST_WORDS = 18  # up to where a line's date begins
_LONGEST = 8  # words of a date with weekday and time
_SHOWN, _YEAR = re.compile(r"\S+"), re.compile(r"\d{4}")
_HOURS = r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?"
# "at 10:15 am EST", "um 14:30 Uhr": a short word before it, and one after it
_TIME = re.compile(
    rf"(?:(?<=\d)t|[ ,،、]+(?:(?:[^\W\d]{{1,2}}(?: [^\W\d]{{1,3}})?|[@–-]) )?){_HOURS}"
    r"(?: ?[ap]\.? ?m\.?)?(?: ?(?:[^\W\d]{1,4}|[+-]\d\d:?\d\d))?$"
)
_SHORT_YEAR = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2}")
_NUMBERS = re.compile(r"(\d{1,4}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{1,4})\.?")
_TOKEN = re.compile(r"\d+[月월]|\d+|(?<=\d)[年日号년일]|[^\W\d_]+(?:-[^\W\d_]+)*|[^\s.,،、()]")
_JOINED = re.compile(r"(?<=\d)[-/](?=[^\W\d_])|(?<=[^\W\d_])[-/](?=\d)")  # 7-Apr-2021


def find_dates(text: str, language: str | None = None) -> frozenset[date]:
    """All the dates that the whole of `text` can mean: none if it is no date, several if it is ambiguous.

    `language` is that of the months' names, which may be cut to three letters as on the site's pages; without
    it, or if its names are unknown, those of all languages count. Day and month in digits may
    stand in either order, unless one is impossible or the language settles it. A weekday must be the date's.

    >>> sorted(map(str, find_dates("9 Jui 2021", "fr")))
    ['2021-06-09', '2021-07-09']
    >>> find_dates("On 15 April 2021 they came")
    frozenset()
    """
    plain = _fold_digits(text)
    return _read(plain, _split_tokens(plain), language) if plain else frozenset()


def find_dated(text: str) -> tuple[int, int] | None:
    """Where the first date in a short text begins and ends; of those that begin there it is the longest.

    >>> text = "By Mary Example on 7 April 2021 | 4 min read"
    >>> text[slice(*find_dated(text))]
    '7 April 2021'
    """
    words = [(*word.span(), fold(word[0])) for word in _SHOWN.finditer(text)] if _YEAR.search(text) else []
    for i in range(min(len(words), _MOST_WORDS)):
        is_date = any(map(str.isalnum, words[i][2])) and not is_filler(words[i][2])
        for j in range(min(len(words), i + _LONGEST), i, -1) if is_date else ():
            start, end = words[i][0], words[j - 1][1]
            if find_dates(text[start:end]):
                return start, start + len(text[start:end].rstrip(",،、"))
    return None


def is_weekday(text: str) -> bool:
    """Whether it is a weekday's name in any language, whole or cut to three letters."""
    return fold(text) in number_names("weekdays", list_dated())


def has_short_year(text: str) -> bool:
    """Whether the whole of it is a date whose year has two digits: it says that it is one, and not which."""
    return _SHORT_YEAR.fullmatch(text) is not None


def list_date_languages(text: str) -> frozenset[str]:
    """The interface's languages in which the whole of `text` can mean a date."""
    plain = _fold_digits(text)
    tokens = _split_tokens(plain)
    return frozenset(language for language in list_languages() if _read(plain, tokens, language))


def _fold_digits(text: str) -> str:
    """Folded and without the time, with the digits of every script as 0 to 9; empty where it cannot be a date."""
    if len(text) > MAX_DATE or not any(map(str.isdecimal, text)):
        return ""
    return _TIME.sub("", "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in fold(text)))


def _split_tokens(plain: str) -> list[str]:
    return [token for token in _TOKEN.findall(_JOINED.sub(" ", plain)) if not is_filler(token)]


def _read(plain: str, tokens: Sequence[str], language: str | None) -> frozenset[date]:
    numbers = _NUMBERS.fullmatch(plain)
    if numbers is not None:
        return _read_numbers(numbers, day_first=is_day_first(language))
    return _read_tokens(tokens, (language,) if language in list_dated() else list_dated())


def _read_numbers(found: re.Match[str], day_first: bool) -> frozenset[date]:
    first, stop, second, third = found.groups()
    if len(first) == 4:
        return _build_date(first, int(second), third)
    days = _build_date(third, int(second), first)
    return days if day_first and stop == "." else days | _build_date(third, int(first), second)


def _read_tokens(tokens: Sequence[str], languages: tuple[str, ...]) -> frozenset[date]:
    """Day, month, year in one of the three orders in use, with or without a weekday before or after."""
    weekdays = frozenset(range(7))
    if len(tokens) == 4:
        named = number_names("weekdays", languages)
        at = 0 if tokens[0] in named else 3
        weekdays = named.get(tokens[at], frozenset())
        tokens = [*tokens[:at], *tokens[at + 1 :]]
    if len(tokens) != 3:
        return frozenset()
    months = number_names("months", languages)
    readings = [
        day
        for d, m, y in ((0, 1, 2), (1, 0, 2), (2, 1, 0))
        for month in months.get(tokens[m], ())
        for day in _build_date(tokens[y], month, tokens[d])
    ]
    return frozenset(day for day in readings if day.weekday() in weekdays)


def _build_date(year: str, month: int, day: str) -> frozenset[date]:
    """The date, or none where there is no such day. A year has four digits, a day one or two."""
    if not (re.fullmatch(r"[1-9]\d{3}", year) and re.fullmatch(r"\d{1,2}", day)):
        return frozenset()
    try:
        return frozenset([date(int(year), month, int(day))])
    except ValueError:
        return frozenset()

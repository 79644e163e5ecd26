"""Date texts and all that they can mean."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.dates import format_date

from hrdcorpus.knowledge.cldr import list_languages
from hrdcorpus.knowledge.dates import find_dated, find_dates, has_short_year

FILLERS = tomllib.loads((Path(__file__).parents[2] / "scripts/cldr/dates.toml").read_text("utf-8"))["filler"]

# Text, language or none, the dates it can mean. The first block was seen on the site's pages.
DATES = (
    ("18 Mar 2022", "en", "2022-03-18"),
    ("10 December 2019", "en", "2019-12-10"),
    ("14 Abr 2021", "es", "2021-04-14"),
    ("6 Jun 2014", "es", "2014-06-06"),
    ("7 Abr 2021", "pt", "2021-04-07"),
    ("2 Mar 2021", "pt", "2021-03-02"),
    ("4 Avr 2022", "fr", "2022-04-04"),
    ("9 Jui 2021", "fr", "2021-06-09 2021-07-09"),
    ("9 Jui 2021", None, "2021-06-09 2021-07-09"),
    ("25 Aug 2020", "de", "2020-08-25"),
    ("26 Mai 2021", "de", "2021-05-26"),
    ("15 Апр 2021", "ru", "2021-04-15"),
    ("20 Янв 2020", "ru", "2020-01-20"),
    ("15 Май 2024", "ru", "2024-05-15"),
    ("18 مارس 2022", "ar", "2022-03-18"),
    ("2010年3月2日", "zh-Hans", "2010-03-02"),
    ("2023年6月7日", "zh-Hant", "2023-06-07"),
    ("2020年8月25日", "ja", "2020-08-25"),
    ("2020년 2월 25일", "ko", "2020-02-25"),
    ("26 4월 2022", "ko", "2022-04-26"),
    # orders, small words, punctuation, other digits
    ("15 Мая 2024", None, "2024-05-15"),
    ("15 мая 2024 года", None, "2024-05-15"),
    ("15\u00a0мая 2024\u202fг.", None, "2024-05-15"),
    ("4. April 2021", None, "2021-04-04"),
    ("3 Mär 2021", None, "2021-03-03"),
    ("7 de abril de 2021", None, "2021-04-07"),
    ("March 18, 2022", None, "2022-03-18"),
    ("April 7th, 2021", None, "2021-04-07"),
    ("10 Sept. 2019", None, "2019-09-10"),
    ("7-Apr-2021", None, "2021-04-07"),
    ("  7   APRIL 2021 ", None, "2021-04-07"),
    ("29 Feb 2020", None, "2020-02-29"),
    ("١٨ مارس ٢٠٢٢", None, "2022-03-18"),
    ("\u200f18 مارس، 2022", None, "2022-03-18"),
    ("２０１０年３月２日", None, "2010-03-02"),
    ("2021. 4. 7.", None, "2021-04-07"),
    # weekday and time
    ("Wednesday, 7 April 2021", None, "2021-04-07"),
    ("среда, 7 апреля 2021 г.", None, "2021-04-07"),
    ("quarta-feira, 7 de abril de 2021", None, "2021-04-07"),
    ("2021年4月7日(水)", None, "2021-04-07"),
    ("mar 6 abr 2021", None, "2021-04-06"),  # martes
    ("7 Apr 2021, 10:15", None, "2021-04-07"),
    ("April 7, 2021 9:05 p.m.", None, "2021-04-07"),
    ("Apr 7, 2021 9:05 AM EST", None, "2021-04-07"),
    ("7 April 2021 at 10:15", None, "2021-04-07"),
    ("Apr 7, 2021 @ 9:05 pm", None, "2021-04-07"),
    ("7. April 2021 um 10.15 Uhr", None, "2021-04-07"),
    ("7 avril 2021 à 10h15", None, "2021-04-07"),
    ("7 de abril de 2021 a las 10:15", None, "2021-04-07"),
    ("7 апреля 2021 в 10:15 МСК", None, "2021-04-07"),
    # digits only
    ("7 aprile 2021", "it", "2021-04-07"),
    ("mercoledì 7 aprile 2021, 10:15", None, "2021-04-07"),
    ("7 kwietnia 2021 r.", None, "2021-04-07"),
    ("7 квітня 2021", "uk", "2021-04-07"),
    ("7 сәуір 2021", "kk", "2021-04-07"),
    ("2021-04-07", None, "2021-04-07"),
    ("2021/04/07", "en", "2021-04-07"),
    ("2021-04-07T10:00:00Z", None, "2021-04-07"),
    ("2021-04-07T23:59:59.123+05:00", None, "2021-04-07"),
    ("2021-04-07 10:00", None, "2021-04-07"),
    ("07.04.2021", "ru", "2021-04-07"),
    ("7.4.2021", "de", "2021-04-07"),
    ("07.04.2021", None, "2021-04-07 2021-07-04"),
    ("07.04.2021", "en", "2021-04-07 2021-07-04"),
    ("07/04/2021", None, "2021-04-07 2021-07-04"),
    ("07/04/2021", "ru", "2021-04-07 2021-07-04"),
    ("04/04/2021", None, "2021-04-04"),
    ("13/04/2021", None, "2021-04-13"),
    ("04/13/2021", None, "2021-04-13"),
    ("31.12.2021", None, "2021-12-31"),
    # a language without known names of months counts as none; one with them knows only its own
    ("7 Abr 2021", "sw", "2021-04-07"),
    ("7 Abr 2021", "en", ""),
    ("15 Апр 2021", "pt", ""),
)

NO_DATES = (
    *("", " ", "News", "15 April", "April 2021", "2021", "2021年4月", "Article 19", "24", "COVID-19", "May"),
    *("1 May or 2 May 2021", "1-2 May 2021", "7 April 2021 - 9 April 2021", "2020 2021 2022", "7 7 2021"),
    *("31 Feb 2021", "29 Feb 2021", "0 May 2021", "32 May 2021", "2021-13-01", "13.13.2021", "04.13.2021 x"),
    *(
        "7 Apr 21",
        "07.04.21",
        "7 Apr 0021",
        "7 Apr 20211",
        "7.4.20211",
        "7/4-2021",
        "7 Abcril 2021",
        "7 A 2021",
    ),
    *("Thursday, 7 April 2021", "Someday, 7 April 2021"),  # it was a Wednesday
    *("7 Apr 2021 24:00", "7 Apr 2021, 10:15 and later", "10:15", "2021-04-07T"),
    *(
        "On 15 April 2021 they came",
        "15 April 2021 was cold",
        "Almaty, 15 April 2021",
        "Published 15 April 2021",
    ),
    *("В апреле 2021 года", "26 4월", "+7 701 2021", "1,000,2021", "de de de", "7 April 2021" + " " * 60),
    *("²⁰²¹", "½ May 2021", "7 Apr 2021\x00", "0" * 60, "," * 60),
)


@pytest.mark.parametrize(("text", "language", "days"), DATES)
def test_dates(text: str, language: str | None, days: str) -> None:
    assert find_dates(text, language) == frozenset(map(date.fromisoformat, days.split()))


@pytest.mark.parametrize("text", NO_DATES)
@pytest.mark.parametrize("language", [None, "en", "ru"])
def test_no_dates(text: str, language: str | None) -> None:
    assert find_dates(text, language) == frozenset()


@pytest.mark.parametrize("language", list_languages())
@pytest.mark.parametrize("use", ["format", "stand-alone"])
@pytest.mark.parametrize("length", [None, 3])
def test_every_month_whole_and_cut(language: str, use: str, length: int | None) -> None:
    names = Locale.parse(language, sep="-").months[use]["wide"]
    shared = {6, 7} if language == "fr" and length else set()  # juin and juillet
    for month, name in names.items():
        expected = {date(2021, m, 9) for m in (shared if month in shared else {month})}
        for text in (f"9 {name[:length]} 2021", f"9 {name[:length].upper()}. 2021"):
            assert find_dates(text, language) == expected, text
            assert find_dates(text) == expected, text


@pytest.mark.parametrize("language", list_languages())
@pytest.mark.parametrize("form", ["full", "long"])
def test_every_form_of_cldr(language: str, form: str) -> None:
    for day in (date(2021, 1, 1) + timedelta(days=33 * n) for n in range(12)):
        text = format_date(day, form, locale=language.replace("-", "_"))
        assert find_dates(text, language) == {day}, text
        assert find_dates(text) == {day}, text


@pytest.mark.parametrize("filler", FILLERS, ids=lambda filler: filler["example"])
def test_every_filler_has_a_true_example(filler: dict[str, Any]) -> None:
    assert len(find_dates(filler["example"])) == 1
    assert any(word in filler["example"] for word in filler["words"])


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("7. Apr. 2021 Anna Beispiel", "7. Apr. 2021"),
        ("VON ANNA BEISPIEL am 7. April 2021", "7. April 2021"),
        ("clock 07/04/2021", "07/04/2021"),
        ("Aired on 7 April 2021, by the sea", "7 April 2021"),
        ("No 12 – 7 April 2021 – 9 May 2021", "7 April 2021"),
        ("They came in April 2021", ""),
        ("", ""),
    ],
)
def test_a_date_in_a_line(text: str, date: str) -> None:
    assert text[slice(*(find_dated(text) or (0, 0)))] == date


def test_a_year_of_two_digits_is_seen_and_not_read() -> None:
    assert [text for text in ("07.04.21", "7/4/21", "07.04.2021", "7.4", "12.10.21 x") if has_short_year(text)] == [
        "07.04.21",
        "7/4/21",
    ]

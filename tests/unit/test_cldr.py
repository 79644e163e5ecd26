"""Names of languages, countries and months."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from hrdcorpus.knowledge.cldr import find_country, find_language, list_languages, number_names, shorten_tag

SUPPLEMENTS = Path(__file__).parents[2] / "scripts/cldr"
COUNTRIES_OF_OURS = tomllib.loads((SUPPLEMENTS / "countries.toml").read_text("utf-8"))

# As the site's pages show them, in changing case, and as other sites do.
ENDONYMS = {
    "en": ("English", "english", " English ", "ENGLISH", "Ｅｎｇｌｉｓｈ"),
    "es": ("Español", "español", "Espan\u0303ol", "Castellano"),
    "pt": ("Português", "português"),
    "fr": ("Français", "français"),
    "de": ("Deutsch",),
    "ru": ("Русский", "русский"),
    "ar": ("العربية",),
    "zh-Hans": ("简体中文", "簡體中文", "中文(简体)", "中文（简体）"),
    "zh-Hant": ("繁體中文", "繁体中文", "正體中文"),
    "zh": ("中文",),
    "ja": ("日本語",),
    "ko": ("한국어",),
    "kk": ("Қазақша", "қазақ тілі", "Қазақ тілі"),
    "uk": ("Українська",),
    "ky": ("Кыргызча",),
    "uz": ("O‘zbekcha", "O'zbek", "o'zbek tili"),
    "tg": ("Тоҷикӣ",),
    "it": ("Italiano",),
    "tr": ("Türkçe",),
    "id": ("Bahasa Indonesia",),
    "vi": ("Tiếng Việt",),
    "fa": ("فارسی",),
    "he": ("עברית",),
    "my": ("မြန်မာ", "မြန်မာဘာသာ"),
    "th": ("ไทย", "ภาษาไทย"),
    "pt-BR": ("Português (Brasil)",),
    "en-US": ("American English",),
}
NO_ENDONYMS = (
    "",
    " ",
    "—",
    "Spanish",
    "Anglais",
    "Испанский",
    "en",
    "Article",
    "English, Русский",
    "English" * 20,
)


@pytest.mark.parametrize(("tag", "name"), [(tag, name) for tag, names in ENDONYMS.items() for name in names])
def test_endonyms(tag: str, name: str) -> None:
    assert find_language(name) == tag


@pytest.mark.parametrize("name", NO_ENDONYMS)
def test_no_endonyms(name: str) -> None:
    assert find_language(name) is None


# Table of countries as titles show them: English, Russian in its cases, some other languages.
COUNTRIES = {
    "KZ": (
        *(
            "Kazakhstan",
            "Republic of Kazakhstan",
            "the Republic of Kazakhstan",
            "in Kazakhstan",
            "KAZAKHSTAN",
        ),
        *(
            "Казахстан",
            "Казахстана",
            "Казахстану",
            "Казахстаном",
            "Казахстане",
            "в Казахстане",
            "из Казахстана",
        ),
        *("Республика Казахстан", "Республики Казахстан", "в Республике Казахстан", "РК", "Kazajistán"),
        *("Cazaquistão", "Kasachstan", "كازاخستان", "哈萨克斯坦", "哈薩克", "カザフスタン", "카자흐스탄"),
    ),
    "KG": (
        *(
            "Kyrgyzstan",
            "Kyrgyz Republic",
            "Кыргызстана",
            "в Кыргызстане",
            "Киргизии",
            "Кыргызской Республики",
        ),
        *("Кыргызская Республика",),
    ),
    "UZ": ("Uzbekistan", "из Узбекистана", "Узбекистаном"),
    "TJ": ("Tajikistan", "Таджикистане"),
    "TM": ("Turkmenistan", "Туркменистана", "Туркмении"),
    "RU": (
        "Russia",
        "Russian Federation",
        "Россией",
        "России",
        "Российской Федерации",
        "РФ",
        "Rusia",
        "俄罗斯",
    ),
    "UA": ("Ukraine", "на Украине", "в Украине", "Украиной"),
    "BY": ("Belarus", "Беларуси", "Белоруссии", "Республики Беларусь", "Беларусью"),
    "GE": ("Georgia", "Грузии", "Грузией"),
    "MD": ("Moldova", "в Республике Молдова", "Молдовы"),
    "MN": ("Mongolia", "Монголии"),
    "CN": ("China", "Китая", "Китаем", "People’s Republic of China", "КНР"),
    "TW": ("Taiwan", "Republic of China"),
    "KR": ("South Korea", "Republic of Korea", "Южной Кореи", "Республики Корея", "한국", "대한민국"),
    "KP": ("North Korea", "DPRK", "Северной Корее", "КНДР"),
    "US": (
        "USA",
        "the USA",
        "U.S.",
        "the United States",
        "United States of America",
        "США",
        "Соединённых Штатов",
    ),
    "GB": ("UK", "the United Kingdom", "Great Britain", "Великобритании", "Соединенного Королевства"),
    "CD": (
        *("DRC", "DR Congo", "the Democratic Republic of the Congo", "Congo (DRC)", "Congo-Kinshasa"),
        *("Демократической Республики Конго", "в ДР Конго", "République démocratique du Congo"),
    ),
    "CG": ("Republic of the Congo", "Republic of Congo", "Congo-Brazzaville", "Республики Конго"),
    "CI": ("Côte d’Ivoire", "Cote d'Ivoire", "Ivory Coast", "Кот-д’Ивуара", "Costa de Marfil"),
    "CZ": ("Czech Republic", "Czechia", "Чехии", "Чешской Республике"),
    "MM": ("Myanmar", "Burma", "Myanmar (Burma)", "Myanmar/Burma", "Мьянме", "Бирме"),
    "PH": ("Philippines", "the Philippines", "The Philippines", "Филиппин", "на Филиппинах"),
    "NL": ("the Netherlands", "Нидерландов", "Holland"),
    "GM": ("The Gambia",),
    "TR": ("Turkey", "Türkiye", "Turkiye", "Турции", "Türkei"),
    "HK": ("Hong Kong", "Гонконге", "香港"),
    "MK": ("North Macedonia", "Северной Македонии"),
    "BA": ("Bosnia and Herzegovina", "Bosnia & Herzegovina", "Боснии и Герцеговины"),
    "LC": ("St. Lucia", "Saint Lucia"),
    "SB": ("Solomon Islands", "Соломоновых Островов", "Соломоновы о-ва"),
    "ZA": ("South Africa", "ЮАР", "Южно-Африканской Республики", "África do Sul"),
    "AE": ("UAE", "ОАЭ", "Объединенных Арабских Эмиратах"),
    "SA": ("Saudi Arabia", "Саудовской Аравии"),
    "EG": ("Egypt", "Египте"),
    "IL": ("Israel", "Израиля"),
    "CR": ("Costa Rica", "Коста-Рике"),
    "SL": ("Sierra Leone", "Сьерра-Леоне"),
    "PG": ("Papua New Guinea", "Папуа — Новой Гвинеи"),
    "GN": ("Guinea", "Гвинее"),
    "GW": ("Guinea-Bissau", "Guinea Bissau", "Гвинеи-Бисау"),
    "NE": ("Niger", "Нигера"),
    "NG": ("Nigeria", "Нигерии"),
    "ML": ("Mali", "Мали"),
    "TD": ("Chad", "Чада"),
    "JO": ("Jordan", "Иордании"),
    "PS": ("Palestine", "Палестине", "Occupied Palestinian Territory"),
    "XK": ("Kosovo", "Косова", "Косове"),
    "PL": ("Польши", "Польше", "Polen"),
    "MX": ("México", "Mexico", "Мексики"),
    "SS": ("South Sudan", "Южного Судана"),
    "JP": ("日本",),
}
NO_COUNTRIES = (
    *("", " ", "—", "the", "of the", "в", "из Республики", "Republic of"),
    *("Congo", "Конго", "Korea", "Кореи", "Granada", "Виргинские о-ва"),  # more than one place
    *("European Union", "Europe", "Африка", "Европы", "United Nations", "Central Asia", "Canary Islands"),
    *(
        "Almaty",
        "Алматы",
        "Kazakh",
        "казахстанский",
        "Казахстанской",
        "Kazakhstan and Russia",
        "Almaty, Kazakhstan",
    ),
    *("Казахстан Россия", "Shakhtyorskaya Semya", "trade union from Kazakhstan", "Kazakhstani"),
    *("chad", "turkey", "us", "in us", "малой", "KZ", "Kazakhstan " * 20),
)


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in COUNTRIES.items() for name in names])
def test_countries(code: str, name: str) -> None:
    assert find_country(name) == code


@pytest.mark.parametrize("name", NO_COUNTRIES)
def test_no_countries(name: str) -> None:
    assert find_country(name) is None


@pytest.mark.parametrize("language", list_languages())
def test_every_name_in_cldr_is_its_country_or_none(language: str) -> None:
    unclear = {name.casefold() for name in COUNTRIES_OF_OURS["unclear"]}
    for code, name in Locale.parse(language, sep="-").territories.items():
        if re.fullmatch("[A-Z]{2}", code):
            known = code not in COUNTRIES_OF_OURS["not_countries"] and name.casefold() not in unclear
            assert find_country(name[0].upper() + name[1:]) == (code if known else None), name


@pytest.mark.parametrize("country", COUNTRIES_OF_OURS["country"], ids=lambda country: country["code"])
def test_every_supplied_name_is_its_country(country: dict[str, Any]) -> None:
    assert {name: find_country(name) for name in country["names"]} == dict.fromkeys(country["names"], country["code"])


@pytest.mark.parametrize("name", sorted(COUNTRIES_OF_OURS["unclear"]))
def test_every_unclear_name_is_none(name: str) -> None:
    assert find_country(name) is None


@pytest.mark.parametrize("ending", COUNTRIES_OF_OURS["ending"], ids=lambda ending: ending["example"][1])
def test_every_ending_has_a_true_example(ending: dict[str, Any]) -> None:
    nominative, other = ending["example"]
    assert find_country(other) == find_country(nominative) is not None
    assert any(word.endswith(ending["nominative"]) for word in nominative.casefold().split())


def test_every_supplied_endonym_is_found_and_needed() -> None:
    entries = tomllib.loads((SUPPLEMENTS / "endonyms.toml").read_text("utf-8"))["endonym"]
    names = {name: entry["tag"] for entry in entries for name in entry["names"]}
    assert {name: find_language(name) for name in names} == names
    for name, tag in names.items():
        assert Locale.parse(tag, sep="-").languages.get(tag, "").casefold() != name.casefold()


def test_months_and_weekdays_of_every_language() -> None:
    for language in list_languages():
        assert {*frozenset().union(*number_names("months", (language,)).values())} == {*range(1, 13)}
        assert {*frozenset().union(*number_names("weekdays", (language,)).values())} == {*range(7)}
    assert {name for name, numbers in number_names("months", ("ru",)).items() if 4 in numbers} == {
        *("апреля", "апрель", "апр")
    }


@pytest.mark.parametrize(
    ("tag", "short"),
    [("zh", "zh-Hans"), ("zh-TW", "zh-Hant"), ("zh-SG", "zh-Hans"), ("zh-Hant-HK", "zh-Hant"), ("zh-x", "zh-Hans")],
)
def test_chinese_has_a_script(tag: str, short: str) -> None:
    assert shorten_tag(tag) == short

"""Text that was encoded twice, in the encodings that UTF-8 is taken for; and true text, in which nothing is found."""

import base64

import pytest

from hrdcorpus.checks.characters import find_damage

TEXTS = [
    "Что вас держит — «река»?", "We won’t leave — café.", "São as ações, não?", "żółw i łódź",
    "¿Qué pasó? Año y «casa»",
    "Größe über", "Ні, Ці люди їхні", "中文", "مرحبا", "Ήταν εδώ", "日本語です", "한국어",
]  # fmt: skip
CODECS = ["cp1252", "cp1251", "latin-1", "cp1250", "koi8_r", "mac_roman"]


def misread(text: str, codec: str) -> str:
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_that_was_encoded_twice_is_found(text: str, codec: str) -> None:
    assert find_damage(misread(text, codec))


CODES = [
    "We won&rsquo;t leave.", "&#1053;&#1077;&#1090;", "It is &#x2014; so.", r"We won\u2019t.", "caf=C3=A9",
    "=D0=9D=D0=B5=D1=82", "=?utf-8?B?0J3QtdGC?=", "%D0%9D%D0%B5%D1%82 %D0%B2", "We (cid:12)rst came.",
    "\uf041\uf042\uf043", "?? ???? ? ???.", "Íèêòî íàì íå ïîìîã.", "îÉËÔÏ ÎÁÍ", "шф╕ь т ёєф",
    "пОБ ХЫМБ.", "— пОБ ХЫМБ.", "¿QuÈ?", "¿SÌ? sÌ",
]  # fmt: skip


@pytest.mark.parametrize("text", CODES)
def test_codes_in_place_of_characters_are_found(text: str) -> None:
    assert find_damage(text)


RUSSIAN = "Мы ждали, пока лёд пойдёт. Никто не помогал нам, и Река поднялась выше Школы и дома Учителя, до самой крыши."
CYRILLIC = [
    ("koi8_r", "cp1251"), ("koi8_r", "cp866"), ("koi8_r", "iso8859_5"), ("koi8_r", "mac_cyrillic"),
    ("cp866", "cp1251"), ("cp866", "koi8_r"), ("cp866", "iso8859_5"), ("cp866", "mac_cyrillic"),
    ("cp1251", "koi8_r"), ("cp1251", "cp866"), ("cp1251", "iso8859_5"), ("iso8859_5", "cp1251"),
    ("iso8859_5", "koi8_r"), ("mac_cyrillic", "koi8_r"), ("mac_cyrillic", "cp866"), ("mac_cyrillic", "iso8859_5"),
]  # fmt: skip


@pytest.mark.parametrize(("codec", "other"), CYRILLIC)
@pytest.mark.parametrize("text", [RUSSIAN, RUSSIAN.upper().capitalize() + RUSSIAN])
def test_cyrillic_that_was_read_in_another_encoding_of_it_is_found(text: str, codec: str, other: str) -> None:
    assert find_damage(text.encode(codec).decode(other, "ignore"))


PACKED = [
    base64.b64encode(text.encode()).decode() for text in (RUSSIAN, "Nobody asked me. I went back for the letters.")
] + ["Nobody. +BB0EOAQ6BEIEPg +BD0ENQ"]  # fmt: skip


@pytest.mark.parametrize("text", PACKED)
def test_text_that_is_packed_is_found(text: str) -> None:
    assert find_damage(text)


@pytest.mark.parametrize("codec", ["cp850", "mac_roman"])
def test_western_text_that_was_read_in_another_encoding_is_found(codec: str) -> None:
    assert find_damage("Nadie me ayudó. Salió, y encontré las cartas.".encode("cp1252").decode(codec))


TRUE = [
    RUSSIAN, RUSSIAN.upper(), "В РосДеле и в ЮниБанке нас ждали два года, а потом пришли домой.",
    "Хүн бүр эрх чөлөөтэй, адилхан нэр төртэй, ижил эрхтэй төрж мэндлэх юм.", "Їхній щит і цей ґудзик — її.",
    "Всички хора се раждат свободни и равни по достойнство и права; съдът още мълчи, щом ъгълът е тъмен.",
    "Сва људска бића рађају се слободна и једнака у достојанству и правима, ђак и ћерка.",
    "ONG·red, l·lengua, l´eau, CO², 1½, 5° N", "iPhone, McÉwan, ÀÉÎ, the #SãoÉlias", "a" * 60, "+77011234567, +A1",
    "abusesaffiliationarrow-downarrow-leftarrow185profilerefreshIconnewssearchsecurityPath",
    "AT&T; R&D; Q&A", "What?? ??", "Why???", "https://x.org/a?b=%D0%9D%D0%B5&c;d", "C:\\users, a=b, 5=five", "10%",
    "https://ru.example.org/wiki/%D0%9D%D0%B5%D1%82", "│ Why? ─ So", "Ä Ö Ü ÄÖÜß", "(CID) (cid)", "\uf099 Share",
    "Её дії. Ще й Її мої. «СССР» и «Р» – Р… С» К°", "«CAFÉ» É» Ô’ À… SÃO IRMÃ» Ä–", "рад раз ряд дать",
    "20 °C, 5 €, №7", "20µmÄ", "20 µmÄ", "5mÄ", "20kmÄ",
    "Ááááááá, gritó", "¡ÁÉÍÓÚ!", "Ñandú: ÁÉÍÓÚÜÑ", "Êêêêêê!", "ÀÀÀÀÀ", "Öööööh!", "ÅÄÖÅÄÖ",
    "ПОДСТАНЦИЯ НА 100 кВА РАБОТАЕТ", "МОЩНОСТЬ, кВА", "МОЩНОСТЬ (кВА)", "ШУМ ДО 40 дБА", "НАГРУЗКА В кВАр ВЫРОСЛА",
    "Ärger, Öl, ÄÖÜ, Ñandú, Ð, Þór", "ŁÓDŹ ŻÓŁW «Ś»", "İŞ ÇOK GÜÇ", "ЕЁ ЇЖАК ҐАНОК", "ΉΤΑΝ", "Ђорђе Џон љут",
]  # fmt: skip


@pytest.mark.parametrize("text", [*TEXTS, *TRUE])
def test_nothing_is_found_in_true_text(text: str) -> None:
    assert find_damage(text) == []

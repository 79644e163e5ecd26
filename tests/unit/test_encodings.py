"""Encodings that no byte order mark tells: a table of pages as they are saved, and what must come out."""

import codecs

import pytest

from hrdcorpus.errors import PageError
from hrdcorpus.reading.encodings import decode
from hrdcorpus.records.form import MediaType

RUSSIAN = "Кто вас поддержал? Нас поддержали соседи. Они приносили дрова и хлеб, и никто не просил их об этом."
ENGLISH = "It’s the company’s word – not ours. "
GERMAN = "Wer hat Ihnen geholfen? Die Nachbarn halfen über die Straße hinweg, täglich, für später und für Öl. " * 4


def _declare(text: str, encoding: str) -> str:
    return f'<html><head><meta charset="{encoding}"></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    ("text", "codec", "declared", "encoding"),
    [
        (RUSSIAN, "cp1251", "windows-1251", "windows-1251"),
        (RUSSIAN, "cp1251", "utf-8", "windows-1251"),
        (RUSSIAN, "cp1251", "iso-8859-1", "windows-1251"),
        (RUSSIAN, "cp1251", "no-such-name", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r", "koi8-r"),
        (RUSSIAN, "koi8-r", "iso-8859-1", "koi8-r"),
        (RUSSIAN, "utf-8", "windows-1251", "utf-8"),
        (RUSSIAN, "utf-16-le", "windows-1251", "utf-16-le"),
        (ENGLISH, "cp1252", "iso-8859-1", "windows-1252"),
        (GERMAN, "cp1252", "iso-8859-1", "windows-1252"),
        (GERMAN, "utf-8", "iso-8859-1", "utf-8"),
        ("公司没有回答我们。我们每个月都去法院,但是我们从来没有赢过。", "gb18030", "gb2312", "gb18030"),
        ("이 페이지는 우리 마을의 이야기입니다. 우리는 매달 법원에 갑니다.", "cp949", "euc-kr", "euc-kr"),
    ],
)
def test_declared_encoding_counts_where_the_text_is_plausible(
    text: str, codec: str, declared: str, encoding: str
) -> None:
    page = _declare(text, declared)
    decoded = decode(page.encode(codec), "text/html")
    assert (decoded.text, decoded.encoding) == (page, encoding)


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "utf-16-le", "utf-16-be"])
def test_undeclared_encoding_is_detected(codec: str, media_type: MediaType) -> None:
    assert decode(RUSSIAN.encode(codec), media_type).text == RUSSIAN


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_a_few_western_letters_and_quotation_marks_are_read_as_such(media_type: MediaType) -> None:
    text = "Nobody came to the “café” in Coruña on that day – and nobody, not even we, ever wrote it down. " * 3
    assert decode(text.encode("cp1252"), media_type).text == text


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (RUSSIAN.encode().replace("в".encode(), b"\xff", 1), RUSSIAN.replace("в", "\ufffd", 1)),
        (RUSSIAN.encode()[:-1] + b"\xd0", RUSSIAN[:-1] + "\ufffd"),
        (b"Nobody came to the m\xb3yn on that day, and nobody wrote it down, as far as we know.", None),
    ],
)
def test_a_few_bad_bytes_become_replacement_characters(raw: bytes, text: str | None, media_type: MediaType) -> None:
    decoded = decode(raw, media_type)
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 1
    assert text is None or decoded.text == text


CHINESE = "一个人来了。\n没有人帮助一个孩子。\nABC 2022\n"
WIDE = [(RUSSIAN, "utf-16-le"), (GERMAN, "utf-16-be"), (CHINESE, "utf-16-le"), (CHINESE, "utf-16-be")]
ENDS = [b"\0", b"\xd8\xd8", 8 * b"\0"]  # half a character, half a pair, and what only fills up a file


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(("text", "codec"), WIDE)
def test_one_bad_place_does_not_lose_a_page_in_utf_16(text: str, codec: str, mark: str, end: bytes) -> None:
    read = decode((mark + text).encode(codec) + end, "text/plain").text
    assert read in (f"{text}\ufffd", f"{text}\0\0\0\0")


@pytest.mark.parametrize(
    "raw", [(RUSSIAN + "\0 " * 3).encode(), b"Why? \0\0\0\0 No." * 5, b"Wer? \0 Sie hei\xdfen so." * 20]
)
def test_zeros_of_a_disk_are_no_utf_16(raw: bytes) -> None:
    assert "?" in decode(raw, "text/plain").text


def test_a_bad_byte_behind_a_mark_becomes_a_replacement_character() -> None:
    assert decode(codecs.BOM_UTF8 + RUSSIAN.encode() + b"\xff", "text/plain").text == RUSSIAN + "\ufffd"


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
@pytest.mark.parametrize(
    "raw",
    [
        RUSSIAN.encode() + RUSSIAN.encode("cp1251"),
        RUSSIAN.encode("cp1251") + RUSSIAN.encode(),
        b"\x81\x8d\x8f",
        "Кто?".encode("cp1251"),
    ],
)
def test_what_no_encoding_explains_is_refused(raw: bytes, media_type: MediaType) -> None:
    with pytest.raises(PageError, match="UTF-8"):
        decode(raw, media_type)

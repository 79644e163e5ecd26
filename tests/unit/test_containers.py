"""What pages were saved inside of: opened, or refused by name."""

import quopri
from contextlib import suppress
from random import Random

import pytest

from hrdcorpus.errors import PageError
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import build_page_records
from hrdcorpus.reading.containers import Unpacked, unpack
from hrdcorpus.reading.pages import build_page, build_stream_page
from hrdcorpus.reading.saving import Saved
from hrdcorpus.reading.splitting import split_blocks

URL = "https://example.org/a"
TIME = "2021-04-07T10:20:30+00:00"
DATE = "Wed, 07 Apr 2021 10:20:30 GMT"
HTML = (
    "<!DOCTYPE html><title>HRD Interview: Mary Example</title><h1>HRD Interview: Mary Example, Kazakhstan</h1>"
    "<p><b>Кто вас поддержал, когда это случилось с вашей семьёй?</b><p>Никто = nobody, и мы ждали весны на нашей реке."
)
FRAME = b"--x\nContent-Type: text/html\nContent-Location: cid:frame\n\n<p>An advertisement.\n"


def encode(text: str, charset: str) -> bytes:
    return quopri.encodestring(text.encode(charset))


def build_mhtml(charset: str = "utf-8", before: bytes = b"", end: bytes = b"\n") -> bytes:
    head = (
        f"From: <Saved by Blink>\nSnapshot-Content-Location: {URL}\nSubject: Mary\nDate: {DATE}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related;\n\ttype="text/html"; boundary="x"\n\n'
    )
    part = (
        f"--x\nContent-Type: text/html; charset={charset}\nContent-Transfer-Encoding: quoted-printable\n"
        f"Content-Location: {URL}\n\n"
    )
    image = b"--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--x--\n"
    return (before + head.encode() + FRAME + part.encode() + encode(HTML, charset) + b"\n" + image).replace(b"\n", end)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
@pytest.mark.parametrize("before", [b"", b"\n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_mhtml_gives_the_page_that_was_saved(charset: str, before: bytes, end: bytes) -> None:
    page = build_page(build_mhtml(charset, before, end), "a.html", "text/html")
    assert (page.text.strip(), page.encoding, page.saved) == (HTML, charset, Saved(URL, TIME))


def test_mhtml_is_known_whatever_its_name() -> None:
    for page in (build_page(build_mhtml(), "a.txt", "text/plain"), build_stream_page(build_mhtml())):
        assert page.media_type == "text/html"
        assert [block.text for block in split_blocks(page).blocks][-1].startswith("Никто = nobody")


def test_address_and_time_come_into_the_record() -> None:
    (record,) = build_page_records(build_page(build_mhtml(), "a.mhtml", "text/html"), load_knowledge())
    assert (record.source.url, record.source.retrieved) == (URL, TIME)
    assert record.exchanges[0].question.text == "Кто вас поддержал, когда это случилось с вашей семьёй?"


FIELDS = {  # bytes in a field -> the address that it gives
    "https://example.org/река".encode(): "https://example.org/река",
    b"https://example.org/\xf0": None,
    b"https://example.org/\0": None,
}


@pytest.mark.parametrize(("field", "url"), FIELDS.items())
def test_fields_that_are_no_ascii(field: bytes, url: str | None) -> None:
    raw = build_mhtml().replace(URL.encode(), field)
    assert unpack(raw).saved == Saved(url, TIME)
    assert unpack(raw.replace(DATE.encode(), field)).saved == Saved(url)
    assert unpack(ANSWER.replace(DATE.encode(), field)).saved == Saved()


def test_every_field_of_a_container_may_hold_any_bytes() -> None:
    answered = MOVED + ANSWER + HTML.encode("cp1251", "replace")
    for number in range(400):
        rng = Random(number)  # noqa: S311 - repeatable is what is wanted
        raw = bytearray(rng.choice((build_mhtml(), answered)))
        for _ in range(rng.choice((1, 2, 4))):
            at = rng.choice([place for place, byte in enumerate(raw[:600]) if byte in b':=;"-\n/ '])
            raw[at : at + rng.choice((0, 1, 6))] = rng.choice((*PARTS, rng.randbytes(rng.randint(1, 6))))
        with suppress(PageError):
            split_blocks(build_page(bytes(raw), "a.html", "text/html"))


PARTS = (
    *(b"\xff", b"\0", b"\n\n", b'"', b"*0*=x''%ff", b"=?x?b?!!?=", b"charset=undefined", b"charset*=\0''a"),
    *(b"multipart/mixed", b"message/rfc822", b"base64", b"x-uuencode", b"--x", b"1 Jan 2021 00:00 +" + 20 * b"9"),
)


MOVED = b"HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\n"
ANSWER = f"HTTP/2 200\r\nDate: {DATE}\r\nContent-Type: text/html; charset=windows-1251\r\n\r\n".encode()


@pytest.mark.parametrize("before", [ANSWER, MOVED + ANSWER, ANSWER.replace(b"\r", b"")])
def test_headers_before_a_page_are_read_and_are_no_text(before: bytes) -> None:
    assert unpack(before + b"<p>Who?") == Unpacked(b"<p>Who?", Saved(None, TIME), "windows-1251")
    page = build_page(before + "<p>Что?".encode("cp1251"), "a.html", "text/html")
    assert (page.text, page.encoding) == ("<p>Что?", "windows-1251")


@pytest.mark.parametrize("raw", [b"HTTP/1.1 200 OK", b"HTTP/1.1 200 OK\nno end", b"From: Mary\n\nWho?", b"Q: Who?"])
def test_what_only_looks_like_headers_is_text(raw: bytes) -> None:
    assert unpack(raw) == Unpacked(raw)


REFUSED = {
    b"bplist00\xd1": "Safari",
    b"WARC/1.0\r\n": "WARC",
    b"{\\rtf1": "RTF",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "Office",
    b"\n%PDF-1.7": "PDF",
    b"PK\x03\x04": "zip",
    b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/plain\n\nWho?": "e-mail",
    3000 * b"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n": "inside of each other",
    b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(3000)): "inside of each",
    b"HTTP/1.1 200 OK\nContent-Encoding: br\n\n\x0b\x02": "compressed",
}


@pytest.mark.parametrize(("raw", "word"), REFUSED.items())
def test_other_containers_are_refused_by_name(raw: bytes, word: str) -> None:
    with pytest.raises(PageError, match=word):
        build_page(raw, "a.html", "text/html")


CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"


def put_into_chunks(raw: bytes, size: int) -> bytes:
    parts = (raw[at : at + size] for at in range(0, len(raw), size))
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize("size", [7, 200, 10_000])
def test_a_page_in_chunks_is_read_without_their_sizes(size: int) -> None:
    assert unpack(CHUNKED + put_into_chunks(HTML.encode(), size)).raw == HTML.encode()


def test_a_page_whose_chunks_were_joined_is_left_as_it_is() -> None:
    assert unpack(CHUNKED + HTML.encode()).raw == HTML.encode()


@pytest.mark.parametrize("cut", [-1, -8, -40])
def test_a_page_in_chunks_that_is_cut_is_refused(cut: int) -> None:
    whole = put_into_chunks(HTML.encode(), 60).removesuffix(b"0\r\n\r\n")
    with pytest.raises(PageError, match=r"^in chunks .*; download the page again"):
        unpack(CHUNKED + whole[:cut])


def test_a_message_of_a_mailbox_is_read_as_any_other() -> None:
    page = build_page(b"From - Wed Apr  7 10:20:30 2021\n" + build_mhtml(), "a.html", "text/html")
    assert page.text.strip() == HTML


@pytest.mark.parametrize("raw", [b'{"html": "<p>Why?"}', b'\xef\xbb\xbf[\n  {"text" : "Why?"}]', b'{"": ""}'])
def test_json_is_refused_by_name(raw: bytes) -> None:
    with pytest.raises(PageError, match=r"^JSON, "):
        unpack(raw)


@pytest.mark.parametrize("raw", [b"{Applause} Why?", b'["Why?", she asked]', b"From here: one sees the river."])
def test_text_that_begins_like_a_container_is_text(raw: bytes) -> None:
    assert unpack(raw).raw == raw


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n"])
def test_a_document_in_html_is_read_as_that_whatever_its_name(before: bytes) -> None:
    assert build_page(before + HTML.encode(), "a.txt", "text/plain").media_type == "text/html"
    assert build_page(before + b"<b> is bold in <!DOCTYPE html>", "a.txt", "text/plain").media_type == "text/plain"

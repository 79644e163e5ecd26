"""Containers: what a page was saved inside of -> the page's own bytes, and where and when they were downloaded."""

import re
from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple

from hrdcorpus.errors import PageError
from hrdcorpus.reading.saving import UNSAID, Saved, find_url, read_date
from hrdcorpus.text.patterns import compile_later

_MAGIC: Mapping[bytes, str] = {
    b"\x1f\x8b": "a gzip file; unpack it first",
    b"PK\x03\x04": "a zip file, as Word, OpenOffice and e-books are; unpack it first, or save it as text or HTML",
    b"7z\xbc\xaf\x27\x1c": "a 7-zip file; unpack it first",
    b"BZh": "a bzip2 file; unpack it first",
    b"\xfd7zXZ\x00": "an xz file; unpack it first",
    b"\x28\xb5\x2f\xfd": "a zstd file; unpack it first",
    b"WARC/": "a WARC file; take the page out of it first",
    b"bplist": "a web archive of Safari; save the page as HTML",
    b"\xd0\xcf\x11\xe0": "a document of an old Office; save it as text or HTML",
    b"{\\rtf": "an RTF document; save it as text or HTML",
    b"%!PS": "a PostScript document; save it as text or HTML",
    b"%PDF-": "a PDF; save the page as text or HTML",
    b"\x89PNG": "an image; save the page as text or HTML",
    b"\xff\xd8\xff": "an image; save the page as text or HTML",
    b"GIF8": "an image; save the page as text or HTML",
    b"RIFF": "an image or a film; save the page as text or HTML",
}
_PADDING = b" \t\r\n\xef\xbb\xbf"
_HEAD = 65_536  # bytes that headers take at most
_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/[0-9.]+ [0-9]{3}[^\n]*\n")
_MIME = compile_later(rb"^(?:mime-version|content-type|snapshot-content-location):", re.IGNORECASE | re.MULTILINE)
_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:")
_MAILBOX = re.compile(rb"From [^\n]*\n(?=[A-Za-z][A-Za-z0-9-]*:)")  # what mbox puts before a message's headers
_JSON = re.compile(rb"(?:\[\s*)?\{\s*\"[^\"\r\n]{0,200}\"\s*:")
_LINE_END = re.compile(rb"\r?\n")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")  # the size of what follows
_HOLDER = compile_later(rb"[\r\n]content-type:[^/]{0,200}?(?:multipart|message)/", re.IGNORECASE)
_MOST_HOLDERS = 20  # parts that hold others: the parser's time grows with them, and a saved page has two or three


class Unpacked(NamedTuple):
    """The page's own bytes. `charset` is the encoding that the container gives, `is_html` what it says of the type."""

    raw: bytes
    saved: Saved = UNSAID
    charset: str | None = None
    is_html: bool = False


def unpack(raw: bytes) -> Unpacked:
    """The page in `raw`: out of MHTML, or behind the headers it came with over HTTP; without either, `raw` itself.

    `PageError` where it is a container or a document of another kind, which is named.
    """
    start = raw[:_HEAD].lstrip(_PADDING)
    for magic, what in _MAGIC.items():
        if start.startswith(magic):
            raise PageError(what)
    if _JSON.match(start):
        raise PageError("JSON, which may hold a page; take that out of it first")
    if _STATUS.match(start):
        return _skip_headers(raw.lstrip(_PADDING))
    if mailbox := _MAILBOX.match(start):
        return unpack(raw.lstrip(_PADDING)[mailbox.end() :])
    if _FIELD.match(start) and _MIME.search(_END.split(start, maxsplit=1)[0]):
        return _open_mhtml(raw.lstrip(_PADDING))
    return Unpacked(raw)


def _skip_headers(raw: bytes) -> Unpacked:
    """What `wget --save-headers` and `curl --include` write: the headers of each answer, the last one's page."""
    from hrdcorpus.reading.messages import parse_message  # noqa: PLC0415 - slow, and seldom needed

    headers = parse_message(b"")
    while status := _STATUS.match(raw):
        end = _END.search(raw, status.end() - 2, _HEAD)
        if end is None:
            break
        headers = parse_message(raw[status.end() : end.end()])
        raw = raw[end.end() :]
    if str(headers["Content-Encoding"] or "identity").lower() != "identity":
        raise PageError("compressed, as the headers before it say; download the page again")
    if str(headers["Transfer-Encoding"] or "").lower() == "chunked" and _CHUNK.match(raw):
        raw = _join_chunks(raw)
    return Unpacked(raw, Saved(None, read_date(headers["Date"])), headers.get_content_charset())


def _join_chunks(raw: bytes) -> bytes:
    """The page that came in chunks, each behind its size (RFC 9112, 7.1), whose frame is left out."""
    parts, at = list[bytes](), 0
    while (size := _CHUNK.match(raw, at)) and (length := int(size[1], 16)):
        parts.append(raw[size.end() : size.end() + length])
        at = size.end() + length
        if len(parts[-1]) < length or not (end := _LINE_END.match(raw, at)):
            raise PageError("in chunks that do not fit the sizes before them; download the page again")
        at = end.end()
    if size is None:
        raise PageError("in chunks without the last one; download the page again")
    return b"".join(parts)


def _open_mhtml(raw: bytes) -> Unpacked:
    """The first HTML part (RFC 2557), or that of the address which the whole was saved from."""
    from hrdcorpus.reading.messages import parse_message  # noqa: PLC0415 - slow, and seldom needed

    if sum(1 for _ in islice(_HOLDER.finditer(b"\n" + raw), _MOST_HOLDERS + 1)) > _MOST_HOLDERS:
        raise PageError(f"MHTML with more than {_MOST_HOLDERS} messages inside of each other; save the page as HTML")
    message = parse_message(raw)
    address = message["Snapshot-Content-Location"]
    parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not parts:
        raise PageError("an e-mail, or MHTML without an HTML part; save the page as text or HTML")
    part = next((part for part in parts if address and part["Content-Location"] == address), parts[0])
    content = part.get_payload(decode=True)
    saved = Saved(find_url(address or part["Content-Location"]), read_date(message["Date"]))
    return Unpacked(content if isinstance(content, bytes) else b"", saved, part.get_content_charset(), is_html=True)

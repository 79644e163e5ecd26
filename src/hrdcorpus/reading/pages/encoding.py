"""Bytes -> text: the rules that tell a page's encoding, in the order they are asked."""

import codecs
from collections.abc import Callable

from hrdcorpus.errors import PageError
from hrdcorpus.reading.pages.guessing import (
    Decoded,
    decode_damaged,
    decode_declared,
    decode_detected,
    decode_sparse,
    decode_wide,
)
from hrdcorpus.records.form import MediaType

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)


def decode(raw: bytes, media_type: MediaType) -> Decoded:
    """What the first rule says that knows the encoding; `PageError`, without a file's name, where none does.

    >>> decode("Кто?".encode("utf-16"), "text/plain")
    Decoded(text='Кто?', encoding='utf-16')
    >>> decode(b"\\x81\\x8d\\x8f", "text/plain")
    Traceback (most recent call last):
    hrdcorpus.errors.PageError: byte 1 is not UTF-8, and no other encoding fits; save the page as UTF-8
    """
    for rule in RULES[media_type]:
        decoded = rule(raw)
        if decoded is not None:
            return decoded
    at = _find_bad_byte(raw)
    line = len((raw[:at] + b".").splitlines())
    reason = f"byte {at + 1} is not UTF-8, and no other encoding fits; save the page as UTF-8"
    raise PageError(reason, line=line)


def decode_marked(raw: bytes) -> Decoded | None:
    """A byte order mark says the encoding; `PageError` where the rest does not keep to it."""
    for mark, encoding, codec in _MARKS:
        if raw.startswith(mark):
            try:
                return Decoded(raw.decode(codec), encoding)
            except UnicodeDecodeError as error:
                name = encoding.upper()
                reason = f"byte {error.start + 1} is not {name}, as its byte order mark says"
                raise PageError(f"{reason}; save the page as UTF-8") from None
    return None


def decode_utf8(raw: bytes) -> Decoded | None:
    """Strict UTF-8: other encodings hardly ever happen to be valid in it."""
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


_KNOWN = (decode_marked, decode_wide, decode_utf8, decode_damaged)
RULES: dict[MediaType, tuple[Callable[[bytes], Decoded | None], ...]] = {
    "text/plain": (*_KNOWN, decode_detected, decode_sparse),
    "text/html": (*_KNOWN, decode_declared, decode_detected, decode_sparse),
}


def _find_bad_byte(raw: bytes) -> int:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(raw)

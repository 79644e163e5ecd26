"""Bytes -> text: the rules that tell a page's encoding, in the order they are asked.

The candidates are listed here: which detectors happen to be installed never changes what a page says.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from hrdcorpus.errors import PageError
from hrdcorpus.records.form import MediaType
from hrdcorpus.text.lookalikes import is_mixed
from hrdcorpus.text.patterns import compile_later

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
# What pages in the site's languages are saved in, by Python's names and by those of the web.
_CANDIDATES = {
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
    "koi8-r": "koi8-r",
    "cp866": "ibm866",
    "cp1256": "windows-1256",
    "gb18030": "gb18030",
    "big5": "big5",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "euc_jp": "euc-jp",
}
_DECLARED = {  # further labels of the web that a page may declare; iso-8859-1 means windows-1252 there
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_OTHERS = {f"cp125{n}" for n in range(9)} | {f"iso8859-{n}" for n in range(2, 17)} | {"koi8-u", "mac-cyrillic"}
_MOST_DAMAGE = 0.02  # bad bytes for each good sequence of several bytes: more is a mixture, not a damage
_MOST_WRONG = 0.02  # of the words with letters beyond ASCII may look wrong; in a wrong encoding most do
_MOST_WESTERN = 0.05  # of the characters of a page in a Western language are beyond ASCII, or a little more
_FEWEST_ZEROS = 0.05  # of the bytes of UTF-16: spaces, digits and markup are ASCII in every language
_MOST_OPPOSITE = 0.5  # of those on the other side
_FEWEST = 20  # bytes beyond ASCII: fewer look alike in many encodings
_SAMPLE = 200_000  # bytes are enough for the detector

# Not all of windows-1252: with ð, ý, þ and the rest it would be Turkish, Polish or nothing, read wrongly.
_WESTERN = "\u00a0¡§©«®°»¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüŒœ€–—‘’“”…•"

_SEQUENCE = compile_later(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


class Decoded(NamedTuple):
    """`text` without a byte order mark, and its encoding's name on the web; what was not decoded is U+FFFD."""

    text: str
    encoding: str


def decode(raw: bytes, media_type: MediaType, label: str | None = None) -> Decoded:
    """What the first rule says that knows the encoding; `PageError`, without a file's name, where none does.

    `label` is what the page came with, outside of itself.

    >>> decode("Кто?".encode("utf-16"), "text/plain")
    Decoded(text='Кто?', encoding='utf-16')
    >>> decode(b"\\x81\\x8d\\x8f", "text/plain")
    Traceback (most recent call last):
    hrdcorpus.errors.PageError: byte 1 is not UTF-8, and no other encoding fits; save the page as UTF-8
    """
    for rule in (*_KNOWN, lambda raw: _decode_labelled(raw, label), *_GUESSED[media_type]):
        decoded = rule(raw)
        if decoded is not None:
            return decoded
    at = _find_bad_byte(raw)
    line = len((raw[:at] + b".").splitlines())
    reason = f"byte {at + 1} is not UTF-8, and no other encoding fits; save the page as UTF-8"
    raise PageError(reason, line=line)


def _decode_marked(raw: bytes) -> Decoded | None:
    """A byte order mark says the encoding; `PageError` where more of the rest than damage does not keep to it."""
    for mark, encoding, codec in _MARKS:
        if raw.startswith(mark):
            text = raw.decode(codec, "replace")
            if _is_mixture(text):
                raise PageError(f"much of it is not {encoding.upper()}, as its byte order mark says; save it as UTF-8")
            return Decoded(text, encoding)
    return None


def _decode_wide(raw: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: most zero bytes, those of its ASCII characters, stand on the same side.

    On the other are those of letters such as U+4E00; a disk's, where it lost something, are on both.
    """
    if b"\0" not in raw:
        return None
    first, second = raw[0::2].count(0), raw[1::2].count(0)
    fewer, more, codec = (first, second, "utf-16-le") if first < second else (second, first, "utf-16-be")
    if more < _FEWEST_ZEROS * len(raw) or fewer > _MOST_OPPOSITE * more:
        return None
    text = raw.decode(codec, "replace")
    return None if _is_mixture(text) or _is_garbled(text) else Decoded(text, codec)


def _decode_utf8(raw: bytes) -> Decoded | None:
    """Strict UTF-8: other encodings hardly ever happen to be valid in it."""
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _decode_damaged(raw: bytes) -> Decoded | None:
    """UTF-8 in which a few bytes went wrong: these become U+FFFD. `PageError` where two encodings are mixed."""
    sequences = [sequence.decode("utf-8", "replace") for sequence in _SEQUENCE.findall(raw)]
    text = raw.decode("utf-8", "replace")
    if sequences and text.count("\ufffd") <= max(1, _MOST_DAMAGE * len(sequences)):
        return Decoded(text, "utf-8")
    # Other encodings hold such sequences by chance, but then they are letters of no one script.
    cyrillic = sum("\u0400" <= c <= "\u045f" for c in sequences)
    if len(sequences) >= _FEWEST and cyrillic > 0.8 * len(sequences):
        raise PageError("two encodings are mixed in it; save the page again as UTF-8")
    return None


def _decode_declared(raw: bytes) -> Decoded | None:
    """What an HTML page declares in its markup, where the result is plausible."""
    from bs4.dammit import EncodingDetector  # noqa: PLC0415  # takes longer than a page, and few pages ask

    return _decode_labelled(raw, EncodingDetector.find_declared_encoding(raw, is_html=True))


def _decode_labelled(raw: bytes, label: str | None) -> Decoded | None:
    try:
        codec = codecs.lookup(label or "").name
    except LookupError:
        return None
    codec = _DECLARED.get(codec, codec)
    return _decode(raw, codec) if codec in _CANDIDATES.keys() | _OTHERS else None


def _decode_detected(raw: bytes) -> Decoded | None:
    """What the detector finds most plausible among the candidates, where there is enough to go by."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  # as above

    if len(raw) - len(raw.decode("ascii", "ignore")) < _FEWEST:
        return None
    best = from_bytes(raw[:_SAMPLE], cp_isolation=list(_CANDIDATES)).best()
    return _decode(raw, codecs.lookup(best.encoding).name) if best else None


def _decode_sparse(raw: bytes) -> Decoded | None:
    """A page that is nearly all ASCII: Western letters and quotation marks, if nothing else is among the other bytes.

    Where what the few other bytes stood for is not certain, they become U+FFFD.
    """
    text = raw.decode("utf-8", "replace")
    western = raw.decode("cp1252", "replace")
    if text.count("\ufffd") > _MOST_WESTERN * len(text):
        return None
    if all(c.isascii() or c in _WESTERN for c in western) and not _is_garbled(western):
        return Decoded(western, "windows-1252")
    return Decoded(text, "utf-8") if text.count("\ufffd") <= _MOST_DAMAGE * len(text) else None


_KNOWN = (_decode_marked, _decode_wide, _decode_utf8, _decode_damaged)
_GUESSED: dict[MediaType, tuple[Callable[[bytes], Decoded | None], ...]] = {
    "text/plain": (_decode_detected, _decode_sparse),
    "text/html": (_decode_declared, _decode_detected, _decode_sparse),
}


def _find_bad_byte(raw: bytes) -> int:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(raw)


def _decode(raw: bytes, codec: str) -> Decoded | None:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if _is_garbled(text) else Decoded(text, _CANDIDATES.get(codec, codec))


def _is_mixture(text: str) -> bool:
    """Whether more of it is no text than what a damage takes."""
    return sum(map(_is_no_character, text)) > max(1, _MOST_DAMAGE * len(text))


def _is_no_character(c: str) -> bool:
    return c == "\ufffd" or (unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in "\0\t\n\f\r")


def _is_garbled(text: str) -> bool:
    """Whether the text looks like bytes read in a wrong encoding: control characters, mixed scripts, mere accents."""
    if any("\x7f" <= c <= "\x9f" for c in text):
        return True
    foreign = [word for word in re.findall(r"\w+", text) if not word.isascii()]
    wrong = sum(is_mixed(word) or _is_accented(word) for word in foreign)
    return wrong > max(1, _MOST_WRONG * len(foreign))


def _is_accented(word: str) -> bool:
    """Whether next to all letters are accented Latin ones, as when Cyrillic is read as Western European."""
    return len(word) > 3 and sum("\u00c0" <= c <= "\u00ff" for c in word) > 0.75 * len(word)

"""File -> page: read once, whole, with a clear error for everything that is no page of text."""

import codecs
import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.errors import PageError, locate_errors
from hrdcorpus.knowledge.files import MISSING, read_bytes
from hrdcorpus.reading.addresses import NAME as ADDRESSES
from hrdcorpus.reading.addresses import find_address
from hrdcorpus.reading.containers import unpack
from hrdcorpus.reading.encodings import decode
from hrdcorpus.reading.saving import UNSAID, Saved
from hrdcorpus.records.form import MediaType
from hrdcorpus.records.sidecar import NO_SIDECAR, Sidecar, load_sidecar
from hrdcorpus.text.patterns import compile_later

SUFFIXES: Mapping[str, MediaType] = MappingProxyType(
    {
        ".txt": "text/plain",
        ".vtt": "text/plain",
        ".srt": "text/plain",
        ".html": "text/html",
        ".htm": "text/html",
        ".xhtml": "text/html",
        ".mhtml": "text/html",
        ".mht": "text/html",
    }
)
STDIN = "stdin"  # what standard input is called
MAX_BYTES = 20_000_000  # a page of the site has 5 to 300 KB; more than this is no single page

# How HTML begins, by https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type and with the
# elements that came to HTML since; NUL bytes were taken out, so that UTF-16 begins so as well.
_HTML = compile_later(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?:!--|\?xml\s|(?:!doctype\s+html|html|head|body|title|meta|link|script|style"
    rb"|base|main|article|section|header|nav|aside|div|h[1-6]|p|ul|ol|dl|table|a|b|i|em|strong|span|font|br|iframe)[\s/>])",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_BEGINNING = 1_000  # bytes
_NUL = re.compile("\0+")
_BINARY = re.compile(r"\0[\0\s]*|[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_BINARY = 0.01  # of the characters: more is no damaged text

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: devices, with any suffix, and what it cuts off
_NO_NAME = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9¹²³]) *(?:\..*)?\Z|.*[. ]\Z", re.I | re.S)


class Page(Struct, frozen=True):
    """`path` is relative to the raw folder, with forward slashes; `text` the page's own bytes decoded with `encoding`.

    `utf8` are these bytes where they are the text in UTF-8 as it stands, which a parser can take as they are.
    `saved` is what the container says that the page was in, `listed` what `urls.csv` says, `sidecar` what people do.
    """

    path: str
    sha256: str
    size: int
    media_type: MediaType
    encoding: str
    text: str
    utf8: bytes | None = None
    saved: Saved = UNSAID
    listed: Saved = UNSAID
    sidecar: Sidecar = NO_SIDECAR


def read_page(path: Path, root: Path) -> Page:
    """The page at `path` with its sidecar, named by its place under `root`; `PageError` says why it cannot be read."""
    media_type = SUFFIXES.get(path.suffix.lower())
    if media_type is None:
        raise PageError(_explain_name(path), path)
    raw = read_bytes(path, MAX_BYTES)
    if not Path(os.path.abspath(path)).is_relative_to(os.path.abspath(root)):
        raise PageError("does not lie in the folder that its name is to count from; name one that holds it", path)
    name = Path(os.path.abspath(path)).relative_to(os.path.abspath(root)).as_posix()
    if not _is_utf8(name):  # no record could hold it
        raise PageError("its name is not UTF-8, or the locale is not; rename it, or set PYTHONUTF8=1", path)
    if "\\" in name:  # on other systems it would lead elsewhere
        raise PageError("a backslash is in its name, or in that of a folder above; rename it", path)
    if any(map(_NO_NAME.match, name.split("/"))):  # nor could the repository be checked out there
        raise PageError("Windows can have no file or folder of this name; rename it", path)
    with locate_errors(path):
        page = build_page(raw, name, media_type)
    listed = find_address(locate_top(path, name) / ADDRESSES, name)
    return replace(page, listed=listed, sidecar=load_sidecar(path))


def locate_top(path: Path, name: str) -> Path:
    """The folder that a page's name is relative to, named as the page at `path` is.

    >>> locate_top(Path("data/raw/2021/page.txt"), "2021/page.txt"), locate_top(Path("page.txt"), "2021/page.txt")
    (PosixPath('data/raw'), PosixPath('..'))
    """
    return Path(os.path.normpath(path.joinpath(*[".."] * (name.count("/") + 1))))


def build_stream_page(raw: bytes) -> Page:
    """The page that came from standard input: HTML where it begins like that, else text; `PageError` names `STDIN`."""
    suffix = ".html" if _HTML.match(raw.replace(b"\0", b"")) else ".txt"
    with locate_errors(STDIN):
        return build_page(raw, STDIN + suffix, SUFFIXES[suffix])


def build_page(raw: bytes, name: str, media_type: MediaType) -> Page:
    """The page that these bytes are; `PageError`, without a file's name, where they are no text."""
    if not raw:
        raise PageError("empty; download the page again")
    if len(raw) > MAX_BYTES:
        raise PageError(f"larger than {MAX_BYTES:,} bytes; split it, or leave it out")
    content, saved, charset, is_html = unpack(raw)
    if is_html or _DOCUMENT.match(content.replace(b"\0", b"")[:_BEGINNING]):
        media_type = "text/html"
    text, encoding = decode(content, media_type, charset)
    if b"\0" in content and "\0" in text:  # bytes are searched several times as fast
        text = _mend_nuls(text)
    if not text or text.isspace():
        raise PageError("blank: nothing but white space; download the page again")
    is_exact = encoding == "utf-8" and "\ufffd" not in text and not content.startswith(codecs.BOM_UTF8)
    utf8 = content if is_exact and b"\0" not in content else None
    return Page(name, hash_bytes(raw), len(raw), media_type, encoding, text, utf8, saved)


def hash_page(path: Path) -> str | None:
    """What the bytes of the page at `path` are known by, None where none can be read."""
    try:
        return hash_bytes(read_bytes(path, MAX_BYTES))
    except (PageError, ValueError):  # the latter for a path that no file can have
        return None


def hash_bytes(raw: bytes) -> str:
    """The SHA-256 of these bytes, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def _explain_name(path: Path) -> str:
    if os.path.isdir(path):
        return "a folder; name a page in it"
    return f"no page: its name does not end in {', '.join(SUFFIXES)}" if os.path.lexists(path) else MISSING


def _mend_nuls(text: str) -> str:
    """The text with U+FFFD for each run of NULs: there a disk lost some of it. Behind a last tag they only fill up."""
    filled = text.rstrip("\0 \r\n")
    if filled.endswith(">"):
        text = filled
    mended = _NUL.sub("\ufffd", text)
    if len(_BINARY.findall(text)) > max(1, _MOST_BINARY * len(mended)):
        raise PageError("binary: it holds NUL characters; save the page as text in UTF-8")
    return mended


def _is_utf8(name: str) -> bool:
    try:
        return os.fsencode(name).decode("utf-8") == name
    except UnicodeDecodeError:
        return False

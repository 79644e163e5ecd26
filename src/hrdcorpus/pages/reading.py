"""File -> page: read once, whole, with a clear error for everything that is no page of text."""

import hashlib
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from hrdcorpus.errors import PageError
from hrdcorpus.pages.encoding import decode
from hrdcorpus.pages.page import Page
from hrdcorpus.records import MediaType
from hrdcorpus.sidecar import load_sidecar

SUFFIXES: Mapping[str, MediaType] = MappingProxyType(
    {".txt": "text/plain", ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html"}
)
MAX_BYTES = 20_000_000  # a page of the site has 5 to 300 KB; more than this is no single page

MAX_MARKS = 100  # combining marks upon one letter: bringing a run of them in order takes time with its square
_MARKS = re.compile(
    f"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{MAX_MARKS}}}"
)

_MAGIC = (
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"PK\x03\x04", "a zip file; unpack it first"),
    (b"%PDF-", "a PDF; save the page as text or HTML"),
    (b"\x89PNG", "an image; save the page as text or HTML"),
    (b"\xff\xd8\xff", "an image; save the page as text or HTML"),
    (b"GIF8", "an image; save the page as text or HTML"),
)


def read_page(path: Path, root: Path) -> Page:
    """The page at `path` with its sidecar, named by its place under `root`; `PageError` says why it cannot be read."""
    media_type = SUFFIXES.get(path.suffix.lower())
    if media_type is None:
        raise PageError(f"{path}: no page: its name does not end in {', '.join(SUFFIXES)}")
    raw = read_bytes(path, MAX_BYTES)
    name = Path(os.path.abspath(path)).relative_to(os.path.abspath(root)).as_posix()
    if not _is_utf8(name):  # no record could hold it
        raise PageError(f"{path}: its name is not UTF-8, or the locale is not; rename it, or set PYTHONUTF8=1")
    try:
        page = build_page(raw, name, media_type)
    except PageError as error:
        raise PageError(f"{path}: {error}") from None
    return replace(page, sidecar=load_sidecar(path))


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a regular file, or of one that a link leads to; `PageError` where there are none, or too many.

    The file is opened once, so that what is checked is what is read.
    """
    try:
        # O_NONBLOCK: opening a FIFO that nobody writes to would wait for ever
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        try:
            return _read_regular(fd, limit)
        finally:
            os.close(fd)
    except OSError as error:
        raise PageError(f"{path}: {_name_reason(path, error)}") from None
    except PageError as error:
        raise PageError(f"{path}: {error}") from None


def _read_regular(fd: int, limit: int) -> bytes:
    before = os.fstat(fd)
    if stat.S_ISDIR(before.st_mode):
        raise PageError("a folder with the name of a file; rename it")
    if not stat.S_ISREG(before.st_mode):
        raise PageError("not a regular file; replace it by a copy of its content")
    with open(fd, "rb", closefd=False) as file:
        raw = file.read(limit + 1)
    after = os.fstat(fd)
    if len(raw) > limit:
        raise PageError(f"larger than {limit:,} bytes; split it, or leave it out")
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise PageError("changed while it was read; run again")
    return raw


def build_page(raw: bytes, name: str, media_type: MediaType) -> Page:
    """The page that these bytes are; `PageError`, without a file's name, where they are no text."""
    if not raw:
        raise PageError("empty; download the page again")
    if len(raw) > MAX_BYTES:
        raise PageError(f"larger than {MAX_BYTES:,} bytes; split it, or leave it out")
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            raise PageError(what)
    decoded = decode(raw, media_type)
    if "\0" in decoded.text:
        raise PageError("binary: it holds NUL characters; save the page as text in UTF-8")
    if _MARKS.search(decoded.text):
        raise PageError(f"more than {MAX_MARKS} accents upon one letter; remove them, or leave the page out")
    if not decoded.text.strip():
        raise PageError("blank: nothing but white space; download the page again")
    return Page(
        path=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        size=len(raw),
        media_type=media_type,
        encoding=decoded.encoding,
        text=decoded.text,
    )


def _is_utf8(name: str) -> bool:
    try:
        return os.fsencode(name).decode("utf-8") == name
    except UnicodeDecodeError:
        return False


def _name_reason(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "a link to nothing; mend or remove it" if path.is_symlink() else "does not exist"
    if isinstance(error, PermissionError):
        return "no permission to read it; change its permissions"
    return f"cannot be read: {error.strerror}"

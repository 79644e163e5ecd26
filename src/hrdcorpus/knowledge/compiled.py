"""What the program's own resources come to: worked out once, and kept as Python keeps compiled modules.

It stands beside them, in `__pycache__` or under PYTHONPYCACHEPREFIX, and with PYTHONDONTWRITEBYTECODE nowhere. Whoever
could write there could change the program.
"""

import hashlib
import os
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from msgspec import msgpack

_INSTALLED = (".dist-info", ".egg-info")  # folders whose names tell a library and its version
_TELLING = (".py", ".toml", ".json")  # what the program and its resources are made of

_SIZE = hashlib.sha256().digest_size
_TICK = 2_000_000_000  # nanoseconds; of no disk's clock more: what changes twice within it may leave the stamp as it is

T = TypeVar("T")


class _Stamp(NamedTuple):
    """What a disk tells of a file without reading it; nobody can set back when it was `changed`, but on Windows."""

    name: str
    size: int
    modified: int
    changed: int
    inode: int


@cache
def hash_program() -> str:
    """The hash of the program's files, and of the versions of Python and of all that is installed beside it.

    Two builds of one version differ, if a byte of them does. `OSError` where something cannot be read.
    """
    told = hashlib.sha256(f"{sys.version}\n{sorted(_list_installed())}\n".encode())
    told.update(_hash_files(str(files("hrdcorpus"))))
    return told.hexdigest()


def load_compiled(name: str, form: type[T], build: Callable[[], T]) -> T:
    """What `build` makes of the program's resources; from what is kept of it by this name, if this very program wrote
    that, and it is whole.
    """
    path = _locate(name)
    with suppress(OSError):
        kept = memoryview(path.read_bytes())
        if kept[:_SIZE] == _sign(name, body := kept[_SIZE:]):
            return msgpack.decode(body, type=form, dec_hook=_read_value)
    built = build()
    if not sys.dont_write_bytecode:
        raw = msgpack.encode(built)
        _write(path, _sign(name, raw) + raw)
    return built


def _list_installed() -> Iterator[str]:
    for folder in filter(os.path.isdir, sys.path):
        yield from (name for name in os.listdir(folder) if name.endswith(_INSTALLED))


def _hash_files(program: str) -> bytes:
    """The hash of the files in this folder; it is kept, so that none is read again before one has another stamp."""
    stamps = sorted(_stamp_files(program))
    stamped, path = hashlib.sha256(repr(stamps).encode()).digest(), _locate("program")
    with suppress(OSError):
        kept = path.read_bytes()
        if kept[:_SIZE] == stamped and len(kept) == 2 * _SIZE:
            return kept[_SIZE:]
    told = hashlib.sha256()
    for stamp in stamps:
        with open(program + stamp.name, "rb") as file:
            raw = file.read()
        told.update(f"{stamp.name}\n{len(raw)}\n".encode("utf-8", "surrogateescape") + raw)
    is_old = all(max(stamp.modified, stamp.changed) + _TICK < time.time_ns() for stamp in stamps)
    if is_old and not sys.dont_write_bytecode:
        _write(path, stamped + told.digest())
    return told.digest()


def _stamp_files(program: str, below: str = "") -> Iterator[_Stamp]:
    with os.scandir(program + below) as entries:
        for entry in entries:
            name = f"{below}/{entry.name}"
            if entry.name.endswith(_TELLING) and entry.is_file():  # not an editor's lock, a link to nowhere
                told = entry.stat()
                yield _Stamp(name, told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)
            elif entry.is_dir():
                yield from _stamp_files(program, name)


def _locate(name: str) -> Path:
    return Path(cache_from_source(os.path.join(os.path.dirname(__file__), f"{name}.py"))).with_suffix(".msgpack")


def _sign(name: str, body: bytes | memoryview) -> bytes:
    """The hash of the program that made it, its name, and a sum of what is kept, which takes less than its hash."""
    return hashlib.sha256(f"{hash_program()}\n{name}\n{zlib.crc32(body)}\n".encode()).digest()


def _read_value(form: Any, value: object) -> object:
    return form(value)


def _write(path: Path, raw: bytes) -> None:
    """Whole or not at all, whatever other processes write there."""
    draft = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_bytes(raw)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

"""What the program's own resources come to: worked out once, and kept as Python keeps compiled modules.

It stands beside them, in `__pycache__` or under PYTHONPYCACHEPREFIX, and with PYTHONDONTWRITEBYTECODE nowhere. Whoever
could write there could change the program.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, TypeVar

from msgspec import msgpack

_INSTALLED = (".dist-info", ".egg-info")  # folders whose names tell a library and its version
_TELLING = (".py", ".toml", ".json")  # what the program and its resources are made of

_SIZE = hashlib.sha256().digest_size

T = TypeVar("T")


@cache
def hash_program() -> str:
    """The hash of the program's files, and of the versions of Python and of all that is installed beside it.

    Two builds of one version differ, if a byte of them does. `OSError` where something cannot be read.
    """
    told = hashlib.sha256(f"{sys.version}\n{sorted(_list_installed())}\n".encode())
    program = str(files("hrdcorpus"))
    paths = (os.path.join(folder, name) for folder, _, names in os.walk(program) for name in names)
    for path in sorted(path for path in paths if path.endswith(_TELLING)):
        with open(path, "rb") as file:
            raw = file.read()
        told.update(f"{path[len(program) :]}\n{len(raw)}\n".encode("utf-8", "surrogateescape") + raw)
    return told.hexdigest()


def load_compiled(name: str, form: type[T], build: Callable[[], T]) -> T:
    """What `build` makes of the program's resources; from what is kept of it by this name, if this very program wrote
    that, and it is whole.
    """
    path = Path(cache_from_source(os.path.join(os.path.dirname(__file__), f"{name}.py"))).with_suffix(".msgpack")
    with suppress(OSError):
        kept = memoryview(path.read_bytes())
        if kept[:_SIZE] == _sign(name, body := kept[_SIZE:]):
            return msgpack.decode(body, type=form, dec_hook=_read_value)
    built = build()
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            raw = msgpack.encode(built)
            _write(path, _sign(name, raw) + raw)
    return built


def _list_installed() -> Iterator[str]:
    for folder in filter(os.path.isdir, sys.path):
        yield from (name for name in os.listdir(folder) if name.endswith(_INSTALLED))


def _sign(name: str, body: bytes | memoryview) -> bytes:
    """The hash of what is kept, of its name, and of the program that made it."""
    told = hashlib.sha256(f"{hash_program()}\n{name}\n".encode())
    told.update(body)
    return told.digest()


def _read_value(form: Any, value: object) -> object:
    return form(value)


def _write(path: Path, raw: bytes) -> None:
    """Whole or not at all, whatever other processes write there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        draft.write_bytes(raw)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)

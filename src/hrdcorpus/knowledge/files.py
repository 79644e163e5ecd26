"""File -> bytes, whoever made the file: a regular one of a bounded size, or an error that says what stands there."""

import os
import stat
from pathlib import Path

from hrdcorpus.errors import PageError, locate_errors


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a regular file, or of one that a link leads to; `PageError` where there are none, or too many.

    The file is opened once, so that what is checked is what is read.
    """
    try:
        # O_NONBLOCK: opening a FIFO that nobody writes to would wait for ever
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        try:
            with locate_errors(path):
                return _read_regular(fd, limit)
        finally:
            os.close(fd)
    except OSError as error:
        raise PageError(_name_reason(path, error), path) from None


def _read_regular(fd: int, limit: int) -> bytes:
    before = os.fstat(fd)
    if stat.S_ISDIR(before.st_mode):
        raise PageError("a folder with the name of a file; rename it")
    if not stat.S_ISREG(before.st_mode):
        raise PageError("not a regular file; replace it by a copy of its content")
    with open(fd, "rb", closefd=False) as file:
        raw = file.read(min(before.st_size, limit) + 1)
    after = os.fstat(fd)
    if len(raw) > limit:
        raise PageError(f"larger than {limit:,} bytes; split it, or leave it out")
    if (len(raw), before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise PageError("changed while it was read; run again")
    return raw


def _name_reason(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "a link to nothing; mend or remove it" if path.is_symlink() else "does not exist"
    if isinstance(error, PermissionError):
        return "no permission to read it; change its permissions"
    return f"cannot be read: {error.strerror}"

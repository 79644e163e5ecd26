"""Files that people name: found, and read where they are regular and of a bounded size; else told what is there."""

import os
import stat
from pathlib import Path

from hrdcorpus.errors import PageError, locate_errors

MISSING = "does not exist; mend its name, or put it there"
_TOP = ".git"  # what stands in the folder of a whole project: a folder, or in a worktree a file

# As far as the system has them. O_NONBLOCK: opening a FIFO that nobody writes to would wait for ever
_FLAGS: int = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_BINARY", "O_NONBLOCK", "O_NOCTTY"))


def find_above(name: str, folder: Path) -> Path | None:
    """The nearest file of this name in the folder, where it is named from there, or in one above it.

    The last folder that is looked into is that of the git repository, or the user's home.
    """
    home = os.path.expanduser("~")
    for place in (folder, *Path(os.path.abspath(folder)).parents):
        if os.path.lexists(place / name):  # a link to nothing is a wrong file
            return place / name
        if os.path.lexists(place / _TOP) or os.path.abspath(place) == home:
            break
    return None


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a regular file, or of one that a link leads to; `PageError` where there are none, or too many.

    The file is opened once, so that what is checked is what is read.
    """
    try:
        fd = os.open(path, _FLAGS)
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
        return "a link to nothing; mend or remove it" if path.is_symlink() else MISSING
    if isinstance(error, PermissionError):
        return "no permission to read it; change its permissions"
    return f"cannot be read: {error.strerror}"

"""What every step on the disk asks first: whether the way there is straight, and what stands at its end.

Nothing here needs more of a system than Windows has: no folder that can be opened.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hrdcorpus.errors import RecordError


@contextmanager
def refuse(what: str, path: Path) -> Iterator[None]:
    """What the disk refuses inside of this is a `RecordError` that says what cannot be done to `path`, and why."""
    try:
        yield
    except OSError as error:
        raise RecordError(f"{what}: {error.strerror}; see to the space, the permissions and the folder", path) from None


def is_straight(path: Path, folder: Path) -> bool:
    """Whether no link leads away between `folder` and the place of `path` at or below it."""
    try:
        check_way(folder, path)
    except OSError:
        return False
    return True


def check_way(top: Path, path: Path) -> None:
    """An `OSError` where a link, a junction or `..` stands between `top` and the folder `path` at or below it."""
    straight = os.path.join(os.path.realpath(top), *path.relative_to(top).parts)
    if os.path.normcase(os.path.realpath(path)) != os.path.normcase(straight):
        raise OSError(errno.ELOOP, "a folder on the way there leads out of the folder")


def make_folder(top: Path, path: Path) -> None:
    """Make the folder `path` at or below `top`, if need be; an `OSError` as in `check_way`."""
    check_way(top, path)  # before anything is made there
    path.mkdir(parents=True, exist_ok=True)


def is_vacant(path: Path) -> bool:
    """Whether no file stands there; an `OSError` where anything else does, such as a link."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return True
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "a link, a folder or another thing that is no file stands there")
    return False


def sync_folder(folder: Path) -> None:
    """Wait until the names in it are on the disk, where the system can tell."""
    held = open_folder(folder)
    if held is not None:
        try:
            os.fsync(held)
        finally:
            os.close(held)


def open_folder(folder: Path) -> int | None:
    """The folder, held open; None where the system does not open folders, as Windows does not."""
    try:
        return os.open(folder, os.O_RDONLY)
    except PermissionError:
        return None

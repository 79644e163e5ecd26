"""One run at a time in a folder, and files in the making whose writer lives: locks, which end with the process.

On Windows they are those of filelock, which takes long to load.
"""

import os
import secrets
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hrdcorpus.corpus.disk import check_way, is_vacant, open_folder, refuse
from hrdcorpus.errors import RecordError

if sys.platform == "win32":
    from filelock import lock_descriptor

    def hold(opened: int) -> bool:
        """Whether the open file is ours now, and no other run's; `OSError` where nothing can be locked."""
        return lock_descriptor(opened, blocking=False)

else:
    from fcntl import LOCK_EX, LOCK_NB, flock

    def hold(opened: int) -> bool:
        """Whether the open file or folder is ours now, and no other run's; `OSError` where nothing can be locked."""
        try:
            flock(opened, LOCK_EX | LOCK_NB)
        except (BlockingIOError, PermissionError):  # the second from some network folders
            return False
        return True


TEMPORARY = ".hrdcorpus-"  # begins the names of what is; the rest is random, so that two runs never share it
LOCK = f"{TEMPORARY}lock"  # what holds a folder where folders cannot be opened
_BINARY: int = getattr(os, "O_BINARY", 0)  # else Windows would change the ends of lines


@contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Hold `folder` for one run, and remove what killed runs left there; `RecordError` where another run holds it.

    The lock lies on the folder itself, or where that cannot be opened on an empty hidden file in it. It ends with the
    process, however that ends.
    """
    with refuse("cannot be written to", folder):
        folder.mkdir(parents=True, exist_ok=True)
        held = _hold_folder(folder)
    try:
        if not _lock(held, folder):
            raise RecordError("another run is writing there; wait until it has ended", folder)
        remove_leftovers([folder], folder)
        yield
    finally:
        os.close(held)


def remove_leftovers(folders: Iterable[Path], top: Path) -> None:
    """Remove what killed runs left in `folders`, at or below `top`: what is temporary and has no living writer."""
    for folder in folders:
        with suppress(OSError):  # none there, or none to write to: writing says so
            check_way(top, folder)
            for name in os.listdir(folder):
                if name.startswith(TEMPORARY) and name != LOCK:
                    _remove_leftover(folder / name)


def create_beside(path: Path, mode: int) -> tuple[int, Path]:
    """An empty temporary file beside `path`, held so that other runs see that its writer lives."""
    while True:
        temporary = path.with_name(f"{TEMPORARY}{secrets.token_hex(8)}.tmp")
        # S_IWUSR: of a page that is write-protected comes a record that Windows could not replace
        out = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode | stat.S_IWUSR)
        try:
            is_held = hold(out)
        except OSError:  # some network folders know no locks, and there nobody removes what a run left
            is_held = True
        if is_held and temporary.exists():
            return out, temporary
        os.close(out)  # a run that began at this moment took it for one that a killed run left


def create_folder(beside: Path) -> tuple[Path, int]:
    """An empty temporary folder, and what holds it."""
    while True:
        folder = beside / f"{TEMPORARY}{secrets.token_hex(8)}.tmp"
        folder.mkdir(0o700)
        with suppress(FileNotFoundError):  # as in `create_beside`
            held = _hold_folder(folder)
            if _lock(held, folder) and folder.exists():
                return folder, held
            os.close(held)


def _lock(held: int, folder: Path) -> bool:
    """Whether the folder is ours now, and no other run's."""
    try:
        return hold(held)
    except OSError as error:
        raise RecordError(f"cannot be locked: {error.strerror}; choose a folder on a local disk", folder) from None


def _remove_leftover(path: Path) -> None:
    """Remove a temporary file, or folder, whose writer does not live."""
    is_folder = path.is_dir() and not path.is_symlink()
    if not is_folder and is_vacant(path):
        return
    file = _hold_folder(path) if is_folder else os.open(path, os.O_RDONLY)
    try:
        is_left = hold(file)
        if is_left and not is_folder and os.name != "nt":  # while it is held: its writer may be about to
            os.unlink(path)
    finally:
        os.close(file)
    if is_left and is_folder:
        shutil.rmtree(path)
    elif is_left and os.name == "nt":  # which removes no file that anybody has open
        os.unlink(path)


def _hold_folder(folder: Path) -> int:
    """What a lock on the folder lies on."""
    return open_folder(folder) or os.open(folder / LOCK, os.O_RDWR | os.O_CREAT)

"""Value -> disk: the one way a file is written. Whole or not at all, and never outside its folder.

Folders are held open and walked by file descriptor, so that a link planted meanwhile changes nothing.
"""

import errno
import fcntl
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from hrdcorpus.errors import RecordError

_PREFIX = ".hrdcorpus-"  # of a temporary file; the rest is random, so that two runs never share one
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


def write_file(path: Path, data: bytes, folder: Path | None = None, mode: int = 0o666) -> None:
    """Put `data` at `path`. When this returns it is whole on disk; at a `RecordError` the old file still is.

    `folder` (default: the file's own) may be a link, as its user chose it, and is made where missing. Nothing
    below it may be one: neither a folder on the way to the file, nor the file itself. `mode` is less the umask.
    """
    top = folder or path.parent
    with _refuse("cannot be written", path):
        top.mkdir(parents=True, exist_ok=True)
        with _open_folder(top, path.parent, make=True) as parent:
            _replace(path.name, data, parent, mode)


def read_file(path: Path, folder: Path) -> bytes | None:
    """What stands at `path` below `folder`; None where nothing does. `RecordError` as in `write_file`."""
    with _refuse("cannot be read", path), suppress(FileNotFoundError), _open_folder(folder, path.parent) as parent:
        if not _is_vacant(path.name, parent):
            with open(os.open(path.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=parent), "rb") as file:
                return file.read()
    return None


def copy_file(path: Path, target: Path, folder: Path) -> None:
    """Put what stands at `path` to another place below `folder`, too, as readable as it is; `RecordError` as above."""
    data = read_file(path, folder)
    if data is not None:
        write_file(target, data, folder, stat.S_IMODE(path.lstat().st_mode))


def move_file(path: Path, target: Path, folder: Path) -> None:
    """Give the file at `path` another place below `folder`, if nothing is there; `RecordError` as in `write_file`."""
    with (
        _refuse("cannot be moved", path),
        _open_folder(folder, path.parent) as parent,
        _open_folder(folder, target.parent, make=True) as other,
    ):
        if not _is_vacant(target.name, other):
            raise RecordError(f"cannot be moved: {target} is there; keep one of the two", path)
        _is_vacant(path.name, parent)
        os.rename(path.name, target.name, src_dir_fd=parent, dst_dir_fd=other)
        os.fsync(other)
        os.fsync(parent)


def remove_file(path: Path, folder: Path) -> None:
    """Remove the file at `path` below `folder`; `RecordError` as in `write_file`."""
    with _refuse("cannot be removed", path), _open_folder(folder, path.parent) as parent:
        _is_vacant(path.name, parent)
        os.unlink(path.name, dir_fd=parent)
        os.fsync(parent)


@contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Hold `folder` for one run; `RecordError` where another run holds it.

    The lock lies on the folder itself: it leaves no file and ends with the process, however that ends.
    """
    with _refuse("cannot be written to", folder):
        folder.mkdir(parents=True, exist_ok=True)
        held = os.open(folder, _FOLDER)
    try:
        _lock(held, folder)
        yield
    finally:
        os.close(held)


def remove_leftovers(folders: Iterable[Path], top: Path) -> None:
    """Remove what killed runs left in `folders`, at or below `top`: temporary files without a living writer."""
    for folder in folders:
        with suppress(OSError), _open_folder(top, folder) as held:  # none there, or none to write to: writing says so
            _remove_abandoned(held)


@contextmanager
def _refuse(what: str, path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RecordError(f"{what}: {error.strerror}; see to the space, the permissions and the folder", path) from None


def _lock(held: int, folder: Path) -> None:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise RecordError("another run is writing there; wait until it has ended", folder) from None
    except OSError as error:
        raise RecordError(f"cannot be locked: {error.strerror}; choose a folder on a local disk", folder) from None


def _remove_abandoned(folder: int) -> None:
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if entry.name.startswith(_PREFIX)]
    for name in names:
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
        with suppress(BlockingIOError), open(file, "rb"):  # its writer lives and holds it
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.unlink(name, dir_fd=folder)


@contextmanager
def _open_folder(top: Path, path: Path, *, make: bool = False) -> Iterator[int]:
    """The folder at `path`, which is `top` or below it, walked to from there without following a link."""
    with ExitStack() as held:
        folder = os.open(top, _FOLDER)
        held.callback(os.close, folder)
        for step in path.relative_to(top).parts:
            if make:
                with suppress(FileExistsError):
                    os.mkdir(step, dir_fd=folder)
            if step == ".." or stat.S_ISLNK(os.stat(step, dir_fd=folder, follow_symlinks=False).st_mode):
                raise OSError(errno.ELOOP, f"{step} leads out of the folder")
            folder = os.open(step, _FOLDER | os.O_NOFOLLOW, dir_fd=folder)
            held.callback(os.close, folder)
        yield folder


def _is_vacant(name: str, parent: int) -> bool:
    try:
        mode = os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode
    except FileNotFoundError:
        return True
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "a link, a folder or another thing that is no file stands there")
    return False


def _replace(name: str, data: bytes, parent: int, mode: int) -> None:
    _is_vacant(name, parent)
    temporary = f"{_PREFIX}{secrets.token_hex(8)}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    out = os.open(temporary, flags, mode, dir_fd=parent)
    try:
        with open(out, "wb") as file:
            with suppress(OSError):  # tells the next run that this one lives; some network folders know no locks
                fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.write(data)
            file.flush()
            os.fsync(out)
            os.replace(temporary, name, src_dir_fd=parent, dst_dir_fd=parent)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary, dir_fd=parent)
        raise
    os.fsync(parent)

"""Value -> disk: the one way a file is written. Whole or not at all, and never outside its folder.

Nothing here needs more of a system than Windows has: no folder that can be opened, no open file that can be renamed.
"""

import errno
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path

from hrdcorpus.corpus.locking import hold
from hrdcorpus.corpus.permissions import ANYBODY
from hrdcorpus.errors import RecordError

TEMPORARY = ".hrdcorpus-"  # begins the names of what is; the rest is random, so that two runs never share it
LOCK = f"{TEMPORARY}lock"  # what holds a folder where folders cannot be opened
_READ = 0o044
_BINARY: int = getattr(os, "O_BINARY", 0)  # else Windows would change the ends of lines


class Draft:
    """A file in the making, beside `path`. It takes its place there whole, or not at all.

    `folder` (default: the file's own) may be a link, as its user chose it, and is made where missing. Nothing
    below it may be one: neither a folder on the way to the file, nor the file itself. `mode` is less the umask.
    A `RecordError` says why a step failed; then, too, the draft is to be dropped.
    """

    def __init__(self, path: Path, folder: Path | None = None, mode: int = ANYBODY) -> None:
        self.path = path
        with _refuse("cannot be written", path):
            _make_folder(folder or path.parent, path.parent)
            _is_vacant(path)
            out, self._temporary = _create_beside(path, mode)
        self._file = open(out, "wb")  # noqa: SIM115 - `put` and `drop` close it

    @property
    def begun(self) -> int:
        """When it was last written to, by the clock of its disk, in nanoseconds since 1970."""
        return os.fstat(self._file.fileno()).st_mtime_ns

    def write(self, data: bytes) -> None:
        """Add to it."""
        with _refuse("cannot be written", self.path):
            self._file.write(data)

    def put(self) -> None:
        """Put it at its place. When this returns it is whole on disk; at an error the old file still is."""
        with _refuse("cannot be written", self.path):
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            os.replace(self._temporary, self.path)
            _sync_folder(self.path.parent)

    def drop(self) -> None:
        """Leave nothing of it, but what was put."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            os.unlink(self._temporary)


def place_file(staged: Path, path: Path, folder: Path | None = None, mode: int = ANYBODY) -> None:
    """Give a file of a folder that `make_scratch` made its place; the rest is as in `write_file`."""
    with _refuse("cannot be written", path):
        _make_folder(folder or path.parent, path.parent)
        _is_vacant(path)
        staged.chmod(stat.S_IMODE(staged.stat().st_mode) & mode | stat.S_IWUSR)
        with open(staged, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(staged, path)
        _sync_folder(path.parent)


@contextmanager
def make_scratch(output: Path | None) -> Iterator[Path]:
    """A folder of one's own, and on the disk of the `output`, for what is not whole yet; it goes when this ends.

    Nobody else may look into it. Without an output it lies where the system has such folders. `RecordError` where
    nothing can be written.
    """
    if output is None:
        with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder:
            yield Path(folder)
        return
    with _refuse("cannot be written", output):
        beside = next(place for place in (output, *output.absolute().parents) if place.is_dir())
        scratch, held = _create_folder(beside)
        try:
            yield scratch
        finally:
            os.close(held)
            shutil.rmtree(scratch, ignore_errors=True)


def write_file(path: Path, data: bytes | Iterable[bytes], folder: Path | None = None, mode: int = ANYBODY) -> None:
    """Put `data` at `path`, at once or bit by bit, as `Draft` does. At a `RecordError` the old file is still there."""
    draft = Draft(path, folder, mode)
    try:
        for part in [data] if isinstance(data, bytes) else data:
            draft.write(part)
        draft.put()
    except BaseException:
        draft.drop()
        raise


def is_straight(path: Path, folder: Path) -> bool:
    """Whether no link leads away between `folder` and the place of `path` at or below it."""
    try:
        _check_way(folder, path)
    except OSError:
        return False
    return True


def narrow_file(path: Path, folder: Path, mode: int) -> None:
    """Let others read a file below `folder` no more than `mode` says; `RecordError` as in `write_file`."""
    with _refuse("cannot be changed", path):
        _check_way(folder, path.parent)
        standing = path.lstat().st_mode
        if not _is_vacant(path) and standing & ~mode & _READ:
            path.chmod(stat.S_IMODE(standing) & (mode | ~ANYBODY))


def read_file(path: Path, folder: Path) -> bytes | None:
    """What stands at `path` below `folder`; None where nothing does. `RecordError` as in `write_file`."""
    with _refuse("cannot be read", path), suppress(FileNotFoundError):
        _check_way(folder, path.parent)
        if not _is_vacant(path):
            return path.read_bytes()
    return None


def hash_file(path: Path, folder: Path) -> str:
    """The SHA-256 of what stands at `path` below `folder`, in hexadecimal; `RecordError` as in `write_file`."""
    with _refuse("cannot be read", path):
        _check_way(folder, path.parent)
        _is_vacant(path)
        with open(path, "rb") as file:
            return file_digest(file, "sha256").hexdigest()


def copy_file(path: Path, target: Path, folder: Path) -> None:
    """Put what stands at `path` to another place below `folder`, too, as readable as it is; `RecordError` as above."""
    data = read_file(path, folder)
    if data is not None:
        write_file(target, data, folder, stat.S_IMODE(path.lstat().st_mode))


def move_file(path: Path, target: Path, folder: Path) -> None:
    """Give the file at `path` another place below `folder`, if nothing is there; `RecordError` as in `write_file`."""
    with _refuse("cannot be moved", path):
        _check_way(folder, path.parent)
        _make_folder(folder, target.parent)
        if not _is_vacant(target):
            raise RecordError(f"cannot be moved: {target} is there; keep one of the two", path)
        _is_vacant(path)
        os.rename(path, target)
        _sync_folder(target.parent)
        _sync_folder(path.parent)


def remove_file(path: Path, folder: Path) -> None:
    """Remove the file at `path` below `folder`; `RecordError` as in `write_file`."""
    with _refuse("cannot be removed", path):
        _check_way(folder, path.parent)
        _is_vacant(path)
        os.unlink(path)
        _sync_folder(path.parent)


@contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Hold `folder` for one run, and remove what killed runs left there; `RecordError` where another run holds it.

    The lock lies on the folder itself, or where that cannot be opened on an empty hidden file in it. It ends with the
    process, however that ends.
    """
    with _refuse("cannot be written to", folder):
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
            _check_way(top, folder)
            for name in os.listdir(folder):
                if name.startswith(TEMPORARY) and name != LOCK:
                    _remove_leftover(folder / name)


@contextmanager
def _refuse(what: str, path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RecordError(f"{what}: {error.strerror}; see to the space, the permissions and the folder", path) from None


def _lock(held: int, folder: Path) -> bool:
    """Whether the folder is ours now, and no other run's."""
    try:
        return hold(held)
    except OSError as error:
        raise RecordError(f"cannot be locked: {error.strerror}; choose a folder on a local disk", folder) from None


def _remove_leftover(path: Path) -> None:
    """Remove a temporary file, or folder, whose writer does not live."""
    is_folder = path.is_dir() and not path.is_symlink()
    if not is_folder and _is_vacant(path):
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


def _make_folder(top: Path, path: Path) -> None:
    _check_way(top, path)  # before anything is made there
    path.mkdir(parents=True, exist_ok=True)


def _check_way(top: Path, path: Path) -> None:
    """An `OSError` where a link, a junction or `..` stands between `top` and the folder `path` at or below it."""
    straight = os.path.join(os.path.realpath(top), *path.relative_to(top).parts)
    if os.path.normcase(os.path.realpath(path)) != os.path.normcase(straight):
        raise OSError(errno.ELOOP, "a folder on the way there leads out of the folder")


def _is_vacant(path: Path) -> bool:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return True
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "a link, a folder or another thing that is no file stands there")
    return False


def _create_beside(path: Path, mode: int) -> tuple[int, Path]:
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


def _create_folder(beside: Path) -> tuple[Path, int]:
    """An empty temporary folder, and what holds it."""
    while True:
        folder = beside / f"{TEMPORARY}{secrets.token_hex(8)}.tmp"
        folder.mkdir(0o700)
        with suppress(FileNotFoundError):  # as in `_create_beside`
            held = _hold_folder(folder)
            if _lock(held, folder) and folder.exists():
                return folder, held
            os.close(held)


def _sync_folder(folder: Path) -> None:
    held = _open_folder(folder)
    if held is not None:
        try:
            os.fsync(held)
        finally:
            os.close(held)


def _hold_folder(folder: Path) -> int:
    """What a lock on the folder lies on."""
    return _open_folder(folder) or os.open(folder / LOCK, os.O_RDWR | os.O_CREAT)


def _open_folder(folder: Path) -> int | None:
    """The folder, held open; None where the system does not open folders, as Windows does not."""
    try:
        return os.open(folder, os.O_RDONLY)
    except PermissionError:
        return None

"""Value -> disk: the one way a file is written. Whole or not at all, and never outside its folder.

Nothing here needs more of a system than Windows has: no folder that can be opened, no open file that can be renamed.
"""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path

from hrdcorpus.corpus.disk import check_way, is_vacant, make_folder, refuse, sync_folder
from hrdcorpus.corpus.locking import TEMPORARY, create_beside, create_folder
from hrdcorpus.corpus.permissions import ANYBODY
from hrdcorpus.errors import RecordError

_READ = 0o044


class Draft:
    """A file in the making, beside `path`. It takes its place there whole, or not at all.

    `folder` (default: the file's own) may be a link, as its user chose it, and is made where missing. Nothing
    below it may be one: neither a folder on the way to the file, nor the file itself. `mode` is less the umask.
    A `RecordError` says why a step failed; then, too, the draft is to be dropped.
    """

    def __init__(self, path: Path, folder: Path | None = None, mode: int = ANYBODY) -> None:
        self.path = path
        with refuse("cannot be written", path):
            make_folder(folder or path.parent, path.parent)
            is_vacant(path)
            out, self._temporary = create_beside(path, mode)
        self._file = open(out, "wb")  # noqa: SIM115 - `put` and `drop` close it

    @property
    def begun(self) -> int:
        """When it was last written to, by the clock of its disk, in nanoseconds since 1970."""
        return os.fstat(self._file.fileno()).st_mtime_ns

    def write(self, data: bytes) -> None:
        """Add to it."""
        with refuse("cannot be written", self.path):
            self._file.write(data)

    def put(self) -> None:
        """Put it at its place. When this returns it is whole on disk; at an error the old file still is."""
        with refuse("cannot be written", self.path):
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            os.replace(self._temporary, self.path)
            sync_folder(self.path.parent)

    def drop(self) -> None:
        """Leave nothing of it, but what was put."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            os.unlink(self._temporary)


def place_file(staged: Path, path: Path, folder: Path | None = None, mode: int = ANYBODY) -> None:
    """Give a file of a folder that `make_scratch` made its place; the rest is as in `write_file`."""
    with refuse("cannot be written", path):
        make_folder(folder or path.parent, path.parent)
        is_vacant(path)
        staged.chmod(stat.S_IMODE(staged.stat().st_mode) & mode | stat.S_IWUSR)
        with open(staged, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(staged, path)
        sync_folder(path.parent)


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
    with refuse("cannot be written", output):
        beside = next(place for place in (output, *output.absolute().parents) if place.is_dir())
        scratch, held = create_folder(beside)
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


def narrow_file(path: Path, folder: Path, mode: int) -> None:
    """Let others read a file below `folder` no more than `mode` says; `RecordError` as in `write_file`."""
    with refuse("cannot be changed", path):
        check_way(folder, path.parent)
        standing = path.lstat().st_mode
        if not is_vacant(path) and standing & ~mode & _READ:
            path.chmod(stat.S_IMODE(standing) & (mode | ~ANYBODY))


def read_file(path: Path, folder: Path) -> bytes | None:
    """What stands at `path` below `folder`; None where nothing does. `RecordError` as in `write_file`."""
    with refuse("cannot be read", path), suppress(FileNotFoundError):
        check_way(folder, path.parent)
        if not is_vacant(path):
            return path.read_bytes()
    return None


def hash_file(path: Path, folder: Path) -> str:
    """The SHA-256 of what stands at `path` below `folder`, in hexadecimal; `RecordError` as in `write_file`."""
    with refuse("cannot be read", path):
        check_way(folder, path.parent)
        is_vacant(path)
        with open(path, "rb") as file:
            return file_digest(file, "sha256").hexdigest()


def copy_file(path: Path, target: Path, folder: Path) -> None:
    """Put what stands at `path` to another place below `folder`, too, as readable as it is; `RecordError` as above."""
    data = read_file(path, folder)
    if data is not None:
        write_file(target, data, folder, stat.S_IMODE(path.lstat().st_mode))


def move_file(path: Path, target: Path, folder: Path) -> None:
    """Give the file at `path` another place below `folder`, if nothing is there; `RecordError` as in `write_file`."""
    with refuse("cannot be moved", path):
        check_way(folder, path.parent)
        make_folder(folder, target.parent)
        if not is_vacant(target):
            raise RecordError(f"cannot be moved: {target} is there; keep one of the two", path)
        is_vacant(path)
        os.rename(path, target)
        sync_folder(target.parent)
        sync_folder(path.parent)


def remove_file(path: Path, folder: Path) -> None:
    """Remove the file at `path` below `folder`; `RecordError` as in `write_file`."""
    with refuse("cannot be removed", path):
        check_way(folder, path.parent)
        is_vacant(path)
        os.unlink(path)
        sync_folder(path.parent)

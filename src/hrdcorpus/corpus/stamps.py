"""How a file is known to be as it was: by its size, times and number on the disk; where these differ, by its bytes."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from hrdcorpus.corpus.store import MAX_BYTES
from hrdcorpus.errors import PageError
from hrdcorpus.knowledge.files import read_bytes
from hrdcorpus.reading.pages import hash_bytes


class Stamp(NamedTuple):
    """What a disk tells of a file without reading it: bytes, times in nanoseconds since 1970, and its number there.

    `changed` is when its name, owner or mode last changed, which no program can set back; on Windows, when it was made.
    """

    size: int
    modified: int
    changed: int
    inode: int

    @property
    def latest(self) -> int:
        """The later of its times: what is written in the same tick of the disk's clock may leave the stamp as it is."""
        return max(self.modified, self.changed)


class Kept(NamedTuple):
    """A file as it was: its stamp, and the SHA-256 of its bytes."""

    stamp: Stamp
    sha256: str


def read_stamp(path: Path) -> Stamp | None:
    """The stamp of the file at `path`; None where nothing is, or a link, or another thing that is no file."""
    try:
        told = os.lstat(path)
    except (OSError, ValueError):
        return None
    return Stamp(told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino) if stat.S_ISREG(told.st_mode) else None


def find_kept(path: Path, kept: Kept, before: int) -> Kept | None:
    """The file as it is, if it has the bytes that were kept; else None.

    With a stamp that is the same, and older than the time `before` at which that was written down, it is not read.
    """
    stamp = read_stamp(path)
    if stamp is None:
        return None
    if stamp == kept.stamp and stamp.latest < before:
        return kept
    try:
        sha256 = hash_bytes(read_bytes(path, MAX_BYTES))
    except PageError:
        return None
    return Kept(stamp, sha256) if sha256 == kept.sha256 and read_stamp(path) == stamp else None

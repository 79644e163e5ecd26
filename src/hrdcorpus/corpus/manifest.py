"""The manifest: what earlier runs found out of each page, so that one which is as it was is not read again.

It stands beside the records, in a hidden folder that git ignores by itself. It holds places, times, hashes, numbers and
the program's own reasons, and no word of a page. Without it, or with one that is damaged or another program's, all
pages are read, and nothing is lost.
"""

import hashlib
import os
import zlib
from collections import deque
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path, PurePath
from typing import NamedTuple

from msgspec import DecodeError
from msgspec.json import Decoder, encode

from hrdcorpus.corpus.disk import is_straight
from hrdcorpus.corpus.locking import remove_leftovers
from hrdcorpus.corpus.stamps import Kept, read_stamp
from hrdcorpus.corpus.writing import Draft, write_file
from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.reading.saving import Saved

FOLDER = ".hrdcorpus_cache"
NAME = "manifest"

_IGNORE = b"# Made by hrdcorpus: what it remembers of the pages here, of no use on another disk.\n*\n"
_OWNER = 0o600  # names of files may tell who is interviewed
_LONGEST = 1_000_000  # bytes of a line; what is longer is no entry


class Entry(NamedTuple):
    """What is remembered of a page: what it was made of, what was made of it, and what there is to say.

    `basis` stands for all that decides beside the files, `shut` for what folders take from others' permissions. `files`
    are the page, its sidecar, if it has one, and the records of its `interviews`. `reason` is why it holds none.
    """

    basis: str
    shut: int
    has_sidecar: bool
    interviews: int
    files: tuple[Kept, ...]
    reason: str | None = None
    is_accepted: bool = False
    exchanges: int = 0
    keyed: int = 0
    findings: int = 0

    @property
    def changed(self) -> int:
        """When the page or its sidecar last changed, in nanoseconds since 1970."""
        return max(kept.stamp.latest for kept in self.files[: 1 + self.has_sidecar])


_PAGE, _ENTRY = Decoder(str), Decoder(Entry)


def build_basis(version: str, name: str, listed: Saved) -> str:
    """What decides over a page beside its files: the version of all, its name, and what `urls.csv` says of it."""
    told = f"{version}\n{PurePath(name).suffix}\n{listed!r}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(told).hexdigest()[: len(version)]


class Manifest:
    """The entries of the pages with records below `output`: read and written anew in one pass, by the pages' ids.

    `is_only` says that this run has all the pages there are: then entries of others are left out. Where nothing can be
    remembered `error` says why, and the old manifest stays. The caller holds `output` (see `lock_folder`).
    """

    def __init__(self, output: Path, *, is_only: bool) -> None:
        self._path, self._is_only, self._is_new = output / FOLDER / NAME, is_only, False
        stamp = read_stamp(self._path) if is_straight(self._path.parent, output) else None
        self.written = stamp.modified if stamp else 0  # when, by the clock of its disk
        self._known, self._old = (_Lines(self._path if stamp else None) for _ in range(2))
        self._draft: Draft | None = None
        self.error: HrdcorpusError | None = None
        try:
            remove_leftovers([self._path.parent], output)
            self._draft = Draft(self._path, output, _OWNER)
            if not os.path.lexists(ignore := self._path.with_name(".gitignore")):
                write_file(ignore, _IGNORE, output)
        except HrdcorpusError as error:
            self._give_up(error)
        self._begun = self._draft.begun if self._draft else 0

    def recall(self, page: str) -> Entry | None:
        """What is remembered of the page with this id, which comes behind all that were asked for before."""
        deque(self._known.take_before(page), maxlen=0)
        line = self._known.take(page)
        return _parse_entry(line) if line else None

    def remember(self, page: str, entry: Entry | None) -> None:
        """Put down what is known of the page with this id, which comes behind all that were put down before.

        Not of one that was changed since this run began: it could be changed again within the same tick of the clock.
        """
        self._carry(self._old.take_before(page), is_kept=not self._is_only)
        line = _format_entry(page, entry) if entry and entry.changed < self._begun else b""
        self._is_new |= line != self._old.take(page)
        self._write(line)

    def close(self, *, is_done: bool) -> None:
        """Put the manifest in its place, if it is another one now. Where not all is done, other entries are kept."""
        self._carry(self._old.take_before(None), is_kept=not (self._is_only and is_done))
        try:
            if self._draft and self._is_new:
                self._draft.put()
        except HrdcorpusError as error:
            self._give_up(error)
        if self._draft:
            self._draft.drop()
        self._known.drop()
        self._old.drop()

    def _carry(self, lines: Iterator[bytes], *, is_kept: bool) -> None:
        for line in lines:
            self._is_new |= not is_kept
            self._write(line if is_kept else b"")

    def _write(self, line: bytes) -> None:
        try:
            if self._draft:
                self._draft.write(line)
        except HrdcorpusError as error:
            self._give_up(error)

    def _give_up(self, error: HrdcorpusError) -> None:
        self.error = error
        if self._draft:
            self._draft.drop()
        self._draft = None


class _Lines:
    """The whole lines of a manifest, taken one after the other by the ids of their pages."""

    def __init__(self, path: Path | None) -> None:
        self._lines = _read_lines(path)
        self._next = next(self._lines, None)

    def take_before(self, page: str | None) -> Iterator[bytes]:
        """Those of pages before this one; all that are left, for None."""
        while self._next and (page is None or self._next[0] < page):
            yield self._next[1]
            self._next = next(self._lines, None)

    def take(self, page: str) -> bytes:
        """That of the page, if it comes next; else nothing."""
        if not self._next or self._next[0] != page:
            return b""
        line = self._next[1]
        self._next = next(self._lines, None)
        return line

    def drop(self) -> None:
        """Read no further."""
        self._lines.close()


def _read_lines(path: Path | None) -> Generator[tuple[str, bytes]]:
    """Each line that is as it was written, with the id of its page."""
    if path is None:
        return
    try:
        with path.open("rb") as file:
            for line in iter(partial(file.readline, _LONGEST), b""):
                check, _, told = line.partition(b" ")
                if check == _sum(told):
                    yield _PAGE.decode(told.partition(b"\t")[0]), line
    except (OSError, DecodeError):  # it cannot be read, or not to its end: what it held is read from the pages
        return


def _format_entry(page: str, entry: Entry) -> bytes:
    told = b"\t".join((encode(page), encode(entry))) + b"\n"
    return _sum(told) + b" " + told


def _parse_entry(line: bytes) -> Entry | None:
    """The entry in a whole line; None where an entry has another form, as another program's may."""
    try:
        return _ENTRY.decode(line.partition(b"\t")[2])
    except DecodeError:
        return None


def _sum(told: bytes) -> bytes:
    return b"%08x" % zlib.crc32(told)

"""Records on disk: where each stands, whether it is current, and how it is read and written."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from hrdcorpus.corpus.permissions import ANYBODY
from hrdcorpus.corpus.places import CorpusFile, is_in_place, list_further_records, locate_record
from hrdcorpus.corpus.writing import narrow_file, read_file, write_file
from hrdcorpus.errors import PageError, RecordError
from hrdcorpus.knowledge.files import read_bytes
from hrdcorpus.records.form import Record
from hrdcorpus.records.serialising import dump_line, load_record
from hrdcorpus.records.unheld import Unheld

MAX_BYTES = 200_000_000  # ten times a page's limit: more than any page can become


def list_standing_records(output: Path, page: CorpusFile) -> list[Path]:
    """The files that stand where records of the page belong; a link there, or on the way there, is none."""
    first = locate_record(output, page.id)
    return [path for path in (first, *list_further_records(first, page.path)) if _is_file(path, output)]


def _is_file(path: Path, output: Path) -> bool:
    try:
        return read_file(path, output) is not None
    except RecordError:
        return False


def is_current(output: Path, identifier: str, data: bytes) -> bool:
    """Whether the record on disk has just these bytes, but for its line ends: a checkout on Windows may change them.

    `RecordError` where what stands there is no file.
    """
    standing = read_file(locate_record(output, identifier), output)
    return standing is not None and standing.replace(b"\r\n", b"\n") == data


def write_record(output: Path, identifier: str, data: bytes, mode: int = ANYBODY) -> None:
    """Put a record in its place, whole, and no more open than `mode`; `RecordError` as in `write_file`."""
    write_file(locate_record(output, identifier), data, output, mode)


def narrow_record(output: Path, identifier: str, mode: int) -> None:
    """Let others read a record that stays no more than `mode` says; `RecordError` as in `write_file`."""
    narrow_file(locate_record(output, identifier), output, mode)


class Entry(NamedTuple):
    """What is kept in mind of a record that was read: its id, its page's path, and by what its bytes are known."""

    id: str
    page: str
    digest: bytes


class StoredRecords(Mapping[Path, Record]):
    """Valid records by their files. Each is read whenever it is asked for, and none is held.

    `RecordError` where a file is not any more what it was. Places are kept as text, as those of `CorpusFile`.
    """

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def __getitem__(self, path: Path) -> Record:
        raw = _read(path)
        if _hash(raw) != self.find_entry(path).digest:
            raise RecordError("changed while it was read; run again", path)
        return load_record(raw, path.as_posix())

    def __iter__(self) -> Iterator[Path]:
        return map(Path, self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def find_entry(self, path: Path) -> Entry:
        """What is kept in mind of the record in this file."""
        return self._entries[str(path)]

    def list_entries(self) -> Iterator[tuple[Path, Entry]]:
        """The same of each, with its file."""
        return ((Path(place), entry) for place, entry in self._entries.items())

    def keep(self, paths: Iterable[Path]) -> "StoredRecords":
        """Those in these files alone, in their order."""
        return StoredRecords({place: self._entries[place] for place in map(str, paths)})


class SpooledRecords(Unheld):
    """Records in a file of one's own, one a line, in the order in which they were put there; none is held."""

    def __init__(self, place: Path, records: Iterable[Record]) -> None:
        self._place, self._count = place, 0
        with open(place, "wb") as file:
            for record in records:
                file.write(dump_line(record))
                self._count += 1

    def __iter__(self) -> Iterator[Record]:
        with open(self._place, "rb") as file:
            yield from (load_record(line, self._place.as_posix()) for line in file)

    def __len__(self) -> int:
        return self._count


def read_record(path: Path) -> Record:
    """The record in a file; `RecordError` says where it breaks the form."""
    return load_record(_read(path), path.as_posix())


def read_entries(files: Iterable[CorpusFile]) -> Iterator[Entry | RecordError]:
    """What is known of each valid record, in the files' order, or in its place why it cannot be taken.

    A record under another name than its own could escape what is said of its page.
    """
    seen: dict[str, str] = {}
    for file in files:
        try:
            raw = _read(file.path)
            record = load_record(raw, file.path.as_posix())
        except RecordError as error:
            yield error
            continue
        if not is_in_place(file.path, record.id):
            yield RecordError("is not the place where the record stands; make it again with ingest", file.path, "id")
        elif record.id in seen:
            yield RecordError(f"the same as in {seen[record.id]}; remove one of the two", file.path, "id")
        else:
            identifier = file.id if file.id == record.id else record.id  # one text in memory, not two
            seen[identifier] = file.place
            yield Entry(identifier, record.source.path, _hash(raw))


def _read(path: Path) -> bytes:
    try:
        return read_bytes(path, MAX_BYTES)
    except PageError as error:
        raise RecordError(error.reason, path) from None


def _hash(raw: bytes) -> bytes:
    return blake2b(raw, digest_size=16).digest()

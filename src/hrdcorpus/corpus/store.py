"""Records on disk: where each stands, whether it is current, and how it is read and written."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from hrdcorpus.corpus.permissions import ANYBODY
from hrdcorpus.corpus.places import CorpusFile, is_in_place, list_further_records, locate_record
from hrdcorpus.corpus.writing import narrow_file, read_file, write_file
from hrdcorpus.errors import PageError, RecordError
from hrdcorpus.knowledge.files import read_bytes
from hrdcorpus.records.form import Record
from hrdcorpus.records.serialising import load_record

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


def read_record(path: Path) -> Record:
    """The record in a file; `RecordError` says where it breaks the form."""
    try:
        raw = read_bytes(path, MAX_BYTES)
    except PageError as error:
        raise RecordError(error.reason, path) from None
    return load_record(raw, path.as_posix())


def read_records(files: Iterable[CorpusFile]) -> Iterator[Record | RecordError]:
    """Each record in the files' order, or in its place the error that says why it cannot be taken.

    A record under another name than its own could escape what is said of its page.
    """
    seen: dict[str, Path] = {}
    for file in files:
        try:
            record = read_record(file.path)
        except RecordError as error:
            yield error
            continue
        if not is_in_place(file.path, record.id):
            yield RecordError("is not the place where the record stands; make it again with ingest", file.path, "id")
        elif record.id in seen:
            yield RecordError(f"the same as in {seen[record.id]}; remove one of the two", file.path, "id")
        else:
            seen[record.id] = file.path
            yield record

"""Many files -> one folder that holds just them, and says so: how an export of more than one file is written.

The folder's `SHA256SUMS`, which `sha256sum --check` reads, lists the files with what is in them. Whatever else
stands in the folder, or was changed since, is somebody's own, and nothing is written beside it.
"""

import hashlib
import os
from collections.abc import Generator, Iterable, Mapping
from pathlib import Path

from hrdcorpus.corpus.writing import lock_folder, read_file, remove_leftovers, write_file
from hrdcorpus.errors import RecordError

LIST = "SHA256SUMS"
_DIGEST = 64  # characters of a SHA-256, after which come two blanks and the file's name
_WHOLE = "# written by hrdcorpus export"
_UNFINISHED = "# unfinished: run hrdcorpus export again"


def write_folder(folder: Path, files: Mapping[str, bytes]) -> Generator[str]:
    """Make `folder`, which may be new, hold `files` in their order and no others; gives each name once it is written.

    Of a folder that holds an earlier export its files are replaced or removed. Each file is whole at any time, and
    `SHA256SUMS` says from the first to the last whether all are there. `RecordError` where the folder holds anything
    else, or as in `write_file`; then nothing is changed.
    """
    with lock_folder(folder):
        remove_leftovers([folder], folder)
        listed = _read_list(folder)
        standing = _read_files(folder, listed)
        wanted = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        write_file(folder / LIST, _format_list(_UNFINISHED, listed | set(wanted.items())), folder)
        for name, data in files.items():
            if standing.get(name) != wanted[name]:
                write_file(folder / name, data, folder)
            yield name
        for name in standing.keys() - wanted.keys():
            (folder / name).unlink()
        write_file(folder / LIST, _format_list(_WHOLE, wanted.items()), folder)


def _read_list(folder: Path) -> set[tuple[str, str]]:
    """Names and digests, where an export wrote them; those of a run that was cut short are both its own and the old."""
    raw = read_file(folder / LIST, folder)
    lines = raw.decode("utf-8", "replace").splitlines() if raw is not None else []
    if not lines or lines[0] not in (_WHOLE, _UNFINISHED):
        return set()
    return {(line[_DIGEST + 2 :], line[:_DIGEST]) for line in lines[1:]}


def _format_list(first: str, entries: Iterable[tuple[str, str]]) -> bytes:
    lines = [f"{digest}  {name}\n" for name, digest in sorted(entries)]
    return "".join([f"{first}\n", *lines]).encode()


def _read_files(folder: Path, listed: set[tuple[str, str]]) -> dict[str, str]:
    """Name and digest of each file in the folder but the list; `RecordError` for the first that is not listed so."""
    standing = {}
    for name in sorted(os.listdir(folder)):
        digest = hashlib.sha256(read_file(folder / name, folder) or b"").hexdigest()
        if name == LIST and listed:
            continue
        if (name, digest) not in listed:
            raise RecordError("not written by an export, or changed since; choose another folder", folder / name)
        standing[name] = digest
    return standing

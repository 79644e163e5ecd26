"""Many files -> one folder that holds just them, and says so: how an export of more than one file is written.

The folder's `SHA256SUMS`, which `sha256sum --check` reads, lists the files with what is in them. Whatever else
stands in the folder, or was changed since, is somebody's own, and nothing is written beside it; but to the files that
describe the others people may add.
"""

import json
import os
from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from pathlib import Path

from hrdcorpus.corpus.descriptors import (
    GENERATED,
    Generated,
    find_generated,
    merge_descriptor,
    name_beside,
    read_generated,
)
from hrdcorpus.corpus.locking import TEMPORARY, lock_folder
from hrdcorpus.corpus.permissions import ANYBODY
from hrdcorpus.corpus.writing import hash_file, narrow_file, place_file, read_file, write_file
from hrdcorpus.errors import RecordError
from hrdcorpus.reading.pages import hash_bytes

LIST = "SHA256SUMS"
_DIGEST = 64  # characters of a SHA-256, after which come two blanks and the file's name
_WHOLE = "# written by hrdcorpus export"
_FOREIGN = "not written by an export, or changed since; choose another folder"
_UNFINISHED = "# unfinished: run hrdcorpus export again"


def write_folder(
    folder: Path, staged: Path, names: Sequence[str], descriptors: Collection[str] = (), mode: int = ANYBODY
) -> Generator[str]:
    """Make `folder`, which may be new, hold the files of these names in their order and no others; gives each name once
    it is there. They lie in `staged`, which `make_scratch` made.

    Of a folder that holds an earlier export its files are replaced or removed. Each file is whole at any time, and
    `SHA256SUMS` says from the first to the last whether all are there. `descriptors` are files that people add to: what
    they added stays; where it cannot be told from our text, ours goes beside, as `name_beside` names it. `RecordError`
    where the folder holds anything else, or as in `write_file`; then nothing changed.
    """
    with lock_folder(folder):
        listed = _read_list(folder)
        standing = _read_files(folder, listed, descriptors)
        meanwhile, beside = _keep_additions(folder, staged, standing, listed, descriptors)
        wanted = {name: hash_file(staged / name, staged) for name in (*names, *beside, *meanwhile)}
        both = listed | {*wanted.items(), *((name, hash_bytes(data)) for name, data in meanwhile.items())}
        write_file(folder / LIST, _format_list(_UNFINISHED, both), folder, mode)
        for name, data in meanwhile.items():
            write_file(folder / name, data, folder, mode)
            yield name
        for name, digest in wanted.items():
            if standing.get(name) != digest or name in meanwhile:
                place_file(staged / name, folder / name, folder, mode)
            narrow_file(folder / name, folder, mode)
            yield name
        for name in standing.keys() - wanted.keys():
            (folder / name).unlink()
        write_file(folder / LIST, _format_list(_WHOLE, wanted.items()), folder, mode)


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


def _keep_additions(
    folder: Path,
    staged: Path,
    standing: Mapping[str, str],
    listed: set[tuple[str, str]],
    descriptors: Collection[str],
) -> tuple[Mapping[str, bytes], Sequence[str]]:
    """Add to what is staged; gives what is to be written before all else, since the next run knows by it one cut short,
    and the names of what goes beside a person's text.
    """
    if not descriptors:
        return {}, ()
    generated = read_generated(folder) if GENERATED in standing else {}
    before, after = Generated(), Generated()
    beside = []
    for name in descriptors:
        raw = (staged / name).read_bytes()
        ours, was = raw.decode(), None
        if name in standing and (name in generated or (name, standing[name]) not in listed):
            was = find_generated(generated.get(name, {}), standing[name])
            theirs = read_file(folder / name, folder) or b""
            merged = merge_descriptor(folder / name, was, ours, theirs)
            if merged is None:
                (staged / name_beside(name)).write_bytes(raw)
                beside.append(name_beside(name))
            raw = theirs if merged is None else merged
            (staged / name).write_bytes(raw)
        after[name] = {hash_bytes(raw): ours}
        before[name] = after[name] | ({standing[name]: was} if was is not None else {})
    (staged / GENERATED).write_bytes(_dump(after))
    return {GENERATED: _dump(before)}, beside


def _dump(generated: Generated) -> bytes:
    return (json.dumps(generated, ensure_ascii=False, indent=2) + "\n").encode()


def _read_files(folder: Path, listed: set[tuple[str, str]], descriptors: Collection[str]) -> dict[str, str]:
    """Name and digest of each file in the folder but the list; `RecordError` for the first that is not listed so.

    A descriptor may have been changed since.
    """
    changed = {name for name, _ in listed}.intersection(descriptors)
    standing = {}
    for name in sorted(name for name in os.listdir(folder) if not name.startswith(TEMPORARY)):  # of a run that lives
        digest = hash_file(folder / name, folder)
        if name == LIST and listed:
            continue
        if (name, digest) not in listed and name not in changed:
            raise RecordError(_FOREIGN, folder / name)
        standing[name] = digest
    return standing

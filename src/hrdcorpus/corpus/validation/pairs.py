"""Named files -> pairs of a page and its record: what is found in one must not depend on which of the two was named.

In `data/raw` and `data/normalized` a file's other half is looked for on disk. Elsewhere it has one only if both are
named.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.corpus.places import (
    NORMALIZED,
    RAW,
    RECORD_SUFFIX,
    CorpusFile,
    build_file,
    find_page,
    find_root,
    is_in_corpus,
    list_further_records,
)
from hrdcorpus.corpus.sidecars import list_lost_beside
from hrdcorpus.corpus.validation.changed import is_known
from hrdcorpus.reading.pages import SUFFIXES
from hrdcorpus.records.sidecar import SUFFIX as SIDECAR_SUFFIX
from hrdcorpus.records.values import cut_number


class Named(Struct, frozen=True):
    """The arguments of a command: `paths` to read, files of a corpus that are `gone`, and `ignored` other files."""

    paths: tuple[Path, ...]
    gone: tuple[Path, ...]
    ignored: tuple[Path, ...]


class Pair(Struct, frozen=True):
    """A page, the records with its id, or both. `in_corpus` says that they have their places in a corpus."""

    page: CorpusFile | None
    records: tuple[CorpusFile, ...]
    in_corpus: bool


def part_named(paths: Iterable[Path]) -> Named:
    """What to do with each path: a list of changed files names deleted ones, too, and files of other kinds.

    What is missing, and neither git nor its other half tells that it was there, is to be read all the same: then it is
    reported.
    """
    taken: list[Path] = []
    gone: list[Path] = []
    ignored: list[Path] = []
    paths = list(paths)
    lost = {error.file for error in list_lost_beside(paths)}
    for path in paths:
        suffix = path.suffix.lower()
        is_half = suffix in (*SUFFIXES, RECORD_SUFFIX)
        is_sidecar = suffix == SIDECAR_SUFFIX
        if path.is_dir() or path in lost or (is_sidecar and find_page(path)) or (is_half and os.path.lexists(path)):
            taken.append(path)
        elif (is_half or is_sidecar) and not os.path.lexists(path) and is_in_corpus(path):
            is_left = any(os.path.lexists(half) for half in _locate_halves(path) if half)
            (gone if is_left or is_known(path) else taken).append(path)
        else:  # what is missing and bears no suffix was meant for a folder
            (taken if is_half or not (suffix or os.path.lexists(path)) else ignored).append(path)
    return Named(tuple(taken), tuple(gone), tuple(ignored))


def list_pairs(files: Iterable[CorpusFile], gone: Iterable[Path]) -> list[Pair]:
    """The pairs that the files belong to, each once; those of files that are gone, where the other half is left."""
    pairs: dict[str, Pair] = {}
    files = list(files)
    for path in [*(file.path for file in files if is_in_corpus(file.path)), *gone]:
        page, first = _locate_halves(path)
        records = [first, *(list_further_records(first, page) if page else ())]
        built = tuple(build_file(record) for record in records if os.path.lexists(record))
        pair = Pair(build_file(page) if page else None, built, in_corpus=True)
        pairs.setdefault(os.path.abspath(page or first), pair)
    others = [file for file in files if not is_in_corpus(file.path)]
    pairs |= {file.id: Pair(file, (), in_corpus=False) for file in others if not file.is_record}
    for file in others:
        if file.is_record:
            key = next((each for each in (file.id, cut_number(file.id)) if each in pairs), file.id)
            known = pairs.get(key, Pair(None, (), in_corpus=False))
            pairs[key] = replace(known, records=(*known.records, file))
    return list(pairs.values())


def _locate_halves(path: Path) -> tuple[Path | None, Path]:
    """Where the page is, if there is one, and its first record should be, both named from where `path` is named.

    Without a page the record is the one that is named.
    """
    identifier = Path(os.path.abspath(path)).relative_to(find_root(path)).with_suffix(RECORD_SUFFIX)
    data = path.joinpath(*[".."] * len(identifier.parts), "..")
    for name in dict.fromkeys((identifier, identifier.with_stem(cut_number(identifier.stem)))):
        page = path if path.suffix.lower() in SUFFIXES else Path(os.path.normpath(data / RAW.name / name))
        if found := find_page(page):
            return found, Path(os.path.normpath(data / NORMALIZED.name / name))
    return None, Path(os.path.normpath(data / NORMALIZED.name / identifier))

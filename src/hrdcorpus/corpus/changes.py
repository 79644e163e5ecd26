"""A corpus as it changes: records whose page went, and pages that have another name now, known again by their bytes."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from hrdcorpus.corpus.files import Found, find_records
from hrdcorpus.corpus.places import NORMALIZED, RAW, CorpusFile, build_file, find_page, find_root, locate_record
from hrdcorpus.corpus.settings import is_excluded
from hrdcorpus.corpus.sidecars import may_withhold
from hrdcorpus.corpus.store import read_record
from hrdcorpus.corpus.writing import copy_file, move_file, remove_file
from hrdcorpus.errors import PageError, attempt
from hrdcorpus.knowledge.files import read_bytes
from hrdcorpus.reading.pages import MAX_BYTES, locate_top
from hrdcorpus.records.form import Record
from hrdcorpus.records.sidecar import locate_sidecar
from hrdcorpus.records.values import build_id, cut_number


@dataclass(frozen=True, slots=True)
class Renamed:
    """The page at `new`, below `root`, stood at `old` before. Its `sidecar` and `records` go there, too."""

    root: Path
    old: Path
    new: Path
    sidecar: tuple[tuple[Path, Path], ...]
    records: tuple[tuple[Path, Path], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Pages that were `renamed`, and the records that stand `alone`, for no page of the corpus."""

    renamed: tuple[Renamed, ...] = ()
    alone: tuple[Path, ...] = ()


def find_changes(paths: Sequence[Path], found: Found, output: Path, excluded: Sequence[str] = ()) -> Changes:
    """What went and what was renamed since the records below `output` were made. What is excluded is no page.

    Of a file outside of a corpus nobody knows which others belong to it: only folders, and what stands in a corpus,
    tell. A page that was copied was not renamed: the old one is still there. Nor is it where two pages have its bytes
    now, or where the two names have sidecars that differ, or one that withholds; then a person decides.
    """
    roots = {find_root(path) for path in paths if path.is_dir() or find_root(path).parts[-2:] == RAW.parts}
    if not roots or not output.is_dir():
        return Changes()
    beside = find_root(output)
    if beside.parts[-2:] == NORMALIZED.parts:
        roots.add(beside.parents[1] / RAW)
    alone = [file for file in find_records([output]).files if not _has_page(_locate(file, output), roots, excluded)]
    renamed = list(_find_renamed(alone, found.files, output)) if alone else []
    moved = {old for each in renamed for old, _ in each.records}
    return Changes(tuple(renamed), tuple(file.path for file in alone if file.path not in moved))


def move_renamed(renamed: Renamed, output: Path) -> None:
    """Give what belongs to a page its new name.

    The old sidecar goes last: whoever is stopped between leaves no record without what its sidecar says of it.
    """
    for old, new in renamed.sidecar:
        copy_file(old, new, renamed.root)
    for old, new in renamed.records:
        move_file(old, new, output)
    for old, _ in renamed.sidecar:
        remove_file(old, renamed.root)


def remove_record(path: Path, output: Path) -> None:
    """Remove a record below `output`; `RecordError` where the file holds none, or it cannot be removed."""
    read_record(path)
    remove_file(path, output)


def _locate(file: CorpusFile, output: Path) -> str:
    return build_file(file.path, output).id


def _has_page(identifier: str, roots: Iterable[Path], excluded: Sequence[str]) -> bool:
    places = [(root, locate_record(root, name)) for root in roots for name in {identifier, cut_number(identifier)}]
    return any((page := find_page(place)) and not is_excluded(page, root, excluded) for root, place in places)


def _find_renamed(alone: Sequence[CorpusFile], pages: Sequence[CorpusFile], output: Path) -> Iterator[Renamed]:
    gone: dict[str, dict[str, list[tuple[Path, Record]]]] = defaultdict(lambda: defaultdict(list))
    for file in alone:
        record = attempt(partial(read_record, file.path), file.path)
        if isinstance(record, Record) and record.id == _locate(file, output):
            gone[record.source.sha256][record.source.path].append((file.path, record))
    here: dict[str, list[CorpusFile]] = defaultdict(list)
    for page in pages if gone else ():
        if not os.path.lexists(locate_record(output, page.id)):
            here[_hash(page.path)].append(page)
    for digest, sources in gone.items():
        if len(sources) == len(here[digest]) == 1:
            (source, records), (page,) = *sources.items(), here[digest]
            place = Path(os.path.abspath(page.path)).relative_to(page.root).as_posix()
            root = locate_top(page.path, place)
            sidecars = locate_sidecar(root / source), locate_sidecar(root / place)
            has_sidecar = os.path.lexists(sidecars[0])
            is_another = os.path.lexists(sidecars[1]) and _hash(sidecars[0]) != _hash(sidecars[1])
            if has_sidecar and (is_another or may_withhold(sidecars[0])):
                continue
            targets = [(path, locate_record(output, page.id + _cut(record, source))) for path, record in records]
            yield Renamed(root, root / source, root / place, (sidecars,) if has_sidecar else (), tuple(targets))


def _cut(record: Record, source: str) -> str:
    """What stands in a record's id behind that of its page's first: nothing, or a number."""
    return record.id.removeprefix(build_id(source))


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(read_bytes(path, MAX_BYTES)).hexdigest()
    except PageError:  # whoever reads it as a page says so
        return ""

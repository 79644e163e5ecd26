"""A corpus as it changes: records whose page went, and pages that have another name now, known again by their bytes."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from msgspec import Struct

from hrdcorpus.corpus.files import Found, walk_records
from hrdcorpus.corpus.places import (
    ORIGIN,
    RAW,
    CorpusFile,
    find_origin,
    find_page,
    find_root,
    locate_record,
)
from hrdcorpus.corpus.settings import is_excluded
from hrdcorpus.corpus.sidecars import may_withhold
from hrdcorpus.corpus.store import read_record
from hrdcorpus.corpus.writing import copy_file, move_file, remove_file, write_file
from hrdcorpus.errors import HrdcorpusError, attempt
from hrdcorpus.reading.pages import hash_page, locate_top
from hrdcorpus.records.form import Record
from hrdcorpus.records.sidecar import locate_sidecar
from hrdcorpus.records.values import build_id, cut_number


class Renamed(Struct, frozen=True):
    """The page at `new`, below `root`, stood at `old` before. Its `sidecar`, if any, and `records` go there, too."""

    root: Path
    old: Path
    new: Path
    sidecar: tuple[Path, Path] | None
    records: tuple[tuple[Path, Path], ...]

    @property
    def moves(self) -> tuple[tuple[Path, Path], ...]:
        """All that moves, from where and to where."""
        return (self.sidecar, *self.records) if self.sidecar else self.records


class Changes(Struct, frozen=True):
    """Pages that were `renamed`, records that stand `alone`, for no page of the corpus, and those of other folders.

    Of those alone some have a page that is `excluded`. What is `foreign` may have its page where nobody looked.
    """

    renamed: tuple[Renamed, ...] = ()
    alone: tuple[Path, ...] = ()
    excluded: frozenset[Path] = frozenset()
    foreign: tuple[Path, ...] = ()


def find_changes(paths: Sequence[Path], found: Found, output: Path, excluded: Sequence[str] = ()) -> Changes:
    """What went and what was renamed since the records below `output` were made. What is excluded is no page.

    A folder of records belongs to one folder of pages (see `find_origin`): only where that is named, or a file in it,
    it is known what went. A page that was copied was not renamed: the old one is still there. Nor is it where two pages
    have its bytes now, or where the two names have sidecars that differ, or one that withholds; then a person decides.
    """
    roots = _list_roots(paths)
    if not roots or not output.is_dir():
        return Changes()
    pages = {page.id for page in found.files if page.root in roots}
    records = (file for file in walk_records(output) if pages.isdisjoint((file.id, cut_number(file.id))))
    alone = sorted((file for file in records if not _has_page(file.id, roots, excluded)), key=lambda file: file.place)
    origin = find_origin(output)
    if origin not in roots:
        return Changes(foreign=tuple(file.path for file in alone))
    own = [page for page in found.files if page.root == origin]
    renamed = list(_find_renamed(alone, own, output)) if alone else []
    moved = {old for each in renamed for old, _ in each.records}
    left = [file for file in alone if file.path not in moved]
    standing = frozenset(file.path for file in left if _has_page(file.id, roots, ()))
    return Changes(tuple(renamed), tuple(file.path for file in left), standing)


def keep_origin(paths: Sequence[Path], output: Path, changes: Changes) -> None:
    """Note beside the records which folder of pages they belong to, where it is one and no record is of another."""
    root, *others = _list_roots(paths) or (None,)
    if root is None or others or changes.foreign or find_origin(output) == root:
        return
    with suppress(ValueError):  # another drive: no path leads there from here
        write_file(output / ORIGIN, os.fsencode(Path(os.path.relpath(root, output)).as_posix()) + b"\n", output)


def move_renamed(renamed: Renamed, output: Path) -> None:
    """Give what belongs to a page its new name.

    The old sidecar goes last: whoever is stopped between leaves no record without what its sidecar says of it.
    """
    if renamed.sidecar:
        copy_file(*renamed.sidecar, renamed.root)
    for old, new in renamed.records:
        move_file(old, new, output)
    if renamed.sidecar:
        remove_file(renamed.sidecar[0], renamed.root)


def list_unusable(found: Found, changes: Changes) -> list[HrdcorpusError]:
    """Why inputs cannot be taken; a sidecar that goes with its renamed page can be."""
    moved = {os.path.abspath(each.sidecar[0]) for each in changes.renamed if each.sidecar}
    return [error for error in found.unusable if os.path.abspath(str(error.path)) not in moved]


def remove_record(path: Path, output: Path) -> None:
    """Remove a record below `output`; `RecordError` where the file holds none, or it cannot be removed."""
    read_record(path)
    remove_file(path, output)


def _list_roots(paths: Iterable[Path]) -> set[Path]:
    """The folders of pages that are named. Of a file outside of a corpus nobody knows which others belong to it."""
    return {find_root(path) for path in paths if path.is_dir() or find_root(path).parts[-2:] == RAW.parts}


def _has_page(identifier: str, roots: Iterable[Path], excluded: Sequence[str]) -> bool:
    places = [(root, locate_record(root, name)) for root in roots for name in {identifier, cut_number(identifier)}]
    return any((page := find_page(place)) and not is_excluded(page, root, excluded) for root, place in places)


def _find_renamed(alone: Sequence[CorpusFile], pages: Sequence[CorpusFile], output: Path) -> Iterator[Renamed]:
    gone: dict[str, dict[str, list[tuple[Path, Record]]]] = defaultdict(lambda: defaultdict(list))
    for file in alone:
        record = attempt(partial(read_record, file.path), file.path)
        if isinstance(record, Record) and record.id == file.id:
            gone[record.source.sha256][record.source.path].append((file.path, record))
    here: dict[str | None, list[CorpusFile]] = defaultdict(list)
    for page in pages if gone else ():
        if not os.path.lexists(locate_record(output, page.id)):
            here[hash_page(page.path)].append(page)
    for digest, sources in gone.items():
        if len(sources) == len(here[digest]) == 1:
            (source, records), (page,) = *sources.items(), here[digest]
            place = Path(os.path.abspath(page.path)).relative_to(page.root).as_posix()
            root = locate_top(page.path, place)
            sidecars = locate_sidecar(root / source), locate_sidecar(root / place)
            if os.path.lexists(sidecars[0]) and not _may_move(*sidecars):
                continue
            targets = [(path, locate_record(output, page.id + _cut(record, source))) for path, record in records]
            sidecar = sidecars if os.path.lexists(sidecars[0]) else None
            yield Renamed(root, root / source, root / place, sidecar, tuple(targets))


def _may_move(old: Path, new: Path) -> bool:
    """Whether a sidecar can have another name without a person: it withholds nothing, and no other one is there."""
    return not may_withhold(old) and (not os.path.lexists(new) or hash_page(old) == hash_page(new))


def _cut(record: Record, source: str) -> str:
    """What stands in a record's id behind that of its page's first: nothing, or a number."""
    return record.id.removeprefix(build_id(source))

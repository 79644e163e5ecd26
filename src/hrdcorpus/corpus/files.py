"""Arguments of a command -> files of a corpus: which files are pages or records, and which cannot be taken."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from hrdcorpus.corpus.places import (
    NORMALIZED,
    RAW,
    RECORD_SUFFIX,
    CorpusFile,
    build_file,
    find_page,
    find_root,
    fold_id,
)
from hrdcorpus.corpus.settings import is_excluded
from hrdcorpus.corpus.sidecars import list_lost_beside, list_sidecars
from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.reading.addresses import NAME as ADDRESSES
from hrdcorpus.reading.pages import SUFFIXES
from hrdcorpus.records.sidecar import SUFFIX as SIDECAR_SUFFIX
from hrdcorpus.records.values import build_id
from hrdcorpus.text.patterns import compile_later

# How wget and other programs save a further page of one name (`page.html.1`), or one with a query (`page.html?id=7`)
_NUMBERED = compile_later(
    rf"(?i)(?P<stem>.+)(?P<suffix>{'|'.join(map(re.escape, SUFFIXES))})(?P<more>\.[0-9]+|[?@&;].+)"
)


class Found(Struct, frozen=True):
    """`files` by id, why what is `unusable` cannot be taken, and the `ignored` files of other kinds in the folders.

    The `excluded` ones are no pages because the settings say so.
    """

    files: tuple[CorpusFile, ...]
    unusable: tuple[HrdcorpusError, ...]
    ignored: tuple[Path, ...]
    excluded: tuple[Path, ...] = ()


def find_pages(paths: Sequence[Path], excluded: Sequence[str] = ()) -> Found:
    """The pages among `paths` and below the folders among them, but those that fit `excluded` patterns."""
    return find_files(paths, SUFFIXES, excluded)


def find_records(paths: Sequence[Path]) -> Found:
    """The records among `paths` and below the folders among them."""
    return find_files(paths, (RECORD_SUFFIX,))


def find_corpus(paths: Sequence[Path], excluded: Sequence[str] = ()) -> Found:
    """The pages, but those that fit `excluded` patterns, and the records among `paths` and in the folders there."""
    return find_files(paths, (*SUFFIXES, RECORD_SUFFIX), excluded)


def list_standing() -> list[Path]:
    """`RAW` and `NORMALIZED`, as far as they stand in the current folder and hold anything, or cannot be listed."""
    return [folder for folder in (RAW, NORMALIZED) if folder.is_dir() and not _is_empty(folder)]


def find_files(paths: Sequence[Path], suffixes: Collection[str], excluded: Sequence[str] = ()) -> Found:
    """The files with these suffixes, each once. A file named by itself is taken whatever its suffix.

    The sidecar `NAME.toml` belongs to the page beside it, and stands for that where it is named. Hidden files and the
    `NAME_files` folder that a browser saves beside `NAME.html` belong to no corpus.
    Links to folders are not followed. Two files whose ids differ by no more than case or Unicode form would
    be one file on some disks: both are unusable.
    """
    lost = {each.file: each for each in list_lost_beside(path for path in paths if not path.is_dir())}
    files: dict[str, CorpusFile] = {}
    errors: dict[str, HrdcorpusError] = {os.path.abspath(each.file): each for each in lost.values()}
    ignored: set[Path] = set()
    left_out: set[Path] = set()
    for path in paths:
        for entry in _walk(path, suffixes, excluded) if path not in lost else ():
            match entry:
                case CorpusFile():
                    files[os.path.abspath(entry.place) if len(paths) > 1 else entry.place] = entry
                case HrdcorpusError():
                    errors[os.path.abspath(str(entry.path))] = entry
                case _Excluded():
                    left_out.add(entry.path)
                case _:
                    ignored.add(entry)
    unique, collisions = _part_collisions(files.values())
    return Found(
        files=tuple(sorted(unique, key=lambda file: (file.id, file.place))),
        unusable=tuple(sorted([*collisions, *errors.values()], key=lambda entry: str(entry.path))),
        ignored=tuple(sorted(ignored)),
        excluded=tuple(sorted(left_out)),
    )


def walk_records(folder: Path) -> Iterator[CorpusFile]:
    """The records below the folder as they are found, with ids relative to it."""
    top = Path(os.path.abspath(folder))
    for entry in _walk(folder, (RECORD_SUFFIX,), ()):
        if isinstance(entry, CorpusFile):
            yield entry if entry.root == top else build_file(entry.path, top)


class _Excluded(Struct, frozen=True):
    path: Path


def _is_empty(folder: Path) -> bool:
    try:
        return all(name.startswith(".") for name in os.listdir(folder))
    except OSError:  # whoever reads it will say so
        return False


def _walk(
    path: Path, suffixes: Collection[str], excluded: Sequence[str]
) -> Iterator[CorpusFile | HrdcorpusError | Path | _Excluded]:
    root = find_root(path)
    if not os.path.isdir(path):
        page = (find_page(path) if path.suffix == SIDECAR_SUFFIX else None) or path
        error = _find_missing(page)
        yield error or (_Excluded(page) if is_excluded(page, root, excluded) else build_file(page, root))
        return
    empty = True
    for entry in _walk_folder(path, root, suffixes):
        if isinstance(entry, HrdcorpusError):
            yield entry
        elif isinstance(entry, CorpusFile):
            empty = False
            yield entry if entry.is_record or not is_excluded(entry.path, root, excluded) else _Excluded(entry.path)
        elif entry.suffix.lower() != RECORD_SUFFIX and is_excluded(entry, root, excluded):
            empty = False
            yield _Excluded(entry)
        elif os.path.abspath(entry) != os.path.join(root, ADDRESSES):
            yield _find_numbered(entry) or entry
    if empty:
        yield HrdcorpusError(f"holds no file that ends in {', '.join(suffixes)}", path)


def _find_numbered(path: Path) -> HrdcorpusError | None:
    """Why a page whose suffix does not stand last in its name is not taken."""
    found = _NUMBERED.fullmatch(path.name)
    if found is None:
        return None
    name = found["stem"] + re.sub(r"\W+", "-", found["more"]) + found["suffix"]
    return HrdcorpusError(f"not taken, since its name goes on behind {found['suffix']}; rename it, as to {name}", path)


def _find_missing(path: Path) -> HrdcorpusError | None:
    try:
        os.lstat(path)
    except FileNotFoundError:
        return HrdcorpusError("does not exist", path)
    except OSError as error:
        return HrdcorpusError(f"cannot be reached: {error.strerror}", path)
    return None


def _walk_folder(top: Path, root: Path, suffixes: Collection[str]) -> Iterator[CorpusFile | Path | HrdcorpusError]:
    """All that lies below the folder `top`, those with the suffixes as files of the corpus in `root`."""
    yield from _list_lost_above(top)
    pending = [top]
    while pending:
        folder = pending.pop()
        try:
            names = frozenset(os.listdir(folder))
        except OSError as error:
            yield HrdcorpusError(f"cannot be listed: {error.strerror}; change its permissions", folder)
            continue
        sidecars = list_sidecars(folder, names)
        yield from sidecars.lost
        taken = {*sidecars.heeded, *(lost.file.name for lost in sidecars.lost)}
        saved = {name for name in names if _is_saved_beside(name, names)}
        for name in saved:
            if os.path.isdir(folder / name):
                yield from _list_lost_in(folder / name)
        others = (name for name in names - taken - saved if not name.startswith("."))
        yield from _take(folder, others, root, suffixes, pending)


def _take(
    folder: Path, names: Iterable[str], root: Path, suffixes: Collection[str], pending: list[Path]
) -> Iterator[CorpusFile | Path | HrdcorpusError]:
    """What has these names in the folder; folders are put to those that are `pending`.

    Places are put together as text: to build paths took most of the time that a hundred thousand files need.
    """
    one = build_file(folder / "x", root)
    here, inside = one.place[:-1], one.id[:-1]
    for name in names:
        if os.path.splitext(name)[1].lower() in suffixes:
            yield CorpusFile(here + name, root, build_id(inside + name))
        elif not os.path.isdir(here + name):
            yield folder / name
        elif os.path.islink(here + name):
            yield HrdcorpusError("a link to a folder is not followed; name the folder itself", folder / name)
        else:
            pending.append(folder / name)


def _list_lost_above(folder: Path) -> Iterator[HrdcorpusError]:
    """The sidecars that somebody put beside the folder of pages, and not into it."""
    if Path(os.path.abspath(folder)).parts[-2:] == RAW.parts:
        yield from _list_lost_in(folder.parent)


def _list_lost_in(folder: Path) -> Iterator[HrdcorpusError]:
    """The sidecars in a folder that holds no page; nobody looks there for what they mark."""
    try:
        names = frozenset(name for name in os.listdir(folder) if Path(name).suffix.lower() not in SUFFIXES)
    except OSError as error:
        yield HrdcorpusError(f"cannot be listed: {error.strerror}; change its permissions", folder)
        return
    yield from list_sidecars(folder, names).lost


def _is_saved_beside(folder: str, names: Collection[str]) -> bool:
    page = folder.removesuffix("_files")
    return page != folder and any(page + suffix in names for suffix in SUFFIXES)


def _part_collisions(files: Iterable[CorpusFile]) -> tuple[list[CorpusFile], list[HrdcorpusError]]:
    firsts: dict[tuple[str, bool], CorpusFile] = {}
    groups: dict[tuple[str, bool], list[CorpusFile]] = {}
    for file in files:
        key = fold_id(file.id), file.is_record
        if (first := firsts.setdefault(key, file)) is not file:
            groups.setdefault(key, [first]).append(file)
    collisions = [
        HrdcorpusError(f"would have the same record as {other.path}; rename one of them", file.path)
        for group in groups.values()
        for file, other in zip(group, group[1:] + group[:1], strict=True)
    ]
    return [file for key, file in firsts.items() if key not in groups], collisions

"""One argument of a command -> all that lies there: files of a corpus, others, and what cannot be taken."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from hrdcorpus.corpus.places import RAW, RECORD_SUFFIX, CorpusFile, build_file, find_page, find_root
from hrdcorpus.corpus.settings import is_excluded
from hrdcorpus.corpus.sidecars import list_sidecars
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


class Excluded(Struct, frozen=True):
    """A file that is no page because the settings say so."""

    path: Path


def walk(
    path: Path, suffixes: Collection[str], excluded: Sequence[str]
) -> Iterator[CorpusFile | HrdcorpusError | Path | Excluded]:
    """What stands at `path`, or anywhere below it: what has one of the `suffixes`, or is named itself, is the corpus's.

    What is not taken has its reason; a plain `Path` is a file of another kind.
    """
    root = find_root(path)
    if not os.path.isdir(path):
        page = (find_page(path) if path.suffix == SIDECAR_SUFFIX else None) or path
        error = _find_missing(page)
        yield error or (Excluded(page) if is_excluded(page, root, excluded) else build_file(page, root))
        return
    empty = True
    for entry in _walk_folder(path, root, suffixes):
        if isinstance(entry, HrdcorpusError):
            yield entry
        elif isinstance(entry, CorpusFile):
            empty = False
            yield entry if entry.is_record or not is_excluded(entry.path, root, excluded) else Excluded(entry.path)
        elif entry.suffix.lower() != RECORD_SUFFIX and is_excluded(entry, root, excluded):
            empty = False
            yield Excluded(entry)
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

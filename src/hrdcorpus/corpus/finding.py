"""Arguments of a command -> files of a corpus: which files are pages or records, and what each is called."""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, takewhile
from pathlib import Path

from hrdcorpus.reading.pages import SUFFIXES
from hrdcorpus.records.sidecar import SUFFIX as SIDECAR_SUFFIX
from hrdcorpus.records.values import build_id

RAW = Path("data/raw")
NORMALIZED = Path("data/normalized")
RECORD_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A page or a record to read: its place, the folder its id is relative to, and that id."""

    path: Path
    root: Path
    id: str

    @property
    def is_record(self) -> bool:
        """Whether it is a record rather than a page."""
        return self.path.suffix.lower() == RECORD_SUFFIX


@dataclass(frozen=True, slots=True)
class Unusable:
    """A path that was named or met and cannot be taken, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """`files` by id, what is `unusable`, and the `ignored` files of other kinds in the folders."""

    files: tuple[CorpusFile, ...]
    unusable: tuple[Unusable, ...]
    ignored: tuple[Path, ...]


def find_pages(paths: Sequence[Path]) -> Found:
    """The pages among `paths` and below the folders among them."""
    return find_files(paths, SUFFIXES)


def find_records(paths: Sequence[Path]) -> Found:
    """The records among `paths` and below the folders among them."""
    return find_files(paths, (RECORD_SUFFIX,))


def find_corpus(paths: Sequence[Path]) -> Found:
    """The pages and the records among `paths` and below the folders among them."""
    return find_files(paths, (*SUFFIXES, RECORD_SUFFIX))


def list_standing() -> list[Path]:
    """`RAW` and `NORMALIZED`, as far as they stand in the current folder and hold anything, or cannot be listed."""
    return [folder for folder in (RAW, NORMALIZED) if folder.is_dir() and not _is_empty(folder)]


def find_files(paths: Sequence[Path], suffixes: Collection[str]) -> Found:
    """The files with these suffixes, each once. A file named by itself is taken whatever its suffix.

    The sidecar `NAME.toml` belongs to the page beside it, and stands for that where it is named. Hidden files and the
    `NAME_files` folder that a browser saves beside `NAME.html` belong to no corpus.
    Links to folders are not followed. Two files whose ids differ by no more than case or Unicode form would
    be one file on some disks: both are unusable.
    """
    walked = [entry for path in paths for entry in _walk(path, suffixes)]
    files = {os.path.abspath(entry.path): entry for entry in walked if isinstance(entry, CorpusFile)}
    unique, collisions = _part_collisions(files.values())
    unusable = collisions + [entry for entry in walked if isinstance(entry, Unusable)]
    return Found(
        files=tuple(sorted(unique, key=lambda file: (file.id, str(file.path)))),
        unusable=tuple(sorted(unusable, key=lambda entry: str(entry.path))),
        ignored=tuple(sorted({entry for entry in walked if isinstance(entry, Path)})),
    )


def find_root(path: Path) -> Path:
    """The folder that ids are relative to: the `data/raw` that `path` lies in, else `path` or its own folder.

    >>> find_root(Path("/corpus/data/raw/2021/page.txt"))
    PosixPath('/corpus/data/raw')
    >>> find_root(Path("/elsewhere/page.txt"))
    PosixPath('/elsewhere')
    """
    whole = Path(os.path.abspath(path))
    for folder in (whole, *whole.parents):
        if folder.parts[-2:] in (RAW.parts, NORMALIZED.parts):
            return folder
    return whole if path.is_dir() else whole.parent


def locate_page(record: Path, source: str, raw: Path | None = None) -> Path:
    """Where the page with the path `source` of the record at `record` stands: in `raw`, or the `data/raw` beside it.

    >>> locate_page(Path("/corpus/data/normalized/2021/page.json"), "2021/page.txt")
    PosixPath('/corpus/data/raw/2021/page.txt')

    A record's path never leads out of that folder; see `records.values`.
    """
    root = find_root(record)
    beside = root.parents[1] / RAW if root.parts[-2:] == NORMALIZED.parts else RAW
    return (raw or beside) / source


def find_page(other: Path) -> Path | None:
    """The page at `other`, or else the one beside it that has its name but for the suffix."""
    forms = (other.with_suffix(form) for suffix in SUFFIXES for form in (suffix, suffix.upper()))
    return next(filter(os.path.lexists, sorted(forms, key=lambda path: path != other)), None)


def list_further_records(first: Path, page: Path) -> list[Path]:
    """The records of a page's second and further interviews that stand beside that of its first, by number.

    What another page's name claims is none of them.
    """
    further = (first.with_stem(f"{first.stem}-{number}") for number in count(2))
    return [path for path in takewhile(os.path.lexists, further) if not find_page(page.with_stem(path.stem))]


def _is_empty(folder: Path) -> bool:
    try:
        return not os.listdir(folder)
    except OSError:  # whoever reads it will say so
        return False


def _walk(path: Path, suffixes: Collection[str]) -> Iterator[CorpusFile | Unusable | Path]:
    root = find_root(path)
    if not os.path.isdir(path):
        page = _find_page_beside(path)
        yield _find_missing(page) or _build_file(page, root)
        return
    empty = True
    for entry in _walk_folder(path, suffixes):
        if isinstance(entry, Unusable) or entry.suffix.lower() not in suffixes:
            yield entry
        else:
            empty = False
            yield _build_file(entry, root)
    if empty:
        yield Unusable(path, f"holds no file that ends in {', '.join(suffixes)}")


def _find_missing(path: Path) -> Unusable | None:
    try:
        os.lstat(path)
    except FileNotFoundError:
        return Unusable(path, "does not exist")
    except OSError as error:
        return Unusable(path, f"cannot be reached: {error.strerror}")
    return None


def _walk_folder(top: Path, suffixes: Collection[str]) -> Iterator[Path | Unusable]:
    pending = [top]
    while pending:
        folder = pending.pop()
        try:
            names = frozenset(os.listdir(folder))
        except OSError as error:
            yield Unusable(folder, f"cannot be listed: {error.strerror}; change its permissions")
            continue
        for name in names:
            path = folder / name
            if name.startswith(".") or _is_saved_beside(name, names) or _is_sidecar(name, names):
                continue
            if path.suffix.lower() in suffixes or not os.path.isdir(path):
                yield path
            elif path.is_symlink():
                yield Unusable(path, "a link to a folder is not followed; name the folder itself")
            else:
                pending.append(path)


def _is_saved_beside(folder: str, names: Collection[str]) -> bool:
    page = folder.removesuffix("_files")
    return page != folder and any(page + suffix in names for suffix in SUFFIXES)


def _is_sidecar(file: str, names: Collection[str]) -> bool:
    stem, suffix = os.path.splitext(file)
    return suffix == SIDECAR_SUFFIX and any(stem + page in names for page in SUFFIXES)


def _find_page_beside(path: Path) -> Path:
    """The page whose sidecar `path` is; else `path` itself."""
    if path.suffix != SIDECAR_SUFFIX:
        return path
    return next((page for suffix in SUFFIXES if os.path.lexists(page := path.with_suffix(suffix))), path)


def _build_file(path: Path, root: Path) -> CorpusFile:
    place = Path(os.path.abspath(path)).relative_to(os.path.abspath(root))
    return CorpusFile(path, root, build_id(place.as_posix()))


def _part_collisions(files: Iterable[CorpusFile]) -> tuple[list[CorpusFile], list[Unusable]]:
    groups: dict[tuple[str, bool], list[CorpusFile]] = defaultdict(list)
    for file in files:
        groups[_fold_id(file.id), file.is_record].append(file)
    collisions = [
        Unusable(file.path, f"would have the same record as {other.path}; rename one of them")
        for group in groups.values()
        if len(group) > 1
        for file, other in zip(group, group[1:] + group[:1], strict=True)
    ]
    return [group[0] for group in groups.values() if len(group) == 1], collisions


def _fold_id(identifier: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", identifier).casefold())

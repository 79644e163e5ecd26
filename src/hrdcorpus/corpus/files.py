"""Arguments of a command -> files of a corpus: which files are pages or records, and which cannot be taken."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from hrdcorpus.corpus.places import (
    NORMALIZED,
    RAW,
    RECORD_SUFFIX,
    CorpusFile,
    build_file,
    fold_id,
)
from hrdcorpus.corpus.sidecars import list_lost_beside
from hrdcorpus.corpus.walking import Excluded, walk
from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.reading.pages import SUFFIXES


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
        for entry in walk(path, suffixes, excluded) if path not in lost else ():
            match entry:
                case CorpusFile():
                    files[os.path.abspath(entry.place) if len(paths) > 1 else entry.place] = entry
                case HrdcorpusError():
                    errors[os.path.abspath(str(entry.path))] = entry
                case Excluded():
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
    for entry in walk(folder, (RECORD_SUFFIX,), ()):
        if isinstance(entry, CorpusFile):
            yield entry if entry.root == top else build_file(entry.path, top)


def _is_empty(folder: Path) -> bool:
    try:
        return all(name.startswith(".") for name in os.listdir(folder))
    except OSError:  # whoever reads it will say so
        return False


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

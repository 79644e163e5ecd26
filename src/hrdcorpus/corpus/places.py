"""Where the pages and records of a corpus stand, and what each is called."""

import os
import unicodedata
from collections.abc import Iterable
from itertools import count, takewhile
from pathlib import Path

from msgspec import Struct

from hrdcorpus.corpus.writing import read_file
from hrdcorpus.errors import attempt
from hrdcorpus.knowledge.files import find_above
from hrdcorpus.reading.pages import SUFFIXES
from hrdcorpus.records.values import build_id

RAW = Path("data/raw")
NORMALIZED = Path("data/normalized")
RECORD_SUFFIX = ".json"
ORIGIN = ".hrdcorpus"  # in a folder of records: the path from there to the folder of their pages

_FORMS = tuple(form for suffix in SUFFIXES for form in (suffix, suffix.upper()))


class CorpusFile(Struct, frozen=True):
    """A page or a record to read: its place, the folder its id is relative to, and that id.

    The place is kept as text: of a hundred thousand files paths would take 35 MB more.
    """

    place: str
    root: Path
    id: str

    @property
    def path(self) -> Path:
        """The place as a path."""
        return Path(self.place)

    @property
    def is_record(self) -> bool:
        """Whether it is a record rather than a page."""
        return os.path.splitext(self.place)[1].lower() == RECORD_SUFFIX


def build_file(path: Path, root: Path | None = None) -> CorpusFile:
    """The file at `path` with its id, relative to `root` or else to `find_root`."""
    root = root or find_root(path)
    place = Path(os.path.abspath(path)).relative_to(os.path.abspath(root))
    return CorpusFile(str(path), root, build_id(place.as_posix()))


def fold_id(identifier: str) -> str:
    """The id, or the name of a file, as disks compare it that know no case and no Unicode forms."""
    if identifier.isascii():
        return identifier.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", identifier).casefold())


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


def is_in_corpus(path: Path) -> bool:
    """Whether the file has its place in a corpus' folder of pages or records."""
    return find_root(path).parts[-2:] in (RAW.parts, NORMALIZED.parts)


def is_whole(path: Path) -> bool:
    """Whether it is a folder, and none inside a corpus' folder of pages or records."""
    return path.is_dir() and find_root(path).samefile(path)


def locate_page(record: Path, source: str, raw: Path | None = None) -> Path:
    """Where the page with the path `source` of the record at `record` stands: in `raw`, or where its records are from.

    >>> locate_page(Path("/corpus/data/normalized/2021/page.json"), "2021/page.txt")
    PosixPath('/corpus/data/raw/2021/page.txt')

    A record's path never leads out of that folder; see `records.values`.
    """
    told = None if raw or is_in_corpus(record) else find_above(ORIGIN, record.parent)
    return (raw or find_origin(told.parent if told else find_root(record)) or RAW) / source


def locate_pages(records: Iterable[Path], raw: Path | None = None) -> dict[Path, Path]:
    """The folder of the pages, as `locate_page` finds it, for each folder of these records: it is looked up once."""
    return {path.parent: locate_page(path, "", raw) for path in {path.parent: path for path in records}.values()}


def is_among_records(path: Path) -> bool:
    """Whether what is written there would lie in a corpus, or be taken for a record in a folder of one's own."""
    is_record = path.suffix.lower() == RECORD_SUFFIX
    return is_in_corpus(path) or (is_record and find_above(ORIGIN, path.parent) is not None)


def find_origin(output: Path) -> Path | None:
    """The folder of the pages that the records below `output` were made of; None where nobody knows.

    Beside `data/normalized` it is `data/raw`; of any other folder a hidden file there tells, which ingest wrote.
    """
    beside = find_root(output)
    if beside.parts[-2:] == NORMALIZED.parts:
        return beside.parents[1] / RAW
    told = attempt(lambda: read_file(output / ORIGIN, output), output)
    if not isinstance(told, bytes) or b"\0" in told:
        return None
    return Path(os.path.abspath(output / os.fsdecode(told.rstrip(b"\n"))))


def is_in_place(record: Path, identifier: str) -> bool:
    """Whether the file at `record` can be that of the record with this id, which stands at `ID.json` in its folder.

    Outside of a corpus nobody can tell which of the folders above is the one that ids are relative to.

    >>> is_in_place(Path("/corpus/data/normalized/2021/page.json"), "page")
    False
    >>> is_in_place(Path("/elsewhere/2021/page.json"), "page")
    True
    """
    if is_in_corpus(record):
        return build_file(record).id == identifier
    return Path(os.path.abspath(record)).with_suffix("").as_posix().endswith(f"/{identifier}")


def find_page(other: Path) -> Path | None:
    """The page at `other`, or else the one beside it that has its name but for the suffix."""
    stem, own = os.path.splitext(other)
    places = (stem + form for form in sorted(_FORMS, key=lambda form: form != own))
    return next((Path(place) for place in places if os.path.lexists(place)), None)


def locate_record(output: Path, identifier: str) -> Path:
    """Where the record with this id stands in the folder `output`."""
    return output / f"{identifier}{RECORD_SUFFIX}"


def list_further_records(first: Path, page: Path) -> list[Path]:
    """The records of a page's second and further interviews that stand beside that of its first, by number.

    What another page's name claims is none of them.
    """
    further = (first.with_stem(f"{first.stem}-{number}") for number in count(2))
    return [path for path in takewhile(os.path.lexists, further) if not find_page(page.with_stem(path.stem))]

"""Who may read an interview: what its sidecar allows, for each profile of an export."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hrdcorpus.corpus.files import Found, find_pages
from hrdcorpus.corpus.places import locate_page
from hrdcorpus.corpus.sidecars import may_withhold
from hrdcorpus.errors import HrdcorpusError, LostSidecar, PageError, attempt
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.knowledge.files import read_bytes
from hrdcorpus.pipeline import build_page_records
from hrdcorpus.reading.pages import MAX_BYTES, read_page
from hrdcorpus.records.form import Record
from hrdcorpus.records.sidecar import load_sidecar
from hrdcorpus.records.values import build_id

Profile = Literal["public", "internal"]

WITHHELD = "withheld"
NAMELESS = "with an interviewee whom nobody could name"
_UNREADABLE = "with a sidecar that cannot be read"
_NO_PAGE = "without their page"
_CHANGED = "whose page has changed"


@dataclass(frozen=True, slots=True)
class Terms:
    """What an export wants. `raw` is the folder of pages, by default the one beside the records'.

    With `names_go` the names of interviewees are to be replaced, and all must be known. `knowledge` is what pages are
    read with again for the profile `public`, None for the other.
    """

    profile: Profile
    raw: Path | None = None
    names_go: bool = False
    knowledge: Knowledge | None = None


@dataclass(frozen=True, slots=True)
class Released:
    """The `obstacles` of records that stay, by their files; ids that are `unseen`; sidecars that are `lost`.

    Of the unseen, which go out, nobody can tell whether they are withheld, since their page is not there. With one
    lost, nothing goes out: it may say that any of the interviews is withheld.
    """

    obstacles: Mapping[Path, str]
    unseen: tuple[str, ...]
    lost: tuple[LostSidecar, ...]


def judge_records(records: Mapping[Path, Record], terms: Terms) -> Released:
    """Which of the records, by their files, go into an export on these terms.

    `public` wants a mark in the sidecar of the very page that makes the record now; `internal` takes what is not
    withheld. Where nobody can read whether an interview is withheld, it is, and so is every copy of its page. In a
    folder that somebody named, a page that is not there tells that it is another.
    """
    folders = {locate_page(path, "", terms.raw) for path in records}
    lost = find_lost(find_pages([_shorten(folder) for folder in sorted(folders) if folder.is_dir()]))
    misnamed = {error.page.with_suffix("").absolute() for error in lost if error.page}
    doubts = {path: _find_doubt(record, path, terms.raw) for path, record in records.items()}
    judged = {path: _find_obstacle(record, path, doubts[path], terms) for path, record in records.items()}
    for path, record in records.items():
        if locate_page(path, build_id(record.source.path), terms.raw).absolute() in misnamed:
            judged[path] = _UNREADABLE
    obstacles = {path: obstacle for path, obstacle in judged.items() if obstacle}
    copies = {records[path].source.sha256 for path, obstacle in obstacles.items() if obstacle == WITHHELD}
    obstacles |= {path: WITHHELD for path, record in records.items() if record.source.sha256 in copies}
    unseen = tuple(records[path].id for path, doubt in doubts.items() if doubt and path not in obstacles)
    return Released(
        obstacles, unseen, tuple(error for error in lost if error.page is None and may_withhold(error.file))
    )


def find_lost(found: Found) -> list[LostSidecar]:
    """The sidecars that are read for no page, among what was found in folders."""
    return [error for error in found.unusable if isinstance(error, LostSidecar)]


def _shorten(folder: Path) -> Path:
    """The folder as messages name it: from the current one, if it is below that."""
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def _find_doubt(record: Record, path: Path, raw: Path | None) -> str | None:
    """Why nobody can tell that what stands in the page's place is the page that the record was made of."""
    try:
        data = read_bytes(locate_page(path, record.source.path, raw), MAX_BYTES)
    except (PageError, ValueError):  # a path that no file can have
        return _NO_PAGE
    return None if hashlib.sha256(data).hexdigest() == record.source.sha256 else _CHANGED


def _find_obstacle(record: Record, path: Path, doubt: str | None, terms: Terms) -> str | None:
    page, own = (locate_page(path, place, terms.raw) for place in (record.source.path, f"{record.id}.txt"))
    try:
        releases = [load_sidecar(page).release, load_sidecar(own).release]
    except (PageError, OSError, ValueError):
        return _UNREADABLE
    if WITHHELD in releases:
        return WITHHELD
    if terms.profile == "internal":
        return doubt if doubt == _NO_PAGE and terms.raw else None
    if doubt or releases[0] != "public":
        return doubt or "not marked public"
    if terms.knowledge is None or not _is_made_of(record, page, locate_page(path, "", terms.raw), terms.knowledge):
        return "that their page does not make as they are"
    return NAMELESS if terms.names_go and _is_nameless(record) else None


def _is_made_of(record: Record, page: Path, root: Path, knowledge: Knowledge) -> bool:
    """Whether the page makes this record, so that no word in it is anybody's but the page's."""
    made = attempt(lambda: build_page_records(read_page(page, root), knowledge), page)
    return not isinstance(made, HrdcorpusError) and record in made


def _is_nameless(record: Record) -> bool:
    """Whether somebody is interviewed whose name may stand in the text, and nobody knows it."""
    return not record.interviewees or any(not (who.name or who.anonymity) for who in record.interviewees)

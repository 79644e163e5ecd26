"""Who may read an interview: what its sidecar allows, for each profile of an export."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, permutations
from pathlib import Path
from typing import Literal

from msgspec import Struct

from hrdcorpus.corpus.files import Found, find_pages
from hrdcorpus.corpus.places import CorpusFile, build_file, find_root, locate_pages
from hrdcorpus.corpus.relations.relating import find_relations
from hrdcorpus.corpus.sidecars import may_withhold
from hrdcorpus.corpus.store import list_standing_records, read_record
from hrdcorpus.errors import HrdcorpusError, LostSidecar, PageError, attempt
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.pipeline import build_page_records
from hrdcorpus.reading.pages import hash_page, read_page
from hrdcorpus.records.form import Record
from hrdcorpus.records.sidecar import load_sidecar, locate_sidecar

Profile = Literal["public", "internal"]

WITHHELD = "withheld"
NAMELESS = "with an interviewee whom nobody could name"
_UNREADABLE = "with a sidecar that cannot be read"
_MISNAMED = "with a sidecar that is not called as its page"
_SAME = "that says the same as one that is withheld"
_EXCLUDED = "whose page is excluded"
_NO_PAGE = "without their page"
_CHANGED = "whose page has changed"


class Terms(Struct, frozen=True):
    """What an export wants. `raw` is the folder of pages, by default the one beside the records'.

    With `names_go` the names of interviewees are to be replaced, and all must be known. `knowledge` is what pages are
    read with again for the profile `public`, None for the other.
    """

    profile: Profile
    raw: Path | None = None
    names_go: bool = False
    knowledge: Knowledge | None = None


class Released(Struct, frozen=True):
    """The `obstacles` of records that stay, by their files; ids that are `unseen`; sidecars to `mend`, or `lost`.

    Of the unseen, which go out, nobody can tell whether they are withheld, since their page is not there. With one
    lost, nothing goes out: it may say that any of the interviews is withheld.
    """

    obstacles: Mapping[Path, str]
    unseen: tuple[str, ...]
    mend: tuple[Path, ...]
    lost: tuple[LostSidecar, ...]


def judge_records(records: Mapping[Path, Record], terms: Terms) -> Released:
    """Which of the records, by their files, go into an export on these terms.

    `public` wants a mark in the sidecar of the very page that makes the record now; `internal` takes what is not
    withheld. Where nobody can read whether an interview is withheld, it is. So is every copy of its page, and every
    record that says the same as its record, whether these are among the records or not. In a folder that somebody
    named, a page that is not there tells that it is another.
    """
    tops = locate_pages(records, terms.raw)
    found = find_pages([_shorten(folder) for folder in sorted(set(tops.values())) if folder.is_dir()])
    lost = find_lost(found)
    misnamed = {_cut(error.page): error.file for error in lost if error.page}
    withheld = [page for page in _list_pages(found) if is_withheld(page.path) or _cut(page.path) in misnamed]
    copies = {hash_page(page.path) for page in withheld}
    obstacles, ids, unseen, mend = dict[Path, str](), dict[Path, str](), list[str](), set[Path]()
    for path, record in records.items():
        ids[path] = record.id
        top = tops[path.parent]
        page, own = top / record.source.path, top / f"{record.id}.txt"
        doubt = _find_doubt(record, page)
        obstacle = _MISNAMED if _cut(own) in misnamed else _find_obstacle(record, top, doubt, terms)
        if obstacle in (_MISNAMED, _UNREADABLE):
            mend.add(misnamed.get(_cut(own)) or _shorten(locate_sidecar(page)))
        elif record.source.sha256 in copies:
            obstacle = WITHHELD
        if obstacle:
            obstacles[path] = obstacle
        elif doubt:
            unseen.append(record.id)
    held = [records[path] for path, obstacle in obstacles.items() if obstacle in (WITHHELD, _MISNAMED, _UNREADABLE)]
    roots = {find_root(path) for path in records}
    held += [record for page in withheld for record in _list_made(page, roots, terms.knowledge)]
    same = _list_same(records.values(), held)
    obstacles |= {path: _SAME for path, identifier in ids.items() if identifier in same and path not in obstacles}
    unmarked = tuple(error for error in lost if error.page is None and may_withhold(error.file))
    return Released(obstacles, tuple(i for i in unseen if i not in same), tuple(sorted(mend)), unmarked)


def _list_pages(found: Found) -> Iterator[CorpusFile]:
    """The pages in folders, also those that are refused because two would have one record."""
    yield from found.files
    for error in found.unusable:
        if not isinstance(error, LostSidecar):
            yield build_file(Path(str(error.path)))


def is_withheld(page: Path) -> bool:
    """Whether the sidecar of a page says so, or cannot be read."""
    sidecar = attempt(lambda: load_sidecar(page), page)
    return isinstance(sidecar, HrdcorpusError) or sidecar.release == WITHHELD


def _list_made(page: CorpusFile, roots: Iterable[Path], knowledge: Knowledge | None) -> Sequence[Record]:
    """The records of a page below the roots; where none stands, and pages are read again, those that it makes."""
    standing = [path for root in roots for path in list_standing_records(root, page)]
    found = [record for path in standing if isinstance(record := attempt(partial(read_record, path), path), Record)]
    if found or knowledge is None:
        return found
    root = page.path.parents[page.id.count("/")]
    made = attempt(lambda: build_page_records(read_page(page.path, root), knowledge), page.path)
    return () if isinstance(made, HrdcorpusError) else made


def _list_same(records: Iterable[Record], held: Sequence[Record]) -> set[str]:
    """The ids of the held records, and of those that say the same (HRD410) as one of them, or as one that does."""
    known = {record.id: record for record in held}
    ids = set(known)
    others = (record for record in records if record.id not in known)
    found = find_relations(chain(others, known.values())) if held else ()
    pairs = [pair for each in found if each.kind == "same_as" for pair in permutations((each.id, each.other))]
    while more := {second for first, second in pairs if first in ids} - ids:
        ids |= more
    return ids


def _cut(page: Path) -> Path:
    """A page, whatever its suffix."""
    return page.with_suffix("").absolute()


def find_lost(found: Found) -> list[LostSidecar]:
    """The sidecars that are read for no page, among what was found in folders."""
    return [error for error in found.unusable if isinstance(error, LostSidecar)]


def _shorten(path: Path) -> Path:
    """The place as messages name it: from the current folder, if it is below that."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _find_doubt(record: Record, page: Path) -> str | None:
    """Why nobody can tell that what stands in the page's place is the page that the record was made of."""
    digest = hash_page(page)
    return _NO_PAGE if digest is None else None if digest == record.source.sha256 else _CHANGED


def _find_obstacle(record: Record, top: Path, doubt: str | None, terms: Terms) -> str | None:
    """What stands against the record of a page in the folder `top`."""
    page, own = top / record.source.path, top / f"{record.id}.txt"
    try:
        sidecars = load_sidecar(page), load_sidecar(own)
    except (PageError, OSError, ValueError):
        return _UNREADABLE
    releases = [sidecar.release for sidecar in sidecars]
    if WITHHELD in releases:
        return WITHHELD
    if sidecars[0].exclusion is not None:
        return _EXCLUDED
    if terms.profile == "internal":
        return doubt if doubt == _NO_PAGE and terms.raw else None
    if doubt or releases[0] != "public":
        return doubt or "not marked public"
    if terms.knowledge is None or not _is_made_of(record, page, top, terms.knowledge):
        return "that their page does not make as they are"
    return NAMELESS if terms.names_go and _is_nameless(record) else None


def _is_made_of(record: Record, page: Path, root: Path, knowledge: Knowledge) -> bool:
    """Whether the page makes this record, so that no word in it is anybody's but the page's."""
    made = attempt(lambda: build_page_records(read_page(page, root), knowledge), page)
    return not isinstance(made, HrdcorpusError) and record in made


def _is_nameless(record: Record) -> bool:
    """Whether somebody is interviewed whose name may stand in the text, and nobody knows it."""
    return not record.interviewees or any(not (who.name or who.anonymity) for who in record.interviewees)

"""Is a page as it was, and all that was made of it? Then its outcome is known without reading it."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from hrdcorpus.corpus.disk import is_straight
from hrdcorpus.corpus.manifest import Entry, Manifest, build_basis
from hrdcorpus.corpus.outcomes import Ingested, Outcome
from hrdcorpus.corpus.permissions import find_mode, find_shut
from hrdcorpus.corpus.places import CorpusFile, find_page, locate_record
from hrdcorpus.corpus.stamps import Kept, Stamp, find_kept, read_stamp
from hrdcorpus.corpus.writing import narrow_file
from hrdcorpus.errors import KnowledgeError, NotAnInterview, RecordError
from hrdcorpus.reading.addresses import NAME as ADDRESSES
from hrdcorpus.reading.addresses import load_addresses
from hrdcorpus.reading.pages import Page, hash_page, locate_top
from hrdcorpus.reading.saving import UNSAID, Saved
from hrdcorpus.records.sidecar import locate_sidecar
from hrdcorpus.records.values import build_id

Built = tuple[Ingested, tuple[Kept, ...]]  # a page's outcome, and its records as they are now


class _Around(NamedTuple):
    """What decides over all pages of a folder: what `urls.csv` says of them, and what the folders take from others."""

    listed: Mapping[str, Saved]
    shut: int


class Memory(Struct, frozen=True):
    """What a run knows of the pages with records below `output`: the `manifest`, and the `version` of what decides.

    Of a run that `is_forced` nothing is known before it.
    """

    manifest: Manifest
    version: str
    output: Path
    is_forced: bool = False
    _around: dict[str, _Around | None] = field(default_factory=dict)

    def recall(self, file: CorpusFile) -> tuple[Ingested, Entry] | None:
        """The outcome of a page that is as it was, and what to remember of it; None for one that must be read."""
        entry, path = self.manifest.recall(file.id), file.path
        folder, name = os.path.dirname(file.place), file.id + path.suffix
        if folder not in self._around:  # it is the same for all pages there
            self._around[folder] = self._look_around(file, name)
        around = self._around[folder]
        if entry is None or around is None or self.is_forced or entry.shut != around.shut:
            return None
        if entry.basis != build_basis(self.version, name, around.listed.get(name, UNSAID)):
            return None
        kept = self._find_kept(file, path, name, entry)
        return (_build_outcome(path, entry), entry._replace(files=kept)) if kept else None

    def _look_around(self, file: CorpusFile, name: str) -> _Around | None:
        """None where something is wrong, so that whoever reads the pages there says what."""
        try:
            listed = load_addresses(locate_top(file.path, name) / ADDRESSES)
            shut = find_shut(file.path.parent, file.root)
        except (KnowledgeError, OSError):
            return None
        return _Around(listed, shut) if is_straight(locate_record(self.output, file.id).parent, self.output) else None

    def _find_kept(self, file: CorpusFile, path: Path, name: str, entry: Entry) -> tuple[Kept, ...]:
        """The page's files as they are, each with the bytes that it had; nothing where that is not so, or where others
        stand that would count.
        """
        sidecar, count = locate_sidecar(path), entry.interviews
        ids = [build_id(name, number) for number in range(1, max(count, 1) + 2)]
        records = [locate_record(self.output, each) for each in ids]
        vacant = [*records[count:], *([] if entry.has_sidecar else [sidecar])]
        claimed = (find_page(locate_record(file.root, each)) for each in ids[1:count])
        if any(map(os.path.lexists, vacant)) or any(claimed):
            return ()
        paths = [path, *([sidecar] if entry.has_sidecar else []), *records[:count]]
        found = [find_kept(place, kept, self.manifest.written) for place, kept in zip(paths, entry.files, strict=True)]
        kept = tuple(each for each in found if each)
        is_same = len(kept) == len(found) and (kept == entry.files or self._narrow(file, records[:count]))
        return kept if is_same else ()

    def _narrow(self, file: CorpusFile, records: Sequence[Path]) -> bool:
        """Whether others could be let read the records no more than the page, which may be less than before."""
        mode = find_mode([file.path, locate_sidecar(file.path)], file.root)
        try:
            for path in records:
                narrow_file(path, self.output, mode)
        except RecordError:  # whoever reads the page will say so
            return False
        return True


def stamp_sources(file: CorpusFile) -> dict[Path, Stamp | None]:
    """The stamps of what a record is made of: of the page, and of its sidecar, if it has one."""
    sidecar = locate_sidecar(file.path)
    return {path: read_stamp(path) for path in (file.path, *([sidecar] if os.path.lexists(sidecar) else []))}


def build_entry(
    file: CorpusFile, page: Page, sources: Mapping[Path, Stamp | None], built: Built, version: str
) -> Entry | None:
    """What to remember of a page that was read, and what was built of it; None where that leaves a doubt.

    `sources` are its stamps from before it was read: it is in doubt if they are others now, or where links stand.
    """
    result, records = built
    hashes = [page.sha256, *(hash_page(path) or "" for path in sources if path != file.path)]
    kept = [Kept(stamp, sha256) for stamp, sha256 in zip(sources.values(), hashes, strict=True) if stamp]
    if result.stale or len(kept) < len(sources) or stamp_sources(file) != sources:
        return None
    return Entry(
        basis=build_basis(version, page.path, page.listed),
        shut=find_shut(file.path.parent, file.root),
        has_sidecar=len(sources) > 1,
        interviews=len(records),
        files=(*kept, *records),
        reason=result.error.reason if result.error else None,
        is_accepted=result.is_accepted,
        exchanges=result.exchanges,
        keyed=result.keyed,
        findings=result.findings,
    )


def _build_outcome(path: Path, entry: Entry) -> Ingested:
    error = None if entry.reason is None else NotAnInterview(entry.reason, path)
    return Ingested(
        page=path,
        outcome=Outcome.NOT_AN_INTERVIEW if error else Outcome.UNCHANGED,
        error=error,
        exchanges=entry.exchanges,
        keyed=entry.keyed,
        findings=entry.findings,
        is_accepted=entry.is_accepted,
    )

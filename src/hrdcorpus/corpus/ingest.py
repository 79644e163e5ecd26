"""Page -> its records on disk: the recipe for one page. What goes wrong with it stops no other."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from hrdcorpus.corpus.manifest import Entry
from hrdcorpus.corpus.outcomes import Ingested, Outcome, refuse_page
from hrdcorpus.corpus.permissions import find_mode
from hrdcorpus.corpus.places import CorpusFile, find_page, locate_record
from hrdcorpus.corpus.remembering import Built, build_entry, stamp_sources
from hrdcorpus.corpus.stamps import Kept, read_stamp
from hrdcorpus.corpus.store import is_current, list_standing_records, narrow_record, write_record
from hrdcorpus.errors import HrdcorpusError, PageError, attempt
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.pipeline import build_page_records
from hrdcorpus.reading.pages import hash_bytes, read_page
from hrdcorpus.records.form import Record
from hrdcorpus.records.serialising import dump_record
from hrdcorpus.records.sidecar import NO_INTERVIEW, locate_sidecar


def ingest_page(
    file: CorpusFile, output: Path, knowledge: Knowledge, *, version: str | None, check: bool
) -> tuple[Ingested, Entry | None]:
    """Bring the records of the page up to date below `output`; with `check` nothing is written.

    With its outcome comes what is to be remembered of it, if there is a `version` of what decides, and no doubt. The
    caller holds `output` (see `lock_folder`) unless it checks.
    """
    sources = stamp_sources(file)
    page = attempt(partial(read_page, file.path, file.root), file.path)
    if isinstance(page, HrdcorpusError):
        return refuse_page(file, output, page), None
    built = attempt(
        lambda: _bring_up_to_date(file, output, build_page_records(page, knowledge), check=check), file.path
    )
    if isinstance(built, HrdcorpusError):
        result = replace(refuse_page(file, output, built), is_accepted=NO_INTERVIEW in page.sidecar.accept)
        built = result, ()
    if version is None or built[0].outcome is Outcome.FAILED:
        return built[0], None
    return built[0], build_entry(file, page, sources, built, version)


def _bring_up_to_date(file: CorpusFile, output: Path, records: Sequence[Record], *, check: bool) -> Built:
    for record in records[1:]:
        if other := find_page(locate_record(file.root, record.id)):
            raise PageError(f"one of its interviews would have the record of {other.name}; rename one of the two pages")
    dumped = {record.id: dump_record(record) for record in records}
    stamps = {identifier: read_stamp(locate_record(output, identifier)) for identifier in dumped}
    changed = [identifier for identifier, data in dumped.items() if not is_current(output, identifier, data)]
    mode = find_mode([file.path, locate_sidecar(file.path)], file.root)
    for identifier, data in dumped.items() if not check else ():
        if identifier in changed:
            write_record(output, identifier, data, mode)
            stamps[identifier] = read_stamp(locate_record(output, identifier))
        else:
            narrow_record(output, identifier, mode)
    targets = {locate_record(output, identifier) for identifier in dumped}
    exchanges = [exchange for record in records for exchange in record.exchanges]
    result = Ingested(
        page=file.path,
        outcome=Outcome.WRITTEN if changed else Outcome.UNCHANGED,
        changed=tuple(locate_record(output, identifier) for identifier in changed),
        stale=tuple(path for path in list_standing_records(output, file) if path not in targets),
        exchanges=len(exchanges),
        keyed=sum(exchange.question.id is not None for exchange in exchanges),
        findings=sum(len(record.findings) for record in records),
    )
    return result, tuple(Kept(stamp, hash_bytes(dumped[each])) for each, stamp in stamps.items() if stamp)

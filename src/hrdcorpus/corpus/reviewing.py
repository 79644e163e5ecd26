"""Whether a person has been through a page: said in its sidecar, by the short hash of each record as it was then."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Literal

from hrdcorpus.corpus.places import locate_pages
from hrdcorpus.errors import HrdcorpusError, attempt
from hrdcorpus.reading.pages import hash_page
from hrdcorpus.records.form import Record
from hrdcorpus.records.serialising import dump_line
from hrdcorpus.records.sidecar import NO_INTERVIEW, NO_SIDECAR, Sidecar, load_sidecar, shorten_hash

State = Literal["open", "reviewed", "changed", "excluded"]

STATES: Mapping[State, str] = {
    "open": "nobody has been through it",
    "reviewed": "somebody has, and nothing has changed",
    "changed": "the page or its record has changed since",
    "excluded": "no page of the corpus, as somebody says",
}


def hash_record(record: Record) -> str:
    """The short hash of a record, and with it of its page, whose own hash it holds; not of what the page is called."""
    unnamed = {"id": "", "source": record.source.model_copy(update={"path": ""})}
    return shorten_hash(dump_line(record.model_copy(update=unnamed)).decode())


def find_state(records: Collection[Record], sidecar: Sidecar) -> State:
    """The state of a page with these records, as they are now."""
    if sidecar.exclusion is not None or (not records and NO_INTERVIEW in sidecar.accept):
        return "excluded"
    if not sidecar.reviewed:
        return "open"
    is_same = bool(records) and {hash_record(record) for record in records} <= sidecar.reviewed
    return "reviewed" if is_same else "changed"


def list_states(records: Iterable[tuple[Path, Record]], raw: Path | None = None) -> Iterator[tuple[Path, State]]:
    """The state of each record on the disk, whose page lies in `raw`, or beside the records.

    What its page does not say, or cannot, is open; where the page is another now, or gone, it has changed since.
    """
    tops: dict[Path, Path] = {}
    for path, record in records:
        if path.parent not in tops:
            tops |= locate_pages([path], raw)
        page = tops[path.parent] / record.source.path
        found = attempt(partial(load_sidecar, page), page)
        state = find_state([record], NO_SIDECAR if isinstance(found, HrdcorpusError) else found)
        is_other = state == "reviewed" and hash_page(page) != record.source.sha256
        yield path, "changed" if is_other else state

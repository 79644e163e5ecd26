"""Pages -> records on disk: the recipe for many pages. One bad page never stops the others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from hrdcorpus.corpus import CorpusFile, has_record, is_current, locate_record, remove_leftovers, write_record
from hrdcorpus.errors import HrdcorpusError, NotAnInterview, attempt
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.pipeline import build_page_record
from hrdcorpus.reading.pages import read_page
from hrdcorpus.records.form import Record
from hrdcorpus.records.serialising import dump_record


class Outcome(StrEnum):
    """What became of a page."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    NOT_AN_INTERVIEW = "not an interview"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Ingested:
    """One page's outcome. `target` is where its record stands or would stand, `error` why there is none.

    `is_stale` says that a record made of the page before still stands there, though there should be none now.
    """

    page: Path
    target: Path
    outcome: Outcome
    error: HrdcorpusError | None = None
    is_stale: bool = False
    exchanges: int = 0
    keyed: int = 0
    findings: int = 0


def ingest_pages(files: Sequence[CorpusFile], output: Path, knowledge: Knowledge, *, check: bool) -> Iterator[Ingested]:
    """Bring the record of each page up to date below `output`; with `check` nothing is written.

    The caller holds `output` (see `lock_folder`) unless it checks.
    """
    if not check:
        remove_leftovers(sorted({locate_record(output, file.id).parent for file in files}), output)
    for file in files:
        yield _ingest_page(file, output, knowledge, check=check)


def list_records(files: Sequence[CorpusFile], knowledge: Knowledge) -> tuple[list[Record], list[HrdcorpusError]]:
    """The records of the pages, written nowhere; and why the others have none."""
    results = [attempt(partial(_build_record, file, knowledge), file.path) for file in files]
    return [r for r in results if isinstance(r, Record)], [r for r in results if isinstance(r, HrdcorpusError)]


def is_failure(result: Ingested, *, check: bool, strict: bool) -> bool:
    """Whether the run must fail for this page: with `check` at any change, with `strict` at no interview."""
    match result.outcome:
        case Outcome.FAILED:
            return True
        case Outcome.NOT_AN_INTERVIEW:
            return strict or (check and result.is_stale)
        case Outcome.WRITTEN:
            return check
        case Outcome.UNCHANGED:
            return False


def count_outcomes(results: Iterable[Ingested], unusable: int, *, check: bool) -> dict[str, int]:
    """The run in numbers, by name. `unusable` inputs, not even taken for pages, count as failed."""
    rows = list(results)
    outcomes = [row.outcome for row in rows]
    return {
        "pages": len(rows) + unusable,
        "to write" if check else "written": outcomes.count(Outcome.WRITTEN),
        "unchanged": outcomes.count(Outcome.UNCHANGED),
        "not interviews": outcomes.count(Outcome.NOT_AN_INTERVIEW),
        "failed": outcomes.count(Outcome.FAILED) + unusable,
        "exchanges": sum(row.exchanges for row in rows),
        "keyed": sum(row.keyed for row in rows),
        "findings": sum(row.findings for row in rows),
    }


def _build_record(file: CorpusFile, knowledge: Knowledge) -> Record:
    return build_page_record(read_page(file.path, file.root), knowledge)


def _ingest_page(file: CorpusFile, output: Path, knowledge: Knowledge, *, check: bool) -> Ingested:
    result = attempt(lambda: _bring_up_to_date(file, output, _build_record(file, knowledge), check=check), file.path)
    if isinstance(result, Ingested):
        return result
    return Ingested(
        page=file.path,
        target=locate_record(output, file.id),
        outcome=Outcome.NOT_AN_INTERVIEW if isinstance(result, NotAnInterview) else Outcome.FAILED,
        error=result,
        is_stale=has_record(output, file.id),
    )


def _bring_up_to_date(file: CorpusFile, output: Path, record: Record, *, check: bool) -> Ingested:
    data = dump_record(record)
    is_changed = not is_current(output, file.id, data)
    if is_changed and not check:
        write_record(output, file.id, data)
    return Ingested(
        page=file.path,
        target=locate_record(output, file.id),
        outcome=Outcome.WRITTEN if is_changed else Outcome.UNCHANGED,
        exchanges=len(record.exchanges),
        keyed=sum(exchange.question.id is not None for exchange in record.exchanges),
        findings=len(record.findings),
    )

"""Pages -> records on disk: the recipe for many pages. One bad page never stops the others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from hrdcorpus.corpus import CorpusFile, has_record, is_current, locate_record, remove_leftovers, write_record
from hrdcorpus.errors import KnowledgeError, NotAnInterview
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.pipeline import build_page_record
from hrdcorpus.reading.pages import read_page
from hrdcorpus.records.form import Record
from hrdcorpus.records.serialising import dump_record
from hrdcorpus.text.failures import name_reason


class Outcome(StrEnum):
    """What became of a page."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    NOT_AN_INTERVIEW = "not an interview"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Ingested:
    """One page's outcome. `target` is where its record stands or would stand, `reason` why there is none.

    `is_stale` says that a record made of the page before still stands there, though there should be none now.
    """

    page: Path
    target: Path
    outcome: Outcome
    reason: str = ""
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


def list_records(files: Sequence[CorpusFile], knowledge: Knowledge) -> tuple[list[Record], list[tuple[Path, str]]]:
    """The records of the pages, written nowhere; and the pages without one, with the reason."""
    records: list[Record] = []
    failed: list[tuple[Path, str]] = []
    for file in files:
        try:
            records.append(build_page_record(read_page(file.path, file.root), knowledge))
        except KnowledgeError:
            raise
        except Exception as error:  # noqa: BLE001 - as in `ingest_pages`
            failed.append((file.path, name_reason(error, file.path)))
    return records, failed


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


def _ingest_page(file: CorpusFile, output: Path, knowledge: Knowledge, *, check: bool) -> Ingested:
    try:
        record = build_page_record(read_page(file.path, file.root), knowledge)
        changed = _bring_up_to_date(file.id, dump_record(record), output, check=check)
    except KnowledgeError:
        raise
    except Exception as error:  # noqa: BLE001 - one bad page, or a bug of ours on it, must not cost the others
        return _without_record(file, output, error)
    return _with_record(file, output, record, changed=changed)


def _bring_up_to_date(identifier: str, data: bytes, output: Path, *, check: bool) -> bool:
    if is_current(output, identifier, data):
        return False
    if not check:
        write_record(output, identifier, data)
    return True


def _with_record(file: CorpusFile, output: Path, record: Record, *, changed: bool) -> Ingested:
    return Ingested(
        page=file.path,
        target=locate_record(output, file.id),
        outcome=Outcome.WRITTEN if changed else Outcome.UNCHANGED,
        exchanges=len(record.exchanges),
        keyed=sum(exchange.question.id is not None for exchange in record.exchanges),
        findings=len(record.findings),
    )


def _without_record(file: CorpusFile, output: Path, error: Exception) -> Ingested:
    target = locate_record(output, file.id)
    return Ingested(
        page=file.path,
        target=target,
        outcome=Outcome.NOT_AN_INTERVIEW if isinstance(error, NotAnInterview) else Outcome.FAILED,
        reason=name_reason(error, file.path),
        is_stale=has_record(output, file.id),
    )

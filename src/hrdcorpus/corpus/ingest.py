"""Pages -> records on disk: the recipe for many pages. One bad page never stops the others."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.corpus.changes import Changes
from hrdcorpus.corpus.files import Found
from hrdcorpus.corpus.places import CorpusFile, find_page, locate_record
from hrdcorpus.corpus.store import is_current, list_standing_records, narrow_record, write_record
from hrdcorpus.corpus.writing import find_mode, remove_leftovers
from hrdcorpus.errors import HrdcorpusError, NotAnInterview, PageError, attempt
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.pipeline import build_page_records
from hrdcorpus.reading.pages import read_page
from hrdcorpus.records.form import Record
from hrdcorpus.records.rules import RULES
from hrdcorpus.records.serialising import dump_record
from hrdcorpus.records.sidecar import locate_sidecar

_NO_INTERVIEW = RULES["not-an-interview"].code


class Outcome(StrEnum):
    """What became of a page."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    NOT_AN_INTERVIEW = "not an interview"
    FAILED = "failed"


class Ingested(Struct, frozen=True):
    """One page's outcome. `changed` are its records that were or would be written, `error` why there are none.

    `stale` are records made of the page before that still stand, though there should be none such now. `is_accepted`
    says that somebody knows of a page that it is no interview.
    """

    page: Path
    outcome: Outcome
    changed: tuple[Path, ...] = ()
    stale: tuple[Path, ...] = ()
    error: HrdcorpusError | None = None
    exchanges: int = 0
    keyed: int = 0
    findings: int = 0
    is_accepted: bool = False


def ingest_pages(
    files: Sequence[CorpusFile], output: Path, knowledge: Knowledge, *, check: bool, accepted: Collection[str] = ()
) -> Iterator[Ingested]:
    """Bring the records of each page up to date below `output`; with `check` nothing is written.

    The caller holds `output` (see `lock_folder`) unless it checks.
    """
    if not check:
        remove_leftovers(sorted({locate_record(output, file.id).parent for file in files}), output)
    for file in files:
        yield _ingest_page(file, output, knowledge, check=check, accepted=accepted)


def is_failure(result: Ingested, *, check: bool, strict: bool) -> bool:
    """Whether the run must fail for this page: with `check` at any change, with `strict` at no interview."""
    match result.outcome:
        case Outcome.FAILED:
            return True
        case Outcome.NOT_AN_INTERVIEW:
            return (strict and not result.is_accepted) or (check and bool(result.stale))
        case Outcome.WRITTEN | Outcome.UNCHANGED:
            return check and bool(result.changed or result.stale)


class Run(Struct, frozen=True):
    """A whole run: what was `found` and could not be taken, what `changes` there were, and each page's result.

    `alone` are the records that no page has any more: its own is gone, or holds fewer interviews, or none; `removed`
    are those of them that were removed. `is_done` says that nobody stopped it.
    """

    found: Found
    unusable: tuple[HrdcorpusError, ...]
    changes: Changes
    results: tuple[Ingested, ...]
    alone: tuple[Path, ...]
    removed: tuple[Path, ...]
    is_done: bool

    def has_failed(self, *, check: bool, prune: bool, strict: bool) -> bool:
        """Whether it must fail: for a page, or for a record that should not stand any more."""
        is_left = (check or prune) and len(self.removed) < len(self.alone)
        return (
            is_left or bool(self.unusable) or any(is_failure(row, check=check, strict=strict) for row in self.results)
        )


def list_alone(changes: Changes, results: Iterable[Ingested]) -> tuple[Path, ...]:
    """The records that no page has any more: its own is gone, or holds fewer interviews, or none."""
    read = (result for result in results if result.outcome is not Outcome.FAILED)
    return tuple(sorted({*changes.alone, *(path for result in read for path in result.stale)}))


def count_run(run: Run, *, check: bool) -> dict[str, int]:
    """The run in numbers, by name. Inputs that were not even taken for pages count as failed."""
    outcomes = [row.outcome for row in run.results]
    return {
        "pages": len(run.results) + len(run.unusable),
        "to write" if check else "written": outcomes.count(Outcome.WRITTEN),
        "unchanged": outcomes.count(Outcome.UNCHANGED),
        "not interviews": outcomes.count(Outcome.NOT_AN_INTERVIEW),
        "failed": outcomes.count(Outcome.FAILED) + len(run.unusable),
        "exchanges": sum(row.exchanges for row in run.results),
        "keyed": sum(row.keyed for row in run.results),
        "findings": sum(row.findings for row in run.results),
        "renamed": len(run.changes.renamed),
        "excluded": len(run.found.excluded),
        "not taken": len(run.found.ignored),
    }


def list_run(run: Run) -> dict[str, object]:
    """The run file by file, as JSON has it: all that is counted."""
    return {
        "pages": [
            {
                "page": row.page.as_posix(),
                "outcome": row.outcome,
                "reason": row.error.explanation if row.error else None,
                "changed": _name_all(row.changed),
                "stale": _name_all(row.stale),
                "exchanges": row.exchanges,
                "keyed": row.keyed,
                "findings": row.findings,
            }
            for row in run.results
        ],
        "unusable": [{"path": Path(str(error.path)).as_posix(), "reason": error.explanation} for error in run.unusable],
        "renamed": [{"from": each.old.as_posix(), "to": each.new.as_posix()} for each in run.changes.renamed],
        "alone": _name_all(path for path in run.alone if path not in run.removed),
        "removed": _name_all(run.removed),
        "excluded": _name_all(run.found.excluded),
        "not_taken": _name_all(run.found.ignored),
    }


def _name_all(paths: Iterable[Path]) -> list[str]:
    return [path.as_posix() for path in paths]


def _build_records(file: CorpusFile, knowledge: Knowledge) -> tuple[Record, ...]:
    return build_page_records(read_page(file.path, file.root), knowledge)


def _ingest_page(
    file: CorpusFile, output: Path, knowledge: Knowledge, *, check: bool, accepted: Collection[str]
) -> Ingested:
    page = attempt(partial(read_page, file.path, file.root), file.path)
    if isinstance(page, HrdcorpusError):
        return _refuse(file, output, page)
    built = attempt(
        lambda: _bring_up_to_date(file, output, build_page_records(page, knowledge), check=check), file.path
    )
    if isinstance(built, HrdcorpusError):
        return replace(_refuse(file, output, built), is_accepted=_NO_INTERVIEW in {*accepted, *page.sidecar.accept})
    return built


def _refuse(file: CorpusFile, output: Path, error: HrdcorpusError) -> Ingested:
    outcome = Outcome.NOT_AN_INTERVIEW if isinstance(error, NotAnInterview) else Outcome.FAILED
    return Ingested(file.path, outcome, stale=tuple(list_standing_records(output, file)), error=error)


def _bring_up_to_date(file: CorpusFile, output: Path, records: Sequence[Record], *, check: bool) -> Ingested:
    for record in records[1:]:
        if other := find_page(locate_record(file.root, record.id)):
            raise PageError(f"one of its interviews would have the record of {other.name}; rename one of the two pages")
    dumped = {record.id: dump_record(record) for record in records}
    changed = [identifier for identifier, data in dumped.items() if not is_current(output, identifier, data)]
    mode = find_mode([file.path, locate_sidecar(file.path)], file.root)
    for identifier, data in dumped.items() if not check else ():
        if identifier in changed:
            write_record(output, identifier, data, mode)
        else:
            narrow_record(output, identifier, mode)
    targets = {locate_record(output, identifier) for identifier in dumped}
    exchanges = [exchange for record in records for exchange in record.exchanges]
    return Ingested(
        page=file.path,
        outcome=Outcome.WRITTEN if changed else Outcome.UNCHANGED,
        changed=tuple(locate_record(output, identifier) for identifier in changed),
        stale=tuple(path for path in list_standing_records(output, file) if path not in targets),
        exchanges=len(exchanges),
        keyed=sum(exchange.question.id is not None for exchange in exchanges),
        findings=sum(len(record.findings) for record in records),
    )

"""What became of pages: each outcome, and a run over many, counted and told. No list of pages grows with them."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field

from hrdcorpus.corpus.changes import Changes
from hrdcorpus.corpus.files import Found
from hrdcorpus.corpus.places import CorpusFile
from hrdcorpus.corpus.store import list_standing_records
from hrdcorpus.errors import HrdcorpusError, NotAnInterview


class Outcome(StrEnum):
    """What became of a page."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    NOT_AN_INTERVIEW = "not an interview"
    FAILED = "failed"


class Ingested(Struct, frozen=True):
    """One page's outcome. `changed` are its records that were or would be written, `error` why there are none.

    `stale` are records made of the page before that still stand, though there should be none such now. `is_accepted`
    says that the page's sidecar knows that it is no interview.
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


def refuse_page(file: CorpusFile, output: Path, error: HrdcorpusError) -> Ingested:
    """The outcome of a page that has no record, for this reason."""
    outcome = Outcome.NOT_AN_INTERVIEW if isinstance(error, NotAnInterview) else Outcome.FAILED
    return Ingested(file.path, outcome, stale=tuple(list_standing_records(output, file)), error=error)


class Refused(Struct):
    """The pages that are no interviews for one reason: how many, and those of them that are named."""

    count: int = 0
    named: list[tuple[Path, str]] = field(default_factory=list)  # each with its whole reason


class Tally(Struct):
    """The outcomes of pages, counted as they come; how many they are costs it no memory.

    `check` fails at any change, `strict` at no interview that nobody `accepts`. Of the pages `refused` for one reason
    `most` are named, all for None. `changed` are the records that would be written, with `check`; `stale` those that
    no page has any more.
    """

    check: bool = False
    strict: bool = False
    accepts: bool = False
    most: int | None = None
    exchanges: int = 0
    keyed: int = 0
    findings: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    refused: dict[str, Refused] = field(default_factory=dict)
    changed: list[Path] = field(default_factory=list)
    stale: list[Path] = field(default_factory=list)
    has_failed: bool = False

    def add(self, result: Ingested) -> None:
        """Count one more page."""
        self.outcomes[result.outcome] += 1
        self.exchanges += result.exchanges
        self.keyed += result.keyed
        self.findings += result.findings
        self.changed += result.changed if self.check else ()
        self.stale += result.stale if result.outcome is not Outcome.FAILED else ()
        self.has_failed |= result.outcome is Outcome.FAILED or (self.check and bool(result.changed or result.stale))
        if result.outcome is Outcome.NOT_AN_INTERVIEW and not (result.is_accepted or self.accepts):
            self.has_failed |= self.strict
            self._refuse(result)

    def _refuse(self, result: Ingested) -> None:
        told = result.error.reason if result.error else ""
        refused = self.refused.setdefault(told.partition(";")[0], Refused())  # behind that come this page's own clues
        refused.count += 1
        if self.most is None or refused.count <= self.most:
            refused.named.append((result.page, told))


class Run(Struct, frozen=True):
    """A whole run: what was `found` and could not be taken, what `changes` there were, and the pages' outcomes.

    `alone` are the records that no page has any more: its own is gone, or holds fewer interviews, or none; `removed`
    are those of them that were removed. `is_done` says that nobody stopped it.
    """

    found: Found
    unusable: tuple[HrdcorpusError, ...]
    changes: Changes
    tally: Tally
    alone: tuple[Path, ...]
    removed: tuple[Path, ...]
    is_done: bool

    def has_failed(self, *, prune: bool) -> bool:
        """Whether it must fail: for a page, or for a record that should not stand any more."""
        is_left = (self.tally.check or prune) and len(self.removed) < len(self.alone)
        return is_left or bool(self.unusable) or self.tally.has_failed


def list_alone(changes: Changes, tally: Tally) -> tuple[Path, ...]:
    """The records that no page has any more: its own is gone, or holds fewer interviews, or none."""
    return tuple(sorted({*changes.alone, *tally.stale}))


def count_run(run: Run) -> dict[str, int]:
    """The run in numbers, by name. Inputs that were not even taken for pages count as failed."""
    tally = run.tally
    return {
        "pages": tally.outcomes.total() + len(run.unusable),
        "to write" if tally.check else "written": tally.outcomes[Outcome.WRITTEN],
        "unchanged": tally.outcomes[Outcome.UNCHANGED],
        "not interviews": tally.outcomes[Outcome.NOT_AN_INTERVIEW],
        "failed": tally.outcomes[Outcome.FAILED] + len(run.unusable),
        "exchanges": tally.exchanges,
        "keyed": tally.keyed,
        "findings": tally.findings,
        "renamed": len(run.changes.renamed),
        "excluded": len(run.found.excluded),
        "not taken": len(run.found.ignored),
    }


def list_page(result: Ingested) -> dict[str, object]:
    """One page's outcome, as JSON has it."""
    return {
        "page": result.page.as_posix(),
        "outcome": result.outcome,
        "reason": result.error.explanation if result.error else None,
        "changed": _name_all(result.changed),
        "stale": _name_all(result.stale),
        "exchanges": result.exchanges,
        "keyed": result.keyed,
        "findings": result.findings,
    }


def list_run(run: Run) -> dict[str, object]:
    """All else that is counted, file by file, as JSON has it."""
    return {
        "unusable": [{"path": Path(str(error.path)).as_posix(), "reason": error.explanation} for error in run.unusable],
        "renamed": [{"from": each.old.as_posix(), "to": each.new.as_posix()} for each in run.changes.renamed],
        "alone": _name_all(path for path in run.alone if path not in run.removed),
        "removed": _name_all(run.removed),
        "excluded": _name_all(run.found.excluded),
        "not_taken": _name_all(run.found.ignored),
    }


def _name_all(paths: Iterable[Path]) -> list[str]:
    return [path.as_posix() for path in paths]

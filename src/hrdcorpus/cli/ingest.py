"""`hrdcorpus ingest`: pages to records."""

from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hrdcorpus.cli.options import Questionnaires, load_wanted_settings
from hrdcorpus.cli.output import (
    FAILED,
    print_counts,
    print_error,
    print_errors,
    print_ignored,
    print_note,
    print_text,
    track,
)
from hrdcorpus.errors import HrdcorpusError, attempt
from hrdcorpus.text.showing import escape_path

if TYPE_CHECKING:
    from hrdcorpus.corpus.changes import Renamed
    from hrdcorpus.corpus.ingest import Ingested

_ALONE = "its page is gone, or holds no such interview; remove it with: hrdcorpus ingest --prune"


def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Pages, or folders of pages.", show_default="data/raw", readable=False)
    ] = None,
    *,
    output: Annotated[
        Path | None,
        typer.Option(help="Folder of the records.", show_default="data/normalized", file_okay=False, readable=False),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if a record would change.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove the records of pages that are gone.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail if a page is no interview.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List every file that was not taken.")] = False,
    questionnaires: Questionnaires = None,
) -> None:
    """Make a record of each downloaded page.

    A page that cannot be read, or is no interview, is reported with the
    reason, and the others go on. A record that would not change is left
    alone. A page that was renamed is known by its bytes: its record and its
    sidecar go with it. Standard output gets the run in numbers; with --check
    first the records that would change.

    Examples:
    hrdcorpus ingest                           data/raw to data/normalized
    hrdcorpus ingest pages --output records    other folders
    hrdcorpus ingest --check                   are the records up to date?
    hrdcorpus ingest --prune                   pages were removed
    """
    from hrdcorpus.corpus.changes import find_changes, move_renamed
    from hrdcorpus.corpus.files import find_pages
    from hrdcorpus.corpus.ingest import count_outcomes, ingest_pages, is_failure, list_alone
    from hrdcorpus.corpus.places import NORMALIZED, RAW
    from hrdcorpus.corpus.writing import lock_folder
    from hrdcorpus.knowledge.base import load_knowledge

    if check and prune:
        raise typer.BadParameter("--check writes nothing; run it without --prune")
    wanted, folder = paths or [RAW], output or NORMALIZED
    settings = load_wanted_settings(questionnaires)
    knowledge = load_knowledge(settings.questionnaires)
    results: list[Ingested] = []
    found = find_pages(wanted, settings.excluded)
    with lock_folder(folder) if found.files and not check else nullcontext():
        changes = find_changes(wanted, found, folder, settings.excluded)
        for renamed in changes.renamed:
            _print_renamed(renamed, check=check)
            if not check:
                move_renamed(renamed, folder)
        found = find_pages(wanted, settings.excluded)  # with the sidecars that have moved
        print_errors(found.unusable)
        print_ignored(found.ignored, verbose=verbose)
        ingested = ingest_pages(found.files, folder, knowledge, check=check, accepted=settings.accept)
        for result in track(ingested, len(found.files)):
            results.append(result)
            _print_result(result, check=check, strict=strict)
        has_failed = _settle_alone(
            list_alone(changes, results), folder, check=check, prune=prune and not found.unusable
        )
    counts = count_outcomes(results, len(found.unusable), check=check)
    print_counts(
        counts | {"renamed": len(changes.renamed), "excluded": len(found.excluded), "not taken": len(found.ignored)}
    )
    if prune and found.unusable:
        print_error("no record was removed, since not all pages could be looked at")
    if has_failed or found.unusable or any(is_failure(result, check=check, strict=strict) for result in results):
        raise typer.Exit(FAILED)


def _print_result(result: "Ingested", *, check: bool, strict: bool) -> None:
    from hrdcorpus.corpus.ingest import Outcome

    if result.outcome is Outcome.FAILED:
        print_error(
            f"{result.error}{''.join(f'; its record still stands: {escape_path(path)}' for path in result.stale)}"
        )
    elif result.error is not None and not result.is_accepted:
        show = print_error if strict else print_note
        show(f"not an interview: {result.error.reason}", result.page)
    if check:
        print_text("".join(f"to write: {escape_path(path)}\n" for path in result.changed))


def _print_renamed(renamed: "Renamed", *, check: bool) -> None:
    print_note(f"has the bytes of {escape_path(renamed.old)}; what belongs to that goes with it", renamed.new)
    for old, new in (*renamed.sidecar, *renamed.records) if check else ():
        print_text(f"to move: {escape_path(old)} to {escape_path(new)}\n")


def _settle_alone(alone: Sequence[Path], output: Path, *, check: bool, prune: bool) -> bool:
    """Remove the records that no page has any more, or else tell them; whether the run must fail for one."""
    from hrdcorpus.corpus.changes import remove_record

    has_failed = check and bool(alone)
    for path in alone:
        if not prune:
            (print_error if check else print_note)(_ALONE, path)
            print_text(f"to remove: {escape_path(path)}\n" if check else "")
        elif isinstance(error := attempt(partial(remove_record, path, output), path), HrdcorpusError):
            print_error(f"not removed: {error.explanation}", path)
            has_failed = True
        else:
            print_note("removed, since its page is gone, or holds no such interview", path)
    return has_failed

"""`hrdcorpus ingest`: pages to records."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hrdcorpus.cli.options import MaxBlocks, MaxCharacters, Questionnaires, Quiet, Verbose, load_wanted_settings
from hrdcorpus.cli.output import (
    FAILED,
    FEW,
    INTERRUPTED,
    check_name,
    name_paths,
    print_counts,
    print_data,
    print_error,
    print_errors,
    print_ignored,
    print_note,
    print_text,
    track,
)
from hrdcorpus.errors import HrdcorpusError, attempt
from hrdcorpus.text.showing import escape_json, escape_path

if TYPE_CHECKING:
    from hrdcorpus.corpus.changes import Renamed
    from hrdcorpus.corpus.ingest import Ingested

_FORMATS = ("text", "json")
_ALONE = "its page is gone, or holds no such interview; remove it with: hrdcorpus ingest --prune"


def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Pages, or folders of pages.", show_default="data/raw", readable=False)
    ] = None,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Folder of the records.",
            show_default="data/normalized",
            file_okay=False,
            readable=False,
        ),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if a record would change.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove the records of pages that are gone.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail if a page is no interview.")] = False,
    output_format: Annotated[
        str,
        typer.Option(
            metavar="|".join(_FORMATS),
            help="What is printed: the numbers, or all that was done.",
            callback=lambda name: check_name(_FORMATS, name),
            autocompletion=lambda: list(_FORMATS),
        ),
    ] = "text",
    quiet: Quiet = False,
    verbose: Verbose = False,
    questionnaires: Questionnaires = None,
    max_blocks: MaxBlocks = None,
    max_characters: MaxCharacters = None,
) -> None:
    """Make a record of each downloaded page.

    A page that cannot be read, or is no interview, is reported with the
    reason, and the others go on; of many that are no interviews for one
    reason, a few are named. A record that would not change is left
    alone. A page that was renamed is known by its bytes: its record and its
    sidecar go with it. Standard output gets the run in numbers; with --check
    first the records that would change; with --quiet nothing. In JSON it
    gets one object, with `counts`, `pages` and what became of each.

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
    settings = load_wanted_settings(questionnaires, max_blocks, max_characters)
    knowledge = load_knowledge(settings.questionnaires, settings.limits)
    results: list[Ingested] = []
    found = find_pages(wanted, settings.excluded)
    with lock_folder(folder) if found.files and not check else nullcontext():
        changes = find_changes(wanted, found, folder, settings.excluded)
        for renamed in changes.renamed:
            print_note(f"has the bytes of {escape_path(renamed.old)}; what belongs to that goes with it", renamed.new)
            if not check:
                move_renamed(renamed, folder)
        found = find_pages(wanted, settings.excluded)  # with the sidecars that have moved
        print_errors(found.unusable)
        print_ignored(found.ignored, verbose=verbose)
        ingested = ingest_pages(found.files, folder, knowledge, check=check, accepted=settings.accept)
        is_done = _collect(track(ingested, len(found.files)), results)
        _print_refused(results, strict=strict, verbose=verbose)
        alone = list_alone(changes, results) if is_done else []
        has_failed = _settle_alone(alone, folder, check=check, prune=prune and not found.unusable)
    counts = count_outcomes(results, len(found.unusable), check=check)
    counts |= {"renamed": len(changes.renamed), "excluded": len(found.excluded), "not taken": len(found.ignored)}
    planned = _list_planned(results, changes.renamed, alone) if check else []
    _print_run(counts, results, planned, None if quiet and output_format == "text" else output_format)
    if not is_done:
        print_note(f"{len(results)} of {len(found.files)} pages are done; run again to go on")
        raise typer.Exit(INTERRUPTED)
    if prune and found.unusable:
        print_error("no record was removed, since not all pages could be looked at")
    if has_failed or found.unusable or any(is_failure(result, check=check, strict=strict) for result in results):
        raise typer.Exit(FAILED)


def _collect(ingested: "Iterable[Ingested]", results: "list[Ingested]") -> bool:
    """Put each result into `results` as it comes, and say why a page failed; False where a user stopped that."""
    try:
        for result in ingested:
            results.append(result)
            _print_failure(result)
    except KeyboardInterrupt:
        return False
    return True


def _print_failure(result: "Ingested") -> None:
    from hrdcorpus.corpus.ingest import Outcome

    if result.outcome is Outcome.FAILED:
        stale = "".join(f"; its record still stands: {escape_path(path)}" for path in result.stale)
        print_error(f"{result.error}{stale}")


def _print_refused(results: "Iterable[Ingested]", *, strict: bool, verbose: bool) -> None:
    """The pages that are no interviews, by reason: each of a few; of many their number, and the first."""
    from hrdcorpus.corpus.ingest import Outcome

    refused: dict[str, list[Ingested]] = defaultdict(list)
    for result in results:
        if result.outcome is Outcome.NOT_AN_INTERVIEW and result.error and not result.is_accepted:
            refused[result.error.reason.partition(";")[0]].append(result)  # behind that come this page's own clues
    show = print_error if strict else print_note
    for reason, pages in refused.items():
        if verbose or len(pages) <= FEW:
            for page in pages:
                show(f"not an interview: {page.error.reason if page.error else reason}", page.page)
        else:
            show(f"not interviews, {len(pages)}: {reason}: {name_paths([page.page for page in pages])}")


def _print_run(
    counts: Mapping[str, int], results: "Iterable[Ingested]", planned: Iterable[str], form: str | None
) -> None:
    if form == "json":
        print_data(_write_json(counts, results))
    elif form == "text":
        print_text("".join(f"{line}\n" for line in planned))
        print_counts(counts)


def _list_planned(results: "Iterable[Ingested]", renamed: "Iterable[Renamed]", alone: Iterable[Path]) -> list[str]:
    moves = [move for each in renamed for move in (*each.sidecar, *each.records)]
    return [
        *(f"to move: {escape_path(old)} to {escape_path(new)}" for old, new in moves),
        *(f"to write: {escape_path(path)}" for result in results for path in result.changed),
        *(f"to remove: {escape_path(path)}" for path in alone),
    ]


def _write_json(counts: Mapping[str, int], results: "Iterable[Ingested]") -> bytes:
    pages = [
        {
            "page": result.page.as_posix(),
            "outcome": result.outcome,
            "reason": result.error.explanation if result.error else None,
            "changed": [path.as_posix() for path in result.changed],
            "stale": [path.as_posix() for path in result.stale],
            "exchanges": result.exchanges,
            "keyed": result.keyed,
            "findings": result.findings,
        }
        for result in results
    ]
    text = json.dumps({"counts": counts, "pages": pages}, ensure_ascii=False, indent=2)
    return f"{escape_json(text)}\n".encode()


def _settle_alone(alone: Sequence[Path], output: Path, *, check: bool, prune: bool) -> bool:
    """Remove the records that no page has any more, or else tell them; whether the run must fail for one."""
    from hrdcorpus.corpus.changes import remove_record

    has_failed = check and bool(alone)
    for path in alone:
        if not prune:
            (print_error if check else print_note)(_ALONE, path)
        elif isinstance(error := attempt(partial(remove_record, path, output), path), HrdcorpusError):
            print_error(f"not removed: {error.explanation}", path)
            has_failed = True
        else:
            print_note("removed, since its page is gone, or holds no such interview", path)
    return has_failed

"""`hrdcorpus ingest`: pages to records."""

import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
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
    from hrdcorpus.corpus.files import Found
    from hrdcorpus.corpus.ingest import Ingested, Run
    from hrdcorpus.corpus.settings import Settings

_FORMATS = ("text", "json")
_GONE = "its page is gone, or holds no such interview"
_FOREIGN = (
    "has records of no page below what was named, left alone, since their pages may stand elsewhere: {}; "
    "if none does, remove them by hand"
)


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
    gets one object, with `counts`, `pages` and what became of each, and all
    else that is counted.

    Examples:
    hrdcorpus ingest                           data/raw to data/normalized
    hrdcorpus ingest pages --output records    other folders
    hrdcorpus ingest --check                   are the records up to date?
    hrdcorpus ingest --prune                   pages were removed
    """
    from hrdcorpus.corpus.files import find_pages
    from hrdcorpus.corpus.ingest import count_run, list_run
    from hrdcorpus.corpus.places import NORMALIZED, RAW, find_root
    from hrdcorpus.corpus.writing import lock_folder

    if check and prune:
        raise typer.BadParameter("--check writes nothing; run it without --prune")
    wanted, folder = paths or [RAW], output or NORMALIZED
    if find_root(folder).parts[-2:] == RAW.parts or folder.resolve() in {path.resolve() for path in wanted}:
        raise typer.BadParameter("must not lie among the pages: name another folder", param_hint="--output")
    settings = load_wanted_settings(questionnaires, max_blocks, max_characters)
    found = find_pages(wanted, settings.excluded)
    with lock_folder(folder) if not check and (found.files or folder.is_dir()) else nullcontext():
        run = _run(wanted, found, folder, settings, check=check, prune=prune, strict=strict, verbose=verbose)
    counts = count_run(run, check=check)
    if output_format == "json":
        text = json.dumps({"counts": counts, **list_run(run)}, ensure_ascii=False, indent=2)
        print_data(f"{escape_json(text)}\n".encode())
    elif not quiet:
        print_text("".join(f"{line}\n" for line in _list_planned(run)) if check else "")
        print_counts(counts)
    if not run.is_done:
        print_note(f"{len(run.results)} of {len(found.files)} pages are done; run again to go on")
        raise typer.Exit(INTERRUPTED)
    if prune and run.unusable:
        print_error("no record was removed, since not all pages could be looked at")
    if run.has_failed(check=check, prune=prune, strict=strict):
        raise typer.Exit(FAILED)


def _run(
    wanted: Sequence[Path],
    found: "Found",
    output: Path,
    settings: "Settings",
    *,
    check: bool,
    prune: bool,
    strict: bool,
    verbose: bool,
) -> "Run":
    """All steps of a run in their order, told as they go."""
    from hrdcorpus.corpus.changes import find_changes, keep_origin, list_unusable, move_renamed
    from hrdcorpus.corpus.ingest import Run, ingest_pages, list_alone
    from hrdcorpus.corpus.places import find_root
    from hrdcorpus.knowledge.base import load_knowledge

    changes = find_changes(wanted, found, output, settings.excluded)
    for renamed in changes.renamed:
        print_note(f"has the bytes of {escape_path(renamed.old)}; what belongs to that goes with it", renamed.new)
        if not check:
            move_renamed(renamed, output)
    if changes.foreign:
        print_note(_FOREIGN.format(name_paths(changes.foreign, verbose=verbose)), output)
    unusable = list_unusable(found, changes)
    print_errors(unusable)
    print_ignored(found.ignored, verbose=verbose)
    for root in wanted:
        if root.is_dir() and find_root(root).samefile(root):
            _print_idle(root, found, settings, verbose=verbose)
    results: list[Ingested] = []
    knowledge = load_knowledge(settings.questionnaires, settings.limits)
    ingested = ingest_pages(found.files, output, knowledge, check=check, accepted=settings.accept)
    is_done = _collect(track(ingested, len(found.files)), results)
    _print_refused(results, strict=strict, verbose=verbose)
    alone = list_alone(changes, results) if is_done else ()
    removed = _settle_alone(alone, changes.excluded, output, check=check, prune=prune and not unusable)
    if results and is_done and not check:
        keep_origin(wanted, output, changes)
    return Run(found, tuple(unusable), changes, tuple(results), alone, tuple(removed), is_done)


def _print_idle(root: Path, found: "Found", settings: "Settings", *, verbose: bool) -> None:
    """Notes on what is said of pages in a whole folder, and is for none there."""
    from hrdcorpus.corpus.settings import NAME, list_idle
    from hrdcorpus.reading.addresses import NAME as ADDRESSES
    from hrdcorpus.reading.addresses import list_listed

    if missing := [page for page in list_listed(root) if not os.path.lexists(root / page)]:
        print_note(f"names pages that are not there: {name_paths(missing, verbose=verbose)}", root / ADDRESSES)
    within = [(path, root) for path in found.excluded if path.is_relative_to(root)]
    if idle := list_idle(settings.excluded, within):
        how = "write a name, as index.html, or a path that begins below the folder of pages, as 2021/draft.txt"
        print_note(f"[exclude] patterns fit no file in {escape_path(root)}: {', '.join(idle)}; {how}", NAME)


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


def _list_planned(run: "Run") -> list[str]:
    return [
        *(
            f"to move: {escape_path(old)} to {escape_path(new)}"
            for each in run.changes.renamed
            for old, new in each.moves
        ),
        *(f"to write: {escape_path(path)}" for result in run.results for path in result.changed),
        *(f"to remove: {escape_path(path)}" for path in run.alone),
    ]


def _settle_alone(
    alone: Sequence[Path], excluded: Collection[Path], output: Path, *, check: bool, prune: bool
) -> list[Path]:
    """Remove the records that no page has any more, or else tell them; those that were removed."""
    from hrdcorpus.corpus.changes import remove_record

    removed = []
    for path in alone:
        why = "its page is excluded by the settings" if path in excluded else _GONE
        if not prune:
            (print_error if check else print_note)(f"{why}; remove it with: hrdcorpus ingest --prune", path)
        elif isinstance(error := attempt(partial(remove_record, path, output), path), HrdcorpusError):
            print_error(f"not removed: {error.explanation}", path)
        else:
            print_note(f"removed, since {why}", path)
            removed.append(path)
    return removed

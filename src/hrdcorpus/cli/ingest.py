"""`hrdcorpus ingest`: pages to records."""

import os
from collections.abc import Generator, Sequence
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from hrdcorpus.cli.ingested import format_page, print_failure, print_idle, print_refused, print_run, settle_alone
from hrdcorpus.cli.options import (
    MaxBlocks,
    MaxCharacters,
    Questionnaires,
    Quiet,
    Verbose,
    load_wanted_settings,
)
from hrdcorpus.cli.output import (
    FAILED,
    FEW,
    INTERRUPTED,
    check_name,
    name_paths,
    print_error,
    print_errors,
    print_ignored,
    print_note,
    track,
)
from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.text.showing import escape_path

if TYPE_CHECKING:
    from hrdcorpus.corpus.files import Found
    from hrdcorpus.corpus.outcomes import Ingested, Run, Tally
    from hrdcorpus.corpus.remembering import Memory
    from hrdcorpus.corpus.runs import Spread
    from hrdcorpus.corpus.settings import Settings

_FORMATS = ("text", "json")
_WORTH = 100  # pages for each process: it takes about as long to begin
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
    force: Annotated[bool, typer.Option("--force", help="Read all pages, those that did not change, too.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            help="Processes that read pages.", metavar="N", min=1, show_default="one for each core; for few pages, one"
        ),
    ] = None,
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

    A page is not read again where it, its sidecar and its record are as they
    were, and so are the program, the questionnaires and the settings: what
    was said of it then is said again. --check and --force read every page.

    Examples:
    hrdcorpus ingest                           data/raw to data/normalized
    hrdcorpus ingest pages --output records    other folders
    hrdcorpus ingest --check                   are the records up to date?
    hrdcorpus ingest --prune                   pages were removed
    """
    from hrdcorpus.corpus.files import find_pages
    from hrdcorpus.corpus.locking import lock_folder
    from hrdcorpus.corpus.outcomes import Tally
    from hrdcorpus.corpus.places import NORMALIZED, RAW, find_root
    from hrdcorpus.records.sidecar import NO_INTERVIEW

    if check and prune:
        raise typer.BadParameter("--check writes nothing; run it without --prune")
    wanted, folder = paths or [RAW], output or NORMALIZED
    if find_root(folder).parts[-2:] == RAW.parts or folder.resolve() in {path.resolve() for path in wanted}:
        raise typer.BadParameter("must not lie among the pages: name another folder", param_hint="--output")
    settings = load_wanted_settings(questionnaires, max_blocks, max_characters)
    order = _Order(wanted, find_pages(wanted, settings.excluded), folder, settings, check, prune, force, jobs, verbose)
    tally = Tally(check, strict, NO_INTERVIEW in settings.accept, None if verbose else FEW)
    rows: list[str] | None = [] if output_format == "json" else None
    with lock_folder(folder) if not check and (order.found.files or folder.is_dir()) else nullcontext():
        run = _run(order, tally, rows)
    if rows is not None or not quiet:
        print_run(run, rows)
    _end(order, run)


class _Order(Struct, frozen=True):
    """What to do: which pages were named, and found, where their records go, and the options as they were given."""

    wanted: Sequence[Path]
    found: "Found"
    output: Path
    settings: "Settings"
    check: bool
    prune: bool
    force: bool
    jobs: int | None
    verbose: bool


def _run(order: _Order, tally: "Tally", rows: list[str] | None) -> "Run":
    """All steps of a run in their order, told as they go; in JSON, each page is one of `rows`."""
    from hrdcorpus.corpus.changes import find_changes, keep_origin, list_unusable, move_renamed
    from hrdcorpus.corpus.outcomes import Run, list_alone
    from hrdcorpus.corpus.places import is_whole

    found, output, verbose = order.found, order.output, order.verbose
    changes = find_changes(order.wanted, found, output, order.settings.excluded)
    for renamed in changes.renamed:
        print_note(f"has the bytes of {escape_path(renamed.old)}; what belongs to that goes with it", renamed.new)
        if not order.check:
            move_renamed(renamed, output)
    if changes.foreign:
        print_note(_FOREIGN.format(name_paths(changes.foreign, verbose=verbose)), output)
    unusable = list_unusable(found, changes)
    print_errors(unusable)
    print_ignored(found.ignored, verbose=verbose)
    for root in filter(is_whole, order.wanted):
        print_idle(root, found, order.settings, verbose=verbose)
    is_done = _collect(order, tally, rows)
    print_refused(tally)
    alone = list_alone(changes, tally) if is_done else ()
    removed = settle_alone(alone, changes.excluded, output, check=order.check, prune=order.prune and not unusable)
    if found.files and is_done and not order.check:
        keep_origin(order.wanted, output, changes)
    return Run(found, tuple(unusable), changes, tally, alone, tuple(removed), is_done)


def _end(order: _Order, run: "Run") -> None:
    """Say what is left to do, and end with the exit code."""
    if not run.is_done:
        done = run.tally.outcomes.total()
        print_note(f"{done} of {len(run.found.files)} pages are done; run again to go on")
        raise typer.Exit(INTERRUPTED)
    if order.prune and run.unusable:
        print_error("no record was removed, since not all pages could be looked at")
    if run.has_failed(prune=order.prune):
        raise typer.Exit(FAILED)


def _collect(order: _Order, tally: "Tally", rows: list[str] | None) -> bool:
    """Count and tell each page's outcome as it comes; False where a user stopped that."""
    with closing(_read(order)) as results:
        try:
            for result in track(results, len(order.found.files)):
                tally.add(result)
                print_failure(result)
                if rows is not None:
                    rows.append(format_page(result))
        except KeyboardInterrupt:
            return False
    return True


def _read(order: _Order) -> Generator["Ingested"]:
    """The pages' outcomes: as they are remembered, or else by reading the pages, in so many processes."""
    from hrdcorpus.corpus.runs import clear_folders, ingest_pages, load_work

    files, output, settings = order.found.files, order.output, order.settings
    memory = None
    if files and not order.check:
        clear_folders(files, output)
        memory = _open_memory(order)
    version = memory.version if memory else None
    load = partial(load_work, output, settings, version, check=order.check)
    try:
        yield from ingest_pages(files, memory, load, _choose_spread(order.jobs, len(files), output))
    finally:
        if memory and memory.manifest.error:
            print_note(f"what was read cannot be remembered: {memory.manifest.error}")


def _open_memory(order: _Order) -> "Memory | None":
    """What earlier runs say of the pages; None where nobody can tell which version of the program this is."""
    from hrdcorpus.corpus.manifest import Manifest
    from hrdcorpus.corpus.places import is_whole
    from hrdcorpus.corpus.remembering import Memory
    from hrdcorpus.corpus.versions import hash_version

    try:
        version = hash_version(order.settings)
    except (HrdcorpusError, OSError):
        return None
    manifest = Manifest(order.output, is_only=all(map(is_whole, order.wanted)))
    return Memory(manifest, version, order.output, order.force)


def _choose_spread(jobs: int | None, count: int, output: Path) -> "Spread":
    """Where so many pages are read: here, or by so many processes; who names none gets them where it is worth it."""
    few = _WORTH if jobs is None else 1
    jobs = jobs or _count_cores()
    if jobs == 1 or count < few:
        from hrdcorpus.corpus.runs import read_here

        return read_here
    from hrdcorpus.corpus.spreading import spread_pages

    return partial(spread_pages, output=output, jobs=jobs, few=few)


def _count_cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

"""`hrdcorpus ingest`: pages to records."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hrdcorpus.cli.options import Questionnaires, load_wanted_knowledge
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
from hrdcorpus.text.showing import escape_path

if TYPE_CHECKING:
    from hrdcorpus.corpus.ingest import Ingested


def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Pages, or folders of pages.", show_default="data/raw", readable=False)
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(help="Folder of the records.", show_default="data/normalized", file_okay=False, readable=False),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if a record would change.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail if a page is no interview.")] = False,
    questionnaires: Questionnaires = None,
) -> None:
    """Make a record of each downloaded page.

    A page that cannot be read, or is no interview, is reported with the
    reason, and the others go on. A record that would not change is left
    alone. Standard output gets the run in numbers; with --check first the
    records that would change.

    Examples:
    hrdcorpus ingest                           data/raw to data/normalized
    hrdcorpus ingest pages --output records    other folders
    hrdcorpus ingest --check                   are the records up to date?
    """
    from hrdcorpus.corpus.files import find_pages
    from hrdcorpus.corpus.ingest import count_outcomes, ingest_pages, is_failure
    from hrdcorpus.corpus.places import NORMALIZED, RAW
    from hrdcorpus.corpus.writing import lock_folder

    found = find_pages(paths or [RAW])
    knowledge = load_wanted_knowledge(questionnaires)
    print_errors(found.unusable)
    print_ignored(found.ignored)
    results = []
    folder = output or NORMALIZED
    with lock_folder(folder) if found.files and not check else nullcontext():
        for result in track(ingest_pages(found.files, folder, knowledge, check=check), len(found.files)):
            results.append(result)
            _print_result(result, check=check, strict=strict)
    print_counts(count_outcomes(results, len(found.unusable), check=check))
    if found.unusable or any(is_failure(result, check=check, strict=strict) for result in results):
        raise typer.Exit(FAILED)


def _print_result(result: "Ingested", *, check: bool, strict: bool) -> None:
    from hrdcorpus.corpus.ingest import Outcome

    stale = "".join(f"; the record made of it before still stands: {escape_path(path)}" for path in result.stale)
    if result.outcome is Outcome.FAILED:
        print_error(f"{result.error}{stale}")
    elif result.error is not None:
        show = print_error if strict else print_note
        show(f"not an interview: {result.error.reason}{stale}", result.page)
    elif result.stale:
        print_note(f"holds fewer interviews now{stale}", result.page)
    if check:
        print_text("".join(f"to write: {escape_path(path)}\n" for path in result.changed))
        print_text("".join(f"to remove: {escape_path(path)}\n" for path in result.stale))

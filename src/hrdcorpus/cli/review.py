"""`hrdcorpus review`: pages, their records and findings on a screen of the terminal, put right key by key."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hrdcorpus.cli.options import MaxBlocks, MaxCharacters, Questionnaires, load_wanted_settings
from hrdcorpus.cli.output import print_errors, print_ignored, print_note
from hrdcorpus.errors import HrdcorpusError, MissingLibrary

if TYPE_CHECKING:
    from hrdcorpus.screen.app import ReviewScreen


def review(
    pages: Annotated[
        list[Path] | None,
        typer.Argument(help="Pages, or folders of pages.", show_default="data/raw", readable=False),
    ] = None,
    *,
    reason: Annotated[
        str,
        typer.Option(help="Why, for all that is corrected; never words of an interview.", show_default="by the act"),
    ] = "",
    questionnaires: Questionnaires = None,
    max_blocks: MaxBlocks = None,
    max_characters: MaxCharacters = None,
) -> None:
    """Go through pages on a screen: findings, labels, keys and facts.

    Left are the pages, those with most open findings first; in the middle
    the page, block by block; right the exchange, with the items that its
    question may ask. One key labels, keys or accepts; ? shows the keys.
    What is said is written at once into PAGE.toml beside the page, as
    hrdcorpus correct would, and the page is read again. The records are not
    written: run hrdcorpus ingest afterwards.

    Examples:
    hrdcorpus review
    hrdcorpus review data/raw/2021 --reason "the Centre's own list"
    """
    from hrdcorpus.corpus.adding import load_extensible
    from hrdcorpus.corpus.files import find_pages
    from hrdcorpus.corpus.places import RAW
    from hrdcorpus.screen.session import Session

    screen = _load_screen()
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise typer.BadParameter("needs a terminal; hrdcorpus explain and hrdcorpus correct do without")
    settings = load_wanted_settings(questionnaires, max_blocks, max_characters)
    knowledge = load_extensible(settings.questionnaires, settings)
    found = find_pages(pages or [RAW], settings.excluded)
    print_ignored(found.ignored)
    print_errors(found.unusable)
    if not found.files:
        raise HrdcorpusError("there is no page to review")
    session = Session(found.files, settings, knowledge, reason)
    shown = screen(session)
    shown.run()
    if session.changed:
        print_note(f"changed sidecars: {len(session.changed)}; now run: hrdcorpus ingest")
    if shown.failure is not None:
        raise shown.failure


def _load_screen() -> "type[ReviewScreen]":
    try:
        from hrdcorpus.screen.app import ReviewScreen
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "hrdcorpus":
            raise
        raise MissingLibrary(f"review needs {error.name}: pip install 'hrdcorpus[review]'") from None
    return ReviewScreen

"""`hrdcorpus browse`: the records as one file for a browser, opened in it."""

import webbrowser
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Annotated

import typer

from hrdcorpus.cli.export import export
from hrdcorpus.cli.options import Questionnaires, Quiet
from hrdcorpus.cli.output import STREAM, print_note, print_text
from hrdcorpus.cli.releasing import ProfileName, RawFolder
from hrdcorpus.text.showing import escape_path


def browse(
    records: Annotated[
        list[Path] | None,
        typer.Argument(help="Records, or folders of records.", show_default="data/normalized", readable=False),
    ] = None,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="File to write.", show_default="one in a new temporary folder", readable=False
        ),
    ] = None,
    profile: ProfileName = "internal",
    raw: RawFolder = None,
    quiet: Quiet = False,
    questionnaires: Questionnaires = None,
) -> None:
    """Read the records in a browser: search, compare, cite.

    It is the file of `hrdcorpus export --format html`, which takes filters
    and pseudonyms, too. One in a temporary folder is for your eyes only,
    and stays until your system or you remove it.

    Examples:
    hrdcorpus browse
    hrdcorpus browse --output corpus.html
    """
    if output == STREAM:
        raise typer.BadParameter("must be a file, for a browser to open it", param_hint="--output")
    folder = None if output else Path(mkdtemp(prefix="hrdcorpus-"))
    place = output or Path(folder or "") / "corpus.html"
    try:
        export(records, form="html", output=place, profile=profile, raw=raw, quiet=quiet, questionnaires=questionnaires)
    except BaseException:
        if folder:
            rmtree(folder)
        raise
    print_text(f"{escape_path(place)}\n")
    if not webbrowser.open(place.absolute().as_uri()):
        print_note("no browser could be started: open the file yourself")

"""`hrdcorpus export`: records to the formats of other programs."""

from pathlib import Path
from typing import Annotated

import typer

from hrdcorpus.cli.output import FAILED, STREAM, check_name, print_error, print_ignored, put_data
from hrdcorpus.export import FORMATS


def export(
    records: Annotated[
        list[Path] | None,
        typer.Argument(help="Records, or folders of records.", show_default="data/normalized"),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="What to make of them.",
            callback=lambda name: check_name(FORMATS, name),
            autocompletion=lambda: list(FORMATS),
        ),
    ] = "jsonl",
    output: Annotated[Path, typer.Option(help="File to write; - is standard output.", dir_okay=False)] = STREAM,
) -> None:
    """Print the records in another program's format, sorted by id.

    A record that breaks the form is reported and left out, and the command
    fails; an output file is then not written at all.

    Examples:
    hrdcorpus export --format jsonl
    hrdcorpus export --format jsonl --output interviews.jsonl
    """
    from hrdcorpus.corpus import NORMALIZED, find_records, read_records
    from hrdcorpus.records import Record

    found = find_records(records or [NORMALIZED])
    print_ignored(found.ignored)
    results = list(read_records(found.files))
    valid = [result for result in results if isinstance(result, Record)]
    for entry in found.unusable:
        print_error(entry.reason, entry.path)
    for result in results:
        if not isinstance(result, Record):
            print_error(str(result))
    has_failed = bool(found.unusable) or len(valid) < len(results)
    if output == STREAM or not has_failed:
        put_data(FORMATS[form](valid), output)
    if has_failed:
        raise typer.Exit(FAILED)

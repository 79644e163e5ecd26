"""`hrdcorpus schema`: the record's form, for other programs."""

import json
from pathlib import Path
from typing import Annotated

import typer

from hrdcorpus.cli.output import FAILED, STREAM, print_error, put_data

_COMMITTED = Path("schemas/interview.schema.json")


def schema(
    check: Annotated[
        bool, typer.Option("--check", help=f"Print nothing; fail if {_COMMITTED} is not this schema.")
    ] = False,
    output: Annotated[Path, typer.Option(help="File to write; - is standard output.", dir_okay=False)] = STREAM,
) -> None:
    """Print the JSON Schema of a record (draft 2020-12).

    Examples:
    hrdcorpus schema            to standard output
    hrdcorpus schema --check    is schemas/interview.schema.json up to date?
    """
    from hrdcorpus.records import build_schema

    data = (json.dumps(build_schema(), ensure_ascii=False, indent=2) + "\n").encode()
    if not check:
        put_data(data, output)
    elif not _COMMITTED.is_file() or _COMMITTED.read_bytes() != data:
        print_error(f"not the schema of this version; run: hrdcorpus schema --output {_COMMITTED}", _COMMITTED)
        raise typer.Exit(FAILED)

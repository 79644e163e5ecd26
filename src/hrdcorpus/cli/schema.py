"""`hrdcorpus schema`: the record's form, for other programs."""

import json
from pathlib import Path
from typing import Annotated

import typer

from hrdcorpus.cli.output import FAILED, STREAM, print_error, put_data
from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.text.showing import escape_path

_COMMITTED = Path("schemas/interview.schema.json")


def schema(
    check: Annotated[
        bool, typer.Option("--check", help=f"Print nothing; fail if {_COMMITTED}, or --output, is not this schema.")
    ] = False,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="File to write; - is standard output.", dir_okay=False, readable=False),
    ] = STREAM,
) -> None:
    """Print the JSON Schema of a record (draft 2020-12).

    Examples:
    hrdcorpus schema            to standard output
    hrdcorpus schema --check    is schemas/interview.schema.json up to date?
    """
    from hrdcorpus.records.schema import build_schema

    data = (json.dumps(build_schema(), ensure_ascii=False, indent=2) + "\n").encode()
    if not check:
        put_data(data, output)
        return
    committed = _COMMITTED if output == STREAM else output
    if _read(committed) != data:
        shown = escape_path(committed)
        print_error(f"not the schema of this version; run: hrdcorpus schema --output {shown}", committed)
        raise typer.Exit(FAILED)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes().replace(b"\r\n", b"\n")  # as a checkout on Windows may have it
    except FileNotFoundError:
        return None
    except OSError as error:
        raise HrdcorpusError(f"cannot be read: {error.strerror}", path) from None

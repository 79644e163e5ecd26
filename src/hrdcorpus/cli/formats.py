"""What `hrdcorpus export` can make of each format: its shapes, and where it may go."""

import sys
from pathlib import Path
from typing import cast

import typer

from hrdcorpus.cli.output import STREAM, check_name
from hrdcorpus.output.export import Format, Options, Shape
from hrdcorpus.text.showing import escape

SHAPES = ("interviews", "answers", "questions")


def choose_shape(form: Format, shape: str) -> Shape | None:
    """The shape wanted, else the format's first; a usage error where the format has no such shape."""
    if not shape:
        return form.shapes[0] if form.shapes else None
    if not form.shapes:
        raise typer.BadParameter(f"{form.name} has one shape only", param_hint="--shape")
    return cast(Shape, check_name(form.shapes, shape))


def check_usage(form: Format, output: Path, options: Options) -> None:
    """A usage error where the format cannot go to this output, or has no such option."""
    if options.csv_safe and form.name != "csv":
        raise typer.BadParameter(f"is for --format csv, not {form.name}", param_hint="--csv-safe")
    if form.kind == "folder" and output == STREAM:
        raise typer.BadParameter(f"{form.name} is a folder: name one to write", param_hint="--output")
    if form.kind == "binary" and output == STREAM and sys.stdout.isatty():
        raise typer.BadParameter(f"{form.name} is not for a terminal: name a file to write", param_hint="--output")
    if form.kind != "folder" and output.is_dir():
        raise typer.BadParameter(f"{escape(str(output))} is a folder: name a file in it", param_hint="--output")

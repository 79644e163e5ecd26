"""The commands together, and what becomes of an error that none of them took."""

import os
import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from hrdcorpus import __version__
from hrdcorpus.cli.correct import correct
from hrdcorpus.cli.coverage import coverage
from hrdcorpus.cli.explain import explain
from hrdcorpus.cli.export import export
from hrdcorpus.cli.help import show_help
from hrdcorpus.cli.ingest import ingest
from hrdcorpus.cli.options import Command, Group
from hrdcorpus.cli.output import FAILED, INTERRUPTED, USAGE, print_error, silence_notes
from hrdcorpus.cli.questionnaire import app as questionnaire
from hrdcorpus.cli.rule import rule
from hrdcorpus.cli.schema import schema
from hrdcorpus.cli.validate import validate
from hrdcorpus.errors import HrdcorpusError, KnowledgeError, MissingLibrary, name_bug
from hrdcorpus.output.reports.reporters import annotate

app = typer.Typer(
    name="hrdcorpus",
    cls=Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 clean; 1 findings of level error or a file that failed; 2 usage or broken resources. "
    "To read more: hrdcorpus help.",
)
app.add_typer(questionnaire, name="questionnaire")
for _command in (ingest, validate, export, coverage, explain, correct, rule, schema):
    app.command(cls=Command)(_command)
app.command("help", cls=Command)(show_help)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hrdcorpus {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    _version: Annotated[
        bool,
        typer.Option("--version", "-V", help="Print the version and stop.", is_eager=True, callback=_print_version),
    ] = False,
) -> None:
    """Turn downloaded interviews with human rights defenders into a validated corpus.

    Start with: hrdcorpus ingest data/raw, then hrdcorpus validate.
    """


def run() -> None:
    """Run the command line and end the process with its exit code.

    An error becomes one line, never a traceback, which might quote a page.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a locale without Cyrillic must not stop a message
            stream.reconfigure(errors="backslashreplace", newline="\n")  # the same bytes on Windows, too
    silence_notes(False)
    try:
        code = app(prog_name="hrdcorpus", standalone_mode=False) or 0
        if code == INTERRUPTED:
            print_error("interrupted; each file is whole, as it was before or as it is now")
        sys.exit(code)
    except typer.TyperException as error:
        _fail(error.format_message(), error.exit_code)
    except HrdcorpusError as error:
        _fail(str(error), USAGE if isinstance(error, KnowledgeError | MissingLibrary) else FAILED)
    except OSError:  # standard output or error is no more; `main` says so
        raise
    except Exception as error:  # noqa: BLE001 - a bug of ours; typer has taken all that is meant for users
        _fail(str(name_bug(error)), FAILED)


def _fail(reason: str, code: int) -> None:
    """End with the reason, which where GitHub runs us becomes an annotation, too."""
    if reason:  # none where help was shown
        print_error(reason)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            sys.stderr.write(annotate("error", reason, title="hrdcorpus"))
    sys.exit(code)

"""The commands together, and what becomes of an error that none of them took."""

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Any

import typer

from hrdcorpus import __version__
from hrdcorpus.cli.options import Command, Group
from hrdcorpus.cli.output import FAILED, INTERRUPTED, USAGE, print_error, silence_notes
from hrdcorpus.errors import HrdcorpusError, KnowledgeError, MissingLibrary, name_bug

COMMANDS = {  # by the module: what it calls its function, and the first sentence of its help
    "ingest": ("ingest", "Make a record of each downloaded page."),
    "validate": ("validate", "Report what is to be looked at in pages and records; write nothing."),
    "export": ("export", "Put the records into another program's format, sorted by id."),
    "browse": ("browse", "Read the records in a browser: search, compare, cite."),
    "coverage": ("coverage", "Show which interview answers which standard question."),
    "explain": ("explain", "Show what became of every block of a page, and the rule behind it."),
    "correct": ("correct", "Put a label, a key or facts right, for good."),
    "review": ("review", "Go through pages on a screen: findings, labels, keys and facts."),
    "rule": ("rule", "Say what a finding means and what to do; without a code, all of them."),
    "schema": ("schema", "Print the JSON Schema of a record (draft 2020-12)."),
    "help": ("show_help", "Read the documentation; without a topic, what there is."),
    "questionnaire": ("app", "Make questionnaires of your own."),
}


class _Commands(Group):
    """The commands, each loaded when it is called: the help is quick without them."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: Any = dict.fromkeys(COMMANDS)  # their names, for the help and for who mistypes one

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - as it is called
        """The command of this name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        found = getattr(import_module(f"hrdcorpus.cli.{cmd_name}"), COMMANDS[cmd_name][0])
        if isinstance(found, typer.Typer):
            return typer.main.get_command(found)
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
        alone.command(cmd_name, cls=Command)(found)
        return typer.main.get_command(alone)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - as above
        """Their names and summaries."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


app = typer.Typer(
    name="hrdcorpus",
    cls=_Commands,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 clean; 1 findings of level error or a file that failed; 2 usage or broken resources. "
    "To read more: hrdcorpus help.",
)


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
            from hrdcorpus.output.reports.reporters import annotate

            sys.stderr.write(annotate("error", reason, title="hrdcorpus"))
    sys.exit(code)

"""The command line. Each command is a small module: parse, call, print; what it does is decided elsewhere."""

import gc
import os
import sys

from hrdcorpus import __version__
from hrdcorpus.text.showing import escape_path


def main() -> None:
    """The command `hrdcorpus`. What is heavy is loaded only by the command that needs it."""
    if sys.stderr is None:  # closed by whoever started us, as with 2>&-
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - it is open to the end
    if sys.stdout is None:
        sys.exit("error: standard output is closed; open it, or send it to a file")
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to say there
        place = f"{escape_path(error.filename)}: " if error.filename else ""
        sys.exit(f"error: {place}cannot go on: {error.strerror or type(error).__name__}")


def _run() -> None:
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"hrdcorpus {__version__}\n")
        sys.stdout.flush()
        return
    gc.set_threshold(100_000)  # start-up makes no waste in circles, and was a tenth slower for looking through it
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # else it looks through all installed packages for some
    from hrdcorpus.cli.app import run

    run()

"""The command line. Each command is a small module: parse, call, print; what it does is decided elsewhere."""

import sys

from hrdcorpus import __version__


def main() -> None:
    """The command `hrdcorpus`. What is heavy is loaded only by the command that needs it."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"hrdcorpus {__version__}\n")
        return
    try:
        from hrdcorpus.cli.app import run

        run()
    except KeyboardInterrupt:
        sys.exit(130)

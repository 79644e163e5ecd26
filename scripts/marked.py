"""A document of which a script writes a part, between two marks."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path


def put_part(document: Path, begin: str, end: str, part: str, *, check: bool) -> bool:
    """Put `part` between the lines `begin` and `end`; with `check` write nothing, and say whether it stands there."""
    text = document.read_text("utf-8")
    before, _, rest = text.partition(begin)
    fresh = f"{before}{begin}\n{part}\n{end}{rest.partition(end)[2]}"
    if not check:
        document.write_text(fresh, "utf-8", newline="\n")
    return not check or fresh == text


def add_modes(parser: ArgumentParser, document: Path) -> None:
    """The options --write and --check of a script that writes a part of the document."""
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--write", action="store_true", help=f"put what is printed into docs/{document.name}")
    mode.add_argument("--check", action="store_true", help=f"fail if docs/{document.name} shows something else")


def finish(options: Namespace, document: Path, begin: str, end: str, part: str) -> int:
    """Print, write or check the part, as the options say; 1 where the document is not up to date."""
    if not (options.write or options.check):
        sys.stdout.write(part)
        return 0
    if not put_part(document, begin, end, part, check=options.check):
        script = Path(sys.argv[0]).name
        sys.stderr.write(f"docs/{document.name} is not up to date: run python scripts/{script} --write\n")
        return 1
    return 0

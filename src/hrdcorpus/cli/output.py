"""What every command prints with: data to standard output, all else to standard error, all of it escaped."""

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

import typer

from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.text.showing import escape, escape_path

if TYPE_CHECKING:
    from hrdcorpus.corpus.files import Found
    from hrdcorpus.corpus.store import StoredRecords

FAILED = 1
USAGE = 2
INTERRUPTED = 130  # as shells have it: 128 and the number of the signal
FEW = 3  # what is named where more would only fill the screen
_MANY = 8  # columns of a table that are to stand close together
STREAM = Path("-")  # standard input or output in place of a file

T = TypeVar("T")
_QUIET: list[bool] = []  # not empty where a command was told to be quiet


def read_stream(limit: int) -> bytes:
    """The first `limit` bytes of standard input; `HrdcorpusError` where there is none."""
    if sys.stdin is None:
        raise HrdcorpusError("standard input is closed; name a file, or send one there")
    return sys.stdin.buffer.read(limit)


def print_data(data: bytes | Iterable[bytes]) -> None:
    """Bytes for another program, whatever the locale, at once or bit by bit."""
    sys.stdout.flush()
    sys.stdout.buffer.writelines([data] if isinstance(data, bytes) else data)
    sys.stdout.buffer.flush()


def put_data(data: bytes, output: Path, mode: int = 0o666) -> None:
    """The same to a file, whole or not at all, and no more open than `mode`; `STREAM` is standard output.

    A usage error where it would lie among pages or records.
    """
    from hrdcorpus.corpus.writing import write_file

    if output == STREAM:
        print_data(data)
    else:
        _check_place(output)
        write_file(output, data, mode=mode)


def put_file(staged: Path, output: Path, mode: int) -> None:
    """The same of a file that lies in a scratch folder; it is copied to `STREAM`, or given its place."""
    from hrdcorpus.corpus.writing import place_file

    if output == STREAM:
        with open(staged, "rb") as file:
            print_data(file)
    else:
        _check_place(output)
        place_file(staged, output, mode=mode)


def _check_place(output: Path) -> None:
    from hrdcorpus.corpus.locking import remove_leftovers
    from hrdcorpus.corpus.places import is_among_records

    if is_among_records(output.resolve()):
        raise typer.BadParameter("must not lie among pages or records: name another folder", param_hint="--output")
    remove_leftovers([output.parent], output.parent)


def print_text(text: str) -> None:
    """Lines for a person, already escaped and each begun by us."""
    sys.stdout.write(text)
    sys.stdout.flush()


def print_error(message: str, path: object = None) -> None:
    """Why something failed."""
    _print_message("error", message, path)


def print_note(message: str, path: object = None, *, is_always_told: bool = False) -> None:
    """What a user should know and need not act on; nothing, where a command was told to be quiet, but for what may do
    people harm, and `is_always_told`.
    """
    if is_always_told or not _QUIET:
        _print_message("note", message, path)


def silence_notes(wanted: bool) -> bool:
    """Whether this run says only what went wrong; gives `wanted` back, as the callback of an option."""
    _QUIET[:] = [wanted] * wanted
    return wanted


def print_errors(errors: Iterable[object]) -> None:
    """Why files failed, or cannot be taken: each `HrdcorpusError` among `errors`."""
    for error in errors:
        if isinstance(error, HrdcorpusError):
            print_error(str(error))


def print_ignored(paths: Sequence[object], *, verbose: bool = False) -> None:
    """A note on files in the folders that no command takes: nothing is passed over in silence."""
    if paths:
        print_note(f"left alone, since its kind is not known: {name_paths(paths, verbose=verbose)}")


def name_paths(paths: Sequence[object], *, verbose: bool = False, count: int = 0) -> str:
    """The names of `FEW` files, and how many more there are, of `count` in all; of each, where that is asked for."""
    few = paths if verbose else paths[:FEW]
    left = max(count, len(paths)) - len(few)
    more = f" and {left} more" if left else ""
    return ", ".join(map(escape_path, few)) + more


def print_counts(counts: Mapping[str, int]) -> None:
    """Numbers by name: a table on a terminal, else one `name: number` a line."""
    if sys.stdout.isatty():
        print_table([(name, f"{number:,}") for name, number in counts.items()], right=(1,))
    else:
        print_text("".join(f"{name}: {number}\n" for name, number in counts.items()))


def find_width() -> int:
    """Characters in a line of the terminal."""
    from rich.console import Console

    return Console(file=sys.stdout).width


def shorten(text: str, most: int) -> str:
    """A text of at most so many characters: what is too much goes from its middle.

    >>> shorten("000_44014aafed83de26", 12), shorten("page", 12)
    ('000_4...de26', 'page')
    """
    if len(text) <= most:
        return text
    end = (most - 3) // 2
    return f"{text[: most - 3 - end]}...{text[len(text) - end :]}"


def print_table(
    rows: Sequence[Sequence[str]],
    header: Sequence[str] = (),
    right: Collection[int] = (),
    styles: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Cells, already escaped, in a table as wide as the terminal; columns in `right` are aligned there, and a cell that
    is one of the texts with `styles` has it. A row that repeats the header looks like it.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    gap = 1 if len(header) > _MANY else 2
    table = Table(box=None, show_header=bool(header), pad_edge=False, padding=(0, gap, 0, 0))
    for column in range(len(rows[0]) if rows else 0):
        title = header[column] if header else ""
        table.add_column(title, justify="right" if column in right else "left", overflow="fold")
    for row in rows:  # of Text: markup and emoji names in a cell are plain text
        cells = [Text(cell, styles.get(cell, "")) for cell in row]
        table.add_row(*cells, style="bold" if header and row == header else None)
    Console(file=sys.stdout).print(table)


def track(items: Iterable[T], total: int) -> Iterator[T]:
    """The items, with a bar of progress on standard error where that is a terminal."""
    if not total or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track as track_on_terminal

    console = Console(stderr=True)
    yield from track_on_terminal(items, "pages", total=total, console=console, transient=True)


def read_valid_records(found: "Found") -> "tuple[StoredRecords, bool]":
    """The records that are valid, by their files, and whether anything else was found, which is reported."""
    from hrdcorpus.corpus.store import Entry, StoredRecords, read_entries

    print_ignored(found.ignored)
    results = list(track(read_entries(found.files), len(found.files)))
    print_errors([*found.unusable, *results])
    read = zip(found.files, results, strict=True)
    valid = StoredRecords({file.place: result for file, result in read if isinstance(result, Entry)})
    return valid, bool(found.unusable) or len(valid) < len(results)


def check_name(known: Collection[str], name: str) -> str:
    """`name`, if a registry has it; else a usage error that lists what it has."""
    if name not in known:
        raise typer.BadParameter(f"{escape(name)!r} is none of {', '.join(known)}")
    return name


def _print_message(kind: str, message: str, path: object) -> None:
    place = "" if path is None else f"{escape_path(path)}: "
    sys.stderr.write(f"{kind}: {place}{escape(message)}\n")

"""Why a file cannot go on, as text that can be shown: never with what was being read."""

import re
import traceback
from pathlib import Path

from hrdcorpus.errors import HrdcorpusError

_PLACE = re.compile(r"(\d+):(\d+): ")


def name_reason(error: Exception, path: Path) -> str:
    """What `error` says of the file at `path`, without the file's name; of a bug of ours, where it is."""
    if isinstance(error, HrdcorpusError):
        return str(error).removeprefix(str(path)).lstrip(": ")
    return name_bug(error)


def split_place(reason: str) -> tuple[int, int, str]:
    """Line and column that a reason begins with, 0 where it does not, and the rest of it.

    >>> split_place("3:14: not JSON")
    (3, 14, 'not JSON')
    """
    found = _PLACE.match(reason)
    return (int(found[1]), int(found[2]), reason[found.end() :]) if found else (0, 0, reason)


def name_bug(error: BaseException) -> str:
    """The kind of `error` and the last line of this package it passed; its message might quote testimony."""
    places = [(frame.f_globals.get("__name__", ""), line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [f"{module}:{line}" for module, line in places if module.split(".")[0] == __name__.split(".")[0]]
    place = ours[-1] if ours else "an unknown place"
    return f"internal error: {type(error).__name__} at {place}; please report it"

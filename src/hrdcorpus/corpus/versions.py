"""What decides over every page, as one short hash: the program, what it stands on, and what its user sets."""

import hashlib
import os
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from hrdcorpus.knowledge.files import read_bytes
from hrdcorpus.knowledge.limits import Limits
from hrdcorpus.knowledge.loading import MAX_BYTES

_DIGITS = 16
_INSTALLED = (".dist-info", ".egg-info")  # folders whose names tell a library and its version
_TELLING = (".py", ".toml", ".json")  # what the program and its resources are made of


def hash_version(questionnaires: Path | None, limits: Limits) -> str:
    """The hash of the program's files, the versions of Python and of all that is installed beside it, the user's
    questionnaires, and limits. Two builds of one version differ, if a byte of them does.

    `PageError` or `OSError` where something cannot be read.
    """
    told = hashlib.sha256(f"{sys.version}\n{sorted(_list_installed())}\n{limits!r}\n".encode())
    program = Path(str(files("hrdcorpus")))
    own = questionnaires.glob("*/*.toml") if questionnaires else ()
    for path in (*sorted(_walk(program)), *sorted(own)):
        raw = read_bytes(path, 10 * MAX_BYTES)
        told.update(f"{path.parent.name}/{path.name}\n{len(raw)}\n".encode("utf-8", "surrogateescape") + raw)
    return told.hexdigest()[:_DIGITS]


def _list_installed() -> Iterator[str]:
    for folder in filter(os.path.isdir, sys.path):
        yield from (name for name in os.listdir(folder) if name.endswith(_INSTALLED))


def _walk(folder: Path) -> Iterator[Path]:
    for top, _, names in os.walk(folder):
        yield from (Path(top, name) for name in names if name.endswith(_TELLING))

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
_TELLING = (".py", ".toml", ".json")  # what a program, its resources and a questionnaire are made of


def hash_version(questionnaires: Path | None, limits: Limits) -> str:
    """The hash of the program's files, the versions of Python and of all that is installed beside it, the user's
    questionnaires, and limits. Two builds of one version differ, if a byte of them does.

    `PageError` where a file cannot be read.
    """
    told = hashlib.sha256(f"{sys.version}\n{sorted(_list_installed())}\n{limits!r}\n".encode())
    for folder in (Path(str(files("hrdcorpus"))), *filter(None, [questionnaires])):
        for path in sorted(_walk(folder)):
            raw = read_bytes(Path(path), 10 * MAX_BYTES)
            told.update(f"{os.path.relpath(path, folder)}\n{len(raw)}\n".encode("utf-8", "surrogateescape") + raw)
    return told.hexdigest()[:_DIGITS]


def _list_installed() -> Iterator[str]:
    for folder in filter(os.path.isdir, sys.path):
        yield from (name for name in os.listdir(folder) if name.endswith(_INSTALLED))


def _walk(folder: Path) -> Iterator[str]:
    for top, _, names in os.walk(folder):
        yield from (os.path.join(top, name) for name in names if name.endswith(_TELLING))

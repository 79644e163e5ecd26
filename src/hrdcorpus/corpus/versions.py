"""What decides over every page, as one short hash: the program, what it stands on, and what its user sets."""

import hashlib
import os
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from hrdcorpus.corpus.settings import Settings
from hrdcorpus.knowledge.files import read_bytes
from hrdcorpus.knowledge.loading import MAX_BYTES

_DIGITS = 16
_INSTALLED = (".dist-info", ".egg-info")  # folders whose names tell a library and its version
_TELLING = (".py", ".toml", ".json")  # what the program and its resources are made of


def hash_version(settings: Settings) -> str:
    """The hash of the program's files, the versions of Python and of all that is installed beside it, the user's
    questionnaires, limits, and ways of keying. Two builds of one version differ, if a byte of them does.

    `PageError` or `OSError` where something cannot be read.
    """
    set_by_user = f"{settings.limits!r}\n{settings.keying!r}"
    told = hashlib.sha256(f"{sys.version}\n{sorted(_list_installed())}\n{set_by_user}\n".encode())
    program, questionnaires = Path(str(files("hrdcorpus"))), settings.questionnaires
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

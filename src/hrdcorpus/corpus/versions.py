"""What decides over every page, as one short hash: the program, what it stands on, and what its user sets."""

import hashlib

from hrdcorpus.corpus.settings import Settings
from hrdcorpus.knowledge.compiled import hash_program
from hrdcorpus.knowledge.files import read_bytes
from hrdcorpus.knowledge.loading import MAX_BYTES

_DIGITS = 16


def hash_version(settings: Settings) -> str:
    """The hash of the program, and of the user's questionnaires, limits, and ways of keying.

    `PageError` or `OSError` where something cannot be read.
    """
    told = hashlib.sha256(f"{hash_program()}\n{settings.limits!r}\n{settings.keying!r}\n".encode())
    for path in sorted(settings.questionnaires.glob("*/*.toml")) if settings.questionnaires else ():
        raw = read_bytes(path, MAX_BYTES)
        told.update(f"{path.parent.name}/{path.name}\n{len(raw)}\n".encode("utf-8", "surrogateescape") + raw)
    return told.hexdigest()[:_DIGITS]

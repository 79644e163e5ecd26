"""What processes beside the tests do with pages: by its name, a page ends the process, takes its time, or stops all."""

import os
import time

from hrdcorpus.corpus.outcomes import Ingested, Outcome
from hrdcorpus.corpus.places import CorpusFile
from hrdcorpus.corpus.runs import Done, Work
from hrdcorpus.errors import KnowledgeError


def load() -> Work:
    """What reads a page."""
    return _read


def load_nothing() -> Work:
    """What ends its process at once, but in the one that began the test."""
    if os.environ["BEGAN"] != str(os.getpid()):
        os._exit(3)
    return _read


def load_broken() -> Work:
    """What cannot be loaded."""
    raise KnowledgeError("sprite.toml: icons: missing")


def _read(file: CorpusFile) -> Done:
    if "deadly" in file.id:
        os.abort()
    if "broken" in file.id:
        raise KnowledgeError("urls.csv: not CSV")
    if "slow" in file.id:
        time.sleep(0.2)
    return Ingested(file.path, Outcome.WRITTEN), None

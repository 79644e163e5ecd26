"""Who may read an interview: what its sidecar allows, for each profile of an export."""

import hashlib
from pathlib import Path
from typing import Literal

from hrdcorpus.corpus.places import locate_page
from hrdcorpus.errors import PageError
from hrdcorpus.knowledge.files import read_bytes
from hrdcorpus.reading.pages import MAX_BYTES
from hrdcorpus.records.form import Record
from hrdcorpus.records.sidecar import load_sidecar

Profile = Literal["public", "internal"]
_NO_PAGE = "without their page"


def find_obstacle(record: Record, path: Path, profile: Profile, raw: Path | None = None) -> str | None:
    """Why the record at `path` does not go into such an export; None where it may.

    `public` wants a mark in the sidecar of the very page that the record was made of; `internal` takes what is not
    withheld. Where nobody can read whether an interview is withheld, it is. `raw` is the folder of pages, by default
    the one beside the records'; in a folder that somebody named, a page that is not there tells that it is another.
    """
    try:
        page = locate_page(path, record.source.path, raw)
        release, is_there = load_sidecar(page).release, page.is_file()
    except (PageError, OSError, ValueError):  # a path that no file can have
        return "with a sidecar that cannot be read"
    if release == "withheld":
        return "withheld"
    if profile == "internal":
        return None if raw is None or is_there else _NO_PAGE
    try:
        data = read_bytes(page, MAX_BYTES)
    except (PageError, ValueError):
        return _NO_PAGE
    if hashlib.sha256(data).hexdigest() != record.source.sha256:
        return "whose page has changed"
    return None if release == "public" else "not marked public"

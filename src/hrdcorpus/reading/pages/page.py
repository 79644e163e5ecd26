"""The page: downloaded bytes, with what is known of them."""

from dataclasses import dataclass

from hrdcorpus.records.form import MediaType
from hrdcorpus.records.sidecar import NO_SIDECAR, Sidecar


@dataclass(frozen=True, slots=True)
class Page:
    """`path` is relative to the raw folder, with forward slashes; `text` the bytes decoded with `encoding`.

    `sidecar` is what a person says of the page, beside it.
    """

    path: str
    sha256: str
    size: int
    media_type: MediaType
    encoding: str
    text: str
    sidecar: Sidecar = NO_SIDECAR

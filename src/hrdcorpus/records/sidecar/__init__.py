"""The sidecar beside a page: its form, and its text."""

from hrdcorpus.records.sidecar.entries import put_entry
from hrdcorpus.records.sidecar.form import (
    NO_SIDECAR,
    NONE,
    SUFFIX,
    Correction,
    Facts,
    KeyCorrection,
    LabelCorrection,
    Release,
    Sidecar,
    load_sidecar,
    locate_sidecar,
    put_correction,
    shorten_hash,
)

__all__ = [
    "NONE",
    "NO_SIDECAR",
    "SUFFIX",
    "Correction",
    "Facts",
    "KeyCorrection",
    "LabelCorrection",
    "Release",
    "Sidecar",
    "load_sidecar",
    "locate_sidecar",
    "put_correction",
    "put_entry",
    "shorten_hash",
]

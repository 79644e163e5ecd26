"""Interviews with human rights defenders, from downloaded pages to a validated corpus."""

from typing import TYPE_CHECKING, Any

from hrdcorpus.version import __version__

if TYPE_CHECKING:
    from hrdcorpus.api import (
        AnswerRow,
        Corpus,
        HrdcorpusError,
        InterviewRow,
        Record,
        ingest_page,
        read_corpus,
        read_record,
    )

__all__ = [
    "AnswerRow",
    "Corpus",
    "HrdcorpusError",
    "InterviewRow",
    "Record",
    "__version__",
    "ingest_page",
    "read_corpus",
    "read_record",
]


def __getattr__(name: str) -> Any:
    """What `hrdcorpus.api` has, loaded when it is first asked for: the command starts without it."""
    if name in __all__:
        from hrdcorpus import api  # noqa: PLC0415 - see above

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Records -> the formats of analysts' programs: one module per format, in one registry."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from hrdcorpus.export.jsonl import export_jsonl

if TYPE_CHECKING:  # the command line lists the formats, and must not load pydantic for it
    from hrdcorpus.records import Record

FORMATS: "Mapping[str, Callable[[Iterable[Record]], bytes]]" = MappingProxyType({"jsonl": export_jsonl})

"""JSON Lines: one interview a line, with the keys and values of its record."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from hrdcorpus.show import escape_json

if TYPE_CHECKING:
    from hrdcorpus.records import Record


def export_jsonl(records: "Iterable[Record]") -> bytes:
    """UTF-8. Unicode's line separators are written as JSON escapes: some readers split lines at them."""
    lines = (json.dumps(record.model_dump(mode="json"), ensure_ascii=False) for record in records)
    return "".join(escape_json(line) + "\n" for line in lines).encode()

"""JSON Lines: one interview a line, with the keys and values of its record, or one answer a line."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hrdcorpus.output.export import Built, Options
from hrdcorpus.output.export.tables import LONG
from hrdcorpus.records.form import Record
from hrdcorpus.text.showing import escape_json


def build(records: Sequence[Record], options: Options) -> Built:
    """UTF-8. Lists stay lists: an answer is its paragraphs, and none where the question was not answered."""
    whole = (record.model_dump(mode="json") for record in records)
    rows = LONG.list_rows(records, options) if options.shape == "answers" else whole
    return Built("".join(f"{dump_line(row)}\n" for row in rows).encode())


def dump_line(row: Mapping[str, Any]) -> str:
    """One line of JSON. Unicode's line separators are written as JSON escapes: some readers split lines at them."""
    return escape_json(json.dumps(row, ensure_ascii=False))

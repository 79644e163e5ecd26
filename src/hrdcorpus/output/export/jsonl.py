"""JSON Lines: one interview a line, with the keys and values of its record, or one answer a line."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from hrdcorpus.output.export import FILE, Built, Options
from hrdcorpus.output.export.tables import LONG
from hrdcorpus.records.form import Record
from hrdcorpus.text.showing import escape_json


def build(records: Collection[Record], options: Options, folder: Path) -> Built:
    """UTF-8. Lists stay lists: an answer is its paragraphs, and none where the question was not answered."""
    whole = (record.model_dump(mode="json") for record in records)
    rows = LONG.list_rows(records, options) if options.shape == "answers" else whole
    with open(folder / FILE, "wb") as file:
        file.writelines(f"{format_line(row)}\n".encode() for row in rows)
    return Built()


def format_line(row: Mapping[str, Any]) -> str:
    """One line of JSON. Unicode's line separators are written as JSON escapes: some readers split lines at them."""
    return escape_json(json.dumps(row, ensure_ascii=False))

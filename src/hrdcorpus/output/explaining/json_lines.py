"""An explanation as JSON, for other programs."""

import json
from typing import Any

from hrdcorpus.output.explaining.explanation import Explained, Explanation
from hrdcorpus.text.showing import escape_json


def render_json(explanation: Explanation) -> str:
    """One object a line and row. Questions have `candidates` too, and what a person corrected its `reasons`."""
    return "".join(
        escape_json(json.dumps(_build_value(explained), ensure_ascii=False)) + "\n" for explained in explanation.rows
    )


def _build_value(explained: Explained) -> dict[str, Any]:
    row = explained.row
    value: dict[str, Any] = {
        "number": explained.number,
        "lines": row.block.lines,
        "label": row.label,
        "rule": row.rule,
        "text": row.block.text,
    }
    if explained.asked is not None:
        value["candidates"] = [{"id": found.item, "score": found.score} for found in explained.asked.match.candidates]
    if explained.reasons:
        value["reasons"] = explained.reasons
    return value

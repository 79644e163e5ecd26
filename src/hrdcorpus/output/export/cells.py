"""Values of the tables -> texts of cells, and those texts that a spreadsheet would take for formulas."""

import json
from collections.abc import Sequence

from hrdcorpus.output.export.tables import Column, Row, Value, join_paragraphs

# What a spreadsheet takes for a formula, or drops and then finds one (OWASP, CSV injection; full-width signs too).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def list_cells(row: Row, columns: tuple[Column, ...]) -> list[str]:
    """The row's cells in the columns' order."""
    return [format_cell(row[column.name], column) for column in columns]


def format_cell(value: Value, column: Column) -> str:
    """Paragraphs with a blank line between, other lists as JSON arrays; nothing, and an empty list, is empty."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return join_paragraphs(value) if column.type == "paragraphs" else format_list(value)
    return str(value)


def format_list(texts: Sequence[str]) -> str:
    """Short texts as a JSON array; an empty text where there are none."""
    return json.dumps(texts, ensure_ascii=False) if texts else ""


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet that opens the text may run it.

    >>> is_formula("=1+1"), is_formula("- No."), is_formula("1+1=2")
    (True, True, False)
    """
    return cell.startswith(_FORMULA)

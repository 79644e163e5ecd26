"""Data Package: the tables as CSV files that refer to each other, and what each column means."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from hrdcorpus.output.export import Built, Options
from hrdcorpus.output.export.csv import format_csv
from hrdcorpus.output.export.tables import TABLES, Column, Table
from hrdcorpus.records.form import Record

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"list": "array", "paragraphs": "string"}  # the others have the name that Table Schema gives them
_ABOUT = (
    "A [Data Package](https://datapackage.org): `datapackage.json` says the same for programs. The files are CSV in "
    "UTF-8; text is verbatim, its paragraphs divided by a blank line, and other lists are JSON arrays. An empty cell "
    "is no value."
)


def build(records: Sequence[Record], options: Options) -> Built:
    """The tables, `README.md` with the data dictionary, and `datapackage.json`, version 2 of the standard."""
    files = {f"{table.name}.csv": format_csv(table.list_cells(records, options)).encode() for table in TABLES.values()}
    package = {
        "$schema": _PROFILE,
        "name": "interviews",
        "title": "Interviews with human rights defenders",
        "resources": [_describe(table, files[f"{table.name}.csv"]) for table in TABLES.values()],
    }
    files["README.md"] = "\n\n".join(
        ["# Interviews with human rights defenders", _ABOUT, *map(_explain, TABLES.values())]
    ).encode()
    files["datapackage.json"] = (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()
    return Built(files, descriptors=("datapackage.json", "README.md"))


def _describe(table: Table, data: bytes) -> dict[str, Any]:
    references = [
        {
            "fields": list(names),
            "reference": {"resource": other, "fields": list(TABLES[other].key)},
        }
        for other, names in table.references.items()
    ]
    return {
        "name": table.name,
        "type": "table",
        "description": table.description,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "fields": [_describe_field(column, table) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": references,
        },
    }


def _describe_field(column: Column, table: Table) -> dict[str, Any]:
    field = {"name": column.name, "type": _TYPES.get(column.type, column.type), "description": column.description}
    return field | ({"constraints": {"required": True}} if column.name in table.key else {})


def _explain(table: Table) -> str:
    rows = "\n".join(f"| `{c.name}` | {_TYPES.get(c.type, c.type)} | {c.description} |" for c in table.columns)
    about = f"{table.description}. Key: {', '.join(table.key)}."
    return f"## {table.name}.csv\n\n{about}\n\n| column | type | what it is |\n|---|---|---|\n{rows}"

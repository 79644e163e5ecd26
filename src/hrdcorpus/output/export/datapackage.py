"""Data Package: the tables as CSV files that refer to each other, and what each column means."""

import csv
import hashlib
import json
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from hrdcorpus.output.dataset import describe_package, list_facts, write_citation
from hrdcorpus.output.export import Built, Options
from hrdcorpus.output.export.markdown import escape_markdown
from hrdcorpus.output.export.table import Column, Table, list_all_items, read_context
from hrdcorpus.output.export.tables import TABLES
from hrdcorpus.records.dataset import Dataset
from hrdcorpus.records.form import Record

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"list": "array", "paragraphs": "string"}  # the others have the name that Table Schema gives them
_ABOUT = (
    "A [Data Package](https://datapackage.org): `datapackage.json` says the same for programs. The files are CSV in "
    "UTF-8; text is verbatim, its paragraphs divided by a blank line, and other lists are JSON arrays. An empty cell "
    "is no value."
)


def build(records: Collection[Record], options: Options, folder: Path) -> Built:
    """The tables, `README.md` with the data dictionary, and `datapackage.json`, version 2 of the standard."""
    with ExitStack() as opened:
        writers = {}
        for table in TABLES.values():
            file = opened.enter_context(open(folder / _name_file(table), "w", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(file)
            writers[table.name].writerow(table.header)
        for table, item in list_all_items(tuple(TABLES.values()), records, read_context(records, options)):
            writers[table.name].writerow(table.format_row(item))
    dataset = options.dataset or Dataset()
    package = {
        "$schema": _PROFILE,
        "name": "interviews",
        **describe_package(dataset),
        "resources": [_describe(table, folder) for table in TABLES.values()],
    }
    facts = "\n".join(f"- {name}: {escape_markdown(text)}" for name, text in list_facts(dataset))
    about = [escape_markdown(text) for text in (dataset.description,) if text]
    parts = [f"# {escape_markdown(dataset.title)}", *about, *filter(None, [facts]), _ABOUT,
             *map(_explain, TABLES.values())]  # fmt: skip
    (folder / "README.md").write_bytes("\n\n".join(parts).encode())
    (folder / "datapackage.json").write_bytes((json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode())
    descriptors = ("datapackage.json", "README.md", *write_citation(dataset, folder))
    return Built((*map(_name_file, TABLES.values()), *descriptors), descriptors=descriptors)


def _name_file(table: Table) -> str:
    return f"{table.name}.csv"


def _describe(table: Table, folder: Path) -> dict[str, Any]:
    references = [
        {
            "fields": list(names),
            "reference": {"resource": other, "fields": list(TABLES[other].key)},
        }
        for other, names in table.references.items()
    ]
    path = folder / _name_file(table)
    with open(path, "rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return {
        "name": table.name,
        "type": "table",
        "description": table.description,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest.hexdigest()}",
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

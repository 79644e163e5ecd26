"""Plain text, for programs that count words: one file an interview, and a table of what is known of each."""

import csv
from collections.abc import Collection
from pathlib import Path

from hrdcorpus.output.export import Built, Options
from hrdcorpus.output.export.naming import name_file
from hrdcorpus.output.export.table import join_paragraphs, read_context
from hrdcorpus.output.export.tables import TABLES
from hrdcorpus.records.form import Record

_METADATA = "metadata.csv"
_FILE = "doc_id"  # as quanteda and readtext call a file's name
_COLUMNS = tuple(column for column in TABLES["interviews"].columns if column.type != "paragraphs")


def build(records: Collection[Record], options: Options, folder: Path) -> Built:
    """Of the shape `answers` a file holds what was said in answers, and no word of who asks; of `interviews` all of it.

    UTF-8 with LF, paragraphs with a blank line between.
    """
    table, context, taken, files = TABLES["interviews"], read_context(records, options), dict[str, int](), list[str]()
    kept = [at for at, column in enumerate(table.columns) if column in _COLUMNS]
    with open(folder / _METADATA, "w", encoding="utf-8", newline="") as metadata:
        writer = csv.writer(metadata)
        writer.writerow([_FILE, *(column.name for column in _COLUMNS)])
        for record in records:
            name = f"{name_file(record.id, taken)}.txt"
            row = table.format_row(context.build_item(record, 0, record))
            writer.writerow([name, *(row[at] for at in kept)])
            (folder / name).write_bytes(_join(record, has_all=options.shape == "interviews").encode())
            files.append(name)
    return Built((*files, _METADATA))


def _join(record: Record, *, has_all: bool) -> str:
    parts = list(record.introduction) if has_all else []
    for exchange in record.exchanges:
        parts += [exchange.question.text, *exchange.answer] if has_all else exchange.answer
    return join_paragraphs(parts) + "\n" if parts else ""

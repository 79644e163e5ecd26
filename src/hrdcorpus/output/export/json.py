"""JSON: one array of the interviews, each on its line, with the keys and values of its record."""

from collections.abc import Collection
from pathlib import Path

from hrdcorpus.output.export import FILE, Built, Options
from hrdcorpus.output.export.jsonl import format_line
from hrdcorpus.records.form import Record


def build(records: Collection[Record], options: Options, folder: Path) -> Built:  # noqa: ARG001 - all are asked alike
    """UTF-8."""
    with open(folder / FILE, "wb") as file:
        file.write(b"[\n")
        for number, record in enumerate(records):
            file.write((",\n" * bool(number) + format_line(record.model_dump(mode="json"))).encode())
        file.write(b"\n]\n")
    return Built()

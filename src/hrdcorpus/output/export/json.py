"""JSON: one array of the interviews, each on its line, with the keys and values of its record."""

from collections.abc import Sequence

from hrdcorpus.output.export import Built, Options
from hrdcorpus.output.export.jsonl import dump_line
from hrdcorpus.records.form import Record


def build(records: Sequence[Record], options: Options) -> Built:  # noqa: ARG001 - every format is asked alike
    """UTF-8."""
    lines = ",\n".join(dump_line(record.model_dump(mode="json")) for record in records)
    return Built(f"[\n{lines}\n]\n".encode())

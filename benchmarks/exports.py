"""What each format of `export` costs: processor time a record and memory, over few records and over many."""

import random
import sys
import tempfile
from pathlib import Path

from benchmarks.startup import PROGRAM, measure_command
from hrdcorpus.output.export import FORMATS

FEW, MANY = 200, 1_000
READING = "json alone, reading the same files"
_READER = "import json, pathlib, sys; [json.loads(p.read_bytes()) for p in pathlib.Path(sys.argv[1]).rglob('*.json')]"
# In a process of its own: the memory of a process counts from what its parent holds
_WRITER = "import pathlib, sys, benchmarks.exports as e; e.write_records(pathlib.Path(sys.argv[1]), int(sys.argv[2]))"
_FOLDER = 1_000  # records of one folder

Measured = dict[str, dict[int, tuple[float, int]]]  # by format and number: processor time in seconds, and kilobytes


def write_records(folder: Path, count: int) -> None:
    """So many records of invented interviews, no two of which say the same."""
    from benchmarks.invented import build_text_page  # noqa: PLC0415  # here: see `_WRITER`
    from hrdcorpus.knowledge.base import load_knowledge  # noqa: PLC0415
    from hrdcorpus.pipeline import build_page_records  # noqa: PLC0415
    from hrdcorpus.reading.pages import build_page  # noqa: PLC0415
    from hrdcorpus.records.serialising import dump_record  # noqa: PLC0415

    knowledge = load_knowledge()
    for number in range(count):
        name = f"{number // _FOLDER:03}/page-{number:06}"
        text = build_text_page(random.Random(number))  # noqa: S311  # the same each time
        (record,) = build_page_records(build_page(text.encode(), f"{name}.txt", "text/plain"), knowledge)
        path = folder / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dump_record(record))


def measure_exports(few: int = FEW, many: int = MANY) -> Measured:
    """Each format over few records and over many, in turn; what reads the same files with `json` comes first."""
    measured: Measured = {READING: {}, **{name: {} for name in FORMATS}}
    for count in (few, many):
        with tempfile.TemporaryDirectory() as made:
            records, target = Path(made, "records"), Path(made, "exported")
            measure_command((sys.executable, "-c", _WRITER, str(records), str(count)))
            measured[READING][count] = measure_command((sys.executable, "-c", _READER, str(records)))
            for name in FORMATS:
                command = (*PROGRAM, "export", str(records), "--quiet", "--format", name, "--output")
                measured[name][count] = measure_command((*command, str(target / name)))
    return measured


def format_exports(measured: Measured) -> str:
    """A table in Markdown: a record more in multiples of the bare reading of one, and the memory over each number."""
    few, many = measured[READING]

    def tell(name: str) -> float:
        return (measured[name][many][0] - measured[name][few][0]) / (many - few)

    rows = [
        f"| {name} | {tell(name) / tell(READING):.1f} | {by[few][1] / 1000:.0f} MB | {by[many][1] / 1000:.0f} MB |\n"
        for name, by in measured.items()
    ]
    return f"| format | a record | memory, {few:,} records | {many:,} |\n|---|---|---|---|\n{''.join(rows)}"


if __name__ == "__main__":
    few, many = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (FEW, MANY)
    print(format_exports(measure_exports(few, many)), end="")

"""What a page costs by its size, and a run by the number of its pages."""

import random
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.invented import build_site_page
from benchmarks.page import PARSE, Measured, measure_files
from benchmarks.runs import PROGRAM, write_pages
from benchmarks.startup import measure_bare, measure_command

TIMES = (1, 4, 16)  # as long as the answers on the site's page
NUMBERS = (100, 300, 1_000)
COMPARED = (PARSE, "hrdcorpus, record", "resiliparse, main text", "trafilatura, flat text", "readability-lxml")

Lines = Mapping[str, Mapping[int, float]]


def measure_sizes(turns: int) -> Lines:
    """What each program needs for a page of so many KB, in multiples of the bare parse of the smallest."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{times}.html") for times in TIMES]
        for path, times in zip(paths, TIMES, strict=True):
            path.write_text(build_site_page(random.Random(times), times), "utf-8")  # noqa: S311  # the same each time
        measured = measure_files(paths, turns)
    return _put_together(measured)


def _put_together(measured: Measured) -> Lines:
    (_, first), *_ = measured.values()
    return {
        task: {size // 1000: best[task] / first[PARSE] for size, best in measured.values()}
        for task in COMPARED
        if task in first
    }


def measure_numbers() -> Lines:
    """The first run over so many pages, and the second, in multiples of a bare `python -c pass`."""
    lines: dict[str, dict[int, float]] = {"the first run": {}, "again": {}}
    bare = measure_bare()
    for number in NUMBERS:
        with tempfile.TemporaryDirectory() as made:
            raw = Path(made, "pages")
            write_pages(raw, number)
            for line in lines.values():
                command = (*PROGRAM, str(raw), "--output", str(Path(made, "records")), "--jobs", "1")
                line[number] = measure_command(command)[0] / bare
    return lines

"""What one page costs in processor time, in multiples of lxml's bare parse of the same bytes.

What is compared runs in turn, in one process, and the best of many turns counts. A text page, which needs no parse, is
held against that of the site's HTML page.
"""

import gc
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

from lxml import etree

from benchmarks.invented import PAGES, build_page
from hrdcorpus.knowledge.base import Knowledge, load_knowledge
from hrdcorpus.pipeline import build_page_records
from hrdcorpus.reading.pages import read_page
from hrdcorpus.reading.splitting import split_blocks
from hrdcorpus.records.serialising import dump_record

TURNS = 40
_PARSE = "lxml parse"


def measure(tasks: Mapping[str, Callable[[], object]], turns: int) -> dict[str, float]:
    """The least processor time of each task, in seconds."""
    best = dict.fromkeys(tasks, float("inf"))
    for _ in range(turns):
        for name, task in tasks.items():
            gc.collect()
            start = time.process_time_ns()
            task()
            best[name] = min(best[name], (time.process_time_ns() - start) / 1e9)
    return best


def list_tasks(path: Path, knowledge: Knowledge) -> dict[str, Callable[[], object]]:
    """The steps of the page at `path`, each from its file on."""
    tasks: dict[str, Callable[[], object]] = {
        "read, split": lambda: split_blocks(read_page(path, path.parent)),
        "file to record": lambda: [
            dump_record(record) for record in build_page_records(read_page(path, path.parent), knowledge)
        ],
    }
    raw = path.read_bytes()
    parse = {_PARSE: lambda: etree.fromstring(raw, etree.HTMLParser(encoding="utf-8"))}
    return parse | tasks if path.suffix == ".html" else tasks


def main(turns: int) -> None:
    """Measure all pages, and print the table."""
    print(f"Python {platform.python_version()}, hrdcorpus {version('hrdcorpus')}, lxml {version('lxml')}")
    print(f"libxml2 {'.'.join(map(str, etree.LIBXML_VERSION))}; best of {turns}, processor time\n")
    knowledge = load_knowledge()
    parse = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name in PAGES:
            path = Path(folder, name)
            path.write_bytes(build_page(name))
            best = measure(list_tasks(path, knowledge), turns)
            parse = best.get(_PARSE, 0) if name == next(iter(PAGES)) else parse
            unit = best.get(_PARSE, parse)
            print(f"{name}, {path.stat().st_size:,} bytes")
            for task, seconds in best.items():
                print(f"  {task:16}{seconds * 1000:8.2f} ms {seconds / unit:8.2f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TURNS)

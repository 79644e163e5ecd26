"""What one page costs in processor time, in multiples of lxml's bare parse of the same bytes.

What is compared, other programs too, runs in turn, in one process upon one core, and the best of many turns counts. A
text page, which needs no parse, is held against that of the site's HTML page.
"""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from lxml import etree

from benchmarks.invented import PAGES, build_page
from benchmarks.peers import Task, load_peers
from hrdcorpus.knowledge.base import Knowledge, load_knowledge
from hrdcorpus.pipeline import build_page_records
from hrdcorpus.reading.pages import read_page
from hrdcorpus.reading.splitting import split_blocks
from hrdcorpus.records.serialising import dump_record

Measured = dict[str, tuple[int, dict[str, float]]]
TURNS = 20
PARSE = "lxml, bare parse"
PARSER = f"libxml2 {'.'.join(map(str, etree.LIBXML_VERSION))}"


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


def list_tasks(path: Path, knowledge: Knowledge, peers: Mapping[str, Task]) -> dict[str, Callable[[], object]]:
    """The steps of the page at `path`, each from its file on; the parse and `peers`, from its text or bytes on."""
    tasks: dict[str, Callable[[], object]] = {
        "hrdcorpus, blocks": lambda: split_blocks(read_page(path, path.parent)),
        "hrdcorpus, record": lambda: [
            dump_record(record) for record in build_page_records(read_page(path, path.parent), knowledge)
        ],
    }
    if path.suffix != ".html":
        return tasks
    raw = path.read_bytes()
    text = raw.decode()
    parse = {PARSE: lambda: etree.fromstring(raw, etree.HTMLParser(encoding="utf-8"))}
    return parse | tasks | {name: lambda peer=peer: peer(text) for name, peer in peers.items()}


def measure_pages(turns: int) -> Measured:
    """Each of `PAGES`, as `measure_files` has them."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in PAGES]
        for path in paths:
            path.write_bytes(build_page(path.name))
        return measure_files(paths, turns)


def measure_files(paths: Iterable[Path], turns: int) -> Measured:
    """Each page's bytes, and seconds by task; the first task of each is the parse that it is held against.

    The first page is HTML.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    knowledge, peers = load_knowledge(), load_peers()
    measured: Measured = {}
    parse: dict[str, float] = {}
    for path in paths:
        best = measure(list_tasks(path, knowledge, peers), turns)
        parse = parse or {PARSE: best[PARSE]}
        measured[path.name] = path.stat().st_size, parse | best
    return measured


def main(turns: int) -> None:
    """Measure all pages, and print the table."""
    for name, (size, best) in measure_pages(turns).items():
        print(f"{name}, {size:,} bytes")
        for task, seconds in best.items():
            print(f"  {task:32}{seconds * 1000:8.2f} ms {seconds / best[PARSE]:8.2f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TURNS)

"""The same pages ingested in other surroundings: the same records, byte by byte, and messages in the same order."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

from accuracy.generate import generate_pages

_PAGES = 60
_SUFFIXES = {"text/plain": ".txt", "text/html": ".html"}
_LISTED = "import os; print(os.listdir(), [entry.name for entry in os.scandir()])"
# Every process of the run takes it. To write the files in another order is not enough: many disks order them themselves
_REVERSING = """
import os

list_names, scan = os.listdir, os.scandir
os.listdir = lambda *arguments: list_names(*arguments)[::-1]
class Reversed:
    def __init__(self, *arguments):
        with scan(*arguments) as entries:
            self.entries = iter(list(entries)[::-1])
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.entries)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        self.close()
    def close(self):
        self.entries = iter(())
os.scandir = Reversed
"""


class Surroundings(NamedTuple):
    """Where a run happens; `is_reversed` says that the disk gives the names of files in the other order."""

    name: str
    arguments: tuple[str, ...] = ("--jobs", "1")
    environment: Mapping[str, str] = {}
    is_reversed: bool = False


_USUAL = Surroundings("the usual")
_EACH = (
    *(Surroundings(f"--jobs {number}", ("--jobs", str(number))) for number in (2, 3, 4)),
    *(Surroundings(f"hash seed {seed}", environment={"PYTHONHASHSEED": str(seed)}) for seed in range(10)),
    *(Surroundings(f"locale {name}", environment={"LC_ALL": name}) for name in ("C.UTF-8", "tr_TR.UTF-8")),
    Surroundings("locale C", environment={"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}),  # ASCII
    _USUAL,
)
SURROUNDINGS = (*(each._replace(name=f"{each.name}, reversed", is_reversed=True) for each in _EACH), *_EACH[:-1])


def compare(folder: Path, count: int) -> list[str]:
    """What differs in the first so many surroundings, with nothing remembered and with all of it."""
    _write_pages(folder / "pages")
    (folder / "reversing").mkdir()
    (folder / "reversing" / "sitecustomize.py").write_text(_REVERSING, "utf-8")
    listed = {_start(folder, each, "-c", _LISTED).stdout for each in (_USUAL, SURROUNDINGS[0])}
    expected, records = list(_run_twice(folder, _USUAL)), folder / "records"
    if len(listed) != 2 or not any(records.rglob("*.json")):  # then nothing would be tried
        return ["no order was reversed, or no record made"]
    faults = []
    for surroundings in SURROUNDINGS[:count]:
        runs = zip(("cold", "warm"), _run_twice(folder, surroundings), expected, strict=True)
        faults += [f"{surroundings.name}, {kind}: differs" for kind, run, first in runs if run != first]
    return faults


def _write_pages(raw: Path) -> None:
    raw.mkdir(parents=True)
    for number, page in enumerate(generate_pages(range(_PAGES))):
        (raw / f"{number:02}{_SUFFIXES[page.media_type]}").write_bytes(page.raw)


def _run_twice(folder: Path, surroundings: Surroundings) -> Iterator[tuple[bytes, dict[str, bytes]]]:
    """All that is said, and the records: of a first run and of a second one. Its numbers tell only what is new."""
    records = folder / "records"
    rmtree(records, ignore_errors=True)
    for _ in range(2):
        command = ("-m", "hrdcorpus", "ingest", ".", "--output", str(records), "-v", *surroundings.arguments)
        done = _start(folder, surroundings, *command)
        files = records.rglob("*.json")
        yield done.stdout + done.stderr, {str(path.relative_to(records)): path.read_bytes() for path in files}


def _start(folder: Path, surroundings: Surroundings, *command: str) -> "subprocess.CompletedProcess[bytes]":
    """Python in these surroundings, in the folder of the pages."""
    paths = [str(folder / "reversing")] if surroundings.is_reversed else []
    paths += filter(None, [os.environ.get("PYTHONPATH")])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **surroundings.environment}
    return subprocess.run(
        [sys.executable, *command], cwd=folder / "pages", env=environment, capture_output=True, check=False
    )

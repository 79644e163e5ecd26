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


class Surroundings(NamedTuple):
    """Where a run happens; `is_reversed` says that the files lie on the disk in the other order."""

    name: str
    arguments: tuple[str, ...] = ("--jobs", "1")
    environment: Mapping[str, str] = {}
    is_reversed: bool = False


SURROUNDINGS = (
    *(Surroundings(f"--jobs {number}", ("--jobs", str(number))) for number in (2, 3, 4)),
    Surroundings("files in the other order", is_reversed=True),
    *(Surroundings(f"hash seed {seed}", environment={"PYTHONHASHSEED": str(seed)}) for seed in range(10)),
    *(Surroundings(f"locale {name}", environment={"LC_ALL": name}) for name in ("C", "C.UTF-8", "tr_TR.UTF-8")),
)


def compare(folder: Path, count: int) -> list[str]:
    """What differs in the first so many surroundings, with nothing remembered and with all of it."""
    for is_reversed in (False, True):
        _write_pages(_locate(folder, is_reversed=is_reversed), is_reversed=is_reversed)
    usual = Surroundings("the usual")
    expected, records = list(_run_twice(folder, usual)), folder / "records"
    if not any(records.rglob("*.json")):
        return ["no record was made"]
    faults = []
    for surroundings in SURROUNDINGS[:count]:
        runs = zip(("cold", "warm"), _run_twice(folder, surroundings), expected, strict=True)
        faults += [f"{surroundings.name}, {kind}: differs" for kind, run, first in runs if run != first]
    return faults


def _locate(folder: Path, *, is_reversed: bool) -> Path:
    return folder / ("reversed" if is_reversed else "forward") / "pages"


def _write_pages(raw: Path, *, is_reversed: bool) -> None:
    raw.mkdir(parents=True)
    pages = list(enumerate(generate_pages(range(_PAGES))))
    for number, page in pages[:: -1 if is_reversed else 1]:
        (raw / f"{number:02}{_SUFFIXES[page.media_type]}").write_bytes(page.raw)


def _run_twice(folder: Path, surroundings: Surroundings) -> Iterator[tuple[bytes, dict[str, bytes]]]:
    """All that is said, and the records: of a first run and of a second one. Its numbers tell only what is new."""
    records = folder / "records"
    rmtree(records, ignore_errors=True)
    raw = _locate(folder, is_reversed=surroundings.is_reversed)
    for _ in range(2):
        command = [sys.executable, "-m", "hrdcorpus", "ingest", "pages", "--output", str(records), "-v"]
        environment = os.environ | surroundings.environment
        done = subprocess.run(
            [*command, *surroundings.arguments], cwd=raw.parent, env=environment, capture_output=True, check=False
        )
        files = records.rglob("*.json")
        yield done.stdout + done.stderr, {str(path.relative_to(records)): path.read_bytes() for path in files}

"""What the reader costs: the file's size, what writing it holds in memory, and in a Chromium, opening and searching it.

Usage: python -m benchmarks.reader [INTERVIEWS], with the extra `browser`. The interviews are those of data/normalized,
over and over, so that what is searched stands in many of them: no search takes longer.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from hrdcorpus.knowledge.folders import SHIPPED, load_questionnaires
from hrdcorpus.output.export import FILE, FORMATS, Options, load_build
from hrdcorpus.records.form import Record
from hrdcorpus.records.serialising import load_record

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from browser.conftest import CHROMIUM

ROOT = Path(__file__).parent.parent
QUERIES = ("court", "the gov", "суд", "a", "nothing")
_TURNS = 3
_PRESS = """query => {
  const field = document.getElementById("search");
  field.value = query;
  const start = performance.now();
  field.dispatchEvent(new Event("input"));
  return performance.now() - start;
}"""


class Repeated(Collection[Record]):
    """So many interviews, made as they are read."""

    def __init__(self, count: int) -> None:
        paths = sorted((ROOT / "data/normalized").glob("*.json"))
        self._records = [load_record(path.read_bytes(), path.name) for path in paths]
        self._count = count

    def __iter__(self) -> Iterator[Record]:
        for number in range(self._count):
            record = self._records[number % len(self._records)]
            published = f"{2001 + number % 20}-01-01"
            yield record.model_copy(update={"id": f"interview-{number:06}", "published": published})

    def __len__(self) -> int:
        return self._count

    def __contains__(self, record: object) -> bool:
        raise NotImplementedError


def measure(page: Page, path: Path) -> Iterator[str]:
    """A line for each thing that is measured, in milliseconds of a clock, the best of some turns."""
    opened, folded = [], []
    for _ in range(_TURNS):
        page.goto("about:blank")
        start = time.perf_counter()
        page.goto(path.as_uri(), wait_until="commit", timeout=0)
        page.wait_for_selector("main h1", timeout=0)
        opened.append(time.perf_counter() - start)
        page.fill("#search", "first")
        page.wait_for_selector(".tabs", timeout=0)
        folded.append(time.perf_counter() - start)
    yield f"opens within: {min(opened) * 1000:,.0f} ms"
    yield f"all texts can be searched after: {min(folded) * 1000:,.0f} ms"
    for query in QUERIES:
        spent = min(page.evaluate(_PRESS, query) for _ in range(_TURNS))
        yield f"{query!r} is found and shown within: {spent:,.0f} ms, {page.locator('.tabs').inner_text()!r}"


def main() -> None:
    """Print what is measured."""
    records = Repeated(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        load_build(FORMATS["html"])(records, Options(questionnaires=load_questionnaires(SHIPPED)), Path(folder))
        path = Path(folder, FILE).rename(Path(folder, "corpus.html"))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        answers = sum(len(record.exchanges) for record in records)
        print(f"{len(records):,} interviews with {answers:,} answers: {path.stat().st_size / 1e6:,.1f} MB")
        print(f"most memory while it was written: {memory:,.0f} MB")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for line in measure(browser.new_page(), path):
            print(line)
        browser.close()


if __name__ == "__main__":
    main()

"""Writes a part of docs/performance.md: what a page, a start, a run and an export cost, as ratios, beside others.

Usage: python -m benchmarks.report [--quick]; quickly, to see that it works, and only to standard output.
"""

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from scripts.marked import put_part

from benchmarks import exports, runs, startup
from benchmarks.peers import PEERS

DOCUMENT = Path(__file__).parent.parent / "docs" / "performance.md"
IMAGES = DOCUMENT.parent / "images"
BEGIN, END = "<!-- Written by `make bench`; do not edit. -->\n", "<!-- End of what `make bench` writes. -->\n"


def main() -> None:
    """Measure, and write."""
    is_quick = sys.argv[1:] == ["--quick"]
    starts = startup.measure_starts(1 if is_quick else startup.TURNS)
    count = 50 if is_quick else runs.COUNT
    again = runs.format_runs(runs.measure_runs(count), count)
    exported = exports.format_exports(exports.measure_exports(*((10, 20) if is_quick else ())))
    from benchmarks import growth, page  # noqa: PLC0415  # not sooner: a process's memory counts from what its parent holds

    pages = page.measure_pages(1 if is_quick else page.TURNS)
    versions = ", ".join([page.PARSER, *_list_versions()])
    part = f"{versions}.\n{_format_pages(pages, page.PARSE)}{_format_starts(starts)}\n{again}\n{exported}"
    print(part)
    if is_quick:
        return
    from benchmarks.plots import draw_lines  # noqa: PLC0415  # as above

    put_part(DOCUMENT, BEGIN, END, part, check=False)
    parse = "multiples of lxml's bare parse of the page of 171 KB"
    draw_lines(IMAGES / "cost-by-size.svg", growth.measure_sizes(page.TURNS // 4), "KB of a page", parse)
    draw_lines(IMAGES / "cost-by-pages.svg", growth.measure_numbers(), "pages", "multiples of `python -c pass`")


def _format_pages(pages: "dict[str, tuple[int, dict[str, float]]]", parse: str) -> str:
    tasks = dict.fromkeys(task for _, best in pages.values() for task in best)
    heads = ["a page", *(f"{name}, {size / 1000:,.0f} KB" for name, (size, _) in pages.items())]
    rows = [
        [task, *(f"{best[task] / best[parse]:.2f}" if task in best else "" for _, best in pages.values())]
        for task in tasks
    ]
    return "\n" + "".join(f"| {' | '.join(row)} |\n" for row in [heads, ["---"] * len(heads), *rows])


def _format_starts(starts: dict[str, tuple[float, int]]) -> str:
    bare = next(iter(starts.values()))[0]
    rows = (f"| {name} | {cpu / bare:.1f} | {memory / 1000:.0f} MB |\n" for name, (cpu, memory) in starts.items())
    return f"\n| a start | ratio | most memory |\n|---|---|---|\n{''.join(rows)}"


def _list_versions() -> list[str]:
    told = [f"Python {platform.python_version()}"]
    for name in dict.fromkeys(["hrdcorpus", "lxml", *(distribution for distribution, _ in PEERS.values())]):
        try:
            told.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            told.append(f"{name} not installed")
    return told


if __name__ == "__main__":
    main()

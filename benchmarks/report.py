"""Writes docs/performance.md: what a page and a start of the program cost, as ratios, beside other programs."""

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks import startup
from benchmarks.peers import PEERS

TARGET = Path(__file__).parent.parent / "docs" / "performance.md"

_HEAD = """# What it costs

<!-- Written by `make bench`; do not edit. -->

Processor time as ratios, since only these travel from one machine to another. All pages are invented
(`benchmarks/invented.py`): the same bytes each time, made up as the pages of the site are. What is compared runs in
turn, in one process upon one core, and the best of {turns} turns counts. Nothing here fails a check: tests count
operations.

{versions}.

## A page, in multiples of lxml's bare parse of it

hrdcorpus goes from the file to blocks, or to the bytes of the record; the others from text in memory to text, and none
of them makes pairs of question and answer. A text page is held against the parse of `site.html`.

"""
_STARTS = """
## A start, in multiples of `python -c pass`

Whole processes, best of {turns}, their modules compiled before.

| command | ratio | most memory |
|---|---|---|
"""


def main() -> None:
    """Measure, and write the page."""
    starts = startup.measure_starts(startup.TURNS)
    from benchmarks import page  # noqa: PLC0415  # not sooner: a process's memory counts from what its parent holds

    pages = page.measure_pages(page.TURNS)
    tasks = dict.fromkeys(task for _, best in pages.values() for task in best)
    rows = [["", *(f"{name}, {size / 1000:,.0f} KB" for name, (size, _) in pages.items())], ["---"] * (len(pages) + 1)]
    for task in tasks:
        told = [f"{best[task] / best[page.PARSE]:.2f}" if task in best else "" for _, best in pages.values()]
        rows.append([task, *told])
    bare = next(iter(starts.values()))[0]
    told_starts = (f"| {name} | {cpu / bare:.1f} | {memory / 1000:.0f} MB |" for name, (cpu, memory) in starts.items())
    TARGET.write_text(
        _HEAD.format(turns=page.TURNS, versions=", ".join([page.PARSER, *_list_versions()]))
        + "".join(f"| {' | '.join(row)} |\n" for row in rows)
        + _STARTS.format(turns=startup.TURNS)
        + "\n".join(told_starts)
        + "\n",
        "utf-8",
    )
    print(TARGET.read_text("utf-8"))


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

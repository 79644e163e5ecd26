"""What `ingest` costs over many pages: the first run, and later ones, in multiples of the first."""

import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.invented import build_text_page
from benchmarks.startup import measure_command

COUNT = 1_000
FIRST = "the first run"
_DIFFERENT = 50  # pages; the others are like one of them but for their last line
_FOLDER = 1_000  # pages of one folder
PROGRAM = (sys.executable, "-m", "hrdcorpus", "ingest", "--quiet")
_ITEMS = 'id = "boats"\nversion = "1"\ntitle = "Boats"\n[[item]]\nid = "boat"\ndescription = "Whose boat"\n'


def write_pages(folder: Path, count: int) -> None:
    """So many text pages of 8 KB below the folder."""
    bodies = [build_text_page(random.Random(number)) for number in range(_DIFFERENT)]  # noqa: S311
    for number in range(count):
        path = folder / f"{number // _FOLDER:03}" / f"page-{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{bodies[number % _DIFFERENT]}\n\nPage {number} of {count} complaints.\n", "utf-8")


def measure_runs(count: int = COUNT) -> dict[str, tuple[float, int]]:
    """Each run over so many pages: processor time in seconds, all processes together, and kilobytes of the largest."""
    with tempfile.TemporaryDirectory() as made:
        raw, records, own = Path(made, "pages"), Path(made, "records"), Path(made, "own")
        write_pages(raw, count)
        write_questionnaire(own)
        command = (*PROGRAM, str(raw), "--output", str(records), "--questionnaires", str(own))
        steps: dict[str, tuple[Callable[[], object], tuple[str, ...]]] = {
            FIRST: (lambda: None, ("--jobs", "1")),
            "again": (lambda: None, ()),
            "again, a page changed": (lambda: write_pages(raw, 1), ()),
            "again, a wording added": (lambda: write_questionnaire(own, "Who owns this boat?"), ("--jobs", "1")),
            "again, with --force and --jobs 2": (lambda: None, ("--force", "--jobs", "2")),
        }
        measured = {}
        for name, (prepare, options) in steps.items():
            prepare()
            measured[name] = measure_command((*command, *options))
    return measured


def write_questionnaire(folder: Path, *variants: str) -> None:
    """A questionnaire of the user's own, of one item, in one wording and these."""
    place = folder / "boats"
    place.mkdir(parents=True, exist_ok=True)
    (place / "items.toml").write_text(_ITEMS)
    more = "".join(f'[[variant]]\nitem = "boat"\ntext = "{variant}"\n' for variant in variants)
    (place / "en.toml").write_text(f'[[wording]]\nitem = "boat"\ntext = "Whose boat is it?"\n{more}')


def format_runs(measured: dict[str, tuple[float, int]], count: int) -> str:
    """A table in Markdown: each run in multiples of the first."""
    first = measured[FIRST][0]
    rows = (f"| {name} | {cpu / first:.4f} | {memory / 1000:.0f} MB |\n" for name, (cpu, memory) in measured.items())
    return f"| run over {count:,} pages | ratio | most memory of a process |\n|---|---|---|\n{''.join(rows)}"


if __name__ == "__main__":
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    print(format_runs(measure_runs(pages), pages))

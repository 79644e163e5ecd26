"""What a start of the program costs in processor time and memory, in multiples of a bare `python -c pass`."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.invented import build_page

TURNS = 9
BARE = (sys.executable, "-c", "pass")
PROGRAM = (sys.executable, "-m", "hrdcorpus")


def measure_command(command: Sequence[str]) -> tuple[float, int]:
    """Processor time in seconds, and the most memory it held, in kilobytes (Linux). Modules are kept compiled."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def measure_bare() -> float:
    """Processor time of a bare `python -c pass` in seconds: the best of many."""
    return min(measure_command(BARE)[0] for _ in range(TURNS))


def measure_starts(turns: int) -> dict[str, tuple[float, int]]:
    """The best of each command, run in turn: seconds and kilobytes. The first is the bare interpreter."""
    with tempfile.TemporaryDirectory() as folder:
        page, records = Path(folder, "seed.txt"), str(Path(folder, "records"))
        page.write_bytes(build_page(page.name))
        commands = {
            "python -c pass": BARE,
            "--version": (*PROGRAM, "--version"),
            "--help": (*PROGRAM, "--help"),
            "ingest of one page": (*PROGRAM, "ingest", str(page), "--output", records, "--force"),
            "ingest again": (*PROGRAM, "ingest", str(page), "--output", records),
            "validate of one page": (*PROGRAM, "validate", str(page)),
            "export --format jsonl": (*PROGRAM, "export", records),
            "export --format csv": (*PROGRAM, "export", records, "--format", "csv"),
            "coverage": (*PROGRAM, "coverage", records),
            "explain": (*PROGRAM, "explain", str(page)),
            "correct": (*PROGRAM, "correct", str(page), "--date", "2021-04-08", "--reason", "the Centre's list"),
            "rule": (*PROGRAM, "rule"),
            "schema": (*PROGRAM, "schema"),
            "help": (*PROGRAM, "help", "ci"),
            "questionnaire --help": (*PROGRAM, "questionnaire", "--help"),
        }
        measured = [{name: measure_command(command) for name, command in commands.items()} for _ in range(turns)]
    return {name: min(turn[name] for turn in measured) for name in commands}


def main(turns: int) -> None:
    """Print the best of each command."""
    best = measure_starts(turns)
    bare = next(iter(best.values()))[0]
    print(f"\nstart-up, best of {turns}, processor time")
    for name, (seconds, memory) in best.items():
        print(f"  {name:24}{seconds * 1000:8.0f} ms {seconds / bare:8.1f} x {memory / 1000:8.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TURNS)

"""Disturbs the program on purpose: kills it, fills its disk, starts it twice, gives it changed files by the thousand.

It also runs it in other surroundings, where all must be the same.

Usage: reliability.py [--full]; prints what was tried and what went wrong, and fails where anything did. Without --full
it tries a few of each, as the tests do; docs/reliability.md has the last figures of all.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from hrdcorpus.knowledge import base
from reliability.interruptions import build_scenarios, fill_disk, kill, run_two
from reliability.mutations import CHECKS, load_material
from reliability.sameness import SURROUNDINGS, compare

_FEW, _FULL = (3, 2, 1, 100), (64, 20, 20, 10_000)  # kills, sizes of disks, pairs of runs, changed files of each kind
_SHOWN = 20


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--full", action="store_true", help="as many as docs/reliability.md tells")
    kills, sizes, pairs, changed = _FULL if parser.parse_args().full else _FEW
    base.load_knowledge = cache(base.load_knowledge)  # once for all children
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as made:
        for what, found in _disturb(Path(made), kills, sizes, pairs):
            _say(f"{what}: {len(found)} faults")
            faults += found
        around = len(SURROUNDINGS) if kills == _FULL[0] else 1
        found = compare(Path(made, "same"), around)
        _say(f"{around} other surroundings: {len(found)} faults")
        faults += found
    material = load_material()
    for check in CHECKS:
        tally = check(material, range(changed))
        counts = Counter(kind for kind, _, _ in tally.faults)
        wrong = ", ".join(f"{counts[kind]} {kind}" for kind in ("broken", "lost", "leaked"))
        _say(f"changed {tally.kind}: {changed:,}; taken {tally.taken:,}, refused {tally.refused:,}; {wrong}")
        faults += [f"{tally.kind} {number}: {kind}: {what}" for kind, number, what in tally.faults]
    if faults:
        sys.exit("\n".join([f"faults: {len(faults)}", *faults[:_SHOWN]]))


def _disturb(folder: Path, kills: int, sizes: int, pairs: int) -> Iterator[tuple[str, Sequence[str]]]:
    for scenario in build_scenarios(folder / "scenarios"):
        name = scenario.name
        yield f"{name}, killed {kills} times", kill(scenario, folder / "killed" / name, kills)
        yield f"{name}, {sizes} full disks", fill_disk(scenario, folder / "full" / name, sizes)
        yield f"{name}, two at once {pairs} times", run_two(scenario, folder / "two" / name, pairs)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

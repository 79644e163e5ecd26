"""Scores hrdcorpus on the labelled pages of tests/accuracy."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from accuracy.cases import load_handwritten
from accuracy.outcomes import run_hrdcorpus
from accuracy.report import render_failures, render_table
from accuracy.score import Tally, score_page


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only")
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    tallies = {}
    for folder in ("development", "evaluation", "not-interviews"):
        for case in load_handwritten(folder):
            if options.only in (None, case.part):
                tallies.setdefault(case.part, Tally()).add(score_page(case, run_hrdcorpus(case)))
    sys.stdout.write(render_table(tallies) + "\n")
    if options.failures:
        for t in tallies.values():
            sys.stdout.write(render_failures(t) + "\n")


if __name__ == "__main__":
    main()

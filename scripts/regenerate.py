"""Writes anew what tests/cases expects. Read the difference by eye before you commit it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from casebook import list_pages, locate_expected, render_trace, trace_case


def main() -> None:
    """Every case of interviews and not-interviews; stops at one that became the other."""
    for page in list_pages("interviews", "not-interviews"):
        trace = trace_case(page)
        target = locate_expected(page)
        if (not trace.records) != (target.name == "reason.txt"):
            sys.exit(f"{page}: {trace.reason or 'taken for an interview'}")
        target.write_bytes(render_trace(trace))


if __name__ == "__main__":
    main()

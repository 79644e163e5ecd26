"""What `hrdcorpus validate` shows on a terminal: problems by page, in colour, in lines that break between words."""

import sys
from itertools import groupby
from typing import TYPE_CHECKING

from hrdcorpus.text.showing import escape, escape_path

if TYPE_CHECKING:
    from rich.text import Text

    from hrdcorpus.output.reports.problem import Problem, Report

_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}
_INDENT = "    "


def print_report(report: "Report") -> None:
    """A heading for each file, and below it for each problem a line with level, place and rule, and its detail."""
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False)
    for path, problems in groupby(report.problems, key=lambda problem: problem.path):
        console.print(_style(escape_path(path), "bold"), soft_wrap=True)
        for problem in problems:
            console.print(_name(problem), soft_wrap=True)
            for line in _wrap(escape(problem.detail), console.width):
                console.print(_style(_INDENT + line, ""), soft_wrap=True)
        console.print()


def _style(text: str, style: str) -> "Text":
    from rich.text import Text

    return Text(text, style)


def _name(problem: "Problem") -> "Text":
    place = f" line {problem.place.lstrip(':')}" if problem.place else ""
    return _style("  ", "").append(problem.level, _STYLES[problem.level]).append(f"{place} {problem.rule}")


def _wrap(text: str, width: int) -> list[str]:
    from textwrap import wrap

    room = max(20, width - len(_INDENT))
    return wrap(text, room, break_long_words=False, break_on_hyphens=False)

"""Workflow commands of GitHub Actions, which makes them annotations on the lines of a pull request.

The form and what is to be escaped in it: GitHub's documentation, "Workflow commands", and `@actions/core`.
"""

from hrdcorpus.output.reports.problem import Problem, Report
from hrdcorpus.text.showing import escape

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_IN_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = _IN_DATA | {":": "%3A", ",": "%2C"}


def report_github(report: Report) -> str:
    """One command a line; no name of a file and no detail can end it, or begin another.

    The gravest come first: GitHub shows ten of a step.
    """
    return "".join(map(_write_command, report.list_gravest_first()))


def _write_command(problem: Problem) -> str:
    properties = {"file": problem.path, "line": problem.line, "col": problem.column, "title": problem.rule}
    listed = ",".join(f"{key}={_encode(str(value), _IN_PROPERTY)}" for key, value in properties.items() if value)
    return f"::{_COMMANDS[problem.level]} {listed}::{_encode(problem.detail, _IN_DATA)}\n"


def _encode(text: str, codes: dict[str, str]) -> str:
    return "".join(codes.get(character, character) for character in escape(text))

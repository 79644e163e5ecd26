"""The output formats of `validate` in one registry, with those that need but a few lines.

GitHub's form, and what is to be escaped in it: its documentation, "Workflow commands", and `@actions/core`.
"""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec.structs import asdict

from hrdcorpus.output.reports import FORMATS
from hrdcorpus.output.reports.junit import report_junit
from hrdcorpus.output.reports.markdown import report_markdown
from hrdcorpus.output.reports.problem import Problem, Report
from hrdcorpus.output.reports.sarif import report_sarif
from hrdcorpus.records.rules import Level
from hrdcorpus.text.showing import escape, escape_json, escape_path

_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}
_IN_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = _IN_DATA | {":": "%3A", ",": "%2C"}


def report_text(report: Report) -> str:
    """One line for each problem, `path:line:column: CODE name: detail`, as editors and other checkers have it."""
    return "".join(
        f"{escape_path(problem.path)}{problem.place}: {escape(problem.rule)}: {escape(problem.detail)}\n"
        for problem in report.problems
    )


def report_json(report: Report) -> str:
    """One array of objects with the keys of `Problem`; line and column are null where they are unknown."""
    rows = [
        asdict(problem) | {"line": problem.line or None, "column": problem.column or None}
        for problem in report.problems
    ]
    return escape_json(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"


def report_github(report: Report) -> str:
    """One command a line, which becomes an annotation; no name of a file and no detail can end it, or begin another.

    The gravest come first: GitHub shows ten of a step.
    """
    return "".join(map(_write_command, report.list_gravest_first()))


def annotate(level: Level, detail: str, **properties: object) -> str:
    """One command of GitHub's, with the properties that are given and not empty: file, line, col, title."""
    listed = ",".join(f"{key}={_encode(str(value), _IN_PROPERTY)}" for key, value in properties.items() if value)
    return f"::{_COMMANDS[level]} {listed}::{_encode(detail, _IN_DATA)}\n"


def _write_command(problem: Problem) -> str:
    place = {"file": problem.path, "line": problem.line, "col": problem.column}
    return annotate(problem.level, problem.detail, **place, title=problem.rule)


def _encode(text: str, codes: dict[str, str]) -> str:
    return "".join(codes.get(character, character) for character in escape(text))


REPORTERS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    dict(
        zip(
            FORMATS,
            (report_text, report_json, report_github, report_sarif, report_junit, report_markdown),
            strict=True,
        )
    )
)

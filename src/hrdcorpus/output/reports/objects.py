"""JSON for programs of one's own: one array, an object for each problem."""

import json
from dataclasses import asdict

from hrdcorpus.output.reports.problem import Report
from hrdcorpus.text.showing import escape_json


def report_json(report: Report) -> str:
    """Objects with the keys of `Problem`; line and column are null where they are unknown."""
    rows = [
        asdict(problem) | {"line": problem.line or None, "column": problem.column or None}
        for problem in report.problems
    ]
    return escape_json(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"

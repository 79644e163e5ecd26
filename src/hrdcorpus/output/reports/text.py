"""One line for each problem, `path:line:column: CODE name: detail`, as editors and other checkers have it."""

from hrdcorpus.output.reports.problem import Report
from hrdcorpus.text.showing import escape, escape_path


def report_text(report: Report) -> str:
    """The problems, a line each."""
    return "".join(
        f"{escape_path(problem.path)}{problem.place}: {escape(problem.rule)}: {escape(problem.detail)}\n"
        for problem in report.problems
    )

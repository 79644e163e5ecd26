"""A summary in Markdown, as GitHub shows below a job: the run in numbers, and the problems in a table."""

from collections.abc import Iterator, Sequence

from hrdcorpus.output.reports.problem import Problem, Report
from hrdcorpus.text.showing import escape

_MOST_BYTES = 500_000  # GitHub refuses a job's summary of more than 1 MiB
_MARKS = str.maketrans({mark: f"&#{ord(mark)};" for mark in "\\`*_[]<>()|~&@:$#!"})


def report_markdown(report: Report) -> str:
    """The gravest come first; the end says how many found no room, if there are such."""
    head = f"## hrdcorpus validate\n\n{report.describe()}\n"
    if not report.problems:
        return head
    rows, size = [], 0
    for row in _write_rows(report.list_gravest_first()):
        size += len(row.encode())
        if size > _MOST_BYTES:
            break
        rows.append(row)
    table = "\n| level | place | finding | detail |\n| --- | --- | --- | --- |\n"
    left = len(report.problems) - len(rows)
    return head + table + "".join(rows) + (f"\n{left} more found no room here.\n" if left else "")


def _write_rows(problems: Sequence[Problem]) -> Iterator[str]:
    for problem in problems:
        cells = (problem.level, _write(problem.path) + problem.place, _write(problem.rule), _write(problem.detail))
        yield f"| {' | '.join(cells)} |\n"


def _write(text: str) -> str:
    """As text only: every mark that Markdown, or GitHub's additions to it, could obey is written as its number."""
    return escape(text).translate(_MARKS)

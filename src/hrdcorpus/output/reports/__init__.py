"""What was found -> text: one module per output format of `validate`, in one registry."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from hrdcorpus.output.reports.github import report_github
from hrdcorpus.output.reports.junit import report_junit
from hrdcorpus.output.reports.markdown import report_markdown
from hrdcorpus.output.reports.objects import report_json
from hrdcorpus.output.reports.problem import Problem, Report
from hrdcorpus.output.reports.sarif import report_sarif
from hrdcorpus.output.reports.text import report_text

__all__ = ["REPORTERS", "Problem", "Report", "report_markdown"]

REPORTERS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {
        "text": report_text,
        "json": report_json,
        "github": report_github,
        "sarif": report_sarif,
        "junit": report_junit,
        "markdown": report_markdown,
    }
)

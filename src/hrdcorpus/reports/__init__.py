"""What was found -> text: one module per output format of `validate`, in one registry."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from hrdcorpus.reports.github import report_github
from hrdcorpus.reports.junit import report_junit
from hrdcorpus.reports.markdown import report_markdown
from hrdcorpus.reports.objects import report_json
from hrdcorpus.reports.problem import Problem, Report
from hrdcorpus.reports.sarif import report_sarif
from hrdcorpus.reports.text import report_text

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

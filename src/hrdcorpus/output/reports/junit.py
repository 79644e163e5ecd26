"""JUnit's XML, as Jenkins and most other CI servers read it (Jenkins' junit-10.xsd)."""

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from hrdcorpus.output.reports.problem import Problem, Report
from hrdcorpus.text.showing import escape

_NO_CHARACTERS = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}  # what XML forbids and `escape` lets pass


def report_junit(report: Report) -> str:
    """A suite for each file and a test for each problem; a file without problems is one test that passed.

    A test fails where the problem fails the run; what other problems say is their tests' output.
    """
    root = Element("testsuites", name="hrdcorpus validate")
    found = {path: list(problems) for path, problems in groupby(report.problems, key=lambda problem: problem.path)}
    for path in sorted({*report.files, *found}):
        _add_suite(root, path, found.get(path, []), report)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _add_suite(root: Element, path: str, problems: list[Problem], report: Report) -> None:
    name = _write(path)
    failures = sum(map(report.is_failure, problems))
    tests = str(max(1, len(problems)))
    suite = SubElement(root, "testsuite", name=name, tests=tests, failures=str(failures), errors="0")
    if not problems:
        SubElement(suite, "testcase", name="nothing to look at", classname=name)
    for problem in problems:
        place = f"{name}{problem.place}"
        case = SubElement(suite, "testcase", name=f"{_write(problem.rule)} ({place})", classname=name)
        detail = _write(problem.detail)
        if report.is_failure(problem):
            failure = SubElement(case, "failure", type=problem.level, message=detail)
            failure.text = f"{place}: {detail}"
        else:
            SubElement(case, "system-out").text = f"{problem.level}: {place}: {detail}"


def _write(text: str) -> str:
    return escape(text).translate(_NO_CHARACTERS)

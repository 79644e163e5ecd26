"""SARIF 2.1.0, for code scanning and for editors: https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hrdcorpus.output.reports.problem import Problem, Report
from hrdcorpus.records.rules import RULES, Rule
from hrdcorpus.text.showing import escape, escape_json
from hrdcorpus.version import __version__

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://github.com/OWNER/hrdcorpus"  # OWNER: whoever publishes the repository, as in pyproject.toml
_ROOT = "%SRCROOT%"  # what relative paths are relative to: the consumer's checkout
_MARKS = str.maketrans({"{": "{{", "}": "}}", "[": "\\[", "]": "\\]"})  # else placeholders and links (3.11.5, 3.11.6)
_PLACES = {name: index for index, name in enumerate(RULES)}


def report_sarif(report: Report) -> str:
    """One run, with every rule of the table and its help."""
    driver = {
        "name": "hrdcorpus",
        "semanticVersion": __version__,
        "informationUri": _HOME,
        "rules": list(map(_describe_rule, RULES.values())),
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that the command was run in."}}},
        "results": list(map(_build_result, report.problems)),
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return escape_json(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _describe_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": rule.what},
        "help": {"text": rule.do},
        "defaultConfiguration": {"level": rule.level},
    }


def _build_result(problem: Problem) -> dict[str, Any]:
    column = {"startColumn": problem.column} if problem.column else {}
    region = {"startLine": problem.line or 1, **column}  # code scanning shows no result without a line
    place = {"artifactLocation": _locate(problem.path), "region": region}
    return {
        "ruleId": problem.code,
        **({"ruleIndex": _PLACES[problem.name]} if problem.name in _PLACES else {}),
        "level": problem.level,
        "message": {"text": escape(problem.detail).translate(_MARKS)},
        "locations": [{"physicalLocation": place}],
    }


def _locate(path: str) -> dict[str, str]:
    """The file as an address, whatever bytes its name is made of, and behind a drive, too."""
    place = Path(path)
    if place.is_absolute():
        return {"uri": place.as_uri()}
    return {"uri": quote(path, errors="surrogateescape"), "uriBaseId": _ROOT}

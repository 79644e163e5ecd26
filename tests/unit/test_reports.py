"""Every output format of `validate`: it has the form its readers want, and nothing in it can break out."""

import html
import json
import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree
from markdown_it import MarkdownIt
from msgspec.structs import replace
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from casebook import ROOT
from hrdcorpus.output.reports.problem import Problem, Report
from hrdcorpus.output.reports.reporters import REPORTERS
from hrdcorpus.records.rules import LEVELS, RULES, Level
from hrdcorpus.text.showing import escape

SCHEMAS = Path(__file__).parent / "schemas"
URLS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]

HOSTILE = [
    "::error file=x,line=1::pwned",
    "line\n::error::x\r\n##[error]x",
    "100%0A::error::x, a:b",
    "\x1b]0;title\x07\x9b31m\u202etxt\u2028\ufeff\U000e0041",
    "]]><script>alert(1)</script><!--&amp;\ufffe\uffff",
    "| a | b |\n| `c` | **d** | [e](javascript:f) ![g](h) https://example.org @who #1 :smile: $x$ ~~y~~ _z_ \\",
    "{0} [text](1)",
    "bytes\udcff.txt",
    "=1+1 “кириллица” العربية 𝔘",
    "",
]
PLAIN = Problem("data/raw/page.txt", 12, 5, "HRD101", "unmatched-question", "warning", "question 3 matches no item")
EMPTY = Report((), ())
REPORT = Report(
    files=("a.txt", "data/raw/page.txt"),
    problems=(
        PLAIN,
        Problem("data/raw/page.txt", 0, 0, "HRD403", "not-an-interview", "error", "no question was found"),
        Problem("records/old.json", 1, 0, "HRD199", "no-longer-known", "note", "said by another version"),
        *(Problem(f"x{text}.txt", 7, 0, "HRD101", "unmatched-question", "note", text) for text in HOSTILE),
        *(Problem(f"{text}x", 0, 0, "HRD401", "unusable-input", "error", f"{text}\n{text}") for text in HOSTILE),
    ),
)


@pytest.mark.parametrize("form", REPORTERS)
@pytest.mark.parametrize("report", [EMPTY, REPORT], ids=["empty", "hostile"])
def test_no_output_steers_a_terminal_or_a_log(form: str, report: Report) -> None:
    printed = REPORTERS[form](report)
    printed.encode()
    assert not set(printed) & set("\x1b\x07\r\x9b\u202e\u2028\ufeff\U000e0041")
    assert printed == "" or printed.endswith("\n")
    if form != "github":
        assert not any(line.lstrip().startswith(("::", "##[")) for line in printed.splitlines())


def test_text_is_one_line_each() -> None:
    lines = REPORTERS["text"](REPORT).split("\n")
    assert len(lines) == len(REPORT.problems) + 1
    assert lines[0] == "data/raw/page.txt:12:5: HRD101 unmatched-question: question 3 matches no item"
    assert lines[1] == "data/raw/page.txt: HRD403 not-an-interview: no question was found"


def test_json_is_the_problems() -> None:
    rows = json.loads(REPORTERS["json"](REPORT))
    assert len(rows) == len(REPORT.problems)
    assert list(rows[0]) == ["path", "line", "column", "code", "name", "level", "detail"]
    assert (rows[0]["line"], rows[0]["column"], rows[1]["line"]) == (12, 5, None)
    assert [row["detail"] for row in rows] == [problem.detail for problem in REPORT.problems]
    assert json.loads(REPORTERS["json"](EMPTY)) == []


def _decode(text: str) -> str:
    """What the runner makes of a command's value: each code once, `%` last."""
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_github_annotations_are_one_command_each() -> None:
    lines = REPORTERS["github"](REPORT).splitlines()
    assert [line.split()[0] for line in lines] == 11 * ["::error"] + ["::warning"] + 11 * ["::notice"]
    assert lines[11] == (
        "::warning file=data/raw/page.txt,line=12,col=5,title=HRD101 unmatched-question::question 3 matches no item"
    )
    for line, problem in zip(lines, REPORT.list_gravest_first(), strict=True):
        found = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert found is not None
        properties = dict(part.split("=", maxsplit=1) for part in found[2].split(","))
        assert set(properties) <= {"file", "line", "col", "title"}
        assert _decode(properties.get("file", "")) == escape(problem.path)
        assert _decode(properties["title"]) == problem.rule
        assert _decode(found[3]) == escape(problem.detail)


@pytest.mark.parametrize("report", [EMPTY, REPORT], ids=["empty", "hostile"])
def test_sarif_has_the_form_of_its_schema(report: Report) -> None:
    log = json.loads(REPORTERS["sarif"](report))
    Sarif.model_validate(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["informationUri"] == URLS["Source"]
    assert [(rule["id"], rule["help"]["text"]) for rule in rules] == [(r.code, r.do) for r in RULES.values()]
    for result, problem in zip(run["results"], report.problems, strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"], errors="surrogateescape") == problem.path
        assert place["artifactLocation"]["uri"].isascii()
        assert place["region"]["startLine"] == max(1, problem.line)
        assert result["level"] in LEVELS
        assert not re.search(r"(?<!\{)\{(?!\{)|(?<!\\)\[", result["message"]["text"])
        if problem.name in RULES:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == problem.code
    if report.problems:
        first = run["results"][0]["locations"][0]["physicalLocation"]
        assert first["region"] == {"startLine": 12, "startColumn": 5}
        assert first["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]


def test_sarif_of_an_absolute_path_is_an_address() -> None:
    report = Report((), (replace(PLAIN, path="/corpus/a b.txt", line=0),))
    place = json.loads(REPORTERS["sarif"](report))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "file:///corpus/a%20b.txt"}


@pytest.mark.parametrize("report", [EMPTY, REPORT], ids=["empty", "hostile"])
@pytest.mark.parametrize("fail_on", ["error", "warning"])
def test_junit_has_the_form_of_its_schema(report: Report, fail_on: Level) -> None:
    report = replace(report, fail_on=fail_on)
    root = etree.fromstring(REPORTERS["junit"](report).encode())
    etree.XMLSchema(file=SCHEMAS / "junit-10.xsd").assertValid(root)
    failing = [problem for problem in report.problems if problem.level in LEVELS[: LEVELS.index(report.fail_on) + 1]]
    assert len(root.findall(".//failure")) == len(failing)
    assert sum(int(suite.get("failures", "")) for suite in root) == len(failing)
    clean = [file for file in report.files if file not in {problem.path for problem in report.problems}]
    assert len(root.findall(".//testcase")) == len(report.problems) + len(clean)
    assert sum(int(suite.get("tests", "")) for suite in root) == len(root.findall(".//testcase"))


def test_markdown_is_a_table_of_plain_text() -> None:
    rendered = MarkdownIt("gfm-like", {"linkify": False}).enable("table").render(REPORTERS["markdown"](REPORT))
    assert not re.search(r"<(a|img|script|code|strong|em|s|li|h[13-6])\b", rendered)
    cells = [html.unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", rendered)]
    assert len(cells) == 4 * len(REPORT.problems)
    for problem, (level, place, rule, detail) in zip(REPORT.list_gravest_first(), _list_rows(cells), strict=True):
        assert (level, rule) == (problem.level, problem.rule)
        assert place == (escape(problem.path) + problem.place).strip()
        assert detail == escape(problem.detail).strip()


def test_markdown_links_nothing_and_names_nobody() -> None:
    printed = REPORTERS["markdown"](REPORT)
    assert "://" not in printed
    assert "@" not in printed
    assert "files: 2, errors: 11, warnings: 1, notes: 11" in printed


def test_markdown_says_what_found_no_room() -> None:
    report = Report(("a.txt",), 20_000 * (PLAIN,))
    printed = REPORTERS["markdown"](report)
    assert len(printed.encode()) < 1_000_000
    left = int(printed.splitlines()[-1].split()[0])
    assert printed.count("\n| warning |") + left == 20_000


def _list_rows(cells: list[str]) -> list[list[str]]:
    return [cells[at : at + 4] for at in range(0, len(cells), 4)]

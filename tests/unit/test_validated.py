"""Problems on a terminal: by page, and no word of them broken."""

from pathlib import Path

import pytest

from commands import Run, Show
from hrdcorpus.cli.validated import print_report
from hrdcorpus.output.reports.problem import Report, build_problem

LONG = (
    "the page says protection-by-international-community, and whoever reads it here must find each word whole \x1b[31m"
)
PROBLEMS = (
    build_problem(Path("data/raw/a.txt"), "unmatched-question", LONG, 12, 5),
    build_problem(Path("data/raw/a.txt"), "no-date", "no date"),
    build_problem(Path("data/raw/b/" + "long-name-" * 9 + ".txt"), "unusable-input", "empty"),
)


def test_problems_stand_below_their_page(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    print_report(Report(("data/raw/a.txt",), tuple(sorted(PROBLEMS))))
    shown = capsys.readouterr().out
    assert shown.splitlines() == [
        "data/raw/a.txt",
        "  note HRD201 no-date",
        "    no date",
        "  warning line 12:5 HRD101 unmatched-question",
        "    the page says",
        "    protection-by-international-community,",
        "    and whoever reads it here must find",
        "    each word whole \\x1b[31m",
        "",
        f"data/raw/b/{'long-name-' * 9}.txt",
        "  error HRD401 unusable-input",
        "    empty",
        "",
    ]


def test_only_a_terminal_has_them_by_page(tmp_path: Path, run: Run, run_on_terminal: Show) -> None:
    (tmp_path / "page.txt").write_text("Nobody came.\n")
    piped = run("validate", "page.txt", cwd=tmp_path).stdout.decode()
    assert piped.startswith("page.txt: HRD")
    shown = run_on_terminal("validate", "page.txt", cwd=tmp_path, TERM="dumb", COLUMNS="80").splitlines()
    assert shown[:2] == ["page.txt", f"  error {piped.split(': ')[1]}"]
    assert "\x1b[" in run_on_terminal("validate", "page.txt", cwd=tmp_path, TERM="xterm-256color", COLUMNS="80")

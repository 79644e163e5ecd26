"""The README is true: its commands run, its links lead somewhere, and it names every command."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from commands import Run
from hrdcorpus import __version__
from hrdcorpus.cli.app import COMMANDS
from hrdcorpus.corpus.manifest import FOLDER as CACHE

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
LINES = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]


def test_commands_run_in_the_order_they_are_shown_and_leave_the_corpus_alone(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    shutil.copytree(ROOT / "data", tmp_path / "data")
    lines = [shlex.split(line, comments=True) for line in LINES if line.startswith(("hrdcorpus ", "cp "))]
    for program, *arguments in lines:
        if program == "cp":
            subprocess.run([program, *arguments], cwd=tmp_path, check=True)
        else:
            done = run(*arguments, cwd=tmp_path)
            assert done.returncode == 0, (arguments, done.stderr)
    assert _read_all(tmp_path / "data") == _read_all(ROOT / "data")
    shown = {arguments[0] for program, *arguments in lines if program == "hrdcorpus"}
    assert shown == COMMANDS.keys() - {"questionnaire", "review"}


def _read_all(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != CACHE)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_wheel_has_the_name_that_is_shown() -> None:
    assert f"hrdcorpus-{__version__}-py3-none-any.whl" in README


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith("make ")])
def test_make_knows_its_targets(line: str) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    command = [*shlex.split(line, comments=True), "--dry-run"]
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name
)
def test_no_command_that_is_shown_breaks_names_apart(path: Path) -> None:
    """A shell splits at blanks what a command prints, and git quotes names that are not ASCII."""
    assert re.findall(r"\$\(git .*|\| *xargs (?!-0).*", path.read_text("utf-8")) == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []

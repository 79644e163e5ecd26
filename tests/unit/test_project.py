"""The project's own files agree with each other."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from hrdcorpus.cli.help import TOPICS

ROOT = Path(__file__).parents[2]


def _name(line: str) -> str:
    return re.sub("[-_.]+", "-", re.split("[<>=!~;\\[ ]", line)[0]).lower()


def test_every_dependency_has_an_exact_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra if "hrdcorpus" not in line),
    ]
    pinned = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.!+-]+", line) for line in pinned)
    assert {_name(line) for line in wanted} <= {_name(line) for line in pinned}, "run `make constraints`"


def test_the_tree_of_modules_is_that_of_the_documentation() -> None:
    command = [sys.executable, "scripts/tree.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_topic_of_help_is_in_the_wheel() -> None:
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert hatch["force-include"] == {f"docs/{topic}.md": f"hrdcorpus/docs/{topic}.md" for topic in TOPICS}

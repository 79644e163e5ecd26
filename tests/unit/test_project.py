"""The project's own files agree with each other."""

import re
import tomllib
from pathlib import Path

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

"""The cookbook is true: what its commands and scripts print is what stands below them.

`python tests/foreign/test_cookbook.py` writes it anew; read the difference by eye.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COOKBOOK = ROOT / "docs" / "cookbook.md"
_STEP = re.compile(r"```(sh|python)\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)
PROGRAMS = ("jq", "sqlite3")


def run_steps(text: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Each step's output as the cookbook has it and as it is now; they follow each other in one folder."""
    for name in ("data/raw", "data/normalized", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    for kind, script, shown in _STEP.findall(text):
        command = ["sh", "-c", script] if kind == "sh" else [sys.executable, "-c", script]
        done = subprocess.run(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        assert done.returncode == 0, (script, done.stdout.decode())
        lines = [line.rstrip() for line in done.stdout.decode().rstrip().splitlines()]
        yield shown, "".join(f"{line}\n" for line in lines)


def test_every_step_prints_what_is_shown(tmp_path: Path) -> None:
    if missing := [name for name in PROGRAMS if shutil.which(name) is None]:
        pytest.skip(f"not installed: {missing}")
    steps = list(run_steps(COOKBOOK.read_text("utf-8"), tmp_path))
    assert len(steps) >= 14
    for shown, printed in steps:
        assert printed == shown, "if the change is meant: python tests/foreign/test_cookbook.py"


def test_every_script_is_run_or_said_not_to_be() -> None:
    text = COOKBOOK.read_text("utf-8")
    scripts = re.findall(r"```(\w+)\n", text)
    assert len(_STEP.findall(text)) == scripts.count("sh") + scripts.count("python")
    assert scripts.count("r") == text.count("(not run here):")
    assert re.findall(r"^## (\d+)\.", text, re.MULTILINE) == [str(number) for number in range(1, 11)]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        outputs = iter([printed for _, printed in run_steps(COOKBOOK.read_text("utf-8"), Path(made))])
        COOKBOOK.write_text(
            _STEP.sub(lambda m: f"```{m[1]}\n{m[2]}```\n\n```text\n{next(outputs)}```", COOKBOOK.read_text("utf-8")),
            "utf-8",
        )

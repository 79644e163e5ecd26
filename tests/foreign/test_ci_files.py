"""The files that CI of others reads: they have the form their programs want, and do what they say."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PINNED = re.compile(r"\./|[\w-]+/[\w-]+@[0-9a-f]{40}")


def _run(*command: str, cwd: Path = ROOT, **environment: str) -> "subprocess.CompletedProcess[str]":
    # what git says of the repository whose hook may run these tests must not lead astray
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.run(command, cwd=cwd, env=inherited | environment, capture_output=True, text=True, check=False)


def _program(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def _list_steps(path: Path) -> list[dict[str, Any]]:
    data = _load(path)
    return [step for part in [*data.get("jobs", {}).values(), data.get("runs", {})] for step in part.get("steps", [])]


@pytest.mark.parametrize(
    ("schema", "path"),
    [("vendor.github-actions", ACTION), *(("vendor.github-workflows", path) for path in WORKFLOWS)],
    ids=lambda value: getattr(value, "name", value),
)
def test_github_knows_the_form(schema: str, path: Path) -> None:
    done = _run(_program("check-jsonschema"), "--builtin-schema", schema, str(path))
    assert done.returncode == 0, done.stdout


def test_pre_commit_knows_the_form() -> None:
    done = _run(_program("pre-commit"), "validate-manifest", str(HOOKS))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_only_read(path: Path) -> None:
    data = _load(path)
    assert data["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in data["jobs"].values())


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.name)
def test_actions_are_pinned_and_scripts_hold_no_expressions(path: Path) -> None:
    for step in _list_steps(path):
        assert PINNED.fullmatch(step.get("uses", "./")), step
        assert "${{" not in step.get("run", ""), "a value could end the command: pass it by env"


def _run_action(cwd: Path, temporary: Path) -> list[int]:
    """The exit codes of the composite action's steps, run as the scripts they are, up to the first that fails."""
    values = {f"inputs.{name}": given["default"] for name, given in _load(ACTION)["inputs"].items()}
    values |= {"github.action_path": str(ROOT), "inputs.python": sys.executable}
    codes: list[int] = []
    for step in _list_steps(ACTION):
        environment = {
            name: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: values[found[1]], value)
            for name, value in step["env"].items()
        }
        script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = _run(*script, cwd=cwd, RUNNER_TEMP=str(temporary), **environment)
        codes.append(done.returncode)
        if done.returncode:
            break
    return codes


@pytest.mark.index
def test_steps_of_the_action_run(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    assert _run_action(tmp_path, tmp_path) == [0, 0, 0]

    record = min((tmp_path / "data" / "normalized").glob("*.json"))
    record.write_text(record.read_text("utf-8").replace('"schema_version"', '"schema version"'), "utf-8")
    assert _run_action(tmp_path, tmp_path) == [0, 1]

    record.unlink()
    assert _run_action(tmp_path, tmp_path)[-1] == 1


@pytest.mark.index
def test_hooks_run_in_a_repository_of_somebody_else(tmp_path: Path) -> None:
    house = tmp_path / "house"
    shutil.copytree(ROOT / "data", house / "data")
    shutil.copytree(ROOT / "schemas", house / "schemas")
    _run("git", "init", "--quiet", cwd=house)
    _run("git", "add", ".", cwd=house)

    def run_hooks() -> "subprocess.CompletedProcess[str]":
        hooks = [_program("pre-commit"), "try-repo", str(ROOT), "--all-files", "--color", "never"]
        return _run(*hooks, cwd=house, PRE_COMMIT_HOME=str(tmp_path / "cache"))

    done = run_hooks()
    assert (done.returncode, done.stdout.count("Passed")) == (0, len(_load(HOOKS))), done.stdout + done.stderr

    record = min((house / "data" / "normalized").glob("*.json"))
    record.write_text(record.read_text("utf-8").replace('"number": 1,', '"number": 2,'), "utf-8")
    _run("git", "add", ".", cwd=house)
    done = run_hooks()
    assert done.returncode == 1
    assert record.name in done.stdout

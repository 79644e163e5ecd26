"""The files that CI of others reads: they have the form their programs want, and do what they say."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PINNED = re.compile(r"\./|[\w-]+/[\w-]+@([0-9a-f]{40}|v\d+\.\d+\.\d+)")


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


def test_github_knows_the_form_of_dependabots_file() -> None:
    path = ROOT / ".github" / "dependabot.yml"
    done = _run(_program("check-jsonschema"), "--builtin-schema", "vendor.dependabot", str(path))
    assert done.returncode == 0, done.stdout


def test_the_workflow_of_the_documentation_is_whole(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "ci.md").read_text("utf-8"), re.DOTALL)
    workflow, hooks = tmp_path / "interviews.yml", tmp_path / ".pre-commit-config.yaml"
    workflow.write_text(blocks[0], "utf-8")
    hooks.write_text(blocks[1], "utf-8")
    done = _run(_program("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", str(workflow))
    assert done.returncode == 0, done.stdout
    done = _run(_program("pre-commit"), "validate-config", str(hooks))
    assert done.returncode == 0, done.stdout
    (job,) = _load(workflow)["jobs"].values()
    assert set(job["steps"][-1]["with"]) <= set(_load(ACTION)["inputs"])
    assert {hook["id"] for hook in _load(hooks)["repos"][0]["hooks"]} <= {hook["id"] for hook in _load(HOOKS)}


def test_no_hook_can_be_skipped() -> None:
    for hook in _load(HOOKS):
        assert (hook["always_run"], hook["pass_filenames"]) == (True, False)
        assert not hook.keys() & {"files", "exclude", "types", "types_or", "stages"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_only_read_and_what_publishes_only_a_tag_starts(path: Path) -> None:
    data = _load(path)
    assert data["permissions"] == {"contents": "read"}
    granted = [job["permissions"] for job in data["jobs"].values() if "permissions" in job]
    if path.name == "publish.yml":
        assert data[True] == {"push": {"tags": ["v[0-9]*"]}}  # YAML 1.1 reads `on` so
        assert granted == [{"contents": "read", "id-token": "write", "attestations": "write"}]
        assert "secrets." not in path.read_text("utf-8")
    else:
        assert granted == []


@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.name)
def test_actions_are_pinned_and_scripts_hold_no_expressions(path: Path) -> None:
    for step in _list_steps(path):
        assert PINNED.fullmatch(step.get("uses", "./")), step
        assert "${{" not in step.get("run", ""), "a value could end the command: pass it by env"


def _fill_in(text: str, values: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: values[found[1]], text)


def _run_action(
    cwd: Path, temporary: Path, known: Mapping[str, str] = MappingProxyType({}), **inputs: str
) -> tuple[dict[str, str], str]:
    """What became of each of the composite action's steps, run as the scripts they are, and all that they print.

    A step whose outcome is `known`, with its outputs, is not run once more.
    """
    values = {f"inputs.{name}": given["default"] for name, given in _load(ACTION)["inputs"].items()}
    values |= {"github.action_path": str(ROOT), "inputs.python": sys.executable}
    values |= {f"inputs.{name}": value for name, value in inputs.items()}
    values.update(known)
    outcomes: dict[str, str] = {}
    printed = ""
    for step in _list_steps(ACTION):
        name = step.get("id", "verdict")
        installed = outcomes.get("install", "success") == "success"
        assert "id" not in step or step.get("if", "").startswith("${{ always()") == (name != "install")
        if "steps.install" in step.get("if", "") and not installed:
            outcomes[name] = values[f"steps.{name}.outcome"] = "skipped"
            continue
        if f"steps.{name}.outcome" in known:
            outcomes[name] = known[f"steps.{name}.outcome"]
            continue
        environment = {key: _fill_in(value, values) for key, value in step["env"].items()}
        script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        output = temporary / "output"
        given = {"RUNNER_TEMP": str(temporary), "GITHUB_OUTPUT": str(output), "GITHUB_ACTIONS": "true"}
        done = _run(*script, cwd=cwd, **given, **environment)
        printed += done.stdout + done.stderr
        outcomes[name] = values[f"steps.{name}.outcome"] = "failure" if done.returncode else "success"
        if output.exists():
            for key, _, value in (line.partition("=") for line in output.read_text("utf-8").splitlines()):
                values[f"steps.{name}.outputs.{key}"] = value
            output.unlink()
    return outcomes, printed


@pytest.mark.index
def test_steps_of_the_action_run_whatever_the_one_before_said(tmp_path: Path) -> None:
    installed: dict[str, str] = {}

    def run_action(**inputs: str) -> list[str]:
        outcomes, _ = _run_action(tmp_path, tmp_path, installed, **inputs)
        return [name for name, outcome in outcomes.items() if outcome != "success"]

    shutil.copytree(ROOT / "data", tmp_path / "data")
    assert run_action() == []
    program = tmp_path / "hrdcorpus" / "bin" / "hrdcorpus"
    installed |= {"steps.install.outcome": "success", "steps.install.outputs.program": str(program)}
    assert run_action(ignore="HRD1,no-date", select="HRD4") == []
    assert run_action(select="HRD9") == ["validate", "verdict"]
    _, printed = _run_action(tmp_path, tmp_path, installed, select="HRD9")
    assert "::error title=hrdcorpus::Invalid value for --select: " in printed
    assert run_action(since="main") == ["validate", "verdict"]  # no repository is here

    record = min((tmp_path / "data" / "normalized").glob("*.json"))
    record.write_text(record.read_text("utf-8").replace('"schema_version"', '"schema version"'), "utf-8")
    assert run_action() == ["validate", "records", "verdict"]
    assert run_action(ignore="HRD404") == ["records", "verdict"]
    assert _run_action(tmp_path, tmp_path, python="false")[0] == {
        "install": "failure", "validate": "skipped", "records": "skipped", "verdict": "failure"
    }  # fmt: skip


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

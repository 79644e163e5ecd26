"""What several tests of the commands share."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from commands import Done, Run, Show, read_terminal
from hrdcorpus.cli import main
from hrdcorpus.knowledge import base

# Else each of the processes that tests start would compile the program and its resources anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

load_once = cache(base.load_knowledge)

# No test times anything: a busy machine must not fail one.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command in this process, in the folder `cwd`."""
    monkeypatch.setattr(base, "load_knowledge", load_once)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("webbrowser.open", lambda _: True)

    def run_here(*arguments: str, cwd: Path, stdin: bytes = b"") -> Done:
        capsysbinary.readouterr()
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["hrdcorpus", *arguments])
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
        assert isinstance(ended.value.code, int)
        return Done(ended.value.code, *capsysbinary.readouterr())

    return run_here


@pytest.fixture
def run_on_terminal(monkeypatch: pytest.MonkeyPatch) -> Show:
    """Run the command in this process, in the folder `cwd`, on a terminal of its own: what it shows there."""
    monkeypatch.setattr(base, "load_knowledge", load_once)

    def run_here(*arguments: str, cwd: Path, **environment: str) -> str:
        ours, theirs = pytest.importorskip("pty", reason="Windows has no such terminals").openpty()
        with (
            ThreadPoolExecutor(1) as reader,
            open(theirs, "w", encoding="utf-8") as terminal,
            monkeypatch.context() as patch,
        ):
            shown = reader.submit(read_terminal, ours)
            for name, value in environment.items():
                patch.setenv(name, value)
            patch.chdir(cwd)
            patch.setattr(sys, "argv", ["hrdcorpus", *arguments])
            patch.setattr(sys, "stdout", terminal)
            patch.setattr(sys, "stderr", terminal)
            with pytest.raises(SystemExit):
                main()
            terminal.close()
            return shown.result().decode()

    return run_here


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two pages in data/raw, and a questionnaire of one's own that nothing follows."""
    from reviewing import OTHER, PAGE  # noqa: PLC0415 - it loads the screen, which few tests need

    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/page.txt").write_text(PAGE, "utf-8")
    (tmp_path / "data/raw/other.txt").write_text(OTHER, "utf-8")
    (tmp_path / "questionnaires").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test of every format leaves Parquet out where only `make test` has installed what it needs."""
    called = getattr(item, "callspec", None)
    if called and "parquet" in called.params.values():
        pytest.importorskip("pyarrow", reason="pyarrow, of 170 MB, comes with `make check`")

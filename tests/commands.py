"""Running `hrdcorpus` in tests: in this process, which is quick, or in one of its own."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: bytes
    stderr: bytes


Run = Callable[..., Done]  # (*arguments: str, cwd: Path, stdin: bytes = b"")


def start(*arguments: str, cwd: Path, **environment: str) -> Done:
    """Run the command as a process of its own."""
    command = [sys.executable, "-m", "hrdcorpus", *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, env=os.environ | environment, check=False)
    return Done(done.returncode, done.stdout, done.stderr)


def run_on_terminal(cwd: Path, *arguments: str, **environment: str) -> str:
    """What the command shows on a terminal of its own."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "hrdcorpus", *arguments]
    with subprocess.Popen(command, cwd=cwd, stdout=theirs, stderr=theirs, env=os.environ | environment) as process:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 65536):
                shown += chunk
        except OSError:  # how a terminal says that its program has gone
            pass
        process.wait()
    os.close(ours)
    return shown.decode()

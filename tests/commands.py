"""Running `hrdcorpus` in tests: in this process, which is quick, or in one of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: bytes
    stderr: bytes


Run = Callable[..., Done]  # (*arguments: str, cwd: Path, stdin: bytes = b"")
Show = Callable[..., str]  # (*arguments: str, cwd: Path, **environment: str)


# What may stand where a file should, each with how it is put there. Of a FIFO nobody would ever hear the end.
NO_FILES: Mapping[str, Callable[[Path], None]] = {
    "fifo": os.mkfifo,
    "folder": Path.mkdir,
    "link to nothing": lambda path: path.symlink_to("gone"),
}


def start(*arguments: str, cwd: Path, **environment: str) -> Done:
    """Run the command as a process of its own."""
    command = [sys.executable, "-m", "hrdcorpus", *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, env=os.environ | environment, check=False)
    return Done(done.returncode, done.stdout, done.stderr)


def read_explained(stdout: bytes) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows that `explain --format json` printed, and what it says of the page below them."""
    *rows, last = map(json.loads, stdout.splitlines())
    return rows, last


def read_terminal(end: int) -> bytes:
    """All that is shown on a terminal, of which this is our end, until its other end is closed."""
    shown = b""
    try:
        while chunk := os.read(end, 65536):
            shown += chunk
    except OSError:  # how a terminal says that its program has gone
        pass
    os.close(end)
    return shown

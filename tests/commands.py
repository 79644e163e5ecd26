"""Running `hrdcorpus` in tests: in this process, which is quick, or in one of its own."""

import json
import os
import subprocess
import sys
import tempfile
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


# Prints the exit code of each command, whose streams go to files of their own.
SEVERAL = """
import os, sys
from hrdcorpus.cli import main
folder, *commands = sys.argv[1:]
codes = os.fdopen(os.dup(1), "w")
for number, command in enumerate(commands):
    for stream in (1, 2):
        os.dup2(os.open(f"{folder}/{number}.{stream}", os.O_WRONLY | os.O_CREAT), stream)
    sys.argv[1:] = command.split()
    try:
        main()
    except SystemExit as ended:
        print(ended.code, file=codes, flush=True)
    sys.stdout.flush()
    sys.stderr.flush()
"""

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


def start_all(folder: Path, *commands: str, script: str = SEVERAL, **environment: str) -> list[Done]:
    """Run the commands one after the other in a process of their own, which has to start but once."""
    with tempfile.TemporaryDirectory() as made:
        line = [sys.executable, "-c", script, made, *commands]
        done = subprocess.run(line, cwd=folder, capture_output=True, env=os.environ | environment, check=False)
        said = [[Path(made, f"{number}.{stream}") for stream in (1, 2)] for number in range(len(commands))]
        codes = [int(code) for code in done.stdout.split()]
        return [Done(code, *(path.read_bytes() for path in paths)) for code, paths in zip(codes, said, strict=True)]


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

"""Commands that are killed, that find the disk full, or that run beside each other: what stands on the disk after that.

Each runs in a child of this process, forked with all that is slow already loaded; what a child writes to is a folder of
its own. A file is torn if it is neither as it was before nor as a whole run leaves it, and lost if it is not there.
"""

import json
import os
import resource
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from io import BufferedIOBase, RawIOBase
from pathlib import Path
from typing import Any, NoReturn

from accuracy.generate import generate_pages
from hrdcorpus.cli import main
from hrdcorpus.corpus.manifest import FOLDER as CACHE

BROKEN = 70  # exit code of a child that raised what nobody took
_PAGES = 4
_LEFTOVER = ".hrdcorpus-"
_UNFINISHED = ("SHA256SUMS", ".generated.json")  # say what a run has begun, and change when it ends
_STEPS = frozenset({"write", "fsync", "replace", "unlink", "mkdir", "rename"})

State = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A command, the folder that it is run in, how that looks before and after a whole run of it."""

    name: str
    arguments: tuple[str, ...]
    folder: Path
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: its exit code, or the negative number of the signal; and what it said."""

    code: int
    said: str


def build_scenarios(folder: Path) -> list[Scenario]:
    """Ingest with pages changed and new, exports over older ones, of a file and of a described folder; a correction."""
    texts = [page for page in generate_pages(range(40)) if page.media_type == "text/plain" and page.truth.interview]
    pages = texts[:_PAGES]
    raw = folder / "base" / "data" / "raw"
    raw.mkdir(parents=True)
    for number, page in enumerate(pages[:-2]):
        (raw / f"{number}.txt").write_bytes(page.raw)
    exports = (
        ("export", "--format", "sqlite", "--output", "x.db"),
        ("export", "--format", "datapackage", "--output", "x"),
    )
    for arguments in (("ingest",), *exports):
        _expect(run(folder / "base", arguments), 0)
    described = folder / "base" / "x" / "datapackage.json"
    described.write_text(json.dumps(json.loads(described.read_text()) | {"licenses": [{"name": "CC-BY-4.0"}]}))
    for number, page in enumerate(pages):
        (raw / f"{number}.txt").write_bytes(page.raw + b"\n\nNobody had asked about the ferry.\n" * (number % 2))
    ingested = folder / "ingested"
    shutil.copytree(folder / "base", ingested)
    _expect(run(ingested, ("ingest",)), 0)
    line = json.loads((ingested / "data/normalized/0.json").read_text())["exchanges"][0]["lines"][0]
    correction = ("correct", "data/raw/0.txt", "--line", str(line), "--id", "none", "--reason", "asks something else")
    starts = [(folder / "base", ("ingest",)), *((ingested, arguments) for arguments in (*exports, correction))]
    return [_build(start, arguments, folder) for start, arguments in starts]


def _build(start: Path, arguments: tuple[str, ...], folder: Path) -> Scenario:
    """The scenario; what its command needs is loaded here, and not by each child."""
    name = " ".join(arguments[: 3 if arguments[0] == "export" else 1])
    warm = shutil.copytree(start, folder / f"warm {name}")
    with (
        open(os.devnull, "w", encoding="utf-8") as nothing,
        chdir(warm), redirect_stdout(nothing), redirect_stderr(nothing), suppress(SystemExit),
    ):  # fmt: skip
        sys.argv = ["hrdcorpus", *arguments]
        main()
    whole = folder / name
    shutil.copytree(start, whole)
    _expect(run(whole, arguments), 0)
    return Scenario(name, arguments, start, read_state(start), read_state(whole))


def _expect(ended: Ended, code: int) -> None:
    if ended.code != code:
        raise RuntimeError(f"a run that was to succeed ended with {ended.code}: {ended.said}")


def read_state(folder: Path) -> State:
    """Every file below the folder but what a killed run leaves for the next to remove, and what a run remembers."""
    files = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return {
        str(name): path.read_bytes()
        for name, path in files.items()
        if not any(part == CACHE or part.startswith(_LEFTOVER) for part in name.parts)
    }


def run(folder: Path, arguments: Sequence[str], prepare: Callable[[], object] = lambda: None) -> Ended:
    """The command in the folder, to its end; `prepare` is done in its process first."""
    return start(folder, arguments, prepare)()


def start(folder: Path, arguments: Sequence[str], prepare: Callable[[], object] = lambda: None) -> Callable[[], Ended]:
    """The same, but what waits for its end."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        os.dup2(theirs, 1)
        os.dup2(theirs, 2)
        _become(folder, arguments, prepare)
    os.close(theirs)

    def wait() -> Ended:
        with open(ours, encoding="utf-8", errors="replace") as said:
            text = said.read()
        return Ended(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text)

    return wait


def _become(folder: Path, arguments: Sequence[str], prepare: Callable[[], object]) -> NoReturn:
    code = BROKEN
    try:
        sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8") for number in (1, 2))  # noqa: SIM115
        os.chdir(folder)
        sys.argv = ["hrdcorpus", *arguments]
        prepare()
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
        sys.stderr.write("" if isinstance(ended.code, int) else f"{ended.code}\n")
    except BaseException:  # noqa: BLE001 - whatever it is, it is what is looked for
        traceback.print_exc()
    sys.setprofile(None)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _is_step(function: Any) -> bool:
    """Whether a function of C changes what stands on the disk."""
    of = function.__self__
    return function.__name__ in _STEPS and (of is sys.modules["posix"] or isinstance(of, RawIOBase | BufferedIOBase))


def count_steps(scenario: Scenario, folder: Path) -> int:
    """How many file operations a whole run takes."""
    shutil.copytree(scenario.folder, folder)
    ours, theirs = os.pipe()

    def note(_: Any, event: str, function: Any) -> None:
        if event == "c_call" and _is_step(function):
            os.write(theirs, b".")

    _expect(run(folder, scenario.arguments, lambda: sys.setprofile(note)), 0)
    os.close(theirs)
    with open(ours, "rb") as steps:
        return len(steps.read())


def kill_at(step: int) -> Callable[[], None]:
    """A preparation: before this file operation the process kills itself, as `kill -9` does."""
    left = [step]

    def count(_: Any, event: str, function: Any) -> None:
        if event == "c_call" and _is_step(function):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return lambda: sys.setprofile(count)


def limit_files(size: int) -> Callable[[], None]:
    """A preparation: no file can grow beyond this many bytes, as on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def list_faults(scenario: Scenario, folder: Path, ended: Ended) -> list[str]:
    """What is wrong in the folder after a run of the scenario that was disturbed, and after the whole one behind it."""
    faults = []
    if ended.code == BROKEN or "Traceback" in ended.said or "internal error" in ended.said:
        faults.append(f"broken: {ended.said[-300:]}")
    now = read_state(folder)
    for name in sorted({*scenario.before, *scenario.after, *now}):
        allowed = {state.get(name) for state in (scenario.before, scenario.after)}
        if Path(name).name not in _UNFINISHED and now.get(name) not in allowed:
            faults.append(f"{'torn' if name in now else 'lost'}: {name}")
    again = run(folder, scenario.arguments)
    if again.code or read_state(folder) != scenario.after:
        faults.append(f"the next run does not mend it: {again.code} {again.said[-300:]}")
    faults += [f"left over: {path.name}" for path in folder.rglob(f"{_LEFTOVER}*")]
    return faults


def kill(scenario: Scenario, folder: Path, moments: int) -> list[str]:
    """The scenario killed before so many of its file operations, evenly spread: what is wrong after each."""
    steps = count_steps(scenario, folder / "counted")
    faults = []
    for moment in range(moments):
        place = folder / f"killed-{moment}"
        shutil.copytree(scenario.folder, place)
        ended = run(place, scenario.arguments, kill_at(steps * moment // moments))
        if ended.code != -signal.SIGKILL:
            faults.append(f"was not killed at moment {moment}: {ended.code} {ended.said[-300:]}")
        faults += list_faults(scenario, place, ended)
        shutil.rmtree(place)
    return faults


def fill_disk(scenario: Scenario, folder: Path, sizes: int) -> list[str]:
    """The scenario with room for less than its largest file, so many times: what is wrong after each."""
    changed = [data for name, data in scenario.after.items() if scenario.before.get(name) != data]
    largest = max(map(len, changed))
    faults = []
    for size in range(sizes):
        place = folder / f"full-{size}"
        shutil.copytree(scenario.folder, place)
        ended = run(place, scenario.arguments, limit_files(largest * size // sizes))
        if ended.code != 1 or "cannot be written" not in ended.said:
            faults.append(f"a full disk goes unsaid: {ended.code} {ended.said[-300:]}")
        faults += list_faults(scenario, place, ended)
        shutil.rmtree(place)
    return faults


def run_two(scenario: Scenario, folder: Path, times: int) -> list[str]:
    """Two runs that begin at once in one folder, so many times: each ends well or says that another run is writing."""
    faults = []
    for time in range(times):
        place = folder / f"two-{time}"
        shutil.copytree(scenario.folder, place)
        for wait in [start(place, scenario.arguments), start(place, scenario.arguments)]:
            ended = wait()
            if ended.code and "another run" not in ended.said:
                faults.append(f"one of two runs fails: {ended.code} {ended.said[-300:]}")
        faults += list_faults(scenario, place, ended)
        shutil.rmtree(place)
    return faults

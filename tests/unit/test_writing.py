"""Files are written whole or not at all, never through a link, and by one run at a time."""

import errno
import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from hrdcorpus.corpus import locking
from hrdcorpus.corpus.locking import hold, lock_folder, remove_leftovers
from hrdcorpus.corpus.store import is_current, write_record
from hrdcorpus.corpus.writing import make_scratch, write_file
from hrdcorpus.errors import RecordError

NEW = b"new\n" * 1000


def list_files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def fail(code: int, text: str) -> Callable[..., NoReturn]:
    def failing(*_: object, **__: object) -> NoReturn:
        raise OSError(code, text)

    return failing


def test_a_new_file_and_its_folders(tmp_path: Path) -> None:
    write_file(tmp_path / "out/2021/a.json", NEW, tmp_path / "out")
    assert list_files(tmp_path) == ["out/2021/a.json"]
    assert (tmp_path / "out/2021/a.json").read_bytes() == NEW
    mask = os.umask(0o022)
    os.umask(mask)
    assert (tmp_path / "out/2021/a.json").stat().st_mode & 0o777 == 0o666 & ~mask


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("reason", [(28, "No space left on device"), (5, "Input/output error")])
def test_the_old_version_outlives_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, reason: tuple[int, str]
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail(*reason))
        with pytest.raises(RecordError, match=f"a.json: cannot be written: {reason[1]}; "):
            write_file(path, NEW)
    assert list_files(tmp_path) == ["a.json"]
    assert path.read_bytes() == b"old"


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a.json", NEW)
    assert list_files(tmp_path) == []


@pytest.mark.parametrize("moment", ["before it is held", "as it is to be held"])
def test_a_run_that_begins_at_once_takes_no_living_file_for_a_leftover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Another run looks for leftovers between the two steps of making a temporary file and holding it."""
    path = tmp_path / "a.json"

    def hold_late(file: int) -> bool:
        monkeypatch.setattr("hrdcorpus.corpus.locking.hold", hold)
        if moment == "before it is held":
            remove_leftovers([tmp_path], tmp_path)
            return hold(file)
        return False  # the other one holds it, to remove it

    monkeypatch.setattr("hrdcorpus.corpus.locking.hold", hold_late)
    write_file(path, NEW)
    assert path.read_bytes() == NEW
    remove_leftovers([tmp_path], tmp_path)
    assert list_files(tmp_path) == ["a.json"]


def test_what_is_written_is_on_disk_before_its_name_and_then_its_name_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, os.replace

    def note_sync(file: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file")
        sync(file)

    def note_replace(source: str, target: str) -> None:
        steps.append("name")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "replace", note_replace)
    write_file(tmp_path / "a.json", NEW)
    assert steps == ["file", "name", "folder"]


def test_file_size_limit(tmp_path: Path) -> None:
    script = (
        "import resource, sys; from pathlib import Path; from hrdcorpus.corpus.writing import write_file;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "write_file(Path(sys.argv[1]), b'x' * 1001)"
    )
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=False)
    assert "cannot be written: File too large" in done.stderr
    assert (list_files(tmp_path), path.read_bytes()) == (["a.json"], b"old")


def plant_link_to_file(out: Path, outside: Path) -> None:
    (out / "deep").mkdir()
    (out / "deep/a.json").symlink_to(outside / "a.json")


def plant_link_to_nothing(out: Path, outside: Path) -> None:
    (out / "deep").mkdir()
    (out / "deep/a.json").symlink_to(outside / "new.json")


def plant_link_to_folder(out: Path, outside: Path) -> None:
    (out / "deep").symlink_to(outside)


def plant_folder(out: Path, outside: Path) -> None:
    (out / "deep/a.json").mkdir(parents=True)


def plant_fifo(out: Path, outside: Path) -> None:
    (out / "deep").mkdir()
    os.mkfifo(out / "deep/a.json")


def plant_file_for_folder(out: Path, outside: Path) -> None:
    (out / "deep").write_text("a file")


PLANTED = [
    plant_link_to_file,
    plant_link_to_nothing,
    plant_link_to_folder,
    plant_folder,
    plant_fifo,
    plant_file_for_folder,
]


@pytest.mark.parametrize("plant", PLANTED)
def test_nothing_planted_is_written_through(tmp_path: Path, plant: Callable[[Path, Path], None]) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside"
    out.mkdir()
    outside.mkdir()
    (outside / "a.json").write_bytes(b"not ours")
    plant(out, outside)
    before = list_files(tmp_path)
    with pytest.raises(RecordError, match=r"deep/a\.json: cannot be written: "):
        write_record(out, "deep/a", NEW)
    assert list_files(tmp_path) == before
    assert (outside / "a.json").read_bytes() == b"not ours"


def test_no_step_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(RecordError, match="leads out of the folder"):
        write_file(tmp_path / "out/../a.json", NEW, tmp_path / "out")
    assert list_files(tmp_path) == []


def test_a_linked_output_folder_is_the_users_choice(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    write_record(tmp_path / "out", "a", NEW)
    assert (tmp_path / "real/a.json").read_bytes() == NEW


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(RecordError, match="out: cannot be written to: "), lock_folder(tmp_path / "out"):
        pass
    with pytest.raises(RecordError, match=r"out/a\.json: cannot be written: "):
        write_record(tmp_path / "out", "a", NEW)


def test_current_means_the_same_bytes(tmp_path: Path) -> None:
    assert not is_current(tmp_path / "missing", "a", NEW)
    assert not is_current(tmp_path, "deep/a", NEW)
    write_record(tmp_path, "deep/a", NEW)
    assert is_current(tmp_path, "deep/a", NEW)
    assert not is_current(tmp_path, "deep/a", NEW + b"\n")


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with lock_folder(tmp_path):
        with pytest.raises(RecordError, match="another run is writing there; wait"), lock_folder(tmp_path):
            pass
        write_record(tmp_path, "a", NEW)
    with lock_folder(tmp_path):
        pass
    assert list_files(tmp_path) == ["a.json"]


def test_an_error_of_the_run_passes_through_the_lock(tmp_path: Path) -> None:
    with pytest.raises(BlockingIOError), lock_folder(tmp_path):
        raise BlockingIOError


def test_leftovers_of_the_dead_go_and_those_of_the_living_stay(tmp_path: Path) -> None:
    dead, alive, other = (tmp_path / name for name in (".hrdcorpus-1.tmp", ".hrdcorpus-2.tmp", ".other.tmp"))
    for path in (dead, alive, other):
        path.write_bytes(b"half")
    with alive.open() as held:
        assert hold(held.fileno())
        remove_leftovers([tmp_path, tmp_path / "missing"], tmp_path)
        assert list_files(tmp_path) == [alive.name, other.name]
    remove_leftovers([tmp_path], tmp_path)
    assert list_files(tmp_path) == [other.name]


def test_a_scratch_folder_of_the_dead_goes_and_that_of_the_living_stays(tmp_path: Path) -> None:
    with make_scratch(tmp_path / "deep/out.csv") as scratch:
        (scratch / "built").mkdir()
        (scratch / "built/half").write_bytes(b"half")
        assert stat.S_IMODE(scratch.stat().st_mode) == 0o700
        remove_leftovers([tmp_path], tmp_path)
        assert os.listdir(tmp_path) == [scratch.name]
        (tmp_path / ".hrdcorpus-dead.tmp").mkdir()
        (tmp_path / ".hrdcorpus-dead.tmp/half").write_bytes(b"half")
        remove_leftovers([tmp_path], tmp_path)
        assert os.listdir(tmp_path) == [scratch.name]
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("step", ["_hold_folder", "hold"])
def test_a_scratch_folder_that_a_run_removes_before_it_is_held_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    do, others = getattr(locking, step), [remove_leftovers]

    def do_late(*arguments: object, **options: object) -> object:
        if others:
            others.pop()([tmp_path], tmp_path)
        return do(*arguments, **options)

    monkeypatch.setattr(locking, step, do_late)
    with make_scratch(tmp_path / "out.csv") as scratch:
        assert scratch.is_dir()
        remove_leftovers([tmp_path], tmp_path)
        assert os.listdir(tmp_path) == [scratch.name]
    assert (others, os.listdir(tmp_path)) == ([], [])


def test_what_cannot_be_staged_is_an_error_of_the_output(tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    with (
        pytest.raises(RecordError, match=re.escape(f"{output}: cannot be written: No space left")),
        make_scratch(output),
    ):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert list_files(tmp_path) == []


def write_for_ever(path: Path) -> NoReturn:
    remove_leftovers([path.parent], path.parent)
    while True:
        for letter in b"ab":
            write_file(path, bytes([letter]) * 200_000)


def test_a_kill_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    torn_off = 0
    for moment in range(60):
        writer = os.fork()
        if not writer:
            try:
                write_for_ever(path)
            finally:
                os._exit(1)
        time.sleep(0.01 + moment * 0.0003)
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        leftovers = [name for name in list_files(tmp_path) if name != "a.json"]
        torn_off += len(leftovers)
        assert not path.exists() or path.read_bytes() in (b"a" * 200_000, b"b" * 200_000)
        assert len(leftovers) <= 1  # each run removes what the one before left
    assert torn_off > 0  # else no kill met a write, and this test has shown nothing

"""Many pages to records: each for itself, the same bytes always, and whole whatever happens."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest

from hrdcorpus import pipeline
from hrdcorpus.corpus import ingest
from hrdcorpus.corpus.changes import Changes
from hrdcorpus.corpus.files import find_pages
from hrdcorpus.corpus.ingest import ingest_page
from hrdcorpus.corpus.locking import lock_folder
from hrdcorpus.corpus.manifest import FOLDER as CACHE
from hrdcorpus.corpus.outcomes import Ingested, Outcome, Run, Tally, count_run
from hrdcorpus.corpus.places import ORIGIN
from hrdcorpus.corpus.runs import ingest_pages, read_here
from hrdcorpus.corpus.store import read_record
from hrdcorpus.errors import HrdcorpusError, KnowledgeError
from hrdcorpus.knowledge.base import Knowledge, load_knowledge
from hrdcorpus.reading.pages import Page
from hrdcorpus.records.form import Record
from hrdcorpus.records.values import build_id

PAGE = """HRD Interview: Aigul Nobodyeva, civic activist from Semei, Kazakhstan

7 Apr 2021

Business & Human Rights Resource Centre

Can you tell us more about your work on business and human rights?

We meet the inspectors every month. Page {number} of our complaints is filed.

What role does the government play? Is it supportive of human rights defenders? Or do you feel pressure from the \
government?

Two of my colleagues were fined last spring.
"""
NO_INTERVIEW = "Ten companies were asked to respond.\n\nNone of them did.\n"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def write_pages(raw: Path, count: int) -> None:
    raw.mkdir(exist_ok=True)
    for number in range(count):
        (raw / f"{number:03}.txt").write_text(PAGE.format(number=number))


def read_all(folder: Path) -> dict[str, bytes]:
    """All files there but the manifest, which holds times."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != CACHE)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def ingest_all(raw: Path, out: Path, knowledge: Knowledge, *, check: bool = False) -> dict[str, Ingested]:
    """Every page read, nothing remembered."""
    work = partial(ingest_page, output=out, knowledge=knowledge, version=None, check=check)
    results = ingest_pages(find_pages([raw]).files, None, lambda: work, read_here)
    return {result.page.name: result for result in results}


def is_failure(result: Ingested, *, check: bool, strict: bool) -> bool:
    tally = Tally(check, strict)
    tally.add(result)
    return tally.has_failed


def start_ingest(raw: Path, out: Path, **environment: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "hrdcorpus", "ingest", str(raw), "--output", str(out)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | environment)


def test_outcomes_and_numbers(tmp_path: Path, knowledge: Knowledge) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    write_pages(raw, 2)
    (raw / "help.txt").write_text(NO_INTERVIEW)
    (raw / "empty.txt").touch()
    results = ingest_all(raw, out, knowledge)
    assert {name: result.outcome for name, result in results.items()} == {
        "000.txt": Outcome.WRITTEN,
        "001.txt": Outcome.WRITTEN,
        "help.txt": Outcome.NOT_AN_INTERVIEW,
        "empty.txt": Outcome.FAILED,
    }
    assert str(results["empty.txt"].error).startswith(f"{raw / 'empty.txt'}: empty; ")
    assert sorted(read_all(out)) == ["000.json", "001.json"]
    lost = (HrdcorpusError("a sidecar without its page", raw / "lost.toml"),)
    tally = Tally()
    for result in results.values():
        tally.add(result)
    counts = count_run(Run(find_pages([raw]), lost, Changes(), tally, (), (), is_done=True))
    assert {name: counts[name] for name in ("pages", "written", "not interviews", "failed", "exchanges", "keyed")} == {
        "pages": 5,
        "written": 2,
        "not interviews": 1,
        "failed": 2,
        "exchanges": 4,
        "keyed": 4,
    }


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page holds as many interviews as its file's name says: `3-page.txt`."""
    build = pipeline.build_page_records

    def build_several(page: Page, knowledge: Knowledge) -> list[Record]:
        (record,) = build(page, knowledge)
        numbers = range(1, int(page.path.partition("-")[0]) + 1)
        return [record.model_copy(update={"id": build_id(page.path, number)}) for number in numbers]

    monkeypatch.setattr(ingest, "build_page_records", build_several)


@pytest.mark.usefixtures("several")
def test_a_page_has_a_record_for_each_of_its_interviews(tmp_path: Path, knowledge: Knowledge) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "3-page.txt").write_text(PAGE)
    (raw / "1-other-2.txt").write_text(PAGE)  # the second of nothing
    results = ingest_all(raw, out, knowledge)
    assert sorted(read_all(out)) == ["1-other-2.json", "3-page-2.json", "3-page-3.json", "3-page.json"]
    assert [path.name for path in results["3-page.txt"].changed] == ["3-page.json", "3-page-2.json", "3-page-3.json"]
    assert results["3-page.txt"].exchanges == 6
    assert ingest_all(raw, out, knowledge)["3-page.txt"].outcome is Outcome.UNCHANGED
    assert [read_record(path).id for path in sorted(out.iterdir())] == [path.stem for path in sorted(out.iterdir())]


@pytest.mark.usefixtures("several")
def test_a_record_of_an_interview_that_is_gone_is_told(tmp_path: Path, knowledge: Knowledge) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "1-page.txt").write_text(PAGE)
    (raw / "1-page-2.txt").write_text(PAGE)
    ingest_all(raw, out, knowledge)
    (out / "1-page-3.json").write_text("{}")
    result = ingest_all(raw, out, knowledge)["1-page.txt"]
    assert (result.outcome, result.stale) == (Outcome.UNCHANGED, (out / "1-page-3.json",))
    assert is_failure(result, check=True, strict=False)
    assert not is_failure(result, check=False, strict=True)


@pytest.mark.usefixtures("several")
def test_two_pages_never_share_a_record(tmp_path: Path, knowledge: Knowledge) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "2-page.txt").write_text(PAGE)
    (raw / "2-page-2.html").write_text(PAGE)
    error = ingest_all(raw, out, knowledge)["2-page.txt"].error
    assert str(error).endswith("would have the record of 2-page-2.html; rename one of the two pages")
    assert not (out / "2-page.json").exists()


def test_an_unchanged_record_is_left_alone(tmp_path: Path, knowledge: Knowledge) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    write_pages(raw, 2)
    ingest_all(raw, out, knowledge)
    before = {path: path.stat() for path in out.iterdir()}
    (raw / "001.txt").write_text(PAGE.format(number="one"))
    results = ingest_all(raw, out, knowledge)
    assert [result.outcome for result in results.values()] == [Outcome.UNCHANGED, Outcome.WRITTEN]
    same = {path.name: path.stat().st_mtime_ns == stat.st_mtime_ns for path, stat in before.items()}
    assert same == {"000.json": True, "001.json": False}


def test_check_writes_nothing(tmp_path: Path, knowledge: Knowledge) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    write_pages(raw, 1)
    assert ingest_all(raw, out, knowledge, check=True)["000.txt"].outcome is Outcome.WRITTEN
    assert not out.exists()
    ingest_all(raw, out, knowledge)
    assert ingest_all(raw, out, knowledge, check=True)["000.txt"].outcome is Outcome.UNCHANGED


def test_a_record_whose_page_is_no_interview_any_more_is_told(tmp_path: Path, knowledge: Knowledge) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    write_pages(raw, 1)
    ingest_all(raw, out, knowledge)
    (raw / "000.txt").write_text(NO_INTERVIEW)
    result = ingest_all(raw, out, knowledge)["000.txt"]
    assert (result.outcome, result.stale) == (Outcome.NOT_AN_INTERVIEW, (out / "000.json",))
    assert list(read_all(out)) == ["000.json"]
    assert is_failure(result, check=True, strict=False)
    assert not is_failure(result, check=False, strict=False)
    assert is_failure(result, check=False, strict=True)


@pytest.mark.parametrize("bug", [RuntimeError, RecursionError, MemoryError, UnicodeEncodeError])
def test_a_bug_on_one_page_costs_no_other_and_quotes_nothing(
    tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, bug: type[Exception]
) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    write_pages(raw, 3)
    build = pipeline.build_page_records

    def build_or_fail(page: object, knowledge: Knowledge) -> object:
        if getattr(page, "path", "") == "001.txt":
            arguments = ("utf-8", "testimony", 0, 1, "testimony") if bug is UnicodeEncodeError else ("testimony",)
            raise bug(*arguments)
        return build(page, knowledge)  # type: ignore[arg-type]

    monkeypatch.setattr(ingest, "build_page_records", build_or_fail)
    results = ingest_all(raw, out, knowledge)
    assert [result.outcome for result in results.values()] == [Outcome.WRITTEN, Outcome.FAILED, Outcome.WRITTEN]
    assert f"001.txt: internal error: {bug.__name__} at hrdcorpus.corpus.ingest:" in str(results["001.txt"].error)
    assert "testimony" not in str(results["001.txt"].error)


def test_broken_knowledge_stops_the_run(tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> NoReturn:
        raise KnowledgeError("sprite.toml: icons: missing")

    write_pages(tmp_path / "raw", 1)
    monkeypatch.setattr(ingest, "build_page_records", fail)
    with pytest.raises(KnowledgeError):
        ingest_all(tmp_path / "raw", tmp_path / "out", knowledge)


def test_a_record_name_too_long_for_the_disk(tmp_path: Path, knowledge: Knowledge) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    write_pages(raw, 1)
    (raw / f"{'x' * 251}.txt").write_text(PAGE)
    results = ingest_all(raw, out, knowledge)
    assert [result.outcome for result in results.values()] == [Outcome.WRITTEN, Outcome.FAILED]
    assert "File name too long" in str(results[f"{'x' * 251}.txt"].error)


@pytest.mark.parametrize("seed", ["0", "42"])
def test_same_bytes_whatever_the_hash_seed_and_locale(tmp_path: Path, knowledge: Knowledge, seed: str) -> None:
    raw = tmp_path / "raw"
    write_pages(raw, 3)
    ingest_all(raw, tmp_path / "here", knowledge)
    with start_ingest(raw, tmp_path / "there", PYTHONHASHSEED=seed, LC_ALL="C", TZ="Asia/Almaty") as run:
        run.communicate()
    there = read_all(tmp_path / "there")
    assert there.pop(ORIGIN) == b"../raw\n"
    assert read_all(tmp_path / "here") == there


def fork_ingest(raw: Path, out: Path, knowledge: Knowledge) -> int:
    """A process of its own without the time it takes to start one."""
    run = os.fork()
    if not run:
        try:
            with lock_folder(out):
                ingest_all(raw, out, knowledge)
        finally:
            os._exit(0)
    return run


def test_kills_at_any_moment_and_then_the_same_bytes(tmp_path: Path, knowledge: Knowledge) -> None:
    raw, out, whole = tmp_path / "raw", tmp_path / "out", tmp_path / "whole"
    write_pages(raw, 40)
    ingest_all(raw, whole, knowledge)
    expected = read_all(whole)
    out.mkdir()
    for number in range(10):
        before = len(list(out.glob("*.json")))
        run = fork_ingest(raw, out, knowledge)
        deadline = time.monotonic() + 30
        while len(list(out.glob("*.json"))) == before < len(expected) and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(number * 0.001)
        os.kill(run, signal.SIGKILL)
        os.waitpid(run, 0)
        written = {name: raw for name, raw in read_all(out).items() if name.endswith(".json")}
        assert written.items() <= expected.items()
    assert len(list(out.glob("*.json"))) >= 5  # else the kills met no writing
    os.waitpid(fork_ingest(raw, out, knowledge), 0)
    assert read_all(out) == expected


def test_interrupt_ends_quietly(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    write_pages(raw, 300)
    with start_ingest(raw, out) as run:
        deadline = time.monotonic() + 60
        while not any(out.glob("*.json")) and time.monotonic() < deadline:
            time.sleep(0.005)
        run.send_signal(signal.SIGINT)
        _, stderr = run.communicate()
    assert run.returncode == 130
    assert b"Traceback" not in stderr
    assert [name for name in read_all(out) if not name.endswith(".json")] == []


def test_full_disk_keeps_the_old_records(tmp_path: Path, knowledge: Knowledge) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    write_pages(raw, 2)
    ingest_all(raw, out, knowledge)
    before: Mapping[str, bytes] = read_all(out)
    (raw / "001.txt").write_text(PAGE.format(number="one"))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, limits[1]))
    try:
        results = ingest_all(raw, out, knowledge)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [result.outcome for result in results.values()] == [Outcome.UNCHANGED, Outcome.FAILED]
    assert "cannot be written: File too large" in str(results["001.txt"].error)
    assert read_all(out) == before
    assert ingest_all(raw, out, knowledge)["001.txt"].outcome is Outcome.WRITTEN

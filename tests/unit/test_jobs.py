"""Pages read by several processes: the same as by one, whatever happens to one of them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count, islice
from pathlib import Path

import pytest

import deadly
from commands import Done, Run, start
from hrdcorpus.corpus.manifest import FOLDER, NAME
from hrdcorpus.corpus.outcomes import Ingested, Outcome
from hrdcorpus.corpus.places import CorpusFile
from hrdcorpus.corpus.runs import Work, read_here
from hrdcorpus.corpus.spreading import spread_pages
from hrdcorpus.corpus.workers import Worker
from hrdcorpus.errors import KnowledgeError

PAGE = """HRD Interview: Aigul Nobodyeva, civic activist from Semei, Kazakhstan

7 Apr 2021

Can you tell us more about your work on business and human rights?

We meet the inspectors every month. Page {number} of our complaints is filed.

What role does the government play? Is it supportive of human rights defenders?

Two of my colleagues were fined last spring.
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Interviews, pages that are none, and pages that fail, in two folders."""
    house = tmp_path_factory.mktemp("house")
    for number in range(14):
        place = house / f"data/raw/{number % 2}/{number:02}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        texts = {3: "", 6: "Nobody asked.\n\nNobody answered.\n", 11: "\0\1\2" * 99}
        place.write_text(texts.get(number, PAGE.format(number=number)))
    return house


def ingest(run: Run, house: Path, output: str, *arguments: str) -> tuple[Done, dict[str, bytes]]:
    """A run and its records."""
    done = run("ingest", "--output", output, "-v", "--output-format", "json", *arguments, cwd=house)
    records = (house / output).rglob("*.json")
    said = (stream.replace(output.encode(), b"OUT") for stream in (done.stdout, done.stderr))
    return Done(done.returncode, *said), {str(path.relative_to(house / output)): path.read_bytes() for path in records}


@pytest.fixture(scope="module")
def alone(house: Path) -> tuple[Done, dict[str, bytes]]:
    """What one process makes of them."""
    return ingest(partial(start, PYTHONHASHSEED="0"), house, "out-1", "--jobs", "1")


@pytest.mark.parametrize(("jobs", "seed"), [("2", "7"), ("3", "random"), ("4", "42")])
def test_the_same_bytes_and_the_same_messages_whatever_the_number(
    jobs: str, seed: str, house: Path, alone: tuple[Done, dict[str, bytes]], run: Run
) -> None:
    assert len(alone[1]) == 11
    cold = ingest(partial(start, PYTHONHASHSEED=seed), house, f"out-{jobs}", "--jobs", jobs)
    assert cold == alone
    warm = ingest(run, house, f"out-{jobs}", "--jobs", jobs)
    assert (warm[0].stderr, warm[1]) == (alone[0].stderr, alone[1])
    assert warm == ingest(run, house, f"out-{jobs}", "--jobs", "1")
    (house / f"out-{jobs}" / FOLDER / NAME).unlink()
    assert ingest(run, house, f"out-{jobs}", "--jobs", "1") == warm


def test_several_find_the_records_of_one_unchanged(house: Path, alone: tuple[Done, dict[str, bytes]], run: Run) -> None:
    warm = ingest(run, house, "out-1", "--jobs", "1")
    (house / "out-1" / FOLDER / NAME).unlink()
    assert ingest(run, house, "out-1", "--jobs", "2") == warm
    assert warm[1] == alone[1]


def list_files(*names: str) -> list[CorpusFile]:
    return [CorpusFile(f"/raw/{name}.txt", Path("/raw"), name) for name in names]


def spread(files: Sequence[CorpusFile], tmp_path: Path, **settings: int) -> Iterator[Ingested]:
    known = ((file, None) for file in files)
    for result, _ in spread_pages(known, deadly.load, output=tmp_path, **{"jobs": 2, "few": 1} | settings):
        yield result


@pytest.mark.parametrize("few", [1, 3])
def test_a_process_that_dies_costs_its_page(few: int, tmp_path: Path) -> None:
    names = [f"{'deadly' if number in (0, 4, 5, 9) else 'page'}-{number}" for number in range(10)]
    results = list(spread(list_files(*names), tmp_path, few=few))
    assert [result.page.stem for result in results] == names
    for name, result in zip(names, results, strict=True):
        reason = f"/raw/{name}.txt: the process that read it died (SIGABRT); free some memory, or leave the page out"
        assert result.outcome is (Outcome.FAILED if "deadly" in name else Outcome.WRITTEN)
        assert str(result.error) == (reason if "deadly" in name else "None")


def test_pages_come_in_their_order_though_the_first_take_longer(tmp_path: Path) -> None:
    names = ["slow-1", *(f"page-{number:03}" for number in range(99)), "slow-2"]
    assert [result.page.stem for result in spread(list_files(*names), tmp_path)] == names


def test_what_stops_the_run_stops_it_at_its_page(tmp_path: Path) -> None:
    results = spread(list_files("slow-1", "page-2", "broken-3", "page-4"), tmp_path)
    assert [next(results).page.stem for _ in range(2)] == ["slow-1", "page-2"]
    with pytest.raises(KnowledgeError, match=r"urls\.csv: not CSV"):
        next(results)


def test_what_cannot_be_loaded_stops_the_run(tmp_path: Path) -> None:
    known = [(file, None) for file in list_files("page-1", "page-2")]
    with pytest.raises(KnowledgeError, match="icons: missing"):
        list(spread_pages(known, deadly.load_broken, output=tmp_path, jobs=2, few=1))


def test_where_no_process_can_begin_the_pages_are_read_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEGAN", str(os.getpid()))
    known = [(file, None) for file in list_files("page-1", "page-2", "page-3")]
    results = spread_pages(known, deadly.load_nothing, output=tmp_path, jobs=2, few=1)
    assert [result.outcome for result, _ in results] == [Outcome.WRITTEN] * 3


@pytest.mark.parametrize("begun", [0, 1])
def test_where_the_system_has_no_more_processes_there_are_fewer(
    begun: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers: list[Worker] = []

    def begin(load: Callable[[], Work]) -> Worker:
        if len(workers) == begun:
            raise OSError(24, "Too many open files")
        workers.append(Worker(load))
        return workers[-1]

    monkeypatch.setattr("hrdcorpus.corpus.spreading.Worker", begin)
    names = [f"page-{number}" for number in range(9)]
    assert [result.page.stem for result in spread(list_files(*names), tmp_path, jobs=3)] == names
    assert len(workers) == begun


def test_a_number_beyond_all_processes_is_no_error(tmp_path: Path) -> None:
    assert [result.page.stem for result in spread(list_files("page-1"), tmp_path, jobs=10**20)] == ["page-1"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows holds no signals back")
def test_who_interrupts_twice_leaves_no_process_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop, stopped = Worker.stop, list[Worker]()

    def interrupt_and_stop(worker: Worker) -> None:
        signal.raise_signal(signal.SIGINT)
        stop(worker)
        stopped.append(worker)

    monkeypatch.setattr(Worker, "stop", interrupt_and_stop)
    known = [(file, None) for file in list_files("page-1", "page-2", "page-3")]
    results = spread_pages(known, deadly.load, output=tmp_path, jobs=2, few=1)
    next(results)
    with pytest.raises(KeyboardInterrupt):
        results.close()
    assert len(stopped) == 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_more_pages_wait_than_are_soon_done(jobs: int, tmp_path: Path) -> None:
    seen = []

    def look() -> Iterator[tuple[CorpusFile, tuple[Ingested, None]]]:
        for number in count():
            (file,) = list_files(f"page-{number}")
            seen.append(file)
            yield file, (Ingested(file.path, Outcome.UNCHANGED), None)

    results = spread_pages(look(), deadly.load, output=tmp_path, jobs=jobs, few=1)
    assert len(list(islice(results, 3_000))) == 3_000
    assert len(seen) <= 3_000 + 500 * jobs
    assert len(list(islice(read_here(look(), deadly.load), 10))) == 10


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_nobody_goes_on_when_the_run_is_stopped(number: signal.Signals, code: int, tmp_path: Path) -> None:
    """Whoever goes on holds the stream for errors, of which the end is waited for."""
    for page in range(400):
        place = tmp_path / f"raw/{page:03}.txt"
        place.parent.mkdir(exist_ok=True)
        place.write_text(PAGE.format(number=page))
    command = [sys.executable, "-m", "hrdcorpus", "ingest", "raw", "--output", "out", "--jobs", "2"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, process_group=0) as run:
        deadline = time.monotonic() + 60
        while not any((tmp_path / "out").glob("*.json")) and time.monotonic() < deadline:
            time.sleep(0.005)
        if number == signal.SIGINT:
            os.killpg(run.pid, number)  # as a terminal does
        else:
            run.send_signal(number)
        assert run.stderr is not None
        said = run.stderr.read()
    assert (run.returncode, b"Traceback" in said) == (code, False), said
    assert 0 < len(list((tmp_path / "out").glob("*.json"))) < 400

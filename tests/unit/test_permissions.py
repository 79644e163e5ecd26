"""Nothing is more readable than what it was made of; where a system has no such permissions, nothing breaks."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import Run
from hrdcorpus.corpus.permissions import find_mode
from hrdcorpus.corpus.writing import narrow_file, write_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes for a group or others")

ASKED = "What drives you to do your work?\n\n{} must.\n\nWhat role does the government play?\n\n{} asks for papers.\n"
OWN = (
    "Which tree do you plant first?\n\nI plant a quince, as {} my mother did.\n\nWhere do you take your water from?\n\n"
    "We take it from {}'s well, and I carry it.\n\nWho helps you with your harvest?\n\nMy sisters help me every year.\n"
)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Path]:
    """Two pages, which anybody may read."""
    before = os.umask(0o022)
    for name in ("Vera", "Zoya"):
        put_page(tmp_path, name, ASKED)
    yield tmp_path
    os.umask(before)


def put_page(house: Path, name: str, asked: str) -> None:
    page = house / f"data/raw/{name}.txt"
    page.parent.mkdir(parents=True, exist_ok=True)
    title = f"HRD Interview: {name} Lind, Chairwoman of the Orchard NGO, Kazakhstan"
    page.write_text(f"{title}\n\n{asked.format(name, name)}")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("page", "umask", "expected"),
    [(0o600, 0o022, 0o600), (0o640, 0o022, 0o640), (0o644, 0o022, 0o644), (0o400, 0o022, 0o600),
     (0o644, 0o077, 0o600), (0o660, 0o002, 0o660), (0o666, 0o002, 0o664), (0o755, 0o022, 0o644)],
)  # fmt: skip
def test_a_record_is_no_more_readable_than_its_page(
    page: int, umask: int, expected: int, house: Path, run: Run
) -> None:
    (house / "data/raw/Vera.txt").chmod(page)
    os.umask(umask)
    assert run("ingest", cwd=house).returncode == 0
    assert mode(house / "data/normalized/Vera.json") == expected


def test_a_sidecar_and_a_folder_that_are_closed_close_the_record(house: Path, run: Run) -> None:
    raw = house / "data/raw"
    (raw / "Vera.toml").write_text('[facts]\nreason = "between us"\npublished = 2021-04-07\n')
    (raw / "Vera.toml").chmod(0o640)
    (raw / "closed").mkdir(mode=0o700)
    (raw / "Zoya.txt").rename(raw / "closed/Zoya.txt")
    assert run("ingest", cwd=house).returncode == 0
    assert mode(house / "data/normalized/Vera.json") == 0o640
    assert mode(house / "data/normalized/closed/Zoya.json") == 0o600


def test_a_record_that_stays_is_closed_with_its_page(house: Path, run: Run) -> None:
    record = house / "data/normalized/Vera.json"
    assert run("ingest", cwd=house).returncode == 0
    before = record.stat()
    (house / "data/raw/Vera.txt").chmod(0o600)
    assert run("ingest", "--check", cwd=house).returncode == 0
    assert mode(record) == 0o644
    assert b"unchanged: 2" in run("ingest", cwd=house).stdout
    assert (mode(record), record.stat().st_ino) == (0o600, before.st_ino)
    (house / "data/raw/Vera.txt").chmod(0o644)  # what a person closed is not opened
    assert run("ingest", cwd=house).returncode == 0
    assert mode(record) == 0o600


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx", "sqlite", "markdown", "datapackage"])
def test_an_export_is_no_more_readable_than_the_least_readable_record(form: str, house: Path, run: Run) -> None:
    (house / "data/raw/Vera.toml").write_text('release = "internal"\n')
    assert run("ingest", cwd=house).returncode == 0
    for closed, name, expected in (
        ("data/normalized/Vera.json", "Vera", 0o640),
        ("data/normalized/Vera.json", "Zoya", 0o644),
        ("data/raw/Vera.txt", "Vera", 0o640),
        ("data/raw/Vera.toml", "Vera", 0o640),
    ):
        for path in house.rglob("data/*/*.*"):
            path.chmod(0o644)
        (house / closed).chmod(0o640)
        output = house / f"{Path(closed).name}-{name}"
        done = run("export", "--format", form, "--interviewee", name, "--output", output.name, cwd=house)
        assert done.returncode == 0, done.stderr
        files = list(output.iterdir()) if output.is_dir() else [output]
        assert {mode(path) for path in files} == {expected}


def test_an_export_that_stands_is_closed_with_its_records(house: Path, run: Run) -> None:
    assert run("ingest", cwd=house).returncode == 0
    export = ("export", "--format", "datapackage", "--output", "out")
    assert run(*export, cwd=house).returncode == 0
    (house / "data/normalized/Vera.json").chmod(0o600)
    assert run(*export, cwd=house).returncode == 0
    assert {mode(path) for path in (house / "out").iterdir()} == {0o600}


def test_corrections_and_drafts_are_closed_too(house: Path, run: Run) -> None:
    for name in ("Vera", "Zoya"):
        put_page(house, name, OWN)
        (house / f"data/raw/{name}.txt").chmod(0o600 if name == "Vera" else 0o644)
    correct = ("correct", "data/raw/Vera.txt", "--line", "5", "--label", "answer", "--reason", "sure")
    assert run(*correct, cwd=house).returncode == 0
    assert mode(house / "data/raw/Vera.toml") == 0o600
    done = run("questionnaire", "suggest", "data/raw", "--output", "drafts", cwd=house)
    assert done.returncode == 0, done.stderr
    assert {mode(path) for path in (house / "drafts").rglob("*.toml")} == {0o600}


def test_what_is_not_there_closes_nothing(tmp_path: Path) -> None:
    assert find_mode([tmp_path / "a", tmp_path / "b/c"], tmp_path) == 0o666
    write_file(tmp_path / "a", b"", mode=0o600)
    narrow_file(tmp_path / "a", tmp_path, 0o666)
    assert mode(tmp_path / "a") == 0o600

"""`hrdcorpus browse` as people run it."""

import webbrowser
from pathlib import Path

import pytest

from commands import Run
from hrdcorpus.records.serialising import dump_record
from invented import build_corpus


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a record, and one where temporary files go."""
    (tmp_path / "data/normalized").mkdir(parents=True)
    (tmp_path / "data/normalized/boris.json").write_bytes(dump_record(build_corpus()[1]))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    return tmp_path


@pytest.mark.parametrize("arguments", [[], ["--output", "mine.html"]])
def test_the_file_is_that_of_the_export_and_is_opened(
    arguments: list[str], house: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("export", "--format", "html", "--output", "expected.html", cwd=house)
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)  # gives None: no browser
    done = run("browse", *arguments, cwd=house)
    assert done.returncode == 0
    assert done.stderr.endswith(b"note: no browser could be started: open the file yourself\n")
    (place,) = [*(house / "temporary").rglob("*.html"), *house.glob("mine.html")]
    assert opened == [place.as_uri()]
    assert done.stdout.decode().strip() in (str(place), place.name)
    assert place.read_bytes() == (house / "expected.html").read_bytes()
    assert bool(arguments) or place.parent.stat().st_mode & 0o77 == 0


@pytest.mark.parametrize(("record", "status"), [(b"{}", 1), (None, 1)])
def test_nothing_is_left_where_nothing_is_shown(record: bytes | None, status: int, house: Path, run: Run) -> None:
    path = house / "data/normalized/boris.json"
    if record:
        path.write_bytes(record)
    else:
        path.unlink()
    assert run("browse", cwd=house).returncode == status
    assert list((house / "temporary").iterdir()) == []


def test_it_opens_no_stream(house: Path, run: Run) -> None:
    assert run("browse", "--output", "-", cwd=house).returncode == 2

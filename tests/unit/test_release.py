"""Who may read an interview: `public` takes only what is marked so, and everything else stays at home."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import Run
from hrdcorpus.records.serialising import dump_record
from hrdcorpus.records.sidecar import load_sidecar
from hrdcorpus.release.releasing import find_obstacle
from invented import ask, build_record

Change = Callable[[Path, Path], object]  # (page, record)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Two interviews, both marked public."""
    for name in ("one", "2021/two"):
        page, place = tmp_path / "data/raw" / f"{name}.txt", tmp_path / "data/normalized" / f"{name}.json"
        page.parent.mkdir(parents=True, exist_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"the page {name}")
        page.with_suffix(".toml").write_text('release = "public"\n')
        record = build_record(name, [ask(1, "risks", "What are the risks?", f"Answer {name}.")])
        digest = hashlib.sha256(page.read_bytes()).hexdigest()
        source = record.source.model_copy(update={"path": f"{name}.txt", "sha256": digest})
        place.write_bytes(dump_record(record.model_copy(update={"source": source})))
    return tmp_path


def list_ids(run: Run, house: Path, *arguments: str) -> tuple[list[str], str]:
    done = run("export", *arguments, cwd=house)
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["id"] for line in done.stdout.decode().splitlines()], done.stderr.decode()


def mark(text: str | bytes) -> Change:
    data = text if isinstance(text, bytes) else text.encode()
    return lambda page, _: page.with_suffix(".toml").write_bytes(data)


def remove_mark(page: Path, _: Path) -> None:
    page.with_suffix(".toml").unlink()


def put_folder(page: Path, _: Path) -> None:
    page.with_suffix(".toml").unlink()
    page.with_suffix(".toml").mkdir()


def put_dangling_link(page: Path, _: Path) -> None:
    page.with_suffix(".toml").unlink()
    page.with_suffix(".toml").symlink_to("nowhere")


UNMARKED = "1 not marked public"
BROKEN = "1 with a sidecar that cannot be read"


@pytest.mark.parametrize(
    ("change", "is_internal", "said"),
    [
        (mark('release = "internal"\n'), True, UNMARKED),
        (mark('release = "withheld"\n'), False, "1 withheld"),
        (mark(""), True, UNMARKED),
        (mark('# release = "public"\n'), True, UNMARKED),
        (remove_mark, True, UNMARKED),
        (mark('release = "Public"\n'), False, BROKEN),
        (mark("release = true\n"), False, BROKEN),
        (mark('release = ["public"]\n'), False, BROKEN),
        (mark('released = "public"\n'), False, BROKEN),
        (mark('[facts]\nreason = "x"\nrelease = "public"\n'), False, BROKEN),
        (mark('release = "public"\nrelease = "withheld"\n'), False, BROKEN),
        (mark('release = "public"\n[[block]]\nline = 1\n'), False, BROKEN),
        (mark(b'release = "public" # \xff'), False, BROKEN),
        (put_folder, False, BROKEN),
        (put_dangling_link, False, BROKEN),
        (lambda page, _: page.unlink(), True, "1 without their page"),
        (lambda page, _: page.write_text("another page"), True, "1 whose page has changed"),
        (lambda page, _: page.parent.rename(page.parent.with_name("away")), True, "2 without their page"),
    ],
)
def test_public_fails_closed(change: Change, is_internal: bool, said: str, house: Path, run: Run) -> None:
    change(house / "data/raw/one.txt", house / "data/normalized/one.json")
    is_moved = not (house / "data/raw").exists()
    ids, told = list_ids(run, house, "--profile", "public")
    assert ids == ([] if is_moved else ["2021/two"])
    assert told == f"note: the profile public keeps {len(ids)} of 2 interviews; left out: {said}\n"
    ids, told = list_ids(run, house)
    assert len(ids) == (2 if is_internal else 1)
    assert bool(told) is not is_internal


@pytest.mark.parametrize("profile", ["internal", "public"])
@pytest.mark.parametrize("records", ["data/normalized", "elsewhere"])
def test_a_record_under_another_id_than_its_place_escapes_no_mark(
    profile: str, records: str, house: Path, run: Run
) -> None:
    (house / "data/raw/one.toml").write_text('release = "withheld"\n')
    if records != "data/normalized":
        (house / "data/normalized").rename(house / records)
    place = house / records / "one.json"
    value = json.loads(place.read_text())
    value["id"], value["source"]["path"] = "2021/three", "2021/three.txt"
    place.write_text(json.dumps(value))
    done = run("export", records, "--raw", "data/raw", "--profile", profile, cwd=house)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["2021/two"]
    assert (done.returncode, f"error: {records}/one.json: id: is not the place" in done.stderr.decode()) == (1, True)


@pytest.mark.parametrize("place", ["one\0.txt", "a" * 300])
def test_a_path_that_leads_nowhere(place: str, house: Path) -> None:
    record = build_record("one", [ask(1, None, "Why?")])
    moved = record.model_copy(update={"source": record.source.model_copy(update={"path": place})})
    assert find_obstacle(moved, house / "data/normalized/one.json", "public") in (BROKEN[2:], "without their page")


def test_what_is_marked_is_exported(house: Path, run: Run) -> None:
    assert list_ids(run, house, "--profile", "public") == (["2021/two", "one"], "")
    assert list_ids(run, house) == (["2021/two", "one"], "")


def test_nothing_public_makes_an_empty_export(house: Path, run: Run) -> None:
    for sidecar in (house / "data/raw").rglob("*.toml"):
        sidecar.unlink()
    done = run("export", "--profile", "public", "--format", "csv", "--output", "out.csv", cwd=house)
    assert done.returncode == 0
    assert b"keeps 0 of 2 interviews; left out: 2 not marked public" in done.stderr
    assert len((house / "out.csv").read_text().splitlines()) == 1


def test_records_in_another_place(house: Path, run: Run) -> None:
    (house / "data/normalized").rename(house / "records")
    (house / "data/raw").rename(house / "pages")
    assert list_ids(run, house, "records", "--profile", "public")[0] == []
    assert list_ids(run, house, "records", "--profile", "public", "--raw", "pages")[0] == ["2021/two", "one"]


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_a_wrong_folder_of_pages_lets_nothing_through(profile: str, house: Path, run: Run) -> None:
    done = run("export", "--raw", "nowhere", "--profile", profile, cwd=house)
    assert (done.returncode, done.stdout) == (2, b"")
    (house / "empty").mkdir()
    ids, told = list_ids(run, house, "--raw", "empty", "--profile", profile)
    assert (ids, "left out: 2 without their page" in told) == ([], True)
    (house / "data/raw/one.txt").unlink()
    ids, told = list_ids(run, house, "--raw", "data/raw", "--profile", profile)
    assert (ids, "left out: 1 without their page" in told) == (["2021/two"], True)


def test_a_folder_of_records_alone_is_exported(house: Path, run: Run) -> None:
    (house / "data/raw").rename(house / "away")
    assert list_ids(run, house) == (["2021/two", "one"], "")


@pytest.mark.parametrize("option", ["--output", "--leftovers"])
@pytest.mark.parametrize(
    "place", ["data/normalized/one.json", "link.json", "data/raw/one.txt", "data/raw/one.toml", "data/raw/new.jsonl"]
)
def test_nothing_is_written_over_records_and_pages(option: str, place: str, house: Path, run: Run) -> None:
    (house / "link.json").symlink_to("data/normalized/one.json")
    (house / "names.toml").touch()
    before = {path: path.read_bytes() for path in (house / "data").rglob("*.*")}
    done = run("export", "--pseudonyms", "names.toml", option, place, cwd=house)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"{option}: " in " ".join(done.stderr.decode().replace("│", " ").split())
    assert {path: path.read_bytes() for path in (house / "data").rglob("*.*")} == before


def test_a_mark_changes_no_record_and_survives_corrections(tmp_path: Path, run: Run) -> None:
    page = tmp_path / "data/raw/page.txt"
    page.parent.mkdir(parents=True)
    page.write_text(
        "HRD Interview: Rosa Omarova, Kazakhstan\n\nWhat is your work?\n\nI sue.\n\nWhy do you do it?\n\nI must.\n"
    )
    assert run("ingest", cwd=tmp_path).returncode == 0
    record = (tmp_path / "data/normalized/page.json").read_bytes()
    page.with_suffix(".toml").write_text('release = "public" # she agreed\n')
    assert run("ingest", "--check", cwd=tmp_path).returncode == 0
    assert (tmp_path / "data/normalized/page.json").read_bytes() == record
    done = run("correct", "data/raw/page.txt", "--line", "3", "--label", "question", "--reason", "sure", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert load_sidecar(page).release == "public"

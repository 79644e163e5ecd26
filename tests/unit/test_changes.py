"""A corpus as it changes: pages are removed, renamed, copied, misnamed; records and sidecars follow, or it is told."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from commands import Done, Run
from hrdcorpus.corpus import changes
from hrdcorpus.corpus.locking import lock_folder
from hrdcorpus.corpus.manifest import FOLDER as CACHE

PAGE = """HRD Interview: {name}, beekeeper of the Blue Hives NGO, Kazakhstan

7 Apr 2021

Can you tell us more about your work on business and human rights?

We count the hives beside the mine.

What role does the government play? Is it supportive of human rights defenders? Or do you feel pressure from the \
government?

{name} is asked for papers every month.
"""
NO_INTERVIEW = "Ten companies were asked to respond.\n\nNone of them did.\n"
SIDECAR = 'release = "internal"\n'


@pytest.fixture
def house(tmp_path: Path, run: Run) -> Path:
    """A corpus of two pages, the first of them marked, with their records."""
    raw = tmp_path / "data/raw/2021"
    raw.mkdir(parents=True)
    (raw / "aigul.txt").write_text(PAGE.format(name="Aigul Nobodyeva"))
    (raw / "aigul.toml").write_text(SIDECAR)
    (raw / "marat.txt").write_text(PAGE.format(name="Marat Nikto"))
    assert run("ingest", cwd=tmp_path).returncode == 0
    return tmp_path


def list_files(house: Path) -> list[str]:
    files = [path for path in (house / "data").rglob("*") if path.is_file() and path.parent.name != CACHE]
    return sorted(path.relative_to(house / "data").as_posix() for path in files)


def count(done: Done) -> dict[str, int]:
    rows = (line.rpartition(": ") for line in done.stdout.decode().splitlines())
    return {name: int(number) for name, _, number in rows if number.isdigit()}


def assert_in_order(run: Run, house: Path) -> None:
    """All commands agree that nothing is left to do."""
    for command in (["ingest"], ["ingest", "--check"], ["validate"]):
        done = run(*command, cwd=house)
        assert (done.returncode, b"record" in done.stderr) == (0, False), done


def test_a_record_without_its_page_is_told_and_removed_where_that_is_asked(house: Path, run: Run) -> None:
    (house / "data/raw/2021/marat.txt").unlink()
    record = "data/normalized/2021/marat.json"
    done = run("ingest", cwd=house)
    assert (done.returncode, f"note: {record}: its page is gone" in done.stderr.decode()) == (0, True)
    done = run("ingest", "--check", cwd=house)
    assert (done.returncode, f"error: {record}: its page is gone" in done.stderr.decode()) == (1, True)
    assert done.stdout.startswith(f"to remove: {record}\n".encode())
    assert b"HRD406" in run("validate", cwd=house).stdout
    assert (house / record).is_file()
    done = run("ingest", "--prune", cwd=house)
    assert (done.returncode, f"note: {record}: removed" in done.stderr.decode()) == (0, True)
    assert list_files(house) == ["normalized/2021/aigul.json", "raw/2021/aigul.toml", "raw/2021/aigul.txt"]
    assert_in_order(run, house)


def test_a_page_that_is_no_interview_any_more_is_pruned_too(house: Path, run: Run) -> None:
    (house / "data/raw/2021/marat.txt").write_text(NO_INTERVIEW)
    assert run("ingest", cwd=house).returncode == 0
    assert (house / "data/normalized/2021/marat.json").is_file()
    assert run("ingest", "--prune", cwd=house).returncode == 0
    assert not (house / "data/normalized/2021/marat.json").exists()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda raw: (raw / "2021/aigul.txt").write_bytes(b""), id="unreadable"),
        pytest.param(lambda raw: (raw / "2021/linked").symlink_to(raw), id="not-followed"),
        pytest.param(shutil.rmtree, id="no-pages"),
        pytest.param(lambda raw: (raw / "2021/aigul.html").write_text("x"), id="two-for-one-record"),
    ],
)
def test_a_record_of_a_page_that_cannot_be_read_is_never_removed(
    house: Path, run: Run, spoil: Callable[[Path], object]
) -> None:
    spoil(house / "data/raw")
    done = run("ingest", "--prune", cwd=house)
    assert done.returncode == 1
    assert "normalized/2021/aigul.json" in list_files(house)


def test_what_is_no_record_is_never_removed(house: Path, run: Run) -> None:
    (house / "data/normalized/notes.json").write_text('{"by": "a person"}')
    done = run("ingest", "--prune", cwd=house)
    assert (done.returncode, b"error: data/normalized/notes.json: not removed: " in done.stderr) == (1, True)
    assert (house / "data/normalized/notes.json").is_file()


def test_records_of_other_pages_are_none_of_this_run(house: Path, run: Run) -> None:
    (house / "elsewhere").mkdir()
    (house / "elsewhere/new.txt").write_text(PAGE.format(name="Zarina Nigde"))
    before = list_files(house)
    for arguments in (["data/raw/2021/aigul.txt"], ["data/raw/2021"], ["elsewhere/new.txt"], ["elsewhere"]):
        done = run("ingest", *arguments, "--prune", cwd=house)
        assert (done.returncode, b"is gone" in done.stderr + done.stdout) == (0, False)
    assert list_files(house) == sorted([*before, "normalized/new.json"])


def test_check_and_prune_contradict_each_other(house: Path, run: Run) -> None:
    assert run("ingest", "--check", "--prune", cwd=house).returncode == 2


@pytest.mark.parametrize("named", ["data/raw", "data/raw/2022/a.b.txt"])
def test_a_renamed_page_is_known_again_by_its_bytes(house: Path, named: str, run: Run) -> None:
    raw = house / "data/raw"
    (raw / "2022").mkdir()
    (raw / "2021/aigul.txt").rename(raw / "2022/a.b.txt")
    done = run("ingest", "--check", cwd=house)
    assert done.returncode == 1
    assert done.stdout.decode().splitlines()[:3] == [
        "to move: data/raw/2021/aigul.toml to data/raw/2022/a.b.toml",
        "to move: data/normalized/2021/aigul.json to data/normalized/2022/a.b.json",
        "to write: data/normalized/2022/a.b.json",
    ]
    assert "raw/2021/aigul.toml" in list_files(house)
    done = run("ingest", named, cwd=house)
    assert (done.returncode, count(done)["renamed"]) == (0, 1)
    assert b"note: data/raw/2022/a.b.txt: has the bytes of data/raw/2021/aigul.txt; " in done.stderr
    assert list_files(house) == [
        "normalized/2021/marat.json",
        "normalized/2022/a.b.json",
        "raw/2021/marat.txt",
        "raw/2022/a.b.toml",
        "raw/2022/a.b.txt",
    ]
    assert json.loads((house / "data/normalized/2022/a.b.json").read_text("utf-8"))["source"]["path"] == "2022/a.b.txt"
    assert_in_order(run, house)


@pytest.mark.parametrize("mark", ['release = "withheld"\n', 'relaese = "withheld"\n'])
def test_what_withholds_is_moved_by_a_person_alone(house: Path, mark: str, run: Run) -> None:
    raw = house / "data/raw/2021"
    (raw / "aigul.toml").write_text(mark)
    (raw / "aigul.txt").rename(raw / "a.txt")
    for command in (["ingest"], ["ingest", "--check"], ["validate"]):
        done = run(*command, cwd=house)
        assert (done.returncode, b"HRD413" in done.stdout + done.stderr) == (1, True)
    assert (raw / "aigul.toml").read_text() == mark
    assert run("export", cwd=house).stdout == b""
    (raw / "aigul.toml").rename(raw / "a.toml")
    (raw / "a.toml").write_text('release = "withheld"\n')
    assert run("ingest", "--prune", cwd=house).returncode == 0
    assert_in_order(run, house)
    assert b"Nobodyeva" not in run("export", cwd=house).stdout


@pytest.mark.parametrize("step", ["copy_file", "move_file", "remove_file"])
def test_a_rename_that_is_stopped_leaks_nothing_and_goes_on(
    house: Path, step: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = house / "data/raw/2021"
    (raw / "aigul.txt").rename(raw / "a.txt")

    def stop(*_: Path) -> NoReturn:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(changes, step, stop)
        assert run("ingest", cwd=house).returncode == 130
    run("ingest", cwd=house)
    assert (raw / "a.toml").read_text() == SIDECAR
    if step == "remove_file":  # nobody knows any more what the old sidecar was for: a person removes it
        (raw / "aigul.toml").unlink()
    assert not (raw / "aigul.toml").exists()
    assert not (house / "data/normalized/2021/aigul.json").exists()
    assert_in_order(run, house)


@pytest.mark.parametrize("copies", [["copy"], ["one", "other"]])
def test_a_copied_page_is_no_renamed_one(house: Path, copies: list[str], run: Run) -> None:
    """One page beside the copied one, or two in place of it: nobody can tell which of the two is meant."""
    raw = house / "data/raw/2021"
    for name in copies:
        shutil.copy(raw / "aigul.txt", raw / f"{name}.txt")
    if len(copies) > 1:
        (raw / "aigul.txt").unlink()
    assert count(run("ingest", cwd=house))["renamed"] == 0
    assert "raw/2021/aigul.toml" in list_files(house)
    assert "normalized/2021/aigul.json" in list_files(house)


def test_no_sidecar_goes_over_another(house: Path, run: Run) -> None:
    raw = house / "data/raw/2021"
    (raw / "aigul.txt").rename(raw / "a.txt")
    (raw / "a.toml").write_text('release = "public"\n')
    assert count(run("ingest", cwd=house))["renamed"] == 0
    assert ((raw / "aigul.toml").read_text(), (raw / "a.toml").read_text()) == (SIDECAR, 'release = "public"\n')
    assert run("ingest", "--check", cwd=house).returncode == 1


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("index.html.1", "index-1.html"),
        ("index.html.12", "index-12.html"),
        ("page.TXT.3", "page-3.TXT"),
        ("index.html?id=7&lang=ru", "index-id-7-lang-ru.html"),
        ("index.xhtml@p=4", "index-p-4.xhtml"),
    ],
)
@pytest.mark.parametrize("command", ["ingest", "validate"])
def test_a_page_whose_suffix_is_not_the_last_is_refused_by_name(
    house: Path, name: str, advice: str, command: str, run: Run
) -> None:
    (house / "data/raw" / name).write_text(PAGE.format(name="Zarina Nigde"))
    done = run(command, cwd=house)
    assert done.returncode == 1
    assert f"data/raw/{name}: " in (done.stderr + done.stdout).decode()
    assert f"rename it, as to {advice}\n" in (done.stderr + done.stdout).decode()


def test_what_was_not_taken_is_counted_and_listed_where_that_is_asked(house: Path, run: Run) -> None:
    names = ["a.md", "b.pdf", "c", "d.html.orig", "e.docx"]
    for name in names:
        (house / "data/raw" / name).write_text("x")
    done = run("ingest", cwd=house)
    assert (done.returncode, count(done)["not taken"]) == (0, 5)
    assert b"data/raw/c and 2 more\n" in done.stderr
    done = run("ingest", "--verbose", cwd=house)
    assert all(f"data/raw/{name}" in done.stderr.decode() for name in names)


EXCLUDE = '[exclude]\npatterns = {patterns}\nreason = "Lists of interviews"\n'


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("index.txt", {"index.txt", "2021/index.txt"}),
        ("index.*", {"index.txt", "2021/index.txt", "2021/tags/index.html.1"}),
        ("2021/index.txt", {"2021/index.txt"}),
        ("2021/*.txt", {"2021/index.txt", "2021/tags/a.txt", "2021/marat.txt", "2021/aigul.txt"}),
        ("tags/", {"2021/tags/a.txt", "2021/tags/index.html.1"}),
        ("2021/tags/", {"2021/tags/a.txt", "2021/tags/index.html.1"}),
        ("Index.txt", set()),
    ],
)
def test_what_is_excluded_is_no_page(house: Path, pattern: str, expected: set[str], run: Run) -> None:
    raw = house / "data/raw"
    (raw / "2021/tags").mkdir()
    for place in ("index.txt", "2021/index.txt", "2021/tags/a.txt", "2021/tags/index.html.1"):
        (raw / place).write_text(NO_INTERVIEW)
    (house / "hrdcorpus.toml").write_text(EXCLUDE.format(patterns=[pattern]))
    done = run("ingest", "--strict", cwd=house)
    told = done.stderr.decode() + run("validate", cwd=house).stdout.decode()
    there = {path.relative_to(raw).as_posix() for path in raw.rglob("*.*") if path.suffix != ".toml"}
    refused = {place for place in there if f"data/raw/{place}: HRD40" in told and f"raw/{place}: " in told}
    assert refused == there - expected - {"2021/marat.txt", "2021/aigul.txt"}
    assert count(done)["excluded"] == len(expected)


def test_a_folder_with_lists_of_interviews_is_green(house: Path, run: Run) -> None:
    (house / "data/raw/index.txt").write_text(NO_INTERVIEW)
    (house / "data/raw/2021/scan.pdf").write_text("x")
    assert run("validate", cwd=house).returncode == 1
    (house / "hrdcorpus.toml").write_text(EXCLUDE.format(patterns=["index.*", "*.pdf"]))
    done = run(
        "ingest",
        "--strict",
        cwd=house / "data/raw",
    )
    assert_in_order(run, house)
    assert run("ingest", "--strict", cwd=house).returncode == 0
    done = run("validate", "data/raw/index.txt", cwd=house)
    assert (done.returncode, done.stdout) == (0, b"")


def test_the_record_of_an_excluded_page_has_none(house: Path, run: Run) -> None:
    (house / "hrdcorpus.toml").write_text(EXCLUDE.format(patterns=["marat.txt"]))
    assert run("ingest", "--check", cwd=house).stdout.startswith(b"to remove: data/normalized/2021/marat.json\n")
    for named in ("data", "data/raw/2021/marat.txt"):
        assert b"data/normalized/2021/marat.json: HRD406" in run("validate", named, cwd=house).stdout
    assert run("ingest", "--prune", cwd=house).returncode == 0
    assert_in_order(run, house)
    assert b"Nikto" not in run("export", cwd=house).stdout


@pytest.mark.parametrize("place", ["hrdcorpus.toml", "data/raw/index.toml"])
def test_what_somebody_has_looked_at_is_accepted_with_a_reason(house: Path, place: str, run: Run) -> None:
    (house / "data/raw/index.txt").write_text(NO_INTERVIEW)
    before = (house / "data/normalized/2021/marat.json").read_bytes()
    assert b"HRD403" in run("validate", cwd=house).stdout
    (house / place).write_text('accept = ["HRD210", "HRD403"]\nreason = "A list of interviews"\n')
    assert_in_order(run, house)
    assert run("ingest", "--strict", cwd=house).returncode == 0
    assert (house / "data/normalized/2021/marat.json").read_bytes() == before
    done = run("validate", cwd=house)
    everywhere = place == "hrdcorpus.toml"
    assert (b"HRD403" in done.stdout, b"HRD210" in done.stdout) == (False, not everywhere)
    told = f"note: accepted by the settings or a sidecar, with a reason there: {3 if everywhere else 1}\n"
    assert told.encode() in done.stderr


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('accept = ["HRD403"]\n', "what is accepted needs a `reason` beside `accept`"),
        ('accept = ["HRD405"]\nreason = "x"\n', "accept.0: no code of a finding that can be accepted"),
        ('accept = ["SECRET"]\nreason = "x"\n', "accept.0: no code of a finding that can be accepted"),
        ('accept = "HRD101"\nreason = "x"\n', "accept: "),
        ('accept = ["HRD101"]\nreason = ""\n', "reason: "),
    ],
)
@pytest.mark.parametrize("place", ["hrdcorpus.toml", "data/raw/2021/marat.toml"])
def test_what_cannot_be_accepted(house: Path, entry: str, message: str, place: str, run: Run) -> None:
    (house / place).write_text(entry)
    done = run("ingest", cwd=house)
    assert done.returncode == (2 if place == "hrdcorpus.toml" else 1)
    assert f"error: {place}: " in done.stderr.decode()
    assert message in done.stderr.decode()
    assert b"SECRET" not in done.stderr


def test_an_exclusion_says_why(house: Path, run: Run) -> None:
    for entry in ('[exclude]\npatterns = ["a"]\n', '[exclude]\npatterns = []\nreason = "x"\n'):
        (house / "hrdcorpus.toml").write_text(entry)
        assert run("validate", cwd=house).returncode == 2


def put_pages(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(PAGE.format(name=f"{name.title()} Nobodyeva"))


def list_ids(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.json"))


@pytest.mark.parametrize("output", ["records", "data/normalized"])
@pytest.mark.parametrize("prune", [[], ["--prune"]])
@pytest.mark.parametrize("named", ["other", "pages/2021", "pages/2021/a.txt"])
def test_records_of_another_folder_are_neither_moved_nor_removed(
    tmp_path: Path, named: str, prune: list[str], output: str, run: Run
) -> None:
    """Another folder, or a part of this one: nobody can tell where the pages of the other records stand."""
    put_pages(tmp_path / "pages/2021", "a", "b")
    put_pages(tmp_path / "pages", "c")
    (tmp_path / "other").mkdir()
    shutil.copy(tmp_path / "pages/c.txt", tmp_path / "other/z.txt")
    assert run("ingest", "pages", "-o", output, cwd=tmp_path).returncode == 0
    before = list_ids(tmp_path / output)
    for _ in range(2):  # once more, when some of the records are of this folder
        done = run("ingest", named, "-o", output, *prune, cwd=tmp_path)
        assert (done.returncode, count(done)["renamed"], b"is gone" in done.stderr) == (0, 0, False)
        assert set(before) <= set(list_ids(tmp_path / output))
        told = f"note: {output}: has records of no page below what was named, left alone" in done.stderr.decode()
        assert told == (not named.endswith("a.txt"))


def test_records_of_a_folder_of_ones_own_follow_its_pages(tmp_path: Path, run: Run) -> None:
    put_pages(tmp_path / "pages", "a", "b", "c")
    for folder in ("records", "records"):
        assert run("ingest", "pages", "-o", folder, cwd=tmp_path).returncode == 0
    (tmp_path / "pages/a.txt").unlink()
    (tmp_path / "pages/b.txt").rename(tmp_path / "pages/d.txt")
    done = run("ingest", "--check", str(tmp_path / "pages"), "-o", "records", cwd=tmp_path)
    assert (done.returncode, b"to remove: records/a.json\n" in done.stdout) == (1, True)
    assert run("ingest", "pages", "-o", "records", "--prune", cwd=tmp_path).returncode == 0
    assert list_ids(tmp_path / "records") == ["c", "d"]


def test_pruning_waits_for_another_run(house: Path, run: Run) -> None:
    shutil.rmtree(house / "data/raw/2021")
    (house / "data/raw/list.txt").write_text(NO_INTERVIEW)
    (house / "hrdcorpus.toml").write_text(EXCLUDE.format(patterns=["list.txt"]))  # no page is left
    with lock_folder(house / "data/normalized"):
        done = run("ingest", "--prune", cwd=house)
    assert b"another run is writing there" in done.stderr
    assert list_ids(house / "data/normalized") == ["2021/aigul", "2021/marat"]
    assert run("ingest", "--prune", cwd=house).returncode == 0
    assert list_ids(house / "data/normalized") == []


def test_a_sidecar_that_moves_with_its_page_is_no_failure(house: Path, run: Run) -> None:
    raw = house / "data/raw/2021"
    (raw / "aigul.txt").rename(raw / "a.txt")
    done = run("ingest", "--check", cwd=house)
    assert (done.returncode, count(done)["failed"], b"error:" in done.stderr) == (1, 0, False)
    assert b"to move: data/raw/2021/aigul.toml to data/raw/2021/a.toml\n" in done.stdout


def test_a_record_of_an_excluded_page_is_told_as_such(house: Path, run: Run) -> None:
    (house / "hrdcorpus.toml").write_text(EXCLUDE.format(patterns=["marat.txt"]))
    for prune in ([], ["--prune"]):
        told = run("ingest", *prune, cwd=house).stderr.decode()
        assert ("marat.json: " in told, "its page is excluded by the settings" in told, "gone" in told) == (
            True,
            True,
            False,
        )


def test_in_json_all_that_is_counted_is_listed(house: Path, run: Run) -> None:
    raw = house / "data/raw"
    (raw / "2021/aigul.txt").rename(raw / "2021/a.txt")
    (raw / "2021/marat.txt").unlink()
    (raw / "lost.toml").write_text(SIDECAR)
    (raw / "index.html.1").write_text("x")
    (raw / "list.txt").write_text(NO_INTERVIEW)
    (raw / "notes.md").write_text("x")
    (house / "hrdcorpus.toml").write_text(EXCLUDE.format(patterns=["list.txt"]))
    told = json.loads(run("ingest", "--output-format", "json", cwd=house).stdout)
    assert [each["path"] for each in told["unusable"]] == ["data/raw/index.html.1", "data/raw/lost.toml"]
    assert told["counts"]["failed"] == 2
    assert told["renamed"] == [{"from": "data/raw/2021/aigul.txt", "to": "data/raw/2021/a.txt"}]
    assert (told["excluded"], told["not_taken"]) == (["data/raw/list.txt"], ["data/raw/notes.md"])
    assert (told["alone"], told["removed"]) == (["data/normalized/2021/marat.json"], [])
    for name in ("lost.toml", "index.html.1"):
        (raw / name).unlink()
    told = json.loads(run("ingest", "--prune", "--output-format", "json", cwd=house).stdout)
    assert (told["alone"], told["removed"]) == ([], ["data/normalized/2021/marat.json"])


def test_patterns_that_fit_nothing_are_told_with_how_they_are_written(house: Path, run: Run) -> None:
    patterns = ["marat.txt", "./2021/marat.txt", "/2021/marat.txt", "data/raw/2021/marat.txt"]
    (house / "hrdcorpus.toml").write_text(EXCLUDE.format(patterns=patterns))
    told = run("ingest", cwd=house).stderr.decode()
    idle = ", ".join(patterns[1:])
    assert f"note: hrdcorpus.toml: [exclude] patterns fit no file in data/raw: {idle}; write a name" in told
    assert "patterns fit" not in run("ingest", "data/raw/2021", cwd=house).stderr.decode()

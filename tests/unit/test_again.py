"""A second run: a page that is as it was is not read, and whatever could make it say something else is read."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import Done, Run
from counting import count_calls
from hrdcorpus.corpus.manifest import FOLDER, NAME
from hrdcorpus.corpus.stamps import Kept, find_kept, read_stamp
from hrdcorpus.corpus.writing import Draft
from hrdcorpus.knowledge import compiled
from hrdcorpus.reading.pages import hash_bytes, read_page

PAGE = """HRD Interview: {name} Nobodyeva, civic activist from Semei, Kazakhstan

7 Apr 2021

Business & Human Rights Resource Centre

Can you tell us more about your work on business and human rights?

We meet the {name} inspectors every month, and our complaints are filed.

What role does the government play? Is it supportive of human rights defenders? Or do you feel pressure from the \
government?

Two of my colleagues were fined last spring.
"""
NO_INTERVIEW = "Ten companies were asked to respond.\n\nNone of them did, says {name}.\n"
SIDECAR = '[facts]\nreason = "the list"\npublished = 2021-07-09\n'
ALL = ["a/one.txt", "a/two.html", "b/help.txt", "b/known.txt", "b/several.txt"]
MANIFEST = Path("data/normalized", FOLDER, NAME)

Read = Callable[[], list[str]]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Interviews, two on one page, pages that are none, and one that fails; each was changed before a run begins."""
    house = tmp_path / "house"
    pages = {
        "a/one.txt": PAGE.format(name="Aigul"),
        "a/two.html": "<p>" + PAGE.format(name="Marat").replace("\n\n", "<p>"),
        "b/several.txt": PAGE.format(name="Dana") + "\n" + PAGE.format(name="Zoya"),
        "b/help.txt": NO_INTERVIEW.format(name="Erlan"),
        "b/known.txt": NO_INTERVIEW.format(name="Olga"),
        "b/known.toml": 'accept = ["HRD403"]\nreason = "a list of companies"\n',
        "b/empty.txt": "",
    }
    for name, text in pages.items():
        put(house / "data/raw" / name, text)
    return house


def put(path: Path, text: str) -> None:
    """Write a file, and wait until its disk's clock has gone on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    wait_for_clock(path)


def wait_for_clock(*paths: Path) -> None:
    mark = Path(paths[0].anchor, "tmp", f"clock-{os.getpid()}")
    while True:
        mark.write_bytes(b"")
        if all(mark.stat().st_mtime_ns > max(path.lstat().st_mtime_ns, path.lstat().st_ctime_ns) for path in paths):
            mark.unlink()
            return


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """Tells which pages were read since it was last asked, but for those that can never be."""
    pages: list[str] = []

    def note(path: Path, root: Path) -> object:
        pages.append("/".join(path.parts[-2:]))
        return read_page(path, root)

    def tell() -> list[str]:
        told = sorted(page for page in pages if "empty" not in page)
        pages.clear()
        return told

    monkeypatch.setattr("hrdcorpus.corpus.ingest.read_page", note)
    monkeypatch.setattr("hrdcorpus.cli.ingest._count_cores", lambda: 1)
    return tell


def touch(path: str, *, text: str | None = None) -> Callable[[Path], None]:
    """Other bytes of the same number, with the times of before; or the same ones, with others."""

    def change(house: Path) -> None:
        place = house / path
        before = place.stat()
        place.write_text(place.read_text().replace("fined", text) if text else place.read_text())
        wait_for_clock(place)
        os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns if text else before.st_mtime_ns - 10**9))

    return change


def write(path: str, text: str) -> Callable[[Path], None]:
    return lambda house: put(house / path, text)


def damage(house: Path) -> None:
    raw = bytearray((house / MANIFEST).read_bytes())
    raw[raw.index(b"a/two") + 30] ^= 1
    (house / MANIFEST).write_bytes(raw)


def put_questionnaire(house: Path) -> None:
    put(house / "hrdcorpus.toml", 'questionnaires = "own"\n')
    put(
        house / "own/lakes/items.toml",
        'id = "lakes"\nversion = "1"\ntitle = "L"\n[[item]]\nid = "boat"\ndescription = "B"\n',
    )
    put(house / "own/lakes/en.toml", '[[wording]]\nitem = "boat"\ntext = "Whose boat is it?"\n')


def link_folder(house: Path) -> None:
    (house / "data/normalized/a").rename(house / "elsewhere")
    (house / "data/normalized/a").symlink_to(house / "elsewhere")


CHANGES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "nothing": (lambda _: None, []),
    "a page": (write("data/raw/a/one.txt", PAGE.format(name="Aliya")), ["a/one.txt"]),
    "a page, in secret": (touch("data/raw/a/one.txt", text="freed"), ["a/one.txt"]),
    "a page's time": (touch("data/raw/a/one.txt"), []),
    "a page that was none": (write("data/raw/b/help.txt", PAGE.format(name="Erlan")), ["b/help.txt"]),
    "a new page": (write("data/raw/a/new.txt", PAGE.format(name="Olzhas")), ["a/new.txt"]),
    "a page in place of a record of another": (
        write("data/raw/b/several-2.txt", NO_INTERVIEW),
        ["b/several-2.txt", "b/several.txt"],
    ),
    "a sidecar": (write("data/raw/a/one.toml", SIDECAR), ["a/one.txt"]),
    "a broken sidecar": (write("data/raw/a/one.toml", "release = withheld"), ["a/one.txt"]),
    "a sidecar that is a link to nothing": (
        lambda house: (house / "data/raw/a/one.toml").symlink_to("gone"),
        ["a/one.txt"],
    ),
    "a sidecar less": (lambda house: (house / "data/raw/b/known.toml").unlink(), ["b/known.txt"]),
    "an address": (write("data/raw/urls.csv", "path,url\na/one.txt,https://example.org/1\n"), ["a/one.txt"]),
    "broken addresses": (write("data/raw/urls.csv", "nothing\n"), []),  # which stop the run
    "a limit": (write("hrdcorpus.toml", "[limits]\nblocks = 7000\n"), ALL),
    "a questionnaire": (put_questionnaire, ALL),
    "a record": (touch("data/normalized/a/one.json", text="freed"), ["a/one.txt"]),
    "a record's time": (touch("data/normalized/a/one.json"), []),
    "a record less": (lambda house: (house / "data/normalized/b/several-2.json").unlink(), ["b/several.txt"]),
    "a record too many": (write("data/normalized/a/one-2.json", "{}"), ["a/one.txt"]),
    "a record of a page that is none": (write("data/normalized/b/help.json", "{}"), ["b/help.txt"]),
    "a link for a folder of records": (link_folder, ["a/one.txt", "a/two.html"]),
    "no manifest": (lambda house: (house / MANIFEST).unlink(), ALL),
    "no folder for it": (lambda house: shutil.rmtree(house / MANIFEST.parent), ALL),
    "a manifest in part": (lambda house: os.truncate(house / MANIFEST, 200), ALL),
    "a damaged manifest": (damage, ["a/two.html"]),
    "another program's": (write(str(MANIFEST), "SQLite format 3\0"), ALL),
    "its other form": (
        lambda house: put(house / MANIFEST, re.sub(r"(?m)^........", "00000000", (house / MANIFEST).read_text())),
        ALL,
    ),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_what_changed_is_read_and_the_rest_is_told_as_if_it_was(
    change: Callable[[Path], object], expected: list[str], house: Path, read: Read, run: Run
) -> None:
    run("ingest", cwd=house)
    assert read() == ALL
    change(house)
    cold = house.with_name("cold")
    shutil.copytree(house, cold, symlinks=True)
    shutil.rmtree(cold / MANIFEST.parent, ignore_errors=True)
    warm = ingest_all(house, run)
    assert read() == expected
    assert warm == ingest_all(cold, run)
    assert read_all(house) == read_all(cold)
    read()
    again = run("ingest", cwd=house)
    if again.returncode != 2:
        assert [page for page in read() if page not in expected] == []


def ingest_all(house: Path, run: Run) -> Done:
    return run("ingest", "--strict", "--output-format", "json", cwd=house)


def read_all(house: Path) -> dict[str, bytes]:
    files = (path for path in house.rglob("*") if path.is_file() and path.parent.name != FOLDER)
    return {path.relative_to(house).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("arguments", [["--force"], ["--check"], ["--check", "--jobs", "1"]])
def test_all_is_read_where_that_is_asked(arguments: list[str], house: Path, read: Read, run: Run) -> None:
    run("ingest", cwd=house)
    before = (house / MANIFEST).read_bytes()
    read()
    run("ingest", *arguments, cwd=house)
    assert read() == ALL
    run("ingest", cwd=house)
    assert (read(), (house / MANIFEST).read_bytes()) == ([], before)


@pytest.mark.parametrize("is_library", [False, True])
def test_another_program_reads_all(
    is_library: bool, house: Path, read: Read, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", cwd=house)
    read()
    if is_library:
        (house / "lib/lxml-9.0.dist-info").mkdir(parents=True)
        monkeypatch.syspath_prepend(house / "lib")
    else:
        monkeypatch.setattr(compiled, "files", lambda _: house / "program")
        put(house / "program/rules.toml", "")
    compiled.hash_program.cache_clear()
    run("ingest", cwd=house)
    compiled.hash_program.cache_clear()
    assert read() == ALL


def test_one_page_by_itself_leaves_what_is_known_of_others(house: Path, read: Read, run: Run) -> None:
    run("ingest", cwd=house)
    put(house / "data/raw/a/two.html", PAGE.format(name="Aliya"))
    read()
    run("ingest", "data/raw/a/two.html", cwd=house)
    assert read() == ["a/two.html"]
    run("ingest", cwd=house)
    assert read() == []


def test_what_is_gone_is_forgotten(house: Path, run: Run) -> None:
    run("ingest", cwd=house)
    (house / "data/raw/a/two.html").unlink()
    run("ingest", cwd=house)
    assert "a/two" not in (house / MANIFEST).read_text()


def test_a_page_that_was_changed_since_the_run_began_is_read_again(
    house: Path, read: Read, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = min(path.stat().st_ctime_ns for path in (house / "data/raw").rglob("*.*"))
    with monkeypatch.context() as patch:
        patch.setattr(Draft, "begun", begun)
        run("ingest", cwd=house)
    read()
    run("ingest", cwd=house)
    assert read() == ALL
    run("ingest", cwd=house)
    assert read() == []


def test_a_stamp_that_is_not_older_than_what_it_is_written_in_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("One.")
    stamp = read_stamp(path)
    assert stamp is not None
    other, own = Kept(stamp, hash_bytes(b"Two.")), Kept(stamp, hash_bytes(b"One."))
    assert find_kept(path, other, stamp.latest + 1) == other
    assert find_kept(path, other, stamp.latest) is None
    assert find_kept(path, own, stamp.latest) == own


def test_nothing_of_a_page_is_in_it(house: Path, run: Run) -> None:
    put(house / "data/raw/a/one.toml", SIDECAR)
    put(house / "data/raw/urls.csv", "path,url\na/one.txt,https://example.org/1\n")
    run("ingest", cwd=house)
    told = (house / MANIFEST).read_text()
    assert "a/one" in told
    for word in {*re.findall(r"\w{5,}", f"{PAGE} {NO_INTERVIEW} Aigul Marat Erlan the list example"), "2021"}:
        assert word not in re.sub(r"no question was found|[0-9a-f]{16,}|\b[0-9]{5,}\b", "", told), word


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes for a group or others")
@pytest.mark.parametrize("place", ["data/raw/a/one.txt", "data/raw/a", "data/normalized/a/one.json"])
def test_a_record_stays_as_closed_as_its_page(place: str, house: Path, run: Run) -> None:
    run("ingest", cwd=house)
    record = house / "data/normalized/a/one.json"
    if "raw" in place:
        (house / place).chmod(0o700)
    else:
        (house / "data/raw/a/one.txt").chmod(0o600)
        run("ingest", cwd=house)
        record.chmod(0o644)
    run("ingest", cwd=house)
    assert record.stat().st_mode & 0o077 == 0
    assert (house / MANIFEST).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "block",
    [
        lambda place: place.parent.write_text("a file in its place"),
        lambda place: (place.parent.mkdir(), place.symlink_to("gone")),
        lambda place: place.mkdir(parents=True),
    ],
)
def test_a_manifest_that_cannot_be_written_is_told_and_costs_nothing(
    block: Callable[[Path], object], house: Path, read: Read, run: Run
) -> None:
    (house / MANIFEST.parents[1]).mkdir()
    block(house / MANIFEST)
    done = run("ingest", cwd=house)
    assert (
        b"note: what was read cannot be remembered: data/normalized/.hrdcorpus_cache/manifest: cannot be" in done.stderr
    )
    assert (done.returncode, b"written: 3" in done.stdout) == (1, True)  # for the page that is empty
    read()
    run("ingest", cwd=house)
    assert read() == ALL


def test_git_does_not_see_it(house: Path, run: Run) -> None:
    subprocess.run(["git", "init", "-q", house], check=True)
    for _ in range(2):
        run("ingest", cwd=house)
        listed = subprocess.run(
            ["git", "ls-files", "-o", "--exclude-standard"], cwd=house, check=True, capture_output=True
        )
        assert b"data/normalized/a/one.json" in listed.stdout
        assert FOLDER.encode() not in listed.stdout
        (house / MANIFEST.parent / ".gitignore").unlink()


def test_what_an_unchanged_page_takes_does_not_grow_with_their_number(tmp_path: Path, run: Run) -> None:
    calls = []
    for count in (10, 40, 70):
        house = tmp_path / str(count)
        for number in range(count):
            put(house / f"data/raw/{number:03}.txt", NO_INTERVIEW.format(name=number))
        run("ingest", cwd=house)
        calls.append(count_calls(lambda: run("ingest", cwd=house)))  # noqa: B023
    first, second = (calls[1] - calls[0]) / 30, (calls[2] - calls[1]) / 30  # for each page
    assert abs(second - first) < 10
    assert second < 400  # to read one takes tens of thousands


def test_an_interrupted_run_is_remembered_as_far_as_it_came(
    house: Path, read: Read, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:

        def stop(path: Path, root: Path) -> object:
            if path.name == "help.txt":
                raise KeyboardInterrupt
            return read_page(path, root)

        patch.setattr("hrdcorpus.corpus.ingest.read_page", stop)
        assert run("ingest", cwd=house).returncode == 130
    run("ingest", cwd=house)
    assert read() == ["b/help.txt", "b/known.txt", "b/several.txt"]

"""Which files are pages, what they are called, and what is said of the rest."""

import os
import unicodedata
from pathlib import Path

import pytest

from hrdcorpus.corpus import places
from hrdcorpus.corpus.files import Found, find_corpus, find_pages, find_records, list_standing
from hrdcorpus.corpus.places import NORMALIZED, RAW, find_root
from hrdcorpus.records.values import build_id


def build_tree(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Who?")


def ids(found: Found) -> list[str]:
    return [file.id for file in found.files]


def reasons(found: Found) -> dict[str, str]:
    return {Path(str(entry.path)).name: entry.reason for entry in found.unusable}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["b.txt", "a.html", "c.HTM", "d.xhtml"], ["a", "b", "c", "d"]),
        (["2021/x.txt", "2021/deep/y.txt", "x.txt"], ["2021/deep/y", "2021/x", "x"]),
        (["a.b.txt", "a.txt"], ["a", "a.b"]),
        (["a.txt", ".hidden.txt", ".git/b.txt"], ["a"]),
        (["a.html", "a_files/frame.html"], ["a"]),
        (["case_files/b.txt"], ["case_files/b"]),
        (["with space and Кириллица.txt"], ["with space and Кириллица"]),
    ],
)
def test_pages_below_a_folder(tmp_path: Path, names: list[str], expected: list[str]) -> None:
    build_tree(tmp_path, *names)
    found = find_pages([tmp_path])
    assert (ids(found), found.unusable, found.ignored) == (expected, (), ())


def test_other_files_are_told(tmp_path: Path) -> None:
    build_tree(tmp_path, "a.txt", "notes.md", "deep/scan.pdf")
    assert find_pages([tmp_path]).ignored == (tmp_path / "deep/scan.pdf", tmp_path / "notes.md")


@pytest.mark.parametrize("argument", ["data/raw", "data/raw/2021", "data/raw/2021/a.txt"])
def test_a_page_of_the_raw_folder_has_one_id_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argument: str
) -> None:
    build_tree(tmp_path, "data/raw/2021/a.txt")
    monkeypatch.chdir(tmp_path)
    assert ids(find_pages([Path(argument)])) == ["2021/a"]
    monkeypatch.chdir(tmp_path / "data/raw/2021")
    assert ids(find_pages([Path("a.txt"), Path("../2021"), tmp_path / argument])) == ["2021/a"]


def test_a_page_elsewhere_is_relative_to_its_own_folder(tmp_path: Path) -> None:
    build_tree(tmp_path, "pages/a.txt")
    assert find_root(tmp_path / "pages" / "a.txt") == tmp_path / "pages"
    assert ids(find_pages([tmp_path / "pages" / "a.txt"])) == ["a"]


@pytest.mark.parametrize(
    "pair",
    [
        ("a.txt", "a.html"),
        ("Page.txt", "page.txt"),
        (unicodedata.normalize("NFC", "й.txt"), unicodedata.normalize("NFD", "й.txt")),
        ("Straße.txt", "STRASSE.txt"),
    ],
)
def test_two_pages_for_one_record_are_both_unusable(tmp_path: Path, pair: tuple[str, str]) -> None:
    build_tree(tmp_path, *pair, "other.txt")
    found = find_pages([tmp_path])
    assert ids(found) == ["other"]
    assert set(reasons(found)) == set(pair)
    for one, other in (pair, pair[::-1]):
        assert f"the same record as {tmp_path / other}" in reasons(found)[one]


def test_same_name_in_two_folders_is_a_collision_too(tmp_path: Path) -> None:
    build_tree(tmp_path, "one/a.txt", "two/a.txt")
    assert len(find_pages([tmp_path / "one", tmp_path / "two"]).unusable) == 2


def test_named_twice_is_found_once(tmp_path: Path) -> None:
    build_tree(tmp_path, "a.txt")
    found = find_pages([tmp_path, tmp_path / "a.txt", tmp_path / "." / "a.txt"])
    assert (ids(found), found.unusable) == (["a"], ())


def test_no_input_is_an_error(tmp_path: Path) -> None:
    build_tree(tmp_path, "empty/notes.md")
    found = find_pages([tmp_path / "empty", tmp_path / "missing", tmp_path / "missing.txt"])
    assert found.files == ()
    assert reasons(found) == {
        "empty": "holds no file that ends in .txt, .vtt, .srt, .html, .htm, .xhtml, .mhtml, .mht",
        "missing": "does not exist",
        "missing.txt": "does not exist",
    }


def test_odd_things_are_neither_followed_nor_passed_over(tmp_path: Path) -> None:
    build_tree(tmp_path, "a.txt", "outside/b.txt")
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "again").symlink_to(raw)
    (raw / "elsewhere").symlink_to(tmp_path / "outside")
    (raw / "folder.txt").mkdir()
    (raw / "nowhere.txt").symlink_to("missing")
    (raw / "loop").symlink_to("loop")
    os.mkfifo(raw / "pipe.txt")
    found = find_pages([raw])
    assert ids(found) == ["folder", "nowhere", "pipe"]  # reading them says what they are
    assert set(reasons(found)) == {"again", "elsewhere"}
    assert found.ignored == (raw / "loop",)


def test_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_tree(tmp_path, "a.txt", "closed/b.txt")
    listdir = os.listdir

    def refuse(path: Path) -> list[str]:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", refuse)
    found = find_pages([tmp_path])
    assert ids(found) == ["a"]
    assert "cannot be listed: Permission denied" in reasons(found)["closed"]


def test_what_stands_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert list_standing() == []
    (tmp_path / "data/raw").mkdir(parents=True)
    assert list_standing() == []
    build_tree(tmp_path, "data/normalized/a.json")
    assert list_standing() == [NORMALIZED]

    def refuse(path: Path) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)
    assert list_standing() == [RAW, NORMALIZED]


@pytest.mark.parametrize("name", ["a.b.txt", "2021.pages/a.txt", "..txt", "page"])
def test_a_page_and_its_record_have_one_id(tmp_path: Path, name: str) -> None:
    build_tree(tmp_path, f"data/raw/{name}")
    [file] = find_pages([tmp_path / "data/raw" / name]).files
    assert file.id == build_id(name)


def test_records_and_pages_are_told_apart(tmp_path: Path) -> None:
    build_tree(tmp_path, "a.txt", "a.json")
    assert [file.path.name for file in find_records([tmp_path]).files] == ["a.json"]
    assert [(file.path.name, file.is_record) for file in find_corpus([tmp_path]).files] == [
        ("a.json", True),
        ("a.txt", False),
    ]


def test_where_pages_are_is_asked_once_for_each_folder_of_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def find(folder: Path) -> Path:
        asked.append(folder)
        return tmp_path / "pages"

    monkeypatch.setattr(places, "find_origin", find)
    records = [tmp_path / folder / f"{number}.json" for folder in ("a", "b") for number in range(5)]
    located = places.locate_pages(records)
    assert located == {tmp_path / folder: tmp_path / "pages" for folder in ("a", "b")}
    assert len(asked) == 2

"""A sidecar that no page heeds is an error wherever pages are looked at: what it says of somebody would be lost."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import Run
from hrdcorpus.corpus.sidecars import list_sidecars

PAGE = "HRD Interview: Rosa Omarova, Kazakhstan\n\nWhat is your work?\n\nI sue.\n\nWhy do you do it?\n\nI must.\n"
WITHHELD = 'release = "withheld"\n'


@pytest.fixture
def house(tmp_path: Path, run: Run) -> Path:
    """Two interviews with their records; the first is withheld."""
    raw = tmp_path / "data/raw"
    (raw / "2021").mkdir(parents=True)
    (raw / "rosa.txt").write_text(PAGE)
    (raw / "rosa.toml").write_text(WITHHELD)
    (raw / "2021/ivan.HTM").write_text(f"<pre>{PAGE}</pre>".replace("Rosa Omarova", "Ivan Brik"))
    (raw / "2021/ivan.toml").write_text('release = "internal"\n')
    assert run("ingest", cwd=tmp_path).returncode == 0
    return tmp_path


def rename(old: str, new: str) -> Callable[[Path], object]:
    def change(raw: Path) -> None:
        (raw / new).parent.mkdir(exist_ok=True)
        (raw / old).rename(raw / new)

    return change


LOST = {
    "its page has another name": (rename("rosa.txt", "r1.txt"), "rosa.toml", "without its page"),
    "its page is in another folder": (rename("rosa.txt", "2021/rosa.txt"), "rosa.toml", "without its page"),
    "its page is gone": (lambda raw: (raw / "rosa.txt").unlink(), "rosa.toml", "without its page"),
    "it has another name": (rename("rosa.toml", "roza.toml"), "roza.toml", "without its page"),
    "it is in another folder": (rename("rosa.toml", "2021/rosa.toml"), "2021/rosa.toml", "without its page"),
    "it is beside the record": (rename("rosa.toml", "../normalized/rosa.toml"), "../normalized/rosa.toml", "its page"),
    "capitals": (rename("rosa.toml", "rosa.TOML"), "rosa.TOML", "must be called rosa.toml"),
    "a capital": (rename("rosa.toml", "rosa.Toml"), "rosa.Toml", "must be called rosa.toml"),
    "a capital in the name": (rename("rosa.toml", "Rosa.toml"), "Rosa.toml", "must be called rosa.toml"),
    "behind the page's suffix": (rename("rosa.toml", "rosa.txt.toml"), "rosa.txt.toml", "must be called rosa.toml"),
    "behind it, in capitals": (rename("rosa.toml", "rosa.TXT.TOML"), "rosa.TXT.TOML", "must be called rosa.toml"),
    "saved as text": (rename("rosa.toml", "rosa.toml.txt"), "rosa.toml.txt", "must be called rosa.toml"),
    "saved twice": (rename("rosa.toml", "rosa.toml (1)"), "rosa.toml (1)", "must be called rosa.toml"),
    "put away": (rename("rosa.toml", "rosa.toml.bak"), "rosa.toml.bak", "must be called rosa.toml"),
    "in another suffix": (rename("rosa.toml", "rosa.tml"), "rosa.tml", "must be called rosa.toml"),
    "in a suffix of its own": (rename("rosa.toml", "rosa.txt.release"), "rosa.txt.release", "must be called rosa.toml"),
    "without a suffix": (rename("rosa.toml", "rosa"), "rosa", "must be called rosa.toml"),
    "hidden": (rename("rosa.toml", ".rosa.toml"), ".rosa.toml", "must be called rosa.toml"),
    "without its full stop": (rename("rosa.toml", "rosa-toml"), "rosa-toml", "must be called rosa.toml"),
    "with a low line": (rename("rosa.toml", "rosa_TOML"), "rosa_TOML", "must be called rosa.toml"),
    "in a page's own folder": (rename("rosa.toml", "rosa_files/rosa.toml"), "rosa_files/rosa.toml", "without its page"),
    "above the pages": (rename("rosa.toml", "../rosa.toml"), "../rosa.toml", "without its page"),
    "in another language": (lambda raw: (raw / "rosa.toml").rename(raw / "rosa.yaml").write_text("release: withheld\n"),
                            "rosa.yaml", "must be called rosa.toml"),
    "beside one that is read": (lambda raw: (raw / "rosa.toml.txt").write_text(WITHHELD), "rosa.toml.txt",
                                "put the two together"),
    "a link to nothing": (lambda raw: (raw / "gone.toml").symlink_to("nowhere"), "gone.toml", "without its page"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "place", "said"), LOST.values(), ids=LOST)
def test_a_lost_sidecar_is_an_error(
    change: Callable[[Path], object], place: str, said: str, house: Path, run: Run
) -> None:
    raw = house / "data/raw"
    change(raw)
    folder = {"../normalized": "data/normalized", "..": "data"}.get(place.rpartition("/")[0])
    shown = Path(folder or f"data/raw/{Path(place).parent}", Path(place).name)
    for arguments in () if "normalized" in place else (["ingest"], ["ingest", "--check"]):
        done = run(*arguments, cwd=house)
        told = [line for line in done.stderr.decode().splitlines() if line.startswith(f"error: {shown}: ")]
        assert (done.returncode, len(told)) == (1, 1), done.stderr
        assert said in told[0]
        assert told[0].endswith("see: hrdcorpus rule HRD413")
    for named in ([], ["data"], ["."], [str(shown)], [str(shown), "README.md"]):
        done = run("validate", "--select", "lost-sidecar", *named, cwd=house)
        assert done.returncode == 1
        assert done.stdout.decode().startswith(f"{shown}: HRD413 lost-sidecar: "), done.stdout
        assert said in done.stdout.decode()
    done = run("export", cwd=house)
    assert "rosa" not in [json.loads(line)["id"] for line in done.stdout.splitlines()]


@pytest.mark.parametrize("name", ["rosa.toml", "rosa.TOML", "rosa.txt.toml"])
@pytest.mark.parametrize("steps", [1, 2])
def test_a_mark_beside_what_a_page_is_a_link_to_is_not_lost(steps: int, name: str, house: Path, run: Run) -> None:
    """Pages may be kept elsewhere; the sidecar has its place beside the link."""
    raw, away = house / "data/raw", house / "away"
    away.mkdir()
    (raw / "rosa.toml").rename(away / name)
    (raw / "rosa.txt").rename(away / "rosa.txt")
    if steps == 2:
        (house / "between.txt").symlink_to("away/rosa.txt")
    (raw / "rosa.txt").symlink_to("../../away/rosa.txt" if steps == 1 else "../../between.txt")
    for arguments in (["ingest"], ["ingest", "--check"], ["validate"], ["ingest", "data/raw/rosa.txt"]):
        done = run(*arguments, cwd=house)
        assert done.returncode == 1
        assert b"not read for data/raw/rosa.txt, a link to its page" in done.stdout + done.stderr
    done = run("export", cwd=house)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["2021/ivan"]
    (away / name).rename(away / "rosa.toml")
    (raw / "rosa.toml").symlink_to("../../away/rosa.toml")
    assert run("ingest", "--check", cwd=house).returncode == 0


def test_links_in_a_circle_end(house: Path, run: Run) -> None:
    (house / "data/raw/a.txt").symlink_to("b.txt")
    (house / "data/raw/b.txt").symlink_to("a.txt")
    assert run("ingest", cwd=house).returncode == 1


def test_a_list_of_changes_tells_the_sidecar_that_was_left_behind(house: Path, run: Run) -> None:
    (house / "data/raw/rosa.txt").rename(house / "data/raw/r1.txt")
    done = run("validate", "data/raw/rosa.txt", "data/raw/r1.txt", cwd=house)
    assert "data/raw/rosa.toml: HRD413 lost-sidecar: " in done.stdout.decode()
    (house / "data/raw/r1.toml").write_text("")
    (house / "data/raw/r1.TOML").write_text(WITHHELD)
    done = run("ingest", "data/raw/r1.txt", cwd=house)
    assert (done.returncode, b"error: data/raw/r1.TOML: not read" in done.stderr) == (1, True)


def test_a_page_in_capitals_has_its_sidecar(house: Path, run: Run) -> None:
    (house / "data/raw/rosa.txt").rename(house / "data/raw/rosa.TXT")
    done = run("ingest", cwd=house)
    assert (done.returncode, done.stderr) == (0, b"")


KEPT = [
    "rosa.toml~",
    "rosa.toml.orig",
    "notes.md",
    "rosa.pdf",
    "._rosa.toml",
    ".rosa.toml.swp",
    "rosa-toml.md",
    "hrdcorpus.toml",
]


@pytest.mark.parametrize("name", KEPT)
def test_what_is_no_sidecar_is_none(name: str, house: Path, run: Run) -> None:
    (house / "data/raw" / name).write_text(
        WITHHELD
        if name in ("rosa.toml~", "rosa.toml.orig", "hrdcorpus.toml", ".rosa.toml.swp")
        else "Of the interview.\n"
    )
    assert run("ingest", "--check", cwd=house).returncode == 0


@pytest.mark.parametrize(
    ("name", "text", "is_lost"),
    [
        ("questions.toml", '[[item]]\nid = "risks"\n', False),
        ("pyproject.toml", "[project]\n", False),
        ("away.toml", WITHHELD, True),
        ("away.toml", 'relaese = "withheld"\n', True),
        ("away.toml", '[[block]]\nline = 3\n', True),
        ("away.toml", WITHHELD.encode("utf-16"), True),
        ("rosa.TOML", "", True),
    ],
)  # fmt: skip
def test_outside_of_a_corpus_files_in_toml_may_be_others(
    name: str, text: str | bytes, is_lost: bool, tmp_path: Path
) -> None:
    (tmp_path / "rosa.txt").touch()
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    assert [lost.file.name for lost in list_sidecars(tmp_path, ["rosa.txt", name]).lost] == [name] * is_lost


def test_a_byte_order_mark_is_no_part_of_a_sidecar_or_of_settings(house: Path, run: Run) -> None:
    """Notepad begins files with it."""
    (house / "data/raw/rosa.toml").write_bytes(b"\xef\xbb\xbf" + WITHHELD.encode())
    (house / "hrdcorpus.toml").write_bytes(b'\xef\xbb\xbfaccept = ["HRD101"]\nreason = "seen"\n')
    correction = ("--line", "3", "--label", "question", "--reason", "sure")
    for arguments in (["ingest"], ["correct", "data/raw/rosa.txt", *correction], ["ingest"]):
        assert run(*arguments, cwd=house).returncode == 0
    done = run("export", cwd=house)
    assert ([json.loads(line)["id"] for line in done.stdout.splitlines()], b"1 withheld" in done.stderr) == (
        ["2021/ivan"],
        True,
    )

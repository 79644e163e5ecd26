"""`urls.csv` beside the pages: from where each was downloaded, below a sidecar, above what the page says."""

import json
import os
from pathlib import Path

import pytest

from commands import NO_FILES, Run

TEXT = """HRD Interview: Aigul Nobodyeva, beekeeper of the Blue Hives NGO, Kazakhstan

7 Apr 2021

Can you tell us more about your work on business and human rights?

We count the hives beside the mine.
"""
HTML = """<!DOCTYPE html>
<!-- saved from url=(0024)https://page.example/two -->
<html><body><main><h1>HRD Interview: Marat Nikto, nurse, Kazakhstan</h1><p>7 Apr 2021</p>
<p>Can you tell us more about your work on business and human rights?</p><p>We count the wells.</p></main></body></html>
"""
SIDECAR = '[facts]\nurl = "https://sidecar.example"\nreason = "seen"\n'
LISTED = "path,url,retrieved\n2021/one.txt,https://list.example/one,2021-08-01\ntwo.html,https://list.example/two,\n"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A corpus of two pages, of which the second says where it is from."""
    (tmp_path / "data/raw/2021").mkdir(parents=True)
    (tmp_path / "data/raw/2021/one.txt").write_text(TEXT)
    (tmp_path / "data/raw/two.html").write_text(HTML)
    return tmp_path


def read_sources(house: Path, run: Run) -> dict[str, tuple[str | None, str | None]]:
    done = run("ingest", cwd=house)
    assert (done.returncode, b"error: " in done.stderr, b"left alone" in done.stderr) == (0, False, False)
    assert run("ingest", "--check", cwd=house).returncode == 0
    records = [json.loads(path.read_text("utf-8")) for path in (house / "data/normalized").rglob("*.json")]
    return {record["id"]: (record["source"]["url"], record["source"]["retrieved"]) for record in records}


def test_a_sidecar_comes_before_the_list_and_the_list_before_the_page(house: Path, run: Run) -> None:
    assert read_sources(house, run) == {"2021/one": (None, None), "two": ("https://page.example/two", None)}
    assert b"data/raw/2021/one.txt: HRD210 no-url: " in run("validate", cwd=house).stdout
    (house / "data/raw/urls.csv").write_text(LISTED)
    listed = ("https://list.example/one", "2021-08-01")
    assert read_sources(house, run) == {"2021/one": listed, "two": ("https://list.example/two", None)}
    assert b"HRD210" not in run("validate", cwd=house).stdout
    (house / "data/raw/2021/one.toml").write_text(SIDECAR)
    assert read_sources(house, run)["2021/one"] == ("https://sidecar.example", "2021-08-01")


@pytest.mark.parametrize(
    "content",
    [
        LISTED.replace(",", ";"),
        LISTED.replace(",", "\t"),
        "\ufeff" + LISTED.replace("\n", "\r\n"),
        'note,url,path\n"by hand, later",https://list.example/one,2021/one.txt\n',
        "path,url\n 2021/one.txt , https://list.example/one \ngone.txt,\n",
    ],
)
def test_as_spreadsheets_write_it(house: Path, content: str, run: Run) -> None:
    (house / "data/raw/urls.csv").write_bytes(content.encode())
    assert read_sources(house, run)["2021/one"][0] == "https://list.example/one"


@pytest.mark.parametrize("place", ["data/raw", "data/raw/2021"])
def test_it_counts_from_wherever_a_page_is_named(house: Path, place: str, run: Run) -> None:
    (house / "data/raw/urls.csv").write_text(LISTED)
    page = os.path.relpath(house / "data/raw/2021/one.txt", house / place)
    assert run("ingest", page, "--output", str(house / "out"), cwd=house / place).returncode == 0
    assert b"https://list.example/one" in (house / "out/2021/one.json").read_bytes()


def test_in_another_folder_it_is_a_file_like_others(house: Path, run: Run) -> None:
    (house / "data/raw/2021/urls.csv").write_text(LISTED)
    assert b"left alone, since its kind is not known: data/raw/2021/urls.csv" in run("ingest", cwd=house).stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "urls.csv: the first line must name the columns path, url"),
        (b"page,address\n", "urls.csv: the first line must name the columns path, url"),
        (b"path,url\none.txt,SECRET\n", "urls.csv:2: url: must be a whole address, as https://example.org/page"),
        (
            b"path,url,retrieved\na.txt,https://a.b,01.08.2021\n",
            "urls.csv:2: retrieved: must be a day, year first, as 20",
        ),
        (b"path,url\n2021\\SECRET.txt,https://a.example\n", "urls.csv:2: path: no path below a folder"),
        (b"path,url\n,https://a.example\n", "urls.csv:2: path: must be a text"),
        (b"path,url\na.txt,\nb.txt,\na.txt,\n", "urls.csv:4: path: a page that stands above, too"),
        (b'path,url\n"one.txt,https://a.example\n', "urls.csv:2: not CSV; mend it"),
        (b"path,url\n\xff\n", "urls.csv: not UTF-8; save it as CSV in UTF-8"),
        (b"path,url\n" + b"x" * 10_000_000, "urls.csv: larger than 10,000,000 bytes"),
    ],
)
@pytest.mark.parametrize("command", ["ingest", "validate"])
def test_what_is_wrong_is_told_by_line_and_column(
    house: Path, content: bytes, message: str, command: str, run: Run
) -> None:
    (house / "data/raw/urls.csv").write_bytes(content)
    done = run(command, cwd=house)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1].startswith(f"error: data/raw/{message}")
    assert b"SECRET" not in done.stdout + done.stderr


def test_rows_of_pages_that_are_not_there_are_told(house: Path, run: Run) -> None:
    (house / "data/raw/urls.csv").write_text(LISTED + "gone.txt,https://list.example/gone,\n")
    told = "note: data/raw/urls.csv: names pages that are not there: gone.txt\n"
    assert told in run("ingest", cwd=house).stderr.decode()
    assert told not in run("ingest", "data/raw/two.html", cwd=house).stderr.decode()  # who looks at one page alone


@pytest.mark.parametrize("kind", NO_FILES)
def test_what_is_no_file_is_no_reason_to_wait(house: Path, kind: str, run: Run) -> None:
    path = house / "data/raw/urls.csv"
    NO_FILES[kind](path)
    done = run("ingest", cwd=house)
    assert (done.returncode, b"error: data/raw/urls.csv: " in done.stderr) == (2, True)

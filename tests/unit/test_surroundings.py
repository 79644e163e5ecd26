"""The commands where a permission, a stream or a folder is missing: one clear line each, and the others go on."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from commands import Done, Run
from hrdcorpus import pipeline
from hrdcorpus.corpus import prompts
from hrdcorpus.reading.pages import Page

PAGE = """HRD Interview: Aigul Nobodyeva, civic activist from Semei, Kazakhstan

7 Apr 2021

Can you tell us more about your work on business and human rights?

We meet the inspectors every month.

What role does the government play? Is it supportive of human rights defenders? Or do you feel pressure from the \
government?

Two of my colleagues were fined.
"""
MARKUP = "".join(f"<p>{line}</p>\n" for line in PAGE.splitlines() if line)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder with two pages in data/raw."""
    (tmp_path / "data/raw").mkdir(parents=True)
    for name in ("no.txt", "ok.txt"):
        (tmp_path / "data/raw" / name).write_text(PAGE)
    return tmp_path


def shell(script: str, cwd: Path) -> Done:
    """Run `hrdcorpus` in a shell, which can close streams."""
    script = script.replace("hrdcorpus", f"{sys.executable} -m hrdcorpus")
    done = subprocess.run(["sh", "-c", script], cwd=cwd, capture_output=True, check=False, timeout=60)
    return Done(done.returncode, done.stdout, done.stderr)


@contextmanager
def lose_privileges(folder: Path) -> Iterator[None]:
    """Root, whom no mode stops, becomes somebody else, who may look into `folder`."""
    if os.getuid() != 0:
        yield
        return
    for above in (folder, *folder.parents[:3]):  # what pytest makes is root's alone
        above.chmod(0o755)
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


UNREADABLE = {
    "a page": ("data/raw/no.txt", "ingest --output out data/raw/no.txt data/raw/ok.txt", b"data/raw/no.txt"),
    "a folder": ("data/raw", "ingest --output out", b"data/raw"),
    "a page in validate": ("data/raw/no.txt", "validate data/raw/no.txt data/raw/ok.txt", b"data/raw/no.txt"),
    "a folder in validate": ("data/raw", "validate", b"data/raw"),
    "a page in explain": ("data/raw/no.txt", "explain data/raw/no.txt", b"data/raw/no.txt"),
    "a page in a folder": ("data/raw", "explain data/raw/no.txt", b"data/raw/no.txt"),
    "a page in suggest": ("data/raw/no.txt", "questionnaire suggest data/raw/no.txt", b"data/raw/no.txt"),
    "the output": ("out", "ingest --output out", b"out: cannot be written to"),
    "the settings": ("hrdcorpus.toml", "ingest --output out", b"hrdcorpus.toml"),
    "a schema": ("schema.json", "schema --check --output schema.json", b"schema.json"),
}


@pytest.mark.parametrize(("closed", "arguments", "named"), UNREADABLE.values(), ids=UNREADABLE)
def test_without_permission(house: Path, run: Run, closed: str, arguments: str, named: bytes) -> None:
    run(*arguments.split(), cwd=house)  # loads what somebody else may not be allowed to load
    shutil.rmtree(house / "out", ignore_errors=True)
    (house / "out").mkdir()
    (house / "out").chmod(0o777)
    for name in ("hrdcorpus.toml", "schema.json"):
        (house / name).touch()
    (house / closed).chmod(0)
    try:
        with lose_privileges(house):
            done = run(*arguments.split(), cwd=house)
    finally:
        (house / closed).chmod(0o755)
    assert done.returncode == (2 if closed == "hrdcorpus.toml" else 1), done
    assert named in done.stderr + done.stdout
    assert b"internal error" not in done.stderr
    assert (house / "out/ok.json").exists() == arguments.startswith("ingest --output out data/raw/no.txt")


CLOSED = {
    "version to a full disk": ("hrdcorpus --version >/dev/full", b"No space left"),
    "help to a full disk": ("hrdcorpus --help >/dev/full", b"No space left"),
    "schema to a full disk": ("hrdcorpus schema >/dev/full", b"No space left"),
    "version": ("hrdcorpus --version >&-", b"standard output is closed"),
    "export": ("hrdcorpus export >&-", b"standard output is closed"),
    "ingest": ("hrdcorpus ingest >&-", b"standard output is closed"),
    "schema": ("hrdcorpus schema >&-", b"standard output is closed"),
    "validate": ("hrdcorpus validate - <&-", b"standard input is closed"),
    "explain": ("hrdcorpus explain - <&-", b"standard input is closed"),
}


@pytest.mark.parametrize(("script", "reason"), CLOSED.values(), ids=CLOSED)
def test_a_stream_that_is_missing_is_one_line(house: Path, script: str, reason: bytes) -> None:
    done = shell(script, house)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1), done
    assert done.stderr.startswith(b"error: ")
    assert reason in done.stderr


@pytest.mark.parametrize("stream", ["<&-", "2>&-", "<&- 2>&-"])
def test_a_stream_that_is_not_needed_may_be_missing(house: Path, stream: str) -> None:
    assert shell(f"hrdcorpus ingest {stream}", house).returncode == 0


@pytest.mark.parametrize(
    ("before", "is_html"),
    [
        ("", True),
        (" \n<!DOCTYPE html>\n<html>", True),
        ("<!-- saved from url=(0015)https://x.org/a -->", True),
        ("<?xml version='1.0'?><html>", True),
        ("\n<MAIN class='x'>", True),
        ("Interview\n", False),
        ("<3 ", False),
        ("<pending> ", False),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_html_on_standard_input(house: Path, run: Run, before: str, is_html: bool, encoding: str) -> None:
    raw = (before + MARKUP).encode(encoding)
    explained = run("explain", "-", cwd=house, stdin=raw)
    assert (b"<p>" in explained.stdout) != is_html
    assert is_html or explained.stderr.startswith(b"note: stdin: not an interview: ")
    validated = run("validate", "-", cwd=house, stdin=raw)
    assert (b"HRD403" in validated.stdout) != is_html


def test_a_blank_page_from_standard_input_is_named(house: Path, run: Run) -> None:
    for command in ("explain", "validate"):
        done = run(command, "-", cwd=house, stdin=b"<html><body> </body></html>")
        assert done.returncode == 1
        assert b"stdin: " in done.stderr + done.stdout.replace(b"stdin:1:", b"stdin:")
        assert b"blank: " in done.stderr + done.stdout


def test_a_page_that_cannot_be_taken_apart_is_named(house: Path, run: Run) -> None:
    (house / "data/raw/cut.html").write_text("<html><body><p>Who?</p><!-- ")
    for command in (["explain"], ["correct", "--line", "1", "--label", "answer", "--reason", "x"]):
        done = run(command[0], "data/raw/cut.html", *command[1:], cwd=house)
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr.startswith(b"error: data/raw/cut.html: truncated: ")


def test_a_page_that_breaks_off_is_told(house: Path, run: Run) -> None:
    for name, end in (("cut", "<div"), ("whole", "")):  # the end tags of body and html may be left out
        (house / f"data/raw/{name}.html").write_text(f"<html><body>{MARKUP}{end}")
        done = run("validate", f"data/raw/{name}.html", cwd=house)
        assert done.returncode == 0
        assert (b"HRD307 truncated" in done.stdout) == (name == "cut")


def test_nothing_to_ingest_leaves_nothing(house: Path, run: Run) -> None:
    assert run("ingest", "nothere", "--output", "out", cwd=house).returncode == 1
    assert not (house / "out").exists()


def test_a_schema_is_checked_where_it_is_said_to_be(house: Path, run: Run) -> None:
    assert run("schema", "--check", "--output", "schema.json", cwd=house).returncode == 1
    assert run("schema", "--output", "schema.json", cwd=house).returncode == 0
    assert run("schema", "--check", "--output", "schema.json", cwd=house).returncode == 0
    assert run("schema", "--check", cwd=house).returncode == 1
    (house / "schema.json").write_text("{}")
    done = run("schema", "--check", "--output", "schema.json", cwd=house)
    assert b"schema.json: not the schema of this version" in done.stderr


def test_settings_that_are_a_link_to_nothing_are_told(house: Path, run: Run) -> None:
    (house / "hrdcorpus.toml").symlink_to("missing.toml")
    done = run("ingest", cwd=house)
    assert done.returncode == 2
    assert b"hrdcorpus.toml: a link to nothing" in done.stderr


@pytest.mark.parametrize("plant", [Path.symlink_to, lambda path, _: path.mkdir()], ids=["link", "folder"])
def test_what_is_no_file_is_no_record_that_still_stands(
    house: Path, run: Run, plant: Callable[[Path, Path], None]
) -> None:
    (house / "data/normalized").mkdir()
    (house / "elsewhere.json").write_text("{}")
    plant(house / "data/normalized/ok.json", house / "elsewhere.json")
    done = run("ingest", cwd=house)
    assert done.returncode == 1
    assert b"error: data/normalized/ok.json: cannot be read: " in done.stderr
    assert b"still stands" not in done.stderr
    assert (house / "elsewhere.json").read_text() == "{}"


def test_a_bug_on_one_page_does_not_stop_suggestions(house: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    trace = pipeline.trace_page

    def trace_or_fail(page: Page, *others: object) -> object:
        if page.path == "no.txt":
            raise RuntimeError("testimony")
        return trace(page, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(prompts, "trace_page", trace_or_fail)
    done = run("questionnaire", "suggest", "data/raw", cwd=house)
    assert b"note: data/raw/no.txt: internal error: RuntimeError" in done.stderr
    assert b"no question recurs" in done.stderr
    assert b"testimony" not in done.stderr

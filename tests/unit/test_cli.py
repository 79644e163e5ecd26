"""The commands as people and scripts run them: output, exit codes, and nothing that a page could make of them."""

import codecs
import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from casebook import ROOT
from commands import Done, Run, Show, read_explained, start
from hrdcorpus import __version__
from hrdcorpus.cli.app import COMMANDS
from hrdcorpus.corpus.locking import lock_folder
from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge import base
from hrdcorpus.reading.pages import Page, read_page

PAGE = """HRD Interview: Aigul Nobodyeva, civic activist from Semei, Kazakhstan

7 Apr 2021

Business & Human Rights Resource Centre

Can you tell us more about your work on business and human rights?

We meet the inspectors \x1b[31mevery\u202e month.\u2028Нас двое. [bold]:smile:[/]

What role does the government play? Is it supportive of human rights defenders? Or do you feel pressure from the \
government?

::error::Two of my colleagues were fined.
"""
TESTIMONY = ("inspectors", "colleagues", "Nobodyeva", "Нас двое")
ASKED = ("Who taught you to dive?", "My aunt did.", "What lies on the bottom of the lake?", "A bus, and two boats.")
NO_INTERVIEW = "Ten companies were asked to respond.\n\nNone of them did.\n"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder with data/raw in it, and one page."""
    (tmp_path / "data/raw/2021").mkdir(parents=True)
    (tmp_path / "data/raw/2021/page.txt").write_text(PAGE)
    return tmp_path


@pytest.fixture
def corpus(house: Path, run: Run) -> Path:
    """The same, ingested."""
    done = run("ingest", cwd=house)
    assert done.returncode == 0, done.stderr
    return house


@pytest.mark.parametrize("option", ["--version", "-V"])
@pytest.mark.parametrize("command", [[sys.executable, "-m", "hrdcorpus"], ["hrdcorpus"]])
def test_version(command: list[str], option: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run([*command, option], capture_output=True, env=os.environ | {"PATH": path}, check=True)
    assert done.stdout.decode() == f"hrdcorpus {__version__}\n"


def test_nothing_heavy_is_loaded_that_the_command_does_not_need(house: Path) -> None:
    heavy = {
        "--version": "typer pydantic lxml babel filelock",
        "--help": "pydantic rich lxml bs4 babel filelock langdetect rapidfuzz json xml hrdcorpus.knowledge "
        "hrdcorpus.output",
        "ingest": "rich lxml bs4 babel filelock langdetect tomlkit email.policy hrdcorpus.output "  # of a text page
        "hrdcorpus.cli.export",
    }
    for option, modules in heavy.items():
        script = (
            f"import sys; sys.argv = ['hrdcorpus', '{option}']; from hrdcorpus.cli import main\n"
            "try: main()\nexcept SystemExit: pass\n"
            f"sys.exit(' '.join(set('{modules}'.split()) & set(sys.modules)))"
        )
        done = subprocess.run([sys.executable, "-c", script], cwd=house, capture_output=True, text=True, check=False)
        assert done.stderr == "\n" * (done.returncode != 0), option


def test_help_shows_the_documentation(tmp_path: Path, run: Run) -> None:
    listed = run("help", cwd=tmp_path).stdout.decode()
    assert "\ncorrections  Corrections that last\n" in listed
    assert run("help", "corrections", cwd=tmp_path).stdout == (ROOT / "docs" / "corrections.md").read_bytes()


@pytest.mark.parametrize("command", sorted(COMMANDS.keys() - {"questionnaire"}))
def test_help_teaches_by_examples(tmp_path: Path, command: str, run: Run) -> None:
    done = run(command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[2].strip() == COMMANDS[command][1]
    assert f"hrdcorpus {command} " in done.stdout.decode().partition("Examples:")[2]
    assert all(len(line) <= 80 for line in done.stdout.decode().splitlines())
    assert b"$(" not in done.stdout  # a shell breaks names with blanks apart, and git quotes others


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["unknown"],
        ["ingest", "--unknown"],
        ["export", "--format", "doc"],
        ["validate", "--output-format", "doc"],
        ["validate", "--select", "HRD9"],
        ["validate", "--fail-on", "never"],
        ["rule", "HRD9"],
        ["rule", ""],
        ["help", "weather"],
        ["explain"],
        ["explain", "page.txt", "--format", "doc"],
        ["correct", "page.txt", "--line", "1", "--label", "answer"],
    ],
)
def test_wrong_usage_is_2(tmp_path: Path, arguments: list[str], run: Run) -> None:
    assert run(*arguments, cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["ingest"],
        ["ingest", "missing"],
        ["ingest", "missing.txt"],
        ["ingest", "."],
        ["validate"],
        ["validate", "missing.json"],
        ["export"],
        ["export", "missing"],
        ["explain", "missing.txt"],
        ["explain", "."],
        ["explain", "-"],
        ["explain", "missing.json"],
        ["correct", "missing.txt", "--line", "1", "--label", "answer", "--reason", "x"],
        ["schema", "--check"],
    ],
)
def test_no_input_is_an_error(tmp_path: Path, arguments: list[str], run: Run) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 1
    assert re.search(rb"error: .+: .+|HRD401 unusable-input", done.stderr + done.stdout)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ("data/raw", "a folder; name a page in it"),
        ("tpyo", "does not exist; mend its name, or put it there"),
        ("tpyo.txt", "does not exist; mend its name, or put it there"),
    ],
)
def test_what_cannot_be_explained_is_told_with_what_to_do(house: Path, named: str, reason: str, run: Run) -> None:
    assert run("explain", named, cwd=house) == Done(1, b"", f"error: {named}: {reason}\n".encode())


@pytest.mark.parametrize("arguments", [["validate", "--select", "x\n::error::y"], ["ingest"]])
def test_what_stops_the_run_is_an_annotation_in_github(
    house: Path, arguments: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (house / "hrdcorpus.toml").write_text("questionnaire = 1\n")
    plain = run(*arguments, cwd=house)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    done = run(*arguments, cwd=house)
    assert (done.returncode, done.stdout, plain.stderr.count(b"\n")) == (2, b"", 1)
    reason = plain.stderr.decode().removeprefix("error: ").replace("%", "%25")
    assert done.stderr.decode() == f"{plain.stderr.decode()}::error title=hrdcorpus::{reason}"


def test_broken_knowledge_is_2(house: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def fail(*_: object) -> NoReturn:
        raise KnowledgeError("sprite.toml: icons: missing")

    monkeypatch.setattr(base, "load_knowledge", fail)
    assert run("ingest", cwd=house) == Done(2, b"", b"error: sprite.toml: icons: missing\n")


def test_a_bug_is_named_without_its_message(house: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def fail(*_: object) -> NoReturn:
        raise ZeroDivisionError("testimony")

    monkeypatch.setattr(base, "load_knowledge", fail)
    done = run("ingest", cwd=house)
    assert done.returncode == 1
    assert done.stderr.startswith(b"error: internal error: ZeroDivisionError at hrdcorpus.corpus.runs:")
    assert b"testimony" not in done.stderr


def test_ingest_says_what_it_did(house: Path, run: Run) -> None:
    (house / "data/raw/help.txt").write_text(NO_INTERVIEW)
    (house / "data/raw/notes.md").write_text("notes")
    done = run("ingest", cwd=house)
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[:7] == [
        "pages: 2",
        "written: 1",
        "unchanged: 0",
        "not interviews: 1",
        "failed: 0",
        "exchanges: 2",
        "keyed: 2",
    ]
    stderr = done.stderr.decode().splitlines()
    assert stderr[0] == "note: left alone, since its kind is not known: data/raw/notes.md"
    assert stderr[1].startswith("note: data/raw/help.txt: not an interview: ")
    assert [path.name for path in (house / "data/normalized").rglob("*.json")] == ["page.json"]
    record = json.loads((house / "data/normalized/2021/page.json").read_text("utf-8"))
    assert (record["id"], record["source"]["path"]) == ("2021/page", "2021/page.txt")


def test_quiet_says_only_what_went_wrong(house: Path, run: Run) -> None:
    (house / "data/raw/help.txt").write_text(NO_INTERVIEW)
    (house / "data/raw/notes.md").write_text("notes")
    assert run("ingest", "-q", cwd=house) == Done(0, b"", b"")
    assert run("validate", "--quiet", "--ignore", "HRD4,HRD2,HRD3", cwd=house) == Done(0, b"", b"")
    assert run("export", "-q", "-o", "out.jsonl", "--since", "2020", cwd=house) == Done(0, b"", b"")
    (house / "data/raw/empty.txt").write_text("")
    done = run("ingest", "-q", cwd=house)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"error: data/raw/empty.txt: empty; download the page again\n"
    assert b"note: " in run("ingest", cwd=house).stderr


def test_refusals_are_summed_by_reason(house: Path, run: Run) -> None:
    for number in range(5):
        (house / f"data/raw/none-{number}.txt").write_text(NO_INTERVIEW)
    (house / "data/raw/unanswered.txt").write_text(PAGE.partition("We meet")[0])
    notes = run("ingest", cwd=house).stderr.decode().splitlines()
    assert len(notes) == 2
    assert notes[0] == (
        "note: not interviews, 5: no question was found: "
        "data/raw/none-0.txt, data/raw/none-1.txt, data/raw/none-2.txt and 2 more"
    )
    assert notes[1].startswith("note: data/raw/unanswered.txt: not an interview: ")
    assert len(run("ingest", "-v", cwd=house).stderr.splitlines()) == 6
    assert run("ingest", "--strict", cwd=house).stderr.startswith(b"error: not interviews, 5: ")


def test_ingest_as_json(house: Path, run: Run) -> None:
    (house / "data/raw/help\u202e.txt").write_text(NO_INTERVIEW)
    text = run("ingest", "--check", cwd=house).stdout.decode().splitlines()
    for arguments in (["--check"], ["--quiet"], []):
        done = run("ingest", "--output-format", "json", *arguments, cwd=house)
        told = json.loads(done.stdout)
        page, refused = sorted(told["pages"], key=lambda each: str(each["page"]))
        assert list(page) == [
            "page", "outcome", "reason", "changed", "stale", "exchanges", "keyed", "findings"
        ]  # fmt: skip
        assert (page["page"], page["reason"], page["exchanges"]) == ("data/raw/2021/page.txt", None, 2)
        assert page["changed"] == (["data/normalized/2021/page.json"] if arguments else [])
        assert (refused["outcome"], refused["reason"]) == ("not an interview", "no question was found")
        assert b"\\u202e" in done.stdout
        if arguments == ["--check"]:
            assert text == ["to write: data/normalized/2021/page.json"] + [
                f"{k}: {n}" for k, n in told["counts"].items()
            ]


def test_an_interrupt_says_what_was_done(house: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_or_stop(path: Path, root: Path) -> Page:
        if path.name == "second.txt":
            raise KeyboardInterrupt
        return read_page(path, root)

    monkeypatch.setattr("hrdcorpus.corpus.ingest.read_page", read_or_stop)
    (house / "data/raw/second.txt").write_text(PAGE)
    (house / "data/normalized").mkdir()
    (house / "data/normalized/gone.json").write_text("{}")
    done = run("ingest", "--prune", cwd=house)
    assert (done.returncode, done.stdout.splitlines()[:2]) == (130, [b"pages: 1", b"written: 1"])
    assert done.stderr.decode().splitlines() == [
        "note: 1 of 2 pages are done; run again to go on",
        "error: interrupted; each file is whole, as it was before or as it is now",
    ]
    assert sorted(path.name for path in (house / "data/normalized").rglob("*.json")) == ["gone.json", "page.json"]


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS), ["questionnaire", "suggest"]])
def test_flags_are_shown_without_a_value(tmp_path: Path, command: list[str], run: Run) -> None:
    assert b"<bool>" not in run(*command, "--help", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("validate --select HRD10", "HRD101"),
        ("validate --ignore HRD101,no-d", "HRD101,no-date"),
        ("rule unm", "unmatched-question"),
        ("correct page.txt --label ans", "answer"),
    ],
)
def test_codes_and_labels_are_completed(tmp_path: Path, line: str, offered: str) -> None:
    done = start(
        cwd=tmp_path, _HRDCORPUS_COMPLETE="complete_bash", COMP_WORDS=f"hrdcorpus {line}",
        COMP_CWORD=str(len(line.split()))
    )  # fmt: skip
    assert offered in done.stdout.decode().split()


@pytest.mark.parametrize("output", ["data/raw", "data/raw/records", "pages", "pages/../pages"])
def test_records_are_not_written_among_the_pages(output: str, house: Path, run: Run) -> None:
    (house / "pages").mkdir()
    done = run("ingest", "data/raw", "pages", "--output", output, cwd=house)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--output: must not lie among the pages" in done.stderr
    assert not [*house.rglob("*.json")]


def test_a_second_run_is_told_to_wait(house: Path, run: Run) -> None:
    with lock_folder(house / "out"):
        done = run("ingest", "--output", "out", cwd=house)
    assert done == Done(1, b"", b"error: out: another run is writing there; wait until it has ended\n")
    assert list((house / "out").iterdir()) == []


def test_no_interview_is_an_error_where_that_is_asked(house: Path, run: Run) -> None:
    page = house / "data/raw/2021/page.txt"
    page.write_text(NO_INTERVIEW)
    assert run("ingest", cwd=house).returncode == 0
    strict = run("ingest", "--strict", cwd=house)
    assert strict.returncode == 1
    assert strict.stderr.startswith(b"error: data/raw/2021/page.txt: not an interview: ")
    validated = run("validate", cwd=house)
    assert validated.returncode == 1
    assert validated.stdout.startswith(b"data/raw/2021/page.txt: HRD403 not-an-interview: ")


def test_check_lists_what_would_change(house: Path, run: Run) -> None:
    done = run("ingest", "--check", cwd=house)
    assert done.returncode == 1
    assert done.stdout.decode().startswith("to write: data/normalized/2021/page.json\npages: 1\nto write: 1\n")
    assert not (house / "data/normalized").exists()
    run("ingest", cwd=house)
    assert run("ingest", "--check", cwd=house).returncode == 0
    (house / "data/raw/2021/page.txt").write_text(NO_INTERVIEW)
    done = run("ingest", "--check", cwd=house)
    assert done.returncode == 1
    assert done.stdout.startswith(b"to remove: data/normalized/2021/page.json\n")


def build_hostile_folder(raw: Path) -> list[str]:
    contents = {
        "empty.txt": b"",
        "blank.txt": b"\n \n",
        "binary.txt": b"\x00\x01\x02",
        "zipped.html": gzip.compress(PAGE.encode()),
        "image.html": b"\x89PNG\r\n\x1a\n",
        "broken.txt": codecs.BOM_UTF16_LE + b"\x00\xd8A\x00" * 2,
        "two.txt": PAGE.encode(),
        "two.html": PAGE.encode(),
        "line\n::error file=x::broken.txt": b"",
        "\x1b]0;title\x07.txt": b"",
        "[bold]:smile:.txt": b"",
        "\u202etxt.txt": b"",
        os.fsdecode(b"bytes\xff.txt"): PAGE.encode(),
    }
    for name, content in contents.items():
        (raw / name).write_bytes(content)
    (raw / "folder.txt").mkdir()
    (raw / "nowhere.txt").symlink_to("missing.txt")
    (raw / "loop.txt").symlink_to("loop.txt")
    (raw / "around").symlink_to(raw)
    os.mkfifo(raw / "pipe.txt")
    return [*contents, "folder.txt", "nowhere.txt", "loop.txt", "around", "pipe.txt"]


@pytest.mark.parametrize("command", ["ingest", "validate"])
def test_bad_files_are_refused_by_name_and_stop_no_other(house: Path, command: str, run: Run) -> None:
    names = build_hostile_folder(house / "data/raw")
    done = run(command, cwd=house)
    assert done.returncode == 1
    shown = (done.stderr + done.stdout).decode()
    for name in names:
        assert name.encode("unicode_escape").decode() in shown
    assert b"Traceback" not in done.stderr
    assert b"internal error" not in done.stderr
    assert not any(word in done.stderr.decode() for word in TESTIMONY)
    if command == "ingest":
        assert f"failed: {len(names)}\n" in done.stdout.decode()
        assert (house / "data/normalized/2021/page.json").is_file()
    _assert_harmless(done.stdout + done.stderr)


def test_hostile_first_name_begins_no_line(tmp_path: Path, run: Run) -> None:
    (tmp_path / "::error::x.txt").write_text("")
    for command in (["validate", "::error::x.txt"], ["ingest", "::error::x.txt"], ["validate", "."]):
        done = run(*command, cwd=tmp_path)
        assert b"::error::x.txt" in done.stdout + done.stderr
        _assert_harmless(done.stdout + done.stderr)


def test_validate_reports_like_other_checkers(corpus: Path, run: Run) -> None:
    page = corpus / "data/raw/2021/page.txt"
    page.write_text(
        PAGE.replace("7 Apr 2021\n\n", "") + "\nWhy do the rivers in your region run so slowly now?\n\nThey do.\n"
    )
    (corpus / "data/normalized/broken.json").write_text("{}")
    done = run("validate", cwd=corpus)
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert lines[0].startswith("data/normalized/2021/page.json: HRD408 source-differs: ")
    assert lines[1].startswith("data/normalized/broken.json:1:1: HRD404 invalid-record: ")
    assert all(re.match(r"data/raw/2021/page\.txt:(\d+:){0,2} HRD\d{3} [a-z-]+: .+", line) for line in lines[2:])
    assert len(lines) > 3
    assert re.fullmatch(rb"note: files: 3, errors: 2, warnings: \d+, notes: \d+\n", done.stderr)
    rows = json.loads(run("validate", "--output-format", "json", cwd=corpus).stdout)
    assert [row["path"] for row in rows] == [line.partition(":")[0] for line in lines]
    assert set(rows[0]) == {"path", "line", "column", "code", "name", "level", "detail"}


def test_validate_of_a_clean_corpus_and_of_standard_input(corpus: Path, run: Run) -> None:
    assert run("validate", cwd=corpus).returncode == 0
    record = (corpus / "data/normalized/2021/page.json").read_bytes()
    for good in (record, PAGE.encode()):
        assert run("validate", "-", cwd=corpus, stdin=good).returncode == 0
    for bad, code in ((b"{}", b"1:1: HRD404"), (b"", b" HRD402"), (NO_INTERVIEW.encode(), b" HRD403")):
        done = run("validate", "-", cwd=corpus, stdin=bad)
        assert (done.returncode, done.stdout.startswith(b"stdin:" + code)) == (1, True)


def test_explain_is_the_whole_page(house: Path, run: Run) -> None:
    done = run("explain", "data/raw/2021/page.txt", "--format", "json", cwd=house)
    assert done.returncode == 0
    rows, page = read_explained(done.stdout)
    keys = ["number", "lines", "path", "label", "rule", "speaker", "text", "clues", "margin", "candidates", "reasons"]
    assert [list(row) for row in (*rows, page)] == [keys] * (len(rows) + 1)
    assert {row["label"] for row in rows if row["candidates"]} == {"question"}
    assert (page["number"], page["label"], page["rule"], page["text"]) == (len(rows) + 1, "page", "interview", "")
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert [row["label"] for row in rows] == ["title", "date", "author", "question", "answer", "question", "answer"]
    assert "".join("".join(row["text"] for row in rows).split()) == "".join(PAGE.split())
    assert run("explain", "-", "--format", "json", cwd=house, stdin=PAGE.encode()).stdout == done.stdout


def test_explain_says_where_in_its_markup_a_block_stands(house: Path, run: Run) -> None:
    """It is what `correct --path` asks for; a page of text has lines."""
    blocks = ["<h1>HRD Interview: Aigul Nobodyeva, diver, Kazakhstan</h1>", *map("<p>{}</p>".format, ASKED)]
    (house / "page.html").write_text(f"<html><body><main>{''.join(blocks)}</main></body></html>")
    rows, _ = read_explained(run("explain", "page.html", "--format", "json", cwd=house).stdout)
    assert [(row["path"], row["lines"]) for row in rows] == [
        ("/html/body/main/h1", None),
        *[(f"/html/body/main/p[{number}]", None) for number in range(1, 5)],
    ]
    text, _ = read_explained(run("explain", "data/raw/2021/page.txt", "--format", "json", cwd=house).stdout)
    assert {row["path"] for row in text} == {None}
    assert None not in [row["lines"] for row in text]


def test_explain_for_people(house: Path, run: Run) -> None:
    done = run("explain", "data/raw/2021/page.txt", cwd=house)
    shown, verdict = done.stdout.decode().split("\nan interview, ")
    lines = shown.splitlines()
    assert re.match(r"[\d.]+ where [\d.]+ is needed\nfor it, [\d.]+ of \+[\d.]+: standard questions are asked", verdict)
    assert all(len(line) <= 80 for line in verdict.splitlines())
    assert [line[:3].strip() for line in lines] == ["1", "2", "3", "4", "", "5", "6", "", "7"]
    assert lines[4].strip() == "key: work (exact); most like: work 1"
    assert re.match(r"1  1-1 +title +\S+ +HRD Interview: ", lines[0])
    assert lines[-1].endswith("  ::error::Two of my colleagues were fined.")
    assert r"\x1b[31mevery\u202e month.\u2028Нас двое. [bold]:smile:[/]" in done.stdout.decode().replace(
        ". Нас", r".\u2028Нас"
    )
    _assert_harmless(done.stdout)


def test_explain_shows_what_is_no_interview_too(house: Path, run: Run) -> None:
    done = run("explain", "-", cwd=house, stdin=NO_INTERVIEW.encode())
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 3)
    assert done.stdout.endswith(b"\nno interview: no question was found\n")
    assert done.stderr.startswith(b"note: ")
    assert b"not an interview: " in done.stderr


def test_export_is_one_interview_a_line(corpus: Path, run: Run) -> None:
    done = run("export", "--format", "jsonl", cwd=corpus)
    assert done.returncode == 0
    assert len(done.stdout.decode().splitlines()) == 1
    record = json.loads((corpus / "data/normalized/2021/page.json").read_text("utf-8"))
    assert json.loads(done.stdout) == record
    assert run("export", "--output", "-", cwd=corpus).stdout == done.stdout
    assert run("export", "--output", "out/all.jsonl", cwd=corpus).stdout == b""
    assert (corpus / "out/all.jsonl").read_bytes() == done.stdout
    _assert_harmless(done.stdout)


def test_export_with_a_bad_record(corpus: Path, run: Run) -> None:
    (corpus / "data/normalized/bad.json").write_text('{"id": "colleagues"}')
    (corpus / "all.jsonl").write_text("old")
    done = run("export", cwd=corpus)
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 1)
    assert done.stderr.startswith(b"error: data/normalized/bad.json:1:1: ")
    assert b"colleagues" not in done.stderr
    assert run("export", "--output", "all.jsonl", cwd=corpus).returncode == 1
    assert run("export", "--output", "new.jsonl", cwd=corpus).returncode == 1
    assert sorted(path.name for path in corpus.iterdir()) == ["all.jsonl", "data"]
    assert (corpus / "all.jsonl").read_text() == "old"


def test_export_replaces_no_link_and_no_device(corpus: Path, run: Run) -> None:
    (corpus / "link.jsonl").symlink_to("target.jsonl")
    for output in ("link.jsonl", "/dev/null"):
        done = run("export", "--output", output, cwd=corpus)
        assert done.returncode == 1
        assert f"error: {output}: cannot be written: " in done.stderr.decode()
    assert not (corpus / "target.jsonl").exists()


def test_schema_and_its_check(tmp_path: Path, run: Run) -> None:
    printed = run("schema", cwd=tmp_path).stdout
    assert json.loads(printed)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert run("schema", "--output", "schemas/interview.schema.json", cwd=tmp_path).returncode == 0
    assert (tmp_path / "schemas/interview.schema.json").read_bytes() == printed
    assert run("schema", "--check", cwd=tmp_path).returncode == 0
    (tmp_path / "schemas/interview.schema.json").write_bytes(printed + b"\n")
    stale = run("schema", "--check", cwd=tmp_path)
    assert (stale.returncode, stale.stdout) == (1, b"")
    assert b"hrdcorpus schema --output schemas/interview.schema.json" in stale.stderr


@pytest.mark.parametrize(
    "command", ["export", "validate", "explain data/raw/2021/page.txt", "schema", "ingest --check", "--help"]
)
def test_a_reader_that_goes_away_is_no_error(corpus: Path, command: str) -> None:
    line = f"'{sys.executable}' -m hrdcorpus {command} | head -0"
    done = subprocess.run(["bash", "-c", line], cwd=corpus, capture_output=True, check=False)
    assert not re.search(rb"error: |Error|Exception|Traceback", done.stderr)


@pytest.mark.parametrize("command", ["export", "explain data/raw/2021/page.txt", "schema", "ingest --check"])
def test_full_standard_output_is_an_error(corpus: Path, command: str) -> None:
    (corpus / "data/raw/2021/page.txt").write_text(PAGE.replace("Two", "Three"))
    line = f"'{sys.executable}' -m hrdcorpus {command} > /dev/full"
    done = subprocess.run(["bash", "-c", line], cwd=corpus, capture_output=True, check=False)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, b"error: cannot go on: No space left on device")


ASCII = {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}


@pytest.mark.parametrize("environment", [ASCII, {"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_a_locale_without_cyrillic(corpus: Path, environment: dict[str, str], run: Run) -> None:
    expected = run("export", cwd=corpus).stdout
    assert start("export", cwd=corpus, **environment).stdout == expected


@pytest.mark.parametrize(("command", "code"), [(["ingest"], 1), (["explain", "data/raw/2021/page.txt"], 0)])
def test_messages_in_a_locale_without_cyrillic(corpus: Path, command: list[str], code: int) -> None:
    (corpus / "data/raw/страница.txt").write_text("")
    done = start(*command, cwd=corpus, **ASCII)
    assert not re.search(b"Traceback|internal error", done.stderr)
    assert done.returncode == code


@pytest.mark.parametrize("command", [["ingest"], ["explain", "data/raw/2021/page.txt"], ["validate"]])
def test_on_a_terminal(corpus: Path, command: list[str], run_on_terminal: Show) -> None:
    shown = run_on_terminal(*command, cwd=corpus, NO_COLOR="1", COLUMNS="300")
    assert "\x1b]" not in shown
    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown
    assert {"ingest": "unchanged", "explain": "[bold]:smile:[/]", "validate": "note: files: 2, errors: 0"}[
        command[0]
    ] in shown


def _assert_harmless(output: bytes) -> None:
    text = output.decode()
    assert not set(text) & set("\x1b\x07\r\u202e\u2028\u009b")
    assert not any(line.lstrip().startswith(("::", "##[")) for line in text.splitlines())

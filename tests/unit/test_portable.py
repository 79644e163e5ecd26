"""Nothing needs POSIX: the commands run without what Windows lacks, and take what Windows makes of a checkout."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest

from casebook import ROOT
from commands import SEVERAL, Run, start, start_all
from hrdcorpus.corpus.locking import lock_folder
from hrdcorpus.corpus.manifest import FOLDER as CACHE
from hrdcorpus.corpus.store import write_record
from hrdcorpus.output.export import FORMATS
from hrdcorpus.output.reports import sarif
from hrdcorpus.output.reports.problem import Report, build_problem
from hrdcorpus.output.reports.reporters import REPORTERS

PAGE = """HRD Interview: Ботагоз Примерова, Head of White Willow NGO, Kazakhstan

27 Apr 2021

Can you tell us more about your work on business and human rights?

White Willow — “Белая ива” — is a small group, and there are four of us in one room beside the station.

What role does the government play? Is it supportive of human rights defenders? Or do you feel pressure from the \
government?

We meet the inspectors every month; they write our complaints down and put them into a drawer.
"""
RECORD = "data/normalized/page.json"

# What https://docs.python.org/3/library/os.html says of Windows: no folder is opened, no open file renamed or removed,
# nothing relative to a folder's descriptor; and modules that are not there. The lock stays what it is here.
WINDOWS = """
import os, sys
import hrdcorpus.cli.app, hrdcorpus.corpus.writing, tempfile, shutil, subprocess
for name in ("fcntl", "pwd", "grp", "termios", "tty", "pty", "resource", "posix"):
    sys.modules[name] = None
for name in ("O_NOFOLLOW O_DIRECTORY O_CLOEXEC O_NONBLOCK O_NOCTTY O_SYNC "
             "fork mkfifo geteuid getuid getgid chown fchmod fchown").split():
    delattr(os, name)
shutil._use_fd_functions = False
real = {name: getattr(os, name) for name in ("open", "stat", "mkdir", "unlink", "rename", "replace")}
def refuse(name):
    def call(path, *more, **options):
        if {"dir_fd", "src_dir_fd", "dst_dir_fd"} & options.keys():
            raise NotImplementedError("dir_fd unavailable on this platform")
        if name == "open" and os.path.isdir(path):
            raise PermissionError(13, "Permission denied", path)
        if name in ("unlink", "rename", "replace"):
            held = [os.path.realpath(f"/proc/self/fd/{each}") for each in os.listdir("/proc/self/fd")]
            if os.path.realpath(path) in held:
                raise PermissionError(32, "The process cannot access the file", path)
        return real[name](path, *more, **options)
    return call
for name in real:
    setattr(os, name, refuse(name))
"""

# A line for each command, in a process in which no library can be imported that only an extra brings: its exit status.
BARE = """
import re, sys, tomllib
from importlib.metadata import packages_distributions
project = tomllib.load(open(sys.argv.pop(1), "rb"))["project"]
def list_names(lines):
    return {re.sub("[-_.]+", "-", re.split("[^\\w.-]", line)[0]).lower() for line in lines} - {"hrdcorpus"}
extras = set().union(*map(list_names, project["optional-dependencies"].values())) - list_names(project["dependencies"])
found = packages_distributions().items()
blocked = {module for module, owners in found if extras & list_names(owners)}
sys.modules.update(dict.fromkeys(blocked))
for module in ("phonenumbers", "pyarrow", "xlsxwriter"):  # blocked, or not installed
    try:
        __import__(module)
    except ImportError:
        continue
    sys.exit(f"{module} can be imported")
from hrdcorpus.cli import main
for line in sys.stdin:
    sys.argv[1:] = line.split()
    try:
        main()
    except SystemExit as ended:
        print("ended", ended.code, file=sys.stderr)
"""

no_such_name = pytest.mark.skipif(os.name == "nt", reason="no file can have these names there")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/page.txt").write_bytes(PAGE.encode())
    return tmp_path


@pytest.fixture
def corpus(house: Path, run: Run) -> Path:
    assert run("ingest", cwd=house).returncode == 0
    return house


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="how files are known to be open")
def test_all_commands_run_without_what_windows_lacks(corpus: Path) -> None:
    expected = (corpus / RECORD).read_bytes()
    (corpus / RECORD).unlink()
    (corpus / "names.toml").write_text("")
    (corpus / "read").mkdir()
    commands = (
        "ingest",
        "ingest --check",
        "validate",
        "correct data/raw/page.txt --line 7 --label answer --reason seen",
        "ingest",
        "export --format markdown --output read",
        "export --format markdown --output read",
        "export --format xlsx --output answers.xlsx",
        "coverage",
        "schema --output schema.json",
        "explain data/raw/page.txt",
    )
    for command, done in zip(commands, start_all(corpus, *commands, script=WINDOWS + SEVERAL), strict=True):
        assert (done.returncode, b"internal error" in done.stderr) == (0, False), (command, done.stderr)
    assert (corpus / RECORD).read_bytes() != expected  # with the correction
    assert {path.name for path in (corpus / "data/normalized").iterdir()} == {"page.json", CACHE, ".hrdcorpus-lock"}


def test_no_command_needs_an_extra_that_it_does_not_name(corpus: Path) -> None:
    (corpus / "names.toml").touch()
    wanted = {
        "ingest": 0,
        "validate": 0,
        "coverage": 0,
        "explain data/raw/page.txt": 0,
        **{f"export --format {name} --output {name}": 0 for name in FORMATS if name not in ("xlsx", "parquet")},
        "export --profile public": 0,
        "export --format xlsx --output a.xlsx": "pip install 'hrdcorpus[xlsx]'",
        "export --format parquet --output a.parquet": "pip install 'hrdcorpus[parquet]'",
        "export --pseudonyms names.toml --drop role": "pip install 'hrdcorpus[pseudonyms]'",
        "export --drop role": "is for --pseudonyms",
        "export --dates year": "is for --pseudonyms",
    }
    line, commands = [sys.executable, "-c", BARE, str(ROOT / "pyproject.toml")], "\n".join(wanted)
    done = subprocess.run(line, cwd=corpus, input=commands, capture_output=True, text=True, check=False)
    *ended, rest = re.split(r"(?m)^ended (?=\d)", done.stderr)
    told = dict(zip(wanted, zip(ended, [each[0] for each in [*ended[1:], rest]], strict=True), strict=True))
    for command, expected in wanted.items():
        said, status = told[command]
        assert (status, "internal" in said) == ("0" if expected == 0 else "2", False), (command, said)
        assert (expected or "") in said


def test_a_folder_that_cannot_be_opened_is_held_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def open_no_folder(path: "os.PathLike[str] | str", flags: int, mode: int = 0o777) -> int:
        if os.path.isdir(path):
            raise PermissionError
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", open_no_folder)
    with lock_folder(tmp_path), pytest.raises(Exception, match="another run is writing there"), lock_folder(tmp_path):
        pass
    with lock_folder(tmp_path):
        write_record(tmp_path, "deep/a", b"{}")


@no_such_name
@pytest.mark.parametrize(
    ("name", "is_taken"),
    [
        ("CON", False),
        ("nul", False),
        ("Aux.2021", False),
        ("com7", False),
        ("LPT¹", False),
        ("con /page", False),
        ("2021./page", False),
        ("2021 /page", False),
        ("console", True),
        ("com10", True),
        ("a. b", True),
        ("page.", True),  # its suffix follows
        ("2021.pages/null", True),
    ],
)
def test_names_that_windows_cannot_have_are_refused(house: Path, name: str, is_taken: bool, run: Run) -> None:
    path = house / "data/raw" / f"{name}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(PAGE.replace("four", "five"))
    for command in ("ingest", "validate"):
        done = run(command, cwd=house)
        assert (done.returncode == 0) == is_taken
        assert (b"Windows can have no file or folder of this name" in done.stdout + done.stderr) != is_taken
    assert (house / RECORD).exists()


@no_such_name
def test_two_names_that_differ_by_case_are_one_on_other_disks(house: Path, run: Run) -> None:
    (house / "data/raw/Page.txt").write_text(PAGE)
    done = run("ingest", cwd=house)
    assert (done.returncode, done.stderr.count(b"would have the same record as")) == (1, 2)


def _end_lines_as_on_windows(*paths: Path) -> None:
    for path in paths:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def test_records_sidecars_and_settings_of_a_checkout_with_other_line_ends_are_as_they_were(
    corpus: Path, run: Run
) -> None:
    run("correct", "data/raw/page.txt", "--line", "7", "--label", "answer", "--reason", "seen", cwd=corpus)
    run("ingest", cwd=corpus)
    (corpus / "schemas").mkdir()
    run("schema", "--output", "schemas/interview.schema.json", cwd=corpus)
    (corpus / "hrdcorpus.toml").write_text("# settings\n")
    before = (corpus / RECORD).read_bytes()
    sidecar = corpus / "data/raw/page.toml"
    _end_lines_as_on_windows(
        corpus / RECORD, sidecar, corpus / "hrdcorpus.toml", corpus / "schemas/interview.schema.json"
    )
    for command in (["ingest", "--check"], ["validate"], ["schema", "--check"], ["ingest"], ["export"]):
        assert run(*command, cwd=corpus).returncode == 0, command
    assert (corpus / RECORD).read_bytes() == before.replace(b"\n", b"\r\n")  # left alone
    run("correct", "data/raw/page.txt", "--line", "11", "--label", "answer", "--reason", "seen", cwd=corpus)
    assert not re.search(rb"\r[^\n]|\r\r", sidecar.read_bytes())
    assert run("ingest", cwd=corpus).returncode == 0


def test_pages_of_a_checkout_with_other_line_ends_are_told(corpus: Path, run: Run) -> None:
    page = corpus / "data/raw/page.txt"
    _end_lines_as_on_windows(page)
    done = run("validate", cwd=corpus)
    assert done.returncode == 1
    assert b"HRD408 source-differs: page.txt is not as it was in its line ends alone; let git keep them" in done.stdout
    page.write_bytes(page.read_bytes().replace(b"four", b"five"))
    assert b"in its line ends" not in run("validate", cwd=corpus).stdout


@pytest.mark.parametrize("encoding", ["cp1252", "cp866"])
def test_consoles_without_all_letters(corpus: Path, encoding: str) -> None:
    (corpus / "data/raw/страница “日本” €.txt").write_text("")
    commands = {
        "ingest": 1,
        "validate": 1,
        "validate --output-format json": 1,
        "explain data/raw/page.txt": 0,
        "rule": 0,
        "help ci": 0,
        "export --question вопрос": 2,
        "validate --help": 0,
    }
    ended = start_all(corpus, *commands, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    for (command, code), done in zip(commands.items(), ended, strict=True):
        assert done.returncode == code, (command, done.stderr)
        assert not re.search(rb"Traceback|internal error|UnicodeEncodeError", done.stdout + done.stderr)
        done.stderr.decode(encoding)
        assert b"\r" not in done.stdout
    shown = start("ingest", cwd=corpus, PYTHONIOENCODING=encoding, PYTHONUTF8="0").stderr.decode(encoding)
    assert ("страница" in shown) == (encoding == "cp866")


@pytest.mark.parametrize(
    ("path", "shown", "address"),
    [
        (r"data\raw\a b.txt", "data/raw/a b.txt", "data/raw/a%20b.txt"),
        (r"D:\Übung\page.txt", "D:/Übung/page.txt", "file:///D:/%C3%9Cbung/page.txt"),
        (r"\\server\share\page.txt", "//server/share/page.txt", "file://server/share/page.txt"),
    ],
)
def test_paths_of_windows_are_reported_with_slashes(
    path: str, shown: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "Path", PureWindowsPath)
    report = Report((), (build_problem(PureWindowsPath(path), "invalid-record", "broken", 3),))
    assert REPORTERS["text"](report).startswith(f"{shown}:3: HRD404")
    place = json.loads(REPORTERS["sarif"](report))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == address
    drive = shown.replace(":", "%3A")
    assert f"::error file={drive},line=3," in REPORTERS["github"](report)


@no_such_name
def test_a_name_that_is_too_long_for_its_record_stops_no_other(house: Path, run: Run) -> None:
    (house / "data/raw" / f"{'x' * 251}.txt").write_text(PAGE.replace("four", "five"))
    done = run("ingest", cwd=house)
    assert (done.returncode, b"File name too long" in done.stderr) == (1, True)
    assert (house / RECORD).exists()

"""`hrdcorpus export` as people run it: formats, shapes, filters, and where the output goes."""

import csv
import io
import json
import weakref
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

import exporting
from commands import Run, Show
from hrdcorpus.output import export
from hrdcorpus.output.export import FORMATS
from hrdcorpus.records.form import Record
from hrdcorpus.records.serialising import dump_record
from invented import ask, build_corpus, build_record

FOLDERS = [name for name, form in FORMATS.items() if form.kind == "folder"]
BINARY = [name for name, form in FORMATS.items() if form.kind == "binary"]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder with the records of the invented corpus in data/normalized."""
    for record in build_corpus():
        path = tmp_path / "data/normalized" / f"{record.id}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dump_record(record))
    return tmp_path


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_and_shape_is_written(name: str, house: Path, run: Run) -> None:
    for shape in FORMATS[name].shapes or (None,):
        shaped = ["--shape", shape] if shape else []
        written = []
        for output in (house / f"one-{shape}", house / f"two-{shape}"):
            done = run("export", "--format", name, *shaped, "--output", str(output), cwd=house)
            assert (done.returncode, done.stdout) == (0, b""), done.stderr
            written.append(read_output(output))
        assert written[0] == written[1]
        if FORMATS[name].kind != "folder":
            done = run("export", "--format", name, *shaped, cwd=house)
            assert {"": done.stdout} == written[0]


@pytest.mark.parametrize("name", FORMATS)
def test_a_record_that_changes_meanwhile_stops_the_export(
    name: str, house: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records are read more than once, and none is held: what was judged must be what is written."""
    assert run("export", "--format", name, "--output", "out", cwd=house).returncode == 0
    before, names = read_output(house / "out"), {path.name for path in house.iterdir()}
    build = export.load_build(FORMATS[name])

    def build_later(records: Collection[Record], options: export.Options, folder: Path) -> export.Built:
        path = house / "data/normalized/boris.json"
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        return build(records, options, folder)

    monkeypatch.setattr("hrdcorpus.cli.export.load_build", lambda _: build_later)
    for output in ("out", "-") if FORMATS[name].kind != "folder" else ("out",):
        (house / "data/normalized/boris.json").write_bytes(dump_record(build_corpus()[1]))
        done = run("export", "--format", name, "--output", output, cwd=house)
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr.endswith(b"error: data/normalized/boris.json: changed while it was read; run again\n")
    assert (read_output(house / "out"), {path.name for path in house.iterdir()}) == (before, names)


@pytest.mark.parametrize("name", FORMATS)
def test_few_records_are_held_at_a_time(name: str) -> None:
    """Of many records that are read one by one most are gone before the last is read."""
    counts = Counter[str]()

    class Read(Collection[Record]):
        def __iter__(self) -> Iterator[Record]:
            for number in range(40):
                record = build_record(f"{number:02}", [ask(1, "threats", f"Who came, {number}?", "Nobody.")])
                weakref.finalize(record, counts.subtract, ["held"])
                counts["held"] += 1
                counts["most"] = max(counts["most"], counts["held"])
                yield record

        def __len__(self) -> int:
            return 40

        def __contains__(self, record: object) -> bool:
            raise NotImplementedError

    for shape in FORMATS[name].shapes or (None,):
        exporting.export(name, Read(), export.Options(shape))
    assert counts["most"] < 5


def read_output(output: Path) -> dict[str, bytes]:
    files = output.iterdir() if output.is_dir() else [output]
    return {path.name if output.is_dir() else "": path.read_bytes() for path in files}


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "qdc"])  # a codebook must have a code
def test_a_filter_that_leaves_nothing_makes_an_empty_export(name: str, house: Path, run: Run) -> None:
    done = run("export", "--format", name, "--interviewee", "zzz", "--output", "out", cwd=house)
    assert done.returncode == 0
    assert b"note: the filters keep 0 of 3 interviews and 0 of 7 answers\n" in done.stderr
    assert (house / "out").exists()


ALL = ["2021/aigul", "boris", "nobody"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--question", "situation"], ["2021/aigul 1", "2021/aigul 4"]),
        (["--question", "situation", "--question", "threats"], ["2021/aigul 1", "2021/aigul 4", "boris 1"]),
        (["--question", "work"], []),
        (["--country", "kg"], ["boris 1", "boris 2"]),
        (["--language", "ru"], ["boris 1", "boris 2"]),
        (["--country", "KG", "--country", "KZ", "--match", "variant"], ["boris 1"]),
        (["--match", "exact,similar"], ["2021/aigul 1", "2021/aigul 2", "2021/aigul 4"]),
        (["--since", "2022"], ["boris 1", "boris 2"]),
        (["--since", "2022-12-31"], ["boris 1", "boris 2"]),
        (["--since", "2023"], []),
        (["--until", "2021-04", "--match", "exact"], ["2021/aigul 1", "2021/aigul 2"]),
        (["--until", "2021-04-06"], []),
        (["--interviewee", "НИКТО"], ["boris 1", "boris 2"]),
        (["--interviewee", "Бóрис никтоёв"], []),
        (["--interviewee", "Áigül nob"], ["2021/aigul 1", "2021/aigul 2", "2021/aigul 3", "2021/aigul 4"]),
        (["--interviewee", "-"], []),
        (["--interviewee", "nobodyeva", "--match", "none"], ["2021/aigul 3"]),
    ],
)
def test_filters(arguments: list[str], expected: list[str], house: Path, run: Run) -> None:
    done = run("export", "--format", "csv", *arguments, cwd=house)
    assert done.returncode == 0
    rows = csv.DictReader(io.StringIO(done.stdout.decode(), newline=""))
    assert [f"{row['interview_id']} {row['number']}" for row in rows] == expected
    interviews = {place.split()[0] for place in expected}
    assert f"keep {len(interviews)} of 3 interviews and {len(expected)} of 7 answers" in done.stderr.decode()
    dated = {"--since", "--until"} & set(arguments)
    assert ("; 1 without a date left out\n" in done.stderr.decode()) == bool(dated)


def test_a_filter_by_question_leaves_no_other_column(house: Path, run: Run) -> None:
    done = run("export", "--format", "csv", "--shape", "interviews", "--question", "risks", cwd=house)
    header = done.stdout.decode().splitlines()[0].split(",")
    assert [name for name in header if "/" in name] == ["hrd-kz-2021/risks"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "doc"], "'doc' is none of jsonl, json, csv"),
        (["--format", "csv", "--shape", "questions"], "'questions' is none of answers, interviews"),
        (["--format", "xlsx", "--shape", "answers"], "xlsx has one shape only"),
        (["--question", "weather"], "'weather' is none of those there are: business-cooperation, "),
        (["--country", "KAZ"], "'KAZ' is none of those there are: KG, KZ"),
        (["--language", "kk"], "'kk' is none of those there are: en, ru"),
        (["--match", "exact,same"], "'same' is none of exact, variant, said, similar,"),
        (["--since", "7 Apr 2021"], "'7 Apr 2021' is no date such as '2021', '2021-04' or '2021-04-07'"),
        (["--until", "2021-13"], "'2021-13' is no date such as"),
        (["--csv-safe"], "is for --format csv, not jsonl"),
        (["--output", "data"], "data is a folder: name a file in it"),
        *[(["--format", name], f"{name} is a folder: name one to write") for name in FOLDERS],
    ],
)
def test_wrong_usage_lists_what_is_known(arguments: list[str], said: str, house: Path, run: Run) -> None:
    done = run("export", *arguments, cwd=house)
    assert (done.returncode, done.stdout) == (2, b"")
    shown = " ".join(done.stderr.decode().replace("│", " ").split())
    assert said in shown


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.extra])
def test_a_missing_library_is_named(name: str, house: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(module: str) -> object:
        raise ModuleNotFoundError(f"No module named {module!r}", name="library")

    monkeypatch.setattr(export, "import_module", fail)
    done = run("export", "--format", name, "--output", "out", cwd=house)
    extra = FORMATS[name].extra
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"error: {name} needs library: pip install 'hrdcorpus[{extra}]'\n"
    assert not (house / "out").exists()


@pytest.mark.parametrize("name", FORMATS)
def test_a_bad_record_leaves_no_output(name: str, house: Path, run: Run) -> None:
    (house / "data/normalized/bad.json").write_text("{}")
    done = run("export", "--format", name, "--output", "out", cwd=house)
    assert done.returncode == 1
    assert done.stderr.startswith(b"error: data/normalized/bad.json:1:1: ")
    assert not (house / "out").exists()


def test_a_folder_of_somebody_is_refused(house: Path, run: Run) -> None:
    done = run("export", "--format", "markdown", "--output", "data", cwd=house)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"\nerror: data/normalized: cannot be read: " in done.stderr
    assert [path.name for path in (house / "data").iterdir()] == ["normalized"]


def test_items_of_a_questionnaire_of_ones_own(house: Path, run: Run) -> None:
    folder = house / "questionnaires/invented"
    folder.mkdir(parents=True)
    (folder / "items.toml").write_text(
        'id = "invented"\nversion = "1"\ntitle = "T"\n[[item]]\nid = "weather"\ndescription = "The weather"\n'
    )
    done = run("export", "--question", "weather", "--questionnaires", "questionnaires", cwd=house)
    assert (done.returncode, done.stdout) == (0, b"")
    assert run("export", "--question", "weather", cwd=house).returncode == 2


TERMINAL = {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200"}


def test_on_a_terminal(house: Path, run_on_terminal: Show) -> None:
    hostile = build_record("x", [ask(1, None, "Why?", "\x1b[31mred\u202e", "::error::one\r\ntwo")])
    (house / "data/normalized/x.json").write_bytes(dump_record(hostile))
    shown = run_on_terminal("export", "--format", "csv", "--interviewee", "Aigul", cwd=house, **TERMINAL)
    assert r"\x1b[31mred\u202e" in shown
    assert not set(shown) & set("\x1b\u202e")
    for name in BINARY:
        assert "is not for a terminal" in run_on_terminal("export", "--format", name, cwd=house, **TERMINAL)


def test_the_default_is_one_interview_a_line(house: Path, run: Run) -> None:
    lines = run("export", cwd=house).stdout.decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ALL


@pytest.mark.parametrize("form", ["html", "csv", "json"])
def test_without_records_there_is_no_document(form: str, tmp_path: Path, run: Run) -> None:
    done = run("export", "--format", form, "data/normalized", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")

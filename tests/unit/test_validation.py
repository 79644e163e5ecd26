"""`validate`: pages and records held against each other, a part against the whole, and no testimony in any output."""

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from casebook import ROOT, list_pages
from commands import Run
from hrdcorpus import pipeline
from hrdcorpus.corpus.validation import checking
from hrdcorpus.corpus.validation.checking import Criteria
from hrdcorpus.corpus.validation.validating import Validated, build_report, validate_paths
from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.knowledge.base import Knowledge, load_knowledge
from hrdcorpus.output.reports.problem import Problem
from hrdcorpus.output.reports.reporters import REPORTERS
from hrdcorpus.pipeline import Trace, build_page_records
from hrdcorpus.reading.pages import Page, read_page
from hrdcorpus.records.form import Record
from hrdcorpus.records.rules import RULES
from hrdcorpus.records.serialising import dump_record, load_record
from hrdcorpus.text.folding import fold_words

CRITERIA = Criteria(load_knowledge(), date(2026, 1, 1))
PAGE = """HRD Interview: Botagoz Exemplarova, Head of White Willow NGO, Kazakhstan

27 Apr 2021

Can you tell us more about your work on business and human rights?

White Willow is a small group, and there are four of us in one room beside the station.

What role does the government play? Is it supportive of human rights defenders? Or do you feel pressure from the \
government?

We meet the inspectors every month; they write our complaints down and put them into a drawer.
"""
OTHER = """HRD Interview: Sardor Beispielov, Journalist of Steppe Voice, Uzbekistan

3 May 2021

Have any investors or companies supported human rights defenders beyond their operations?

Nobody has, and I would not know whom to ask about it in our town.
"""
NO_INTERVIEW = "Ten companies were asked to respond.\n\nNone of them did.\n"
RECORD = "data/normalized/{}.json"
PAGES = "data/raw/{}.txt"
# Of all pages of these tests: else each would have a finding for that
ADDRESSES = [
    f"{name}.txt,https://example.org/{name}\n" for name in ("one", "one-2", "sub/two", "copy", "good", "drift")
]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two pages with their records; the working folder is the corpus'."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"one": PAGE, "sub/two": OTHER}.items():
        put_page(name, text)
        Path("data/raw/urls.csv").write_text("path,url\n" + "".join(ADDRESSES))
        put_record(name)
    return tmp_path


def put_page(name: str, text: str) -> None:
    path = Path(PAGES.format(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def put_record(name: str, place: str | None = None) -> None:
    path = Path(RECORD.format(place or name))
    path.parent.mkdir(parents=True, exist_ok=True)
    page = read_page(Path(PAGES.format(name)), Path("data/raw"))
    path.write_bytes(dump_record(*build_page_records(page, CRITERIA.knowledge)))


@pytest.fixture
def second(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The corpus, whose first page holds a second interview."""
    trace = pipeline.trace_page

    def trace_several(page: Page, knowledge: Knowledge) -> Trace:
        traced = trace(page, knowledge)
        further = [
            record.model_copy(update={"id": f"{record.id}-2"}) for record in traced.records if record.id == "one"
        ]
        return replace(traced, records=(*traced.records, *further))

    monkeypatch.setattr(checking, "trace_page", trace_several)
    first = load_record(Path(RECORD.format("one")).read_bytes(), "one")
    Path(RECORD.format("one-2")).write_bytes(dump_record(first.model_copy(update={"id": "one-2"})))
    return corpus


@pytest.mark.parametrize("named", [["data"], ["data/raw/one.txt"], ["data/normalized/one.json"],
                                   ["data/normalized/one-2.json"]])  # fmt: skip
def test_a_page_with_several_records(second: Path, named: list[str]) -> None:
    assert [found for found in name(find(*named)) if found[0] not in ("duplicate-page", "translation")] == []
    Path(RECORD.format("one-2")).unlink()
    missing = [problem for problem in find("data/raw/one.txt") if problem.name == "page-without-record"]
    assert [(problem.path, problem.detail) for problem in missing] == [(ONE, "there is no record one-2")]


def test_a_record_too_many(corpus: Path) -> None:
    first = load_record(Path(ONE_RECORD).read_bytes(), "one")
    Path(RECORD.format("one-2")).write_bytes(dump_record(first.model_copy(update={"id": "one-2"})))
    assert name(find(RECORD.format("one-2"))) == [("outdated-record", RECORD.format("one-2"))]
    assert name(find(ONE)) == [("outdated-record", RECORD.format("one-2"))]
    put_page("one-2", OTHER)  # whose record it is now
    assert ("outdated-record", RECORD.format("one-2")) not in name(find(ONE))


def edit(path: str, old: str, new: str) -> Callable[[], None]:
    def change() -> None:
        text = Path(path).read_text("utf-8")
        assert old in text
        Path(path).write_text(text.replace(old, new), "utf-8")

    return change


def drop(*paths: str) -> Callable[[], None]:
    def change() -> None:
        for path in paths:
            Path(path).unlink()

    return change


def copy_page() -> None:
    put_page("copy", PAGE.replace("27 Apr 2021\n", "See all tags\n\n27 Apr 2021\n"))
    put_record("copy")


def find(*paths: str, criteria: Criteria = CRITERIA) -> set[Problem]:
    return set(validate_paths([Path(path) for path in paths], criteria).problems)


def name(problems: set[Problem]) -> list[tuple[str, str]]:
    return sorted((problem.name, problem.path) for problem in problems if problem.code >= "HRD4")


ONE, TWO = PAGES.format("one"), PAGES.format("sub/two")
ONE_RECORD, TWO_RECORD = RECORD.format("one"), RECORD.format("sub/two")

# finding, the change that shows it and where, and a change that comes near
CASES: list[tuple[str, Callable[[], None], str, Callable[[], None]]] = [
    ("unreadable-page", lambda: put_page("one", "\x00\x01\x02"), ONE, drop(ONE, ONE_RECORD)),
    ("not-an-interview", lambda: put_page("one", NO_INTERVIEW), ONE, drop(ONE_RECORD)),
    ("invalid-record", edit(ONE_RECORD, '"schema_version"', '"schema version"'), ONE_RECORD, drop(ONE_RECORD)),
    ("invalid-record", edit(ONE_RECORD, '"exact"', "exact"), ONE_RECORD, edit(ONE_RECORD, '"exact"', '"variant"')),
    ("invalid-record", lambda: put_record("one", "copy"), RECORD.format("copy"), lambda: put_record("one")),
    ("outdated-record", edit(ONE_RECORD, "four of us", "five of us"), ONE_RECORD, edit(ONE_RECORD, "four", "four")),
    ("outdated-record", edit(ONE_RECORD, "  ", "   "), ONE_RECORD, drop(ONE_RECORD)),
    ("outdated-record", lambda: put_page("one", NO_INTERVIEW), ONE_RECORD, drop(ONE)),
    ("record-without-page", drop(ONE), ONE_RECORD, drop(ONE, ONE_RECORD)),
    ("page-without-record", drop(ONE_RECORD), ONE, drop(ONE)),
    ("source-differs", edit(ONE, "four of us", "five of us"), ONE_RECORD, edit(ONE_RECORD, "four of us", "five of us")),
    ("unknown-questionnaire", edit(ONE_RECORD, '"version": "', '"version": "0.'), ONE_RECORD, edit(ONE, "27", "28")),
    ("duplicate-page", copy_page, ONE, lambda: put_page("copy", OTHER.replace("Nobody has", "Few have"))),
    ("lost-sidecar", lambda: Path("data/raw/two.toml").touch(), "data/raw/two.toml", lambda: None),
    ("broken-correction", lambda: _put_sidecar("line = 999"), "data/raw/one.toml", lambda: None),
]


def _put_sidecar(place: str) -> None:
    entry = f'[[block]]\n{place}\nsha256 = "0123456789ab"\nlabel = "answer"\nreason = "seen"\n'
    Path("data/raw/one.toml").write_text(entry)


@pytest.mark.parametrize(("finding", "change", "place", "near"), CASES)
def test_finding_shows_and_not_in_what_comes_near(
    corpus: Path, finding: str, change: Callable[[], None], place: str, near: Callable[[], None]
) -> None:
    assert name(find("data")) == []
    near()
    assert finding not in [found for found, _ in name(find("data"))]
    for page, text in {"one": PAGE, "sub/two": OTHER}.items():
        put_page(page, text)
        put_record(page)
    Path(PAGES.format("copy")).unlink(missing_ok=True)
    change()
    assert (finding, place) in name(find("data"))


@pytest.mark.parametrize("change", [change for _, change, _, _ in CASES])
def test_a_run_over_a_part_says_what_a_run_over_all_says(corpus: Path, change: Callable[[], None]) -> None:
    change()
    whole = find("data")
    assert find("data/raw", "data/normalized") == find(".") == whole
    single = {problem for problem in whole if problem.name not in ("duplicate-page", "translation")}
    files = sorted(str(path) for path in Path("data").rglob("*") if path.is_file())
    parts = [find(file) for file in files]
    assert set().union(*parts) == single
    for file, part in zip(files, parts, strict=True):
        assert {problem for problem in single if problem.path == file} <= part <= single
    assert find(*files) == single


def test_names_are_as_the_user_names_them(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(TWO_RECORD)()
    edit(ONE_RECORD, "four of us", "five of us")()
    for folder, page, record in (
        (".", ONE, ONE_RECORD),
        ("data", "raw/one.txt", "normalized/one.json"),
        ("data/raw", "one.txt", "../normalized/one.json"),
        (".", str(corpus / ONE), str(corpus / ONE_RECORD)),
        ("data/raw/sub", "../one.txt", "../../normalized/one.json"),
    ):
        monkeypatch.chdir(corpus / folder)
        assert name(find(page)) == name(find(record)) == [("outdated-record", record)]


def test_files_outside_of_a_corpus_are_paired_where_both_are_named(corpus: Path) -> None:
    Path("data/raw").rename("pages")
    Path("data/normalized").rename("records")
    edit("records/one.json", "four of us", "five of us")()
    assert name(find("pages", "records")) == [("outdated-record", "records/one.json")]
    assert name(find("pages")) == name(find("records")) == name(find("records/one.json")) == []


def test_one_record_under_two_names_is_told_wherever_records_stand(corpus: Path, run: Run) -> None:
    for folder, copy in (("renamed", "records/copy.json"), ("below", "records/sub/one.json")):
        home = Path(folder) / "records"
        home.mkdir(parents=True)
        shutil.copy(ONE_RECORD, home / "one.json")
        assert name(find(str(home))) == []
        (home.parent / copy).parent.mkdir(exist_ok=True)
        shutil.copy(ONE_RECORD, home.parent / copy)
        assert name(find(str(home))) == [("invalid-record", f"{folder}/{copy}")]
        done = run("export", str(home), "--output", "out.jsonl", cwd=corpus)
        assert (done.returncode, f"error: {folder}/{copy}: id: " in done.stderr.decode()) == (1, True)


def test_changed_files_may_be_gone_or_of_another_kind(corpus: Path) -> None:
    Path("README.md").write_text("notes")
    drop(ONE, TWO_RECORD)()
    listed = [ONE, TWO_RECORD, "README.md", "src/gone.py"]
    done = validate_paths([Path(path) for path in listed], CRITERIA)
    assert name(set(done.problems)) == [("page-without-record", TWO), ("record-without-page", ONE_RECORD)]
    assert [str(path) for path in done.gone] == [ONE, TWO_RECORD]
    assert [str(path) for path in done.ignored] == ["README.md", "src/gone.py"]
    assert name(find("missing.txt", "missing")) == [("unusable-input", "missing"), ("unusable-input", "missing.txt")]


def test_a_sidecar_stands_for_its_page(corpus: Path) -> None:
    _put_sidecar("line = 999")
    assert name(find("data/raw/one.toml")) == name(find(ONE)) == [("broken-correction", "data/raw/one.toml")]
    drop("data/raw/one.toml")()
    assert name(find("data/raw/one.toml")) == []


def test_translations_are_looked_for_in_whole_folders(corpus: Path) -> None:
    copy_page()
    for named in (["."], ["data"], ["data/raw"], ["data/normalized"], ["data/raw", "data/normalized"]):
        assert name(find(*named)) == [("duplicate-page", ONE)]
    for named in ([ONE, PAGES.format("copy")], ["data/raw/sub"], ["data/raw", ONE_RECORD]):
        assert name(find(*named)) == []


def test_a_pull_request(corpus: Path, run: Run) -> None:
    question = "Why do the rivers in your region run so slowly now?"
    put_page("good", OTHER.replace("Nobody has", "Two firms have").replace("Sardor Beispielov", "Aigul Nobodyeva"))
    put_page("drift", PAGE.replace("Botagoz Exemplarova", "Mary Example") + f"\n{question}\n\nThe dam.\n")
    put_record("good")
    put_record("drift")
    edit(ONE_RECORD, '"match": "exact"', '"match": "perfect"')()
    line = 1 + Path(PAGES.format("drift")).read_text().split("\n").index(question)
    changed = [*map(PAGES.format, ("good", "drift")), *map(RECORD.format, ("good", "drift", "one"))]
    for named in ([], changed):
        done = run(
            "validate", *named, "--output-format", "github", "--ignore", "translation,duplicate-page", cwd=corpus
        )
        assert done.returncode == 1
        broken, unmatched = done.stdout.decode().splitlines()
        assert re.match("::error file=data/normalized/one.json,line=[0-9]+,col=[0-9]+,title=HRD404 inv", broken)
        assert unmatched.startswith(f"::warning file=data/raw/drift.txt,line={line},title=HRD101 unmatched-question::")


def test_dates_to_come(corpus: Path) -> None:
    put_page("one", PAGE.replace("27 Apr 2021", "1 January 2026"))
    put_record("one")
    assert [problem.name for problem in find(ONE)] == []
    (problem,) = find(ONE, criteria=Criteria(CRITERIA.knowledge, date(2025, 12, 31)))
    assert (problem.name, problem.path) == ("improbable-date", ONE)


def test_lines_and_columns_are_those_of_the_raw_file(corpus: Path) -> None:
    put_page("one", PAGE.replace("small group", "sm\u0430ll  group").replace("into a drawer", "in\ufffdo a \x1bdrawer"))
    lines = Path(ONE).read_text("utf-8").split("\n")
    places = {problem.name: (problem.line, problem.column) for problem in find(ONE)}
    for finding, character in (
        ("mixed-script-word", "sm\u0430"),
        ("badly-decoded", "\ufffd"),
        ("control-characters", "\x1b"),
    ):
        line, column = places[finding]
        assert lines[line - 1].startswith(character, column - 1)
    broken = Path(ONE_RECORD).read_text("utf-8").replace('"number": 2', '"number": "2"')
    line = 1 + broken[: broken.index('"number": "2"')].count("\n")
    Path(ONE_RECORD).write_text(broken, "utf-8")
    assert {(p.line, p.column) for p in find(ONE_RECORD) if p.name == "invalid-record"} == {(line, 17)}
    Path(ONE_RECORD).write_text('{\n  "id": one\n}\n')
    assert {(p.line, p.column) for p in find(ONE_RECORD) if p.name == "invalid-record"} == {(2, 9)}


def test_every_finding_of_a_corpus_has_its_case() -> None:
    cased = {finding for finding, *_ in CASES} | {"unusable-input"}
    missing = {rule.name for rule in RULES.values() if rule.code.startswith("HRD4")} - cased
    assert missing == {"translation"}  # its cases are those of the relations


def test_selecting_and_failing(corpus: Path, run: Run) -> None:
    drop(ONE_RECORD)()
    for arguments, code, shown in (
        ([], 0, 1),
        (["--fail-on", "warning"], 1, 1),
        (["--fail-on", "warning", "--ignore", "HRD407"], 0, 0),
        (["--fail-on", "warning", "--ignore", "HRD1,page-without-record"], 0, 0),
        (["--fail-on", "warning", "--select", "HRD4", "--select", "no-date"], 1, 1),
        (["--fail-on", "warning", "--select", "HRD40", "--ignore", "HRD4"], 0, 0),
        (["--select", "HRD9"], 2, 0),
        (["--ignore", "testimony"], 2, 0),
        (["--fail-on", "note"], 2, 0),
    ):
        done = run("validate", *arguments, cwd=corpus)
        assert b"Value error" not in done.stderr
        assert (done.returncode, len(done.stdout.splitlines())) == (code, shown), arguments


def test_summary_goes_where_github_asks_for_it(corpus: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(ONE_RECORD)()
    (corpus / "summary.md").write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(corpus / "summary.md"))
    expected = run("validate", "--output-format", "markdown", cwd=corpus).stdout.decode()
    assert run("validate", "--output-format", "github", cwd=corpus).returncode == 0
    assert (corpus / "summary.md").read_text() == f"before\n{expected}{expected}"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(corpus / "missing" / "summary.md"))
    done = run("validate", cwd=corpus)
    assert (done.returncode, done.stdout.count(b"\n")) == (0, 1)
    assert b"GITHUB_STEP_SUMMARY: cannot be written" in done.stderr


@pytest.mark.parametrize("form", REPORTERS)
def test_hostile_names_break_out_of_no_format(corpus: Path, form: str, run: Run) -> None:
    for text in (
        "::error::x",
        "a\n::error::b",
        "\x1b[31m",
        "x,line=1",
        "%0A::error::x",
        "| a | <b>",
        os.fsdecode(b"\xff"),
    ):
        Path("data/raw", f"{text}.txt").write_bytes(b"")
    done = run("validate", "--output-format", form, cwd=corpus)
    assert done.returncode == 1
    printed = done.stdout.decode()
    assert not set(printed) & set("\x1b\r\x07")
    commands = [line for line in printed.splitlines() if line.lstrip().startswith("::")]
    assert all(line.startswith("::error file=data/raw/") for line in commands)
    assert len(commands) == (7 if form == "github" else 0)


PAGES_OF_PEOPLE = [
    *sorted((ROOT / "data" / "raw").glob("*.txt")),
    *list_pages("interviews", "not-interviews"),
    *sorted(path for path in (ROOT / "tests" / "accuracy").rglob("*") if path.suffix in (".txt", ".html")),
]
RUN = 5  # words in a row that are a sentence, or enough of one
CAPITALISED = re.compile(r"[^\W\d_]{3,}")


def _list_runs(text: str) -> set[tuple[str, ...]]:
    words = fold_words(text).split()
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def _validate(page: Path, folder: Path, *, show_text: bool = False) -> tuple[Sequence[Record], list[str]]:
    """The page's records, if it has any, and all that is printed of the page, of both, and of the record alone."""
    criteria = Criteria(CRITERIA.knowledge, date(2000, 1, 1), show_text=show_text)
    copy = folder / f"page{page.suffix}"
    copy.write_bytes(page.read_bytes())  # without what stands beside it
    try:
        records = build_page_records(read_page(copy, folder), criteria.knowledge)
    except HrdcorpusError:
        return (), _print_all(validate_paths([folder], criteria))
    for record in records:
        (folder / f"{record.id}.json").write_bytes(dump_record(record))
    printed = _print_all(validate_paths([folder], criteria))
    copy.unlink()
    return records, printed + _print_all(validate_paths([folder], criteria))


def _print_all(done: Validated) -> list[str]:
    report = build_report([done], selected=(), ignored=(), fail_on="error")
    return [html.unescape(print_report(report)) for print_report in REPORTERS.values()]


def _list_answers(record: Record) -> list[str]:
    return [text for exchange in record.exchanges for text in exchange.answer]


def _list_all_runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    return {run for text in texts for run in _list_runs(text)}


def _list_capitalised(*texts: str) -> set[str]:
    return {word for text in texts for word in CAPITALISED.findall(text) if word[0].isupper()}


OUR_OWN = _list_capitalised(*_print_all(Validated((), ())), "Latin and Cyrillic")


@pytest.mark.parametrize("page", PAGES_OF_PEOPLE, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_no_output_holds_a_sentence_or_a_name_out_of_testimony(page: Path, tmp_path: Path) -> None:
    records, printed = _validate(page, tmp_path)
    answers = [text for record in records for text in _list_answers(record)]
    assert _list_all_runs(printed) & _list_all_runs(answers or [page.read_bytes().decode("utf-8", "replace")]) == set()
    # Names that only the answers hold: not what the page says of itself, nor our own words.
    shown = [record.model_dump_json(exclude={"exchanges", "introduction", "findings"}) for record in records]
    assert _list_capitalised(*printed) & (_list_capitalised(*answers) - _list_capitalised(*shown)) <= OUR_OWN


def test_a_name_as_an_answer_spells_it_is_shown_only_where_asked(corpus: Path, run: Run) -> None:
    put_page("one", PAGE.replace("White Willow is", "White Wilow is"))
    put_record("one")
    for path in (ONE, ONE_RECORD):
        said = run("validate", path, cwd=corpus).stdout
        assert b"HRD203 name-differs: The text spells a name of the title" in said
        assert not any(name in said for name in (b"Wilow", b"Willow"))
        assert b"Wilow" in run("validate", path, "--show-text", cwd=corpus).stdout
        Path(ONE).unlink(missing_ok=True)


def test_show_text_quotes_the_line(corpus: Path, run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    put_page("one", PAGE.replace("small group", "sm\u0430ll group"))
    assert b"four of us in one room" in run("validate", ONE, "--show-text", cwd=corpus).stdout
    assert b"four of us" not in run("validate", ONE, cwd=corpus).stdout
    (record,), printed = _validate(corpus / ONE, tmp_path_factory.mktemp("quoted"), show_text=True)
    assert record
    assert _list_all_runs(printed) & _list_all_runs(_list_answers(record))


def test_messages_about_broken_records_quote_nothing(corpus: Path, run: Run) -> None:
    record = json.loads(Path(ONE_RECORD).read_text("utf-8"))
    for path, value in (
        ("exchanges", "testimony of ten words"),
        ("title", ["testimony"]),
        ("removed", {"a": "testimony"}),
    ):
        Path(ONE_RECORD).write_text(json.dumps(record | {path: value}))
        done = run("validate", ONE_RECORD, cwd=corpus)
        assert done.returncode == 1
        assert b"testimony" not in done.stdout + done.stderr
    for used in (
        {"id": "Police searched our testimony", "version": "1"},
        {"id": "mine", "version": "testimony of a day"},
    ):
        Path(ONE_RECORD).write_text(json.dumps(record | {"questionnaire": used}))
        done = run("validate", ONE_RECORD, cwd=corpus)
        assert b"HRD409" in done.stdout
        assert b"testimony" not in done.stdout + done.stderr
    Path(ONE_RECORD).write_text(json.dumps(record)[:-40])
    assert b"drawer" not in run("validate", ONE_RECORD, cwd=corpus).stdout


def test_a_record_without_its_page_speaks_for_itself(corpus: Path) -> None:
    put_page("one", PAGE.replace("27 Apr 2021\n\n", "").replace("every month; they", "every month.They"))
    put_record("one")
    drop(ONE)()
    details = {problem.name: problem for problem in find(ONE_RECORD)}
    assert set(details) == {"no-date", "lost-break", "record-without-page"}
    assert details["lost-break"].path == ONE_RECORD
    assert details["lost-break"].detail.endswith("(line 9 of one.txt)")
    assert load_record(Path(ONE_RECORD).read_bytes(), "record").findings


def git(*arguments: str) -> None:
    settings = ("-c", "user.email=a@example.org", "-c", "user.name=a", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *arguments], check=True, capture_output=True)


def commit(tag: str = "none") -> None:
    git("add", ".")
    git("commit", "--quiet", "--allow-empty", "--message=change")
    git("tag", "--force", tag)


@pytest.fixture
def repository(corpus: Path) -> Path:
    """The corpus with a questionnaire beside it, committed as `base`."""
    Path("questionnaires/own").mkdir(parents=True)
    Path("questionnaires/own/es.toml").write_text("")
    git("init", "--quiet")
    commit("base")
    return corpus


def validate_since(run: Run, cwd: Path, *more: str) -> tuple[int, list[str], str]:
    """Exit code, what is found, and the numbers at the end."""
    done = run("validate", "--since", "base", *more, cwd=cwd)
    return done.returncode, done.stdout.decode().splitlines(), done.stderr.decode().splitlines()[-1]


NEVER = ["data/raw/tpyo.txt", "data/raw/tpyo.toml", "data/normalized/tpyo.json", "data/raw/never/one.txt"]


@pytest.mark.parametrize("path", NEVER)
@pytest.mark.parametrize("has_git", [True, False])
def test_a_file_that_never_was_is_an_error(repository: Path, path: str, has_git: bool, run: Run) -> None:
    if not has_git:
        Path(".git").rename("git")
    for options in ([], ["--since", "base"]) if has_git else ([],):
        done = run("validate", path, *options, cwd=repository)
        assert (done.returncode, f"{path}: HRD401" in done.stdout.decode()) == (1, True)
        assert b"not there any more" not in done.stderr


@pytest.mark.parametrize("path", [ONE, "data/raw/one.toml", ONE_RECORD, TWO])
@pytest.mark.parametrize("step", ["removed", "staged", "committed", "merged"])
def test_a_file_that_git_knows_may_be_removed(
    repository: Path, path: str, step: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("data/raw/one.toml").write_text('release = "internal"\n')
    commit()
    git("switch", "--create", "work")
    shutil.rmtree("data/raw/sub")
    shutil.rmtree("data/normalized/sub")
    drop(ONE, ONE_RECORD, "data/raw/one.toml")()
    if step != "removed":
        git("add", ".")
    if step in ("committed", "merged"):
        commit()
    if step == "merged":
        git("switch", "-")
        git("merge", "--no-ff", "work")
    for named, cwd, environment in (
        (path, repository, {}),
        (f"{repository.name}/{path}", repository.parent, {}),
        (path, repository, {"GIT_DIR": str(repository / ".git")}),  # as in a hook of a worktree
    ):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        done = run("validate", named, cwd=cwd)
        assert (done.returncode, done.stdout) == (0, b"")
        assert f"note: {named}: is not there any more" in done.stderr.decode()


@pytest.mark.parametrize("change", [change for _, change, _, _ in CASES])
def test_since_says_of_what_changed_what_a_run_over_all_says(
    repository: Path, change: Callable[[], None], run: Run
) -> None:
    assert validate_since(run, repository) == (0, [], "note: files: 0, errors: 0, warnings: 0, notes: 0")
    change()
    whole = run("validate", "--ignore", "duplicate-page,translation", cwd=repository)
    assert validate_since(run, repository)[:2] == (whole.returncode, whole.stdout.decode().splitlines())
    commit()
    assert validate_since(run, repository)[:2] == (whole.returncode, whole.stdout.decode().splitlines())
    commit("base")
    _, found, _ = validate_since(run, repository)
    assert [line for line in found if "HRD413" not in line] == []  # a lost sidecar is told as long as it is there


@pytest.mark.parametrize("page", ["Павел", "with a space", 'a"quote\tand\na line', "new/Ä", os.fsdecode(b"\xff")])
def test_since_takes_any_name(repository: Path, page: str, run: Run) -> None:
    put_page(page, NO_INTERVIEW)
    code, found, _ = validate_since(run, repository)
    assert (code, len(found)) == (1, 1)
    commit("base")
    Path(PAGES.format(page)).rename("data/raw/plain.txt")
    assert len(validate_since(run, repository)[1]) == 1
    commit("base")
    Path("data/raw/plain.txt").rename(PAGES.format(page))
    assert len(validate_since(run, repository)[1]) == 1
    assert len(validate_since(run, repository / "questionnaires", str(repository / "data"))[1]) == 1


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("questionnaires/own/es.toml", 4),
        ("questionnaires/own/ru.toml", 4),
        ("hrdcorpus.toml", 4),
        ("data/raw/list.csv", 4),
        ("data/raw/sub/two_files/frame.html", 0),  # what a browser saves beside a page
        ("data/raw/sub/two.toml", 2),
        ("README.md", 0),
        ("data/raw/one.log", 0),
    ],
)
def test_since_looks_at_everything_where_everything_is_concerned(
    repository: Path, path: str, files: int, run: Run
) -> None:
    Path(".gitignore").write_text("*.log\n")
    before = Path(path).read_bytes() if Path(path).exists() else None
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text("" if before is None else "# changed")
    assert validate_since(run, repository)[2].startswith(f"note: files: {files}, ")
    commit("base")
    Path(path).unlink()
    assert validate_since(run, repository)[2].startswith(f"note: files: {files}, ")


def test_since_in_folders_of_ones_own_looks_at_all_of_them(repository: Path, run: Run) -> None:
    for folder in ("raw", "normalized"):
        Path("data", folder).rename(folder)
    commit("base")
    assert validate_since(run, repository, "raw", "normalized")[2].startswith("note: files: 0, ")
    edit("raw/one.txt", "four of us", "five of us")()
    code, found, numbers = validate_since(run, repository, "raw", "normalized")
    assert (code, "HRD408" in found[0], numbers[:15]) == (1, True, "note: files: 4,")


def link_folder() -> None:
    Path("pages").symlink_to("data/raw")


def link_deep() -> None:
    Path("data/raw").rename("store")
    Path("data/raw").symlink_to("../store")


def link_file() -> None:
    Path("data/raw/one.txt").rename("one.text")
    Path("data/raw/one.txt").symlink_to("../../one.text")


def nest() -> None:
    Path("inner").mkdir()
    Path("data").rename("inner/data")
    git("init", "--quiet", "inner")
    Path(".gitignore").write_text("inner\n")


def ignore() -> None:
    Path(".gitignore").write_text("data/\n")
    git("rm", "-r", "--quiet", "--cached", "data")


@pytest.mark.parametrize(
    ("lay_out", "page", "named"),
    [
        pytest.param(link_folder, "data/raw/one.txt", ["pages"], id="link"),
        pytest.param(link_deep, "data/raw/one.txt", [], id="link-in-a-corpus"),
        pytest.param(link_file, "data/raw/one.txt", [], id="link-to-a-page"),
        pytest.param(nest, "inner/data/raw/one.txt", ["inner/data"], id="repository-inside"),
        pytest.param(ignore, "data/raw/one.txt", [], id="ignored"),
        pytest.param(lambda: None, "data/raw/one.txt", ["data/raw/one.txt"], id="one-page"),
        pytest.param(lambda: None, "data/raw/one.toml", ["data/raw/one.txt"], id="its-sidecar"),
        pytest.param(lambda: None, "data/normalized/one.json", ["data/raw"], id="its-record"),
    ],
)
def test_since_passes_over_nothing_that_changed(
    repository: Path, lay_out: Callable[[], None], page: str, named: list[str], run: Run
) -> None:
    Path("data/raw/one.toml").write_text('release = "internal"\n')
    lay_out()
    commit("base")
    Path(page).write_text("SPOILT = [" if page.endswith(".toml") else "")
    assert validate_since(run, repository, *named)[0] == 1


def test_since_in_another_repository_looks_at_everything(repository: Path, tmp_path: Path, run: Run) -> None:
    away = tmp_path.with_name(f"{tmp_path.name}-away")
    git("init", "--quiet", str(away))
    Path("data").rename(away / "data")
    commit("base")
    (away / "data/raw/one.txt").write_text("")
    done = run("validate", "--since", "base", str(away / "data"), cwd=repository)
    assert (done.returncode, b"unreadable-page" in done.stdout) == (1, True)


@pytest.mark.parametrize("ref", ["gone", "--output=x", ""])
def test_since_a_commit_that_is_not_there(repository: Path, ref: str, run: Run) -> None:
    done = run("validate", f"--since={ref}", cwd=repository)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--since: git says: no such commit; fetch it first" in done.stderr


def test_since_needs_git(repository: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".git").rename("git")
    done = run("validate", "--since", "base", cwd=repository)
    assert (done.returncode, b"not a git repository" in done.stderr, b"fetch" in done.stderr) == (2, True, False)
    monkeypatch.setenv("PATH", "")
    done = run("validate", "--since", "base", cwd=repository)
    assert (done.returncode, b"git cannot be run" in done.stderr) == (2, True)

"""One interview on several pages, as a copy or in another language, is one work: in tables, in counts, in coverage."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from commands import Run
from exporting import export
from hrdcorpus.corpus.relations.works import FoundWorks
from hrdcorpus.corpus.reviewing import hash_record
from hrdcorpus.corpus.store import write_record
from hrdcorpus.output.coverage import build_matrices
from hrdcorpus.output.export import Options
from hrdcorpus.output.works import Work
from hrdcorpus.records.form import Language, Record, build_interviewee
from hrdcorpus.records.serialising import dump_record
from invented import QUESTIONNAIRES, ask, build_record

BEES = (
    "I have kept bees for nine years, and I count what is left of them.",
    "The plant says that its smoke is harmless.",
)
BEES_IN_RUSSIAN = ("Девять лет я держу пчёл и считаю, что от них осталось.", "Завод говорит, что его дым безвреден.")
WATER = ("We carry water from the other valley each morning.", "Nobody has told us when the well will be clean.")


def build(identifier: str, texts: Sequence[str], address: str, name: str, language: str = "en") -> Record:
    asked = [ask(1, "situation", "How is it?", texts[0]), ask(2, "risks", "Which risks?", *texts[1:])]
    record = build_record(identifier, asked, language=Language(content=language, interface=None, available=()))
    source = record.source.model_copy(update={"url": f"https://site.example/{address}"})
    people = (build_interviewee(name=name or None, country="KZ"),)
    return record.model_copy(update={"source": source, "interviewees": people})


ENGLISH = build("a-en", BEES, "en/bees", "Dana Nobodyeva")
RUSSIAN = build("b-ru", BEES_IN_RUSSIAN, "ru/bees", "Даной Нобоуддевой", "ru")
COPY = build("c-copy", BEES, "print/7", "Dana Nobodyeva")
OTHER = build("d-other", WATER, "en/water", "Rosa Nemo")
ALL = [ENGLISH, RUSSIAN, COPY, OTHER]


def test_copies_and_translations_are_one_work() -> None:
    assert dict(FoundWorks(ALL, ALL)) == {
        "a-en": Work("a-en", None, ("Даной Нобоуддевой",)),
        "b-ru": Work("a-en", "a-en", ("Dana Nobodyeva",)),
        "c-copy": Work("a-en", None, ("Даной Нобоуддевой",)),
    }
    assert dict(FoundWorks([RUSSIAN, OTHER], ALL)) == {}


def test_of_what_does_not_go_out_only_the_work_is_told() -> None:
    """Filters leave works as they are, but no name, and no translation of what is not there."""
    assert dict(FoundWorks(ALL, [RUSSIAN])) == {"b-ru": Work("a-en", None, ())}


def test_works_are_told_by_the_ids_that_go_out() -> None:
    ids = {"a-en": "i-3", "b-ru": "i-1", "c-copy": "i-4", "d-other": "i-2"}
    kept = [record.model_copy(update={"id": ids[record.id], "interviewees": ()}) for record in ALL]
    works = FoundWorks(ALL, kept, ids)
    assert dict(works) == {"i-3": Work("i-1", "i-1"), "i-1": Work("i-1"), "i-4": Work("i-1", "i-1")}


def test_two_interviews_are_not_both_the_translation_of_a_third() -> None:
    """Pages of a section may all give its address as their own, and one of them names nobody."""
    section = [
        build("a-ru", BEES_IN_RUSSIAN, "section", "Дана Нобоуддева", "ru"),
        build("b-en", WATER, "section", "", "en"),
        build("c-ru", ("Вода далеко, и мы носим её каждое утро.",), "section", "Роза Немо", "ru"),
    ]
    assert {identifier: work.id for identifier, work in FoundWorks(section, section).items()} == {
        "a-ru": "a-ru",
        "b-en": "a-ru",
    }


def test_sentences_that_others_have_too_are_enough() -> None:
    """What one interview alone says is not kept while they are compared: its length still counts."""
    longer = build(
        "e-long",
        (*BEES, *(f"This is said here alone, for the {n}th time." for n in range(9))),
        "long",
        "Dana Nobodyeva",
    )
    assert dict(FoundWorks([ENGLISH, longer], [ENGLISH, longer])) == {}


def test_tables_tell_works(tmp_path: Path) -> None:
    options = Options("answers", questionnaires=QUESTIONNAIRES, works=FoundWorks(ALL, ALL))
    rows = list(csv.DictReader(io.StringIO(export("csv", ALL, options).content.decode(), newline="")))
    columns = ("interview_id", "work_id", "translation_of", "interviewee_elsewhere")
    assert [tuple(row[column] for column in columns) for row in rows[::2]] == [
        ("a-en", "a-en", "", "Даной Нобоуддевой"),
        ("b-ru", "a-en", "a-en", "Dana Nobodyeva"),
        ("c-copy", "a-en", "", "Даной Нобоуддевой"),
        ("d-other", "d-other", "", ""),
    ]  # fmt: skip
    package = export("datapackage", ALL, Options(questionnaires=QUESTIONNAIRES, works=FoundWorks(ALL, ALL)))
    questions = csv.DictReader(io.StringIO(package.files["questions.csv"].decode(), newline=""))
    counts = {row["question_id"]: (row["answered"], row["works"]) for row in questions}
    assert counts == {"situation": ("4", "2"), "risks": ("4", "2"), "work": ("0", "0"), "threats": ("0", "0")}


def test_coverage_counts_works() -> None:
    (matrix,) = build_matrices(ALL, QUESTIONNAIRES, FoundWorks(ALL, ALL))
    assert [(row.id, row.language, len(row.states)) for row in matrix.rows] == [
        ("a-en", "en; ru", 4),
        ("d-other", "en", 4),
    ]


@pytest.mark.parametrize("more", [[], ["--profile", "internal", "--language", "ru"]])
def test_an_export_relates_what_it_reads(more: list[str], run: Run, tmp_path: Path) -> None:
    for record in ALL:
        write_record(tmp_path / "data/normalized", record.id, dump_record(record))
    done = run("export", "--format", "csv", "--question", "risks", *more, cwd=tmp_path)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))
    assert [row["work_id"] for row in rows] == (["a-en"] if more else ["a-en", "a-en", "a-en", "d-other"])
    assert [row["translation_of"] for row in rows if row["language"] == "ru"] == ([""] if more else ["a-en"])


def test_works_of_pseudonymised_interviews_are_told_by_their_new_ids(run: Run, tmp_path: Path) -> None:
    for record in ALL:
        write_record(tmp_path / "data/normalized", record.id, dump_record(record))
    (tmp_path / "names.toml").write_text("")
    done = run("export", "--format", "csv", "--pseudonyms", "names.toml", "--question", "risks", cwd=tmp_path)
    assert (done.returncode, b"Dana" in done.stdout, b"a-en" in done.stdout) == (0, False, False)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))
    ids = {row["interview_id"] for row in rows}
    assert {(row["answer_id"].removeprefix(row["interview_id"]), row["question_id"]) for row in rows} == {
        ("#2", "risks")
    }
    works = Counter(row["work_id"] for row in rows)
    assert (sorted(works.values()), set(works) <= ids) == ([1, 3], True)
    assert {row["translation_of"] for row in rows} - {""} <= ids
    assert "Dana" not in "".join(row["interviewee_elsewhere"] for row in rows)


def test_coverage_says_works(run: Run, tmp_path: Path) -> None:
    for record in ALL:
        write_record(tmp_path / "data/normalized", record.id, dump_record(record))
    counted = [run("coverage", *more, cwd=tmp_path).stdout.decode().split("\n")[0] for more in ([], ["--works"])]
    assert counted == ["hrd-kz-2021, version 1, interviews: 4", "hrd-kz-2021, version 1, interviews: 2"]


def test_what_is_reviewed_leaves_works_as_they_are(tmp_path: Path, run: Run) -> None:
    page = b"One page, twice.\n"
    (tmp_path / "data/raw").mkdir(parents=True)
    for name in ("a", "b"):
        (tmp_path / f"data/raw/{name}.txt").write_bytes(page)
        record = build(name, BEES, "bees", "Dana Nobodyeva")
        source = record.source.model_copy(update={"path": f"{name}.txt", "sha256": sha256(page).hexdigest()})
        record = record.model_copy(update={"source": source})
        write_record(tmp_path / "data/normalized", name, dump_record(record))
    (tmp_path / "data/raw/b.toml").write_text(f"[reviewed.{hash_record(record)}]\n")
    done = run("export", "--reviewed-only", "--format", "csv", "--shape", "interviews", cwd=tmp_path)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))
    assert [(row["id"], row["work_id"]) for row in rows] == [("b", "a")]

"""Questionnaires of one's own: proposed from pages, edited, and used by every command."""

import json
from pathlib import Path

import pytest

from commands import Run
from hrdcorpus.knowledge.folders import load_questionnaires

PAGE = """Entrevista a {name}, {role}, Perú

7 Abr 2021

{first}

Empecé hace diez años, cuando cerraron nuestro pozo.

{second}

Llaman de noche y no dicen nada. ¿Quién llama a esas horas?

{third}

No lo sé todavía.
"""
PAGES = {
    "una.txt": PAGE.format(
        name="Rosa Quillay",
        role="agricultora",
        first="¿Cómo empezó usted a defender el agua?",
        second="¿Qué amenazas ha recibido usted por su trabajo?",
        third="¿Qué le diría usted a su hermana?",
    ),
    "otra.txt": PAGE.format(
        name="Elmer Huamaní",
        role="pescador",
        first="¿Cómo empezó a defender el agua?",
        second="¿Qué amenazas ha recibido usted por su trabajo?",
        third="¿Qué piensa hacer usted mañana?",
    ),
    "tercera.txt": PAGE.format(
        name="Inés Tarqui",
        role="maestra",
        first="¿Cómo empezó usted a defender el agua?",
        second="¿Qué le gusta a usted de su escuela?",
        third="¿Qué amenazas ha recibido usted por su trabajo?",
    ),
}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _read_keys(folder: Path) -> dict[str, list[str | None]]:
    records = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    return {record["id"]: [exchange["question"]["id"] for exchange in record["exchanges"]] for record in records}


def test_what_recurs_is_proposed_and_then_keyed(tmp_path: Path, raw: Path, run: Run) -> None:
    done = run("questionnaire", "suggest", "raw", "--id", "agua", "--output", "mine", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    [questionnaire] = [q for q in load_questionnaires(tmp_path / "mine") if q.id == "agua"]
    assert [item.id for item in questionnaire.items] == ["question-1", "question-2"]

    for arguments in (["--questionnaires", "mine"], []):
        (tmp_path / "hrdcorpus.toml").write_text("" if arguments else 'questionnaires = "mine"\n')
        run("ingest", "raw", "--output", "records", *arguments, cwd=tmp_path)
        assert _read_keys(tmp_path / "records") == {
            "otra": ["question-1", "question-2", None],
            "tercera": ["question-1", None, "question-2"],
            "una": ["question-1", "question-2", None],
        }
        assert run("validate", "raw", "--output-format", "json", *arguments, cwd=tmp_path).returncode == 0
        assert run("explain", "raw/una.txt", *arguments, cwd=tmp_path).returncode == 0


def test_a_proposal_on_standard_output_says_which_file_is_which(tmp_path: Path, raw: Path, run: Run) -> None:
    done = run("questionnaire", "suggest", "raw", cwd=tmp_path)
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert [line for line in lines if line.startswith("# my-questionnaire")] == [
        "# my-questionnaire/items.toml",
        "# my-questionnaire/es.toml",
    ]
    assert lines.count("# asked in 3 interviews") == 2


def test_nothing_recurs(tmp_path: Path, raw: Path, run: Run) -> None:
    done = run("questionnaire", "suggest", "raw/una.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "Quillay" not in done.stderr.decode()
    assert b"no question recurs" in done.stderr


@pytest.mark.parametrize("name", ["items.toml", "es.toml"])
def test_what_was_edited_is_never_overwritten(tmp_path: Path, raw: Path, name: str, run: Run) -> None:
    command = ("questionnaire", "suggest", "raw", "--id", "agua", "--output", "mine")
    assert run(*command, cwd=tmp_path).returncode == 0
    assert run(*command, cwd=tmp_path).returncode == 0  # nobody has edited anything
    draft = tmp_path / "mine/agua" / name
    draft.write_text(draft.read_text("utf-8") + "# three days of work\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in (tmp_path / "mine").rglob("*.toml")}
    (raw / "tercera.txt").unlink()
    done = run(*command, cwd=tmp_path)
    assert done.returncode == 1
    assert f"error: mine/agua/{name}: stands there already, and may have been edited".encode() in done.stderr
    assert {path: path.read_bytes() for path in before} == before
    assert run(*command[:-1], "other", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("place", ["data/raw", "data/raw/2021/drafts", "data/normalized", "link"])
def test_a_draft_is_not_written_among_pages_and_records(tmp_path: Path, raw: Path, place: str, run: Run) -> None:
    (tmp_path / "data/normalized").mkdir(parents=True)
    (tmp_path / "link").symlink_to("data/normalized")
    raw.rename(tmp_path / "data/raw")
    before = sorted(tmp_path.rglob("*"))
    for more in ([], ["--sites"]):
        done = run("questionnaire", "suggest", "data/raw", "--output", place, *more, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"--output: must not lie among pages or records" in done.stderr
        assert sorted(tmp_path.rglob("*")) == before
    assert run("questionnaire", "suggest", "data/raw", "--output", "data/drafts", cwd=tmp_path).returncode == 0


LINES = {
    "short questions": ("<p>{}</p>", "And the boat?"),
    "bold lines": ("<p><b>{}</b></p>", "A thing for the first day."),
    "headings": ("<h3>{}</h3>", "The smell of it"),
    "lines with a colon": ("<p>{}</p>", "Best of all:"),
}


def _write_series(folder: Path, line: str, names: tuple[str, ...], address: str = "") -> None:
    for number, name in enumerate(names):
        link = f'<link rel="canonical" href="{address}/{number}">' if address else ""
        paragraphs = (
            f"<h1>An interview with {name}, ferryman</h1><p>What do you carry over the river?</p>"
            f"<p>I carried {number} goats today.</p>{line}<p>It was built in 19{number}0, and I paint it in May.</p>"
            f"<p>How do you find your way at night?</p><p>I listen. Nobody speaks.</p><p>It is {number} miles.</p>"
        )
        (folder / f"{name.split()[0]}.html").write_text(f"<html><head>{link}</head><body>{paragraphs}</body></html>")


@pytest.mark.parametrize("name", LINES)
def test_a_line_that_most_interviews_have_is_proposed(tmp_path: Path, name: str, run: Run) -> None:
    markup, line = LINES[name]
    for number, names in enumerate((("Ann Ford", "Bo Weir", "Cy Bank"), ("Di Pool",))):
        _write_series(tmp_path, "" if number else markup.format(line), names)
    proposed = run("questionnaire", "suggest", ".", cwd=tmp_path).stdout.decode()
    assert [f'description = "{text}"' in proposed for text in (line, "I listen. Nobody speaks.")] == [True, False]
    for half in ("Ann", "Bo"):
        (tmp_path / f"{half}.html").unlink()
    assert line not in run("questionnaire", "suggest", ".", cwd=tmp_path).stdout.decode()


def test_each_site_has_a_questionnaire_of_its_own(tmp_path: Path, run: Run) -> None:
    for site, names in (("https://www.ferry.example", ("Ann Ford", "Bo Weir")), ("", ("Cy Bank", "Di Pool"))):
        _write_series(tmp_path, "", names, site)
    _write_series(tmp_path, "", ("Ed Lock",), "https://alone.example")
    done = run("questionnaire", "suggest", ".", "--sites", "--id", "boats", "--output", "mine", cwd=tmp_path)
    assert done.returncode == 0
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == ["boats-ferry-example", "boats-no-address"]
    assert {q.id for q in load_questionnaires(tmp_path / "mine")} >= {"boats-ferry-example", "boats-no-address"}

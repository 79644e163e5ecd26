"""Chosen keys as variants of the user's own: written once, heeded on every page, and refused where they clash."""

from pathlib import Path

import pytest

from commands import Run
from hrdcorpus.knowledge.folders import load_questionnaires

FREE = "How do you get through the winters in {} with all of that on your shoulders?"
PAGE = """HRD Interview: Ana Ejemplo, nurse, {country}

7 Apr 2021

Can you tell us more about your work?

I count wells.

{asked}

With friends and with tea.
"""
OWN = 'id = "own"\nversion = "1"\ntitle = "Own"\n[[item]]\nid = "winter"\ndescription = "-"\n'
PLACE = ("--line", "9", "--id", "threats")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two pages that ask the same, each of its own country."""
    for country in ("Chad", "Mali"):
        page = tmp_path / f"data/raw/{country}.txt"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(PAGE.format(country=country, asked=FREE.format(country)))
    return tmp_path


def _add(run: Run, corpus: Path, *arguments: str) -> tuple[int, str]:
    done = run("questionnaire", "add-variant", *arguments, "--questionnaires", str(corpus / "own"), cwd=corpus)
    return done.returncode, " ".join(done.stderr.decode().split())


def _ingest(run: Run, corpus: Path) -> tuple[int, str]:
    done = run("ingest", "--questionnaires", str(corpus / "own"), cwd=corpus)
    return done.returncode, done.stdout.decode() + done.stderr.decode()


def test_one_variant_keys_all_pages_with_its_words(corpus: Path, run: Run) -> None:
    status, told = _add(run, corpus, "data/raw/Chad.txt", *PLACE)
    assert (status, "1 of 1 wordings were new" in told) == (0, True)
    assert (corpus / "own/hrd-kz-2021/items.toml").read_text() == 'extends = "hrd-kz-2021"\n'
    assert (corpus / "own/hrd-kz-2021/en.toml").read_text() == (
        f'[[variant]]\nitem = "threats"\ntext = "{FREE.format("{country}")}"\nexample = "{FREE.format("Chad")}"\n'
    )
    assert "keyed: 4\n" in _ingest(run, corpus)[1]
    assert "0 of 1 wordings were new" in _add(run, corpus, "data/raw/Mali.txt", *PLACE)[1]


def test_keys_that_were_chosen_become_variants_together(corpus: Path, run: Run) -> None:
    for item, page in (("threats", "Chad"), ("none", "Mali")):
        chosen = run("correct", f"data/raw/{page}.txt", "--line", "9", "--id", item, "--reason", "read", cwd=corpus)
        assert chosen.returncode == 0
    status, told = _add(run, corpus, "data/raw")
    assert (status, "1 of 1 wordings were new" in told) == (0, True)


def test_a_questionnaire_of_ones_own_is_written_to_itself(corpus: Path, run: Run) -> None:
    (corpus / "own/mine").mkdir(parents=True)
    (corpus / "own/mine/items.toml").write_text(OWN)
    (corpus / "own/mine/en.toml").write_text("# mine\n")
    assert _add(run, corpus, "data/raw/Chad.txt", "--line", "9", "--id", "winter")[0] == 0
    written = (corpus / "own/mine/en.toml").read_text()
    assert written.startswith('# mine\n\n[[wording]]\nitem = "winter"\n')  # its first one in the language
    (questionnaire,) = load_questionnaires(corpus / "own")
    assert [wording.item for wording in questionnaire.wordings] == ["winter"]


WRONG = {
    "no question": (FREE, ("--line", "11", "--id", "threats"), "Chad.txt: line 11: no questions stand there"),
    "braces": ("How do you {{all}} get through the winters in {}?", PLACE, "a wording cannot be added as it stands"),
    "known": ("What drives you?", PLACE, "data/raw/Chad.txt: line 9: asks motivation already, by its wording"),
    "no item": (FREE, ("--line", "9", "--id", "nothing"), "nothing"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_a_variant_is_told_without_its_words(name: str, corpus: Path, run: Run) -> None:
    asked, place, expected = WRONG[name]
    (corpus / "data/raw/Chad.txt").write_text(PAGE.format(country="Chad", asked=asked.format("Chad")))
    status, told = _add(run, corpus, "data/raw/Chad.txt", *place)
    assert status != 0
    assert expected in told
    assert asked.format("Chad") not in told
    assert list((corpus / "own").rglob("*.toml")) == []


@pytest.mark.parametrize("arguments", [("data/raw", "--id", "threats"), ("data/raw/Chad.txt", "--line", "9")])
def test_a_place_needs_its_item_and_an_item_its_place(arguments: tuple[str, ...], corpus: Path, run: Run) -> None:
    assert _add(run, corpus, *arguments)[0] == 2


def test_variants_need_a_folder(corpus: Path, run: Run) -> None:
    assert run("questionnaire", "add-variant", "data/raw", cwd=corpus).returncode == 2


@pytest.mark.parametrize(
    ("items", "texts", "told"),
    [
        ('extends = "nobody"\n', "", "items.toml: extends: is none of hrd-kz-2021"),
        ('extends = "hrd-kz-2021"\n', 'quiet = ["you"]\n', "file: holds a key that the form does not have"),
        ('extends = "hrd-kz-2021"\n', '[[variant]]\nitem = "x"\ntext = "What?"\n', "items.toml has no item 'x'"),
        ('extends = "hrd-kz-2021"\n', '[[wording]]\nitem = "work"\ntext = "What?"\n', "'work' needs one [[wording]]"),
    ],
)
def test_a_broken_extension_is_told(items: str, texts: str, told: str, corpus: Path, run: Run) -> None:
    (corpus / "own/more").mkdir(parents=True)
    (corpus / "own/more/items.toml").write_text(items)
    (corpus / "own/more/en.toml").write_text(texts)
    status, shown = _ingest(run, corpus)
    assert (status, told in shown) == (2, True)


def test_further_wordings_may_be_in_a_further_language(corpus: Path, run: Run) -> None:
    (corpus / "own/more").mkdir(parents=True)
    (corpus / "own/more/items.toml").write_text('extends = "hrd-kz-2021"\n')
    (corpus / "own/more/es.toml").write_text('[[wording]]\nitem = "work"\ntext = "¿Qué hace usted?"\n')
    (corpus / "data/raw/Mali.txt").write_text(PAGE.format(country="Mali", asked="¿Qué hace usted?"))
    assert "keyed: 3\n" in _ingest(run, corpus)[1]

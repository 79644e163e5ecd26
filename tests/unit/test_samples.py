"""Samples of questions: read from a questionnaire's folder, or said to be wrong."""

from pathlib import Path

import pytest

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.folders import load_questionnaires
from hrdcorpus.knowledge.questionnaires import Sample
from hrdcorpus.knowledge.samples import SAMPLES, load_samples

TEXT = """
[[wording]]
item = "dyke"
language = "en"
set = "own"
texts = ["Who keeps up the dyke?"]

[[foreign]]
language = "en"
texts = ["What is your favourite bird?", "Who keeps up the road behind the dyke?"]
"""


def test_samples_of_items_and_of_none(tmp_path: Path) -> None:
    (tmp_path / SAMPLES).write_text(TEXT, "utf-8")
    assert load_samples(tmp_path, {"dyke"}) == (
        Sample("dyke", "en", "Who keeps up the dyke?"),
        Sample(None, "en", "What is your favourite bird?"),
        Sample(None, "en", "Who keeps up the road behind the dyke?"),
    )


def test_a_folder_without_samples(tmp_path: Path) -> None:
    assert load_samples(tmp_path, {"dyke"}) == ()


def test_an_unknown_item_is_named(tmp_path: Path) -> None:
    (tmp_path / SAMPLES).write_text(TEXT, "utf-8")
    with pytest.raises(KnowledgeError, match=r"samples\.toml.*wording\.0: item.*'dyke'"):
        load_samples(tmp_path, {"sluice"})


def test_samples_stand_beside_the_wordings_of_ones_own(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "items.toml").write_text(
        'id = "own"\nversion = "1"\ntitle = "-"\n[[item]]\nid = "dyke"\ndescription = "-"\n', "utf-8"
    )
    (folder / "en.toml").write_text('[[wording]]\nitem = "dyke"\ntext = "How is the dyke?"\n', "utf-8")
    (folder / SAMPLES).write_text(TEXT, "utf-8")
    (own,) = load_questionnaires(tmp_path)
    assert len(own.samples) == 3
    assert [vocabulary.language for vocabulary in own.vocabularies] == ["en"]

"""The shipped questionnaire against its own examples; questionnaires of a user's own; every way one can be wrong."""

import re
from pathlib import Path

import pytest

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.knowledge.folders import load_questionnaires
from hrdcorpus.knowledge.wordings import Wording, wording_key

SHIPPED = [wording for questionnaire in load_knowledge().questionnaires for wording in questionnaire.wordings]

ITEMS = """
id = "mine"
version = "1"
title = "Mine"
[[item]]
id = "who"
description = "Who"
[[item]]
id = "why"
description = "Why"
"""
SPANISH = """
light = ["el la los las"]
subjects = ["mineros"]
same = [["mineros", "trabajadores de la mina"]]
[[wording]]
item = "who"
text = "¿Quién protege a los mineros en {country}?"
example = "¿Quién protege a los mineros en Chile?"
counterexample = "¿Quién protege a los mineros en casa?"
[[variant]]
item = "who"
text = "¿Quién los protege?"
seen = false
"""

ASKS = """
[[asks]]
item = "who"
says = ["mineros"]
example = "¿Y los mineros?"
counterexample = "¿Y los jueces?"
"""


def _write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("wording", SHIPPED, ids=lambda wording: f"{wording.language}-{wording.item}")
def test_wordings_fit_their_own_examples_and_no_others(wording: Wording) -> None:
    key = wording_key(wording.example)
    assert {other.item for other in SHIPPED if other.fits(key)} == {wording.item}
    assert wording.counterexample is None or not any(w.fits(wording_key(wording.counterexample)) for w in SHIPPED)


def test_every_item_has_a_wording_in_every_shipped_language() -> None:
    for questionnaire in load_knowledge().questionnaires:
        worded = {(wording.item, wording.language) for wording in questionnaire.wordings}
        assert worded == {(item.id, v.language) for item in questionnaire.items for v in questionnaire.vocabularies}


def test_a_folder_of_ones_own_in_another_language(tmp_path: Path) -> None:
    _write(tmp_path, {"b/items.toml": ITEMS, "b/es.toml": SPANISH, "b/notes.md": "-", "readme.toml": "-"})
    _write(tmp_path, {"a/items.toml": ITEMS.replace('"mine"', '"other"')})
    mine, other = load_questionnaires(tmp_path)
    assert (mine.id, other.id, [item.id for item in mine.items]) == ("mine", "other", ["who", "why"])
    assert [(w.item, w.language, w.is_variant, w.seen) for w in mine.wordings] == [
        ("who", "es", False, True),
        ("who", "es", True, False),
    ]
    assert mine.wordings[0].fits(wording_key("Quién protege a los mineros en Kazajistán"))
    assert mine.vocabularies[0].same == (("mineros", "trabajadores de la mina"),)
    assert other.wordings == ()


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"x/items.toml": ITEMS + "colour = 1"}, "x/items.toml: item.1: holds a key that the form does not have"),
        ({"x/items.toml": 'id = "mine"\nversion = "1"\ntitle = "Mine"'}, r"x/items.toml: no \[\[item\]\]"),
        ({"x/items.toml": ITEMS.replace('"why"', '"who"')}, "x/items.toml: item: 'who' stands twice"),
        ({"x/items.toml": ITEMS, "y/items.toml": ITEMS}, "questionnaire: 'mine' stands twice"),
        ({"x/es.toml": SPANISH}, "x/items.toml: does not exist"),
        ({"x/items.toml": ITEMS, "x/spanish.toml": SPANISH}, "x/spanish.toml: is not named after a language"),
        (
            {"x/items.toml": ITEMS, "x/es.toml": SPANISH + "colour = 1"},
            "x/es.toml: variant.0: holds a key that the form does not have",
        ),
        (
            {"x/items.toml": ITEMS, "x/es.toml": SPANISH.replace('item = "who"', 'item = "how"')},
            "x/es.toml: wording.0: items.toml has no item 'how'",
        ),
        (
            {"x/items.toml": ITEMS, "x/es.toml": SPANISH.replace("[[variant]]", "[[wording]]")},
            r"x/es.toml: wording.0: 'who' needs one \[\[wording\]\]",
        ),
        (
            {"x/items.toml": ITEMS, "x/es.toml": SPANISH.replace("[[wording]]", "[[variant]]")},
            r"x/es.toml: variant.0: 'who' needs one \[\[wording\]\]",
        ),
        (
            {"x/items.toml": ITEMS, "x/es.toml": SPANISH.replace("{country}", "{city}")},
            r"x/es.toml: wording.0: text: unknown slot \{city\}",
        ),
        (
            {
                "x/items.toml": ITEMS,
                "x/es.toml": SPANISH.replace("\nexample", "\ncounterexample", 1).replace(
                    'counterexample = "¿Quién protege a los mineros en casa?"', ""
                ),
            },
            "x/es.toml: wording.0: text: has a slot but no example",
        ),
        (
            {"x/items.toml": ITEMS, "x/es.toml": SPANISH.replace("en Chile", "en Chile hoy")},
            "x/es.toml: wording.0: text: the example is not this text",
        ),
        (
            {"x/items.toml": ITEMS, "x/es.toml": SPANISH.replace("en casa", "en Bolivia")},
            "x/es.toml: wording.0: text: the counterexample fits this text",
        ),
        (
            {"x/items.toml": ITEMS, "x/es.toml": SPANISH.replace("¿Quién los protege?", "¿{country}?")},
            "x/es.toml: variant.0: text: has no words of its own",
        ),
        (
            {"x/items.toml": ITEMS, "x/es.toml": SPANISH.replace("¿Quién los protege?", "¿Quién? " * 200)},
            "x/es.toml: variant.0: text: longer than the 1000 characters",
        ),
        (
            {
                "x/items.toml": ITEMS,
                "x/es.toml": SPANISH + '[[variant]]\nitem = "who"\ntext = "«Quién los PROTEGE»"',
            },
            "x/es.toml: text: 'quién los protege' stands twice",
        ),
        (
            {
                "x/items.toml": ITEMS,
                "x/es.toml": SPANISH + '[[wording]]\nitem = "why"\ntext = "¿Quién protege a los mineros en Perú?"',
            },
            "x/es.toml: '¿Quién protege a los mineros en Perú\\?' belongs to both 'why' and 'who'",
        ),
        (
            {
                "x/items.toml": ITEMS,
                "x/es.toml": SPANISH,
                "x/pt.toml": '[[wording]]\nitem = "why"\ntext = "Quién los protege"',
            },
            "belongs to both 'who' and 'why'",
        ),
        (
            {"x/items.toml": ITEMS, "x/es.toml": SPANISH.replace('["mineros", ', '["mineros", "MINEROS", ')},
            "x/es.toml: light, others, same: 'mineros' stands twice",
        ),
        (
            {"x/items.toml": ITEMS, "x/es.toml": SPANISH.replace('["mineros", ', '["mineros", "los", ')},
            "x/es.toml: light, others, same: 'los' stands twice",
        ),
        (
            {"x/items.toml": ITEMS, "x/es.toml": 'others = ["el juez", "la"]' + SPANISH},
            "x/es.toml: light, others, same: 'el' stands twice",
        ),
        (
            {"x/items.toml": ITEMS, "x/es.toml": SPANISH.replace('["mineros"]', '["jueces"]')},
            "x/es.toml: subjects: 'jueces' is not the first of a line",
        ),
        (
            {"x/items.toml": ITEMS, "x/es.toml": SPANISH + ASKS.replace('"who"', '"how"')},
            "asks.0: items.toml has no item",
        ),
        ({"x/items.toml": ITEMS, "x/es.toml": SPANISH + ASKS.replace('["mineros"]', "[]")}, "asks.0: says nothing"),
        (
            {"x/items.toml": ITEMS, "x/es.toml": SPANISH + ASKS.replace('["mineros"]', '["mineros / jueces"]')},
            "x/es.toml: asks.0: 'jueces' is not the first of a line",
        ),
        (
            {"x/items.toml": ITEMS, "x/es.toml": 'quiet = ["jueces"]' + SPANISH},
            "x/es.toml: quiet: 'jueces' is not the first of a line",
        ),
    ],
)
def test_what_is_wrong_is_said_with_file_and_place(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(KnowledgeError, match=message) as error:
        load_questionnaires(_write(tmp_path, files))
    assert re.match(re.escape(str(tmp_path)), str(error.value))


def test_a_folder_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="missing: cannot be read"):
        load_questionnaires(tmp_path / "missing")

"""The site's lines: what the table says of a kind decides. The examples of all rules: test_resources.py."""

import shutil
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.knowledge.lines import load_lines
from hrdcorpus.text.folding import fold

LINES = load_knowledge().lines
RESOURCES = Path(__file__).parents[2] / "src/hrdcorpus/resources"


def test_no_wording_stands_twice() -> None:
    for file in (RESOURCES / "interface").glob("*.toml"):
        interface = tomllib.loads(file.read_text("utf-8"))
        wordings = [rule["template"] for rule in interface["rule"]]
        wordings += [line for entry in interface.get("lines", ()) for line in entry["lines"]]
        assert [wording for wording, count in Counter(map(fold, wordings)).items() if count > 1] == []


@pytest.mark.parametrize(
    ("text", "kind", "languages", "slots"),
    [
        ("Briefing", "item-type", {"de", "en"}, {}),
        ("  see   all TAGS ", "tags-line", {"en", "pt"}, {}),
        ("Комментарии （12）", "voices", set(), {"number": "12"}),
        (
            "Cette page n'est pas disponible en français et est affichée en ENGLISH",
            "banner.not-available",
            {"fr"},
            {"language": "français", "shown": "ENGLISH"},
        ),
        (
            "这页面没有简体中文版本，现以English显示",
            "banner.not-available",
            {"zh-Hans"},
            {"language": "简体中文", "shown": "English"},
        ),
        ("Photo by Jan de Vries", "picture", set(), {"who": "Jan de Vries"}),
        ("Business & Human Rights Resource Centre", "author.site", set(), {}),
    ],
)
def test_a_line_says_its_kind_its_languages_and_what_its_slots_caught(
    text: str, kind: str, languages: set[str], slots: dict[str, str]
) -> None:
    line = LINES.find_line(text)
    assert line is not None
    assert (line.kind.name, {*line.languages}, dict(line.slots)) == (kind, languages, slots)
    assert LINES.find_line(text, fold(text)) == line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "They asked us to see all tags",
        "Photo by nobody",
        "This page is not available in Elvish and is being displayed in Orcish",
        "Share: " + 600 * "x",
    ],
)
def test_prose_is_no_line(text: str) -> None:
    assert LINES.find_line(text) is None


def test_a_new_kind_of_line_is_toml_alone(tmp_path: Path) -> None:
    shutil.copytree(RESOURCES / "interface", tmp_path / "interface")
    table = (RESOURCES / "lines.toml").read_text("utf-8")
    row = 'means = "x"\nlabel = "chrome"\nplaces = ["turns"]\nexample = "Jingle 12"\n'
    (tmp_path / "lines.toml").write_text(f'{table}\n[[kind]]\nname = "jingle"\n{row}', "utf-8")
    rule = '\n[[rule]]\nkind = "jingle"\ntemplate = "Jingle {number}"\nexample = "Jingle 12"\n'
    file = tmp_path / "interface/en.toml"
    file.write_text(file.read_text("utf-8") + rule, "utf-8")
    lines = load_lines(tmp_path / "lines.toml", tmp_path / "interface")
    line = lines.find_line("Jingle 7")
    assert line is not None
    assert (line.kind.name, line.kind.label, set(line.kind.places)) == ("jingle", "chrome", {"turns"})
    assert LINES.find_line("Jingle 7") is None


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ('kind = "jingle"\ntemplate = "Ding"\nexample = "Ding"', "'Ding': lines.toml has no kind 'jingle'"),
        ('kind = "button"\ntemplate = "Ding {dong}"\nexample = "Ding"', "'Ding {dong}': unknown slot {dong}"),
        ('kind = "button"\ntemplate = "{text}!"\nexample = "Ding!"', "'{text}!': has no words of its own"),
        ('kind = "button"\ntemplate = "Ding"', "Object missing required field `example` - at `$.rule[0]`"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named(tmp_path: Path, rule: str, complaint: str) -> None:
    (tmp_path / "en.toml").write_text(f"[[rule]]\n{rule}\n", "utf-8")
    with pytest.raises(KnowledgeError) as raised:
        load_lines(RESOURCES / "lines.toml", tmp_path)
    assert str(raised.value).startswith(f"{tmp_path}/en.toml: {complaint}")

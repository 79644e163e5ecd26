"""Every format says who asks, who says each paragraph, and who is interviewed."""

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

from lxml import etree

from exporting import export
from hrdcorpus.output.export import FILE, Options
from invented import QUESTIONNAIRES, build_guests

FIRST, SECOND = "Aigul Nobodyeva", "A. (lawyer)"
SPEAKERS = [[FIRST, FIRST, SECOND], [SECOND]]
QDA = {"q": "urn:QDA-XML:project:1.0"}


def build(name: str, file: str = FILE, **options: Any) -> bytes:
    return export(name, [build_guests()], Options(questionnaires=QUESTIONNAIRES, **options)).files[file]


def test_json_lines() -> None:
    rows = [json.loads(line) for line in build("jsonl", shape="answers").splitlines()]
    assert [(row["asker"], row["speakers"]) for row in rows] == [("Zoya", SPEAKERS[0]), (None, SPEAKERS[1])]
    assert [
        tuple(row[name] for name in ("interviewee", "role", "country", "country_name", "anonymity")) for row in rows
    ] == [(FIRST, "chair; lawyer", "KZ; KG", "Kazakhstan; Kyrgyzstan", "withheld")] * 2


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(build("csv", shape="answers").decode(), newline="")))
    assert [(row["asker"], json.loads(row["speakers"])) for row in rows] == [("Zoya", SPEAKERS[0]), ("", SPEAKERS[1])]
    (wide,) = csv.DictReader(io.StringIO(build("csv", shape="interviews").decode(), newline=""))
    assert (wide["interviewee"], wide["role"]) == (FIRST, "chair; lawyer")


def test_datapackage() -> None:
    tables = {
        name: list(csv.reader(io.StringIO(build("datapackage", name).decode(), newline="")))
        for name in ("interviewees.csv", "speakers.csv")
    }
    assert tables["interviewees.csv"][1:] == [
        ["guests", "1", FIRST, "", "chair", "", "", "KZ", "Kazakhstan"],
        ["guests", "2", "", "withheld", "lawyer", "", "", "KG", "Kyrgyzstan"],
    ]
    assert [row[3] for row in tables["speakers.csv"][1:]] == [*SPEAKERS[0], *SPEAKERS[1]]


def test_sqlite(tmp_path: Path) -> None:
    (tmp_path / "interviews.db").write_bytes(build("sqlite"))
    with closing(sqlite3.connect(tmp_path / "interviews.db")) as database:
        assert list(database.execute("SELECT number, paragraph, speaker FROM speakers")) == [
            (1, 1, FIRST), (1, 2, FIRST), (1, 3, SECOND), (2, 1, SECOND),
        ]  # fmt: skip
        assert list(database.execute("SELECT name, anonymity, role FROM interviewees")) == [
            (FIRST, None, "chair"), (None, "withheld", "lawyer"),
        ]  # fmt: skip
        assert list(database.execute("SELECT asker FROM answers")) == [("Zoya",), (None,)]


def test_markdown() -> None:
    page = build("markdown", "guests.md", shape="interviews").decode()
    assert "asked by Zoya*\n\n**Aigul Nobodyeva:** Fines.\n\nAnd courts.\n\n**A. (lawyer):** Prison." in page


def test_qdpx_has_a_case_for_each_interviewee_and_speaker() -> None:
    with zipfile.ZipFile(io.BytesIO(build("qdpx"))) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        (source,) = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".txt")]
    etree.XMLSchema(file=Path(__file__).parent / "schemas" / "refi-qda-project-1.0.xsd").assertValid(root)
    selections = {
        str(element.get("guid")): source[int(str(element.get("startPosition"))) : int(str(element.get("endPosition")))]
        for element in root.iter("{*}PlainTextSelection")
    }
    assert list(selections.values()) == ["Fines.\n\nAnd courts.", "Prison.", "Nobody knows."]
    cases = {
        case.get("name"): (
            [text.text for text in case.iterfind("q:VariableValue/q:TextValue", QDA)],
            [selections[str(ref.get("targetGUID"))] for ref in case.iterfind("q:SelectionRef", QDA)],
        )
        for case in root.iterfind("q:Cases/q:Case", QDA)
    }
    assert cases == {
        FIRST: (["chair", "KZ", "Kazakhstan"], ["Fines.\n\nAnd courts."]),
        SECOND: ([], ["Prison.", "Nobody knows."]),
        "interviewee 2": (["withheld", "lawyer", "KG", "Kyrgyzstan"], []),
    }
    assert "Question 1, asked by Zoya: What are the risks?\n\nAigul Nobodyeva: Fines." in source

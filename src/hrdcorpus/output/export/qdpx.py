"""QDPX, a REFI-QDA project: each interview a source, each question a code, each answer coded with its question."""

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from hrdcorpus.output.export import FILE, Built, Options
from hrdcorpus.output.export.naming import name_file
from hrdcorpus.output.export.questions import Key, find_key
from hrdcorpus.output.export.refi import (
    ORIGIN,
    add_text,
    build_codes,
    choose_name,
    hold_text,
    make_guid,
    write_xml,
)
from hrdcorpus.output.export.refi_source import LAYOUT, Said, SourceText, build_source_text
from hrdcorpus.output.export.table import Row, RowItem, format_cell
from hrdcorpus.output.export.tables import OF_PERSON, TABLES
from hrdcorpus.output.works import Works, find_work
from hrdcorpus.records.form import Exchange, Record
from hrdcorpus.records.values import build_answer_id

_PROJECT = "project.qde"
_NAME = "Interviews with human rights defenders"
_USER = make_guid("user", ORIGIN)
_WHEN = {"creationDateTime": "1980-01-01T00:00:00Z"}  # no clock; but readers stop where a source has no date
_MADE = {"creatingUser": _USER, **_WHEN}
_TYPES = {"string": "Text", "list": "Text", "date": "Date", "integer": "Integer", "number": "Float"}
# The introduction is in the text.
_VARIABLES = tuple(column for column in TABLES["interviews"].columns if column.type != "paragraphs")

_SHIFTED = "a program that counts UTF-16 units shifts the codings after them"


def build(records: Collection[Record], options: Options, folder: Path) -> Built:
    """A zip of `project.qde` and `sources/GUID.txt`.

    `RecordError` where an interview holds a character that other programs cannot read. Held are the codes, and of each
    interview the names of its cases and its entry in the zip.
    """
    codebook, codes = build_codes(records, options)
    root = Element("Project", {"xmlns": "urn:QDA-XML:project:1.0", "name": _NAME, "origin": ORIGIN})
    root.attrib |= {"creatingUserGUID": _USER, **_WHEN}
    users, about = Element("Users"), Element("Description")
    SubElement(users, "User", guid=_USER, name=ORIGIN)
    about.text = LAYOUT
    parts: tuple[Element | tuple[str, Iterable[Element]], ...] = (
        users,
        *([_wrap("CodeBook", codebook)] if len(codebook) else []),
        _wrap("Variables", *_list_variables()),
        ("Cases", _list_cases(records, options.works)),
        ("Sources", _list_sources(records, codes, options.works)),
        about,
    )
    project = folder / _PROJECT
    notes = write_xml(project, root, parts)
    shifted = 0
    with ZipFile(folder / FILE, "w", ZIP_STORED) as archive:
        entry = _build_entry(_PROJECT)
        entry.file_size = project.stat().st_size
        with open(project, "rb") as source, archive.open(entry, "w") as target:
            shutil.copyfileobj(source, target)
        for record in records:
            text = _read_source(record, options.works)[1].text
            archive.writestr(_build_entry(f"sources/{_make_source_guid(record)}.txt"), text.encode())
            shifted += max(text) > "\uffff"
    told = (f"{shifted} interviews hold characters beyond U+FFFF, such as emoji: {_SHIFTED}",)
    return Built(notes=(*notes, *(told if shifted else ())))


def _wrap(tag: str, *elements: Element) -> Element:
    element = Element(tag)
    element.extend(elements)
    return element


def _read_source(record: Record, works: Works) -> tuple[Row, SourceText]:
    """The record's row of the table of interviews, and its text."""
    row = TABLES["interviews"].read_row(RowItem(record, 0, record, find_work(works, record.id)))
    return row, build_source_text(record, row)


def _list_cases(records: Collection[Record], works: Works) -> Iterator[Element]:
    """A case for each interviewee with what is told of them, and for each speaker who is none of them by name."""
    taken: dict[str, int] = {}
    for record in records:
        people = {person.name or f"interviewee {n}": person for n, person in enumerate(record.interviewees, start=1)}
        speakers = {speaker: None for exchange in record.exchanges for speaker in exchange.speakers or ()}
        cases = {}
        for name, person in {**speakers, **people}.items():
            case = Element("Case", guid=make_guid("case", record.id, name), name=choose_name(name, taken))
            for field in OF_PERSON:
                if person and (value := getattr(person, field)):
                    _add_value(case, field, "Text", value)
            SubElement(case, "SourceRef", targetGUID=_make_source_guid(record))
            cases[name] = case
        for exchange, number, said in _list_said(record, _read_source(record, works)[1]):
            if said.speaker:
                guid = make_guid("answer", *_name_answer(record, exchange, number))
                SubElement(cases[said.speaker], "SelectionRef", targetGUID=guid)
        yield from cases.values()


def _list_said(record: Record, text: SourceText) -> Iterator[tuple[Exchange, int, Said]]:
    """What is coded: each part of an answer, with its number there."""
    for exchange in record.exchanges:
        for number, said in enumerate(text.answers[exchange.number]):
            yield exchange, number, said


def _name_answer(record: Record, exchange: Exchange, number: int) -> tuple[str, ...]:
    return record.id, str(exchange.number), *([str(number)] if number else ())


def _list_variables() -> Iterator[Element]:
    for column in _VARIABLES:
        variable = Element("Variable", guid=_make_variable_guid(column.name), name=column.name)
        variable.set("typeOfVariable", _TYPES[column.type])
        add_text(variable, "Description", column.description)
        yield variable


def _list_sources(records: Collection[Record], codes: Mapping[Key | None, Element], works: Works) -> Iterator[Element]:
    taken = {"": 1}
    for record in records:
        interview, text = _read_source(record, works)
        name = name_file(record.id, taken)  # readers make files of them, and lose what follows a full stop
        source = Element("TextSource", _describe_source(record, name))
        for exchange, number, said in _list_said(record, text):
            code = codes[find_key(record, exchange)]
            _add_selection(source, said, exchange, code, _name_answer(record, exchange, number))
        _add_values(source, interview)
        yield source


def _describe_source(record: Record, name: str) -> dict[str, str]:
    guid = _make_source_guid(record)
    return {"guid": guid, "name": name, "plainTextPath": f"internal://{guid}.txt", **_MADE}


def _add_selection(source: Element, said: Said, exchange: Exchange, code: Element, names: tuple[str, ...]) -> None:
    guid = make_guid("answer", *names)
    answer_id = hold_text(build_answer_id(names[0], exchange.number))
    selection = SubElement(source, "PlainTextSelection", guid=guid, name=answer_id)
    selection.attrib |= {"startPosition": str(said.start), "endPosition": str(said.end), **_MADE}
    _add_question(selection, exchange)
    coding = SubElement(selection, "Coding", {"guid": make_guid("coding", *names), **_MADE})
    SubElement(coding, "CodeRef", targetGUID=code.attrib["guid"])


def _add_question(selection: Element, exchange: Exchange) -> None:
    """The question, where its code does not tell it; and what an analyst may doubt: that it asks the standard one."""
    question = exchange.question
    if question.id is None:
        add_text(selection, "Description", f"Question: {question.text}")
    elif question.match in ("said", "similar", "order"):
        how = question.match if question.score is None else f"{question.match}, {question.score}"
        add_text(selection, "Description", f"The question has no known wording of the standard one; keyed: {how}")


def _add_values(source: Element, interview: Row) -> None:
    for column in _VARIABLES:
        if text := format_cell(interview[column.name], column):
            _add_value(source, column.name, _TYPES[column.type], text)


def _add_value(parent: Element, name: str, kind: str, text: str) -> None:
    value = SubElement(parent, "VariableValue")
    SubElement(value, "VariableRef", targetGUID=_make_variable_guid(name))
    add_text(value, f"{kind}Value", text)


def _make_source_guid(record: Record) -> str:
    return make_guid("interview", record.id)


def _make_variable_guid(name: str) -> str:
    return make_guid("variable", name)


def _build_entry(name: str) -> ZipInfo:
    """The same bytes on each machine: without compression, which differs, and without dates and rights of its files."""
    entry = ZipInfo(name)  # dated 1980-01-01
    entry.create_system = 3  # else the machine's
    entry.external_attr = 0o644 << 16
    return entry

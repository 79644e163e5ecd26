"""QDPX, a REFI-QDA project: each interview a source, each question a code, each answer coded with its question."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from hrdcorpus.output.export import Built, Options
from hrdcorpus.output.export.naming import name_files
from hrdcorpus.output.export.refi import (
    ORIGIN,
    Question,
    add_text,
    build_codes,
    choose_name,
    dump_xml,
    find_question,
    make_guid,
)
from hrdcorpus.output.export.refi_source import LAYOUT, SourceText, build_source_text
from hrdcorpus.output.export.tables import OF_PERSON, TABLES, Row, format_cell
from hrdcorpus.records.form import Exchange, Record

_NAME = "Interviews with human rights defenders"
_USER = make_guid("user", ORIGIN)
_WHEN = {"creationDateTime": "1980-01-01T00:00:00Z"}  # no clock; but readers stop where a source has no date
_MADE = {"creatingUser": _USER, **_WHEN}
_TYPES = {"string": "Text", "list": "Text", "date": "Date", "integer": "Integer", "number": "Float"}
# The introduction is in the text.
_VARIABLES = tuple(column for column in TABLES["interviews"].columns if column.type != "paragraphs")

_SHIFTED = "a program that counts UTF-16 units shifts the codings after them"


def build(records: Sequence[Record], options: Options) -> Built:
    """A zip of `project.qde` and `sources/GUID.txt`.

    `RecordError` where an interview holds a character that other programs cannot read.
    """
    interviews = list(TABLES["interviews"].list_rows(records, options))
    texts = {r.id: build_source_text(r, interview) for r, interview in zip(records, interviews, strict=True)}
    codebook, codes = build_codes(records, options)
    root = _build_head(codebook)
    if records:
        cases = _build_cases(records)
        if cases:
            SubElement(root, "Cases").extend(cases.values())
        sources = SubElement(root, "Sources")
        names = name_files(texts, taken="")  # readers make files of them, and lose what follows a full stop
        for record, interview, name in zip(records, interviews, names, strict=True):
            source = SubElement(sources, "TextSource", _describe_source(record, name))
            _add_selections(source, record, texts[record.id], codes, cases)
            _add_values(source, interview)
    add_text(root, "Description", LAYOUT)
    project, notes = dump_xml(root)
    files = {f"sources/{_make_source_guid(record)}.txt": texts[record.id].text.encode() for record in records}
    return Built(_zip({"project.qde": project, **files}), (*notes, *_warn_of_units(texts.values())))


_Cases = dict[tuple[str, str], Element]  # by interview and name or label


def _build_cases(records: Sequence[Record]) -> _Cases:
    """A case for each interviewee with what is told of them, and for each speaker who is none of them by name."""
    cases: _Cases = {}
    taken: set[str] = set()
    for record in records:
        people = {person.name or f"interviewee {n}": person for n, person in enumerate(record.interviewees, start=1)}
        speakers = {speaker: None for exchange in record.exchanges for speaker in exchange.speakers or ()}
        for name, person in {**speakers, **people}.items():
            case = Element("Case", guid=make_guid("case", record.id, name), name=choose_name(name, taken))
            for field in OF_PERSON:
                if person and (value := getattr(person, field)):
                    _add_value(case, field, "Text", value)
            SubElement(case, "SourceRef", targetGUID=_make_source_guid(record))
            cases[record.id, name] = case
    return cases


def _build_head(codes: Element) -> Element:
    root = Element("Project", {"xmlns": "urn:QDA-XML:project:1.0", "name": _NAME, "origin": ORIGIN})
    root.attrib |= {"creatingUserGUID": _USER, **_WHEN}
    SubElement(SubElement(root, "Users"), "User", guid=_USER, name=ORIGIN)
    if len(codes):
        SubElement(root, "CodeBook").append(codes)
    variables = SubElement(root, "Variables")
    for column in _VARIABLES:
        kind = _TYPES[column.type]
        variable = SubElement(variables, "Variable", guid=_make_variable_guid(column.name), name=column.name)
        variable.set("typeOfVariable", kind)
        add_text(variable, "Description", column.description)
    return root


def _describe_source(record: Record, name: str) -> dict[str, str]:
    guid = _make_source_guid(record)
    return {"guid": guid, "name": name, "plainTextPath": f"internal://{guid}.txt", **_MADE}


def _add_selections(
    source: Element, record: Record, text: SourceText, codes: Mapping[Question, Element], cases: _Cases
) -> None:
    for exchange in record.exchanges:
        for number, said in enumerate(text.answers[exchange.number]):
            code = codes[find_question(record, exchange)]
            names = (record.id, str(exchange.number), *([str(number)] if number else ()))
            guid = make_guid("answer", *names)
            selection = SubElement(source, "PlainTextSelection", guid=guid, name=code.attrib["name"])
            selection.attrib |= {"startPosition": str(said.start), "endPosition": str(said.end), **_MADE}
            _add_question(selection, exchange)
            coding = SubElement(selection, "Coding", {"guid": make_guid("coding", *names), **_MADE})
            SubElement(coding, "CodeRef", targetGUID=code.attrib["guid"])
            if said.speaker:
                SubElement(cases[record.id, said.speaker], "SelectionRef", targetGUID=guid)


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


def _warn_of_units(texts: Iterable[SourceText]) -> tuple[str, ...]:
    count = sum(max(text.text) > "\uffff" for text in texts)
    if not count:
        return ()
    return (f"{count} interviews hold characters beyond U+FFFF, such as emoji: {_SHIFTED}",)


def _zip(files: Mapping[str, bytes]) -> bytes:
    """The same bytes on each machine: without compression, which differs, and without dates and rights of its files."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, content in files.items():
            entry = ZipInfo(name)  # dated 1980-01-01
            entry.create_system = 3  # else the machine's
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()

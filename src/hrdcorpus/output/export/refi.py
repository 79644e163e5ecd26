"""REFI-QDA 1.0, what project and codebook share: questions as codes, GUIDs, and XML that is the same each time."""

import re
from collections.abc import Mapping, Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from hrdcorpus.output.export import Options
from hrdcorpus.output.export.naming import take_name
from hrdcorpus.output.export.questions import Key, find_key, list_standard_questions
from hrdcorpus.records.form import Exchange, Record

ORIGIN = "hrdcorpus"  # the program, which stands for the user too: no name of a person or a machine goes into a file

_OTHERS = "Other questions"
_LONGEST = 100  # characters of a code's name, which programs show in a narrow tree; its description has the whole text
_GUIDS = uuid5(NAMESPACE_URL, "urn:hrdcorpus:refi-qda")

# XML 1.0 holds no other controls, no surrogates, no U+FFFE and U+FFFF; a carriage return comes back as a line feed.
_UNHOLDABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Question = Key | str  # a standard question, or the words of another one


def build_codes(records: Sequence[Record], options: Options) -> tuple[Element, Mapping[Question, Element]]:
    """The element Codes, and the code of each question in it.

    A questionnaire is a code that codes nothing, with its items in the order of asking; so are all questions outside of
    any, with each of their wordings. No two have one name, whatever the case: readers lose codes of one name.
    """
    titles = {questionnaire.id: questionnaire.title for questionnaire in options.questionnaires}
    groups: dict[tuple[str, str], dict[Question, str | None]] = {}
    for question in list_standard_questions(records, options):
        name = question.key.questionnaire_id
        group = groups.setdefault((make_guid("questionnaire", name), titles.get(name, name)), {})
        group[question.key] = question.description
    for asked in (find_question(record, exchange) for record in records for exchange in record.exchanges):
        if isinstance(asked, str):
            groups.setdefault((make_guid("other questions"), _OTHERS), {})[asked] = asked
    root, codes, taken = Element("Codes"), dict[Question, Element](), set[str]()
    for (guid, title), questions in groups.items():
        category = SubElement(root, "Code", guid=guid, name=choose_name(title, taken), isCodable="false")
        for asked, description in questions.items():
            names = ("question", *asked) if isinstance(asked, Key) else ("other question", asked)
            attributes = {"guid": make_guid(*names), "name": choose_name(names[-1], taken), "isCodable": "true"}
            codes[asked] = SubElement(category, "Code", attributes)
            if description is not None:
                add_text(codes[asked], "Description", description)
    return root, codes


def find_question(record: Record, exchange: Exchange) -> Question:
    """What the exchange's code stands for."""
    return find_key(record, exchange) or exchange.question.text


def make_guid(*names: str) -> str:
    """A GUID that is the same for the same names, and for no others."""
    return str(uuid5(_GUIDS, "".join(f"{len(name)}:{name}" for name in names)))


def add_text(parent: Element, tag: str, text: str) -> None:
    """An element that holds a text."""
    SubElement(parent, tag).text = text


def dump_xml(root: Element) -> tuple[bytes, tuple[str, ...]]:
    r"""UTF-8, indented; and a note where there are escapes such as `\x07` for characters that XML cannot hold."""
    changed = 0
    for element in root.iter():  # attributes are names, and those were made to be held
        if element.text and element.text != (held := hold_text(element.text)):
            element.text = held
            changed += 1
    indent(root)
    note = rf"{changed} descriptions and values have escapes such as \x07 for characters that XML cannot hold"
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return (declaration + tostring(root, encoding="unicode") + "\n").encode(), ((note,) if changed else ())


def hold_text(text: str) -> str:
    r"""The text with escapes for what XML cannot hold.

    >>> hold_text("a\x07b\tc")
    'a\\x07b\tc'
    """
    return _UNHOLDABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def choose_name(text: str, taken: set[str]) -> str:
    """The text as a name of one line, which is in none of those `taken`, whatever the case; it is one of them then."""
    line = hold_text(" ".join(text.split())) or "…"
    return take_name(line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…", taken, " ({})")

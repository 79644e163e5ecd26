"""REFI-QDA 1.0, what project and codebook share: questions as codes, GUIDs, and XML that is the same each time."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from hrdcorpus.output.export import Options
from hrdcorpus.output.export.questions import Key, find_key, list_standard_questions
from hrdcorpus.records.form import Exchange, Record

ORIGIN = "hrdcorpus"  # the program, which stands for the user too: no name of a person or a machine goes into a file

_OTHERS = "Other questions"
_LONGEST = 100  # characters of a code's name, which programs show in a narrow tree; its description has the whole text
_GUIDS = uuid5(NAMESPACE_URL, "urn:hrdcorpus:refi-qda")

# XML 1.0 holds no other controls, no surrogates, no U+FFFE and U+FFFF; a carriage return comes back as a line feed.
_UNHOLDABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Question = Key | str  # a standard question, or the words of another one


@dataclass(frozen=True, slots=True)
class Code:
    """A question. No other code or category has its name, whatever the case: readers lose codes of one name."""

    guid: str
    name: str
    description: str | None


@dataclass(frozen=True, slots=True)
class Category:
    """A questionnaire with its questions in the order of asking, or all questions outside of any."""

    guid: str
    name: str
    codes: Mapping[Question, Code]


def build_categories(records: Sequence[Record], options: Options) -> tuple[Category, ...]:
    """The questionnaires that the records follow, with all their items, then each wording of other questions."""
    titles = {questionnaire.id: questionnaire.title for questionnaire in options.questionnaires}
    standard: dict[str, dict[Question, str | None]] = {}
    for question in list_standard_questions(records, options):
        standard.setdefault(question.key.questionnaire_id, {})[question.key] = question.description
    found = (find_question(record, exchange) for record in records for exchange in record.exchanges)
    others: dict[Question, str | None] = {question: question for question in found if isinstance(question, str)}
    taken: set[str] = set()
    categories = [
        _build_category(make_guid("questionnaire", name), titles.get(name, name), questions, taken)
        for name, questions in standard.items()
    ]
    if others:
        categories.append(_build_category(make_guid("other questions"), _OTHERS, others, taken))
    return tuple(categories)


def find_question(record: Record, exchange: Exchange) -> Question:
    """What the exchange's code stands for."""
    return find_key(record, exchange) or exchange.question.text


def make_guid(*names: str) -> str:
    """A GUID that is the same for the same names, and for no others."""
    return str(uuid5(_GUIDS, "".join(f"{len(name)}:{name}" for name in names)))


def add_codes(parent: Element, categories: Sequence[Category]) -> None:
    """The element Codes: a category is a code that codes nothing."""
    codes = SubElement(parent, "Codes")
    for category in categories:
        inside = SubElement(codes, "Code", guid=category.guid, name=category.name, isCodable="false")
        for code in category.codes.values():
            element = SubElement(inside, "Code", guid=code.guid, name=code.name, isCodable="true")
            if code.description is not None:
                add_text(element, "Description", code.description)


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


def _build_category(guid: str, title: str, questions: Mapping[Question, str | None], taken: set[str]) -> Category:
    name = choose_name(title, taken)
    codes = {question: _build_code(question, description, taken) for question, description in questions.items()}
    return Category(guid, name, codes)


def _build_code(question: Question, description: str | None, taken: set[str]) -> Code:
    if isinstance(question, Key):
        return Code(make_guid("question", *question), choose_name(question.question_id, taken), description)
    return Code(make_guid("other question", question), choose_name(question, taken), description)


def choose_name(text: str, taken: set[str]) -> str:
    """The text as a name of one line, which is in none of those `taken`, whatever the case; it is one of them then."""
    line = hold_text(" ".join(text.split())) or "…"
    short = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    name, number = short, 1
    while name.casefold() in taken:
        number += 1
        name = f"{short} ({number})"
    taken.add(name.casefold())
    return name

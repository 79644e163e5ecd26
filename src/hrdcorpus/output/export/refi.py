"""REFI-QDA 1.0, what project and codebook share: questions as codes, GUIDs, and XML that is the same each time."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from hrdcorpus.output.export import Options
from hrdcorpus.output.export.naming import take_name
from hrdcorpus.output.export.questions import Key, find_key, list_standard_questions
from hrdcorpus.records.form import Exchange, Record
from hrdcorpus.text.folding import fold

ORIGIN = "hrdcorpus"  # the program, which stands for the user too: no name of a person or a machine goes into a file

_OTHERS = "Other questions"
_LONGEST = 100  # characters of a code's name, which programs show in a narrow tree; its description has the whole text
_GUIDS = uuid5(NAMESPACE_URL, "urn:hrdcorpus:refi-qda")

# XML 1.0 holds no other controls, no surrogates, no U+FFFE and U+FFFF; a carriage return comes back as a line feed.
_UNHOLDABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Question = Key | str  # a standard question, or another one: its wording, folded


def make_guid(*names: str) -> str:
    """A GUID that is the same for the same names, and for no others."""
    return str(uuid5(_GUIDS, "".join(f"{len(name)}:{name}" for name in names)))


class _Code(NamedTuple):
    guid: str
    name: str
    description: str | None


_ONCE = _Code(
    make_guid("asked in one interview"),
    "Asked in one interview",
    "Questions outside of any questionnaire that one interview alone has; what is coded is described with its question",
)


def build_codes(records: Sequence[Record], options: Options) -> tuple[Element, Mapping[Question, Element]]:
    """The element Codes, and the code of each question in it.

    A questionnaire is a code that codes nothing, with its items in the order of asking; so are all questions outside of
    any: each wording that several interviews have is a code, and one code stands for all that one interview alone has.
    No two have one name, whatever the case: readers lose codes of one name.
    """
    titles = {questionnaire.id: questionnaire.title for questionnaire in options.questionnaires}
    groups: dict[tuple[str, str], dict[Question, _Code]] = {}
    for question in list_standard_questions(records, options):
        name = question.key.questionnaire_id
        group = groups.setdefault((make_guid("questionnaire", name), titles.get(name, name)), {})
        group[question.key] = _Code(
            make_guid("question", *question.key), question.key.question_id, question.description
        )
    others = groups.setdefault((make_guid("other questions"), _OTHERS), {})
    wordings = [(find_question(r, e), e.question.text) for r in records for e in r.exchanges if not find_key(r, e)]
    interviews = Counter(asked for r in records for asked in {find_question(r, e) for e in r.exchanges})
    for asked, text in wordings:
        again = interviews[asked] > 1
        others.setdefault(asked, _Code(make_guid("other question", text), text, text) if again else _ONCE)
    root, codes, taken = Element("Codes"), dict[Question, Element](), set[str]()
    for (guid, title), questions in groups.items():
        if questions:
            category = SubElement(root, "Code", guid=guid, name=choose_name(title, taken), isCodable="false")
            made = {code: _add_code(category, code, taken) for code in dict.fromkeys(questions.values())}
            codes |= {asked: made[code] for asked, code in questions.items()}
    return root, codes


def _add_code(category: Element, code: _Code, taken: set[str]) -> Element:
    name = choose_name(code.name, taken)
    element = SubElement(category, "Code", guid=code.guid, name=name, isCodable="true")
    if code.description is not None:
        add_text(element, "Description", code.description)
    return element


def find_question(record: Record, exchange: Exchange) -> Question:
    """What the exchange's code stands for."""
    return find_key(record, exchange) or fold(exchange.question.text)


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

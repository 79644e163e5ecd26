"""REFI-QDA 1.0, what project and codebook share: questions as codes, GUIDs, and XML that is the same each time."""

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from hrdcorpus.output.export import Options
from hrdcorpus.output.export.naming import take_name
from hrdcorpus.output.export.questions import Key, find_key, list_standard_questions
from hrdcorpus.records.form import Record

ORIGIN = "hrdcorpus"  # the program, which stands for the user too: no name of a person or a machine goes into a file

_LONGEST = 100  # characters of a code's name, which programs show in a narrow tree; its description has the whole text
_GUIDS = uuid5(NAMESPACE_URL, "urn:hrdcorpus:refi-qda")

# XML 1.0 holds no other controls, no surrogates, no U+FFFE and U+FFFF; a carriage return comes back as a line feed.
_UNHOLDABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def make_guid(*names: str) -> str:
    """A GUID that is the same for the same names, and for no others."""
    return str(uuid5(_GUIDS, "".join(f"{len(name)}:{name}" for name in names)))


class _Code(NamedTuple):
    guid: str
    name: str
    description: str | None


_OTHERS = _Code(
    make_guid("other questions"),
    "Other questions",
    "Questions of no questionnaire; what is coded is described with its question",
)


def build_codes(records: Collection[Record], options: Options) -> tuple[Element, Mapping[Key | None, Element]]:
    """The element Codes, and the code of each standard question in it; that of None is for all other questions.

    A questionnaire is a code that codes nothing, with its items in the order of asking. Other questions have one code:
    hardly one of them is asked twice in the same words, and codes of their own would bury the others. No two codes have
    one name, whatever the case: readers lose codes of one name.
    """
    titles = {questionnaire.id: questionnaire.title for questionnaire in options.questionnaires}
    root, codes, taken = Element("Codes"), dict[Key | None, Element](), dict[str, int]()
    categories: dict[str, Element] = {}
    for question in list_standard_questions(records, options):
        name, item = question.key
        if name not in categories:
            shown = choose_name(titles.get(name, name), taken)
            guid = make_guid("questionnaire", name)
            categories[name] = SubElement(root, "Code", guid=guid, name=shown, isCodable="false")
        code = _Code(make_guid("question", *question.key), item, question.description)
        codes[question.key] = _add_code(categories[name], code, taken)
    if any(find_key(record, exchange) is None for record in records for exchange in record.exchanges):
        codes[None] = _add_code(root, _OTHERS, taken)
    return root, codes


def _add_code(category: Element, code: _Code, taken: dict[str, int]) -> Element:
    name = choose_name(code.name, taken)
    element = SubElement(category, "Code", guid=code.guid, name=name, isCodable="true")
    if code.description is not None:
        add_text(element, "Description", code.description)
    return element


def add_text(parent: Element, tag: str, text: str) -> None:
    """An element that holds a text."""
    SubElement(parent, tag).text = text


def write_xml(path: Path, root: Element, parts: Iterable[Element | tuple[str, Iterable[Element]]]) -> tuple[str, ...]:
    r"""UTF-8, indented; gives a note where there are escapes such as `\x07` for characters that XML cannot hold.

    The parts of the empty `root` are elements, or tags with what stands in them, of which one at a time is held.
    """
    changed = 0
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        start = tostring(root, encoding="unicode").removesuffix(" />")
        file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{start}>')
        for part in parts:
            tag, elements = part if isinstance(part, tuple) else (None, [part])
            depth, is_open = (2 if tag else 1), False
            for element in elements:
                file.write(f"\n  <{tag}>" if tag and not is_open else "")
                is_open = True
                changed += _hold_texts(element)
                indent(element, level=depth)
                file.write("\n" + "  " * depth + tostring(element, encoding="unicode"))
            file.write(f"\n  </{tag}>" if tag and is_open else "")
        file.write(f"\n</{root.tag}>\n")
    note = rf"{changed} descriptions and values have escapes such as \x07 for characters that XML cannot hold"
    return (note,) if changed else ()


def _hold_texts(root: Element) -> int:
    """How many texts in it had to be changed so that XML holds them; attributes are names, which were made so."""
    changed = 0
    for element in root.iter():
        if element.text and element.text != (held := hold_text(element.text)):
            element.text = held
            changed += 1
    return changed


def hold_text(text: str) -> str:
    r"""The text with escapes for what XML cannot hold.

    >>> hold_text("a\x07b\tc")
    'a\\x07b\tc'
    """
    return _UNHOLDABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def choose_name(text: str, taken: dict[str, int]) -> str:
    """The text as a name of one line, which is in none of those `taken`, whatever the case; it is one of them then."""
    line = hold_text(" ".join(text.split())) or "…"
    return take_name(line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…", taken, " ({})")

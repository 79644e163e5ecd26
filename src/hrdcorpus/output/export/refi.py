"""REFI-QDA 1.0, what project and codebook share: questions as codes, GUIDs, and XML that is the same each time."""

import re
from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
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


def build_codes(records: Collection[Record], options: Options) -> tuple[Element, Mapping[Question | None, Element]]:
    """The element Codes, and the code of each question in it; that of None is for all that are not in the mapping.

    A questionnaire is a code that codes nothing, with its items in the order of asking; so are all questions outside of
    any: each wording that several interviews have is a code, and one code stands for all that one interview alone has.
    No two have one name, whatever the case: readers lose codes of one name.
    """
    titles = {questionnaire.id: questionnaire.title for questionnaire in options.questionnaires}
    groups: dict[tuple[str, str], dict[Question | None, _Code]] = {}
    for question in list_standard_questions(records, options):
        name = question.key.questionnaire_id
        group = groups.setdefault((make_guid("questionnaire", name), titles.get(name, name)), {})
        group[question.key] = _Code(
            make_guid("question", *question.key), question.key.question_id, question.description
        )
    others = groups.setdefault((make_guid("other questions"), _OTHERS), {})
    several = _find_several(records)
    for text in (e.question.text for r in records for e in r.exchanges if not find_key(r, e)):
        if (asked := fold(text)) in several:
            others.setdefault(asked, _Code(make_guid("other question", text), text, text))
        else:
            others.setdefault(None, _ONCE)
    root, codes, taken = Element("Codes"), dict[Question | None, Element](), dict[str, int]()
    for (guid, title), questions in groups.items():
        if questions:
            category = SubElement(root, "Code", guid=guid, name=choose_name(title, taken), isCodable="false")
            made = {code: _add_code(category, code, taken) for code in dict.fromkeys(questions.values())}
            codes |= {asked: made[code] for asked, code in questions.items()}
    return root, codes


def _find_several(records: Iterable[Record]) -> set[str]:
    """The wordings outside of any questionnaire that several interviews have. Of the others a hash is held, no text."""
    seen, several = set[bytes](), set[str]()
    for record in records:
        wordings = {fold(e.question.text) for e in record.exchanges if not find_key(record, e)}
        hashes = {wording: blake2b(wording.encode(), digest_size=12).digest() for wording in wordings}
        several |= {wording for wording, known in hashes.items() if known in seen}
        seen.update(hashes.values())
    return several


def _add_code(category: Element, code: _Code, taken: dict[str, int]) -> Element:
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

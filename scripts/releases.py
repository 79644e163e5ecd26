"""A release of invented interviews, searched for every form of every name: what is left, for docs/pseudonyms.md.

Usage: releases.py [--check]; writes the table there, between its two marks, or fails where it is not up to date.
"""

import re
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from hrdcorpus.naming.words import bare
from hrdcorpus.records.form import Exchange, Language, Question, Record, Source, build_interviewee
from hrdcorpus.release.pseudonyms.building import build_pseudonymiser
from hrdcorpus.release.pseudonyms.key import extend_key
from hrdcorpus.release.pseudonyms.listing import Listing
from hrdcorpus.release.pseudonyms.replacing import pseudonymise
from scripts.marked import put_part

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "pseudonyms.md"
BEGIN, END = "<!-- Written by scripts/releases.py; do not edit. -->\n", "<!-- End of the table. -->\n"
DATA = tomllib.loads((Path(__file__).parent / "releases.toml").read_text("utf-8"))
INTERVIEWS = 190
_ID = re.compile(r"HRD-\d+")
_SHORTEST = 3  # letters of a word that tells
_ASIDE = ("anti", "mrs", "senora", "madame", "госпожа", "bin")  # words of forms that are nobody's
_FATHERS = {"а": "Маратовна", "я": "Маратовна", "ь": "Кузьминична", "": "Ильич"}  # by the given name's last letter
_CASES = (("ова", "овой"), ("ов", "ова"), ("ская", "скую"), ("ин", "ина"), ("ая", "ой"))
_OTHER_SEX = (("ова", "ов"), ("ов", "ова"), ("ская", "ский"), ("ин", "ина"), ("ая", "ый"))
_STRANGERS = {"en": "Bartholomew", "ru": "Аристарх", "es": "Bartolomé", "fr": "Barthélemy"}


class Person(NamedTuple):
    """Somebody who is interviewed; `other` is the name in other letters, empty where it has none."""

    given: str
    surname: str
    other: tuple[str, str]
    language: str
    country: str

    @property
    def name(self) -> str:
        """As the title has it."""
        return f"{self.given} {self.surname}"


class Planted(NamedTuple):
    """A paragraph with a form of somebody's name, or with words that are none (`kind` is empty)."""

    kind: str
    form: str
    whose: str
    text: str


def main() -> int:
    """Exit status 0, or 1 where --check finds another table in the document."""
    table = format_table(search_release())
    if not put_part(DOCUMENT, BEGIN, END, table, check=sys.argv[1:] == ["--check"]):
        sys.stderr.write("docs/pseudonyms.md: its table is not that of a release; run scripts/releases.py\n")
        return 1
    return 0


class Result(NamedTuple):
    """What was found, by kind of form: how often it was `planted`, the forms of which something is `left`, and those
    that became another's id; also paragraphs of ordinary words that were `changed`, and names outside of the answers.
    """

    planted: Counter[str]
    left: dict[str, list[str]]
    misnamed: dict[str, list[str]]
    changed: list[str]
    outside: list[str]


def search_release() -> Result:
    """What became of all forms of all names."""
    people = build_people()
    pages = [list(plant(person, people[at - 3], people[(at + 5) % INTERVIEWS])) for at, person in enumerate(people)]
    records = [build_record(at, person, page) for at, (person, page) in enumerate(zip(people, pages, strict=True))]
    pseudonymiser = build_pseudonymiser(records, Listing(), extend_key((), records))
    ids = {person.name: pseudonymiser.own[record.id][0] for person, record in zip(people, records, strict=True)}
    result = Result(Counter(), {}, {}, [], [])
    for record, page, person in zip(records, pages, people, strict=True):
        released, _ = pseudonymise(record, pseudonymiser)
        texts = [text for exchange in released.exchanges for text in exchange.answer]
        for (kind, form, whose, text), becomes in zip(page, texts, strict=True):
            if not kind:
                result.changed.extend([becomes] if becomes != text else [])
                continue
            result.planted[kind] += 1
            if kind != _OF_OTHERS and is_told(form, becomes):
                result.left.setdefault(kind, []).append(form)
            if set(_ID.findall(becomes)) - {ids.get(whose, "")}:
                result.misnamed.setdefault(kind, []).append(form)
        rest = released.model_copy(update={"exchanges": ()}).model_dump_json()
        labels = [
            each for exchange in released.exchanges for each in (exchange.asker, *(exchange.speakers or ())) if each
        ]
        result.outside.extend(text for text in (rest, *labels) if is_told(person.name, text))
    return result


def is_told(form: str, text: str) -> bool:
    """Whether the form still stands in the text, or a word of it that is no small one and no form of address."""
    there = bare_words(text)
    words = [word for word in bare_words(form) if len(word) >= _SHORTEST and word not in _ASIDE]
    return form in text or any(
        word in there or (len(word) > _SHORTEST and any(word in token for token in there)) for word in words
    )


def bare_words(text: str) -> list[str]:
    return [word for word in map(bare, re.split(r"[\s\-#_@.]+", text)) if word]


def format_table(result: Result) -> str:
    """The table in Markdown, of the kinds of which something is left, and what is to be said of the others."""
    planted, left = result.planted, result.left
    rows = sorted(left.items(), key=lambda row: (-len(row[1]) / planted[row[0]], row[0]))
    found = sorted(kind for kind in planted if kind not in left and kind != _OF_OTHERS)
    misnamed = sorted(result.misnamed.items())
    return "".join(
        [
            "| form of a name | planted | left | as in |\n|---|---|---|---|\n",
            *(f"| {kind} | {planted[kind]} | {len(forms)} | {forms[0]} |\n" for kind, forms in rows),
            f"\nNothing is left of {sum(planted[kind] for kind in found):,} of {len(found)} other kinds:\n",
            *(f"- {kind}\n" for kind in found),
            f"\n{planted[_OF_OTHERS]} times somebody else with an interviewee's surname is named, and"
            f" {len(result.misnamed.get(_OF_OTHERS, ()))} times has the interviewee's id.\n",
            "Of the rest these have the id of somebody else, who is called alike:\n\n" if misnamed else "",
            *(f"- {kind}: {len(forms)}, as in {forms[0]}\n" for kind, forms in misnamed),
            f"\nOf {2 * INTERVIEWS} paragraphs of words that are also names {len(result.changed)} were changed:"
            " the surname of whose interview it is begins a sentence.\n",
        ]
    )


def build_people() -> list[Person]:
    """The same people each time, from all groups by turns."""
    people = []
    for number in range(INTERVIEWS):
        group = DATA["group"][number % len(DATA["group"])]
        turn = number // len(DATA["group"])
        given, surname = turn % len(group["given"]), (turn // len(group["given"]) + turn) % len(group["surnames"])
        other = (group["given_latin"][given], group["surnames_latin"][surname]) if "given_latin" in group else ("", "")
        people.append(
            Person(group["given"][given], group["surnames"][surname], other, group["language"], group["country"])
        )
    return people


_OF_OTHERS = "another given name with the surname"


def plant(person: Person, second: Person, third: Person) -> Iterator[Planted]:
    """The paragraphs of a person's interview: all forms of the own name, and those of two others."""
    words = DATA["words"][person.language]
    forms = [(f"own interview: {kind}", form, person.name) for kind, form in list_own_forms(person, words)]
    forms += [(f"elsewhere: {kind}", form, second.name) for kind, form in list_forms_elsewhere(second)]
    if third.language != person.language:
        forms += [
            (f"elsewhere: {kind} (other language)", form, third.name) for kind, form in list_forms_elsewhere(third)
        ]
    stranger, surname = _STRANGERS[person.language], person.surname
    for between in (" ", " «Zed» ", " van "):
        forms.append((_OF_OTHERS, f"{stranger}{between}{surname}", ""))
    forms.append((_OF_OTHERS, f"{surname}, {stranger}", ""))
    for kind, form, whose in forms:
        yield Planted(kind, form, whose, words["said"].replace("@", form))
    for text in words["plain"]:
        yield Planted("", "", "", text)


def list_own_forms(person: Person, words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    given, surname, name = person.given, person.surname, person.name
    initial, joined = given[0], join(name)
    yield "whole name", name
    yield "surname first", f"{surname} {given}"
    yield "with a comma", f"{surname}, {given}"
    yield "with a nickname inside", f"{given} «Zed» {surname}"
    yield "in CAPITALS", name.upper()
    yield "in small letters", name.lower()
    yield "given name", given
    yield "surname", surname
    yield "surname after a form of address", f"{words['courtesy']} {surname}"
    yield "initial and surname", f"{initial}. {surname}"
    yield "surname and initial", f"{surname} {initial}."
    yield "surname in a list", f"{surname}, {initial}. {surname}"
    yield "surname and initial in a list", f"{surname} {initial}., {initial}.{initial}. {surname}"
    yield "initials alone", f"{initial}. {find_capital(surname)}."
    yield "initials without full stops", f"{initial}{find_capital(surname)}"
    yield "with 's", f"{name}'s"
    yield "hyphenated", f"anti-{surname}"
    yield "hashtag", f"#Free{joined}"
    yield "hashtag in small letters", f"#free{joined.lower()}"
    yield "hashtag of the surname", f"#Justice{join(surname)}"
    yield "name of a user", f"{joined.lower()}82"
    yield "name of a user, parted", f"{join(given).lower()}_{join(surname).lower()}"
    yield "@handle", f"@{joined.lower()}"
    yield "e-mail address", f"{join(given).lower()}.{join(surname).lower()}@example.org"
    yield "with a soft hyphen inside", f"{given} {surname[:3]}\u00ad{surname[3:]}"
    yield "without accents", f"{given} {bare_accents(surname)}"
    yield "spaced out", " ".join(join(surname))
    yield "nickname", f"{given[:3]}{'уля' if person.language == 'ru' else 'ulya'}"
    yield "surname misspelt by one letter", f"{given} {misspell(surname, 1)}"
    yield "surname misspelt by three letters", misspell(surname, 3)
    if person.language == "ru":
        father = next(father for end, father in _FATHERS.items() if given.endswith(end))
        yield "given name and father's name", f"{given} {father}"
        yield "whole name with father's name", f"{surname} {given} {father}"
        yield "father's name alone", father
        yield "in another case", change_end(surname, _CASES)
        yield "surname of a husband or a sister", change_end(surname, _OTHER_SEX)
        yield "adjective of the surname", f"{surname.rstrip('аяий').lower()}ский"
    if person.other[0]:
        yield "whole name in other letters", " ".join(person.other)
        yield "surname in other letters", person.other[1]
    if person.language == "fr":
        yield "elided", f"d’{surname}"


def list_forms_elsewhere(person: Person) -> Iterator[tuple[str, str]]:
    yield "whole name", person.name
    yield "surname", person.surname
    yield "given name", person.given
    yield "initial and surname", f"{person.given[0]}. {person.surname}"
    yield "initials alone", f"{person.given[0]}. {find_capital(person.surname)}."
    yield "hashtag", f"#Free{join(person.name)}"
    yield "whole name, surname misspelt by one letter", f"{person.given} {misspell(person.surname, 1)}"
    yield "in small letters", person.name.lower()
    if person.other[0]:
        yield "whole name in other letters", " ".join(person.other)


def bare_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def join(name: str) -> str:
    return "".join(c for c in name if c.isalpha())


def find_capital(surname: str) -> str:
    return next(c for c in surname if c.isupper())


def misspell(surname: str, letters: int) -> str:
    """The surname with so many of its last letters but one changed."""
    end = len(surname) - 1
    return (
        surname[: end - letters]
        + surname[end - letters : end].translate(str.maketrans("aeiouаеиорнлтк", "eiaoeоаеалрнкт"))
        + surname[end:]
    )


def change_end(surname: str, ends: Sequence[tuple[str, str]]) -> str:
    return next((surname.removesuffix(end) + new for end, new in ends if surname.endswith(end)), surname)


def build_record(number: int, person: Person, page: Sequence[Planted]) -> Record:
    """An interview of four questions, with labels for half of them."""
    quarter = len(page) // 4 + 1
    parts = [page[start : start + quarter] for start in range(0, len(page), quarter)]
    initials = f"{person.given[0]}. {find_capital(person.surname)}."
    labels = (None, person.name, person.surname.upper(), initials)
    exchanges = [
        Exchange(
            number=place + 1,
            asker=None if label is None else "Zinaida Fragova",
            question=Question(id=None, text=f"{person.given}, why?", match="none", score=None),
            speakers=None if label is None else (label,) * len(part),
            answer=tuple(each.text for each in part),
            lines=None,
            path=None,
        )
        for place, (part, label) in enumerate(zip(parts, labels, strict=True))
    ]
    name = f"page-{number}"
    return Record(
        schema_version="2.0",
        id=name,
        source=Source(path=f"{name}.txt", sha256="a" * 64, bytes=1, media_type="text/plain", encoding="utf-8", url=None,
                      retrieved=None),
        title=f"HRD Interview: {person.name}",
        published=None,
        published_text=None,
        author=person.name,
        language=Language(content=person.language, interface=None, available=()),
        interviewees=(build_interviewee(name=person.name, role=f"aide of {person.given}", country=person.country),),
        introduction=(f"{person.name} works by the river.",),
        questionnaire=None,
        exchanges=tuple(exchanges),
        removed=(),
        findings=(),
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())

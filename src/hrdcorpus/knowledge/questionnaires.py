"""Questionnaires: folders of TOML with standard questions (items) and their wordings by language.

A text may hold slots, such as `{country}`, for what changes from interview to interview.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from hrdcorpus.cldr import find_country
from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.loading import NonEmpty, Resource, list_resources, load_resource
from hrdcorpus.records import LanguageTag
from hrdcorpus.text import fold_words

MAX_QUESTION = 1000  # characters; the longest wording seen has 196: what is longer is no question

_ITEMS = "items.toml"
_MAX_SLOT = 60  # characters of a value; the longest name of a country has fewer
_SLOT = re.compile(r"\{([^{}]*)\}")


def _is_country(value: str) -> bool:
    return find_country(value.title()) is not None  # keys have no capitals


SLOTS: dict[str, Callable[[str], bool]] = {"country": _is_country}


class Item(Resource):
    """A standard question, whatever its wording."""

    id: NonEmpty
    description: NonEmpty


class _Items(Resource):
    id: NonEmpty
    version: NonEmpty
    title: NonEmpty
    item: tuple[Item, ...] = ()


class _Entry(Resource):
    item: NonEmpty
    text: NonEmpty
    example: NonEmpty | None = None
    counterexample: NonEmpty | None = None
    seen: bool = True


class _Language(Resource):
    light: tuple[NonEmpty, ...] = ()
    same: tuple[tuple[NonEmpty, ...], ...] = ()
    wording: tuple[_Entry, ...] = ()
    variant: tuple[_Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of asking an item. `key` is what texts are compared by; `pattern` stands in for it where `text` has slots."""

    item: str
    language: str
    text: str
    is_variant: bool
    example: str
    counterexample: str | None
    seen: bool
    key: str
    slots: tuple[str, ...]
    pattern: re.Pattern[str] | None

    def fits(self, key: str) -> bool:
        """Whether a text with this key (`wording_key`) is this wording, slots filled."""
        if self.pattern is None:
            return key == self.key
        found = self.pattern.fullmatch(key)
        return found is not None and all(
            SLOTS[name](value.strip()) for name, value in zip(self.slots, found.groups(), strict=True)
        )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words as keys: `light` ones say nothing of the subject; the words and phrases of a line of `same` count as one."""

    language: str
    light: frozenset[str]
    same: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A versioned list of items in the order of asking, with all wordings of all languages."""

    id: str
    version: str
    title: str
    items: tuple[Item, ...]
    wordings: tuple[Wording, ...]


def wording_key(text: str) -> str:
    """What two texts share when they are the same wording: the words, in order, and nothing else.

    No punctuation counts, so a heading that lost its question mark keeps its key. The two dots of the Russian
    letter io are a habit of printing and do not count either.

    >>> wording_key("И всё\\u2011таки: как?")
    'и все таки как'
    """
    return fold_words(text).replace("ё", "е")


def load_questionnaires(folder: Path | Traversable) -> tuple[Questionnaire, ...]:
    """The questionnaires in the folders of `folder`, by id; `KnowledgeError` names the file and the place."""
    found = [_load_questionnaire(sub) for sub in sorted(folder.iterdir(), key=lambda f: f.name) if sub.is_dir()]
    for position, questionnaire in enumerate(found):
        if any(questionnaire.id == other.id for other in found[:position]):
            raise KnowledgeError(f"{folder}: two questionnaires have the id {questionnaire.id!r}; rename one")
    return tuple(sorted(found, key=lambda questionnaire: questionnaire.id))


def _load_questionnaire(folder: Path | Traversable) -> Questionnaire:
    listed = load_resource(folder / _ITEMS, _Items)
    place = f"{folder / _ITEMS}"
    if not listed.item:
        raise KnowledgeError(f"{place}: no [[item]]; list the standard questions")
    ids = [item.id for item in listed.item]
    twice = next((id_ for id_ in ids if ids.count(id_) > 1), None)
    if twice is not None:
        raise KnowledgeError(f"{place}: item {twice!r} stands twice; remove one")
    wordings: list[Wording] = []
    for file in list_resources(folder):
        if file.name != _ITEMS:
            wordings += _load_wordings(file, frozenset(ids))
    _refuse_shared(wordings, place=str(folder))
    return Questionnaire(listed.id, listed.version, listed.title, listed.item, tuple(wordings))


def _load_wordings(file: Path | Traversable, items: frozenset[str]) -> list[Wording]:
    tag = file.name.removesuffix(".toml")
    try:
        TypeAdapter(LanguageTag).validate_python(tag)
    except ValidationError:
        raise KnowledgeError(f"{file}: {tag!r} is no BCP 47 language tag; rename the file") from None
    entries = load_resource(file, _Language)
    wordings = []
    for table in ("wording", "variant"):
        for number, entry in enumerate(getattr(entries, table)):
            place = f"{file}: {table}.{number}"
            if entry.item not in items:
                raise KnowledgeError(f"{place}: no item {entry.item!r} in {_ITEMS}")
            wordings.append(_build_wording(entry, tag, table == "variant", place))
    standard = [w.item for w in wordings if not w.is_variant]
    for wording in wordings:
        if standard.count(wording.item) != 1:
            raise KnowledgeError(
                f"{file}: item {wording.item!r}: needs exactly one [[wording]]; make others a [[variant]]"
            )
    return wordings


def _build_wording(entry: _Entry, language: str, is_variant: bool, place: str) -> Wording:
    literals, slots = _SLOT.split(entry.text)[0::2], tuple(_SLOT.split(entry.text)[1::2])
    unknown = next((name for name in slots if name not in SLOTS), None)
    if unknown is not None:
        raise KnowledgeError(f"{place}: unknown slot {{{unknown}}}; known are {', '.join(SLOTS)}")
    if not wording_key("".join(literals)):
        raise KnowledgeError(f"{place}: has no words of its own")
    if len(entry.text) > MAX_QUESTION:
        raise KnowledgeError(f"{place}: longer than {MAX_QUESTION} characters; no text that long is looked at")
    if slots and entry.example is None:
        raise KnowledgeError(f"{place}: has a slot but no example; add one with the slot filled")
    wording = Wording(
        item=entry.item,
        language=language,
        text=entry.text,
        is_variant=is_variant,
        example=entry.example or entry.text,
        counterexample=entry.counterexample,
        seen=entry.seen,
        key=wording_key(entry.text),
        slots=slots,
        pattern=_compile(literals) if slots else None,
    )
    if not wording.fits(wording_key(wording.example)):
        raise KnowledgeError(f"{place}: the example is not this text with its slots filled")
    if wording.counterexample is not None and wording.fits(wording_key(wording.counterexample)):
        raise KnowledgeError(f"{place}: the counterexample fits this text")
    return wording


def _compile(literals: list[str]) -> re.Pattern[str]:
    # fold_words takes the blanks at the ends away; the slot's value is stripped of them
    return re.compile(rf"(.{{1,{_MAX_SLOT}}}?)".join(re.escape(wording_key(literal)) for literal in literals))


def _refuse_shared(wordings: list[Wording], place: str) -> None:
    for position, wording in enumerate(wordings):
        key = wording_key(wording.example)
        for other in wordings[:position] + wordings[position + 1 :]:
            if other.item != wording.item and other.fits(key):
                raise KnowledgeError(f"{place}: {wording.text!r} is a wording of {wording.item!r} and {other.item!r}")

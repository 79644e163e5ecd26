"""Questionnaires: one folder of TOML each, with the standard questions (items) and their wordings by language."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.wordings import Wording, WordingEntry, build_wording, wording_key
from hrdcorpus.knowledge.words import load_common_words, read_light
from hrdcorpus.loading import NonEmpty, Resource, list_resources, load_resource
from hrdcorpus.records import LanguageTag

MAX_QUESTION = 1000  # characters; the longest wording seen has under 200: what is longer is no question

_ITEMS = "items.toml"


class Item(Resource):
    """A standard question, whatever its wording."""

    id: NonEmpty
    description: NonEmpty


class _Items(Resource):
    id: NonEmpty
    version: NonEmpty
    title: NonEmpty
    item: tuple[Item, ...] = ()


class _Wordings(Resource):
    light: tuple[NonEmpty, ...] = ()
    subjects: tuple[NonEmpty, ...] = ()
    others: tuple[NonEmpty, ...] = ()
    same: tuple[tuple[NonEmpty, ...], ...] = ()
    wording: tuple[WordingEntry, ...] = ()
    variant: tuple[WordingEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a language file tells of single words, as keys.

    `light` words and `frames`, runs of words, say nothing of what is asked; `openers` begin questions for a person, a
    time or the like. The words and phrases of each tuple of `same` count as one. `subjects` are those, named by the
    first of their tuple, that a question may leave out but not replace; `others` are words of what no item asks about.
    """

    language: str
    light: frozenset[str]
    frames: tuple[str, ...]
    openers: tuple[str, ...]
    subjects: frozenset[str]
    others: frozenset[str]
    same: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A versioned list of items in the order of asking, with the wordings of all languages."""

    id: str
    version: str
    title: str
    items: tuple[Item, ...]
    wordings: tuple[Wording, ...]
    vocabularies: tuple[Vocabulary, ...]


def load_questionnaires(*folders: Path | Traversable) -> tuple[Questionnaire, ...]:
    """The questionnaires in the folders inside `folders`, by id; `KnowledgeError` names the file and the place."""
    inside = [entry for folder in folders for entry in _list_folders(folder)]
    loaded = sorted(map(_load_questionnaire, inside), key=lambda questionnaire: questionnaire.id)
    _refuse_twice((questionnaire.id for questionnaire in loaded), f"{folders[-1]}: questionnaire")
    return tuple(loaded)


def _list_folders(folder: Path | Traversable) -> list[Path | Traversable]:
    try:
        inside = sorted((entry for entry in folder.iterdir() if entry.is_dir()), key=lambda entry: entry.name)
    except OSError as error:
        raise KnowledgeError(f"{folder}: cannot be read: {error.strerror}") from None
    if not inside:
        raise KnowledgeError(f"{folder}: holds no folder of a questionnaire; put items.toml into a folder inside it")
    return inside


def _load_questionnaire(folder: Path | Traversable) -> Questionnaire:
    listed = load_resource(folder / _ITEMS, _Items)
    if not listed.item:
        raise KnowledgeError(f"{folder / _ITEMS}: no [[item]]; list the standard questions")
    _refuse_twice((item.id for item in listed.item), f"{folder / _ITEMS}: item")
    wordings: list[Wording] = []
    vocabularies: list[Vocabulary] = []
    for file in list_resources(folder):
        if file.name != _ITEMS:
            table, language = load_resource(file, _Wordings), _read_tag(file)
            vocabularies.append(_read_vocabulary(file, table, language))
            wordings += _read_wordings(file, table, language, {item.id for item in listed.item})
    _refuse_shared(folder, wordings)
    return Questionnaire(listed.id, listed.version, listed.title, listed.item, tuple(wordings), tuple(vocabularies))


def _read_tag(file: Path | Traversable) -> str:
    try:
        return TypeAdapter(LanguageTag).validate_python(file.name.removesuffix(".toml"))
    except ValidationError:
        raise KnowledgeError(f"{file}: is not named after a language, as in en.toml; rename it") from None


def _read_vocabulary(file: Path | Traversable, table: _Wordings, language: str) -> Vocabulary:
    common = load_common_words(language)
    same = tuple(tuple(wording_key(phrase) for phrase in line) for line in table.same)
    own = read_light(table.light)
    others = read_light(table.others)
    _refuse_twice(
        [*sorted(own), *sorted(others), *(phrase for line in same for phrase in line)], f"{file}: light, others, same"
    )
    light = own | common.light.difference(others, *same)
    subjects = frozenset(wording_key(subject) for subject in table.subjects)
    unknown = next((subject for subject in sorted(subjects) if subject not in {line[0] for line in same}), None)
    if unknown is not None:
        raise KnowledgeError(f"{file}: subjects: {unknown!r} is not the first of a line of `same`; add a line for it")
    return Vocabulary(language, light, common.frames, common.openers, subjects, others, same)


def _read_wordings(file: Path | Traversable, table: _Wordings, language: str, items: set[str]) -> list[Wording]:
    entries = [("wording", n, entry) for n, entry in enumerate(table.wording)]
    entries += [("variant", n, entry) for n, entry in enumerate(table.variant)]
    standard = Counter(entry.item for entry in table.wording)
    wordings = []
    for kind, number, entry in entries:
        place = f"{file}: {kind}.{number}"
        if entry.item not in items:
            raise KnowledgeError(f"{place}: {_ITEMS} has no item {entry.item!r}")
        if standard[entry.item] != 1:
            raise KnowledgeError(f"{place}: {entry.item!r} needs one [[wording]]; make others a [[variant]]")
        if len(entry.text) > MAX_QUESTION:
            raise KnowledgeError(f"{place}: text: longer than the {MAX_QUESTION} characters a question may have")
        try:
            wordings.append(build_wording(entry, language, is_variant=kind == "variant"))
        except KnowledgeError as error:
            raise KnowledgeError(f"{place}: text: {error}") from None
    _refuse_twice((wording.key for wording in wordings), f"{file}: text")
    return wordings


def _refuse_twice(values: Iterable[str], place: str) -> None:
    twice = next((value for value, count in Counter(values).items() if count > 1), None)
    if twice is not None:
        raise KnowledgeError(f"{place}: {twice!r} stands twice; remove or rename one")


def _refuse_shared(folder: Path | Traversable, wordings: list[Wording]) -> None:
    for wording in wordings:
        key = wording_key(wording.example)
        other = next((other.item for other in wordings if other.item != wording.item and other.fits(key)), None)
        if other is not None:
            place = f"{folder / wording.language}.toml"
            raise KnowledgeError(f"{place}: {wording.example!r} belongs to both {wording.item!r} and {other!r}")

"""Questionnaires: one folder of TOML each, with the standard questions (items) and their wordings by language."""

from collections import Counter, defaultdict
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from hrdcorpus.errors import KnowledgeError, locate_errors
from hrdcorpus.knowledge.loading import LanguageTag, NonEmpty, Resource, list_resources, load_resource
from hrdcorpus.knowledge.vocabulary import Vocabulary, WordLists, read_vocabulary, refuse_twice
from hrdcorpus.knowledge.wordings import Wording, WordingEntry, build_wording, check_examples, wording_key

MAX_QUESTION = 1000  # characters; the longest wording seen has under 200: what is longer is no question

SHIPPED = files("hrdcorpus") / "resources" / "questionnaires"

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


class _Wordings(WordLists):
    wording: tuple[WordingEntry, ...] = ()
    variant: tuple[WordingEntry, ...] = ()


class Questionnaire(NamedTuple):
    """A versioned list of items in the order of asking, with the wordings of all languages."""

    id: str
    version: str
    title: str
    items: tuple[Item, ...]
    wordings: tuple[Wording, ...]
    vocabularies: tuple[Vocabulary, ...]


def load_questionnaires(*folders: Path | Traversable) -> tuple[Questionnaire, ...]:
    """The questionnaires in the folders inside `folders`, by id; `KnowledgeError` names the file and the place.

    Examples are looked at here for a user's own; those of the program's are proven by its tests.
    """
    found = (_load_questionnaire(entry, folder is not SHIPPED) for folder in folders for entry in _list_folders(folder))
    loaded = sorted(found, key=lambda questionnaire: questionnaire.id)
    refuse_twice((questionnaire.id for questionnaire in loaded), folders[-1], "questionnaire")
    return tuple(loaded)


def _list_folders(folder: Path | Traversable) -> list[Path | Traversable]:
    try:
        inside = sorted((entry for entry in folder.iterdir() if entry.is_dir()), key=lambda entry: entry.name)
    except OSError as error:
        raise KnowledgeError(f"cannot be read: {error.strerror}", folder) from None
    if not inside:
        raise KnowledgeError("holds no folder of a questionnaire; put items.toml into a folder inside it", folder)
    return inside


def _load_questionnaire(folder: Path | Traversable, is_own: bool) -> Questionnaire:
    listed = load_resource(folder / _ITEMS, _Items)
    if not listed.item:
        raise KnowledgeError("no [[item]]; list the standard questions", folder / _ITEMS)
    refuse_twice((item.id for item in listed.item), folder / _ITEMS, "item")
    wordings: list[Wording] = []
    vocabularies: list[Vocabulary] = []
    for file in list_resources(folder):
        if file.name != _ITEMS:
            table, language = load_resource(file, _Wordings), _read_tag(file)
            items = {item.id for item in listed.item}
            vocabularies.append(read_vocabulary(file, table, language, items))
            wordings += _read_wordings(file, table, items, is_own)
    if is_own:
        _refuse_shared(folder, wordings)
    return Questionnaire(listed.id, listed.version, listed.title, listed.item, tuple(wordings), tuple(vocabularies))


def _read_tag(file: Path | Traversable) -> str:
    try:
        return TypeAdapter(LanguageTag).validate_python(file.name.removesuffix(".toml"))
    except ValidationError:
        raise KnowledgeError("is not named after a language, as in en.toml; rename it", file) from None


def _read_wordings(file: Path | Traversable, table: _Wordings, items: set[str], is_own: bool) -> list[Wording]:
    entries = [("wording", n, entry) for n, entry in enumerate(table.wording)]
    entries += [("variant", n, entry) for n, entry in enumerate(table.variant)]
    standard = Counter(entry.item for entry in table.wording)
    wordings = []
    for kind, number, entry in entries:
        with locate_errors(file, f"{kind}.{number}"):
            if entry.item not in items:
                raise KnowledgeError(f"{_ITEMS} has no item {entry.item!r}")
            if standard[entry.item] != 1:
                raise KnowledgeError(f"{entry.item!r} needs one [[wording]]; make others a [[variant]]")
        with locate_errors(file, f"{kind}.{number}: text"):
            if len(entry.text) > MAX_QUESTION:
                raise KnowledgeError(f"longer than the {MAX_QUESTION} characters a question may have")
            wordings.append(build_wording(entry, file.name.removesuffix(".toml"), is_variant=kind == "variant"))
            if is_own:
                check_examples(wordings[-1])
    refuse_twice((wording.key for wording in wordings), file, "text")
    return wordings


def _refuse_shared(folder: Path | Traversable, wordings: list[Wording]) -> None:
    slotted = [wording for wording in wordings if wording.template.slots]
    items: dict[str, set[str]] = defaultdict(set)
    for wording in wordings:
        items[wording.key].add(wording.item)
    for wording in wordings:
        key = wording_key(wording.example)
        fitting = items.get(key, set()).union(other.item for other in slotted if other.fits(key))
        others = sorted(fitting - {wording.item})
        if others:
            reason = f"{wording.example!r} belongs to both {wording.item!r} and {others[0]!r}"
            raise KnowledgeError(reason, folder / f"{wording.language}.toml")

"""A folder of questionnaires, each a folder of TOML: the standard questions (items), and their wordings by language.

The forms of those files are loaded for a user's own alone: what they make of the program's is kept.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from hrdcorpus.errors import KnowledgeError, locate_errors
from hrdcorpus.knowledge.loading import LanguageTag, NonEmpty, Resource, list_resources, load_resource
from hrdcorpus.knowledge.questionnaires import MAX_QUESTION, Item, Questionnaire
from hrdcorpus.knowledge.samples import SAMPLES, load_samples
from hrdcorpus.knowledge.vocabulary import Vocabulary
from hrdcorpus.knowledge.wordings import Wording, WordingEntry, build_wording, check_examples, wording_key
from hrdcorpus.knowledge.words import WordLists, read_vocabulary, refuse_twice

SHIPPED = files("hrdcorpus") / "resources" / "questionnaires"

ITEMS = "items.toml"


class _Item(Resource):
    id: NonEmpty
    description: NonEmpty


class _Items(Resource):
    id: NonEmpty
    version: NonEmpty
    title: NonEmpty
    item: tuple[_Item, ...] = ()


class _Further(Resource):
    extends: NonEmpty


class _Texts(Resource):
    wording: tuple[WordingEntry, ...] = ()
    variant: tuple[WordingEntry, ...] = ()


class _Wordings(WordLists, _Texts):
    pass


def load_questionnaires(folder: Path | Traversable, known: Iterable[Questionnaire] = ()) -> tuple[Questionnaire, ...]:
    """Those known and those in the folders inside `folder`, by id; `KnowledgeError` names the file and the place.

    A folder whose items.toml says but `extends` has further wordings of the questionnaire with that id. Examples are
    looked at here for a user's own; those of the program's are proven by its tests.
    """
    is_own, entries = folder is not SHIPPED, _list_folders(folder)
    further = {entry: extended for entry in entries if is_own and (extended := _read_extended(entry))}
    found = (_load_questionnaire(entry, is_own) for entry in entries if entry not in further)
    loaded = sorted([*known, *found], key=lambda questionnaire: questionnaire.id)
    refuse_twice((questionnaire.id for questionnaire in loaded), folder, "questionnaire")
    named = {questionnaire.id: questionnaire for questionnaire in loaded}
    for entry, extended in further.items():
        if extended not in named:
            raise KnowledgeError(f"is none of {', '.join(named)}", entry / ITEMS, "extends")
        named[extended] = _extend(named[extended], entry)
    return tuple(named.values())


def _read_extended(folder: Path | Traversable) -> str | None:
    """The id of the questionnaire that a folder has further wordings of; None where it is one of its own."""
    try:
        return load_resource(folder / ITEMS, _Further).extends
    except KnowledgeError:
        return None


def _list_folders(folder: Path | Traversable) -> list[Path | Traversable]:
    try:
        inside = sorted((entry for entry in folder.iterdir() if entry.is_dir()), key=lambda entry: entry.name)
    except OSError as error:
        raise KnowledgeError(f"cannot be read: {error.strerror}", folder) from None
    if not inside:
        raise KnowledgeError("holds no folder of a questionnaire; put items.toml into a folder inside it", folder)
    return inside


def _load_questionnaire(folder: Path | Traversable, is_own: bool) -> Questionnaire:
    listed = load_resource(folder / ITEMS, _Items)
    if not listed.item:
        raise KnowledgeError("no [[item]]; list the standard questions", folder / ITEMS)
    refuse_twice((item.id for item in listed.item), folder / ITEMS, "item")
    wordings: list[Wording] = []
    vocabularies: list[Vocabulary] = []
    items = {item.id for item in listed.item}
    for file in list_resources(folder):
        if file.name not in (ITEMS, SAMPLES):
            table, language = load_resource(file, _Wordings), _read_tag(file)
            vocabularies.append(read_vocabulary(file, table, language, items))
            wordings += _read_wordings(file, table, items, is_own=is_own)
    if is_own:
        _refuse_shared(folder, wordings)
    standard = tuple(Item(item.id, item.description) for item in listed.item)
    return Questionnaire(
        id=listed.id,
        version=listed.version,
        title=listed.title,
        items=standard,
        wordings=tuple(wordings),
        vocabularies=tuple(vocabularies),
        samples=load_samples(folder, items),
    )


def _extend(questionnaire: Questionnaire, folder: Path | Traversable) -> Questionnaire:
    """The questionnaire with the further wordings in a folder."""
    items = {item.id for item in questionnaire.items}
    wordings, vocabularies = [*questionnaire.wordings], [*questionnaire.vocabularies]
    for file in list_resources(folder):
        if file.name not in (ITEMS, SAMPLES):
            table, language = load_resource(file, _Texts), _read_tag(file)
            standard = [w.item for w in questionnaire.wordings if w.language == language and not w.is_variant]
            wordings += _read_wordings(file, table, items, is_own=True, standard=standard)
            if language not in {vocabulary.language for vocabulary in vocabularies}:
                vocabularies.append(read_vocabulary(file, WordLists(), language, items))
    _refuse_shared(folder, wordings)
    samples = (*questionnaire.samples, *load_samples(folder, items))
    return questionnaire._replace(wordings=tuple(wordings), vocabularies=tuple(vocabularies), samples=samples)


def _read_tag(file: Path | Traversable) -> str:
    try:
        return TypeAdapter(LanguageTag).validate_python(file.name.removesuffix(".toml"))
    except ValidationError:
        raise KnowledgeError("is not named after a language, as in en.toml; rename it", file) from None


def _read_wordings(
    file: Path | Traversable, table: _Texts, items: set[str], *, is_own: bool, standard: Iterable[str] = ()
) -> list[Wording]:
    """The wordings of a file; `standard` are the items that have theirs in the file's language elsewhere."""
    entries = [("wording", n, entry) for n, entry in enumerate(table.wording)]
    entries += [("variant", n, entry) for n, entry in enumerate(table.variant)]
    counts = Counter([*standard, *(entry.item for entry in table.wording)])
    wordings = []
    for kind, number, entry in entries:
        with locate_errors(file, f"{kind}.{number}"):
            if entry.item not in items:
                raise KnowledgeError(f"{ITEMS} has no item {entry.item!r}")
            if counts[entry.item] != 1:
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

"""A question on a page -> a variant of the item it asks, among the user's own questionnaires: so all pages that ask it
in the same words are keyed alike, for good. The recipe of `hrdcorpus questionnaire add-variant`.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import tomlkit

from hrdcorpus.corpus.locking import lock_folder
from hrdcorpus.corpus.places import CorpusFile
from hrdcorpus.corpus.settings import Settings
from hrdcorpus.corpus.writing import write_file
from hrdcorpus.errors import CorrectionError, KnowledgeError
from hrdcorpus.interview.correcting import list_meant
from hrdcorpus.interview.keyed import Keyed, list_questions
from hrdcorpus.keying.matching import compile_matcher, find_wording
from hrdcorpus.knowledge.base import Knowledge, load_all_questionnaires, load_knowledge
from hrdcorpus.knowledge.cldr import find_country
from hrdcorpus.knowledge.folders import ITEMS
from hrdcorpus.knowledge.wordings import WordingEntry, build_wording, wording_key
from hrdcorpus.pipeline import trace_page
from hrdcorpus.reading.pages import read_page
from hrdcorpus.records.sidecar import KeyCorrection
from hrdcorpus.text.folding import tidy

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_LONGEST = 4  # words of a country's name


class Variant(NamedTuple):
    """A question as a page words it in one language, with the item of a questionnaire that it asks."""

    questionnaire: str
    item: str
    language: str  # a BCP 47 tag
    text: str
    page: Path
    place: str


def load_extensible(own: Path | None, settings: Settings) -> Knowledge:
    """The knowledge with the user's own folder of questionnaires, which may be empty; errors as in `load_knowledge`."""
    has_any = own is not None and any(inside.is_dir() for inside in own.iterdir())
    return load_knowledge(own if has_any else None, settings.limits, settings.keying)


def read_variants(file: CorpusFile, chosen: KeyCorrection | None, knowledge: Knowledge) -> list[Variant]:
    """The one question at the place that is `chosen`, as a variant of its item; without, all those of the page for
    which a person chose the item, in its sidecar.

    `CorrectionError` where no question stands there, or several do, or where the sidecar cannot be heeded; `PageError`
    where the page cannot be taken apart.
    """
    trace = trace_page(read_page(file.path, file.root), knowledge)
    listed: list[Variant] = []
    for keyed, record in zip(trace.keyed, trace.records, strict=True):
        items = {number: correction.item for number, correction in sorted(keyed.corrected.items())}
        if chosen is not None:
            items = dict.fromkeys(list_meant(chosen, list_questions(keyed.interview)), chosen.item)
        for number, item in items.items():
            if item is not None:
                exchange, _ = keyed.exchanges[number]
                block = exchange.question[0].block
                place = f"line {block.line}" if block.line else block.path or ""
                named = _find_questionnaire(item, keyed, knowledge)
                listed.append(Variant(named, item, record.language.content, tidy(exchange.text), file.path, place))
    if chosen is not None and len(listed) != 1:
        reason = f"{len(listed) or 'no'} questions stand there; explain shows where"
        raise CorrectionError(reason, file.path, chosen.place)
    return listed


def _find_questionnaire(item: str, keyed: Keyed, knowledge: Knowledge) -> str:
    """The id of the questionnaire with the item: the interview's own, or else the first that has it."""
    having = [each for each in knowledge.questionnaires if item in {known.id for known in each.items}]
    return next(each.id for each in (keyed.questionnaire, *having) if each in having)


def add_variants(variants: Sequence[Variant], folder: Path, knowledge: Knowledge) -> list[Variant]:
    """Write variants among the questionnaires in `folder`; those that were not known before.

    A questionnaire of the program's own is extended there. `CorrectionError`, and nothing is written, where a wording
    is already that of another item, or cannot be one.
    """
    matcher = compile_matcher(knowledge.questionnaires)
    added: dict[tuple[str, str], Variant] = {}
    for variant in variants:
        known = find_wording(variant.text, matcher)
        if known is not None and known.kind != "order" and known.questionnaire == variant.questionnaire:
            if known.item != variant.item:
                raise CorrectionError(f"asks {known.item} already, by its wording", variant.page, variant.place)
        else:
            first = added.setdefault((variant.language, variant.text), variant)
            if first.item != variant.item:
                raise CorrectionError(f"asks {variant.item} in the words of {first.item}", variant.page, variant.place)
    with lock_folder(folder), TemporaryDirectory() as scratch:
        trial = Path(scratch) / "questionnaires"
        shutil.copytree(folder, trial, ignore=lambda at, names: [n for n in names if not _may_hold(Path(at) / n)])
        try:
            changed = {file for variant in added.values() for file in _put(variant, trial, knowledge)}
            if changed:
                load_all_questionnaires(trial)
        except KnowledgeError:
            raise CorrectionError("a wording cannot be added as it stands; write it by hand") from None
        for file in sorted(changed):
            write_file(folder / file.relative_to(trial), file.read_bytes(), folder)
    load_knowledge.cache_clear()
    return list(added.values())


def _may_hold(path: Path) -> bool:
    return path.is_dir() or path.suffix == ".toml"


def _put(variant: Variant, folder: Path, knowledge: Knowledge) -> Iterator[Path]:
    """Write a variant among the questionnaires in `folder`; the files that were changed."""
    inside = _find_folder(variant.questionnaire, folder)
    if inside is None:
        inside = folder / variant.questionnaire
        inside.mkdir()
        (inside / ITEMS).write_text(tomlkit.dumps({"extends": variant.questionnaire}), "utf-8")
        yield inside / ITEMS
    file = inside / f"{variant.language}.toml"
    text = file.read_text("utf-8-sig") if file.exists() else ""
    questionnaire = next(each for each in knowledge.questionnaires if each.id == variant.questionnaire)
    worded = {each.item for each in questionnaire.wordings if each.language == variant.language}
    worded |= {entry["item"] for entry in tomlkit.parse(text).get("wording", ())}
    entry = {"item": variant.item, "text": _slot_country(variant.text), "example": variant.text}
    gap = "\n" if text.endswith("\n") else "\n\n" if text else ""
    kind = "variant" if variant.item in worded else "wording"
    file.write_text(f"{text}{gap}{tomlkit.dumps({kind: [entry]})}", "utf-8", newline="\n")
    yield file


def _find_folder(questionnaire: str, folder: Path) -> Path | None:
    """The folder inside `folder` that holds a questionnaire, or extends it."""
    for inside in sorted(path for path in folder.iterdir() if path.is_dir()):
        items = tomlkit.parse((inside / ITEMS).read_text("utf-8-sig"))
        if questionnaire in (items.get("id"), items.get("extends")):
            return inside
    return None


def _slot_country(text: str) -> str:
    """The text with a slot for the country that it names: elsewhere the same is asked of another one."""
    words = list(_WORD.finditer(text))
    for length in range(_LONGEST, 0, -1):
        for first, last in zip(words, words[length - 1 :], strict=False):
            name = text[first.start() : last.end()]
            slotted = f"{text[: first.start()]}{{country}}{text[last.end() :]}"
            if name[0].isupper() and find_country(name) is not None and _fits(slotted, text):
                return slotted
    return text


def _fits(slotted: str, text: str) -> bool:
    entry = WordingEntry(item="-", text=slotted, example=text)
    return build_wording(entry, "und", is_variant=True).fits(wording_key(text))

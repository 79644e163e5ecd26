"""What a person does in a review, without a screen: each act is written at once, and can be undone."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from pydantic import ValidationError

from hrdcorpus.corpus.adding import add_variants, read_variants
from hrdcorpus.corpus.amending import Amended, amend_facts, amend_sidecar, mark_reviewed, refit_sidecar, take_back
from hrdcorpus.corpus.settings import Settings
from hrdcorpus.errors import CorrectionError, HrdcorpusError
from hrdcorpus.knowledge.base import Knowledge, load_knowledge
from hrdcorpus.knowledge.loading import Resource, describe_breach, list_names
from hrdcorpus.knowledge.wordings import wording_key
from hrdcorpus.records.findings import Finding
from hrdcorpus.records.form import Label
from hrdcorpus.records.rules import ACCEPTABLE, RULES
from hrdcorpus.records.sidecar import NONE, Facts, KeyCorrection, LabelCorrection
from hrdcorpus.screen.desk import Desk
from hrdcorpus.screen.listing import Listed
from hrdcorpus.screen.view import Line

R = TypeVar("R", bound=Resource)

_REASONS = {  # why, where a person says nothing else
    "label": "read in review",
    "key": "chosen in review",
    "facts": "known in review",
    "accept": "looked at in review",
    "exclude": "no interview, as seen in review",
}
_Act = Callable[[str], Amended]


class _Done(Struct, frozen=True):
    """An act, with which it can be undone, or done again for another reason."""

    amended: Amended
    kind: str
    act: _Act
    message: str


class Session(Desk):
    """Acts change the sidecar of the open page, by the recipes of `hrdcorpus correct`, and read it again.

    Each says what it did; an `HrdcorpusError` says why nothing was done. `reason` stands in place of the usual reasons.
    """

    def __init__(self, listed: Iterable[Listed], settings: Settings, knowledge: Knowledge, reason: str = "") -> None:
        super().__init__(listed, settings, knowledge)
        self.reason = reason
        self.changed: set[Path] = set()
        self._done: list[_Done] = []

    def label(self, line: Line, label: Label) -> str:
        """Say what a whole line or element is."""
        shown = self.get_view().page

        def act(reason: str) -> Amended:
            correction = _build(LabelCorrection, {**line.place, "label": label, "reason": reason})
            return amend_sidecar(self._path, correction, self.knowledge, shown)

        return self._do("label", act, f"{line.shown_place} is labelled {label}")

    def key(self, line: Line, item: str | None) -> str:
        """Say which item the question of a line's exchange asks; that it asks none."""
        place, shown = self.get_view().locate_question(line), self.get_view().page
        if place is None:
            raise CorrectionError("no question stands here; label it first")

        def act(reason: str) -> Amended:
            correction = _build(KeyCorrection, {**place, "id": item or NONE, "reason": reason})
            return amend_sidecar(self._path, correction, self.knowledge, shown)

        return self._do("key", act, f"keyed to {item}" if item else "asks no standard question")

    def give_fact(self, name: str, value: str, reason: str = "") -> str:
        """Say what a person knows: `published`, `url`, or the `name` of the one interviewee."""
        shown = self.get_view().page
        given = {"interviewee": {"name": value}} if name == "name" else {name: value}

        def act(why: str) -> Amended:
            return amend_facts(self._path, _build(Facts, {**given, "reason": why}), {}, self.knowledge, shown)

        return self._do("facts", act, f"{name} is given", reason)

    def get_reason(self, kind: str) -> str:
        """Why, where a person says nothing else."""
        return self.reason or _REASONS.get(kind, "")

    def accept(self, finding: Finding) -> str:
        """Settle findings of this kind on the open page."""
        code = RULES[finding.name].code
        if code not in ACCEPTABLE:
            raise CorrectionError(f"{code} cannot be accepted")
        return self._mark("accept", {"accept": [code]}, f"{code} is accepted on this page")

    def exclude(self) -> str:
        """Say that the open page is none of the corpus."""
        return self._mark("exclude", {"exclude": True}, "excluded")

    def refit(self) -> str:
        """Give the corrections the places where their texts stand now."""
        before = self._count_corrections()
        self._do("refit", lambda _: refit_sidecar(self._path, self.knowledge), "corrections are where their texts are")
        after = self._count_corrections()
        return f"corrections where their texts are: {after}; taken out, their texts being gone: {before - after}"

    def review(self) -> str:
        """Say that somebody has been through the open page."""
        shown = self.get_view().page
        return self._do("review", lambda _: mark_reviewed(self._path, self.knowledge, shown), "reviewed")

    def undo(self) -> str:
        """Take the last act back, on whatever page it was, and show that page."""
        return f"undone: {self._take_back().message}"

    def give_reason(self, reason: str) -> str:
        """Do the last act again, for this reason; where that cannot be, it stays as it was."""
        if self._done and self._done[-1].kind not in _REASONS:
            raise CorrectionError("the last act has no reason; z takes it back")
        last = self._take_back()
        try:
            return self._do(last.kind, last.act, last.message, reason)
        except (HrdcorpusError, OSError):
            undone = replace(last.amended, before=last.amended.after, after=last.amended.before)
            self._take(take_back(undone, self.knowledge))
            self._done.append(last)
            raise

    def add_variant(self, line: Line) -> str:
        """Make the question's wording a variant of its item, for all pages, among the user's own questionnaires."""
        view, folder = self.get_view(), self.settings.questionnaires
        place, wording = view.locate_question(line), view.find_wording(line)
        item = view.asked[line.asked][1].item if line.asked is not None else None
        if folder is None:
            raise CorrectionError("name your own folder with --questionnaires, or in hrdcorpus.toml")
        if place is None or item is None:
            raise CorrectionError("choose first what the question asks")
        chosen = _build(KeyCorrection, {**place, "id": item, "reason": "-"})
        variants = read_variants(view.file, chosen, self.knowledge)
        if [wording_key(variant.text) for variant in variants] != [wording]:
            raise CorrectionError("not added: another question stands there than was shown; open the page again")
        added = add_variants(variants, folder, self.knowledge)
        self.knowledge = load_knowledge(folder, self.settings.limits, self.settings.keying)
        settled = self.read_again(page for page in self.pages.values() if wording in page.wordings)
        self.open(view.file.id)
        return f"wordings added to {item}: {len(added)}, for good; pages that asked so: {settled}"

    @property
    def _path(self) -> Path:
        return self.get_view().file.path

    def _count_corrections(self) -> int:
        sidecar = self.get_view().page.sidecar
        return len(sidecar.blocks) + len(sidecar.questions)

    def _mark(self, kind: str, mark: Mapping[str, object], message: str) -> str:
        shown = self.get_view().page

        def act(reason: str) -> Amended:
            return amend_facts(self._path, None, {**mark, "reason": reason}, self.knowledge, shown)

        return self._do(kind, act, message)

    def _do(self, kind: str, act: _Act, message: str, reason: str = "") -> str:
        amended = act(reason or self.get_reason(kind))
        self._done.append(_Done(amended, kind, act, message))
        self._take(amended)
        return f"{message}; z takes it back"

    def _take_back(self) -> _Done:
        if not self._done:
            raise CorrectionError("nothing was done yet")
        self._take(take_back(self._done[-1].amended, self.knowledge))
        return self._done.pop()

    def _take(self, amended: Amended) -> None:
        file = next(page.file for page in self.pages.values() if page.file.path == amended.path)
        self.changed.add(amended.path)
        self.show(file, amended.page, amended.explanation)


def _build(model: type[R], values: Mapping[str, Any]) -> R:
    """The values in their form; `CorrectionError` says which of them is wrong, and quotes none."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        key, what = describe_breach(error, list_names(model), model.__name__)
        raise CorrectionError(what, key=key) from None

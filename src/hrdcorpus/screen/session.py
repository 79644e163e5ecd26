"""What a person does in a review, without a screen: each act is written at once, and can be undone."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from hrdcorpus.corpus.adding import add_variants, load_extensible, read_variants
from hrdcorpus.corpus.amending import Amended, amend_facts, amend_sidecar, mark_reviewed, refit_sidecar
from hrdcorpus.corpus.places import CorpusFile
from hrdcorpus.errors import CorrectionError
from hrdcorpus.knowledge.loading import Resource, describe_breach, list_names
from hrdcorpus.knowledge.wordings import wording_key
from hrdcorpus.records.findings import Finding
from hrdcorpus.records.form import Label
from hrdcorpus.records.rules import ACCEPTABLE, RULES
from hrdcorpus.records.sidecar import NONE, Facts, KeyCorrection, LabelCorrection
from hrdcorpus.screen.undoing import Undoing
from hrdcorpus.screen.view import Line

R = TypeVar("R", bound=Resource)


class Session(Undoing):
    """Acts change the sidecar of the open page, by the recipes of `hrdcorpus correct`, and read it again.

    Each says what it did; an `HrdcorpusError` says why nothing was done.
    """

    def label(self, line: Line, label: Label) -> str:
        """Say what a whole line or element is."""
        shown = self.get_view().shown

        def act(reason: str) -> Amended:
            correction = _build(LabelCorrection, {**line.place, "label": label, "reason": reason})
            return amend_sidecar(self._file, correction, self.knowledge, shown)

        return self.do("label", act, f"{line.shown_place} is labelled {label}")

    def key(self, line: Line, item: str | None) -> str:
        """Say which item the question of a line's exchange asks; that it asks none."""
        place, shown = self.get_view().locate_question(line), self.get_view().shown
        if place is None:
            raise CorrectionError("no question stands here; label it first")

        def act(reason: str) -> Amended:
            correction = _build(KeyCorrection, {**place, "id": item or NONE, "reason": reason})
            return amend_sidecar(self._file, correction, self.knowledge, shown)

        return self.do("key", act, f"keyed to {item}" if item else "asks no standard question")

    def give_fact(self, name: str, value: str, reason: str = "") -> str:
        """Say what a person knows: `published`, `url`, or the `name` of the one interviewee."""
        shown = self.get_view().shown
        given = {"interviewee": {"name": value}} if name == "name" else {name: value}

        def act(why: str) -> Amended:
            return amend_facts(self._file, _build(Facts, {**given, "reason": why}), {}, self.knowledge, shown)

        return self.do("facts", act, f"{name} is given", reason)

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
        self.do("refit", lambda _: refit_sidecar(self._file, self.knowledge), "corrections are where their texts are")
        after = self._count_corrections()
        return f"corrections where their texts are: {after}; taken out, their texts being gone: {before - after}"

    def review(self) -> str:
        """Say that somebody has been through the open page."""
        shown = self.get_view().shown
        return self.do("review", lambda _: mark_reviewed(self._file, self.knowledge, shown), "reviewed")

    def add_variant(self, line: Line) -> str:
        """Make the question's wording a variant of its item, for all pages, among the user's own questionnaires."""
        view, folder = self.get_view(), self.settings.questionnaires
        place, wording = view.locate_question(line), view.find_wording(line)
        item = view.asked[line.asked][1].item if line.asked is not None else None
        if folder is None:
            raise CorrectionError("name your own folder with --questionnaires, or in hrdcorpus.toml")
        if place is None or item is None or wording is None:
            raise CorrectionError("choose first what the question asks")
        chosen = _build(KeyCorrection, {**place, "id": item, "reason": "-"})
        variants = read_variants(view.file, chosen, self.knowledge)
        if [wording_key(variant.text) for variant in variants] != [wording]:
            raise CorrectionError("not added: another question stands there than was shown; open the page again")
        added = add_variants(variants, folder, self.knowledge)
        self.knowledge = load_extensible(folder, self.settings)
        settled = self.forget(wording)
        self.open(view.file.id)
        return f"wordings added to {item}: {len(added)}, for good; pages that asked so: {settled}"

    @property
    def _file(self) -> CorpusFile:
        return self.get_view().file

    def _count_corrections(self) -> int:
        sidecar = self.get_view().page.sidecar
        return len(sidecar.blocks) + len(sidecar.questions)

    def _mark(self, kind: str, mark: Mapping[str, object], message: str) -> str:
        shown = self.get_view().shown

        def act(reason: str) -> Amended:
            return amend_facts(self._file, None, {**mark, "reason": reason}, self.knowledge, shown)

        return self.do(kind, act, message)


def _build(model: type[R], values: Mapping[str, Any]) -> R:
    """The values in their form; `CorrectionError` says which of them is wrong, and quotes none."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        key, what = describe_breach(error, list_names(model), model.__name__)
        raise CorrectionError(what, key=key) from None

"""What a person does in a review, without a screen: pages are opened, each act is written at once and can be undone."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from pydantic import ValidationError

from hrdcorpus.corpus.adding import add_variants, read_variants
from hrdcorpus.corpus.amending import Amended, amend_facts, amend_sidecar, mark_reviewed, refit_sidecar, take_back
from hrdcorpus.corpus.places import CorpusFile
from hrdcorpus.corpus.settings import Settings
from hrdcorpus.errors import CorrectionError
from hrdcorpus.knowledge.base import Knowledge, load_knowledge
from hrdcorpus.knowledge.loading import describe_breach, list_names
from hrdcorpus.knowledge.questionnaires import Questionnaire
from hrdcorpus.knowledge.wordings import wording_key
from hrdcorpus.output.explaining.explanation import Explanation
from hrdcorpus.records.findings import Finding
from hrdcorpus.records.form import Label
from hrdcorpus.records.rules import ACCEPTABLE, RULES
from hrdcorpus.records.sidecar import NONE, Facts, KeyCorrection, LabelCorrection, Sidecar, load_sidecar
from hrdcorpus.screen.listing import (
    Filter,
    Listed,
    count_wording,
    list_explained,
    list_page,
    parse_filter,
    read_explained,
    sort_pages,
)
from hrdcorpus.screen.view import Line, View, build_view

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
    act: _Act
    message: str


class Session:
    """A review of pages: the one that is open, as `view`, and the list of all that the `filter` keeps.

    Acts change the sidecar of the open page, by the recipes of `hrdcorpus correct`, and read it again. Each says what
    it did; an `HrdcorpusError` says why nothing was done. `reason` stands in place of the usual reasons.
    """

    def __init__(self, listed: Iterable[Listed], settings: Settings, knowledge: Knowledge, reason: str = "") -> None:
        self.pages = {page.file.id: page for page in sort_pages(listed)}  # in the order of the beginning, which stays
        self.settings, self.knowledge, self.reason = settings, knowledge, reason
        self.filter = Filter()
        self.view: View | None = None
        self.changed: set[Path] = set()
        self._done: list[_Done] = []
        self._last = ""  # questionnaire that was followed
        self._accepted = frozenset(settings.accept)

    def narrow(self, text: str) -> None:
        """List only what a person typed of (see `parse_filter`), and those with most open findings first again."""
        self.filter = parse_filter(text)
        self.pages = {page.file.id: page for page in sort_pages(self.pages.values())}

    def list_pages(self) -> list[Listed]:
        """The pages that the filter keeps, in their order; the open one stays among them while it is open."""
        here = self.view.file.id if self.view else None
        return [page for page in self.pages.values() if self.filter.keeps(page) or page.file.id == here]

    def find_page(self, step: int, *, is_open: bool = False) -> str | None:
        """The id of the next page (`step` 1), or the one before (-1), that has anything open, or of any."""
        ids = [page.file.id for page in self.list_pages()]
        here = ids.index(self.view.file.id) if self.view else -1
        behind = ids[here + 1 :] + ids[: max(here, 0)] if step > 0 else ids[:here][::-1]
        wanted = (each for each in behind if not is_open or self.is_left(self.pages[each]))
        return next(wanted, None)

    def is_left(self, page: Listed) -> bool:
        """Whether somebody has yet to go through the page."""
        return page.state in ("open", "changed") and bool(page.codes or page.state == "changed")

    def open(self, identifier: str) -> View:
        """Show the page with this id, as it is now; `PageError` or `OSError` where it cannot be read."""
        file = self.pages[identifier].file
        page, explanation = read_explained(file, self.knowledge)
        self._show(file, page.sidecar, explanation)
        return self._get_view()

    def label(self, line: Line, label: Label) -> str:
        """Say what a whole line or element is."""

        def act(reason: str) -> Amended:
            correction = LabelCorrection.model_validate({**line.place, "label": label, "reason": reason})
            return amend_sidecar(self._path, correction, self.knowledge)

        return self._do("label", act, f"{line.shown_place} is labelled {label}")

    def key(self, line: Line, item: str | None) -> str:
        """Say which item the question of a line's exchange asks; that it asks none."""
        if line.asked is None:
            raise CorrectionError("no question stands here; label it first")
        block = self._get_view().asked[line.asked][0].question[0].block
        place = {"line": block.line} if block.line else {"path": block.path}

        def act(reason: str) -> Amended:
            correction = KeyCorrection.model_validate({**place, "id": item or NONE, "reason": reason})
            return amend_sidecar(self._path, correction, self.knowledge)

        return self._do("key", act, f"keyed to {item}" if item else "asks no standard question")

    def give_fact(self, name: str, value: str, reason: str = "") -> str:
        """Say what a person knows: `published`, `url`, or the `name` of the one interviewee."""
        given = {"interviewee": {"name": value}} if name == "name" else {name: value}

        def act(why: str) -> Amended:
            try:
                facts = Facts.model_validate({**given, "reason": why})
            except ValidationError as error:
                key, what = describe_breach(error, list_names(Facts), "facts")
                raise CorrectionError(what, key=key) from None
            return amend_facts(self._path, facts, {}, self.knowledge)

        return self._do("facts", act, f"{name} is given", reason)

    def find_fact(self, name: str) -> str:
        """What the record says now of `published`, `url`, or the `name` of the first interviewee."""
        record = next(iter(self._get_view().explanation.records), None)
        if record is None:
            return ""
        people = [person.name for person in record.interviewees]
        return {"published": record.published, "url": record.source.url, "name": next(iter(people), None)}[name] or ""

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

        def act(_: str) -> Amended:
            return refit_sidecar(self._path, self.knowledge)

        before = self._count_corrections()
        self._do("refit", act, "corrections stand where their texts do")
        after = self._count_corrections()
        return f"corrections where their texts are: {after}; taken out, their texts being gone: {before - after}"

    def review(self) -> str:
        """Say that somebody has been through the open page."""

        def act(_: str) -> Amended:
            return mark_reviewed(self._path, self.knowledge)

        return self._do("review", act, "reviewed")

    def undo(self) -> str:
        """Take the last act back, on whatever page it was, and show that page."""
        if not self._done:
            raise CorrectionError("nothing to undo")
        last = self._done[-1]
        self._take(take_back(last.amended, self.knowledge))
        self._done.pop()
        return f"undone: {last.message}"

    def give_reason(self, reason: str) -> str:
        """Do the last act again, for this reason."""
        if not self._done:
            raise CorrectionError("nothing was done that a reason could be for")
        last = self._done[-1]
        self._take(take_back(last.amended, self.knowledge))
        self._done.pop()
        return self._write(last.act, reason, last.message)

    def count_same(self, line: Line) -> int:
        """How many open questions of all pages have the words of a line's question."""
        if line.asked is None:
            return 0
        wording = wording_key(self._get_view().asked[line.asked][0].text)
        return count_wording(list(self.pages.values()), wording)

    def add_variant(self, line: Line) -> str:
        """Make the question's wording a variant of its item, for all pages, among the user's own questionnaires."""
        view, folder = self._get_view(), self.settings.questionnaires
        if folder is None:
            raise CorrectionError("name your own folder with --questionnaires, or in hrdcorpus.toml")
        match = view.asked[line.asked][1] if line.asked is not None else None
        if line.asked is None or match is None or match.item is None:
            raise CorrectionError("choose first what the question asks")
        wording = wording_key(view.asked[line.asked][0].text)
        block = view.asked[line.asked][0].question[0].block
        place = {"line": block.line} if block.line else {"path": block.path}
        chosen = KeyCorrection.model_validate({**place, "id": match.item, "reason": "-"})
        added = add_variants(read_variants(view.file, chosen, self.knowledge), folder, self.knowledge)
        self.knowledge = load_knowledge(folder, self.settings.limits, self.settings.keying)
        concerned = [page for page in self.pages.values() if wording in page.wordings]
        for page in concerned:
            self.pages[page.file.id] = list_page(page.file, self.knowledge, self._accepted)
        self.open(view.file.id)
        return f"{len(added)} wording added to {match.item}; open on {len(concerned)} pages before"

    def list_items(self) -> list[tuple[str, str]]:
        """All items with their descriptions, those of the questionnaire that the interview may follow first."""
        return list({item.id: item.description for each in self._rank_questionnaires() for item in each.items}.items())

    def list_offers(self, line: Line) -> list[str]:
        """The items that the question of a line may ask, the likeliest first."""
        order = [item.id for item in self._rank_questionnaires()[0].items]
        return self._get_view().list_offers(line, order)

    def _rank_questionnaires(self) -> list[Questionnaire]:
        """That which the open interview follows, or the one before it did; the user's own; the program's."""
        own = [each.questionnaire.id for each in self._get_view().explanation.trace.keyed if each.questionnaire]
        self._last = own[0] if own else self._last
        known = self.knowledge.questionnaires[::-1]  # the user's come behind those of the program
        return sorted(known, key=lambda each: (each.id not in own, each.id != self._last))

    def _count_corrections(self) -> int:
        sidecar = self._get_view().sidecar
        return len(sidecar.blocks) + len(sidecar.questions)

    @property
    def _path(self) -> Path:
        return self._get_view().file.path

    def _get_view(self) -> View:
        if self.view is None:
            raise CorrectionError("no page is open")
        return self.view

    def _mark(self, kind: str, mark: dict[str, Any], message: str) -> str:
        def act(reason: str) -> Amended:
            return amend_facts(self._path, None, mark | {"reason": reason}, self.knowledge)

        return self._do(kind, act, message)

    def _do(self, kind: str, act: _Act, message: str, reason: str = "") -> str:
        return self._write(act, reason or self.get_reason(kind), message)

    def _write(self, act: _Act, reason: str, message: str) -> str:
        amended = act(reason)
        self._done.append(_Done(amended, act, message))
        self._take(amended)
        return message

    def _take(self, amended: Amended) -> None:
        file = next(page.file for page in self.pages.values() if page.file.path == amended.path)
        self.changed.add(amended.path)
        self._show(file, load_sidecar(file.path), amended.explanation)

    def _show(self, file: CorpusFile, sidecar: Sidecar, explanation: Explanation) -> None:
        self.view = build_view(file, explanation, sidecar, self._accepted)
        self.pages[file.id] = list_explained(file, sidecar, explanation, self._accepted)


def list_all(files: Sequence[CorpusFile], knowledge: Knowledge, settings: Settings) -> Iterable[Listed]:
    """What is known of each page, in the files' order, as it is found out."""
    return (list_page(file, knowledge, frozenset(settings.accept)) for file in files)

"""An explained page -> what the screen shows of it: lines with labels and findings, and the exchange of each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from hrdcorpus.corpus.amending import Shown
from hrdcorpus.corpus.places import CorpusFile
from hrdcorpus.interview.exchange import Exchange
from hrdcorpus.keying.known import Match
from hrdcorpus.knowledge.wordings import wording_key
from hrdcorpus.output.explaining.explanation import Explained, Explanation
from hrdcorpus.reading.blocks import Block
from hrdcorpus.reading.pages import Page
from hrdcorpus.records.findings import Finding
from hrdcorpus.records.form import Label
from hrdcorpus.screen.listing import is_open, list_asked, list_open
from hrdcorpus.text.folding import fold

MOST_OFFERS = 3  # a key for each


class Line(Struct, frozen=True):
    """A block of the page: its place, as a sidecar names it, what it was taken for, and why.

    `asked` is the number, from 0, of the exchange that it belongs to; `is_open` says that somebody is to look at it.
    """

    place: dict[str, int | str]
    explained: Explained
    findings: tuple[Finding, ...]
    asked: int | None
    is_open: bool

    @property
    def label(self) -> Label:
        """What it was taken for."""
        return self.explained.row.label

    @property
    def rule(self) -> str:
        """By which rule."""
        return self.explained.row.rule

    @property
    def text(self) -> str:
        """All of it."""
        return self.explained.row.block.text

    @property
    def shown_place(self) -> str:
        """The line's number, or the end of its path."""
        return str(self.place.get("line") or str(self.place.get("path", "")).rpartition("/")[2])


class View(Struct, frozen=True):
    """A `page` as it is shown: `lines` in order, `asked` the exchanges with their keys, `findings` of the whole."""

    file: CorpusFile
    page: Page
    explanation: Explanation
    lines: tuple[Line, ...] = ()
    asked: tuple[tuple[Exchange, Match], ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def shown(self) -> Shown:
        """The page as a person sees it."""
        return self.page, self.explanation

    def locate_question(self, line: Line) -> dict[str, int | str] | None:
        """The place of the question of a line's exchange, as a sidecar names it; None where it is of none."""
        if line.asked is None:
            return None
        return _locate(self.asked[line.asked][0].question[0].block)

    def find_wording(self, line: Line) -> str | None:
        """What the question of a line's exchange shares with others in the same words."""
        return wording_key(self.asked[line.asked][0].text) if line.asked is not None else None

    def find_place(self, place: dict[str, int | str], text: str = "") -> int:
        """The number of the line at a place, of several that with this text, else the first; 0 where none is there."""
        here = [number for number, line in enumerate(self.lines) if line.place == place]
        return next((number for number in here if self.lines[number].text == text), here[0] if here else 0)

    def count_findings(self, name: str) -> int:
        """How many open findings of this name the page has; one of a line counts once, in however many blocks."""
        listed = {*self.findings, *(finding for line in self.lines for finding in line.findings)}
        return sum(finding.name == name for finding in listed)

    def find_next(self, after: int, *, asking: bool = False) -> int | None:
        """The number of the next line behind that of this number that somebody is to look at; with `asking`, that asks
        what nobody knows, also round the page's end.
        """
        numbers = [*range(after + 1, len(self.lines)), *(range(after + 1) if asking else ())]
        return next((number for number in numbers if self._is_wanted(number, asking=asking)), None)

    def find_start(self) -> int:
        """The number of the line to begin with: it asks what nobody knows, is to be looked at, or is not the site's."""
        content = next((number for number, line in enumerate(self.lines) if line.label != "chrome"), 0)
        found = (self.find_next(-1, asking=True), self.find_next(-1), content)
        return next(number for number in found if number is not None)

    def find_text(self, wanted: str, after: int) -> int | None:
        """The number of the next line with this text in it, however it is written; round the page's end."""
        numbers = [*range(after + 1, len(self.lines)), *range(after + 1)]
        return next((number for number in numbers if fold(wanted) in fold(self.lines[number].text)), None)

    def list_offers(self, line: Line, order: Sequence[str]) -> list[str]:
        """The items that the question of a line may ask, the likeliest first: those that it is like, and where these
        are few those that stand next in the `order` of the questionnaire. What another question asks comes last.
        """
        if line.asked is None:
            return []
        keys = [match.item for _, match in self.asked]
        used = set(keys[: line.asked] + keys[line.asked + 1 :])
        last = next((order.index(key) for key in reversed(keys[: line.asked]) if key in order), -1)
        like = [found.item for found in self.asked[line.asked][1].candidates]
        offered = dict.fromkeys([*like, *order[last + 1 :], *order[: last + 1]])
        return sorted(offered, key=lambda item: item in used)[:MOST_OFFERS]

    def _is_wanted(self, number: int, *, asking: bool) -> bool:
        line = self.lines[number]
        if not asking:
            return line.is_open
        is_asking = line.label == "question" and line.asked is not None and is_open(self.asked[line.asked][1])
        return is_asking and self._begins(number)

    def _begins(self, number: int) -> bool:
        """Whether the question begins there; it may stand in several blocks."""
        return not number or (self.lines[number - 1].label, self.lines[number - 1].asked) != (
            "question",
            self.lines[number].asked,
        )


def build_view(file: CorpusFile, page: Page, explanation: Explanation, accepted: frozenset[str]) -> View:
    """The page as it is shown with its sidecar; findings with `accepted` codes are settled on every page."""
    asked = tuple(list_asked(explanation))
    owners = {id(row): number for number, (each, _) in enumerate(asked) for row in (*each.question, *each.answer)}
    opened = list_open(explanation.trace, page.sidecar, accepted)
    by_line = defaultdict[int, list[Finding]](list)
    for finding in opened:
        by_line[finding.line or 0].append(finding)
    lines = [_build_line(each, owners.get(id(each.row)), by_line, asked) for each in explanation.rows]
    placed = {finding for line in lines for finding in line.findings}
    others = tuple(finding for finding in opened if finding not in placed)
    return View(file, page, explanation, tuple(lines), asked, others)


def _build_line(
    explained: Explained,
    number: int | None,
    opened: Mapping[int, Sequence[Finding]],
    asked: Sequence[tuple[Exchange, Match]],
) -> Line:
    block, label = explained.row.block, explained.row.label
    first, last = block.lines or (0, -1)
    findings = tuple(finding for line in range(first, last + 1) for finding in opened.get(line, ()))
    is_asking = label == "question" and number is not None and is_open(asked[number][1])
    return Line(_locate(block), explained, findings, number, bool(findings) or is_asking)


def _locate(block: Block) -> dict[str, int | str]:
    return {"line": block.line} if block.line else {"path": block.path or ""}

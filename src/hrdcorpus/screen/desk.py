"""What lies before a person in a review: the pages in their order, the open one, and what its questions may ask."""

from collections.abc import Callable, Iterable, Sequence

from hrdcorpus.corpus.places import CorpusFile
from hrdcorpus.corpus.settings import Settings
from hrdcorpus.errors import CorrectionError
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.knowledge.questionnaires import Questionnaire
from hrdcorpus.output.explaining.explanation import Explanation
from hrdcorpus.reading.pages import Page
from hrdcorpus.screen.listing import (
    Filter,
    Listed,
    list_explained,
    list_page,
    parse_filter,
    read_explained,
    sort_pages,
)
from hrdcorpus.screen.view import Line, View, build_view


class Desk:
    """The pages of a review, all of them and those that the `filter` keeps; the one that is open, as `view`."""

    def __init__(self, listed: Iterable[Listed], settings: Settings, knowledge: Knowledge) -> None:
        self.pages = {page.file.id: page for page in sort_pages(listed)}  # in the order of the beginning, which stays
        self.settings, self.knowledge = settings, knowledge
        self.accepted = frozenset(settings.accept)
        self.filter = Filter()
        self.view: View | None = None
        self._last = ""  # questionnaire that was followed

    def narrow(self, text: str) -> None:
        """List only what a person typed of (see `parse_filter`), and those with most open findings first again."""
        self.filter = parse_filter(text)
        self.pages = {page.file.id: page for page in sort_pages(self.pages.values())}

    def list_pages(self) -> list[Listed]:
        """The pages that the filter keeps, in their order; the open one stays among them while it is open."""
        here = self.view.file.id if self.view else None
        return [page for page in self.pages.values() if self.filter.keeps(page) or page.file.id == here]

    def find_page(self, step: int, wanted: Callable[[Listed], object] = lambda _: True) -> str | None:
        """The id of the next page that is wanted (`step` 1; behind the last is the first), or of the one before."""
        ids = [page.file.id for page in self.list_pages()]
        here = ids.index(self.view.file.id) if self.view else -1
        following = ids[here + 1 :] + ids[: max(here, 0)] if step > 0 else ids[: max(here, 0)][::-1]
        return next((each for each in following if wanted(self.pages[each])), None)

    def open(self, identifier: str) -> View:
        """Show the page with this id, as it is now; `PageError` or `OSError` where it cannot be read."""
        file = self.pages[identifier].file
        page, explanation = read_explained(file, self.knowledge)
        self.show(file, page, explanation)
        return self.get_view()

    def get_view(self) -> View:
        """The open page; `CorrectionError` where none could be opened."""
        if self.view is None:
            raise CorrectionError("no page is open")
        return self.view

    def show(self, file: CorpusFile, page: Page, explanation: Explanation) -> None:
        """Open a page as it was read, and list it so."""
        self.view = build_view(file, page, explanation, self.accepted)
        self.pages[file.id] = list_explained(file, page.sidecar, explanation, self.accepted)

    def find_fact(self, name: str) -> str:
        """What the record says now of `published`, `url`, or the `name` of the first interviewee."""
        record = next(iter(self.get_view().explanation.records), None)
        if record is None:
            return ""
        people = [person.name for person in record.interviewees]
        return {"published": record.published, "url": record.source.url, "name": next(iter(people), None)}[name] or ""

    def count_same(self, line: Line) -> int:
        """How many open questions of all pages have the words of a line's question."""
        wording = self.get_view().find_wording(line)
        return sum(page.wordings.count(wording) for page in self.pages.values()) if wording else 0

    def read_again(self, pages: Iterable[Listed]) -> int:
        """Find out anew what is known of these pages, with the knowledge of now; how many they are."""
        listed = [list_page(page.file, self.knowledge, self.accepted) for page in list(pages)]
        self.pages |= {page.file.id: page for page in listed}
        return len(listed)

    def list_items(self) -> list[tuple[str, str]]:
        """All items with their descriptions, those of the questionnaire that the interview may follow first."""
        return list({item.id: item.description for each in self._rank_questionnaires() for item in each.items}.items())

    def list_offers(self, line: Line) -> list[str]:
        """The items that the question of a line may ask, the likeliest first."""
        order = [item.id for item in self._rank_questionnaires()[0].items]
        return self.get_view().list_offers(line, order)

    def _rank_questionnaires(self) -> list[Questionnaire]:
        """That which the open interview follows, or the one before it did; the user's own; the program's."""
        own = [each.questionnaire.id for each in self.get_view().explanation.trace.keyed if each.questionnaire]
        self._last = own[0] if own else self._last
        known = self.knowledge.questionnaires[::-1]  # the user's come behind those of the program
        return sorted(known, key=lambda each: (each.id not in own, each.id != self._last))


def list_all(files: Sequence[CorpusFile], knowledge: Knowledge, settings: Settings) -> Iterable[Listed]:
    """What is known of each page, in the files' order, as it is found out."""
    return (list_page(file, knowledge, frozenset(settings.accept)) for file in files)

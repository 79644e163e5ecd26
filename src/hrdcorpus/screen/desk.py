"""What lies before a person in a review: the pages in their order, the open one, and what its questions may ask."""

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from hrdcorpus.corpus.places import CorpusFile
from hrdcorpus.corpus.settings import Settings
from hrdcorpus.errors import CorrectionError
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.knowledge.questionnaires import Questionnaire
from hrdcorpus.output.explaining.explanation import Explanation
from hrdcorpus.reading.pages import Page
from hrdcorpus.screen.listing import Listed, list_explained, list_page, read_explained, sort_pages
from hrdcorpus.screen.narrowing import Filter, parse_filter
from hrdcorpus.screen.view import Line, View, build_view

Reading = tuple[Knowledge, Sequence[Listed]]  # and what it was found with


class Desk:
    """The pages of a review, all of them and those that the `filter` keeps; the one that is open, as `view`.

    What stands in a page is known when it `is_read`: when it was opened, or when `put` says so (see `find_out`). When
    all are, those with most open findings come first, behind what was opened before.
    """

    def __init__(self, files: Iterable[CorpusFile], settings: Settings, knowledge: Knowledge) -> None:
        self.pages = {file.id: Listed(file) for file in files}
        self.settings, self.knowledge = settings, knowledge
        self.accepted = frozenset(settings.accept)
        self.filter = Filter()
        self.view: View | None = None
        self._last = ""  # questionnaire that was followed
        self._opened: dict[str, None] | None = {}  # in this order, until all pages are read

    def list_unread(self) -> list[CorpusFile]:
        """The pages of which nobody knows what stands in them."""
        return [page.file for page in self.pages.values() if not page.is_read]

    def find_out(self, files: Iterable[CorpusFile]) -> Reading:
        """What is known of these pages, with the knowledge of now. It changes nothing, and may take its time."""
        knowledge = self.knowledge
        return knowledge, [list_page(file, knowledge, self.accepted) for file in files]

    def put(self, found: Reading) -> None:
        """List pages as they were found, but those that were opened since, or read with other knowledge."""
        knowledge, listed = found
        if knowledge is self.knowledge:
            self.pages |= {page.file.id: page for page in listed if not self.pages[page.file.id].is_read}
        if self._opened is not None and not self.list_unread():
            order = dict.fromkeys([*self._opened, *(page.file.id for page in sort_pages(self.pages.values()))])
            self.pages = {identifier: self.pages[identifier] for identifier in order}
            self._opened = None

    def read_all(self) -> None:
        """Read all pages that are unread, and wait for it."""
        self.put(self.find_out(self.list_unread()))

    def narrow(self, text: str) -> None:
        """List only what a person typed of (see `parse_filter`), and those with most open findings first again."""
        self.filter = parse_filter(text)
        self.pages = {page.file.id: page for page in sort_pages(self.pages.values())}

    def list_pages(self) -> list[Listed]:
        """The pages that the filter keeps, in their order; the open one stays among them while it is open."""
        here = self.view.file.id if self.view else None
        return [page for page in self.pages.values() if self.filter.keeps(page) or page.file.id == here]

    def count_fitting(self) -> int:
        """How many pages the filter keeps."""
        return sum(map(self.filter.keeps, self.pages.values()))

    def find_page(self, step: int, wanted: Callable[[Listed], object] = lambda _: True) -> str | None:
        """The id of the next page that is wanted (`step` 1; behind the last is the first), or of the one before."""
        ids = [page.file.id for page in self.list_pages()]
        here = ids.index(self.view.file.id) if self.view else -1
        following = ids[here + 1 :] + ids[: max(here, 0)] if step > 0 else ids[: max(here, 0)][::-1]
        return next((each for each in following if wanted(self.pages[each])), None)

    def find_first(self) -> str:
        """The id of the first page through which nobody has been, as far as is known; else the first."""
        pages = self.list_pages()
        return next((page.file.id for page in pages if page.is_left), pages[0].file.id)

    def open(self, identifier: str) -> View:
        """Show the page with this id, as it is now; `PageError` or `OSError` where it cannot be read."""
        file = self.pages[identifier].file
        if self._opened is not None:
            self._opened[identifier] = None
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

    def forget(self, wording: str) -> int:
        """Take the pages with an open question of these words for unread; how many they are."""
        asking = [page for page in self.pages.values() if wording in page.wordings]
        self.pages |= {page.file.id: replace(page, is_read=False) for page in asking}
        return len(asking)

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

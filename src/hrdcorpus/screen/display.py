"""What the screen shows of a session: the pages, the open one block by block, and the exchange of a block."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.worker import get_current_worker

from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.screen.desk import Reading
from hrdcorpus.screen.discreet import DiscreetApp
from hrdcorpus.screen.marked import MarkedList
from hrdcorpus.screen.panes import (
    render_answer,
    render_choices,
    render_line,
    render_page,
    render_question,
    render_title,
)
from hrdcorpus.screen.session import Session
from hrdcorpus.screen.view import Line
from hrdcorpus.text.showing import escape

_AT_ONCE = 8  # pages that are read before the list is drawn again


class Display(DiscreetApp):
    """Pages at the left, the open page in the middle, the exchange of its highlighted block at the right."""

    CSS_PATH = "review.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - no class variable there

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.with_rules = False
        self.filtered = ""  # what a person typed to have only some pages listed

    def compose(self) -> ComposeResult:
        """The three panes, what is open above them, what was done below."""
        yield Static(id="title", markup=False)
        with Horizontal():
            yield MarkedList(id="pages")
            with Horizontal(id="page"):
                yield MarkedList(id="blocks")
                with VerticalScroll(id="exchange"):
                    yield Static(id="asked", markup=False)
                    yield MarkedList(id="choices")
                    yield Static(id="answer", markup=False)
        with Vertical(id="below"):
            yield Static(id="status", markup=False)
            yield Footer()

    def on_mount(self) -> None:
        """Open the first page, and read the others meanwhile."""
        for name, title in (("pages", "pages"), ("blocks", "page"), ("exchange", "exchange")):
            self.query_one(f"#{name}").border_title = title
        self.blocks.focus()
        self.open_page(self.session.find_first())
        self.read_pages()

    def on_resize(self) -> None:
        """Keep the highlighted block in sight."""
        self.call_after_refresh(self.blocks.scroll_to_highlight)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the exchange of the block."""
        if event.option_list.id == "blocks":
            self.show_exchange()

    @property
    def blocks(self) -> MarkedList:
        """The blocks of the open page."""
        return self.query_one("#blocks", MarkedList)

    @property
    def pages(self) -> MarkedList:
        """The list of pages."""
        return self.query_one("#pages", MarkedList)

    @property
    def number(self) -> int:
        """The number of the highlighted block."""
        return self.blocks.highlighted or 0

    @property
    def line(self) -> Line | None:
        """The highlighted block; None where no page is open."""
        view = self.session.view
        return view.lines[self.number] if view and view.lines else None

    def open_page(self, identifier: str) -> None:
        """Open the page with this id, where there is most to do."""
        try:
            view = self.session.open(identifier)
        except (HrdcorpusError, OSError) as error:
            self.tell(f"{identifier}: {error}")
            self.show_pages()
            return
        self.show_pages()
        self.show_blocks(view.find_start())
        unheeded = view.explanation.unheeded is not None
        self.tell(f"{'r takes the corrections to where their texts are; ' if unheeded else ''}? shows the keys")

    def read_pages(self) -> None:
        """Read those that are unread in a thread of their own: no key waits for it. The list fills as they are read."""
        if self.session.list_unread():
            self.run_worker(self._read_pages, thread=True, exclusive=True)

    def show_pages(self, identifier: str | None = None) -> None:
        """Show the list of pages, with this one highlighted, or else the open one."""
        pages = self.session.list_pages()
        here = identifier or (self.session.view.file.id if self.session.view else None)
        number = next((n for n, page in enumerate(pages) if page.file.id == here), None)
        self.pages.put_options([(page.file.id, render_page(page)) for page in pages], number)
        unread = len(self.session.list_unread())
        self.pages.border_title = f"{unread} unread" if unread else "pages"
        self.pages.border_subtitle = Content(escape(self.filtered))

    def show_blocks(self, number: int) -> None:
        """Show the open page as it now is, with the block of this number highlighted."""
        view = self.session.get_view()
        page = self.session.pages[view.file.id]
        self.query_one("#title", Static).update(render_title(view, page))
        self.pages.change_option(page.file.id, render_page(page))
        self.blocks.put_options([(None, render_line(line, with_rules=self.with_rules)) for line in view.lines], number)
        self.show_exchange()

    def highlight(self, number: int) -> None:
        """Highlight the block of this number."""
        self.blocks.highlighted = number
        self.show_exchange()

    def show_exchange(self) -> None:
        """Show the exchange of the highlighted block, and what one key can do with it."""
        view, line = self.session.view, self.line
        if view is not None and line is not None:
            self.query_one("#asked", Static).update(render_question(view, line))
            self.query_one("#answer", Static).update(render_answer(view, line))
            listed = render_choices(view, line, self.session.list_offers(line), dict(self.session.list_items()))
            self.query_one("#choices", MarkedList).put_options(listed)

    def tell(self, message: str) -> None:
        """Say what was done, or why nothing was."""
        self.query_one("#status", Static).update(escape(message))

    def _read_pages(self) -> None:
        worker = get_current_worker()
        while not worker.is_cancelled and (unread := self.session.list_unread()[:_AT_ONCE]):
            found = self.session.find_out(unread)
            if not worker.is_cancelled:
                self.call_from_thread(self._put_pages, found)

    def _put_pages(self, found: Reading) -> None:
        self.session.put(found)
        highlighted = self.pages.highlighted_option
        self.show_pages(highlighted.id if highlighted else None)

"""What the screen shows of a session: the pages, the open one block by block, and the exchange of a block."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Footer, OptionList, Static

from hrdcorpus.errors import HrdcorpusError, name_bug
from hrdcorpus.screen.marked import MarkedList
from hrdcorpus.screen.panes import list_choices, show_answer, show_asked, show_line, show_page, show_title
from hrdcorpus.screen.session import Session
from hrdcorpus.screen.view import Line
from hrdcorpus.text.showing import escape


class Display(App[None]):
    """Pages at the left, the open page in the middle, the exchange of its highlighted block at the right.

    `failure` says where a bug was, if there was one; nothing of what was shown then is told.
    """

    CSS_PATH = "review.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT: ClassVar[bool] = False  # what is copied goes through the terminal to who knows where
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - no class variable there

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.failure: HrdcorpusError | None = None
        self.with_rules = False

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
        """Open the first page."""
        for name, title in (("pages", "pages"), ("blocks", "page"), ("exchange", "exchange")):
            self.query_one(f"#{name}").border_title = title
        self.blocks.focus()
        self.show_page(self.session.list_pages()[0].file.id)

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

    def show_page(self, identifier: str) -> None:
        """Open the page with this id, at the first question that nobody has keyed, or else at the first finding."""
        try:
            view = self.session.open(identifier)
        except (HrdcorpusError, OSError) as error:
            self.tell(f"{identifier}: {error}")
            self.show_pages()
            return
        first = view.find_next(-1, asking=True)
        first = view.find_next(-1) if first is None else first
        self.show_pages()
        self.show_blocks(first or 0)
        self.tell("? shows the keys")

    def show_pages(self) -> None:
        """Show the list of pages, with the open one highlighted."""
        pages = self.session.list_pages()
        here = self.session.view.file.id if self.session.view else None
        number = next((n for n, page in enumerate(pages) if page.file.id == here), None)
        listed = [(page.file.id, show_page(page)) for page in pages]
        self.query_one("#pages", MarkedList).put_options(listed, number)

    def show_blocks(self, number: int) -> None:
        """Show the open page as it now is, with the block of this number highlighted."""
        view = self.session.get_view()
        page = self.session.pages[view.file.id]
        self.query_one("#title", Static).update(show_title(view, page))
        self.query_one("#pages", MarkedList).change_option(page.file.id, show_page(page))
        self.blocks.put_options(((None, show_line(line, with_rules=self.with_rules)) for line in view.lines), number)
        self.show_exchange()

    def highlight(self, number: int) -> None:
        """Highlight the block of this number."""
        self.blocks.highlighted = number
        self.show_exchange()

    def show_exchange(self) -> None:
        """Show the exchange of the highlighted block, and what one key can do with it."""
        view, line = self.session.view, self.find_line()
        if view is not None and line is not None:
            self.query_one("#asked", Static).update(show_asked(view, line))
            self.query_one("#answer", Static).update(show_answer(view, line))
            listed = list_choices(view, line, self.session.list_offers(line), dict(self.session.list_items()))
            self.query_one("#choices", MarkedList).put_options(listed)

    def tell(self, message: str) -> None:
        """Say what was done, or why nothing was."""
        self.query_one("#status", Static).update(escape(message))

    def find_number(self) -> int:
        """The number of the highlighted block."""
        return self.blocks.highlighted or 0

    def find_line(self) -> Line | None:
        """The highlighted block; None where no page is open."""
        view = self.session.view
        return view.lines[self.find_number()] if view and view.lines else None

    def _fatal_error(self) -> None:
        """End with the place of a bug alone: what Textual would print, with the values there, might quote a page."""
        self.failure = name_bug(self._exception or RuntimeError())
        self._close_messages_no_wait()

    def panic(self, *_: object) -> None:
        """The same, of errors that know how to print themselves."""
        self._fatal_error()

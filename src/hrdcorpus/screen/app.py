"""The screen of `hrdcorpus review`: keys and the mouse -> acts of the session, and what they made of the page."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Footer, OptionList, Static

from hrdcorpus.errors import HrdcorpusError, name_bug
from hrdcorpus.records.form import Label
from hrdcorpus.screen.dialogs import Choice, Help, Prompt
from hrdcorpus.screen.listing import Listed
from hrdcorpus.screen.marked import MarkedList
from hrdcorpus.screen.panes import (
    find_acceptable,
    list_choices,
    show_answer,
    show_asked,
    show_line,
    show_page,
    show_title,
)
from hrdcorpus.screen.session import Session
from hrdcorpus.screen.view import Line, View
from hrdcorpus.text.showing import escape

HELP = """\
A block of the page
  up, down  through the blocks
  space     the next thing to look at, here or on the next page
  q w       it is a question, an answer
  i s       the introduction, the site's
  e         show the rules behind the labels, or hide them
  /         search the page

The question of a block
  1 2 3     it asks this item      0  it asks no standard question
  k         choose from all items
  v         its wording asks this item on all pages

The page
  d n u     give the date, the interviewee's name, the URL
  a         accept a finding
  m         reviewed; on to the next page
  x         exclude the page: it is none of the corpus
  r         after the page was edited: corrections go to where their texts are
  z         undo the last act
  c         give another reason for the last act
  . ,       the next page, the one before
  f         list only some pages, as: no-date KZ open 2021
            (findings by code or name, countries, states, parts of ids)

  ?         this help; Escape leaves it
  tab       the next pane
  ctrl+q    leave; all is written already

Before each page stand its state and how many findings are open:
o open, ~ changed since it was reviewed, + reviewed, x excluded.
"""


def _key(key: str, action: str, description: str, *, show: bool = False) -> Binding:
    return Binding(key, action, description, show=show)


class ReviewScreen(App[None]):
    """Pages at the left, the open page in the middle, the exchange of its highlighted block at the right."""

    CSS_PATH = "review.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False  # what is copied goes through the terminal to who knows where
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - no class variable there
        (0, "-narrow"),
        (110, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("question_mark", "help", "help", show=True),
        _key("q", "label('question')", "question", show=True),
        _key("w", "label('answer')", "answer", show=True),
        _key("i", "label('introduction')", "intro", show=True),
        _key("s", "label('chrome')", "site's", show=True),
        *(_key(str(number), f"choose({number})", f"candidate {number}") for number in (1, 2, 3)),
        _key("0", "choose(0)", "no item"),
        _key("k", "choose_item", "item", show=True),
        _key("v", "add_variant", "on all pages"),
        _key("a", "accept", "accept", show=True),
        _key("m", "review", "reviewed", show=True),
        _key("r", "refit", "corrections to their texts"),
        _key("z", "undo", "undo", show=True),
        _key("x", "exclude", "exclude"),
        _key("d", "give('published', 'Day of publication, as 2021-07-09')", "date"),
        _key("n", "give('name', 'Name of the interviewee, or none')", "name"),
        _key("u", "give('url', 'Address that the page is from')", "URL"),
        _key("c", "give_reason", "reason"),
        _key("e", "toggle_rules", "rules"),
        _key("space", "go_on", "next", show=True),
        _key("full_stop", "open_page(1)", "next page"),
        _key("comma", "open_page(-1)", "page before"),
        _key("slash", "search", "search"),
        _key("f", "narrow", "filter"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.failure: HrdcorpusError | None = None
        self._with_rules = False
        self._searched = self._filtered = ""

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
        self._list_pages()
        self.query_one("#blocks").focus()
        self.show_page(self.session.list_pages()[0].file.id)

    def on_resize(self) -> None:
        """Keep the highlighted block in sight."""
        self.call_after_refresh(self.query_one("#blocks", OptionList).scroll_to_highlight)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as it is called
        """Whether the key does anything now: of a page that could not be read nothing can be said."""
        is_of_page = hasattr(type(self), f"action_{action}") and not hasattr(App, f"action_{action}")
        return self.session.view is not None or not is_of_page or action in ("help", "narrow", "open_page")

    # Acts: each is one entry of the sidecar

    def action_label(self, label: Label) -> None:
        """Say what the highlighted block is."""
        self._act(lambda line: self.session.label(line, label))

    def action_choose(self, number: int) -> None:
        """Say that the question asks the candidate of this number, or for 0 that it asks none; on to the next one."""
        line = self._get_line()
        offers = self.session.list_offers(line) if line else ()
        if number > len(offers):
            self._tell("no such item is offered; k chooses from all")
        else:
            self._key_question(offers[number - 1] if number else None)

    def action_choose_item(self) -> None:
        """Choose what the question asks from all items."""

        def take(item: str | None) -> None:
            if item is not None:
                self._key_question(item)

        line = self._get_line()
        if line is None or line.asked is None:
            self._tell("no question stands here; label it first")
        else:
            self.push_screen(Choice("What does it ask?", self.session.list_items()), take)

    def action_add_variant(self) -> None:
        """Make the question's wording a variant of its item, for all pages."""
        self._act(self.session.add_variant)
        self._list_pages()

    def action_accept(self) -> None:
        """Settle the first finding of the block, or of the page."""
        view, line = self._get_view(), self._get_line()
        finding = find_acceptable(view, line) if line else None
        if finding is None:
            self._tell("nothing is left to accept here")
        else:
            self._act(lambda _: self.session.accept(finding))

    def action_refit(self) -> None:
        """Give the corrections the places where their texts stand, in a page that was edited."""
        self._act(lambda _: self.session.refit())

    def action_exclude(self) -> None:
        """Say that the page is none of the corpus."""
        self._act(lambda _: self.session.exclude())

    def action_review(self) -> None:
        """Say that somebody has been through the page, and go on to the next one that is open."""
        if self._act(lambda _: self.session.review()) and (following := self.session.find_page(1, is_open=True)):
            self.show_page(following)

    def action_undo(self) -> None:
        """Take the last act back."""
        self._act(lambda _: self.session.undo())

    def action_give(self, name: str, title: str) -> None:
        """Ask for a fact."""

        def take(values: tuple[str, ...] | None) -> None:
            if values and values[0]:
                self._act(lambda _: self.session.give_fact(name, *values))

        fields = [("", self.session.find_fact(name)), ("Why (in your own words)", self.session.get_reason("facts"))]
        self.push_screen(Prompt(title, fields), take)

    def action_give_reason(self) -> None:
        """Ask for another reason for the last act."""

        def take(values: tuple[str, ...] | None) -> None:
            if values and values[0]:
                self._act(lambda _: self.session.give_reason(values[0]))

        self.push_screen(Prompt("Why, in your own words; never words of the interview", [("", "")]), take)

    # Ways through pages and blocks

    def action_go_on(self) -> None:
        """Highlight the next thing to look at, on this page or on the next that has any."""
        found = self._get_view().find_next(self._get_number())
        if found is not None:
            self._highlight(found)
        elif following := self.session.find_page(1, is_open=True):
            self.show_page(following)
        else:
            self._tell("nothing else is open in these pages")

    def action_open_page(self, step: int) -> None:
        """Open the next page, or the one before."""
        if following := self.session.find_page(step):
            self.show_page(following)

    def action_toggle_rules(self) -> None:
        """Show the rules behind the labels, or not."""
        self._with_rules = not self._with_rules
        self._show(self._get_number())

    def action_search(self) -> None:
        """Ask for a text and highlight the next block that has it."""

        def take(values: tuple[str, ...] | None) -> None:
            if values and values[0]:
                self._searched = values[0]
                found = self._get_view().find_text(self._searched, self._get_number())
                if found is None:
                    self._tell("not on this page")
                else:
                    self._highlight(found)

        self.push_screen(Prompt("Search the page for", [("", self._searched)]), take)

    def action_narrow(self) -> None:
        """Ask which pages to list."""

        def take(values: tuple[str, ...] | None) -> None:
            if values is not None:
                self._filtered = values[0]
                self.session.narrow(values[0])
                self._list_pages()
                self._tell(f"pages listed: {len(self.session.list_pages())} of {len(self.session.pages)}")

        title = "List only pages with: codes or names of findings, countries, states, parts of ids"
        self.push_screen(Prompt(title, [("", self._filtered)]), take)

    def action_help(self) -> None:
        """Show the keys."""
        self.push_screen(Help(HELP))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the exchange of the block."""
        if event.option_list.id == "blocks":
            self._show_exchange()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the page, or do what is chosen."""
        if event.option_list.id == "pages" and event.option_id is not None:
            self.show_page(event.option_id)
        elif event.option_list.id == "choices" and event.option_id is not None:
            self.query_one("#blocks").focus()
            if event.option_id == "a":
                self.action_accept()
            else:
                self.action_choose(int(event.option_id))

    def _fatal_error(self) -> None:
        """End with the place of a bug alone: what Textual would print, with the values there, might quote a page."""
        self.failure = name_bug(self._exception or RuntimeError())
        self._close_messages_no_wait()

    def panic(self, *_: object) -> None:
        """The same, of errors that know how to print themselves."""
        self._fatal_error()

    # What is shown

    def _act(self, act: Callable[[Line], str]) -> bool:
        """Do it with the highlighted block, show what became of the page and say so; whether it was done."""
        line = self._get_line()
        if line is None:
            return False
        here = self.session.view
        try:
            message = act(line)
        except (HrdcorpusError, OSError) as error:
            self._tell(
                error.explanation if isinstance(error, HrdcorpusError) else error.strerror or "cannot be written"
            )
            return False
        view = self._get_view()
        is_same = here is not None and here.file.id == view.file.id
        self._show(view.find_line(line.place) if is_same else 0)
        self._refresh_page(self.session.pages[view.file.id])
        self._tell(f"{message}; z takes it back" if not message.startswith("undone") else message)
        return True

    def _key_question(self, item: str | None) -> None:
        """Key the question, and go on to the next of the page that nobody has keyed."""
        line = self._get_line()
        if line is None or not self._act(lambda line: self.session.key(line, item)):
            return
        same = self.session.count_same(line)
        more = f"; v keys {same} more with this wording" if item and same else ""
        self._tell(f"keyed to {item}{more}; z takes it back" if item else "asks no standard question; z takes it back")
        following = self._get_view().find_next(self._get_number(), asking=True)
        if following is not None:
            self._highlight(following)

    def show_page(self, identifier: str) -> None:
        """Open the page with this id, at the first question that nobody has keyed, or else at the first finding."""
        try:
            view = self.session.open(identifier)
        except (HrdcorpusError, OSError) as error:
            self._tell(f"{identifier}: {error}")
            return
        first = view.find_next(-1, asking=True)
        first = view.find_next(-1) if first is None else first
        self._list_pages()
        self._show(first or 0)
        self._tell("? shows the keys")

    def _list_pages(self) -> None:
        pages = self.session.list_pages()
        here = self.session.view.file.id if self.session.view else None
        number = next((n for n, page in enumerate(pages) if page.file.id == here), None)
        listed = [(page.file.id, show_page(page)) for page in pages]
        self.query_one("#pages", MarkedList).put_options(listed, number)

    def _refresh_page(self, page: Listed) -> None:
        self.query_one("#pages", MarkedList).change_option(page.file.id, show_page(page))

    def _show(self, number: int) -> None:
        """Show the open page, with the block of this number highlighted."""
        view = self._get_view()
        self.query_one("#title", Static).update(show_title(view, self.session.pages[view.file.id]))
        shown = [(None, show_line(line, with_rules=self._with_rules)) for line in view.lines]
        self.query_one("#blocks", MarkedList).put_options(shown, number)
        self._show_exchange()

    def _highlight(self, number: int) -> None:
        blocks = self.query_one("#blocks", OptionList)
        blocks.highlighted = min(number, blocks.option_count - 1) if blocks.option_count else None
        self._show_exchange()

    def _show_exchange(self) -> None:
        view, line = self._get_view(), self._get_line()
        if line is not None:
            self.query_one("#asked", Static).update(show_asked(view, line))
            self.query_one("#answer", Static).update(show_answer(view, line))
            listed = list_choices(view, line, self.session.list_offers(line), dict(self.session.list_items()))
            self.query_one("#choices", MarkedList).put_options(listed)

    def _tell(self, message: str) -> None:
        self.query_one("#status", Static).update(escape(message))

    def _get_view(self) -> View:
        if self.session.view is None:
            raise HrdcorpusError("no page is open")
        return self.session.view

    def _get_number(self) -> int:
        return self.query_one("#blocks", OptionList).highlighted or 0

    def _get_line(self) -> Line | None:
        view = self.session.view
        return view.lines[self._get_number()] if view and view.lines else None

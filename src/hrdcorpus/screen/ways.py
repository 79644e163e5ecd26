"""The ways through the pages of a review: from one to the next, to what is open in them, to what is searched for."""

from collections.abc import Callable

from hrdcorpus.screen.dialogs import Help, Prompt
from hrdcorpus.screen.display import Display
from hrdcorpus.screen.keys import HELP


class Ways(Display):
    """A key is a way elsewhere. Nothing is changed."""

    _searched = ""

    def action_go_on(self) -> None:
        """Highlight the next thing to look at, on this page or on the next that has any."""
        found = self.session.get_view().find_next(self.number)
        if found is not None:
            self.highlight(found)
        elif following := self.session.find_page(1, lambda page: page.is_wanted):
            self.open_page(following)
        else:
            self.tell_end("nothing else is open in these pages")

    def action_turn_page(self, step: int) -> None:
        """Open the next page, or the one before."""
        if following := self.session.find_page(step):
            self.open_page(following)
        else:
            self.tell("no other page is listed there")

    def action_toggle_rules(self) -> None:
        """Show the rules behind the labels, or not."""
        self.with_rules = not self.with_rules
        self.show_blocks(self.number)

    def action_search(self) -> None:
        """Ask for a text and highlight the next block that has it."""

        def find(text: str) -> None:
            self._searched = text
            found = self.session.get_view().find_text(text, self.number)
            if found is None:
                self.tell("not on this page")
            else:
                self.highlight(found)

        self.ask("Search the page for", [("", self._searched)], find)

    def action_narrow(self) -> None:
        """Ask which pages to list."""

        def narrow(text: str) -> None:
            self.filtered = text
            self.session.narrow(text)
            self.show_pages()
            unread = len(self.session.list_unread())
            fitting = f"pages that fit: {self.session.count_fitting()} of {len(self.session.pages)}"
            self.tell(f"{fitting}; still being read: {unread}" if unread else fitting)

        title = "List only pages with: codes or names of findings, countries, states, parts of ids"
        self.ask(title, [("", self.filtered)], narrow, may_be_empty=True)

    def action_help(self) -> None:
        """Show the keys."""
        self.push_screen(Help(HELP))

    def tell_end(self, message: str, done: str = "") -> None:
        """Say, behind what was `done`, that nothing else is there; while pages are unread, that nobody knows yet."""
        if unread := len(self.session.list_unread()):
            message = f"nothing else is known yet; pages that are still being read: {unread}"
        self.tell(done + message)

    def ask(
        self, title: str, fields: list[tuple[str, str]], use: Callable[..., object], *, may_be_empty: bool = False
    ) -> None:
        """Ask for these, and use what is typed; nothing, where the first of them is left empty."""

        def take(values: tuple[str, ...] | None) -> None:
            if values is not None and (values[0] or may_be_empty):
                use(*values)

        self.push_screen(Prompt(title, fields), take)

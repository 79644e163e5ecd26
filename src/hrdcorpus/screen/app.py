"""The screen of `hrdcorpus review`: keys and the mouse -> acts of the session, and ways through its pages."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.widgets import OptionList

from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.records.form import Label
from hrdcorpus.screen.dialogs import Choice, Help, Prompt
from hrdcorpus.screen.display import Display
from hrdcorpus.screen.keys import BINDINGS, HELP
from hrdcorpus.screen.panes import find_acceptable
from hrdcorpus.screen.view import Line, View

_ELSEWHERE = ("help", "narrow", "open_page")  # what needs no open page
_NO_QUESTION = "no question stands here; label it first"


class ReviewScreen(Display):
    """A key is an act on the highlighted block or on the open page, each one entry of a sidecar; or a way elsewhere."""

    BINDINGS: ClassVar[list[BindingType]] = [*BINDINGS]
    _searched = _filtered = ""
    _keyed: tuple[Line | None, View | None, int] = (None, None, 0)  # the last one; what was shown and highlighted then

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as it is called
        """Whether the key does anything now: of a page that could not be read nothing can be said."""
        is_ours = hasattr(type(self), f"action_{action}") and not hasattr(App, f"action_{action}")
        return self.session.view is not None or not is_ours or action in _ELSEWHERE

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the page, or do what is chosen."""
        if event.option_list.id == "pages" and event.option_id is not None:
            self.show_page(event.option_id)
        elif event.option_list.id == "choices" and event.option_id is not None:
            self.blocks.focus()
            if event.option_id == "a":
                self.action_accept()
            else:
                self.action_choose(int(event.option_id))

    def action_label(self, label: Label) -> None:
        """Say what the highlighted block is."""
        self._act(lambda line: self.session.label(line, label))

    def action_choose(self, number: int) -> None:
        """Say that the question asks the item offered with this number, or for 0 that it asks none."""
        line = self.find_line()
        offers = self.session.list_offers(line) if line else ()
        if number > len(offers):
            self.tell("no such item is offered; k chooses from all" if offers else _NO_QUESTION)
        else:
            self._key(offers[number - 1] if number else None)

    def action_choose_item(self) -> None:
        """Choose what the question asks from all items."""

        def take(item: str | None) -> None:
            if item is not None:
                self._key(item)

        line = self.find_line()
        if line is None or line.asked is None:
            self.tell(_NO_QUESTION)
        else:
            self.push_screen(Choice("What does it ask?", self.session.list_items()), take)

    def action_add_variant(self) -> None:
        """Make the question's wording a variant of its item, for all pages; of that just keyed, until one goes on."""
        keyed, view, number = self._keyed
        just = keyed if view is self.session.view and number == self.find_number() else None
        if self._act(lambda line: self.session.add_variant(just or line)):
            self.show_pages()
            self._go_to_asking()

    def action_accept(self) -> None:
        """Settle the first finding of the block, or of the page, and all of its code."""
        line = self.find_line()
        finding = find_acceptable(self.session.get_view(), line) if line else None
        if finding is None:
            self.tell("nothing is left to accept here")
        else:
            self._act(lambda _: self.session.accept(finding))

    def action_exclude(self) -> None:
        """Say that the page is none of the corpus."""
        self._act(lambda _: self.session.exclude())

    def action_refit(self) -> None:
        """Give the corrections the places where their texts stand, in a page that was edited."""
        self._act(lambda _: self.session.refit())

    def action_review(self) -> None:
        """Say that somebody has been through the page, and go on to the next through which nobody has."""
        if self._act(lambda _: self.session.review()):
            following = self.session.find_page(1, lambda page: page.is_left)
            if following is not None:
                self.show_page(following)

    def action_undo(self) -> None:
        """Take the last act back."""
        self._act(lambda _: self.session.undo())

    def action_give(self, name: str, title: str) -> None:
        """Ask for a fact."""
        fields = [("", self.session.find_fact(name)), ("Why (in your own words)", self.session.get_reason("facts"))]
        self._ask(title, fields, lambda value, why: self._act(lambda _: self.session.give_fact(name, value, why)))

    def action_give_reason(self) -> None:
        """Ask for another reason for the last act."""
        title = "Why, in your own words; never words of the interview"
        self._ask(title, [("", "")], lambda why: self._act(lambda _: self.session.give_reason(why)))

    def action_go_on(self) -> None:
        """Highlight the next thing to look at, on this page or on the next that has any."""
        found = self.session.get_view().find_next(self.find_number())
        if found is not None:
            self.highlight(found)
        elif following := self.session.find_page(1, lambda page: page.is_left and page.codes):
            self.show_page(following)
        else:
            self.tell("nothing else is open in these pages")

    def action_open_page(self, step: int) -> None:
        """Open the next page, or the one before."""
        if following := self.session.find_page(step):
            self.show_page(following)
        else:
            self.tell("no other page is listed there")

    def action_toggle_rules(self) -> None:
        """Show the rules behind the labels, or not."""
        self.with_rules = not self.with_rules
        self.show_blocks(self.find_number())

    def action_search(self) -> None:
        """Ask for a text and highlight the next block that has it."""

        def find(text: str) -> None:
            self._searched = text
            found = self.session.get_view().find_text(text, self.find_number())
            if found is None:
                self.tell("not on this page")
            else:
                self.highlight(found)

        self._ask("Search the page for", [("", self._searched)], find)

    def action_narrow(self) -> None:
        """Ask which pages to list."""

        def narrow(text: str) -> None:
            self._filtered = text
            self.session.narrow(text)
            self.show_pages()
            self.tell(f"pages listed: {len(self.session.list_pages())} of {len(self.session.pages)}")

        title = "List only pages with: codes or names of findings, countries, states, parts of ids"
        self._ask(title, [("", self._filtered)], narrow, may_be_empty=True)

    def action_help(self) -> None:
        """Show the keys."""
        self.push_screen(Help(HELP))

    def _ask(
        self, title: str, fields: list[tuple[str, str]], use: Callable[..., object], *, may_be_empty: bool = False
    ) -> None:
        """Ask for these, and use what is typed; nothing, where the first of them is left empty."""

        def take(values: tuple[str, ...] | None) -> None:
            if values is not None and (values[0] or may_be_empty):
                use(*values)

        self.push_screen(Prompt(title, fields), take)

    def _act(self, act: Callable[[Line], str]) -> bool:
        """Do it with the highlighted block, show what became of the page and say so; whether it was done."""
        line, before = self.find_line(), self.session.view
        if line is None or before is None:
            return False
        try:
            message = act(line)
        except (HrdcorpusError, OSError) as error:
            if self.session.view is not before:  # it was read again before it failed
                self.show_blocks(0)
            self.tell(error.explanation if isinstance(error, HrdcorpusError) else error.strerror or "cannot be written")
            return False
        view = self.session.get_view()
        if view.file != before.file:
            self.show_pages()
        self.show_blocks(view.find_line(line.place, line.text) if view.file == before.file else 0)
        self.tell(message)
        return True

    def _key(self, item: str | None) -> None:
        """Key the question, and go on to the next of the page that nobody has keyed."""
        line = self.find_line()
        if line is None or not self._act(lambda line: self.session.key(line, item)):
            return
        same = self.session.count_same(line)
        if item and same:
            self.tell(f"keyed to {item}; z takes it back; v keys {same} more with this wording")
        self._go_to_asking()
        self._keyed = line, self.session.get_view(), self.find_number()

    def _go_to_asking(self) -> None:
        """Highlight the next question that nobody has keyed, if the highlighted one is keyed."""
        following = self.session.get_view().find_next(self.find_number() - 1, asking=True)
        if following is not None:
            self.highlight(following)

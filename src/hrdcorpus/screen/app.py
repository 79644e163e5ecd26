"""The screen of `hrdcorpus review`: keys and the mouse -> acts of the session."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.widgets import OptionList

from hrdcorpus.errors import CorrectionError, HrdcorpusError
from hrdcorpus.records.form import Label
from hrdcorpus.screen.dialogs import Choice
from hrdcorpus.screen.keys import BINDINGS
from hrdcorpus.screen.panes import find_acceptable
from hrdcorpus.screen.view import Line, View
from hrdcorpus.screen.ways import Ways

_ELSEWHERE = ("help", "narrow", "turn_page")  # what needs no open page
_NO_QUESTION = "no question stands here; label it first"


class ReviewScreen(Ways):
    """A key is an act on the highlighted block or on the open page, each one entry of a sidecar; or a way elsewhere."""

    BINDINGS: ClassVar[list[BindingType]] = [*BINDINGS]
    _keyed: tuple[Line | None, View | None, int] = (None, None, 0)  # the last one; what was shown and highlighted then

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - as it is called
        """Whether the key does anything now: of a page that could not be read nothing can be said."""
        is_ours = hasattr(type(self), f"action_{action}") and not hasattr(App, f"action_{action}")
        return self.session.view is not None or not is_ours or action in _ELSEWHERE

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the page, or do what is chosen."""
        if event.option_list.id == "pages" and event.option_id is not None:
            self.blocks.focus()
            self.open_page(event.option_id)
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
        line = self.line
        offers = self.session.list_offers(line) if line else ()
        if number > len(offers):
            self.tell("no such item is offered; k chooses from all" if offers else _NO_QUESTION)
        else:
            self._key_question(offers[number - 1] if number else None)

    def action_choose_item(self) -> None:
        """Choose what the question asks from all items."""

        def take(item: str | None) -> None:
            if item is not None:
                self._key_question(item)

        line = self.line
        if line is None or line.asked is None:
            self.tell(_NO_QUESTION)
        else:
            self.push_screen(Choice("What does it ask?", self.session.list_items()), take)

    def action_add_variant(self) -> None:
        """Make the question's wording a variant of its item, for all pages; of that just keyed, until one goes on."""
        keyed, view, number = self._keyed
        just = keyed if view is self.session.view and number == self.number else None
        if self._act(lambda line: self.session.add_variant(just or line)):
            self.show_pages()
            self.read_pages()
            self._go_to_asking()

    def action_accept(self) -> None:
        """Settle the first finding of the block, or of the page, and all of its code."""
        line = self.line
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
        if not self._act(lambda _: self.session.review()):
            return
        reviewed = self.session.get_view().file.id
        following = self.session.find_page(1, lambda page: page.is_left)
        if following is not None:
            self.open_page(following)
            self.tell(f"reviewed: {reviewed}; z takes it back")
        else:
            self.tell_end("nobody has to go through another page that is listed", "reviewed; z takes it back; ")

    def action_undo(self) -> None:
        """Take the last act back."""
        self._act(lambda _: self.session.undo())

    def action_give(self, name: str, title: str) -> None:
        """Ask for a fact."""
        fields = [("", self.session.find_fact(name)), ("Why (in your own words)", self.session.get_reason("facts"))]
        self.ask(title, fields, lambda value, why: self._act(lambda _: self.session.give_fact(name, value, why)))

    def action_give_reason(self) -> None:
        """Ask for another reason for the last act, if it can have any."""
        try:
            self.session.check_reason()
        except CorrectionError as error:
            self.tell(error.explanation)
            return
        title = "Why, in your own words; never words of the interview"
        self.ask(title, [("", "")], lambda why: self._act(lambda _: self.session.give_reason(why)))

    def _act(self, act: Callable[[Line], str]) -> bool:
        """Do it with the highlighted block, show what became of the page and say so; whether it was done."""
        line, before = self.line, self.session.view
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
        self.show_blocks(view.find_place(line.place, line.text) if view.file == before.file else 0)
        self.tell(message)
        return True

    def _key_question(self, item: str | None) -> None:
        """Key the question, and go on to the next of the page that nobody has keyed."""
        line = self.line
        if line is None or not self._act(lambda line: self.session.key(line, item)):
            return
        keyed = f"keyed to {item}" if item else "asks no standard question"
        further = []
        if item and (same := self.session.count_same(line)):
            further.append(f"v keys {same} more with this wording")
        if not self._go_to_asking():
            further.append("no question is left on this page, m goes on")
        if further:
            self.tell("; ".join([keyed, "z takes it back", *further]))
        self._keyed = line, self.session.get_view(), self.number

    def _go_to_asking(self) -> bool:
        """Highlight the next question that nobody has keyed, if the highlighted one is keyed; whether there is any."""
        following = self.session.get_view().find_next(self.number - 1, asking=True)
        if following is not None:
            self.highlight(following)
        return following is not None

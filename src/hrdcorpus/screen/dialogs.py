"""What the screen asks, and its help: small screens over the others, left with Escape."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList, Static

from hrdcorpus.screen.marked import MarkedList
from hrdcorpus.text.showing import escape


class Prompt(ModalScreen[tuple[str, ...] | None]):
    """One or several lines of text, each with its name and what stands there at first; None where nothing is said."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "Cancel")]

    def __init__(self, title: str, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._fields = title, fields

    def compose(self) -> ComposeResult:
        """A line of text below each name."""
        with Vertical():
            yield Label(self._title, markup=False, classes="title")
            for name, value in self._fields:
                if name:
                    yield Label(name, markup=False)
                yield Input(value)
            yield Label("Enter takes it, Escape leaves it", markup=False)

    def on_input_submitted(self) -> None:
        """Take what stands there."""
        self.dismiss(tuple(field.value.strip() for field in self.query(Input)))


class Choice(ModalScreen[str | None]):
    """One of several, by the arrow keys, by the mouse, or by typing a part of its name; None where none is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "Cancel"),
        ("down", "step(1)", "Down"),
        ("up", "step(-1)", "Up"),
    ]

    def __init__(self, title: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._choices = title, choices

    def compose(self) -> ComposeResult:
        """What is typed, and below it the choices that are left."""
        with Vertical():
            yield Label(self._title, markup=False, classes="title")
            yield Input(placeholder="a part of its name, or its number")
            yield MarkedList()

    def on_mount(self) -> None:
        """Show all."""
        self._list("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave the choices that have it in them."""
        self._list(event.value)

    def on_input_submitted(self) -> None:
        """Take the one that is highlighted, or the first."""
        listed = self.query_one(OptionList)
        if listed.option_count:
            self.dismiss(listed.get_option_at_index(listed.highlighted or 0).id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take it."""
        self.dismiss(event.option_id)

    def action_step(self, step: int) -> None:
        """Highlight the next one, or the one before."""
        listed = self.query_one(OptionList)
        if listed.option_count:
            listed.highlighted = (
                (listed.highlighted if listed.highlighted is not None else -1) + step
            ) % listed.option_count

    def _list(self, typed: str) -> None:
        """Show those with the typed number, or with the typed text in their names or descriptions."""
        wanted = typed.strip().casefold()
        listed = [
            (name, Content.assemble(f"{number} ", (escape(name), "bold"), f"  {escape(description)}"))
            for number, (name, description) in enumerate(self._choices, start=1)
            if wanted in f"{name} {description}".casefold() or wanted == str(number)
        ]
        self.query_one(MarkedList).put_options(listed, 0)


class Help(ModalScreen[None]):
    """The keys and what they do."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,question_mark,enter,space", "dismiss(None)", "Close")]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The text, to be scrolled."""
        with VerticalScroll():
            yield Static(self._text, markup=False)

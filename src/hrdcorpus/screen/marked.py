"""A list of texts with a sign before the highlighted one: it is seen without colour, and read aloud."""

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

_HERE, _ELSEWHERE = "> ", "  "


class MarkedList(OptionList):
    """Its options are put there by `put_options`, each with an id that may be None."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as all widgets call it
        super().__init__(id=id, markup=False)
        self._texts: list[Content] = []

    def put_options(self, options: Iterable[tuple[str | None, Content]], highlighted: int | None = None) -> None:
        """Show these in place of all others, one of them highlighted."""
        listed = list(options)
        self.clear_options()
        self._texts = [text for _, text in listed]
        self.add_options(Option(Content.assemble(_ELSEWHERE, text), id=name) for name, text in listed)
        self.highlighted = min(highlighted, len(listed) - 1) if listed and highlighted is not None else None

    def change_option(self, name: str, text: Content) -> None:
        """Another text for the option with this id, if it is there."""
        index = next((n for n, option in enumerate(self.options) if option.id == name), None)
        if index is not None:
            self._texts[index] = text
            self._sign(index, _HERE if index == self.highlighted else _ELSEWHERE)

    def _watch_highlighted(self, old: int | None, new: int | None) -> None:
        self._sign(old, _ELSEWHERE)
        self._sign(new, _HERE)

    def _sign(self, index: int | None, sign: str) -> None:
        if index is not None and index < self.option_count:
            self.replace_option_prompt_at_index(index, Content.assemble(sign, self._texts[index]))

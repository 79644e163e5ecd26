"""A list of texts with a sign before the highlighted one: it is seen without colour, and read aloud."""

from collections.abc import Iterable

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

_HERE = "> "


class MarkedList(OptionList):
    """Its options are put there by `put_options`, each with an id that may be None."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - as all widgets call it
        super().__init__(id=id, markup=False)

    def put_options(self, options: Iterable[tuple[str | None, Content]], highlighted: int | None = None) -> None:
        """Show these in place of all others, one of them highlighted. Only what is another text is drawn anew."""
        listed = list(options)
        if [name for name, _ in listed] == [option.id for option in self.options]:
            for number, (_, text) in enumerate(listed):
                self._change(number, text)
        else:
            self.set_options(Option(text, id=name) for name, text in listed)
        self.highlighted = min(highlighted, len(listed) - 1) if listed and highlighted is not None else None
        self.scroll_to_highlight()

    def change_option(self, name: str, text: Content) -> None:
        """Another text for the option with this id, if it is there."""
        number = next((n for n, option in enumerate(self.options) if option.id == name), None)
        if number is not None:
            self._change(number, text)

    def render_line(self, y: int) -> Strip:
        """The line with the sign before it."""
        line = super().render_line(y)
        style = next((segment.style for segment in line), None)
        told = style.meta if style else {}
        sign = Strip.blank(len(_HERE), style)
        if told.get("option", -1) == self.highlighted:
            here = self.get_visual_style("option-list--option", "option-list--option-highlighted")
            sign = Strip(Content(_HERE).render_segments(here))
        return Strip.join([sign.apply_meta(told), line]).crop(0, self.scrollable_content_region.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How high it is where nothing is cut off; the sign takes its room from the texts."""
        return super().get_content_height(container, viewport, width - len(_HERE))

    def _get_left_gutter_width(self) -> int:
        return len(_HERE)

    def _change(self, number: int, text: Content) -> None:
        old = self.options[number].prompt
        if not (isinstance(old, Content) and text.is_same(old)):
            self.replace_option_prompt_at_index(number, text)

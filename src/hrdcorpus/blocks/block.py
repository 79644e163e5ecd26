"""The block: one paragraph-like piece of a page's visible text."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Block:
    """`text` is verbatim but for white space and NFC; it is never empty.

    `lines` are the first and last line in a text page, counted from 1; `path` the element path in an HTML page.
    `heading` is 1 to 6, or 0 for no heading. `bold` holds the emphasised stretches of the text as (start, end),
    `breaks` the places where a new line begins inside the block (single line breaks), both in code points.
    """

    text: str
    lines: tuple[int, int] | None = None
    path: str | None = None
    heading: int = 0
    bold: tuple[tuple[int, int], ...] = ()
    breaks: tuple[int, ...] = ()

    @property
    def line(self) -> int | None:
        """The first line, for a finding's place."""
        return self.lines[0] if self.lines else None

    def part(self, start: int, end: int) -> "Block":
        """The piece of this block from `start` to `end`, with the signs that fall into it."""
        stretch = self.text[start:end]
        start += len(stretch) - len(stretch.lstrip())
        end = start + len(stretch.strip())
        return replace(
            self,
            text=self.text[start:end],
            bold=tuple((max(a, start) - start, min(b, end) - start) for a, b in self.bold if a < end and b > start),
            breaks=tuple(at - start for at in self.breaks if start < at < end),
        )

"""Runs of text -> pieces: what stands between two block boundaries, cut at empty lines, tidied, with its signs."""

from collections.abc import Iterator
from typing import NamedTuple

from hrdcorpus.reading.style import BOLD, ITALIC, LINKED, PREFORMATTED
from hrdcorpus.text.folding import tidy

Run = tuple[str, int]  # text as in the source, and its signs
Stretches = tuple[tuple[int, int], ...]
_Place = tuple[int, int, int]  # start and end of a run's words in the piece, and their signs

BREAK: Run = ("\n", 16)  # a <br>, told from a line end in the source


class Piece(NamedTuple):
    """Tidy `text`, never empty; stretches of it as (start, end), and where new lines start, in code points.

    `is_linked`: no letter or digit of it stands outside of a link.
    """

    text: str
    bold: Stretches = ()
    italic: Stretches = ()
    breaks: tuple[int, ...] = ()
    is_linked: bool = False


def split_runs(runs: list[Run]) -> list[Piece]:
    """The pieces of `runs`: two line breaks with nothing but white space between them part one from the next.

    >>> split_runs([("Wh", BOLD), ("y?", BOLD | ITALIC), BREAK, ("No", LINKED), BREAK, BREAK, ("idea", LINKED)])
    [Piece(text='Why? No', bold=((0, 4),), italic=((2, 4),), breaks=(5,), is_linked=False), \
Piece(text='idea', bold=(), italic=(), breaks=(), is_linked=True)]
    """
    text, sign = runs[0]
    signs = {sign for _, sign in runs}
    is_preformatted = any(sign & PREFORMATTED for sign in signs)
    if is_preformatted or len(signs) > 1:
        parts = _cut(runs) if is_preformatted or runs.count(BREAK) > 1 else [runs]
        return [piece for part in parts if (piece := _build_piece(part)).text]
    text = tidy(text if len(runs) == 1 else "".join([text for text, _ in runs]))
    if not text:
        return []
    if not sign:
        return [Piece(text)]
    bold, italic = (((0, len(text)),) if sign & bit else () for bit in (BOLD, ITALIC))
    return [Piece(text, bold, italic, (), bool(sign & LINKED))]


def _cut(runs: list[Run]) -> Iterator[list[Run]]:
    part: list[Run] = []
    is_broken = False  # nothing but white space since the last break
    for run in _list_lines(runs):
        if run is BREAK and is_broken:
            yield part
            part = []
        elif run is BREAK:
            is_broken = True
        elif not run[0].isspace():
            is_broken = False
        part.append(run)
    yield part


def _list_lines(runs: list[Run]) -> Iterator[Run]:
    """The runs, with the line ends of preformatted text made breaks."""
    for run in runs:
        text, sign = run
        if not sign & PREFORMATTED:
            yield run
            continue
        for number, line in enumerate(text.split("\n")):
            if number:
                yield BREAK
            if line:
                yield line, sign


def _build_piece(runs: list[Run]) -> Piece:
    words: list[str] = []
    places: list[_Place] = []
    breaks: list[int] = []
    length, seen = 0, 0
    is_spaced = is_broken = may_combine = False
    for run in runs:
        text, sign = run
        tidied = tidy(text)
        if not tidied:
            is_spaced = True
            is_broken = is_broken or run is BREAK
            continue
        if length and (is_spaced or text[0].isspace()):
            words.append(" ")
            length += 1
        elif length and not tidied[0].isascii():  # an accent, perhaps, of the letter before it
            may_combine = True
        if is_broken and length:
            breaks.append(length)
        words.append(tidied)
        places.append((length, length + len(tidied), sign))
        length += len(tidied)
        seen |= sign
        is_spaced, is_broken = text[-1].isspace(), False
    text = "".join(words)
    if may_combine and (whole := tidy(text)) != text:
        return Piece(whole)  # no place in it is certain
    bold, italic = (_list_stretches(places, bit) if seen & bit else () for bit in (BOLD, ITALIC))
    is_linked = bool(seen & LINKED) and not any(
        any(map(str.isalnum, text[start:end])) for start, end, sign in places if not sign & LINKED
    )
    return Piece(text, bold, italic, tuple(breaks), is_linked)


def _list_stretches(places: list[_Place], bit: int) -> Stretches:
    """Where the sign stands, from its first word to its last: white space between does not part them."""
    stretches: list[tuple[int, int]] = []
    is_set = False
    for start, end, sign in places:
        if sign & bit and is_set:
            stretches[-1] = (stretches[-1][0], end)
        elif sign & bit:
            stretches.append((start, end))
        is_set = bool(sign & bit)
    return tuple(stretches)

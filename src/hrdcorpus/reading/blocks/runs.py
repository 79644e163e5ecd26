"""Runs of text -> pieces: what stands between two block boundaries, cut at empty lines, tidied, with its signs."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from hrdcorpus.reading.blocks.style import BOLD, ITALIC, LINKED, PREFORMATTED
from hrdcorpus.text.folding import tidy

Run = tuple[str, int]  # text as in the source, and its signs
Stretches = tuple[tuple[int, int], ...]
# Text; bold, italic and linked stretches; starts of new lines
Piece = tuple[str, Stretches, Stretches, Stretches, tuple[int, ...]]

BREAK: Run = ("\n", -1)  # a <br>


class _Place(NamedTuple):
    start: int
    end: int
    sign: int
    is_new_line: bool


def split_runs(runs: list[Run]) -> list[Piece]:
    """The pieces of `runs`: two line breaks with nothing but white space between them part one from the next.

    The text is tidy and never empty; all places in it are code points, stretches are (start, end).

    >>> split_runs([("Wh", BOLD), ("y?", BOLD | ITALIC), BREAK, ("No ", 0), ("idea", 0), BREAK, BREAK, (".", 0)])
    [('Why? No idea', ((0, 4),), ((2, 4),), (), (5,)), ('.', (), (), (), ())]
    """
    text, sign = runs[0]
    if sign & PREFORMATTED or (len(runs) > 1 and len({sign for _, sign in runs}) > 1):
        return [piece for part in _cut(_list_lines(runs)) if (piece := _build_piece(part))[0]]
    text = tidy(text if len(runs) == 1 else "".join([text for text, _ in runs]))
    if not text:
        return []
    if not sign:
        return [(text, (), (), (), ())]
    bold, italic, linked = (((0, len(text)),) if sign & bit else () for bit in (BOLD, ITALIC, LINKED))
    return [(text, bold, italic, linked, ())]


def _list_lines(runs: list[Run]) -> Iterator[Run]:
    """The runs, with the line ends of preformatted text made breaks."""
    for run in runs:
        text, sign = run
        if run is BREAK or not sign & PREFORMATTED:
            yield run
            continue
        for number, line in enumerate(text.split("\n")):
            if number:
                yield BREAK
            if line:
                yield line, sign


def _cut(runs: Iterator[Run]) -> Iterator[list[Run]]:
    part: list[Run] = []
    is_broken = False  # nothing but white space since the last break
    for run in runs:
        if run is BREAK and is_broken:
            yield part
            part = []
        elif run is BREAK:
            is_broken = True
        elif not run[0].isspace():
            is_broken = False
        part.append(run)
    yield part


def _build_piece(runs: list[Run]) -> Piece:
    words, places = _place(runs)
    text = tidy("".join([text for text, _ in runs]))
    if text != "".join(words):  # a letter in one run and its accent in the next: no place is certain
        return text, (), (), (), ()
    breaks = tuple(place.start for place in places if place.is_new_line and place.start)
    bold, italic, linked = (_list_stretches(places, bit) for bit in (BOLD, ITALIC, LINKED))
    return text, bold, italic, linked, breaks


def _place(runs: list[Run]) -> tuple[list[str], list[_Place]]:
    """The runs' words, tidied one by one, with their places in the whole."""
    words: list[str] = []
    places: list[_Place] = []
    length, is_spaced, is_broken = 0, False, False
    for run in runs:
        text, sign = run
        tidied = tidy(text)
        if tidied:
            if length and (is_spaced or text[0].isspace()):
                words.append(" ")
                length += 1
            words.append(tidied)
            places.append(_Place(length, length + len(tidied), sign, is_broken))
            length += len(tidied)
            is_broken = False
            is_spaced = text[-1].isspace()
        else:
            is_spaced = True
            is_broken = is_broken or run is BREAK
    return words, places


def _list_stretches(places: list[_Place], bit: int) -> Stretches:
    """Where the sign stands, from its first word to its last: white space between does not part them."""
    stretches = []
    for is_set, group in groupby(places, key=lambda place: bool(place.sign & bit)):
        if is_set:
            first, *others = group
            stretches.append((first.start, others[-1].end if others else first.end))
    return tuple(stretches)

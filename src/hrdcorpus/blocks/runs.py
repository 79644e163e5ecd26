"""Runs of text -> pieces: what stands between two block boundaries, cut at empty lines, tidied, with its signs."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from hrdcorpus.blocks.style import BOLD, ITALIC, PREFORMATTED
from hrdcorpus.text import tidy

Run = tuple[str, int]  # text as in the source, and its signs
Stretches = tuple[tuple[int, int], ...]

BREAK: Run = ("\n", -1)  # a <br>


class Piece(NamedTuple):
    """Tidy text, never empty; its emphasised stretches as (start, end), and where its new lines begin."""

    text: str
    bold: Stretches = ()
    italic: Stretches = ()
    breaks: tuple[int, ...] = ()


class _Place(NamedTuple):
    start: int
    end: int
    sign: int
    is_new_line: bool


def split_runs(runs: list[Run]) -> list[Piece]:
    """The pieces of `runs`: two line breaks with nothing but white space between them part one from the next.

    >>> split_runs([("Wh", BOLD), ("y?", BOLD | ITALIC), BREAK, ("No ", 0), ("idea", 0), BREAK, (" ", 0), BREAK, (".", 0)])
    [Piece(text='Why? No idea', bold=((0, 4),), italic=((2, 4),), breaks=(5,)), Piece(text='.', bold=(), italic=(), breaks=())]
    """
    signs = {sign for _, sign in runs}
    if len(signs) == 1 and runs[0][1] in (0, BOLD, ITALIC):  # nearly all runs there are
        text = tidy("".join([text for text, _ in runs]))
        whole = ((0, len(text)),) if text else ()
        piece = Piece(text, whole if BOLD in signs else (), whole if ITALIC in signs else ())
        return [piece] if text else []
    return [piece for part in _cut(_list_lines(runs)) if (piece := _build_piece(part)).text]


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
    broken = False  # nothing but white space since the last break
    for run in runs:
        if run is BREAK and broken:
            yield part
            part = []
        elif run is BREAK:
            broken = True
        elif not run[0].isspace():
            broken = False
        part.append(run)
    yield part


def _build_piece(runs: list[Run]) -> Piece:
    words, places = _place(runs)
    text = tidy("".join([text for text, _ in runs]))
    if text != "".join(words):  # a letter in one run and its accent in the next: no place is certain
        return Piece(text)
    breaks = tuple(place.start for place in places if place.is_new_line and place.start)
    return Piece(text, _list_stretches(places, BOLD), _list_stretches(places, ITALIC), breaks)


def _place(runs: list[Run]) -> tuple[list[str], list[_Place]]:
    """The runs' words, tidied one by one, with their places in the whole."""
    words: list[str] = []
    places: list[_Place] = []
    length, spaced, broken = 0, False, False
    for run in runs:
        text, sign = run
        tidied = tidy(text)
        if tidied:
            if length and (spaced or text[0].isspace()):
                words.append(" ")
                length += 1
            words.append(tidied)
            places.append(_Place(length, length + len(tidied), sign, broken))
            length += len(tidied)
            broken = False
        spaced = text[-1].isspace()
        broken = broken or run is BREAK
    return words, places


def _list_stretches(places: list[_Place], bit: int) -> Stretches:
    """Where the sign stands, from its first word to its last: white space between does not part them."""
    stretches: list[tuple[int, int]] = []
    for sign, group in groupby(places, key=lambda place: bool(place.sign & bit)):
        if sign:
            first, *others = group
            stretches.append((first.start, others[-1].end if others else first.end))
    return tuple(stretches)

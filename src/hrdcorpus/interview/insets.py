"""What is set into the answers: boxes, lists, quotations, footnotes."""

import re
from itertools import pairwise

from hrdcorpus.interview.boilerplate import is_own
from hrdcorpus.interview.outliers import Frame
from hrdcorpus.interview.units import Turns, Unit, Units
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.text.patterns import compile_later

_MOST_QUOTES = 200  # each is looked for in the whole text
_QUOTATION = re.compile(r"/(?:blockquote|figure|q)(?=[\[/]|$)")
_FEWEST_WORDS = 4  # of a quotation by marks: one word may be repeated by whoever speaks
_QUOTED = re.compile(r"[\"“„«‹»›‘'][^\"“”«»]*[\"”“»›«‹’'][.!]?")
_FIGURE = re.compile(r"/figure(?=[\[/]|$)")
_NOTE = re.compile(r"[\[(]?(\d{1,3}|\*{1,3})[\])]?[.)]?\s*(?=[^\W\d])")  # a footnote's only where its mark stands above
_MARK = compile_later(r"[^\W\d_]{2}[.,;:!?…»”\"')]{0,2}[\[(]?(\d{1,3}|\*{1,3})(?!\w)")  # behind a word: not in COVID-19


def find_boxes(units: Units, turns: Turns, frames: frozenset[Frame]) -> frozenset[int]:
    """Places of what stands in a box of its own, in elements in which no turn does, under a heading of the box."""
    headed = {
        unit.clues.container
        for i, unit in enumerate(units)
        if unit.block.heading and i not in turns.questions and unit.clues.frame not in frames
    }
    return frozenset(i for i, unit in enumerate(units) if headed and unit.clues.container in headed)


def is_item(unit: Unit) -> bool:
    """Whether it is an item of a list, and no link: such are no sentences, whoever says them."""
    return unit.block.tag == "li" and not unit.block.is_linked


def find_told_items(units: Units, turns: Turns, speech: Speech | None) -> frozenset[int]:
    """Places of list items below a line of whoever answers that ends with a colon."""
    told: set[int] = set()
    for i, (above, unit) in enumerate(pairwise(units), start=1):
        is_answer = above.clues.text[-1] in ":：" and (i - 2 in turns.questions or is_own(above.clues, speech))
        if is_item(unit) and (i - 1 in told or is_answer):
            told.add(i)
    return frozenset(told)


def find_pull_quotes(units: Units, turns: Turns) -> frozenset[int]:
    """Places of what stands in figures, and of quotations, by element or marks, that repeat words of another paragraph.

    But answers may stand in such elements, too.
    """
    quoted = (i for i, unit in enumerate(units) if unit.block.path and _is_quotation(unit))
    quoting = [i for i in quoted if i not in turns.questions][:_MOST_QUOTES]
    if not quoting:
        return frozenset()
    whole = "".join(unit.clues.padded + "\n" for i, unit in enumerate(units) if i not in quoting)
    answers = {units[i].clues.steps[:-1] for i in quoting if i - 1 in turns.questions}
    return frozenset(i for i in quoting if units[i].clues.steps[:-1] not in answers and _is_repeated(units[i], whole))


def _is_quotation(unit: Unit) -> bool:
    is_marked = len(unit.clues.words) >= _FEWEST_WORDS and _QUOTED.fullmatch(unit.block.text) is not None
    return is_marked or _QUOTATION.search(unit.block.path or "") is not None


def _is_repeated(unit: Unit, whole: str) -> bool:
    return _FIGURE.search(unit.block.path or "") is not None or unit.clues.padded in whole


def find_footnotes(units: Units) -> frozenset[int]:
    """Places of the units that begin with a mark which stands behind a word above them."""
    found = [(i, note[1]) for i, unit in enumerate(units) if (note := _NOTE.match(unit.clues.text))]
    marks = {
        mark[1]: i for i, unit in reversed(list(enumerate(units))) for mark in _MARK.finditer(unit.clues.text)
    } if found else {}  # fmt: skip
    return frozenset(i for i, mark in found if marks.get(mark, i) < i)

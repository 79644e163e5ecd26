"""Lines of a text page -> paragraphs: where the page was wrapped, its lines are put together again."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hrdcorpus.reading.columns import Line, breaks_off, measure_with_word
from hrdcorpus.text.folding import QUESTION_MARKS, ends_sentence, is_interrogative, is_small
from hrdcorpus.text.patterns import compile_later

_FEWEST, _SHARE = 2, 0.25  # lines that break off within a sentence, and of all long ones: the page is wrapped
_FEWEST_RAGGED = 4  # where words would have had room
_CLUSTERED = 0.75  # of these lines have at least
_FULL = 0.7  # of the width, which is that of the longest of them
_NARROWEST = 32  # columns; a line of a poem has fewer
_SLACK = 0.12  # of the width: a PDF's letters are not equally wide
_MOST_ROOM = 0.05  # of the lines that break off; where more had room, words were not wrapped by columns
_MARKED = 0.8  # of the lines below questions
_AHEAD = 5  # lines that the next sentence may take, as far as it is looked for
_DASH = compile_later(r"[-–—•*]\W*(?=\w)")
_NUMBER = compile_later(r"\d{1,3}\s?[.):–—-]\s?(?=\D)")
_LABEL = compile_later(r"([^\W\d_][^:：?!]{0,30})[:：]")
_STOP = compile_later(rf"[.…!。！{''.join(map(re.escape, QUESTION_MARKS))}]+(?=\s|$|[»”\"])")


class Wrapped(NamedTuple):
    """The lines of each paragraph; `guesses` counts the full lines that end a sentence, where a paragraph may end."""

    paragraphs: list[list[Line]]
    guesses: int = 0


class _Layout(NamedTuple):
    """How a page was wrapped: the width in columns, and how many of them a full line may have left.

    `labels` recur. `is_marked`: who answers bears a mark, too.
    """

    width: int
    slack: float = 0
    labels: frozenset[str] = frozenset()
    is_marked: bool = False

    def is_full(self, line: Line, below: Line) -> bool:
        """Whether the next line's first word had no room on this one."""
        is_filled = line.width >= self.width or self.width - self.slack < measure_with_word(line, below)
        return is_filled and line.inked_width <= self.width

    def is_turn(self, line: str) -> bool:
        """Whether the line begins with what marks a turn: a dash, or a label that others bear, too."""
        if dash := _DASH.match(line):
            return not is_small(line[dash.end()])
        label = _LABEL.match(line)
        return label is not None and label[1] in self.labels


def join_wrapped(groups: Sequence[list[Line]]) -> Wrapped:
    """The lines as paragraphs. `groups` are those that no blank line parts; none is changed where none was wrapped.

    >>> text = ["When the river", "rises, who", "comes?", "Nobody."]
    >>> [len(part) for part in join_wrapped([[Line(at, line) for at, line in enumerate(text)]]).paragraphs]
    [1, 1, 1, 1]
    """
    layout = find_layout(groups)
    if layout is None:
        return Wrapped([[line] for group in groups for line in group])
    are_paragraphs = sum(len(group) > 1 for group in groups) > 2
    paragraphs: list[list[Line]] = []
    guesses = 0
    for group in groups:
        is_marked = any(layout.is_turn(line.text) for line in group[1:])
        is_block = all(_FULL * layout.width <= line.width and line.inked_width <= layout.width for line in group[:-1])
        if are_paragraphs and is_block and not is_marked:
            paragraphs.append(group)
            continue
        for at, line in enumerate(group):
            is_head = all(len(part) == 1 and not ends_sentence(part[0].text) for part in paragraphs)
            if at and _goes_on(group[at - 1 : at + _AHEAD], layout, is_head=is_head):
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
            above = group[at - 1]
            is_guess = at and ends_sentence(above.text) and layout.is_full(above, line)
            guesses += bool(is_guess)
    return Wrapped(paragraphs, guesses)


def find_layout(groups: Sequence[list[Line]]) -> _Layout | None:
    """How the page was wrapped, if enough of its lines break off within a sentence, and near its width."""
    pairs = [(line, below) for group in groups for line, below in pairwise(group)]
    broken = [pair for pair in pairs if breaks_off(*pair)]
    if len(broken) < _FEWEST:
        return None
    lengths = sorted(line.inked_width for line, _ in broken)
    usual = lengths[int(0.9 * (len(lengths) - 1))]  # not the longest: one line may be no wrapped one
    width = max(length for line, _ in pairs if (length := line.inked_width) <= (1 + _SLACK) * usual)
    clustered = sum(_FULL * width <= length <= width for length in lengths)
    long = sum(line.width >= _FULL * width for line, _ in pairs)
    if width < _NARROWEST or clustered < max(_CLUSTERED * len(broken), _SHARE * long):
        return None
    room = sum(measure_with_word(line, below) <= width for line, below in broken)
    is_ragged = room > _MOST_ROOM * len(broken)
    if is_ragged and len(broken) < _FEWEST_RAGGED:
        return None
    labels = Counter(found[1] for group in groups for line in group if (found := _LABEL.match(line.text)))
    recurring = frozenset(label for label, count in labels.items() if count > 1)
    layout = _Layout(width, is_ragged * _SLACK * width, recurring)
    asked = [layout.is_turn(below.text) for line, below in pairs if is_interrogative(line.text)]
    return layout._replace(is_marked=len(asked) > 1 and sum(asked) >= _MARKED * len(asked))


def _goes_on(lines: Sequence[Line], layout: _Layout, *, is_head: bool) -> bool:
    """Whether the second of the lines belongs to the first one's paragraph; the others tell how its sentence ends.

    Where the first is full and ends a sentence, in doubt it does, unless asking turns into telling or back. In the
    head, a title may fill a line, and prose follows.
    """
    line, below = (each.text for each in lines[:2])
    if layout.is_turn(below):
        return False
    is_full = layout.is_full(*lines[:2])
    if not ends_sentence(line):
        last = line.rsplit(maxsplit=1)[-1]
        is_open = line.endswith(",") or (len(last) < 4 and last.isalpha() and last.islower())  # "of", "the"
        if is_open or is_small(below[0]):
            return lines[0].inked_width <= layout.width
        return is_full and not (is_head and below[0].isupper() and _is_prose(lines[1:], layout))
    if _NUMBER.match(below) or not is_full:
        return False
    if layout.is_marked:
        return True
    rest = " ".join(each.text for each in lines[1:])
    stop = _STOP.search(rest)
    return is_interrogative(line) == is_interrogative(rest[: stop.end()] if stop else "")


def _is_prose(lines: Sequence[Line], layout: _Layout) -> bool:
    """Whether the lines go on to the end of a sentence, as far as they are looked at."""
    end = next((line for line, below in pairwise(lines) if not layout.is_full(line, below)), None)
    return len(lines) == _AHEAD if end is None else ends_sentence(end.text)

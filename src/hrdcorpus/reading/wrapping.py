"""Lines of a text page -> paragraphs: where the page was wrapped, its lines are put together again."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hrdcorpus.text.folding import QUESTION_MARKS, ends_sentence, is_interrogative

_FEWEST, _SHARE = 4, 0.25  # lines that break off within a sentence, and of all that others follow: the page is wrapped
_CLUSTERED = 0.75  # of these lines have at least
_FULL = 0.7  # of the width, which is that of the longest of them
_NARROWEST = 40  # characters
_SLACK = 0.12  # of the width: a PDF's letters are not equally wide
_HEAD = 3  # paragraphs: date, author, title
_AHEAD = 5  # lines that the next sentence may take, as far as it is looked for
_TURN = re.compile(r"[-–—•*]|\d{1,3}[.)]\s|[^\W\d_][^.:?!]{0,30}:\s")
_STOP = re.compile(rf"[.…!。！{''.join(map(re.escape, QUESTION_MARKS))}]+(?=\s|$|[»”\"])")
_HYPHENS = ("-", "\u00ad", "\u2010")

Line = tuple[int, str]


class Wrapped(NamedTuple):
    """The lines of each paragraph; `guesses` counts the full lines that end a sentence, where a paragraph may end."""

    paragraphs: list[list[Line]]
    guesses: int = 0


def join_wrapped(groups: Sequence[list[Line]]) -> Wrapped:
    """The lines as paragraphs. `groups` are those that no blank line parts; none is changed where none was wrapped.

    >>> text = ["When the river", "rises, who", "comes?", "Nobody."]
    >>> [len(paragraph) for paragraph in join_wrapped([list(enumerate(text))]).paragraphs]
    [1, 1, 1, 1]
    """
    width = find_width(groups)
    if width is None:
        spaced = [[line for group in groups for line in group]]  # with a blank line after each
        if len(groups) < len(spaced[0]) or (width := find_width(spaced)) is None:
            return Wrapped([[line] for group in groups for line in group])
        groups = spaced
    are_paragraphs = sum(len(group) > 1 for group in groups) > 2
    paragraphs: list[list[Line]] = []
    guesses = 0
    for group in groups:
        if are_paragraphs and all(_FULL * width <= len(line) <= width for _, line in group[:-1]):
            paragraphs.append(group)
            continue
        for at, line in enumerate(group):
            is_head = len(paragraphs) <= _HEAD and bool(paragraphs) and len(paragraphs[-1]) == 1
            is_list = is_head or are_paragraphs
            if at and _goes_on([text for _, text in group[at - 1 : at + _AHEAD]], width, is_list=is_list):
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
            guesses += bool(at) and ends_sentence(group[at - 1][1]) and _is_full(group[at - 1][1], line[1], width)
    return Wrapped(paragraphs, guesses)


def join_text(lines: Sequence[str]) -> str:
    """One paragraph of lines; a word that a hyphen divides keeps it.

    >>> join_text(["We work on business-", "related rights", "- and water."])
    'We work on business-related rights - and water.'
    """
    text = ""
    for line in lines:
        is_divided = text.endswith(_HYPHENS) and text[-2:-1].isalpha() and line[:1].islower()
        text += line if is_divided or not text else f" {line}"
    return text


def find_width(groups: Sequence[list[Line]]) -> int | None:
    """The width that the page was wrapped at, if enough of its lines break off within a sentence, and near it."""
    pairs = [(line, below) for group in groups for (_, line), (_, below) in pairwise(group)]
    broken = [len(line) for line, below in pairs if _goes_on_within(below) and not ends_sentence(line)]
    if len(broken) < max(_FEWEST, _SHARE * len(pairs)):
        return None
    usual = sorted(broken)[int(0.9 * (len(broken) - 1))]  # not the longest: one line may be no wrapped one
    width = max(len(line) for line, _ in pairs if len(line) <= (1 + _SLACK) * usual)
    clustered = sum(_FULL * width <= length <= width for length in broken)
    return width if width >= _NARROWEST and clustered >= _CLUSTERED * len(broken) else None


def _goes_on_within(line: str) -> bool:
    """Whether the line may be the middle of a sentence: it begins with a letter that is no capital."""
    return line[0].isalpha() and not line[0].isupper()


def _is_full(line: str, below: str, width: int) -> bool:
    """Whether the next line's first word had no room on this one."""
    return (1 - _SLACK) * width < len(line) + 1 + len(below.split(maxsplit=1)[0]) and len(line) <= width


def _goes_on(lines: Sequence[str], width: int, *, is_list: bool) -> bool:
    """Whether the second of the lines belongs to the first one's paragraph; the others tell how its sentence ends.

    Where the first is full and ends a sentence, in doubt it does, unless asking turns into telling or back. A list has
    lines of their own, such as headline and author.
    """
    line, below = lines[:2]
    if not ends_sentence(line):
        last = line.rsplit(maxsplit=1)[-1]
        is_open = line.endswith(",") or (len(last) < 4 and last.isalpha() and last.islower())  # "of", "the"
        if is_open or _goes_on_within(below):
            return len(line) <= width
        return _is_full(line, below, width) and not is_list
    if _TURN.match(below) or not _is_full(line, below, width):
        return False
    rest = " ".join(lines[1:])
    stop = _STOP.search(rest)
    return is_interrogative(line) == is_interrogative(rest[: stop.end()] if stop else "")

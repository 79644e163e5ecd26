"""Where a block stands apart from the answers: in other elements, in another look, below a break.

Names of classes are only compared: what they say misleads.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from hrdcorpus.interview.boilerplate import is_row
from hrdcorpus.interview.units import Turns, Unit, Units
from hrdcorpus.text.patterns import compile_later

_MANY = 4  # questions
_FEWEST_LOOKS = 3  # paragraphs that tell how answers look
_FEWEST_LINES = 2  # below the last answer
_GOES_ON = ",;:，；：、"
_REPEATED = 3  # times that a line of the site stands behind other paragraphs
_NAME = re.compile(r"[^\W\d_][\w'’-]* [^\W\d_][\w'’-]*")
_WORD = compile_later(r"[\w'’-]+")

Frame = tuple[str, ...]


def find_container(units: Units, asked: Sequence[int]) -> Frame:
    """The steps down to the element that holds all the questions."""
    levels = zip(*(units[i].clues.steps[:-1] for i in asked), strict=False)
    return tuple(steps[0] for steps in takewhile(lambda steps: len(set(steps)) == 1, levels))


def list_usual_frames(units: Units, asked: Sequence[int]) -> frozenset[Frame]:
    """The frames of the questions and of what follows on each; of many, one that occurs once is none."""
    places = [i for i in asked if i + 1 < len(units)]
    counts = Counter(frame for i in places for frame in {units[i].clues.frame, units[i + 1].clues.frame})
    fewest = 2 if len(places) >= _MANY else 1
    return frozenset(frame for frame, count in counts.items() if count >= fewest)


def find_other_looks(units: Units, asked: Sequence[int]) -> frozenset[int]:
    """Places below the first question of what looks as no answer but the last does, in which the site's may stand.

    It lacks what all paragraphs of answers but one bear, or bears what fewer than two of them do; or it stands under a
    question without a label, as all others, two or more, have.
    """
    questions = frozenset(asked)
    answers = [i for i in range(asked[0], asked[-1]) if i not in questions and not units[i].block.heading]
    if len(answers) < _FEWEST_LOOKS:
        return frozenset()
    below = {i: _list_look(units[i]) for i in range(asked[0], len(units)) if i not in questions}
    looks = [below[i] for i in answers]
    counts = Counter(mark for look in looks for mark in look)
    usual = frozenset(mark for mark, count in counts.items() if count >= len(looks) - 1)
    known = frozenset(mark for mark, count in counts.items() if count > 1)
    bare = {i + 1 for i in asked if i + 1 < len(units) and not units[i + 1].label}
    unlabelled = bare if len(bare) <= 1 < len(asked) - 1 else set()
    return frozenset(i for i, look in below.items() if i in unlabelled or not usual <= look <= known)


def _list_look(unit: Unit) -> frozenset[str]:
    """The marks of its element and of those that hold all its text, whatever it is and stands in."""
    return frozenset(mark for mark in unit.block.look if not mark.startswith("data-") and mark != unit.block.tag)


def find_broken(units: Units, asked: Sequence[int], ending: int) -> range:
    """Places in the last answer from a break on that occurs in no other: a heading, a rule, marks, a credit, lines.

    `ending` is where something else begins for sure.
    """
    breaks = {i: each for i in range(asked[-1] + 1, len(units)) if (each := _find_break(units[i])) is not None}
    above = set(range(asked[0], asked[-1])).difference(asked) if breaks else ()
    usual = {_find_break(units[i]) for i in above}
    places = [i for i, each in breaks.items() if each not in usual]
    return range(min([*places, _find_lines(units[:ending], asked)]), len(units))


def _find_lines(units: Units, asked: Sequence[int]) -> int:
    """Where below the last answer's first paragraph lines begin, as no other answer has, and nobody speaks any more.

    What a colon leads to, and what goes on behind a comma, somebody says.
    """
    above = [unit for unit in units[asked[0] : asked[-1]] if not unit.block.heading]
    lines = [i for i in range(asked[-1] + 2, len(units)) if _is_line(units[i])]
    if len(lines) < _FEWEST_LINES or len(above) < _FEWEST_LOOKS or any(map(_is_line, above)):
        return len(units)
    is_said = any(unit.clues.text[-1] in ":：" for unit in units[asked[-1] + 1 : lines[0]])
    is_said = is_said or any(unit.tells and unit.clues.line is None for unit in units[lines[0] :])
    return len(units) if is_said else lines[0]


def _is_line(unit: Unit) -> bool:
    return unit.block.tag != "li" and not unit.clues.ends_sentence and unit.clues.text[-1] not in _GOES_ON


def _find_break(unit: Unit) -> str | None:
    """What ends a text here, or stands between this and what is above: it is the same for all of a kind."""
    if unit.block.heading:
        return unit.block.tag
    line = unit.clues.unmarked.line
    if line is not None and "closing" in line.kind.places and line.kind.places.isdisjoint(("turns", "links")):
        return line.kind.name
    if is_row(unit.clues):
        return "row"
    return "hr" if _is_below_rule(unit) else None


def _is_below_rule(unit: Unit) -> bool:
    """Whether a horizontal rule stands right above it."""
    element = unit.block.element
    while element is not None:
        if (above := element.getprevious()) is not None:
            return above.tag == "hr"
        element = element.getparent()
    return False


def find_repeated(units: Units, turns: Turns) -> frozenset[int]:
    """Places of the lines that end several answers, each time behind another paragraph.

    Of an unfinished line with a label that is no voice's, as "Page: @asel" under a guest's name, the label is enough.
    """
    places: dict[tuple[str, ...], dict[tuple[str, ...], list[int]]] = {}
    for i in range(1, len(units)):
        unit, prefix = units[i], units[i].prefix
        if turns.questions.isdisjoint((i - 1, i)) and unit.clues.words and not unit.is_bare_label:
            is_line = i not in turns.prefixed and not unit.clues.ends_sentence
            is_labelled = is_line and prefix is not None and prefix.kind == "label"
            line = (prefix.name,) if prefix is not None and is_labelled else unit.clues.words
            places.setdefault(line, {}).setdefault(units[i - 1].clues.words, []).append(i)
    found = (behind.values() for behind in places.values() if len(behind) >= _REPEATED)
    return frozenset(i for behind in found for each in behind for i in each)


def find_names(units: Units, first: int, people: Sequence[str]) -> frozenset[str]:
    """The folded words by which the guest may be called: of the names, and of those with capitals above the turns."""
    above = (word.lower() for unit in units[:first] for word in _WORD.findall(unit.block.text) if word[0].isupper())
    return frozenset([word for name in people for word in name.split()]).union(above)


def find_portraits(units: Units, first: int, people: Sequence[str]) -> frozenset[int]:
    """Places of what names one of the `people`, or begins with a name that stands above the first question.

    It is a name where neither of its words stands anywhere on the page in small letters.
    """
    above = "".join(unit.clues.padded for unit in units[:first])
    names = [f" {name} " for name in people]
    ends = (unit.prefix.end if unit.prefix and not unit.is_bare_label else 0 for unit in units)
    behind = [unit.clues.part(end, len(unit.clues.text)) for unit, end in zip(units, ends, strict=True)]
    named = {i for i, clues in enumerate(behind) if any(map(clues.padded.__contains__, names))}
    likely = {
        i: begun[0] for i, unit in enumerate(units) if i > first and (begun := _NAME.match(unit.clues.unmarked.text))
    }
    likely = {i: name for i, name in likely.items() if f" {' '.join(units[i].clues.words[:2])} " in above}
    words = frozenset(_WORD.findall(" ".join(unit.block.text for unit in units))) if likely else frozenset()
    return frozenset(named | {i for i, name in likely.items() if words.isdisjoint(name.lower().split())})

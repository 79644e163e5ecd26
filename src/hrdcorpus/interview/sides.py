"""Is this block the site's? Above, between and below the turns, as a sum of clues (weights/site.toml).

The blocks are looked at from the last one up, so that each knows whether all below it is the site's. Names of classes
are not looked at: they mislead.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import takewhile

from hrdcorpus.clues.clues import Clues
from hrdcorpus.interview.units import Turns, Unit, Units
from hrdcorpus.interview.weighing import Weighed, weigh
from hrdcorpus.knowledge.speech import Speech

_MANY = 4  # questions
_SHORT = 60  # characters under the headline of another story; an answer is longer, or not the only one
_LONGEST_LINE = 120  # characters; what is longer is prose, whatever it ends with
_FOOTNOTE = re.compile(r"\[\d{1,3}\]\s|[\u00b9\u00b2\u00b3]\s?\w|©")
_NOTE = re.compile(r"[\[(]?(\d{1,3}|\*{1,3})[\])]?[.)]?\s*(?=[^\W\d])")  # a footnote's only where its mark stands above
_MARK = re.compile(r"[^\W\d_]{2}[.,;:!?…»”\"')]{0,2}[\[(]?(\d{1,3}|\*{1,3})(?!\w)")  # behind a word: not in COVID-19
_ARROW = re.compile(r"[←→⟵⟶⇐⇒◀▶◄►⇦⇨].*|.*[←→⟵⟶⇐⇒◀▶◄►⇦⇨]|[«‹<]+\s[^»›>]*|[^«‹<]*\s[»›>]+")
_ENDS_OF_ARROWS = frozenset("←→⟵⟶⇐⇒◀▶◄►⇦⇨«‹<»›>")
_ADDRESS = re.compile(r"https?://|\bwww\.|\b[\w-]+\.[a-z]{2,}(?:/\S*)?$")
_ROW = re.compile(r"[\W_]{3,}")
_BRACKETED = re.compile(r"\[[^\[\]]+\]|\([^()]+\)")
_QUOTATION = re.compile(r"/(?:blockquote|figure|q)(?=[\[/]|$)")
_MOST_QUOTES = 200  # each is looked for in the whole text

Frame = tuple[str, ...]


def find_site_units(units: Units, turns: Turns, people: Sequence[str], speech: Speech | None) -> Mapping[int, Weighed]:
    """What was weighed for each unit but the first question; those that reach the threshold are the site's.

    `people` are the folded names of those who are interviewed and who wrote it.
    """
    if not turns.questions:
        return {}
    first = min(turns.questions)
    return {**_weigh_introduction(units, first), **_weigh_turns(units, turns, first, people, speech)}


def _weigh_introduction(units: Units, first: int) -> Mapping[int, Weighed]:
    """What was weighed for each unit above the first question."""
    prose = Counter[Frame]()  # in each element, how many more sentences than lines stand
    for unit in units[: first + 1]:
        prose[unit.clues.container] += 1 if unit.clues.ends_sentence else -1
    weighed: dict[int, Weighed] = {}
    for i, unit in enumerate(units[:first]):
        clues = unit.clues
        values = {
            "above": True,
            "line": clues.is_line("head", "closing", "end") or _is_furniture(clues),
            "link": unit.block.is_linked,
            "footnote": _FOOTNOTE.match(clues.text) is not None,
            "unfinished": not clues.ends_sentence and len(clues.text) <= _LONGEST_LINE,
            "among-lines": bool(clues.steps) and prose[clues.container] < 0,
        }
        weighed[i] = weigh("site", values)
    return weighed


def _weigh_turns(
    units: Units, turns: Turns, first: int, people: Sequence[str], speech: Speech | None
) -> Mapping[int, Weighed]:
    """What was weighed for each unit below the first question."""
    levels = zip(*(units[i].clues.steps[:-1] for i in turns.questions), strict=False)
    container = tuple(steps[0] for steps in takewhile(lambda steps: len(set(steps)) == 1, levels))
    frames, quotes, notes = _list_usual_frames(units, turns), _find_pull_quotes(units, turns), _find_footnotes(units)
    certain = max((i for i in turns.questions if _is_certain(units, i)), default=0)
    ending = next((i for i in range(certain + 1, len(units)) if _is_ending(units, i, speech)), len(units))
    weighed: dict[int, Weighed] = {}
    is_last = True  # all below is the site's
    for i in reversed(range(first + 1, len(units))):
        steps = units[i].clues.steps
        if units[i].asking == "wording":
            is_last = False
            continue
        values = {
            "question": i in turns.questions,
            "first-paragraph": i not in turns.questions and i - 1 in turns.questions,
            "last": is_last,
            "below-an-ending": i >= ending,
            "elsewhere": steps[: len(container)] != container,
            "other-frame": bool(steps) and units[i].clues.frame not in frames,
            "repeated": i in quotes,
            "noted": i in notes,
            "beside-a-line": not units[i].clues.ends_sentence
            and any(_is_site_line(unit.clues) for unit in (units[i - 1], *units[i + 1 : i + 2])),
            **_list_text_values(units[i], people, speech, is_last=is_last),
        }
        weighed[i] = weigh("site", values)
        is_last = is_last and weighed[i].is_reached
    return weighed


def _list_text_values(unit: Unit, people: Sequence[str], speech: Speech | None, *, is_last: bool) -> dict[str, bool]:
    """The clues in one block itself; `is_last`: all that follows it is the site's."""
    clues = unit.clues
    line = clues.part(unit.prefix.end, len(clues.text)) if unit.prefix and unit.prefix.kind == "dash" else clues
    own = speech is not None and not speech.first_person.isdisjoint(clues.words)
    addressed = speech is not None and not speech.second_person.isdisjoint(clues.words)
    return {
        "line": _is_furniture(line)
        or (unit.block.is_linked and line.is_line("links"))
        or (is_last and line.is_line("closing", "foot")),
        "link": unit.block.is_linked,
        "arrow": _is_arrow(clues.text),
        "bracketed": _is_bracketed(clues, own=own),
        "portrait": not own and any(clues.padded.startswith(f" {name} ") for name in people),
        "footnote": _FOOTNOTE.match(clues.text) is not None,
        "unfinished": not clues.ends_sentence,
        "web-address": _is_address(clues.text),
        "addresses": addressed or clues.is_interrogative,
    }


def _is_arrow(text: str) -> bool:
    """Whether it leads to another page, as an arrow at one of its ends says."""
    return not _ENDS_OF_ARROWS.isdisjoint((text[0], text[-1])) and _ARROW.fullmatch(text) is not None


def _is_address(text: str) -> bool:
    """Whether an address of the web stands in it, or a bare one at its end; few texts need the search."""
    may_be = "http" in text or "www." in text or "." in text.rsplit(maxsplit=1)[-1][:-1]
    return may_be and _ADDRESS.search(text) is not None


def _is_bracketed(clues: Clues, *, own: bool) -> bool:
    """Whether it is an editor's note: it asks nothing, and nobody says "I" in it but behind a colon.

    In round brackets people speak, too, unless editors begin like that.
    """
    if clues.is_interrogative or not clues.words or not _BRACKETED.fullmatch(clues.text):
        return False
    note = clues.part(1, len(clues.text) - 1)
    return note.is_line("closing") if clues.text[0] == "(" else not own or note.prefix is not None


def _is_site_line(clues: Clues) -> bool:
    return not clues.ends_sentence and clues.is_line("head", "foot", "closing", "turns", "end")


def _is_furniture(clues: Clues) -> bool:
    """Whether it is a line that stands among turns: one that is known, a row of marks, or the caption of a picture.

    The last sentence of a caption says who made the picture.
    """
    if clues.is_line("turns") or _ROW.fullmatch(clues.text):
        return True
    if clues.ends_sentence:
        return False
    *before, last = clues.sentences
    if last.text.startswith("(") and last.text.endswith(")"):
        last = last.part(1, len(last.text) - 1)
    return bool(before) and (last.is_line("turns") or last.text.startswith("©"))


def _is_ending(units: Units, i: int, speech: Speech | None) -> bool:
    """Whether the interview ends here: unless others speak, not where sentences of whoever answers follow."""
    if not units[i].clues.is_line("end") or units[i].clues.is_line("foot"):
        return units[i].clues.is_line("end")
    below = [unit.clues for unit in takewhile(lambda unit: not _is_site_line(unit.clues), units[i + 1 :])]
    own = bool(below) and speech is not None and not speech.first_person.isdisjoint(below[0].words)
    return not (own and all(clues.ends_sentence and not clues.block.is_linked for clues in below))


def _find_footnotes(units: Units) -> frozenset[int]:
    """Places of the units that begin with a mark which stands behind a word above them."""
    found = [(i, note[1]) for i, unit in enumerate(units) if (note := _NOTE.match(unit.clues.text))]
    marks = {
        mark[1]: i for i, unit in reversed(list(enumerate(units))) for mark in _MARK.finditer(unit.clues.text)
    } if found else {}  # fmt: skip
    return frozenset(i for i, mark in found if marks.get(mark, i) < i)


def _is_certain(units: Units, i: int) -> bool:
    """Whether it is a question for sure, or an answer stands under it."""
    return units[i].asking == "wording" or (i + 1 < len(units) and len(units[i + 1].block.text) > _SHORT)


def _list_usual_frames(units: Units, turns: Turns) -> frozenset[Frame]:
    """The frames of the questions and of what follows on each; of many, one that occurs once is none."""
    places = [i for i in turns.questions if i + 1 < len(units)]
    counts = Counter(frame for i in places for frame in {units[i].clues.frame, units[i + 1].clues.frame})
    fewest = 2 if len(places) >= _MANY else 1
    return frozenset(frame for frame, count in counts.items() if count >= fewest)


def _find_pull_quotes(units: Units, turns: Turns) -> frozenset[int]:
    """Places of the quotations that repeat words of another paragraph; but answers may stand in quotations, too."""
    quoted = (i for i, unit in enumerate(units) if unit.block.path and _QUOTATION.search(unit.block.path))
    quoting = [i for i in quoted if i not in turns.questions][:_MOST_QUOTES]
    if not quoting:
        return frozenset()
    whole = "".join(unit.clues.padded + "\n" for i, unit in enumerate(units) if i not in quoting)
    answers = {units[i].clues.steps[:-1] for i in quoting if i - 1 in turns.questions}
    return frozenset(i for i in quoting if units[i].clues.padded in whole and units[i].clues.steps[:-1] not in answers)

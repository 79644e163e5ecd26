"""What a page shows of its questions: numbers, dashes, bold type, headings, any mark of its own."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from hrdcorpus.clues.prefixes import could_name, find_called
from hrdcorpus.interview.units import Turns, Unit, Units, list_places

_SURE = ("wording", "similar", "asked")
_PART = re.compile(r"\d+|[a-z]")  # of a number
_FEWEST_SINCERE = 0.6  # of what bears a mark
_FEWEST_ASKING, _ASKING = 2, 0.25  # turns that ask, where those of two speakers alternate
_IN_TURN = 0.9  # of the turns, those with a reply below
_MOST_OPENING = 2  # turns above the first question, for each that asks
_ASKED_BACK = 0.1  # of the other paragraphs


def read_numbers(units: Units) -> Turns | None:
    """Questions numbered upwards; where all numbers count from 1, remarks too. A list inside an answer asks nothing."""
    numbered: list[tuple[list[int], int, int]] = []  # the number in parts ("1.2", "1b"), its place, and the question's
    for i, unit in enumerate(units):
        if unit.prefix and unit.prefix.kind == "number":
            at = i + 1 if unit.is_bare_label else i
            if at < len(units):
                numbered.append(([_count(part) for part in _PART.findall(unit.prefix.name)], i, at))
    asking = [each for each in numbered if units[each[2]].asks]
    whole = [number for (number, *below), _, _ in numbered if not below]
    is_counted = whole == list(range(1, len(whole) + 1))
    run = numbered if is_counted and len(asking) >= _ASKING * len(numbered) else asking
    is_rising = all(a < b for (a, _, _), (b, _, _) in pairwise(run))
    questions, labels = frozenset(at for _, _, at in run), frozenset(i for _, i, _ in run)
    return Turns("number", questions, prefixed=labels) if is_rising and len(asking) >= _FEWEST_ASKING else None


def _count(part: str) -> int:
    return int(part) if part.isdigit() else ord(part)


def list_dashed(units: Units) -> frozenset[int]:
    """Places of what stands behind a dash."""
    return list_places(units, lambda unit: unit.prefix is not None and unit.prefix.kind == "dash")


def read_dashes(units: Units) -> Turns | None:
    """Questions behind a dash; where most answers stand behind one too, it marks every turn."""
    dashed = list_dashed(units)
    asking = frozenset(i for i in dashed if units[i].asks)
    answers = {i + 1 for i in asking if i + 1 < len(units)} - asking
    both = len(answers & dashed) > 0.5 * len(answers)
    if both:
        questions = _take_turns(units, sorted(dashed | _find_undashed(units, dashed)))
    elif _is_in_turn(units, dashed):
        said = next(_read_bearers("dash", units, dashed)).questions
        questions = frozenset(i for i in said if i in asking or not units[i].tells)  # people quote themselves so, too
    else:
        questions = asking
    if len(questions) < 2:
        return None
    return Turns("dash", questions, prefixed=dashed if both else questions & dashed, is_dialogue=both)


def _find_undashed(units: Units, dashed: frozenset[int]) -> frozenset[int]:
    """What asks without a dash, right above a reply that has one; above the first of them, or it may be rhetorical."""
    above = frozenset(i - 1 for i in dashed if i and not units[i].asks) - dashed
    return frozenset(i for i in above if units[i].asks and (i < min(dashed) or units[i].asking in _SURE))


def _take_turns(units: Units, dashed: Sequence[int]) -> frozenset[int]:
    """Whose turn is it? Where every turn has its dash, a question is followed by the reply to it, question or not.

    A statement in the interviewer's turn is a remark of his, if a reply follows.
    """
    first = next((k for k, i in enumerate(dashed) if units[i].asks), len(dashed))
    questions = set(dashed[first % 2 : first : 2])
    for before, i, following in zip([None, *dashed], dashed, [*dashed[1:], None], strict=False):
        is_remark = bool(questions) and following is not None and not units[following].asks
        if i >= dashed[first] and before not in questions and (units[i].asks or is_remark):
            questions.add(i)
    return frozenset(questions)


def _is_bold(unit: Unit) -> bool:
    text, bold = unit.block.text, unit.block.bold
    if not bold or (unit.is_headline and could_name(text)):  # who speaks below
        return False
    emphasised = "".join(text[start:end] for start, end in bold)
    return sum(map(str.isalpha, emphasised)) >= 0.9 * sum(map(str.isalpha, text))


_BOLD = {"b", "strong"}  # marks that are one sign
_SIGNS: Mapping[str, Callable[[Unit], bool]] = {
    "heading": lambda unit: unit.block.heading > 0,
    "bold": _is_bold,
}


def list_signed(units: Units) -> Iterator[Turns]:
    """A reading for each sign of the markup that stands on what asks."""
    for sign, has_sign in _SIGNS.items():
        yield from _read_bearers(sign, units, list_places(units, has_sign))


def list_marked(units: Units) -> Iterator[Turns]:
    """A reading for any other mark of an HTML page that stands on what asks, or on what answers; dear."""
    if len({unit.clues.words for unit in units if unit.asks}) < _FEWEST_ASKING:  # most pages that are none
        return
    bearers: dict[str, set[int]] = {}
    for i, unit in enumerate(units):
        for mark in unit.block.marks - _BOLD:
            bearers.setdefault(mark, set()).add(i)
    for held in dict.fromkeys(map(frozenset, bearers.values())):
        if _is_sincere(units, held) or _is_in_turn(units, held):
            yield from _read_bearers("mark", units, held)
        elif len(held) > 1 and _is_in_turn(units, others := frozenset(range(min(held) - 1, max(held))) - held - {-1}):
            yield from _read_bearers("mark", units, others)


def _is_sincere(units: Units, bearers: frozenset[int]) -> bool:
    """Whether most of what bears a mark, which may stand for anything, asks more than rhetorically."""
    sincere = [units[i].clues.words for i in bearers if units[i].asks and units[i].asking != "rhetorical"]
    return len(set(sincere)) > 1 and len(sincere) >= _FEWEST_SINCERE * len(bearers)


def _is_in_turn(units: Units, bearers: frozenset[int]) -> bool:
    """Whether what bears a mark and what does not stand in turn, and nearly all that asks bears it."""
    asking = {units[i].clues.words for i in bearers if units[i].asks}
    speaking = sum(units[i].asks or (units[i].addresses and not units[i].tells) for i in bearers)  # to somebody
    if len(asking) < _FEWEST_ASKING or speaking < _ASKING * len(bearers):
        return False
    span = range(min(bearers), max(bearers) + 1)
    others = [i for i in span if i not in bearers]
    replied = [i for i in bearers if i + 1 not in bearers and not (i + 1 < len(units) and units[i + 1].is_bare_label)]
    return len(replied) >= _IN_TURN * len(bearers) and sum(units[i].asks for i in others) <= _ASKED_BACK * len(others)


def _read_bearers(sign: str, units: Units, bearers: frozenset[int]) -> Iterator[Turns]:
    """All that bears a sign from the first question on, but for headlines right above it.

    Only what asks where a questionnaire is followed: an interviewer who reads out questions makes no remarks.
    """
    asking = frozenset(i for i in bearers if units[i].asks)
    if not asking:
        return
    if any(units[i].asking == "wording" for i in asking):
        yield Turns(sign, asking)
        return
    headlines = frozenset(i for i in bearers - asking if _is_headline(units, i, bearers))
    bearers -= headlines
    opening = [i for i in bearers if i < min(asking) and _is_opening(units, i, bearers)]
    first = min(opening if len(opening) <= _MOST_OPENING * len(asking) else asking, default=min(asking))
    last = max((i for i in bearers if _may_be_last(units, i, bearers)), default=-1)
    span = range(first, max(last, *asking) + 1)
    yield Turns(sign, bearers.intersection(span), headlines=headlines.intersection(span))


def _is_opening(units: Units, i: int, bearers: frozenset[int]) -> bool:
    """Whether it can be a turn above the first question: its reply says "I", and it says "you", or calls a name, or an
    introduction stands above it. A quotation is the page's.
    """
    if not _may_be_last(units, i, bearers) or units[i].clues.folded.startswith('"'):
        return False
    is_reply = units[i + 1].tells or units[i + 1].clues.place == units[i].clues.place
    is_introduced = any(unit.clues.ends_sentence for unit in units[:i])
    return (is_reply and (units[i].addresses or is_introduced)) or (
        units[i].addresses and bool(find_called(units[i].block.text))
    )


def _may_be_last(units: Units, i: int, bearers: frozenset[int]) -> bool:
    """Whether it can be the interviewer's last turn without a question mark: a sentence, and an answer to it below."""
    return units[i].clues.ends_sentence and i + 1 < len(units) and i + 1 not in bearers


def _is_headline(units: Units, i: int, bearers: frozenset[int]) -> bool:
    """Whether it is no turn, but stands right above one: it is no sentence, and nobody replies."""
    return i + 1 in bearers and not units[i].clues.ends_sentence

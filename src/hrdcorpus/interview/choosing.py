"""Who speaks? Every way in which a page can mark its questions is read, and the one that explains it best chosen.

It leaves no standard question among the answers, takes no statement for a question, and prefers a visible sign to the
wording alone.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile
from math import inf

from msgspec.structs import replace

from hrdcorpus.clues.asking import Asking, is_quotation
from hrdcorpus.interview.signs import list_dashed, list_marked, list_signed, read_dashes, read_numbers
from hrdcorpus.interview.speakers import name_voices, read_speakers
from hrdcorpus.interview.units import Turns, Unit, Units, list_places, list_replies
from hrdcorpus.knowledge.speech import Speech

_MOST_FOLLOWING = 3  # words of a short question; a longer one is judged by whom it addresses
_FEWEST_ALTERNATING, _ALTERNATING = 4, 0.8  # paragraphs that end as questions, with one paragraph between
_FEWEST_NUMBERED = 2
_ASKED = 0.3  # of them surely, or they may be rhetoric
_FEWEST_FOLLOWING = 2  # on a page: one alone may well be the speaker's, two are an interviewer's habit


def find_turns(units: Units, languages: Sequence[Speech], people: Sequence[str]) -> Turns:
    """The turns that explain the whole page best; none where nothing is asked.

    `languages` have the labels of roles, `people` are the folded names that the page's head gives.
    """
    units = units[: _find_other_voices(units)]
    told = (read_speakers(units, languages, people), read_numbers(units), read_dashes(units))
    signed = [*(turns for turns in told if turns is not None), *list_signed(units)]
    least = _UNLABELLED + sum(min(_LEFT.get(u.asking, 0.0), _TAKEN_TURN.get(u.asking, 0.0)) for u in units)
    if min((_weigh(turns, units, 0) for turns in signed), default=inf) > least:  # else nothing can be better
        signed += list_marked(units)
    signs = max((len(turns.questions) for turns in signed), default=0)
    best = min([*signed, _read_bare(units)], key=lambda turns: _weigh(turns, units, signs))
    best = replace(best, questions=best.questions | list_places(units, lambda unit: unit.asking == "wording"))
    turns = name_voices(units, _join_numbered(units, best), languages, people)
    return replace(turns, prefixed=turns.prefixed | _find_dashed_replies(units, turns))


def _find_other_voices(units: Units) -> int:
    """Where others begin to speak below all that is asked for sure, such as readers: they ask, too."""
    sure = [i for i, unit in enumerate(units) if unit.asking in ("wording", "similar", "asked")]
    voices = (i for i in range(max(sure, default=len(units)), len(units)) if units[i].clues.is_line("end"))
    return next(voices, len(units))


def _find_dashed_replies(units: Units, turns: Turns) -> frozenset[int]:
    """The replies with a dash before them, where nearly all have one; what stands above another dash is a list's."""
    replies, dashed = list_replies(units, turns), list_dashed(units)
    alone = frozenset(i for i in dashed.intersection(replies) if i + 1 not in dashed)
    return alone if len(alone) >= max(_FEWEST_DASHED, _DASHED * len(replies)) else frozenset()


def _join_numbered(units: Units, turns: Turns) -> Turns:
    """The same turns; where questions are numbered, what only asks without a number right below one goes on with it."""
    numbered = {i for i in turns.questions if (prefix := units[i].prefix) and prefix.kind == "number"}
    below = (takewhile(lambda i: _goes_on(units[i]), range(i + 1, len(units))) for i in numbered)
    continued = {i for run in below for i in run} if len(numbered) >= _FEWEST_NUMBERED else set[int]()
    return replace(turns, questions=turns.questions | continued, continued=turns.continued | continued)


def _goes_on(unit: Unit) -> bool:
    is_asked = unit.asks and unit.asking != "rhetorical" and unit.prefix is None
    return is_asked and all(each.is_interrogative for each in unit.clues.sentences)


def add_follow_ups(units: Units, turns: Turns, speech: Speech | None) -> Turns:
    """The same turns with the interviewer's short questions ("Why?", "Only soap?") between an answer and a reply.

    They are what bears a mark that nothing else of the answers has; where no sign marks his turns, also paragraphs of
    their own. Of these one with "we" is the speaker's, and so is a single one that does not say "you".
    """
    if turns.sign in ("speaker", "dash") or not turns.questions:
        return turns
    inside = frozenset(
        i
        for i in range(min(turns.questions) + 2, len(units) - 1)
        if turns.questions.isdisjoint((i - 1, i, i + 1)) and not units[i + 1].clues.is_interrogative
    )
    found = _find_marked(units, turns, inside)
    if turns.sign in ("bare", "number"):
        first_person = speech.first_person if speech else frozenset[str]()
        asked = {i for i in inside if _is_follow_up(units[i]) and first_person.isdisjoint(units[i].clues.words)}
        plain = {i for i in asked if not units[i - 1].block.text.endswith(":")}
        found |= plain if len(plain) >= _FEWEST_FOLLOWING else {i for i in plain if units[i].addresses}
    return replace(turns, questions=turns.questions | found)


def _find_marked(units: Units, turns: Turns, inside: frozenset[int]) -> set[int]:
    """What asks `inside` answers and bears a mark that all that bears it below the first question asks with."""
    asking = {i for i in inside if units[i].clues.is_interrogative and units[i].asking != "statement"}
    if len(asking) < _FEWEST_FOLLOWING:  # most pages: no mark need be read
        return set()
    bearers: dict[str, set[int]] = {}
    for i in range(min(turns.questions), len(units)):
        for mark in units[i].block.marks if i not in turns.questions else ():
            bearers.setdefault(mark, set()).add(i)
    return {i for held in bearers.values() if len(held) >= _FEWEST_FOLLOWING and held <= asking for i in held}


def _is_follow_up(unit: Unit) -> bool:
    """Whether it is a short question and nothing else: no heading, no link, nobody else's words."""
    is_plain = not unit.block.heading and not unit.block.is_linked and unit.prefix is None
    is_asked = unit.clues.is_interrogative and unit.asking != "statement"
    return is_plain and is_asked and len(unit.clues.words) <= _MOST_FOLLOWING


# How much it speaks against a reading that a unit which asks like this is left to the answers, or taken for a question.
# Only the order of the weights matters: a standard question is never left; a page's sign outweighs a doubtful guess.
_LEFT: Mapping[Asking, float] = {"wording": 5.0, "similar": 2.0, "asked": 1.0, "impersonal": 0.3, "unclear": 0.2}
_TAKEN: Mapping[Asking, float] = {"impersonal": 0.05, "unclear": 0.1, "rhetorical": 0.5, "statement": 0.8}
_TAKEN_TURN: Mapping[Asking, float] = {"impersonal": 0.05, "unclear": 0.1, "rhetorical": 0.1, "statement": 0.1}
_FEWEST_DASHED, _DASHED = 2, 0.8  # of the replies: a list may begin one
_UNLABELLED = 0.5  # a label, a number or a dash says more than a look


def _weigh(turns: Turns, units: Units, signs: int) -> float:
    weight = 1 + 0.5 * min(signs, 8) if turns.sign == "bare" else _UNLABELLED * (not turns.prefixed)
    weight += sum(_LEFT.get(unit.asking, 0.0) for i, unit in enumerate(units) if i not in turns.questions)
    return weight + sum(_weigh_taken(turns, i, units[i]) for i in turns.questions)


def _weigh_taken(turns: Turns, i: int, unit: Unit) -> float:
    if turns.is_dialogue and unit.asking == "statement":
        return 0.0
    is_told = turns.is_dialogue or turns.sign in ("speaker", "number")
    is_remark = turns.sign != "bare" and i + 1 not in turns.questions and unit.clues.ends_sentence
    return (_TAKEN_TURN if is_told or is_remark else _TAKEN).get(unit.asking, 0.0)


def _read_bare(units: Units) -> Turns:
    """No sign but the question itself: a standard wording, or a paragraph that asks the interviewee."""
    known = any(unit.asking in ("wording", "similar") for unit in units)
    asked = any(unit.asking == "asked" for unit in units)
    # Where everything asked is doubtful, the doubtful ones are the questions; where a questionnaire is followed, not.
    kinds = ("wording", "similar", "asked", "impersonal") if known or asked else ("impersonal", "unclear")
    questions = list_places(units, lambda unit: unit.asking in kinds and unit.asks)
    if all(unit.asking != "wording" for unit in units):  # else only what is asked for sure is no rhetoric
        questions |= _find_alternating(units, questions) | _find_inline(units)
    return Turns("bare", questions)


def _find_alternating(units: Units, questions: frozenset[int]) -> frozenset[int]:
    """All that ends as a question, whoever it names, where such paragraphs and others stand strictly in turn."""
    asking = sorted(list_places(units, lambda unit: unit.asks and not is_quotation(unit.clues)))
    paired = {i for pair in pairwise(asking) if pair[1] - pair[0] == 2 for i in pair}
    is_strict = len(asking) >= _FEWEST_ALTERNATING and len(paired) >= _ALTERNATING * len(asking)
    is_asked = len(questions) > 1 and len(questions) >= _ASKED * len(asking)
    sincere = frozenset(i for i in paired if units[i].asking != "rhetorical" and i - 1 not in asking)
    return sincere if is_strict and is_asked else frozenset()


def _find_inline(units: Units) -> frozenset[int]:
    """Questions that say "you" and were divided from their answers."""
    return frozenset(
        i
        for i, (unit, following) in enumerate(pairwise(units))
        if unit.addresses
        and not unit.tells
        and unit.clues.is_interrogative
        and unit.clues.place == following.clues.place
    )

"""How does this page mark its questions? Every convention that could be read into it is tried on the whole page.

A reading says which units are questions. The one that explains the page best is chosen: it leaves no standard
question among the answers, takes no statement for a question, and prefers a visible sign to the wording alone.
"""

from collections.abc import Sequence

from hrdcorpus.interview.reading import Reading, Units, asks, list_questions
from hrdcorpus.interview.signs import SIGNED, share_dashes
from hrdcorpus.interview.speakers import read_speakers
from hrdcorpus.knowledge.speech import Speech


def choose_reading(units: Units, speech: Sequence[Speech]) -> Reading:
    """The reading that explains the whole page best; one without questions where nothing is asked."""
    signed = [reading for read in (read_speakers, *SIGNED) if (reading := read(units, speech)) is not None]
    signed = [reading for i, reading in enumerate(signed) if reading.questions not in [r.questions for r in signed[:i]]]
    bare = _read_bare(units)
    signs = max((len(reading.questions) for reading in signed), default=0)
    return share_dashes(min([*signed, bare], key=lambda reading: _weigh(reading, units, signs)), units)


# How much it speaks against a reading that a unit of this standing is left to the answers, or taken for a question.
# Only the order of the weights matters: a standard question is never left; a page's sign outweighs a doubtful guess.
_LEFT = {
    "wording": 5.0,
    "similar": 2.0,
    "asked": 1.0,
    "impersonal": 0.3,
    "unclear": 0.2,
    "rhetorical": 0.0,
    "statement": 0.0,
}
_TAKEN = {
    "wording": 0.0,
    "similar": 0.0,
    "asked": 0.0,
    "impersonal": 0.05,
    "unclear": 0.1,
    "rhetorical": 0.5,
    "statement": 0.8,
}
_TAKEN_TURN = _TAKEN | {"rhetorical": 0.1, "statement": 0.2}  # the asker's turn may be no question by grammar
_TAKEN_VOICE = _TAKEN_TURN | {"statement": 0.0}
_UNANSWERED = 0.3
_WEAK = 2.0


def _weigh(reading: Reading, units: Units, signs: int) -> float:
    taken = _TAKEN_TURN if reading.convention in ("speaker", "number", "mark") else _TAKEN
    taken = _TAKEN_VOICE if reading.has_voices else taken
    weight = 1 + 0.5 * min(signs, 8) if reading.convention == "bare" else 0.0
    weight += _WEAK * reading.is_weak
    for i, unit in enumerate(units):
        weight += taken[unit.standing] if i in reading.questions else _LEFT[unit.standing]
        if i in reading.questions and (i + 1 == len(units) or i + 1 in reading.questions):
            weight += _UNANSWERED
    return weight


def _read_bare(units: Units) -> Reading:
    """No sign but the question itself: a standard wording, or a paragraph that asks the interviewee."""
    known = sum(unit.standing in ("wording", "similar") for unit in units)
    asked = sum(unit.standing == "asked" for unit in units)
    # Where everything asked is doubtful, the doubtful ones are the questions; where a questionnaire is followed, not.
    standings = {"wording", "similar", "asked", "impersonal"} if known or asked else {"impersonal", "unclear"}
    questions = list_questions(units, lambda unit: unit.standing in standings and asks(unit))
    # What asks before anybody has said a word is no rhetorical question: introductions do not begin with one.
    opening = {0} if asked and units[0].standing == "unclear" and asks(units[0]) and 1 not in questions else set()
    return Reading("bare", questions | opening)

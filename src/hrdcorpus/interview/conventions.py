"""How does this page mark its questions? Every convention that could be read into it is tried on the whole page.

A reading says which units are questions. The one that explains the page best is chosen: it leaves no standard
question among the answers, takes no statement for a question, and prefers a visible sign to the wording alone.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hrdcorpus.interview.units import Unit
from hrdcorpus.knowledge.speech import Speech

Units = Sequence[Unit]


@dataclass(frozen=True, slots=True)
class Reading:
    """Places of the units that are questions, and of those whose prefix only marks the turn.

    `has_voices` says that two people speak in turn: both by their dashes, or at least one by name. `outside` are the
    units after the interview's end, `quotes` the editor's pull quotes.
    """

    convention: str
    questions: frozenset[int]
    prefixed: frozenset[int] = frozenset()
    has_voices: bool = False
    outside: frozenset[int] = frozenset()
    quotes: frozenset[int] = frozenset()


def choose_reading(units: Units, speech: Sequence[Speech]) -> Reading:
    """The reading that explains the whole page best; one without questions where nothing is asked."""
    signed = [reading for read in _SIGNED if (reading := read(units, speech)) is not None]
    bare = _read_bare(units)
    signs = max((len(reading.questions) for reading in signed), default=0)
    return min([*signed, bare], key=lambda reading: _weigh(reading, units, signs))


# How much it speaks against a reading that a unit of this standing is left to the answers, or taken for a question.
# Only the order of the weights matters: a standard question is never left; a page's sign outweighs a doubtful guess.
_LEFT = {"wording": 5.0, "similar": 2.0, "asked": 1.0, "unclear": 0.2, "rhetorical": 0.0, "statement": 0.0}
_TAKEN = {"wording": 0.0, "similar": 0.0, "asked": 0.0, "unclear": 0.1, "rhetorical": 0.5, "statement": 0.8}
_TAKEN_TURN = _TAKEN | {"rhetorical": 0.1, "statement": 0.2}  # the asker's turn may be no question by grammar
_UNANSWERED = 0.3


def _weigh(reading: Reading, units: Units, signs: int) -> float:
    taken = _TAKEN_TURN if reading.convention in ("speaker", "number") else _TAKEN
    weight = 1 + 0.5 * min(signs, 8) if reading.convention == "bare" else 0.0
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
    standings = {"wording", "similar", "asked"} if known or asked else {"unclear"}
    questions = _list_questions(units, lambda unit: unit.standing in standings and _asks(unit))
    # What asks before anybody has said a word is no rhetorical question: introductions do not begin with one.
    opening = {0} if asked and units[0].standing == "unclear" and _asks(units[0]) and 1 not in questions else set()
    return Reading("bare", questions | opening)


def _read_speakers(units: Units, speech: Sequence[Speech]) -> Reading | None:
    """Turns labelled "Q:" and "A:", or with the names of those who speak."""
    names = [unit.prefix.name if unit.prefix and unit.prefix.kind == "label" else "" for unit in units]
    askers = _find_askers(units, names, frozenset(name for s in speech for name in s.asker))
    if not askers:
        return None
    turns = {i + 1 if _is_bare_label(units[i]) else i for i, name in enumerate(names) if name in askers}
    roles = frozenset(name for s in speech for name in s.answerer)
    answerers = _find_answerers(names, turns, roles) - askers
    labelled = frozenset(i for i, name in enumerate(names) if name in askers | answerers)
    has_voices = any(name not in roles for name in answerers)
    return Reading("speaker", frozenset(i for i in turns if i < len(units)), labelled, has_voices)


def _find_askers(units: Units, names: Sequence[str], roles: frozenset[str]) -> frozenset[str]:
    """Labels of who asks: a known role, one that recurs and mostly asks, or another form of such a name."""
    counts = Counter(filter(None, names))
    asking = Counter(name for name, unit in zip(names, units, strict=True) if name and _asks(unit))
    askers = {n for n in counts if counts[n] > 1 and (n in roles or asking[n] >= 0.6 * counts[n])}
    askers = askers or {n for n in counts if n in roles}
    return frozenset(askers | {n for n in counts if asking[n] and any(_is_same_voice(n, other) for other in askers)})


def _find_answerers(names: Sequence[str], turns: set[int], roles: frozenset[str]) -> frozenset[str]:
    """Labels of who answers: a known role, one that recurs right after questions, or another form of such a name."""
    counts = Counter(filter(None, names))
    replies = Counter(name for i, name in enumerate(names) if name and i - 1 in turns)
    answerers = {n for n in counts if n in roles or (counts[n] > 1 and replies[n] >= 0.5 * counts[n])}
    return frozenset(answerers | {n for n in replies if any(_is_same_voice(n, other) for other in answerers)})


def _is_same_voice(name: str, other: str) -> bool:
    """Whether two labels name one speaker: a word in common, or one is the other's initials."""
    words, others = name.split(), other.split()
    initials = {"".join(word[0] for word in words), "".join(word[0] for word in others)}
    return not {word for word in words if len(word) > 2}.isdisjoint(others) or bool(
        initials & {name.replace(" ", ""), other.replace(" ", "")}
    )


def _read_numbers(units: Units, _: Sequence[Speech]) -> Reading | None:
    """Questions numbered upwards; a numbered list inside an answer asks nothing."""
    numbered = [
        (i, int(u.prefix.name)) for i, u in enumerate(units) if u.prefix and u.prefix.kind == "number" and _asks(u)
    ]
    rising = all(a < b for (_, a), (_, b) in pairwise(numbered))
    places = frozenset(i for i, _ in numbered)
    return Reading("number", places, places) if rising and len(numbered) > 1 else None


def _read_dashes(units: Units, _: Sequence[Speech]) -> Reading | None:
    """Questions behind a dash; where most answers stand behind one too, it marks every turn."""
    dashed = {i for i, unit in enumerate(units) if unit.prefix and unit.prefix.kind == "dash"}
    asking = frozenset(i for i in dashed if _asks(units[i]))
    answers = {i + 1 for i in asking if i + 1 < len(units)} - asking
    both = len(answers & dashed) > 0.5 * len(answers)
    # Where every turn has its dash, a question right after a question is the reply to it.
    questions = frozenset(i for i in asking if not (i - 1 in asking and units[i].standing == "rhetorical"))
    return Reading("dash", questions, frozenset(dashed) if both else questions, both) if len(questions) > 1 else None


def _read_sign(
    convention: str, has_sign: Callable[[Unit], bool]
) -> Callable[[Units, Sequence[Speech]], Reading | None]:
    """A reading by a sign the page's markup gives: what bears it and asks is a question."""

    def read(units: Units, _: Sequence[Speech]) -> Reading | None:
        questions = _list_questions(units, lambda unit: has_sign(unit) and _asks(unit))
        statements = [unit for unit in units if unit.standing == "statement"]
        if sum(map(has_sign, statements)) > 0.5 * len(statements):  # what most answers bear too leads to no question
            return Reading(convention, questions) if questions else None
        leads = {i - 1 for i in questions if i and _leads(units[i - 1], units[i]) and has_sign(units[i - 1])}
        return Reading(convention, questions | leads) if questions else None

    return read


def _list_questions(units: Units, is_question: Callable[[Unit], bool]) -> frozenset[int]:
    return frozenset(i for i, unit in enumerate(units) if is_question(unit))


def _asks(unit: Unit) -> bool:
    """Whether it can be a question at all. What is wholly a link leads to another page ("Who pays for the dust?")."""
    if unit.block.is_linked:
        return unit.standing == "wording"
    return unit.is_interrogative or unit.standing in ("asked", "similar")


def _leads(unit: Unit, question: Unit) -> bool:
    """Whether a statement with the question's sign belongs to it ("In 2018 you were arrested." "How was it?")."""
    return unit.standing == "statement" and question.standing not in ("wording", "similar") and not unit.block.heading


def _is_bold(unit: Unit) -> bool:
    text, bold = unit.block.text, unit.block.bold
    letters = sum(c.isalpha() for c in text)
    return bool(bold) and sum(c.isalpha() for a, b in bold for c in text[a:b]) >= 0.9 * letters


def _is_term(unit: Unit) -> bool:
    """Terms of a definition list, summaries, header cells and the first cells of a table's rows."""
    steps = (unit.block.path or "").split("/")
    cell = next((step for step in reversed(steps) if step.startswith(("td", "th"))), "")
    return unit.block.tag in ("dt", "summary") or cell.startswith("th") or cell in ("td", "td[1]")


def _is_bare_label(unit: Unit) -> bool:
    return unit.prefix is not None and unit.prefix.end >= len(unit.block.text)


_SIGNED = (
    _read_speakers,
    _read_numbers,
    _read_dashes,
    _read_sign("heading", lambda unit: unit.block.heading > 0),
    _read_sign("bold", _is_bold),
    _read_sign("term", _is_term),
)

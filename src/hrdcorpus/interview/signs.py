"""What a page shows of its questions: numbers, dashes, bold type, headings, first cells, any mark of its own."""

from collections.abc import Callable, Sequence, Set
from itertools import pairwise

from hrdcorpus.interview.turns import Turns, Units, list_places
from hrdcorpus.interview.units import Unit
from hrdcorpus.knowledge.speech import Speech

_FEWEST_ASKING = 0.75  # of what bears a mark must ask, or the mark says something else
_FEWEST_APART = 0.6
_FEWEST_SINCERE = 0.5  # and so many must be more than rhetorical
_FEWEST_CAPITALS = 8  # letters: fewer may be an abbreviation


def read_numbers(units: Units, _: Sequence[Speech]) -> Turns | None:
    """Questions numbered upwards; a numbered list inside an answer asks nothing."""
    numbered: list[tuple[int, int, int]] = []  # the number, its place, and that of the question
    for i, unit in enumerate(units):
        if unit.prefix and unit.prefix.kind == "number":
            at = i + 1 if unit.is_bare_label else i
            if at < len(units) and units[at].asks:
                numbered.append((int(unit.prefix.name), i, at))
    rising = all(a < b for (a, _, _), (b, _, _) in pairwise(numbered))
    questions, labels = frozenset(at for _, _, at in numbered), frozenset(i for _, i, _ in numbered)
    return Turns("number", questions, prefixed=labels) if rising and len(numbered) > 1 else None


def read_dashes(units: Units, _: Sequence[Speech]) -> Turns | None:
    """Questions behind a dash; where most answers stand behind one too, it marks every turn."""
    dashed = {i for i, unit in enumerate(units) if unit.prefix and unit.prefix.kind == "dash"}
    asking = frozenset(i for i in dashed if units[i].asks)
    answers = {i + 1 for i in asking if i + 1 < len(units)} - asking
    both = len(answers & dashed) > 0.5 * len(answers)
    questions = _take_turns(units, sorted(dashed)) if both else asking
    if len(questions) < 2:
        return None
    return Turns("dash", questions, prefixed=frozenset(dashed) if both else questions, is_dialogue=both)


def _take_turns(units: Units, dashed: Sequence[int]) -> frozenset[int]:
    """Whose turn is it? Where every turn has its dash, a question is followed by the reply to it, question or not.

    A statement in the interviewer's turn is a remark of his, if a reply follows and it is no item of a list.
    """
    questions: set[int] = set()
    is_reply = False
    for i, following in zip(dashed, [*dashed[1:], None], strict=True):
        if is_reply:
            is_question = units[i].asking in ("wording", "similar")
        else:
            is_replied = following is not None and not units[following].asks
            is_question = units[i].asks or (bool(questions) and is_replied and _is_sentence(units[i]))
        if is_question:
            questions.add(i)
        is_reply = is_question
    return frozenset(questions)


def _is_sentence(unit: Unit) -> bool:
    text = unit.block.text[unit.prefix.end if unit.prefix else 0 :]
    return text[:1].isupper() and unit.clues.ends_sentence


def read_sign(convention: str, has_sign: Callable[[Unit], bool]) -> Callable[[Units, Sequence[Speech]], Turns | None]:
    """A reading by a sign the page's markup gives: what bears it and asks is a question.

    So is a remark that bears it and speaks to the interviewee, between two paragraphs that do not bear it.
    """

    def read(units: Units, speech: Sequence[Speech]) -> Turns | None:
        questions = list_places(units, lambda unit: has_sign(unit) and unit.asks)
        statements = [unit for unit in units if unit.asking == "statement"]
        if sum(map(has_sign, statements)) > 0.5 * len(statements):  # what most answers bear too leads to no question
            return Turns(convention, questions, is_weak=True) if questions else None
        leads = {i - 1 for i in questions if i and _leads(units[i - 1], units[i]) and has_sign(units[i - 1])}
        signed = {i for i, unit in enumerate(units) if has_sign(unit)}
        turns = _list_turns(units, signed, questions)
        remarks = {i for i in turns if convention == "term" or _addresses(units[i], speech)}
        return Turns(convention, questions | leads | remarks) if questions else None

    return read


def read_marks(units: Units, _: Sequence[Speech]) -> Turns | None:
    """A reading by the mark of the markup that stands on most of what asks, and on little else.

    A remark with the mark, between two paragraphs without it, is the interviewer's turn, too.
    """
    asking = list_places(units, lambda unit: unit.asks)
    sincere = list_places(units, lambda unit: unit.asks and unit.asking != "rhetorical")
    bearers: dict[str, set[int]] = {}
    for i, unit in enumerate(units):
        for mark in unit.block.marks:
            bearers.setdefault(mark, set()).add(i)
    telling = [
        held
        for held in bearers.values()
        if len(held & asking) >= _find_share(held) * len(held)
        and 1 < len(held & sincere) >= _FEWEST_SINCERE * len(held)
    ]
    if not telling:
        return None
    held = min(telling, key=lambda held: (len(sincere - held), len(held), sorted(held)))
    asked = frozenset(i for i in held if units[i].asks)
    return Turns("mark", asked | _list_turns(units, held, held & sincere))


def _find_share(held: set[int]) -> float:
    """How many of the bearers must ask: fewer, where no two stand together, as turns do."""
    return _FEWEST_APART if not any(i + 1 in held for i in held) else _FEWEST_ASKING


def _list_turns(units: Units, signed: set[int], questions: Set[int]) -> frozenset[int]:
    """Statements with the sign after the first question, each between two units without it."""
    first = min(questions, default=len(units))
    places = (i for i in signed if i > first and units[i].asking == "statement" and i + 1 < len(units))
    return frozenset(i for i in places if i - 1 not in signed and i + 1 not in signed)


def _leads(unit: Unit, question: Unit) -> bool:
    """Whether a statement with the question's sign belongs to it ("In 2018 you were arrested." "How was it?")."""
    return unit.asking == "statement" and question.asking not in ("wording", "similar") and not unit.block.heading


def _addresses(unit: Unit, languages: Sequence[Speech]) -> bool:
    """Whether somebody is spoken to, and nobody speaks of himself, in one of the languages."""
    said = unit.clues.said
    return any(said & speech.second_person and not said & speech.first_person for speech in languages)


def _is_bold(unit: Unit) -> bool:
    text, bold = unit.block.text, unit.block.bold
    letters = sum(c.isalpha() for c in text)
    return bool(bold) and sum(c.isalpha() for a, b in bold for c in text[a:b]) >= 0.9 * letters


def _is_capital(unit: Unit) -> bool:
    return unit.block.text.isupper() and sum(c.isalpha() for c in unit.block.text) >= _FEWEST_CAPITALS


def _is_term(unit: Unit) -> bool:
    """Terms of a definition list, summaries, header cells and the first cells of a table's rows."""
    steps = (unit.block.path or "").split("/")
    cell = next((step for step in reversed(steps) if step.startswith(("td", "th"))), "")
    return unit.block.tag in ("dt", "summary") or cell.startswith("th") or cell in ("td", "td[1]")


SIGNS = (
    read_numbers,
    read_dashes,
    read_sign("heading", lambda unit: unit.block.heading > 0),
    read_sign("bold", _is_bold),
    read_sign("term", _is_term),
    read_sign("capitals", _is_capital),
    read_marks,
)

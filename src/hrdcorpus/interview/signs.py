"""What a page shows of its questions: numbers, dashes, bold type, headings, any mark of its own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from hrdcorpus.clues.prefixes import could_name
from hrdcorpus.interview.units import Turns, Unit, Units, list_places

_FEWEST_SINCERE = 0.6  # of what bears a mark, which may stand for anything, must be more than rhetorical


def read_numbers(units: Units) -> Turns | None:
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


def read_dashes(units: Units) -> Turns | None:
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

    A statement in the interviewer's turn is a remark of his, if a reply follows.
    """
    questions: set[int] = set()
    for before, i, following in zip([None, *dashed], dashed, [*dashed[1:], None], strict=False):
        is_remark = bool(questions) and following is not None and not units[following].asks
        if before not in questions and (units[i].asks or is_remark):
            questions.add(i)
    return frozenset(questions)


def _may_be_last(units: Units, i: int, bearers: frozenset[int]) -> bool:
    """Whether it can be the interviewer's last turn without a question mark: a sentence, and an answer to it below."""
    return units[i].clues.ends_sentence and i + 1 < len(units) and i + 1 not in bearers


def _is_bold(unit: Unit) -> bool:
    text, bold = unit.block.text, unit.block.bold
    emphasised = "".join(text[start:end] for start, end in bold)
    if unit.is_headline and could_name(text):  # who speaks below
        return False
    return bool(bold) and sum(map(str.isalpha, emphasised)) >= 0.9 * sum(map(str.isalpha, text))


_SIGNS: Mapping[str, Callable[[Unit], bool]] = {
    "heading": lambda unit: unit.block.heading > 0,
    "bold": _is_bold,
}


def list_signed(units: Units) -> Iterator[Turns]:
    """A reading for each sign of the markup that stands on what asks."""
    for sign, has_sign in _SIGNS.items():
        yield from _read_bearers(sign, units, list_places(units, has_sign))


def list_marked(units: Units) -> Iterator[Turns]:
    """A reading for any other mark of an HTML page that stands on what asks; dear."""
    sincere = list_places(units, lambda unit: unit.asks and unit.asking != "rhetorical")
    bearers: dict[str, set[int]] = {}
    for i, unit in enumerate(units):
        for mark in unit.block.marks:
            bearers.setdefault(mark, set()).add(i)
    for held in dict.fromkeys(map(frozenset, bearers.values())):
        if 1 < len(held & sincere) >= _FEWEST_SINCERE * len(held):
            yield from _read_bearers("mark", units, held)


def _read_bearers(sign: str, units: Units, bearers: frozenset[int]) -> Iterator[Turns]:
    """All that bears a sign from the first question on.

    Only what asks where a questionnaire is followed: an interviewer who reads out questions makes no remarks.
    """
    asking = frozenset(i for i in bearers if units[i].asks)
    if not asking:
        return
    last = max((i for i in bearers if _may_be_last(units, i, bearers)), default=-1)
    span = range(min(asking), max(last, *asking) + 1)
    is_read_out = any(units[i].asking == "wording" for i in asking)
    yield Turns(sign, asking if is_read_out else frozenset(i for i in bearers if i in span))

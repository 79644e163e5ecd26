"""Rows of a page -> the interview: the turns, what is the site's, and whether it is an interview at all."""

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.clues.prefixes import could_name, is_time
from hrdcorpus.interview.choosing import add_follow_ups, find_turns
from hrdcorpus.interview.correcting import merge_corrections
from hrdcorpus.interview.evidence import Evidence, weigh_interview
from hrdcorpus.interview.exchange import Exchange, build_exchanges
from hrdcorpus.interview.head import label_line
from hrdcorpus.interview.interviewees import read_titles
from hrdcorpus.interview.labels import SPOKEN, Labelled
from hrdcorpus.interview.sides import find_site_units
from hrdcorpus.interview.signatures import name_signed
from hrdcorpus.interview.units import Turns, Unit, split_units
from hrdcorpus.interview.weighing import Weighed
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.knowledge.titles import Titles
from hrdcorpus.text.folding import fold_words

_MOST_TOLD = 3  # clues in a refusal
_BRACKETS = ("()", "[]", "（）", "【】")


class Interview(Struct, frozen=True):
    """The whole ledger, every content row now claimed, and what it says.

    `weighed` is why it is an interview, `refusal` why it is none: then all else is what it would be.
    """

    ledger: tuple[Labelled, ...]
    introduction: tuple[Labelled, ...]
    exchanges: tuple[Exchange, ...]
    weighed: Weighed
    refusal: str | None


def part_interview(
    rows: Sequence[Labelled], fixed: Sequence[Labelled], speech: Speech | None, knowledge: Knowledge
) -> Interview:
    """The interview on the page, or why there is none.

    `rows` are the page's without those that a person labelled, `fixed` are these; `speech` is that of the content's
    language, None where nobody has described it.
    """
    rows = [
        replace(row, label="other", rule="time") if row.is_content and is_time(row.block.text) else row for row in rows
    ]
    notes = frozenset[str]().union(*(each.notes for each in knowledge.speech))
    units = split_units([row.clues for row in rows if row.is_content], speech, notes)
    people = _list_people(rows, knowledge.titles)
    turns = add_follow_ups(units, find_turns(units, knowledge.speech, people), speech)
    sides = find_site_units(units, turns, people, speech)
    site = {i: each for i, each in sides.items() if each.is_reached}
    turns = name_signed(units, replace(turns, questions=turns.questions - site.keys()), people)
    ledger = merge_corrections(_label_marks(_weave(rows, units, turns, sides)), fixed)
    exchanges = tuple(build_exchanges(ledger))
    answered = [exchange for exchange in exchanges if any(row.clues.words for row in exchange.answer)]
    weighed = weigh_interview(
        Evidence(ledger, answered, len(exchanges), turns, speech, [speech] if speech else knowledge.speech)
    )
    is_vouched = any(row.label in SPOKEN for row in fixed)  # a person says that it is part of an interview
    introduction = tuple(row for row in ledger if row.label == "introduction")
    refusal = None if is_vouched and exchanges else _find_refusal(exchanges, answered, weighed)
    return Interview(ledger, introduction, exchanges, weighed, refusal)


def _find_refusal(exchanges: Sequence[Exchange], answered: Sequence[Exchange], weighed: Weighed) -> str | None:
    """Why the page is no interview; None where it is one. The reason quotes nothing of the page."""
    if not exchanges:
        return "no question was found"
    if not answered:
        return "its questions have no answers"
    if weighed.is_reached:
        return None
    against = [f"against it: {', '.join(names)}"] if (names := weighed.list_against()[:_MOST_TOLD]) else []
    missing = [f"missing: {', '.join(names)}"] if (names := weighed.list_missing()[:_MOST_TOLD]) else []
    return f"too little speaks for an interview; {'; '.join([*against, *missing])}"


def _list_people(rows: Sequence[Labelled], titles: Titles) -> list[str]:
    """The folded names of those who are interviewed, and of those who wrote it."""
    named = (person.name for person in read_titles(rows, titles))
    authors = (row.slots.get("name", row.block.text) for row in rows if row.label == "author")
    return [folded for name in (*named, *authors) if name and (folded := fold_words(name))]


def _weave(
    rows: Sequence[Labelled], units: Sequence[Unit], turns: Turns, weighed: Mapping[int, Weighed]
) -> tuple[Labelled, ...]:
    """The page's rows in order, those of the content replaced by what became of their units."""
    first = min(turns.questions, default=len(units))
    pieces: dict[int, list[Labelled]] = {}
    speaker: str | None = None
    for i, unit in enumerate(units):
        speaker = turns.voices.get(i, speaker if speaker and _is_same_voice(units, i, turns) else None)
        claimed = _claim_unit(units, i, first, turns, weighed.get(i))
        pieces.setdefault(unit.clues.place, []).extend(
            replace(row, speaker=speaker) if speaker and row.label in ("question", "answer") else row for row in claimed
        )
    return tuple(piece for row in rows for piece in (pieces[row.clues.place] if row.is_content else [row]))


def _label_marks(rows: Sequence[Labelled]) -> list[Labelled]:
    """The rows, those that stand in an answer's place, and only say that there is none, as the editor's."""
    ledger = list(rows)
    spoken = [i for i, row in enumerate(ledger) if row.label in ("question", "answer")]
    for before, i, after in zip(spoken, spoken[1:], [*spoken[2:], None], strict=False):
        is_all = ledger[before].label == "question" and (after is None or ledger[after].label == "question")
        if is_all and ledger[i].label == "answer":
            text = ledger[i].clues.text
            start, end = (1, -1) if text[0] + text[-1] in _BRACKETS else (0, len(text))
            line = ledger[i].clues.part(start, len(text[:end])).line
            if line is not None and "answer" in line.kind.places:
                ledger[i] = replace(ledger[i], label=line.kind.label, rule=line.kind.name, speaker=None)
    return ledger


def _is_same_voice(units: Sequence[Unit], i: int, turns: Turns) -> bool:
    """Whether who says the unit before says this one, too: it stands below a label, or is a further paragraph.

    A reply without a label is nobody's, and so is what begins with a name that may be a label.
    """
    if i - 1 in turns.prefixed and units[i - 1].is_bare_label:
        return True
    is_turn = i in turns.prefixed or i in turns.questions - turns.continued
    is_reply = i - 1 in turns.questions and i not in turns.questions
    prefix = units[i].prefix
    is_named = prefix is not None and prefix.is_plain and could_name(prefix.shown)
    return not (is_turn or is_reply or is_named or i - 1 in turns.signed)


def _claim_unit(units: Sequence[Unit], i: int, first: int, turns: Turns, weighed: Weighed | None) -> list[Labelled]:
    """The unit as rows of the ledger: its prefix, where that only marks the turn, and the rest."""
    unit, clues = units[i], units[i].clues
    if weighed is not None and weighed.is_reached:
        row = Labelled(clues, weighed=weighed)
        above = units[i - 1].clues if i else None
        told = label_line(row, above) if i < first or clues.is_line("foot", "closing") else None
        return [told or replace(row, label="chrome", rule=f"site.{weighed.strongest}")]
    prefix = unit.prefix if unit.prefix and _is_turn(unit, i, turns) else None
    start = prefix.end if prefix else 0
    marker = [Labelled(clues.part(0, start), rule=f"prefix.{prefix.kind}")] if prefix and start else []
    if start >= len(clues.text):
        return marker
    build = partial(Labelled, clues.part(start, len(clues.text)), weighed=weighed)
    if i in turns.questions:
        how = unit.asking if unit.asking in ("wording", "similar") else turns.sign
        how = "continued" if i in turns.continued else how
        return [*marker, build("question", f"question.{how}")]
    if unit.block.heading or i in turns.headlines:
        return [*marker, build(rule="heading")]
    if i < first:
        return [*marker, build("introduction", "before-first-question")]
    signed = turns.signed.get(i, len(clues.text))
    signature = [Labelled(clues.part(signed, len(clues.text)), rule="signature")] if i in turns.signed else []
    return [*marker, Labelled(clues.part(start, signed), "answer", "after-question", weighed=weighed), *signature]


def _is_turn(unit: Unit, i: int, turns: Turns) -> bool:
    """Whether the unit's prefix marks the turn, and is no part of what is said."""
    return i in turns.prefixed or (i in turns.questions and unit.prefix is not None and unit.prefix.kind != "label")

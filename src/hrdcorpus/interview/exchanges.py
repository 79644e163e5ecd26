"""Labelled blocks -> introduction and exchanges, or the reason why the page is no interview."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from hrdcorpus.errors import NotAnInterview
from hrdcorpus.interview.boxes import find_boxes
from hrdcorpus.interview.closing import drop_closing
from hrdcorpus.interview.conventions import choose_reading
from hrdcorpus.interview.ending import find_end
from hrdcorpus.interview.evidence import Standing, find_refusal
from hrdcorpus.interview.heeding import heed_corrections
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.interview.quotes import find_pull_quotes
from hrdcorpus.interview.reading import Reading
from hrdcorpus.interview.units import Unit, split_units
from hrdcorpus.keying.matching import Matcher, find_wording
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.naming import find_interviewees
from hrdcorpus.text.folding import ends_sentence, is_interrogative

_MOST_TITLES = 100  # looked at; a page of interviews has fewer


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question, in the row or rows it stands in, with the rows of its answer."""

    question: tuple[Labelled, ...]
    answer: tuple[Labelled, ...]

    @property
    def text(self) -> str:
        """The question as one paragraph."""
        return join_texts(self.question)


@dataclass(frozen=True, slots=True)
class Interview:
    """The whole ledger, every content row now claimed, and what it says."""

    ledger: tuple[Labelled, ...]
    introduction: tuple[Labelled, ...]
    exchanges: tuple[Exchange, ...]


def split_exchanges(
    labelled: Sequence[Labelled], matcher: Matcher, speech: Speech | None, knowledge: Knowledge
) -> Interview:
    """The interview on the page; `NotAnInterview` with the reason where there is none.

    `speech` is that of the content's language, None where nobody has described it.
    """
    units = split_units(labelled, matcher, speech)
    reading = choose_reading(units, knowledge.speech)
    wordings = frozenset(i for i, unit in enumerate(units) if unit.standing == "wording")
    reading = heed_corrections(units, replace(reading, questions=reading.questions | wordings))
    reading = find_end(units, reading, knowledge.lines)
    reading = replace(
        reading, boxes=find_boxes(units, reading, knowledge.lines, speech), quotes=find_pull_quotes(units, reading)
    )
    reading = drop_closing(units, reading, labelled, knowledge, speech)
    ledger = _weave(labelled, units, replace(reading, questions=reading.questions - reading.boxes))
    exchanges = tuple(_build_exchanges(ledger, matcher))
    turns = [(exchange.text, tuple(row.block.text for row in exchange.answer)) for exchange in exchanges]
    standing = Standing(
        ledger,
        has_voices=reading.has_voices and reading.convention == "speaker",
        has_turns=reading.has_voices or reading.convention == "speaker",
        others=_count_titles(units, knowledge),
    )
    reason = find_refusal(standing, turns, matcher, speech)
    is_vouched = any(row.is_fixed and row.label == "question" for row in ledger)  # a person says that somebody is asked
    if reason is not None and not is_vouched:
        raise NotAnInterview(reason)
    return Interview(ledger, tuple(row for row in ledger if row.label == "introduction"), exchanges)


def _count_titles(units: Sequence[Unit], knowledge: Knowledge) -> int:
    """How many headings, links and short lines of the content are titles of interviews with somebody."""
    lines = [unit.block for unit in units if not ends_sentence(unit.block.text)]
    found = (find_interviewees(block.text, knowledge.titles) or () for block in lines[:_MOST_TITLES])
    return len({people[0].name for people in found if people and people[0].name})


def join_texts(rows: Iterable[Labelled]) -> str:
    """The rows' texts as one paragraph."""
    return " ".join(row.block.text for row in rows)


def _weave(labelled: Sequence[Labelled], units: Sequence[Unit], reading: Reading) -> tuple[Labelled, ...]:
    """The page's rows in order, those of the content replaced by what became of their units."""
    first = min(reading.questions, default=len(units))
    pieces: dict[int, list[Labelled]] = {}
    for i, unit in enumerate(units):
        pieces.setdefault(unit.place, []).extend(_claim_unit(unit, i, first, reading))
    return tuple(piece for place, row in enumerate(labelled) for piece in pieces.get(place, [row]))


def _claim_unit(unit: Unit, i: int, first: int, reading: Reading) -> list[Labelled]:
    """The unit as rows of the ledger: its prefix, where that only marks the turn, and the rest."""
    if i in reading.quotes:
        return [replace(unit.row, rule="pull-quote")]
    if i in reading.boxes | reading.outside:
        return [replace(unit.row, label="chrome", rule="box" if i in reading.boxes else "after-interview")]
    is_turn = i in reading.prefixed or (i in reading.questions and unit.prefix and unit.prefix.kind != "label")
    start = unit.prefix.end if unit.prefix and is_turn else 0
    prefix, rest = unit.block.part(0, start), unit.block.part(start, len(unit.block.text))
    rows = (
        [replace(unit.row, block=prefix, label="other", rule=f"prefix.{unit.prefix.kind}")]
        if unit.prefix and start
        else []
    )
    if not rest.text:
        return rows
    row = replace(unit.row, block=rest)
    if row.is_fixed:
        return [*rows, row]
    if i in reading.questions:
        how = unit.standing if unit.standing in ("wording", "similar") else reading.convention
        how = "continued" if i in reading.continued else how
        return [*rows, replace(row, label="question", rule=f"question.{how}")]
    if unit.block.heading:
        return [*rows, replace(row, label="other", rule="heading")]
    if i < first:
        return [*rows, replace(row, label="introduction", rule="before-first-question")]
    return [*rows, replace(row, label="answer", rule="after-question")]


def _build_exchanges(ledger: Iterable[Labelled], matcher: Matcher) -> Iterable[Exchange]:
    """Each run of question rows with the run of answer rows that follows it."""
    turns = (row for row in ledger if row.label in ("question", "answer"))
    runs = [(label, list(run)) for label, run in groupby(turns, key=lambda row: row.label)]
    for place, (label, run) in enumerate(runs):
        if label == "question":
            questions = _join_questions(run, matcher)
            answer = runs[place + 1][1] if place + 1 < len(runs) else []
            yield from (Exchange(question, ()) for question in questions[:-1])
            yield Exchange(questions[-1], tuple(answer))


def _join_questions(run: Sequence[Labelled], matcher: Matcher) -> list[tuple[Labelled, ...]]:
    """Questions that follow each other without an answer: one, where they are one wording or one leads to the next."""
    questions: list[tuple[Labelled, ...]] = []
    for row in run:
        before = questions[-1] if questions else ()
        joined = join_texts([*before, row])
        is_continued = row.rule == "question.continued" or not before or not is_interrogative(before[-1].block.text)
        if before and (is_continued or find_wording(joined, matcher)):
            questions[-1] = (*before, row)
        else:
            questions.append((row,))
    return questions

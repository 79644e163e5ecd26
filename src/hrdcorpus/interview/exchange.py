"""Rows of the ledger -> exchanges: one question each, in the row or rows it stands in, with the rows of its answer."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from hrdcorpus.clues.clues import Clues
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.knowledge.language import UNKNOWN, detect_language


class Exchange(Struct, frozen=True):
    """One question, in the row or rows it stands in, with the rows of its answer."""

    question: tuple[Labelled, ...]
    answer: tuple[Labelled, ...]

    @property
    def text(self) -> str:
        """The question as one paragraph."""
        return " ".join(row.block.text for row in self.question)


def build_exchanges(ledger: Iterable[Labelled]) -> Iterator[Exchange]:
    """Each run of question rows with the run of answer rows that follows it."""
    spoken = (row for row in ledger if row.label in ("question", "answer"))
    runs = [(label, list(run)) for label, run in groupby(spoken, key=lambda row: row.label)]
    for place, (label, run) in enumerate(runs):
        if label == "question":
            questions = _join_questions(run)
            answer = runs[place + 1][1] if place + 1 < len(runs) else []
            yield from (Exchange(question, ()) for question in questions[:-1])
            yield Exchange(questions[-1], tuple(answer))


def _join_questions(run: Sequence[Labelled]) -> list[tuple[Labelled, ...]]:
    """Questions that follow each other without an answer: one, where one leads to the next or goes on in the next."""
    questions: list[tuple[Labelled, ...]] = []
    for row in run:
        before = questions[-1] if questions else ()
        is_aside = row.rule == "question.continued" or row.block.text.startswith("(")
        if before and (is_aside or not before[-1].clues.is_interrogative or _goes_on(before[0].clues, row.clues)):
            questions[-1] = (*before, row)
        else:
            questions.append((row,))
    return questions


def _goes_on(asked: Clues, again: Clues) -> bool:
    """Whether it is a further sentence of the standard question before it, or says that in another language."""
    known = asked.wording or again.wording
    if known is None:
        return False
    if again.wording is not None and (asked.wording is not None or again.wording.kind == "order"):
        return again.wording.item == (asked.wording or asked.match).item
    languages = {detect_language(asked.text), detect_language(again.text)} - {UNKNOWN}
    return len(languages) > 1

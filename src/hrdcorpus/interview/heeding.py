"""The reading of a page, and what a person says of it: where the two disagree, the person is right."""

from collections.abc import Sequence
from dataclasses import replace

from hrdcorpus.errors import CorrectionError
from hrdcorpus.interview.reading import Reading
from hrdcorpus.interview.units import Unit


def heed_corrections(units: Sequence[Unit], reading: Reading) -> Reading:
    """The reading with the questions that a person fixed, and none before what they fixed as introduction.

    `CorrectionError` where corrections contradict each other: an answer or an introduction must stand where it can.
    """
    fixed = {i: unit.row.label for i, unit in enumerate(units) if unit.row.is_fixed}
    if not fixed:
        return reading
    asked = {i for i, label in fixed.items() if label == "question"}
    begin = max((i + 1 for i, label in fixed.items() if label == "introduction"), default=0)
    questions = asked | {i for i in reading.questions - fixed.keys() if i >= begin}
    first = min(questions, default=len(units))
    for i, label in fixed.items():
        if label == "answer" and i < first:
            raise _build_error(units[i], "as an answer, but no question stands before it; correct that one first")
        if label == "introduction" and i > first:
            raise _build_error(units[i], "as introduction, but a question is corrected before it; take one of them out")
    return replace(reading, questions=frozenset(questions))


def _build_error(unit: Unit, what: str) -> CorrectionError:
    place = f"line {unit.block.line}" if unit.block.line else str(unit.block.path)
    return CorrectionError(f"corrected {what}", key=place)

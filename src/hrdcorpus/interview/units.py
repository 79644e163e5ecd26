"""Content rows -> units: the smallest pieces that can be a question or a paragraph of an answer, with their clues."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hrdcorpus.interview.asking import Asking, is_reported, judge_asking
from hrdcorpus.interview.dividing import divide_rows
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.interview.prefixes import Prefix, find_prefix
from hrdcorpus.keying.matching import REWORDED, Matcher, find_wording, match_question
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.reading.blocks import Block
from hrdcorpus.text.folding import fold_words, is_interrogative

Standing = Literal["wording", "similar"] | Asking

_LONGEST_NAME = 40  # characters of who speaks, on a line of its own
_MOST_WORDS = 4
_TOPICAL = 0.3  # likeness to a standard question at which a doubtful paragraph asks about the same matters


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of content. `place` is that of its undivided row, `standing` that of its text without the prefix.

    `is_headline`: it is short, recurs, and could name who speaks below it.
    """

    row: Labelled
    place: int
    standing: Standing
    prefix: Prefix | None
    is_headline: bool = False

    @property
    def block(self) -> Block:
        """The block itself, prefix and all."""
        return self.row.block

    @property
    def is_bare_label(self) -> bool:
        """Whether it is a prefix and nothing else: what it marks stands below it."""
        return self.prefix is not None and self.prefix.end >= len(self.block.text)

    @property
    def is_interrogative(self) -> bool:
        """Whether it ends with a question mark or is a known wording; where a person fixed it, what they say."""
        return self.standing == "wording" or (not self.row.is_fixed and is_interrogative(self.block.text))


def split_units(rows: Sequence[Labelled], matcher: Matcher, speech: Speech | None) -> list[Unit]:
    """The content rows, divided where a block holds more than one unit, each with its clues."""
    units = [_build_unit(part, place, matcher, speech) for place, part in divide_rows(rows, matcher, speech)]
    counts = Counter(fold_words(unit.block.text) for unit in units if _is_short(unit))
    return [
        _name_headline(unit) if counts[fold_words(unit.block.text)] > 1 and _is_short(unit) else unit for unit in units
    ]


def _is_short(unit: Unit) -> bool:
    """Whether it could be a name and nothing else."""
    text = unit.block.text
    is_name = len(text) <= _LONGEST_NAME and len(text.split()) <= _MOST_WORDS and text[0].isupper()
    label = find_prefix(f"{text}:") if is_name and unit.standing == "statement" else None
    return label is not None and label.kind == "label" and label.end > len(text)


def _name_headline(unit: Unit) -> Unit:
    text = unit.block.text
    return replace(unit, prefix=Prefix("label", fold_words(text), len(text)), is_headline=True)


def _build_unit(row: Labelled, place: int, matcher: Matcher, speech: Speech | None) -> Unit:
    text = row.block.text
    prefix = find_prefix(text)
    if row.is_fixed:
        return Unit(row, place, "wording" if row.label == "question" else "statement", prefix)
    if prefix and prefix.kind == "label":
        if is_interrogative(text) and is_reported(text, speech):  # "They asked: ...?"
            return Unit(row, place, "statement", prefix)
        if _is_one_question(text, prefix, matcher):
            prefix = None
    return Unit(row, place, _judge_standing(text[prefix.end :] if prefix else text, matcher, speech), prefix)


def _is_one_question(text: str, prefix: Prefix, matcher: Matcher) -> bool:
    """Whether the colon stands inside a standard question, and not behind the name of who asks it."""
    if find_wording(text, matcher) is not None:
        return True
    whole = match_question(text, matcher)
    return whole.kind in REWORDED and whole.score > match_question(text[prefix.end :], matcher).score


def _judge_standing(text: str, matcher: Matcher, speech: Speech | None) -> Standing:
    if find_wording(text, matcher) is not None:
        return "wording"
    asking = judge_asking(text, speech)
    if asking == "statement":
        return asking
    match = match_question(text, matcher)
    if match.kind in REWORDED:
        return "similar"
    is_topical = any(candidate.score >= _TOPICAL for candidate in match.candidates)
    return "asked" if asking in ("impersonal", "unclear") and is_topical else asking

"""Content rows -> units: the smallest pieces that can be a question or a paragraph of an answer, with their clues."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from hrdcorpus.blocks import Block
from hrdcorpus.interview.asking import Asking, judge_asking
from hrdcorpus.interview.dividing import divide_rows
from hrdcorpus.interview.prefixes import Prefix, find_prefix
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.labels import Labelled
from hrdcorpus.matching import Matcher, find_wording, match_question, rank_candidates
from hrdcorpus.text import is_interrogative

Standing = Literal["wording", "similar"] | Asking

_TOPICAL = 0.3  # likeness to a standard question at which a doubtful paragraph asks about the same matters


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of content. `place` is that of its undivided row, `standing` that of its text without the prefix."""

    row: Labelled
    place: int
    standing: Standing
    prefix: Prefix | None

    @property
    def block(self) -> Block:
        """The block itself, prefix and all."""
        return self.row.block

    @property
    def is_interrogative(self) -> bool:
        """Whether it ends with a question mark or is a known wording."""
        return self.standing == "wording" or is_interrogative(self.block.text)


def split_units(rows: Sequence[Labelled], matcher: Matcher, speech: Speech | None) -> list[Unit]:
    """The content rows, divided where a block holds more than one unit, each with its clues."""
    return [_build_unit(part, place, matcher, speech) for place, part in divide_rows(rows, matcher, speech)]


def _build_unit(row: Labelled, place: int, matcher: Matcher, speech: Speech | None) -> Unit:
    text = row.block.text
    prefix = find_prefix(text)
    if prefix and prefix.kind == "label" and _is_one_question(text, prefix, matcher):
        prefix = None
    return Unit(row, place, _judge_standing(text[prefix.end :] if prefix else text, matcher, speech), prefix)


def _is_one_question(text: str, prefix: Prefix, matcher: Matcher) -> bool:
    """Whether the colon stands inside a standard question, and not behind the name of who asks it."""
    if find_wording(text, matcher) is not None:
        return True
    whole = match_question(text, matcher)
    return whole.kind == "similar" and whole.score > match_question(text[prefix.end :], matcher).score


def _judge_standing(text: str, matcher: Matcher, speech: Speech | None) -> Standing:
    if find_wording(text, matcher) is not None:
        return "wording"
    asking = judge_asking(text, speech)
    if asking == "statement":
        return asking
    if match_question(text, matcher).kind == "similar":
        return "similar"
    is_topical = any(candidate.score >= _TOPICAL for candidate in rank_candidates(text, matcher, limit=1))
    return "asked" if asking == "unclear" and is_topical else asking

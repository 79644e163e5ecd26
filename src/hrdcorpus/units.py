"""Content blocks -> units: the smallest pieces that can be a question or a paragraph of an answer, with their clues.

A block is a unit, unless the page put a question and its answer into one paragraph, or lost the break between two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from hrdcorpus.asking import Asking, judge_asking
from hrdcorpus.blocks import Block
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.labels import Labelled
from hrdcorpus.matching import Matcher, find_leading_wording, find_wording, match_question
from hrdcorpus.sentences import split_sentences
from hrdcorpus.text import fold_words, is_interrogative

Standing = Literal["wording", "similar"] | Asking
PrefixKind = Literal["label", "number", "dash"]

_NUMBER = re.compile(r"[(№]?(\d{1,3})[.)]\s+(?=\S)")
_DASH = re.compile(r"[-–—−]\s*(?=\w|[\"'«“„¿])")
_LABEL = re.compile(r"([^:：.?!…;\n]{1,60})[:：](?=\s|$|[^\x00-\x7f])\s*")
_LETTER = re.compile(r"(\w)[.)]\s+(?=\S)")  # "Q. Why?"
_MOST_LABEL_WORDS = 6


@dataclass(frozen=True, slots=True)
class Prefix:
    """What stands before a turn: "Q:", "Mary Example:", "7.", a dash. `end` is where the turn's text begins."""

    kind: PrefixKind
    name: str
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of content. `standing` is that of its text without the prefix."""

    row: Labelled
    place: int  # of the undivided row on the page
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
    return [
        _build_unit(piece, place, matcher, speech)
        for place, row in enumerate(rows)
        if row.is_content
        for piece in _divide(row, matcher, speech)
    ]


def _build_unit(row: Labelled, place: int, matcher: Matcher, speech: Speech | None) -> Unit:
    text = row.block.text
    prefix = None if find_wording(text, matcher) else _find_prefix(text)  # a wording may hold a colon itself
    return Unit(row, place, _judge_standing(text[prefix.end :] if prefix else text, matcher, speech), prefix)


def _judge_standing(text: str, matcher: Matcher, speech: Speech | None) -> Standing:
    if find_wording(text, matcher) is not None:
        return "wording"
    asking = judge_asking(text, speech)
    if asking != "statement" and match_question(text, matcher).kind == "similar":
        return "similar"
    return asking


def _find_prefix(text: str) -> Prefix | None:
    if found := _NUMBER.match(text):
        return Prefix("number", found[1], found.end())
    if found := _DASH.match(text):
        return Prefix("dash", "-", found.end())
    found = _LABEL.match(text) or _LETTER.match(text)
    if found and len(found[1].split()) <= _MOST_LABEL_WORDS and any(c.isalpha() for c in found[1]):
        return Prefix("label", fold_words(found[1]).rstrip("0123456789 "), found.end())
    return None


def _divide(row: Labelled, matcher: Matcher, speech: Speech | None) -> list[Labelled]:
    """The row's parts, in order; the row itself where it is one unit."""
    cuts = sorted(
        {
            *_cut_emphasis(row.block),
            *_cut_lines(row.block, matcher, speech),
            *_cut_wordings(row.block.text, matcher),
        }
    )
    parts = [row.block.part(a, b) for a, b in zip([0, *cuts], [*cuts, len(row.block.text)], strict=True)]
    return [replace(row, block=part) for part in parts if part.text]


def _cut_emphasis(block: Block) -> list[int]:
    """Where a bold question at the beginning of the block ends and its answer follows."""
    if not block.bold or block.bold[0][0] > 0:
        return []
    end = block.bold[0][1]
    is_lead = is_interrogative(block.text[:end]) and end < len(block.text.rstrip())
    return [end] if is_lead else []


def _cut_lines(block: Block, matcher: Matcher, speech: Speech | None) -> list[int]:
    """The single line breaks, if one of the lines asks or begins with a label of a turn."""
    ends = [*block.breaks, len(block.text)]
    lines = [block.text[a:b].strip() for a, b in zip([0, *block.breaks], ends, strict=True)]
    if len(lines) == 1 or find_wording(block.text, matcher):
        return []
    asking = [i for i, line in enumerate(lines) if _is_asking_line(line, matcher, speech)]
    if len(asking) == 1:  # one question: the other lines are one paragraph before it and one after it
        return [at for i, at in enumerate(block.breaks) if i in (asking[0] - 1, asking[0])]
    return list(block.breaks) if asking else []


def _is_asking_line(line: str, matcher: Matcher, speech: Speech | None) -> bool:
    prefix = _find_prefix(line)
    text = line[prefix.end :] if prefix else line
    if find_wording(text, matcher) is not None:
        return True
    return is_interrogative(text) and (prefix is not None or judge_asking(text, speech) in ("asked", "unclear"))


def _cut_wordings(text: str, matcher: Matcher) -> list[int]:
    """Before and after each standard question that stands inside a longer paragraph, at the bounds of its sentences."""
    cuts: list[int] = []
    done = 0
    sentences = split_sentences(text)
    for start, end in sentences:
        if start < done or not is_interrogative(text[start:end]):
            continue
        prefix = _find_prefix(text[start:])
        at = start + (prefix.end if prefix else 0)
        found = find_leading_wording(text[at:], matcher)
        if found is not None:
            done = at + found[1]
            cuts += [at for at in (start, done) if 0 < at < len(text)]
    return cuts

"""Content blocks -> units: the smallest pieces that can be a question or a paragraph of an answer, with their clues.

A block is a unit, unless the page put a question and its answer into one paragraph, or lost the break between two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from hrdcorpus.blocks import Block
from hrdcorpus.interview.asking import Asking, judge_asking
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.labels import Labelled
from hrdcorpus.matching import Match, Matcher, find_leading_wording, find_wording, match_question, rank_candidates
from hrdcorpus.sentences import split_sentences
from hrdcorpus.text import fold_words, is_interrogative

Standing = Literal["wording", "similar"] | Asking
PrefixKind = Literal["label", "number", "dash"]

_NUMBER = re.compile(r"[(№]?(\d{1,3})[.)]\s+(?=\S)")
_DASH = re.compile(r"[-–—−]\s*(?=\w|[\"'«“„¿])")
_LABEL = re.compile(r"([^:：.?!…;\n]{1,60})[:：](?=\s|$|[^\x00-\x7f])\s*")
_LETTER = re.compile(r"(\w)[.)]\s+(?=\S)")  # "Q. Why?"
_MOST_LABEL_WORDS = 6
_MOST_SENTENCES = 4  # of a question that stands before its answer
_TOPICAL = 0.4  # likeness to a standard question at which a doubtful paragraph asks about the same matters


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
    def text(self) -> str:
        """The text without the prefix."""
        return self.block.text[self.prefix.end :] if self.prefix else self.block.text

    @property
    def is_interrogative(self) -> bool:
        """Whether it ends with a question mark or is a known wording."""
        return self.standing == "wording" or is_interrogative(self.block.text)


def split_units(rows: Sequence[Labelled], matcher: Matcher, speech: Speech | None) -> list[Unit]:
    """The content rows, divided where a block holds more than one unit, each with its clues."""
    units: list[Unit] = []
    for place, row in enumerate(rows):
        if row.is_content:
            asked = match_question(units[-1].text, matcher).item if units and units[-1].is_interrogative else None
            pieces = _divide(row, asked, matcher, speech)
            units += [_build_unit(piece, place, matcher, speech) for piece in pieces]
    return units


def _build_unit(row: Labelled, place: int, matcher: Matcher, speech: Speech | None) -> Unit:
    text = row.block.text
    prefix = _find_prefix(text)
    if prefix and prefix.kind == "label" and find_wording(text, matcher):  # a wording may hold a colon itself
        prefix = None
    return Unit(row, place, _judge_standing(text[prefix.end :] if prefix else text, matcher, speech), prefix)


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


def _find_prefix(text: str) -> Prefix | None:
    if found := _NUMBER.match(text):
        return Prefix("number", found[1], found.end())
    if found := _DASH.match(text):
        return Prefix("dash", "-", found.end())
    found = _LABEL.match(text) or _LETTER.match(text)
    if found and len(found[1].split()) <= _MOST_LABEL_WORDS and any(c.isalpha() for c in found[1]):
        return Prefix("label", fold_words(found[1]).rstrip("0123456789 "), found.end())
    return None


def _divide(row: Labelled, asked: str | None, matcher: Matcher, speech: Speech | None) -> list[Labelled]:
    """The row's parts, in order; the row itself where it is one unit. `asked` is the item asked just before."""
    block = row.block
    found = {*_cut_emphasis(block), *_cut_lines(block, matcher, speech), *_cut_questions(block.text, asked, matcher)}
    cuts = sorted(found)
    parts = [block.part(a, b) for a, b in zip([0, *cuts], [*cuts, len(block.text)], strict=True)]
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


def _cut_questions(text: str, asked: str | None, matcher: Matcher) -> list[int]:
    """Before and after each standard question that stands inside a longer paragraph, at the bounds of its sentences.

    An answer that begins by repeating its question is no new question.
    """
    cuts: list[int] = []
    done = 0
    sentences = split_sentences(text)
    for i, (start, end) in enumerate(sentences):
        if start < done or not is_interrogative(text[start:end]):
            continue
        prefix = _find_prefix(text[start:])
        at = start + (prefix.end if prefix else 0)
        found = find_leading_wording(text[at:], matcher) or _find_leading_similar(text, at, sentences[i:], matcher)
        if found is not None and (start > 0 or found[0].item != asked):
            done = at + found[1]
            cuts += [at for at in (start, done) if 0 < at < len(text)]
    return cuts


def _find_leading_similar(
    text: str, at: int, sentences: Sequence[tuple[int, int]], matcher: Matcher
) -> tuple[Match, int] | None:
    """A drifted question at `at` and its length, if it begins the paragraph or a blank was lost beside it."""
    run = list(takewhile(lambda sentence: is_interrogative(text[slice(*sentence)]), sentences[:_MOST_SENTENCES]))
    start, end = run[0][0], run[-1][1]
    if end == len(text) or not (start == 0 or _lost_blank(text, start) or _lost_blank(text, end)):
        return None
    match = match_question(text[at:end], matcher)
    return (match, end - at) if match.kind == "similar" else None


def _lost_blank(text: str, at: int) -> bool:
    return not text[at - 1].isspace() and not text[at].isspace()

"""Divides blocks that hold more than one unit: a question with its answer, or paragraphs whose break was lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from hrdcorpus.interview.asking import MAX_QUESTION, is_reported, judge_asking
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.interview.prefixes import find_prefix
from hrdcorpus.keying.matching import Matcher, find_leading_wording, find_wording, match_question
from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.reading.blocks import Block
from hrdcorpus.text.folding import fold_words, is_interrogative

_MOST_SENTENCES = 4  # of a question that stands before its answer
_LONGEST_LEAD = 200  # characters of what an interviewer says before a question in the same paragraph
_FEWEST_INLINE = 2  # paragraphs that begin with a question make it the page's habit

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question inside a longer text: the item it asks, if a standard one, and where it ends."""

    item: str | None
    end: int


def divide_rows(rows: Sequence[Labelled], matcher: Matcher, speech: Speech | None) -> list[tuple[int, Labelled]]:
    """The content rows, and those a person fixed, as parts, in order, each with the place of the row it comes from."""
    divider = _Divider(matcher, speech, is_inline=_is_inline(rows, matcher, speech))
    parts: list[tuple[int, Labelled]] = []
    for place, row in enumerate(rows):
        if row.is_fixed:  # a person's label holds for the whole block
            parts.append((place, row))
        elif row.is_content:
            before = parts[-1][1].block.text if parts else ""
            parts += [(place, part) for part in divider.divide(row, before)]
    return parts


@dataclass(frozen=True, slots=True)
class _Divider:
    """What dividing needs to know. `is_inline`: the page's questions stand in one paragraph with their answers."""

    matcher: Matcher
    speech: Speech | None
    is_inline: bool

    def divide(self, row: Labelled, before: str) -> list[Labelled]:
        """The row's parts; the row itself where it is one unit. `before` is the text of the unit before it."""
        block = row.block
        bold = _cut_emphasis(block)
        found = [*self._cut_lines(block), *self._cut_questions(block.text, before)]
        cuts = sorted({*bold, *(at for at in found if at > max(bold, default=0))})
        parts = [block.part(a, b) for a, b in zip([0, *cuts], [*cuts, len(block.text)], strict=True)]
        return [replace(row, block=part) for part in parts if part.text]

    def _cut_lines(self, block: Block) -> list[int]:
        """The single line breaks, if one of the lines asks."""
        ends = [*block.breaks, len(block.text)]
        lines = [block.text[a:b].strip() for a, b in zip([0, *block.breaks], ends, strict=True)]
        if len(lines) == 1 or find_wording(block.text, self.matcher):
            return []
        asking = [i for i, line in enumerate(lines) if self._is_asking(line)]
        if len(asking) == 1:  # one question: the other lines are one paragraph before it and one after it
            return [at for i, at in enumerate(block.breaks) if i in (asking[0] - 1, asking[0])]
        return list(block.breaks) if asking else []

    def _is_asking(self, line: str) -> bool:
        prefix = find_prefix(line)
        text = line[prefix.end :] if prefix else line
        if find_wording(text, self.matcher) is not None:
            return True
        return is_interrogative(text) and (
            prefix is not None or judge_asking(text, self.speech) in ("asked", "impersonal", "unclear")
        )

    def _cut_questions(self, text: str, before: str) -> list[int]:
        """Before and after each question that stands inside a longer paragraph, at the bounds of its sentences."""
        cuts: list[int] = []
        done = 0
        sentences = split_sentences(text)
        for i, (start, end) in enumerate(sentences):
            sentence = text[start:end]
            if start < done or not is_interrogative(sentence) or is_reported(sentence, self.speech):
                continue
            asked = self._find_asked(text, start, sentences[i : i + _MOST_SENTENCES])
            if asked is not None and not (start == 0 and self._is_echo(asked, before)):
                is_led = done == 0 and asked.end == len(text) and self._is_lead(text, start, before)
                done = asked.end
                cuts += [at for at in (start, done) if 0 < at < len(text) and not (at == start and is_led)]
        return cuts

    def _is_lead(self, text: str, end: int, before: str) -> bool:
        """Whether the interviewer says what stands before the question ("There are good examples. Do you know one?").

        After an answer, in a paragraph with the question, short, and not about the speaker himself.
        """
        lead = text[:end]
        if _lost_blank(text, end) or is_interrogative(before) or len(lead) > _LONGEST_LEAD:
            return False
        words = set(fold_words(lead).split())
        spoken = self.speech.first_person if self.speech else frozenset[str]()
        addressed = self.speech.second_person if self.speech else frozenset[str]()
        return words.isdisjoint(spoken) or not words.isdisjoint(addressed)

    def _find_asked(self, text: str, start: int, sentences: Sequence[Span]) -> Asked | None:
        """The question that begins at `start`: a standard wording, or one that its place shows to be a question."""
        prefix = find_prefix(text[start : start + MAX_QUESTION])
        at = start + (prefix.end if prefix else 0)
        end = _find_run_end(text, sentences)
        known = find_leading_wording(text[at : at + MAX_QUESTION], self.matcher)
        if known is not None:
            known_end = at + known[1]  # with a question of its own after it, to the end: one question, reworded
            is_reworded = known_end < end == len(text) and not _lost_blank(text, known_end)
            return Asked(known[0].item, end if is_reworded else known_end)
        is_lost = _lost_blank(text, start) or _lost_blank(text, end)
        if not is_lost and not (start == 0 and end < len(text)):
            return None
        match = match_question(text[at:end], self.matcher)
        if match.kind != "none":
            return Asked(match.item, end)
        is_asked = judge_asking(text[at:end], self.speech) == "asked"
        return Asked(None, end) if is_asked and (is_lost or self.is_inline) else None

    def _is_echo(self, asked: Asked, before: str) -> bool:
        """Whether an answer begins by repeating the question before it."""
        return asked.item is not None and asked.item == match_question(before, self.matcher).item


def _cut_emphasis(block: Block) -> list[int]:
    """Where a bold question at the beginning of the block ends and its answer follows."""
    if not block.bold or block.bold[0][0] > 0:
        return []
    end = block.bold[0][1]
    asks = any(is_interrogative(block.text[a:b]) for a, b in split_sentences(block.text[:end]))
    return [end] if asks and end < len(block.text.rstrip()) else []


def _is_inline(rows: Sequence[Labelled], matcher: Matcher, speech: Speech | None) -> bool:
    """Whether more paragraphs begin with a question, and go on, than are one."""
    leading = whole = 0
    blocks = [row.block for row in rows if row.is_content and "?" in row.block.text]
    for text in (block.text for block in blocks if not _cut_emphasis(block)):
        end = _find_run_end(text, split_sentences(text)[:_MOST_SENTENCES])
        if end and (find_wording(text[:end], matcher) or judge_asking(text[:end], speech) == "asked"):
            leading += end < len(text)
            whole += end == len(text)
    return leading >= _FEWEST_INLINE and leading > whole


def _find_run_end(text: str, sentences: Sequence[Span]) -> int:
    """Where the questions end that follow each other from the first sentence on; 0 if that is none."""
    run = list(takewhile(lambda span: is_interrogative(text[slice(*span)]), sentences))
    return run[-1][1] if run else 0


def _lost_blank(text: str, at: int) -> bool:
    return 0 < at < len(text) and not text[at - 1].isspace() and not text[at].isspace()

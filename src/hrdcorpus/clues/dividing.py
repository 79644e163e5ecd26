"""Divides blocks that hold more than one unit: a question with its answer, or paragraphs whose break was lost."""

from collections.abc import Sequence

from msgspec import Struct

from hrdcorpus.clues.asking import is_quotation, judge_asking
from hrdcorpus.clues.clues import Clues
from hrdcorpus.clues.habits import FEWEST_WORDS, Habits, asks_within, find_habits, find_run_end
from hrdcorpus.keying.matching import find_leading_wording
from hrdcorpus.knowledge.questionnaires import MAX_QUESTION
from hrdcorpus.knowledge.speech import Speech

_LONGEST_LEAD = 200  # characters of what an interviewer says before a question in the same paragraph
_WIDE = "。？！"  # no blank follows them
_FEWEST_RUN_ON = 2  # questions in one paragraph


def divide_all(blocks: Sequence[Clues], speech: Speech | None) -> list[Clues]:
    """The blocks, in order, each in as many parts as it holds units."""
    divider = _Divider(speech, find_habits(blocks, speech))
    parts: list[Clues] = []
    for block in blocks:
        parts += divider.divide(block)
    return parts


class _Divider(Struct, frozen=True):
    """What dividing needs to know."""

    speech: Speech | None
    habits: Habits

    def divide(self, clues: Clues) -> list[Clues]:
        """The block's parts; the block itself where it is one unit."""
        bold = self._cut_emphasis(clues)
        found = [*self._cut_lines(clues), *self._cut_questions(clues)]
        if not bold and not found:  # nearly all
            return [clues]
        cuts = sorted({*bold, *(at for at in found if at > max(bold, default=0))})
        parts = (clues.part(a, b) for a, b in zip([0, *cuts], [*cuts, len(clues.text)], strict=True))
        return [part for part in parts if part.text]

    def _cut_emphasis(self, clues: Clues) -> list[int]:
        """Where the bold question or remark ends with which the block begins, and its answer follows."""
        lead = clues.lead
        if lead is None or lead is clues:
            return []
        end = lead.span[1] - clues.span[0]
        is_label = clues.prefix is not None and clues.prefix.end >= end
        is_whole = len(lead.words) >= FEWEST_WORDS and (lead.ends_sentence or end + 1 in clues.block.breaks)
        is_question = asks_within(lead) and (self.habits.is_emphasised or bool(clues.block.bold))
        return [end] if is_question or (self.habits.is_emphasised and is_whole and not is_label) else []

    def _cut_lines(self, clues: Clues) -> list[int]:
        """The single line breaks, if one of the lines asks, or each begins with a label."""
        breaks = clues.block.breaks
        if breaks and clues.text[: breaks[0]].strip() in self.habits.names:
            rest = clues.part(breaks[0], len(clues.text))
            return [breaks[0], *(at + breaks[0] for at in self._cut_lines(rest))]
        if not breaks or clues.wording is not None:
            return []
        lines = list(zip([0, *breaks], [*breaks, len(clues.text)], strict=True))
        if _is_labelled(clues) and all(_is_labelled(clues.part(*line)) for line in lines):
            return list(breaks)
        if not clues.holds_question:
            return []
        asking = [i for i, (start, end) in enumerate(lines) if self._is_asking(clues, start, end)]
        if len(asking) == 1:  # one question: the other lines are one paragraph before it and one after it
            return [at for i, at in enumerate(breaks) if i in (asking[0] - 1, asking[0])]
        return list(breaks) if asking else []

    def _is_asking(self, clues: Clues, start: int, end: int) -> bool:
        line = clues.part(start, end)
        if not line.is_interrogative:
            return line.wording is not None
        body = line.part(line.prefix.end, len(line.text)) if line.prefix else line
        return line.prefix is not None or judge_asking(body, self.speech) not in ("rhetorical", "statement")

    def _cut_questions(self, clues: Clues) -> list[int]:
        """Before and after each question that stands inside a longer paragraph, at the bounds of its sentences."""
        cuts: list[int] = []
        done, last = 0, len(clues.text)
        if not clues.holds_question or clues.wording is not None:
            return []
        if runs := self._find_runs(clues):
            return runs
        for i, ((start, _), sentence) in enumerate(zip(clues.spans, clues.sentences, strict=True)):
            if start < done or not sentence.is_interrogative or is_quotation(sentence):
                continue
            end = self._find_end(clues, i)
            if end is not None:
                # What stands before the only question leads to it: "There are good examples. Do you know one?"
                is_led = done == 0 and end == last and start <= _LONGEST_LEAD and not _lost_blank(clues.text, start)
                done = end
                cuts += [at for at in (start, done) if 0 < at < last and not (at == start and is_led)]
        return cuts

    def _find_runs(self, clues: Clues) -> list[int]:
        """Before and after each question of a paragraph in which a talk runs on: an own question begins each turn."""
        starts = [i for i, each in enumerate(clues.sentences) if each.is_interrogative]
        runs = [(clues.spans[i][0], find_run_end(clues, i)) for i in starts if i - 1 not in starts]
        if self.speech is None or len(runs) < _FEWEST_RUN_ON:
            return []
        first, second = self.speech.first_person, self.speech.second_person
        said = [(run, clues.part(*run).words) for run in runs]
        asked = [run for run, words in said if first.isdisjoint(words) and not second.isdisjoint(words)]
        if len(asked) < _FEWEST_RUN_ON or asked[0][0] > 0:
            return []
        replies = zip(asked, [*(start for start, _ in asked[1:]), len(clues.text)], strict=True)
        told = [clues.part(end, after).words for (_, end), after in replies]
        if any(first.isdisjoint(words) for words in told):
            return []
        return [at for start, end in asked for at in (start, end)][1:]

    def _find_end(self, clues: Clues, i: int) -> int | None:
        """Where the question ends that a sentence begins: a standard wording, or one that its place shows to be one."""
        text, start = clues.text, clues.spans[i][0]
        prefix = clues.sentences[i].prefix
        at = start + (prefix.end if prefix else 0)
        end = find_run_end(clues, i)
        known = find_leading_wording(text[at : at + MAX_QUESTION], clues.matcher)
        if known is not None:
            known_end = at + known[1]  # with a question of its own after it, to the end: one question, reworded
            is_reworded = known_end < end == len(text) and not _lost_blank(text, known_end)
            return end if is_reworded else known_end
        is_lost = _lost_blank(text, start) or _lost_blank(text, end)
        if not is_lost and not (start == 0 and end < len(text)):
            return None
        question = clues.part(at, end)
        asking = judge_asking(question, self.speech)
        is_asked = asking in ("wording", "similar") or (asking == "asked" and (is_lost or self.habits.is_inline))
        return end if is_asked else None


def _is_labelled(line: Clues) -> bool:
    return line.prefix is not None and line.prefix.kind == "label"


def _lost_blank(text: str, at: int) -> bool:
    return 0 < at < len(text) and not text[at - 1].isspace() and not text[at].isspace() and text[at - 1] not in _WIDE

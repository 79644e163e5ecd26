"""Divides blocks that hold more than one unit: a question with its answer, or paragraphs whose break was lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from hrdcorpus.clues.asking import is_quotation, judge_asking, judge_own
from hrdcorpus.clues.clues import Clues
from hrdcorpus.keying.matching import find_leading_wording
from hrdcorpus.knowledge.questionnaires import MAX_QUESTION
from hrdcorpus.knowledge.speech import Speech

_MOST_SENTENCES = 4  # of a question that stands before its answer
_LONGEST_LEAD = 200  # characters of what an interviewer says before a question in the same paragraph
_WIDE = "。？！"  # no blank follows them
_FEWEST_WORDS = 3  # of a remark in bold; what is shorter is a label
_ASKING = 0.25  # of the stretches in bold, where the interviewer's are
_FEWEST_INLINE = 2  # paragraphs that begin with a question make it the page's habit


def divide_all(blocks: Sequence[Clues], speech: Speech | None) -> list[Clues]:
    """The blocks, in order, each in as many parts as it holds units."""
    divider = _Divider(speech, is_inline=_is_inline(blocks, speech), is_emphasised=_is_emphasised(blocks))
    parts: list[Clues] = []
    for block in blocks:
        parts += divider.divide(block)
    return parts


@dataclass(frozen=True, slots=True)
class _Divider:
    """What dividing needs to know of the page.

    `is_inline`: its questions stand in one paragraph with their answers; `is_emphasised`: they are bold.
    """

    speech: Speech | None
    is_inline: bool
    is_emphasised: bool

    def divide(self, clues: Clues) -> list[Clues]:
        """The block's parts; the block itself where it is one unit."""
        bold = self._cut_emphasis(clues)
        found = [*self._cut_lines(clues), *self._cut_questions(clues)]
        cuts = sorted({*bold, *(at for at in found if at > max(bold, default=0))})
        parts = (clues.part(a, b) for a, b in zip([0, *cuts], [*cuts, len(clues.text)], strict=True))
        return [part for part in parts if part.text]

    def _cut_emphasis(self, clues: Clues) -> list[int]:
        """Where the bold question or remark ends with which the block begins, and its answer follows."""
        lead = _find_lead(clues)
        if lead is None or lead is clues:
            return []
        end = lead.span[1] - clues.span[0]
        is_label = clues.prefix is not None and clues.prefix.end >= end
        is_whole = len(lead.words) >= _FEWEST_WORDS and (lead.ends_sentence or end + 1 in clues.block.breaks)
        return [end] if _asks_within(lead) or (self.is_emphasised and is_whole and not is_label) else []

    def _cut_lines(self, clues: Clues) -> list[int]:
        """The single line breaks, if one of the lines asks, or each begins with a label."""
        breaks = clues.block.breaks
        if not breaks or clues.wording is not None:
            return []
        lines = list(zip([0, *breaks], [*breaks, len(clues.text)], strict=True))
        if len(lines) > 1 and all(_is_labelled(clues.part(*line)) for line in lines):
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

    def _find_end(self, clues: Clues, i: int) -> int | None:
        """Where the question ends that a sentence begins: a standard wording, or one that its place shows to be one."""
        text, start = clues.text, clues.spans[i][0]
        prefix = clues.sentences[i].prefix
        at = start + (prefix.end if prefix else 0)
        end = _find_run_end(clues, i)
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
        is_asked = asking in ("wording", "similar") or (asking == "asked" and (is_lost or self.is_inline))
        return end if is_asked else None


def _find_lead(clues: Clues) -> Clues | None:
    """The bold text with which a block begins; the block itself where all of it is bold."""
    bold = clues.block.bold
    return clues.part(0, bold[0][1]) if bold and bold[0][0] == 0 else None


def _asks_within(clues: Clues) -> bool:
    return any(sentence.is_interrogative for sentence in clues.sentences)


def _is_emphasised(blocks: Sequence[Clues]) -> bool:
    """Whether bold type stands on questions of an interviewer's own, so that it may stand on remarks, too."""
    leads = [lead for clues in blocks if (lead := _find_lead(clues)) is not None and len(lead.words) >= _FEWEST_WORDS]
    asking = [lead for lead in leads if lead.is_interrogative]
    is_many = len(asking) >= max(_FEWEST_INLINE, _ASKING * len(leads))
    return is_many and not any(lead.wording is not None for lead in asking)


def _is_labelled(line: Clues) -> bool:
    return line.prefix is not None and line.prefix.kind == "label"


def _is_inline(blocks: Sequence[Clues], speech: Speech | None) -> bool:
    """Whether more paragraphs begin with a question, and go on, than are one."""
    asking = [
        clues
        for clues in blocks
        if clues.holds_question and not ((lead := _find_lead(clues)) and lead is not clues and _asks_within(lead))
    ]
    runs = [(clues.part(0, end), end < len(clues.text)) for clues in asking if (end := _find_run_end(clues, 0))]
    if sum(goes_on for _, goes_on in runs) < _FEWEST_INLINE:  # most pages: nothing need be judged
        return False
    asked = [goes_on for run, goes_on in runs if run.wording is not None or judge_own(run, speech) == "asked"]
    return sum(asked) >= max(_FEWEST_INLINE, asked.count(False) + 1)


def _find_run_end(clues: Clues, i: int) -> int:
    """Where the questions end that follow each other from this sentence on; 0 if it is none."""
    sentences = range(i, min(i + _MOST_SENTENCES, len(clues.spans)))
    run = list(takewhile(lambda k: clues.sentences[k].is_interrogative, sentences))
    return clues.spans[run[-1]][1] if run else 0


def _lost_blank(text: str, at: int) -> bool:
    return 0 < at < len(text) and not text[at - 1].isspace() and not text[at].isspace() and text[at - 1] not in _WIDE

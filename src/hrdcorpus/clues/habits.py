"""How a page sets its questions and the names of those who speak, where others stand in the same block with them."""

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct

from hrdcorpus.clues.asking import judge_own
from hrdcorpus.clues.clues import Clues
from hrdcorpus.clues.prefixes import could_name
from hrdcorpus.knowledge.speech import Speech

FEWEST_WORDS = 3  # of a remark in bold; what is shorter is a label
_MOST_SENTENCES = 4  # of a question that stands before its answer
_FEWEST_INLINE = 2  # paragraphs that begin with a question make it the page's habit
_FEWEST_REPLIED = 3  # paragraphs that begin in bold, where hardly one of them asks
_ASKING = 0.25  # of the stretches in bold, where the interviewer's are


class Habits(Struct, frozen=True):
    """`is_inline`: the page's questions stand in one paragraph with their answers; `is_emphasised`: they are bold.

    `names` are first lines of more than one block that could name who speaks.
    """

    is_inline: bool
    is_emphasised: bool
    names: frozenset[str]


def find_habits(blocks: Sequence[Clues], speech: Speech | None) -> Habits:
    """The habits of a page with these blocks."""
    heads = Counter(block.text[: block.block.breaks[0]].strip() for block in blocks if block.block.breaks)
    names = frozenset(head for head in heads if heads[head] > 1 and could_name(head))
    return Habits(_is_inline(blocks, speech), _is_emphasised(blocks, speech), names)


def asks_within(clues: Clues) -> bool:
    """Whether one of its sentences is a question."""
    return any(sentence.is_interrogative for sentence in clues.sentences)


def find_run_end(clues: Clues, i: int) -> int:
    """Where the questions end that follow each other from this sentence on; 0 if it is none."""
    sentences = range(i, min(i + _MOST_SENTENCES, len(clues.spans)))
    run = list(takewhile(lambda k: clues.sentences[k].is_interrogative, sentences))
    return clues.spans[run[-1]][1] if run else 0


def _is_emphasised(blocks: Sequence[Clues], speech: Speech | None) -> bool:
    """Whether bold type stands on questions of an interviewer's own, so that it may stand on remarks, too."""
    leads = [(clues, lead) for clues in blocks if (lead := clues.lead) is not None and len(lead.words) >= FEWEST_WORDS]
    asking = [lead for _, lead in leads if lead.is_interrogative]
    is_many = len(asking) >= max(_FEWEST_INLINE, _ASKING * len(leads))
    is_asked = is_many or (bool(asking) and _is_replied(leads, speech))
    return is_asked and not any(lead.wording is not None for lead in asking)


def _is_replied(leads: Sequence[tuple[Clues, Clues]], speech: Speech | None) -> bool:
    """Whether all leads are sentences within paragraphs, the rest of most of which says "I" or "we"."""
    if speech is None or len(leads) < _FEWEST_REPLIED:
        return False
    rests = [clues.part(len(lead.text), len(clues.text)) for clues, lead in leads if lead is not clues]
    told = sum(not speech.first_person.isdisjoint(rest.words) for rest in rests)
    return len(rests) == len(leads) and all(lead.ends_sentence for _, lead in leads) and told > len(rests) / 2


def _is_inline(blocks: Sequence[Clues], speech: Speech | None) -> bool:
    """Whether more paragraphs begin with a question, and go on, than are one."""
    asking = [
        clues
        for clues in blocks
        if clues.holds_question and not ((lead := clues.lead) and lead is not clues and asks_within(lead))
    ]
    runs = [(clues.part(0, end), end < len(clues.text)) for clues in asking if (end := find_run_end(clues, 0))]
    if sum(goes_on for _, goes_on in runs) < _FEWEST_INLINE:  # most pages: nothing need be judged
        return False
    asked = [goes_on for run, goes_on in runs if run.wording is not None or judge_own(run, speech) == "asked"]
    return sum(asked) >= max(_FEWEST_INLINE, asked.count(False) + 1)

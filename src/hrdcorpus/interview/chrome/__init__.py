"""Labels what the site adds around the content, and the lines that say title, date, author and tags.

Chrome is known by what it is and by where it stands: from the page's first block to its first prose (the head), and
from its last block back to the last prose (the foot). Between the two everything is content, whatever its words.
"""

from collections.abc import Sequence

from hrdcorpus.interview.chrome.clues import Clues, IsWording
from hrdcorpus.interview.chrome.foot import label_foot
from hrdcorpus.interview.chrome.frame import label_frame
from hrdcorpus.interview.chrome.head import label_head
from hrdcorpus.interview.chrome.headlines import label_headlines
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.knowledge.base import Knowledge

__all__ = ["label_blocks"]


def label_blocks(
    claimed: Sequence[Labelled], knowledge: Knowledge, is_wording: IsWording, declared: str | None
) -> tuple[Labelled, ...]:
    """The page's blocks, each with its label; what is content keeps the rule `content`.

    `claimed` are the rows as a person left them: what is corrected stays as it is, and the rest is read around it.
    `is_wording` says whether a text is a question of a questionnaire: the head ends there at the latest. `declared` is
    the title that the markup names.
    """
    clues = Clues(knowledge, is_wording, declared)
    rows = label_frame(list(claimed), clues)
    rows = label_foot(rows, clues)
    rows, unclaimed = label_head(rows, clues)
    return tuple(label_headlines(rows, unclaimed, clues))

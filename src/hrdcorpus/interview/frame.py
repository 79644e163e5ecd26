"""The frame that a page's site puts around everything: its regions, the sprite, captions."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from hrdcorpus.interview.labels import Labelled


def label_frame(rows: Sequence[Labelled], title_region: str) -> list[Labelled]:
    """The sprite, wherever it stands, and what an HTML page keeps outside of its content, as the site's.

    `title_region` is the region that the page's title stands in: some sites have it in the page's header.
    """
    labelled = list(rows)
    kept = _find_unfolding(rows) | _find_framed(rows)
    for i, row in enumerate(rows):
        region = row.block.region
        if region and not (region == title_region == "header") and i not in kept:
            labelled[i] = replace(row, label="chrome", rule=f"region.{region}")
        elif not row.clues.folded.strip("\ufffd "):  # zero-width characters that an editor left, bytes that a disk lost
            labelled[i] = replace(row, label="chrome", rule="invisible")
        elif row.block.tag == "figcaption":
            labelled[i] = replace(row, rule="caption")
        elif row.clues.is_sprite:
            labelled[i] = replace(row, label="chrome", rule="sprite")
    return labelled


def _find_unfolding(rows: Sequence[Labelled]) -> frozenset[int]:
    """Places of the buttons that ask, and show the answer below them: one alone ("Forgot your password?") is none."""
    asking = frozenset(
        i
        for i, (row, below) in enumerate(pairwise(rows))
        if row.block.region == "button" and not below.block.region and row.clues.is_interrogative
    )
    return asking if len(asking) > 1 else frozenset()


def _find_framed(rows: Sequence[Labelled]) -> frozenset[int]:
    """Standard questions in the frame that are asked nowhere else: without them an answer would be the one before's."""
    framed: dict[str | None, int] = {}
    for i, row in enumerate(rows):
        known = row.clues.wording if row.block.region else None
        if known is not None and known.kind != "order" and not known.others:
            framed.setdefault(known.item, i)
    content = (row.clues.wording for row in rows if framed and not row.block.region)
    asked = {known.item for known in content if known is not None}
    return frozenset(i for item, i in framed.items() if asked and item not in asked)

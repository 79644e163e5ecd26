"""Page -> blocks: what a reader of the page sees, piece by piece and in order.

From here on a text page and an HTML page are the same.
"""

from hrdcorpus.blocks.block import Block
from hrdcorpus.blocks.plain import split_plain
from hrdcorpus.pages import Page

__all__ = ["Block", "split_blocks"]


def split_blocks(page: Page) -> tuple[Block, ...]:
    """The visible text of a page, whole and in reading order."""
    return split_plain(page.text)

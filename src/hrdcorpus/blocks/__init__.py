"""Page -> blocks: what a reader of the page sees, piece by piece and in order.

From here on a text page and an HTML page are the same.
"""

from hrdcorpus.blocks.block import Block, Declared, Document
from hrdcorpus.blocks.html import split_html
from hrdcorpus.blocks.plain import split_plain
from hrdcorpus.pages import Page

__all__ = ["Block", "Declared", "Document", "split_blocks"]


def split_blocks(page: Page) -> Document:
    """The page's visible text as blocks, with what its markup declares."""
    if page.media_type == "text/html":
        return split_html(page.text.encode(), "utf-8")
    return Document(split_plain(page.text))

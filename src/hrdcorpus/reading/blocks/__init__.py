"""Page -> blocks: what a reader of the page sees, piece by piece and in order.

From here on a text page and an HTML page are the same.
"""

from hrdcorpus.errors import PageError
from hrdcorpus.reading.blocks.block import Block, Declared, Document
from hrdcorpus.reading.blocks.html import split_html
from hrdcorpus.reading.blocks.plain import split_plain
from hrdcorpus.reading.pages import Page

__all__ = ["Block", "Declared", "Document", "split_blocks"]


def split_blocks(page: Page) -> Document:
    """The page's visible text as blocks, with what its markup declares.

    `PageError` where there is no text, or some would be lost.
    """
    is_html = page.media_type == "text/html"
    document = split_html(page.text) if is_html else Document(split_plain(page.text))
    if not document.blocks:
        raise PageError("blank: it shows no text; download the page again")
    return document

"""The page's frame: the sprite, wherever it stands, and what the markup keeps outside of the content."""

from dataclasses import replace

from hrdcorpus.interview.chrome.clues import Clues, Rows
from hrdcorpus.reading.blocks import Block
from hrdcorpus.text.folding import fold

_FEWEST_ICONS = 5  # icon names on lines of their own, one after the other


def label_frame(rows: Rows, clues: Clues) -> Rows:
    """The sprite, wherever it stands, and what an HTML page keeps outside of its content."""
    icons = 0  # some programs write each icon's name on a line of its own
    while icons < len(rows) and clues.knowledge.sprite.is_icon_name(rows[icons].block.text):
        icons += 1
    header = _find_title_header(rows, clues)
    for i, row in enumerate(rows):
        if not row.is_content:
            continue
        if row.block.region and not (row.block.region == "header" and header and _find_header(row.block) == header):
            rows[i] = replace(row, label="chrome", rule=f"region.{row.block.region}")
        elif not fold(row.block.text):  # zero-width characters that an editor left
            rows[i] = replace(row, label="chrome", rule="invisible")
        elif row.block.tag == "figcaption":
            rows[i] = replace(row, rule="caption")
        elif clues.knowledge.sprite.is_sprite(row.block.text) or i < icons >= _FEWEST_ICONS:
            rows[i] = replace(row, label="chrome", rule="sprite")
    return rows


def _find_title_header(rows: Rows, clues: Clues) -> str:
    """The path of the header that holds the page's title, as some sites have it; else nothing."""
    headings = [row.block for row in rows if row.is_content and row.block.heading]
    titles = [block for block in headings if clues.is_title(block.text)]
    return _find_header(titles[0]) if titles and titles[0].region == "header" else ""


def _find_header(block: Block) -> str:
    """The path of the outermost header that the block stands in."""
    steps = (block.path or "").split("/")
    depth = next((i for i, step in enumerate(steps) if step.partition("[")[0] == "header"), -1)
    return "/".join(steps[: depth + 1])

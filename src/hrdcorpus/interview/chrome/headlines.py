"""Lines of the head that no rule knows: one of them is the title, if no rule found it."""

from dataclasses import replace

from hrdcorpus.interview.chrome.clues import Clues, Rows
from hrdcorpus.knowledge.templates import is_name

_MOST_CAPTIONS = 3


def label_headlines(rows: Rows, unclaimed: list[int], clues: Clues) -> Rows:
    """One of the unclaimed lines is the title, if no rule found it; on the site's own pages the others are captions."""
    title = next((i for i, row in enumerate(rows) if row.label == "title"), None)
    if title is None and unclaimed:
        title = _choose_title(rows, unclaimed, clues)
        rows[title] = replace(rows[title], label="title", rule="title.position")
    others = [i for i in unclaimed if i != title]
    is_site = any(row.label in ("chrome", "date", "author", "tags") for row in rows)
    if is_site and len(others) <= _MOST_CAPTIONS:
        for i in others:
            is_above = title is None or i < title
            if is_above and is_name(rows[i].block.text) and not any(row.label == "author" for row in rows):
                rows[i] = replace(rows[i], label="author", rule="author.position")
            else:
                rows[i] = replace(rows[i], rule="headline" if is_above else "caption")
    return rows


def _choose_title(rows: Rows, unclaimed: list[int], clues: Clues) -> int:
    """What the markup says is the title; else the line before the tags line; else the longest."""
    for i in unclaimed:
        if rows[i].block.heading == 1 or clues.is_declared(rows[i].block.text):
            return i
    tags = next((i for i, row in enumerate(rows) if row.label == "tags"), 0)
    above = [i for i in unclaimed if i < tags]
    return above[-1] if above else max(unclaimed, key=lambda i: (len(rows[i].block.text), -i))

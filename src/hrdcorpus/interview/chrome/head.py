"""The page's head: from its first block to its first prose."""

import re
from collections.abc import Sequence
from dataclasses import replace

from hrdcorpus.interview.chrome.clues import Clues, Rows, label_line
from hrdcorpus.interview.labels import CORRECTED, Labelled
from hrdcorpus.knowledge.cldr import list_languages
from hrdcorpus.knowledge.dates import find_dates
from hrdcorpus.knowledge.templates import is_name
from hrdcorpus.naming import find_interviewees
from hrdcorpus.reading.blocks import Block
from hrdcorpus.text.folding import ends_sentence

_LONGEST_HEADLINE = 250  # characters; the longest title of an interview seen has under 120
_BARS = re.compile(r"\s+[|·•]\s+")
_MOST_PARTS = 4  # of a line with date, author and the like
_MOST_APPEALS = 2  # paragraphs of the site's prose above a title
_LONGEST_HEAD = 60  # lines; the longest seen has 12


def label_head(rows: Rows, clues: Clues) -> tuple[Rows, list[int]]:
    """The lines of the head that a rule knows, and the places of headlines that none does."""
    unclaimed: list[int] = []
    found = [row for row in rows if row.rule == CORRECTED]
    title = _find_title(rows, clues)
    for i, row in enumerate(rows):
        if row.is_fixed:
            break
        if not row.is_content:
            continue
        claimed = _claim_line(row, found, clues)
        if claimed is not None:
            rows[i] = claimed
            found.append(claimed)
        elif i < title:
            is_author = is_name(row.block.text) and any(other.label == "date" for other in found)
            named = replace(row, label="author", rule="author.position")
            rows[i] = named if is_author else replace(row, label="chrome", rule="before-title")
        elif row.block.is_linked and not row.block.heading and not clues.is_wording(row.block.text):
            rows[i] = replace(row, label="chrome", rule="link")
        elif (
            len(found) + len(unclaimed) < _LONGEST_HEAD
            and _is_headline(row.block, found)
            and not clues.is_wording(row.block.text)
        ):
            unclaimed.append(i)
        else:
            break
    return rows, unclaimed


def _find_title(rows: Rows, clues: Clues) -> int:
    """Place of the page's title: what stands above it is the site's. 0 where none is certain."""
    begins = (i for i, row in enumerate(rows) if row.is_fixed or (row.is_content and clues.is_wording(row.block.text)))
    first = next(begins, len(rows))
    lines = [i for i, row in enumerate(rows[:first]) if row.is_content][:_LONGEST_HEAD]
    if not any(rows[i].block.path for i in lines):
        return _find_title_line(rows, lines, clues)
    headings = [i for i in lines if rows[i].block.heading]
    for i in headings:
        if clues.is_title(rows[i].block.text):
            return i
    main = [i for i in headings if rows[i].block.heading == 1]
    return main[0] if len(main) == 1 else 0


def _find_title_line(rows: Rows, lines: Sequence[int], clues: Clues) -> int:
    """Place of the title of a text page, where little but the site's own words stands above it; else 0."""
    title = next((i for i in lines if find_interviewees(rows[i].block.text, clues.knowledge.titles) is not None), 0)
    prose = [i for i in lines if i < title and ends_sentence(rows[i].block.text)]
    return title if len(prose) <= _MOST_APPEALS else 0


def _claim_line(row: Labelled, found: Sequence[Labelled], clues: Clues) -> Labelled | None:
    """The line as one of the head's known lines, or None. `found` are those above it."""
    text = row.block.text
    match = clues.knowledge.lines.find_line(text)
    if match is not None and "head" in match.kind.places:
        return label_line(row, match)
    if author := _find_labelled_author(text, clues):
        return replace(row, label="author", rule="author-label.name", slots={"author": author})
    if found and found[-1].rule == "author-label":
        return replace(row, label="author", rule="author-label.name")
    if not _holds_title(found) and find_interviewees(text, clues.knowledge.titles) is not None:
        return replace(row, label="title", rule="title.interview")
    parts = [part for part in _BARS.split(text) if part]
    if 1 < len(parts) <= _MOST_PARTS and (dated := [part for part in parts if find_dates(part)]):
        names = [name for part in parts if (name := _find_byline(part, clues))]
        slots = {"date": dated[0]} | ({"name": names[0]} if len(names) == 1 else {})
        return replace(row, label="date", rule="dateline", slots=slots)
    dates = find_dates(text)
    if dates and all(find_dates(r.block.text) == dates for r in found if r.label == "date"):
        interfaces = frozenset(language for language in list_languages() if find_dates(text, language))
        return replace(row, label="date", rule="date", interfaces=interfaces)
    return None


def _find_labelled_author(text: str, clues: Clues) -> str | None:
    """The author behind a label in the same line, where it is the site or a name ("Author: Mary Example")."""
    label, _, rest = text.replace("：", ":").partition(":")
    match = clues.knowledge.lines.find_line(f"{label}:") if rest else None
    if match is None or match.kind.name != "author-label":
        return None
    author = text[len(label) + 1 :].strip()
    named = clues.knowledge.lines.find_line(author)
    return author if is_name(author) or (named is not None and named.kind.name == "author.site") else None


def _find_byline(text: str, clues: Clues) -> str | None:
    """The name in one part of a line with the date: "By Mary Example", or the name alone."""
    match = clues.knowledge.lines.find_line(text)
    if match is not None and match.kind.name == "byline":
        return match.slots["name"]
    return text if is_name(text) else None


def _holds_title(rows: Sequence[Labelled]) -> bool:
    return any(row.label == "title" for row in rows)


def _is_headline(block: Block, found: Sequence[Labelled]) -> bool:
    """Whether the block could be a title, a bare author or a caption: short, and no sentence."""
    if block.heading and _holds_title(found):
        return False
    return len(block.text) <= _LONGEST_HEADLINE and not ends_sentence(block.text)

"""Labels what the site adds around the content, and the lines that say title, date, author and tags.

Chrome is known by what it is and by where it stands: from the page's first block to its first prose (the head), and
from its last block back to the last prose (the foot). Between the two everything is content, whatever its words.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from hrdcorpus.blocks import Block
from hrdcorpus.cldr import LANGUAGES
from hrdcorpus.dates import find_dates
from hrdcorpus.knowledge import Knowledge
from hrdcorpus.knowledge.interface import InterfaceMatch, RuleName
from hrdcorpus.labels import CORRECTED, Labelled
from hrdcorpus.names import find_interviewee
from hrdcorpus.records import Label
from hrdcorpus.text import ends_sentence, fold

IsWording = Callable[[str], bool]
Rows = list[Labelled]

_LABELS: dict[RuleName, Label] = {
    "tags-line": "tags",
    "imprint": "author",
    "byline": "author",
    "dateline": "date",
}  # the interface's other rules give chrome
_NOT_IN_HEAD: set[RuleName] = {"trailer", "consent", "consent.switch", "ending", "credit"}
_NOT_IN_FOOT: set[RuleName] = {"item-type", "author-label", "imprint", "byline", "dateline", "consent.switch", "ending"}
_LONGEST_HEADLINE = 250  # characters; the longest title of an interview seen has under 120
_FEWEST_ICONS = 5  # icon names on lines of their own, one after the other
_MOST_CAPTIONS = 3
_MOST_APPEALS = 2  # paragraphs of the site's prose above a title
_LONGEST_HEAD = 60  # lines; the longest seen has 12


def label_blocks(
    claimed: Sequence[Labelled], knowledge: Knowledge, is_wording: IsWording, declared: str | None
) -> tuple[Labelled, ...]:
    """The page's blocks, each with its label; what is content keeps the rule `content`.

    `claimed` are the rows as a person left them: what is corrected stays as it is, and the rest is read around it.
    `is_wording` says whether a text is a question of a questionnaire: the head ends there at the latest. `declared` is
    the title that the markup names.
    """
    rows = _label_frame(list(claimed), knowledge, declared)
    rows = _label_foot(rows, knowledge, is_wording)
    rows, unclaimed = _label_head(rows, knowledge, is_wording, declared)
    return tuple(_label_headlines(rows, unclaimed, declared))


def _label_frame(rows: Rows, knowledge: Knowledge, declared: str | None) -> Rows:
    """The sprite, wherever it stands, and what an HTML page keeps outside of its content."""
    icons = 0  # some programs write each icon's name on a line of its own
    while icons < len(rows) and knowledge.sprite.is_icon_name(rows[icons].block.text):
        icons += 1
    header = _find_title_header(rows, knowledge, declared)
    for i, row in enumerate(rows):
        if not row.is_content:
            continue
        if row.block.region and not (row.block.region == "header" and header and _find_header(row.block) == header):
            rows[i] = replace(row, label="chrome", rule=f"region.{row.block.region}")
        elif not fold(row.block.text):  # zero-width characters that an editor left
            rows[i] = replace(row, label="chrome", rule="invisible")
        elif row.block.tag == "figcaption":
            rows[i] = replace(row, rule="caption")
        elif knowledge.sprite.is_sprite(row.block.text) or i < icons >= _FEWEST_ICONS:
            rows[i] = replace(row, label="chrome", rule="sprite")
    return rows


def _find_title_header(rows: Rows, knowledge: Knowledge, declared: str | None) -> str:
    """The path of the header that holds the page's title, as some sites have it; else nothing."""
    headings = [row.block for row in rows if row.is_content and row.block.heading]
    titles = [block for block in headings if _is_title(block.text, knowledge, declared)]
    return _find_header(titles[0]) if titles and titles[0].region == "header" else ""


def _find_header(block: Block) -> str:
    """The path of the outermost header that the block stands in."""
    steps = (block.path or "").split("/")
    depth = next((i for i, step in enumerate(steps) if step.partition("[")[0] == "header"), -1)
    return "/".join(steps[: depth + 1])


def _label_foot(rows: Rows, knowledge: Knowledge, is_wording: IsWording) -> Rows:
    """The trailers after the last prose; from the consent text's heading on, everything."""
    matches = {i: knowledge.interfaces.find_line(row.block.text) for i, row in enumerate(rows) if row.is_content}
    end = _find_consent(matches, len(rows))
    if any(is_wording(row.block.text) for row in rows[end:]):
        end = len(rows)
    for i in range(end, len(rows)):
        if rows[i].is_content:
            rows[i] = replace(rows[i], label="chrome", rule="consent")
    for i in reversed(range(end)):
        match = matches.get(i)
        if match is not None and match.name not in _NOT_IN_FOOT:
            rows[i] = _label_line(rows[i], match)
        elif rows[i].is_content or rows[i].is_fixed:
            break
    return rows


def _find_consent(matches: dict[int, InterfaceMatch | None], end: int) -> int:
    """Where the consent text begins: its heading, with a switch of the cookie banner below it; else the end."""
    switches = [i for i, match in matches.items() if match is not None and match.name == "consent.switch"]
    headings = [i for i, match in matches.items() if match is not None and match.name == "consent"]
    return max((i for i in headings if switches and i < switches[-1]), default=end)


def _label_head(
    rows: Rows, knowledge: Knowledge, is_wording: IsWording, declared: str | None
) -> tuple[Rows, list[int]]:
    """The lines of the head that a rule knows, and the places of headlines that none does."""
    unclaimed: list[int] = []
    found = [row for row in rows if row.rule == CORRECTED]
    title = _find_title(rows, knowledge, is_wording, declared)
    for i, row in enumerate(rows):
        if row.is_fixed:
            break
        if not row.is_content:
            continue
        claimed = _claim_line(row, found, knowledge)
        if claimed is not None:
            rows[i] = claimed
            found.append(claimed)
        elif i < title:
            rows[i] = replace(row, label="chrome", rule="before-title")
        elif row.block.is_linked and not row.block.heading and not is_wording(row.block.text):
            rows[i] = replace(row, label="chrome", rule="link")
        elif (
            len(found) + len(unclaimed) < _LONGEST_HEAD
            and _is_headline(row.block, found)
            and not is_wording(row.block.text)
        ):
            unclaimed.append(i)
        else:
            break
    return rows, unclaimed


def _find_title(rows: Rows, knowledge: Knowledge, is_wording: IsWording, declared: str | None) -> int:
    """Place of the page's title: what stands above it is the site's. 0 where none is certain."""
    begins = (i for i, row in enumerate(rows) if row.is_fixed or (row.is_content and is_wording(row.block.text)))
    first = next(begins, len(rows))
    lines = [i for i, row in enumerate(rows[:first]) if row.is_content][:_LONGEST_HEAD]
    if not any(rows[i].block.path for i in lines):
        return _find_title_line(rows, lines, knowledge)
    headings = [i for i in lines if rows[i].block.heading]
    for i in headings:
        if _is_title(rows[i].block.text, knowledge, declared):
            return i
    main = [i for i in headings if rows[i].block.heading == 1]
    return main[0] if len(main) == 1 else 0


def _find_title_line(rows: Rows, lines: Sequence[int], knowledge: Knowledge) -> int:
    """Place of the title of a text page, where little but the site's own words stands above it; else 0."""
    title = next((i for i in lines if find_interviewee(rows[i].block.text, knowledge.titles) is not None), 0)
    prose = [i for i in lines if i < title and ends_sentence(rows[i].block.text)]
    return title if len(prose) <= _MOST_APPEALS else 0


def _is_title(text: str, knowledge: Knowledge, declared: str | None) -> bool:
    return find_interviewee(text, knowledge.titles) is not None or _is_declared(text, declared)


def _is_declared(text: str, declared: str | None) -> bool:
    """Whether the markup names this title, with or without the site's name after it."""
    return declared is not None and fold(declared).startswith(fold(text))


def _claim_line(row: Labelled, found: Sequence[Labelled], knowledge: Knowledge) -> Labelled | None:
    """The line as one of the head's known lines, or None. `found` are those above it."""
    text = row.block.text
    match = knowledge.interfaces.find_line(text)
    if match is not None and match.name not in _NOT_IN_HEAD:
        return _label_line(row, match)
    if found and found[-1].rule == "author-label":
        return replace(row, label="author", rule="author-label.name")
    if fold(text) in knowledge.authors:
        return replace(row, label="author", rule="author.site")
    if not _holds_title(found) and find_interviewee(text, knowledge.titles) is not None:
        return replace(row, label="title", rule="title.interview")
    dates = find_dates(text)
    if dates and all(find_dates(r.block.text) == dates for r in found if r.label == "date"):
        interfaces = frozenset(language for language in LANGUAGES if find_dates(text, language))
        return replace(row, label="date", rule="date", interfaces=interfaces)
    return None


def _holds_title(rows: Sequence[Labelled]) -> bool:
    return any(row.label == "title" for row in rows)


def _label_line(row: Labelled, match: InterfaceMatch) -> Labelled:
    label = _LABELS.get(match.name, "chrome")
    return replace(row, label=label, rule=match.name, interfaces=match.languages, slots=match.slots)


def _is_headline(block: Block, found: Sequence[Labelled]) -> bool:
    """Whether the block could be a title, a bare author or a caption: short, and no sentence."""
    if block.heading and _holds_title(found):
        return False
    return len(block.text) <= _LONGEST_HEADLINE and not ends_sentence(block.text)


def _label_headlines(rows: Rows, unclaimed: list[int], declared: str | None) -> Rows:
    """One of the unclaimed lines is the title, if no rule found it; on the site's own pages the others are captions."""
    title = next((i for i, row in enumerate(rows) if row.label == "title"), None)
    if title is None and unclaimed:
        title = _choose_title(rows, unclaimed, declared)
        rows[title] = replace(rows[title], label="title", rule="title.position")
    others = [i for i in unclaimed if i != title]
    is_site = any(row.label in ("chrome", "date", "author", "tags") for row in rows)
    if is_site and len(others) <= _MOST_CAPTIONS:
        for i in others:
            rows[i] = replace(rows[i], rule="caption" if title is not None and i > title else "headline")
    return rows


def _choose_title(rows: Rows, unclaimed: list[int], declared: str | None) -> int:
    """What the markup says is the title; else the line before the tags line; else the longest."""
    for i in unclaimed:
        if rows[i].block.heading == 1 or _is_declared(rows[i].block.text, declared):
            return i
    tags = next((i for i, row in enumerate(rows) if row.label == "tags"), 0)
    above = [i for i in unclaimed if i < tags]
    return above[-1] if above else max(unclaimed, key=lambda i: (len(rows[i].block.text), -i))

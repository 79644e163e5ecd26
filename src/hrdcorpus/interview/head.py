"""The head of a page, from its first block to its first prose: title, date, author, tags, banners."""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain, islice, takewhile

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.clues.clues import Clues
from hrdcorpus.interview.datelines import TOLD, claim_date
from hrdcorpus.interview.frame import label_frame
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.knowledge.cldr import find_language
from hrdcorpus.knowledge.templates import is_name
from hrdcorpus.text.folding import fold, fold_words
from hrdcorpus.text.patterns import compile_later

UNKNOWN_BANNER = "banner.unknown"
KICKER = "kicker"  # a line above the title that would be one: "Interview with Mary Example"
_PARTS = compile_later(r"\s+[|·•/–—-]\s+|:\s+")
_LONGEST_HEADLINE = 250  # characters; the longest title of an interview seen has under 120
_LONGEST_SENTENCE = 120  # characters of a title that ends as a sentence does
_LONGEST_CAPTION = 6  # words below the title, or half as many wide characters; the longest name of a photographer has 5
_LONGEST_HEAD = 60  # lines; the longest seen has 12


class Head(Struct, frozen=True):
    """What labelling the head needs to know: the title that the markup names, folded, its words, and
    rows a person labelled.
    """

    declared: str
    words: str
    known: tuple[Labelled, ...]

    def is_title(self, clues: Clues) -> bool:
        """Whether it is a title of an interview, or what the markup names, with or without the site's name."""
        return _is_titled(clues) or self.is_declared(clues)

    def is_declared(self, clues: Clues) -> bool:
        """Whether it is a heading that the markup names, too. One that is all link is the site's name."""
        if not self.declared or not clues.block.heading or clues.block.is_linked:
            return False
        return self.words.startswith(clues.padded.lstrip()) or clues.folded in _PARTS.split(self.declared)


def label_head(clues: Sequence[Clues], declared: str | None, known: Sequence[Labelled]) -> list[Labelled]:
    """The blocks as rows: those of the frame and of the head labelled, all else as content.

    `declared` is the title that the markup names, `known` are rows that a person labelled.
    """
    head = Head(fold(declared or ""), f"{fold_words(declared or '')} ", tuple(known))
    rows = [Labelled(each) for each in clues]
    titles = (row.block.region for row in rows if row.block.heading and head.is_title(row.clues))
    rows = label_frame(rows, next(titles, ""))
    rows, unclaimed = _label_lines(rows, head)
    return _label_headlines(rows, unclaimed, head)


def _label_lines(rows: list[Labelled], head: Head) -> tuple[list[Labelled], list[int]]:
    """The lines of the head that a rule knows, and the places of headlines that none does."""
    unclaimed: list[int] = []
    found = list(head.known)
    title = _find_title(rows, head)
    is_declared = bool(rows) and head.is_declared(rows[title].clues)
    for i, row in enumerate(rows):
        is_title = i == title or not is_declared
        claimed = (
            _claim_line(rows[: i + 1], found, is_above=i < title, may_be_title=is_title) if row.is_content else None
        )
        if not row.is_content or (claimed is not None and claimed.rule == TOLD and i > title):
            continue
        if claimed is None and i < title:
            rows[i] = _label_above_title(row, found)
        elif claimed is not None:
            rows[i] = claimed
            found.append(claimed)
        elif row.clues.wording is not None or len(found) + len(unclaimed) >= _LONGEST_HEAD:
            break
        elif row.block.is_linked and not row.block.heading:
            rows[i] = replace(row, label="chrome", rule="link")
        elif (i == title and is_declared) or _is_headline(row.clues, found):
            unclaimed.append(i)
        else:
            break
    return rows, [i for i in unclaimed if not _is_label_of_date(rows, i)]


def _label_above_title(row: Labelled, found: Sequence[Labelled]) -> Labelled:
    """A line above the title that no rule knows: the author, behind a date; one that would be a title; the site's."""
    if is_name(row.block.text) and _holds(found, "date"):
        return replace(row, label="author", rule="author.position")
    return replace(row, rule=KICKER) if _is_titled(row.clues) else replace(row, label="chrome", rule="before-title")


def _is_label_of_date(rows: Sequence[Labelled], i: int) -> bool:
    """Whether a date stands below it that is none of publication."""
    return i + 1 < len(rows) and rows[i + 1].is_content and bool(rows[i + 1].clues.dates)


def _find_title(rows: Sequence[Labelled], head: Head) -> int:
    """Place of the page's title: what stands above it is the site's. 0 where none is certain.

    Below prose that stands under the first of the main headings, a heading is that of a box or of another story.
    """
    content = [i for i, row in enumerate(rows) if row.is_content]
    main = next((i for i in content if rows[i].block.heading == 1 and not rows[i].block.is_linked), len(rows))
    lines = islice(
        takewhile(lambda i: rows[i].clues.wording is None and not (i > main and rows[i].clues.ends_sentence), content),
        _LONGEST_HEAD,
    )
    headings = [i for i in lines if rows[i].block.heading or rows[i].block.path is None]  # any line of a text page
    title = next((i for i in headings if head.is_title(rows[i].clues)), 0)
    declared = [i for i in headings if head.is_declared(rows[i].clues)]  # the site's name is shorter
    is_kicker = bool(declared) and rows[title].block.heading > rows[declared[0]].block.heading
    return max(declared, key=lambda i: len(rows[i].block.text)) if title in declared or is_kicker else title


def _claim_line(
    rows: Sequence[Labelled], found: Sequence[Labelled], *, is_above: bool, may_be_title: bool
) -> Labelled | None:
    """The last of the rows as one of the head's known lines, or None. `found` are those above it.

    A heading `is_above` the title that would be one ("Interview: Mary Example") is none of them.
    """
    *before, row = rows
    above = before[-1].clues if before else None
    clues = row.clues
    if is_above and clues.block.heading and _is_titled(clues):
        return None
    is_title = may_be_title and _is_titled(clues) and not _holds(found, "title")
    if clues.line is not None and clues.is_line("head") and not (is_title or clues.block.heading == 1):
        return label_line(row, above)
    if _is_banner(row.block.text):
        return replace(row, label="chrome", rule=UNKNOWN_BANNER)
    if found and found[-1].rule == "author-label":
        return replace(row, label="author", rule="author-label.name")
    if is_title:
        return replace(row, label="title", rule="title.interview")
    name = None if clues.block.heading else _find_byline(clues)
    return claim_date(row, above) if name is None else replace(row, label="author", rule="byline", slots={"name": name})


def _find_byline(clues: Clues) -> str | None:
    """The name behind a word for "of" and "from": "di Anna Esempio". In languages with cases it may mean "with"."""
    word, _, name = clues.plain.partition(" ")
    languages = (each for each in clues.knowledge.titles if each.file.cases is None)
    return name if is_name(name) and any(each.joins.get(word) == "either" for each in languages) else None


def list_titles(rows: Iterable[Labelled]) -> list[Labelled]:
    """The title, and a line above it that would be one."""
    return [row for row in rows if row.label == "title" or row.rule == KICKER]


def label_line(row: Labelled, above: Clues | None) -> Labelled | None:
    """A line of the site, or one with a date, with its label, wherever it stands; None where it is none.

    `above` is what stands right above it.
    """
    line = row.clues.line
    if line is None:
        return claim_date(row, above)
    return replace(row, label=line.kind.label, rule=line.kind.name, interfaces=line.languages, slots=line.slots)


def _is_banner(text: str) -> bool:
    """Whether it could be a banner in a language that nobody described: it names two languages, and says more."""
    words = text.split()
    named = [word for word in words if find_language(word.strip(".,:;،。")) is not None]
    return len(named) > 1 and len(words) - len(named) > 1


def _holds(rows: Sequence[Labelled], label: str) -> bool:
    return any(row.label == label for row in rows)


def _is_titled(clues: Clues) -> bool:
    """Whether it is the title of an interview, and no paragraph that tells of one."""
    is_paragraph = clues.ends_sentence and len(clues.text) > _LONGEST_SENTENCE
    return not is_paragraph and clues.interviewees is not None


def _is_headline(clues: Clues, found: Sequence[Labelled]) -> bool:
    """Whether the block could be a title, a bare author or a caption: short, and no sentence."""
    is_second = clues.block.heading > 0 and _holds(found, "title")
    return not is_second and len(clues.text) <= _LONGEST_HEADLINE and not clues.ends_sentence


def _label_headlines(rows: list[Labelled], unclaimed: list[int], head: Head) -> list[Labelled]:
    """One of the unclaimed lines is the title, if no rule found it; on the site's own pages short ones are captions."""
    title = next((i for i, row in enumerate(rows) if row.label == "title"), None)
    if title is None and unclaimed and not _holds(head.known, "title"):
        title = _choose_title(rows, unclaimed, head)
        rows[title] = replace(rows[title], label="title", rule="title.position")
    is_site = any(row.label in ("chrome", "date", "author", "tags") for row in (*rows, *head.known))
    for i in (i for i in unclaimed if i != title):
        is_above = title is None or i < title or rows[i].clues.folded == rows[title].clues.folded
        if not is_site and (title is None or not is_above):
            continue
        if is_above or _is_caption(rows[i].clues):
            rows[i] = replace(rows[i], rule="headline" if is_above else "caption")
    return rows


def _choose_title(rows: Sequence[Labelled], unclaimed: list[int], head: Head) -> int:
    """What the markup says is the title; else the longest."""
    declared = (i for i in unclaimed if head.is_declared(rows[i].clues))
    first = next(chain(declared, (i for i in unclaimed if rows[i].block.heading == 1)), None)
    return max(unclaimed, key=lambda i: (len(rows[i].block.text), -i)) if first is None else first


def _is_caption(clues: Clues) -> bool:
    """Whether it has few words, and is no quotation; in scripts without blanks, two characters are one."""
    words = max(len(clues.words), sum(unicodedata.east_asian_width(c) in "WF" for c in clues.text) // 2)
    return words <= _LONGEST_CAPTION and not clues.folded.startswith('"')

"""Findings on chrome and text: HRD3xx. None of their details quotes the text."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from hrdcorpus.checks.characters import find_controls, find_damage, find_lost_breaks, find_mixed_words
from hrdcorpus.checks.draft_record import DraftRecord, count_characters
from hrdcorpus.clues.clues import Clues
from hrdcorpus.interview.labels import CORRECTED, SPOKEN, Labelled
from hrdcorpus.reading.copies import COPY
from hrdcorpus.reading.splitting import list_lines
from hrdcorpus.records.findings import Finding
from hrdcorpus.text.folding import ends_sentence

_FEWEST_LEFT_OUT = 1_000  # characters of prose after the end; a few notices and teasers have less
_SHARE_LEFT_OUT = 0.25  # of the interview's own text
_LONG = 400  # characters between two turns; pull quotes have less
_FEWEST_OF_REGION, _SHARE_OF_REGION = 200, 0.1  # characters, and of the interview's own, that lost turns have at least
_FEWEST_WORDS = 5  # of a line above the first question; names and credits have fewer
_LABEL = 25  # characters: "Forgot your password?"
_CONTENT = ("header", "button")  # regions that hold the page's head, or unfold an answer
_HABIT = 0.5  # of the questions: where more share a paragraph with their answer, no break was lost


def check_characters(draft: DraftRecord) -> Iterator[Finding]:
    """Characters that could not be decoded; the line is that of the first."""
    found = list(_look(draft, draft.keyed.interview.ledger, find_damage))
    if found:
        row, _, column = found[0]
        detail = (
            f"characters that could not be decoded, or were encoded twice: {sum(len(places) for _, places, _ in found)}"
        )
        yield Finding("badly-decoded", detail, row.block.line, column)


def check_controls(draft: DraftRecord) -> Iterator[Finding]:
    """Control characters, and those that turn the direction of reading, in what the record holds."""
    for row, places, column in _look(draft, draft.list_rows(spoken=False), find_controls):
        kinds = sorted({f"U+{ord(row.block.text[at]):04X}" for at in places})
        yield Finding("control-characters", f"{', '.join(kinds)}, {len(places)} in all", row.block.line, column)


def check_mixed_words(draft: DraftRecord) -> Iterator[Finding]:
    """Words of one script with look-alikes from the other."""
    for row, places, column in _look(draft, draft.list_rows(spoken=False), find_mixed_words):
        detail = f"words of Latin and Cyrillic letters that look alike: {len(places)}"
        yield Finding("mixed-script-word", detail, row.block.line, column)


def check_residue(draft: DraftRecord) -> Iterator[Finding]:
    """Whole paragraphs that are the site's: kept, since an interviewee may have said just that."""
    for row in draft.list_rows(spoken=True):
        if row.label == "question" or row.rule == CORRECTED:
            continue
        match = row.clues.line
        if row.clues.is_sprite or (match is not None and not match.kind.ordinary):
            detail = f"a paragraph of the {row.label} could be {'sprite' if match is None else match.kind.name}"
            yield Finding("chrome-residue", detail, row.block.line)


def check_breaks(draft: DraftRecord) -> Iterator[Finding]:
    """Breaks that are missing between paragraphs: a question beside its answer, sentences without a blank between."""
    rows = draft.keyed.interview.ledger
    cut = [b for a, b in pairwise(rows) if _is_cut(a, b)]
    if len(cut) <= _HABIT * len(draft.keyed.exchanges):
        for row in cut:
            detail = "a question and an answer stand in one paragraph of the page; the record divides them"
            yield Finding("lost-break", detail, row.block.line)
    for row, places, column in _look(draft, draft.list_rows(spoken=True), find_lost_breaks):
        detail = f"sentences without a blank before them: {len(places)}"
        yield Finding("lost-break", detail, row.block.line, column)


def _is_cut(row: Labelled, following: Labelled) -> bool:
    """Whether the two rows are a question and an answer out of one block of the page."""
    turn = {row.label, following.label}
    is_turn = "question" in turn and len(turn) == 2 and turn <= set(SPOKEN)
    return is_turn and (row.block.lines, row.block.path) == (following.block.lines, following.block.path)


def check_left_out(draft: DraftRecord) -> Iterator[Finding]:
    """Text that may be the interview's, and is not in the record: much prose after its end, or a part of it."""
    after = [row for row in draft.keyed.interview.ledger if row.is_weighed_out]
    characters = count_characters(row for row in after if ends_sentence(row.block.text))
    own = count_characters(draft.list_rows(spoken=True))
    if characters >= max(_FEWEST_LEFT_OUT, _SHARE_LEFT_OUT * own):
        detail = f"{characters} characters of prose after the interview's end are not in the record"
        yield Finding("text-left-out", detail, after[0].block.line)
    elif row := next(_list_missed(draft, own), None):
        detail = f"prose among the turns, or a question, is not in the record: {row.rule}"
        yield Finding("text-left-out", detail, row.block.line)
    for row in draft.keyed.interview.ledger:
        if _is_left_above(row) and len(row.clues.words) >= _FEWEST_WORDS:
            yield Finding("text-left-out", f"a line of the head is not in the record: {row.rule}", row.block.line)
        elif row.block.region not in ("", *_CONTENT) and row.label == "question" and row.rule != CORRECTED:
            detail = f"a standard question in region.{row.block.region}, where no content stands, was kept"
            yield Finding("text-left-out", detail, row.block.line)


def _is_left_above(row: Labelled) -> bool:
    """Whether it is a line of the head that a reader may take for the introduction's."""
    is_caption = row.rule in ("caption", "headline") and row.block.tag != "figcaption"
    return is_caption or (row.rule == "before-title" and row.clues.ends_sentence and not row.block.is_linked)


def _list_missed(draft: DraftRecord, own: int) -> Iterator[Labelled]:
    """Rows outside of the record that could be turns: long ones among these, questions below the first of them, and
    what is asked in a part of the frame, however short, and a standard question there wherever it stands.
    """
    ledger = draft.keyed.interview.ledger
    turns = [number for number, row in enumerate(ledger) if row.label in ("question", "answer")]
    asked = {match.item for _, match in draft.keyed.exchanges}
    for number, row in enumerate(ledger):
        if row.label in ("title", "date", "author", *SPOKEN) or row.rule == CORRECTED or row.block.region == COPY:
            continue
        is_among = turns[0] < number < turns[-1]
        text = row.block.text
        is_long = is_among and len(text) >= _LONG and ends_sentence(text)
        is_question = (
            number > turns[0] and row.is_weighed_out and row.clues.is_interrogative and row.clues.match.item is not None
        )
        is_large = number > turns[0] and len(text) >= max(_FEWEST_OF_REGION, _SHARE_OF_REGION * own)
        is_region = bool(row.block.region) and _holds_question(row.clues, asked, may_ask=is_among or is_large)
        if is_long or is_region or is_question:
            yield row


def _holds_question(clues: Clues, asked: AbstractSet[str | None], *, may_ask: bool) -> bool:
    """Whether it holds a known wording that nobody `asked`, or, where turns may be, asks more than a frame does."""
    if clues.wording is not None:
        return not asked >= {clues.wording.item, *clues.wording.others}
    if not clues.holds_question:
        return False
    if len(clues.sentences) > 1:
        return any(_holds_question(part, asked, may_ask=may_ask) for part in clues.sentences)
    return may_ask and len(clues.text) > _LABEL and clues.is_interrogative


def _look(
    draft: DraftRecord, rows: Iterable[Labelled], find: Callable[[str], list[int]]
) -> Iterator[tuple[Labelled, list[int], int]]:
    """The rows that `find` finds something in, the places there, and the column of the first in the row's raw line."""
    lines: dict[int, str] = {}
    for row in rows:
        if places := find(row.block.text):
            at = row.block.line  # none in an HTML page
            lines = lines or {line.number: line.text for line in list_lines(draft.page.text if at else "")}
            in_line = find(lines[at]) if at else []
            yield row, places, in_line[0] + 1 if in_line else 0

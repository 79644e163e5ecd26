"""Findings on chrome and text: HRD3xx. None of their details quotes the text."""

from collections.abc import Iterator
from itertools import pairwise

from hrdcorpus.checks.draft import Draft, count_characters
from hrdcorpus.checks.looking import find_controls, find_lost_breaks, find_mixed_words
from hrdcorpus.interview.labels import CORRECTED, SPOKEN, Labelled
from hrdcorpus.records.findings import Finding, build_finding
from hrdcorpus.text.folding import ends_sentence

_FEWEST_LEFT_OUT = 1_000  # characters of prose after the end; a few notices and teasers have less
_SHARE_LEFT_OUT = 0.25  # of the interview's own text
_HABIT = 0.5  # of the questions: where more share a paragraph with their answer, no break was lost


def check_characters(draft: Draft) -> Iterator[Finding]:
    """Characters that could not be decoded; the line is that of the first."""
    if draft.damaged:
        rows = (row for row in draft.keyed.interview.ledger if "\ufffd" in row.block.text)
        line = next((row.block.line for row in rows), None)
        yield build_finding("badly-decoded", f"characters that could not be decoded: {draft.damaged}", line)


def check_end(draft: Draft) -> Iterator[Finding]:
    """A page that breaks off, so that the interview may, too."""
    if draft.is_cut:
        yield build_finding("truncated", "the page begins with <html> or <body>, and neither ever ends")


def check_controls(draft: Draft) -> Iterator[Finding]:
    """Control characters, and those that turn the direction of reading, in what the record holds."""
    for row in draft.list_rows(spoken=False):
        if places := find_controls(row.block.text):
            kinds = sorted({f"U+{ord(row.block.text[at]):04X}" for at in places})
            yield build_finding("control-characters", f"{', '.join(kinds)}, {len(places)} in all", row.block.line)


def check_mixed_words(draft: Draft) -> Iterator[Finding]:
    """Words of one script with look-alikes from the other."""
    for row in draft.list_rows(spoken=False):
        if places := find_mixed_words(row.block.text):
            detail = f"words of Latin and Cyrillic letters that look alike: {len(places)}"
            yield build_finding("mixed-script-word", detail, row.block.line)


def check_residue(draft: Draft) -> Iterator[Finding]:
    """Whole paragraphs that are the site's: kept, since an interviewee may have said just that."""
    for row in draft.list_rows(spoken=True):
        if row.label == "question" or row.rule == CORRECTED:
            continue
        match = draft.knowledge.lines.find_line(row.block.text)
        is_sprite = draft.knowledge.sprite.is_sprite(row.block.text)
        if is_sprite or (match is not None and not match.kind.ordinary):
            detail = f"a paragraph of the {row.label} could be {'sprite' if match is None else match.kind.name}"
            yield build_finding("chrome-residue", detail, row.block.line)


def check_breaks(draft: Draft) -> Iterator[Finding]:
    """Breaks that are missing between paragraphs: a question beside its answer, sentences without a blank between."""
    rows = draft.keyed.interview.ledger
    cut = [b for a, b in pairwise(rows) if _is_cut(a, b)]
    if len(cut) <= _HABIT * len(draft.keyed.exchanges):
        for row in cut:
            detail = "a question and an answer stand in one paragraph of the page; the record divides them"
            yield build_finding("lost-break", detail, row.block.line)
    for row in draft.list_rows(spoken=True):
        if places := find_lost_breaks(row.block.text):
            detail = f"sentences without a blank before them: {len(places)}"
            yield build_finding("lost-break", detail, row.block.line)


def _is_cut(row: Labelled, following: Labelled) -> bool:
    """Whether the two rows are a question and an answer out of one block of the page."""
    is_same = (row.block.lines, row.block.path) == (following.block.lines, following.block.path)
    turn = {row.label, following.label}
    return is_same and "question" in turn and len(turn) == 2 and turn <= set(SPOKEN)


def check_left_out(draft: Draft) -> Iterator[Finding]:
    """Much prose after what was taken for the interview's end."""
    after = [row for row in draft.keyed.interview.ledger if row.rule == "after-interview"]
    characters = count_characters(row for row in after if ends_sentence(row.block.text))
    own = count_characters(draft.list_rows(spoken=True))
    if characters >= max(_FEWEST_LEFT_OUT, _SHARE_LEFT_OUT * own):
        detail = f"{characters} characters of prose after the interview's end are not in the record"
        yield build_finding("text-left-out", detail, after[0].block.line)

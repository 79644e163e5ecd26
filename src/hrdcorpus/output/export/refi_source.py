"""A record -> the plain text that a qualitative-analysis program shows of it, and where its answers stand in it."""

import re
from collections.abc import Mapping

from msgspec import Struct

from hrdcorpus.errors import RecordError
from hrdcorpus.output.coverage import State
from hrdcorpus.output.export.table import Row, group_speakers, join_paragraphs
from hrdcorpus.records.form import Record

# The one place where the layout is told: it goes into each project.
LAYOUT = (
    "Each source is one interview: lines of what is known of it; a blank line; the introduction; then for each "
    "question a line with its number, as in 'Question 1: ', and its answer, verbatim, with a blank line between "
    f"paragraphs. '[{State.UNANSWERED}]' stands where a question was asked and not answered. Each answer is coded with "
    "its question; where the page tells who speaks, the label stands before, and each speaker's part is coded by "
    "itself. Interviewees and speakers are cases. What is known of an interview is in its variables too, empty ones "
    "left out."
)
# The id stands first: so a text never begins with a byte order mark, which would shift all codings by one.
_HEAD = ("id", "title", "published", "interviewee", "role", "organisation", "country", "language", "source_url")

_REFUSED = re.compile("[\0\r\ud800-\udfff]")


class Said(Struct, frozen=True):
    """What one speaker says, None where nobody knows who: its first character and the one after the last.

    Both are counted from 0, in code points.
    """

    start: int
    end: int
    speaker: str | None


class SourceText(Struct, frozen=True):
    """A text with LF line ends. `answers` are the parts of its answers by their number; an unanswered one has none."""

    text: str
    answers: Mapping[int, tuple[Said, ...]]


def build_source_text(record: Record, interview: Row) -> SourceText:
    """The record as `LAYOUT` says; `interview` is its row of the table of interviews.

    `RecordError` where it holds a carriage return, NUL or a lone surrogate: readers would shift or cut what follows.
    """
    head = "\n".join(f"{name.replace('_', ' ').capitalize()}: {interview[name]}" for name in _HEAD if interview[name])
    text = "\n\n".join((head, *record.introduction))
    answers = {}
    for exchange in record.exchanges:
        asker = f", asked by {exchange.asker}" if exchange.asker else ""
        text += f"\n\nQuestion {exchange.number}{asker}: {exchange.question.text}"
        parts = []
        for speaker, paragraphs in group_speakers(exchange):
            text += f"\n\n{speaker}: " if speaker else "\n\n"
            said = join_paragraphs(paragraphs)
            parts.append(Said(len(text), len(text) + len(said), speaker))
            text += said
        text += "" if parts else f"\n\n[{State.UNANSWERED}]"
        answers[exchange.number] = tuple(parts)
    if found := _REFUSED.search(text):
        reason = f"holds the character U+{ord(found[0]):04X}, which would shift or cut the text in other programs"
        raise RecordError(f"{reason}; run ingest again", record.id)
    return SourceText(text + "\n", answers)

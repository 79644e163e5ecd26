"""A record -> the plain text that a qualitative-analysis program shows of it, and where its answers stand in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hrdcorpus.errors import RecordError
from hrdcorpus.output.export.tables import Row, join_paragraphs
from hrdcorpus.records.form import Record

# The one place where the layout is told: it goes into each project.
LAYOUT = (
    "Each source is one interview: lines of what is known of it; a blank line; the introduction; then for each "
    "question a line with its number, as in 'Question 1: ', and its answer, verbatim, with a blank line between "
    "paragraphs. '[No answer.]' stands where a question was asked and not answered. Each answer is coded with its "
    "question; what is known of an interview is in its variables too, empty ones left out."
)
NO_ANSWER = "[No answer.]"

# The id stands first: so a text never begins with a byte order mark, which would shift all codings by one.
_HEAD = ("id", "title", "published", "interviewee", "role", "organisation", "country", "language", "source_url")

_REFUSED = re.compile("[\0\r\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text with LF line ends. `answers` are its answers by their number: first character and the one after the last.

    Both are counted from 0, in code points. An unanswered question has none.
    """

    text: str
    answers: Mapping[int, tuple[int, int]]


def build_source_text(record: Record, interview: Row) -> SourceText:
    """The record as `LAYOUT` says; `interview` is its row of the table of interviews.

    `RecordError` where two questions have one number, and where it holds a carriage return, NUL or a lone surrogate:
    readers would shift or cut what follows.
    """
    if len({exchange.number for exchange in record.exchanges}) < len(record.exchanges):
        raise RecordError("two questions have one number; run ingest again", record.id)
    head = "\n".join(f"{name.replace('_', ' ').capitalize()}: {interview[name]}" for name in _HEAD if interview[name])
    text = "\n\n".join((head, *record.introduction))
    answers = {}
    for exchange in record.exchanges:
        text += f"\n\nQuestion {exchange.number}: {exchange.question.text}\n\n"
        if exchange.answer:
            start = len(text)
            text += join_paragraphs(exchange.answer)
            answers[exchange.number] = (start, len(text))
        else:
            text += NO_ANSWER
    if found := _REFUSED.search(text):
        reason = f"holds the character U+{ord(found[0]):04X}, which would shift or cut the text in other programs"
        raise RecordError(f"{reason}; run ingest again", record.id)
    return SourceText(text + "\n", answers)

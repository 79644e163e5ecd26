"""What the checks look at: everything a record is built from."""

from collections.abc import Iterable

from msgspec import Struct

from hrdcorpus.interview.keyed import Keyed
from hrdcorpus.interview.labels import SPOKEN, Labelled, list_labelled
from hrdcorpus.interview.metadata import Metadata
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.reading.pages import Page
from hrdcorpus.records.findings import Finding
from hrdcorpus.records.form import Interviewee


class DraftRecord(Struct, frozen=True):
    """A page's interview with its metadata and keys, before there is a record of it."""

    page: Page
    metadata: Metadata
    content: str  # the content's language
    interviewees: tuple[Interviewee, ...]
    is_told_below: bool  # by no title, but by another line, a label or a question
    keyed: Keyed
    knowledge: Knowledge
    reading: tuple[Finding, ...]  # what was found when the page was taken apart

    def list_rows(self, *, spoken: bool) -> list[Labelled]:
        """The rows of the ledger that the record holds; only those of the interview itself where `spoken`."""
        labels = SPOKEN if spoken else ("title", "date", "author", *SPOKEN)
        return list_labelled(self.keyed.interview.ledger, *labels)


def count_characters(rows: Iterable[Labelled]) -> int:
    """The length of the rows' texts together."""
    return sum(len(row.block.text) for row in rows)

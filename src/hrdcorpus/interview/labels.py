"""The labelled block: the one line of the ledger."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from hrdcorpus.clues.clues import Clues
from hrdcorpus.interview.weighing import Weighed
from hrdcorpus.reading.blocks import Block
from hrdcorpus.records.form import Label

CONTENT = "content"  # rule of a block that no rule has claimed yet
CORRECTED = "corrected"  # rule of a block that a person claimed: no other rule may
SPOKEN: tuple[Label, ...] = ("introduction", "question", "answer")  # what an interview consists of


class Labelled(Struct, frozen=True):
    """A block with its one label and the rule that gave it.

    `interfaces` are the interface languages that know the line (empty: it tells nothing of the interface's
    language); `slots` what the rule's template caught, verbatim; `reason` why a person gave the label; `speaker` the
    label of who says it, where the page names them; `weighed` what spoke for the label and against it.
    """

    clues: Clues
    label: Label = "other"
    rule: str = CONTENT
    interfaces: frozenset[str] = frozenset()
    slots: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    speaker: str | None = None
    weighed: Weighed | None = None

    @property
    def block(self) -> Block:
        """The block itself."""
        return self.clues.block

    @property
    def is_weighed_out(self) -> bool:
        """Whether its clues say that it is the site's."""
        return self.weighed is not None and self.weighed.is_reached

    @property
    def is_content(self) -> bool:
        """Whether no rule has claimed the block: it is the interview's text, or nothing we know."""
        return self.rule == CONTENT


def list_labelled(rows: Iterable[Labelled], *labels: Label) -> list[Labelled]:
    """The rows with one of these labels, in order."""
    return [row for row in rows if row.label in labels]

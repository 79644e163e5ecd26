"""The labelled block: the one line of the ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from hrdcorpus.blocks import Block

Label = Literal["chrome", "title", "date", "author", "tags", "introduction", "question", "answer", "other"]

CONTENT = "content"  # rule of a block that no rule has claimed yet


@dataclass(frozen=True, slots=True)
class Labelled:
    """A block with its one label and the rule that gave it.

    `interfaces` are the interface languages that know the line (empty: it tells nothing of the interface's
    language); `slots` what the rule's template caught, verbatim.
    """

    block: Block
    label: Label
    rule: str
    interfaces: frozenset[str] = frozenset()
    slots: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_content(self) -> bool:
        """Whether no rule has claimed the block: it is the interview's text, or nothing we know."""
        return self.rule == CONTENT


def list_labelled(rows: Iterable[Labelled], *labels: Label) -> list[Labelled]:
    """The rows with one of these labels, in order."""
    return [row for row in rows if row.label in labels]

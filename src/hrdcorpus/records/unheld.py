"""Records that are read, or chosen, each time one goes through them: none is held."""

from abc import ABC
from collections.abc import Collection

from hrdcorpus.records.form import Record


class Unheld(Collection[Record], ABC):
    """What such a collection has from going through it."""

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, record: object) -> bool:
        return any(each == record for each in self)

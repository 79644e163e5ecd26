"""What telling chrome from content needs to know, and the labels of the site's own lines."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hrdcorpus.interview.labels import Labelled
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.knowledge.lines import SiteLine
from hrdcorpus.naming import find_interviewees
from hrdcorpus.text.folding import fold

IsWording = Callable[[str], bool]
Rows = list[Labelled]


@dataclass(frozen=True, slots=True)
class Clues:
    """`is_wording` knows the questions of questionnaires; `declared` is the title that the markup names."""

    knowledge: Knowledge
    is_wording: IsWording
    declared: str | None

    def is_title(self, text: str) -> bool:
        """Whether the text is a title of an interview, or the one that the markup names."""
        return find_interviewees(text, self.knowledge.titles) is not None or self.is_declared(text)

    def is_declared(self, text: str) -> bool:
        """Whether the markup names this title, with or without the site's name after it."""
        return self.declared is not None and fold(self.declared).startswith(fold(text))


def label_line(row: Labelled, line: SiteLine) -> Labelled:
    """A line of the site with its label."""
    return replace(row, label=line.kind.label, rule=line.kind.name, interfaces=line.languages, slots=line.slots)

"""What was done in a review, act by act: it can be undone, or done again for another reason."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.corpus.amending import Amended, take_back
from hrdcorpus.corpus.places import CorpusFile
from hrdcorpus.corpus.settings import Settings
from hrdcorpus.errors import CorrectionError, HrdcorpusError
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.screen.desk import Desk

_REASONS: Mapping[str, str] = MappingProxyType(
    {  # why, where a person says nothing else
        "label": "read in review",
        "key": "chosen in review",
        "facts": "known in review",
        "accept": "looked at in review",
        "exclude": "no interview, as seen in review",
    }
)
Act = Callable[[str], Amended]  # with a reason


class _Done(Struct, frozen=True):
    """An act, with which it can be undone, or done again for another reason."""

    amended: Amended
    kind: str
    act: Act
    message: str


class Undoing(Desk):
    """Each act changes one page's sidecar, and reads the page again. `reason` stands in place of the usual reasons."""

    def __init__(self, files: Iterable[CorpusFile], settings: Settings, knowledge: Knowledge, reason: str = "") -> None:
        super().__init__(files, settings, knowledge)
        self.reason = reason
        self.changed: set[Path] = set()
        self._done: list[_Done] = []

    def get_reason(self, kind: str) -> str:
        """Why, where a person says nothing else."""
        return self.reason or _REASONS.get(kind, "")

    def do(self, kind: str, act: Act, message: str, reason: str = "") -> str:
        """Do it, for this reason or else the usual one; what was done."""
        amended = act(reason or self.get_reason(kind))
        self._done.append(_Done(amended, kind, act, message))
        self._take(amended)
        return f"{message}; z takes it back"

    def undo(self) -> str:
        """Take the last act back, on whatever page it was, and show that page."""
        return f"undone: {self._take_back().message}"

    def check_reason(self) -> None:
        """`CorrectionError` where the last act can have no reason."""
        if not self._done:
            raise CorrectionError("nothing was done yet")
        if self._done[-1].kind not in _REASONS:
            raise CorrectionError("the last act has no reason; z takes it back")

    def give_reason(self, reason: str) -> str:
        """Do the last act again, for this reason; where that cannot be, it stays as it was."""
        self.check_reason()
        last = self._take_back()
        try:
            return self.do(last.kind, last.act, last.message, reason)
        except (HrdcorpusError, OSError):
            undone = replace(last.amended, before=last.amended.after, after=last.amended.before)
            self._take(take_back(undone, self.knowledge))
            self._done.append(last)
            raise

    def _take_back(self) -> _Done:
        if not self._done:
            raise CorrectionError("nothing was done yet")
        self._take(take_back(self._done[-1].amended, self.knowledge))
        return self._done.pop()

    def _take(self, amended: Amended) -> None:
        self.changed.add(amended.file.path)
        self.show(amended.file, amended.page, amended.explanation)

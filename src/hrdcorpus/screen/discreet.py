"""An app of the terminal from which no word of a page gets out: into no message, no log, no clipboard."""

from typing import ClassVar

from textual.app import App
from textual.worker import WorkerFailed

from hrdcorpus.errors import HrdcorpusError, name_bug


class DiscreetApp(App[None]):
    """`failure` says where a bug was, if there was one; nothing of what was shown then is told."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT: ClassVar[bool] = False  # what is copied goes through the terminal to who knows where

    def __init__(self) -> None:
        super().__init__()
        self.failure: HrdcorpusError | None = None

    def _fatal_error(self) -> None:
        """End with the place of a bug alone: what Textual would print, with the values there, might quote a page."""
        error = self._exception or RuntimeError()
        self.failure = name_bug(error.error if isinstance(error, WorkerFailed) else error)
        self._close_messages_no_wait()

    def panic(self, *_: object) -> None:
        """The same, of errors that know how to print themselves."""
        self._fatal_error()

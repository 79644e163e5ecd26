"""What can stop a file or a run, as values: which file, where in it, and why. No reason ever quotes a page's text."""

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


class HrdcorpusError(Exception):
    """Base of all errors a user is meant to read.

    `reason` says what is wrong and what to do; `path` which file it is about, None until somebody knows; `line` and
    `column` (from 1, 0 where unknown) and `key` (of an entry, or the path of an element) where in it. Only `str` makes
    one text of them, and nobody takes that apart again.
    """

    def __init__(self, reason: str, path: object = None, key: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(reason, path, key, line, column)
        self.reason, self.path, self.key, self.line, self.column = reason, path, key, line, column

    @property
    def explanation(self) -> str:
        """The reason behind its key: what to say where the file and the line are said apart."""
        return f"{self.key}: {self.reason}" if self.key else self.reason

    def __str__(self) -> str:
        numbers = "".join(f":{number}" for number in (self.line, self.column) if number)
        return self.explanation if self.path is None else f"{self.path}{numbers}: {self.explanation}"


class KnowledgeError(HrdcorpusError):
    """A resource of the program or of the user is wrong: the run stops."""


class PageError(HrdcorpusError):
    """A page cannot be read: this file stops, the others go on."""


class CorrectionError(PageError):
    """A page's sidecar, which `path` names, cannot be read, or no longer fits its page."""


class LostSidecar(PageError):
    """The sidecar `file` is read for no page, and what it says would be lost. `page` seems to be meant, if any is."""

    def __init__(self, reason: str, file: Path, page: Path | None) -> None:
        super().__init__(reason, file)
        self.file, self.page = file, page

    def __str__(self) -> str:
        return f"{super().__str__()}; see: hrdcorpus rule HRD413"


class NotAnInterview(HrdcorpusError):
    """A page was read, but it is no interview."""


class RecordError(HrdcorpusError):
    """A record cannot be read, is not valid, or cannot be written."""


class MissingLibrary(HrdcorpusError):
    """A library that an extra brings is not installed: the run stops."""


class InternalError(HrdcorpusError):
    """A bug of ours."""


@contextmanager
def locate_errors(path: object, key: str = "") -> Iterator[None]:
    """An error that is raised within, and names no file yet, is about the file at `path`, and the `key` in it."""
    try:
        yield
    except HrdcorpusError as error:
        if error.path is None:
            error.path, error.key = path, error.key or key
        raise


def attempt(step: Callable[[], T], path: object) -> T | HrdcorpusError:
    """What `step` makes of the file at `path`, or the error that stops this file. A `KnowledgeError` stops the run."""
    try:
        return step()
    except KnowledgeError:
        raise
    except HrdcorpusError as error:
        error.path = error.path or path
        return error
    except Exception as error:  # noqa: BLE001 - a bug of ours on one file must not cost the others
        return name_bug(error, path)


def name_bug(error: BaseException, path: object = None) -> InternalError:
    """The kind of `error` and the last line of this package it passed; its message might quote testimony."""
    places = [(frame.f_globals.get("__name__", ""), line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [f"{module}:{line}" for module, line in places if module.split(".")[0] == __name__.split(".")[0]]
    place = ours[-1] if ours else "an unknown place"
    return InternalError(f"internal error: {type(error).__name__} at {place}; please report it", path)

"""Processes that read pages beside this one, each over a line of its own, page by page.

They are new ones (`spawn`): a fork would copy the locks that threads hold, such as those of a bar of progress, without
the threads, and not every system has it. Each loads what it needs by itself.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from typing import Any

from hrdcorpus.corpus.places import CorpusFile
from hrdcorpus.corpus.runs import Done, Work
from hrdcorpus.errors import HrdcorpusError

_SECONDS = 10  # that a process has to end the page it is at
_SPAWN = get_context("spawn")


class Slot:
    """A page, and its outcome once there is one, or the error that stops the run."""

    __slots__ = "done", "file"

    def __init__(self, file: CorpusFile, done: Done | HrdcorpusError | None) -> None:
        self.file, self.done = file, done


class Worker:
    """A process with the `line` to it, and the `slots` that it was handed and has not answered, in order.

    It `is_ready` when it has loaded what it needs; before that it answers for no page.
    """

    def __init__(self, load: Callable[[], Work]) -> None:
        self.line, theirs = _SPAWN.Pipe()
        self.slots: deque[Slot] = deque()
        self.is_ready = False
        self._process = _SPAWN.Process(target=_serve, args=(theirs, load), daemon=True)
        with hold_interrupts():
            self._process.start()
        theirs.close()

    def hand_over(self, slots: Sequence[Slot]) -> None:
        """Give it pages to read."""
        self.slots += slots
        with suppress(OSError):  # it died: whoever listens will hear of it
            self.line.send([slot.file for slot in slots])

    def hear(self) -> None:
        """Take its next answer: `EOFError` or `OSError` where it died, a `HrdcorpusError` where it could not begin."""
        answer: Any = self.line.recv()
        if self.is_ready:
            self.slots.popleft().done = answer
        elif answer is not None:
            raise answer
        self.is_ready = True

    def tell_end(self) -> str:
        """How it ended, when it has: by a signal's name, or by its exit code."""
        self._process.join()
        code = self._process.exitcode or 0
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    def stop(self) -> None:
        """End it, when the page is done that it is at."""
        self.line.close()
        self._process.join(_SECONDS)
        self._process.kill()
        self._process.join()


@contextmanager
def hold_interrupts() -> Iterator[None]:
    """What begins within never hears of Ctrl-C, which terminals send to all processes; this one hears of it behind."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which lets them through again when it begins
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Connection, load: Callable[[], Work]) -> None:
    """What a process does: it reads the pages it is handed, until nobody listens any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        try:
            work = load()
            line.send(None)
            while True:
                for file in line.recv():
                    line.send(work(file))
        except HrdcorpusError as error:
            line.send(error)

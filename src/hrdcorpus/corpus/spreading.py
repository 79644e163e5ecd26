"""Pages spread over several processes, their outcomes in the pages' order. A process that dies costs its page alone.

`concurrent.futures` does not tell at which page a process died, and gives up all that it holds.
"""

from collections import deque
from collections.abc import Callable, Generator
from functools import cache
from itertools import islice
from multiprocessing.connection import wait
from pathlib import Path

from hrdcorpus.corpus.outcomes import refuse_page
from hrdcorpus.corpus.runs import Done, Known, Work
from hrdcorpus.corpus.workers import Slot, Worker, hold_interrupts
from hrdcorpus.errors import HrdcorpusError, PageError

_CHUNK = 32  # pages that are handed over at once
_MOST = 60  # processes; Windows waits for hardly more at once
_AHEAD = 500  # pages for each process that are looked at before the first of them is done: no more outcomes wait


def spread_pages(known: Known, load: Callable[[], Work], *, output: Path, jobs: int, few: int) -> Generator[Done]:
    """The outcomes of pages; those not known are read by at most `jobs` processes, each with at least `few` to read."""
    jobs = min(jobs, _MOST)
    pool, rest = _Pool(load, output, jobs, few), iter(known)
    slots: deque[Slot] = deque()
    try:
        while True:
            for file, done in islice(rest, _AHEAD * jobs - len(slots)):
                slots.append(Slot(file, done))
                if done is None:
                    pool.todo.append(slots[-1])
            if not slots:
                return
            while slots and (answer := slots[0].done) is not None:
                if isinstance(answer, HrdcorpusError):
                    raise answer
                slots.popleft()
                yield answer
            if slots:
                pool.go_on()
    finally:
        pool.stop()


class _Pool:
    """At most `jobs` processes, one for each `few` pages `todo`. Fewer pages are read in this one."""

    def __init__(self, load: Callable[[], Work], output: Path, jobs: int, few: int) -> None:
        self.todo: deque[Slot] = deque()
        self._load, self._output, self._jobs, self._few = load, output, jobs, few
        self._workers: list[Worker] = []
        self._has_lost = False
        self._load_here = cache(load)

    def go_on(self) -> None:
        """Wait until one more page is done, or until a process is ready."""
        while self._needs_more():
            try:
                self._workers.append(Worker(self._load))
            except OSError:  # the system has no more, or no more open files
                self._jobs = len(self._workers)
        if not self._workers:
            slot = self.todo.popleft()
            slot.done = self._load_here()(slot.file)
            return
        for worker in self._workers:
            if worker.is_ready and self.todo and len(worker.slots) < _CHUNK // 4:  # before it has to wait
                worker.hand_over([self.todo.popleft() for _ in range(min(_CHUNK, len(self.todo)))])
        for line in wait([worker.line for worker in self._workers]):
            self._hear(next(worker for worker in self._workers if worker.line is line))

    def stop(self) -> None:
        """End all processes. Who presses Ctrl-C once more waits for that, too: none is left behind."""
        with hold_interrupts():
            for worker in self._workers:  # all at once: else some would read on while another ends
                worker.line.close()
            for worker in self._workers:
                worker.stop()

    def _needs_more(self) -> bool:
        """After a death no page is read here, where another would end the run."""
        if self._has_lost and self.todo and not self._workers:
            return self._jobs > 0
        return len(self._workers) < min(self._jobs, len(self.todo) // self._few)

    def _hear(self, worker: Worker) -> None:
        """Take an answer. A process that died was at the first page that it had not answered for, if it had begun."""
        try:
            worker.hear()
        except (EOFError, OSError):
            if worker.is_ready and worker.slots:
                slot = worker.slots.popleft()
                how = f"the process that read it died ({worker.tell_end()})"
                error = PageError(f"{how}; free some memory, or leave the page out", slot.file.path)
                slot.done = refuse_page(slot.file, self._output, error), None
            self._has_lost |= worker.is_ready
            self._jobs -= not worker.is_ready
            self._workers.remove(worker)
            self.todo.extendleft(reversed(worker.slots))
            worker.stop()

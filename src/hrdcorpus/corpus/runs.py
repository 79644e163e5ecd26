"""Pages -> outcomes, in their order: of a page that is as it was from memory, of any other by reading it."""

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from functools import cache, partial
from pathlib import Path

from hrdcorpus.corpus.locking import remove_leftovers
from hrdcorpus.corpus.manifest import Entry
from hrdcorpus.corpus.outcomes import Ingested
from hrdcorpus.corpus.places import CorpusFile
from hrdcorpus.corpus.remembering import Memory
from hrdcorpus.corpus.settings import Settings

Done = tuple[Ingested, Entry | None]  # a page's outcome, and what to remember of it
Work = Callable[[CorpusFile], Done]
Known = Iterable[tuple[CorpusFile, Done | None]]
Spread = Callable[[Known, Callable[[], Work]], Generator[Done]]


def ingest_pages(
    files: Sequence[CorpusFile], memory: Memory | None, load: Callable[[], Work], spread: Spread
) -> Generator[Ingested]:
    """The outcome of each page, in order. What must be read is read by what `load` gives: here, or where `spread` says.

    Whoever stops before the end closes this, so that what was done is remembered.
    """
    known = ((file, memory.recall(file) if memory else None) for file in files)
    if not files:
        load()  # what is broken there is told all the same
    is_done = False
    try:
        with closing(spread(known, load)) as done:
            for file, (result, entry) in zip(files, done, strict=True):
                if memory:
                    memory.manifest.remember(file.id, entry)
                yield result
        is_done = True
    finally:
        if memory:
            memory.manifest.close(is_done=is_done)


def load_work(output: Path, settings: Settings, version: str | None, *, check: bool) -> Work:
    """What reads a page, as `ingest_page` says. Other processes load it, too, and no more than it."""
    from hrdcorpus.corpus.ingest import ingest_page  # noqa: PLC0415 - pages that did not change need none of it
    from hrdcorpus.knowledge.base import load_knowledge  # noqa: PLC0415 - as above

    knowledge = load_knowledge(settings.questionnaires, settings.limits, settings.keying)
    return partial(ingest_page, output=output, knowledge=knowledge, version=version, check=check)


def read_here(known: Known, load: Callable[[], Work]) -> Generator[Done]:
    """The pages one after the other, in this process; what reads them is loaded for the first that must be read."""
    load_once = cache(load)
    for file, done in known:
        yield done or load_once()(file)


def clear_folders(files: Iterable[CorpusFile], output: Path) -> None:
    """Remove what killed runs left where the records of these pages stand below `output`."""
    remove_leftovers([output / folder for folder in sorted({os.path.dirname(file.id) for file in files})], output)

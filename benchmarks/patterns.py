"""Which patterns are compiled with their module and which later, against what `hrdcorpus.text.patterns` says.

Of each: the microseconds that compiling it takes, the best of several, and how often two ordinary pages ask for it.
That of `knowledge.loading` is compiled at once by msgspec.
"""

import re
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.invented import build_page
from hrdcorpus.text import patterns

ORDINARY = ("site.html", "seed.txt")
DEAR = 50  # microseconds
TURNS = 5

compile_now = re.compile


class Noted:
    """A pattern of the program that counts who asks for it."""

    def __init__(self, text: str | bytes, flags: int, place: str, *, is_later: bool) -> None:
        self.place, self.is_later, self.asked = place, is_later, 0
        self.cost = min(self._measure(text, flags) for _ in range(TURNS))
        self._compiled = compile_now(text, flags)

    @property
    def is_wrong(self) -> bool:
        """Whether it should be compiled at the other time."""
        return self.is_later != (self.cost >= DEAR and not self.asked)

    def __getattr__(self, name: str) -> Any:
        self.asked += name in patterns.USES
        return getattr(self._compiled, name)

    @staticmethod
    def _measure(text: str | bytes, flags: int) -> float:
        re.purge()
        begun = perf_counter()
        compile_now(text, flags)
        return (perf_counter() - begun) * 1e6


def note_patterns(noted: list[Noted], *, is_later: bool) -> Callable[..., Any]:
    """What stands in for `re.compile` or `compile_later`: a pattern of the program is put to those noted."""

    def note(text: Any, flags: int = 0) -> Any:
        caller = sys._getframe(1)
        module = caller.f_globals["__name__"]
        if not module.startswith("hrdcorpus.") or caller.f_code.co_name != "<module>":
            return compile_now(text, flags)
        noted.append(Noted(text, flags, f"{module}, line {caller.f_lineno}", is_later=is_later))
        return noted[-1]

    return note


def main() -> None:
    """Read ordinary pages and print all patterns, the dearest first, those with a star that are not as they should."""
    noted: list[Noted] = []
    re.compile = note_patterns(noted, is_later=False)
    patterns.compile_later = note_patterns(noted, is_later=True)
    from hrdcorpus.cli import main as run  # noqa: PLC0415 - with its patterns noted

    with tempfile.TemporaryDirectory() as folder, suppress(SystemExit):
        pages, records = Path(folder, "pages"), Path(folder, "records")
        pages.mkdir()
        for name in ORDINARY:
            (pages / name).write_bytes(build_page(name))
        sys.argv = ["hrdcorpus", "ingest", str(pages), "--output", str(records), "--quiet"]
        run()
    for each in sorted(noted, key=lambda each: -each.cost):
        when = "later" if each.is_later else "at once"
        print(f"{'*' if each.is_wrong else ' '}{each.cost:6.0f} {each.asked:6} {when:8} {each.place}")


if __name__ == "__main__":
    main()

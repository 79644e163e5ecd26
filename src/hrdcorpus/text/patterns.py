"""Patterns that few pages need: each is compiled when it is first used, so that no start takes time for it.

They are those that take 50 microseconds or more to compile, and that neither an ordinary HTML page nor an ordinary text
page asks for. `python -m benchmarks.patterns` measures it, and names those that are not as this says.
"""

import re
from typing import Any, AnyStr, cast

USES = ("match", "fullmatch", "search", "findall", "finditer", "split", "sub", "subn")


def compile_later(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, in all that one does with a pattern.

    >>> compile_later("[a-z]+").findall("one, two")
    ['one', 'two']
    """
    return cast("re.Pattern[AnyStr]", _Later(text, flags))


class _Later:
    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._text, self._flags)
        self.__dict__ |= {use: getattr(compiled, use) for use in USES}  # the next use is that of the pattern itself
        return getattr(compiled, name)

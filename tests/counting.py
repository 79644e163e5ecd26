"""Counting what a function does, where a clock would tell more of the machine than of the function."""

import sys
from collections import Counter
from collections.abc import Callable


def count_calls(function: Callable[[], object]) -> int:
    """How often functions of Python and of C are called while `function` runs."""
    calls = Counter[str]()
    sys.setprofile(lambda _, event, __: calls.update((event,)))
    try:
        function()
    finally:
        sys.setprofile(None)
    return calls["call"] + calls["c_call"]

"""Counting what a function does, where a clock would tell more of the machine than of the function."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from types import FrameType


def count_calls(function: Callable[[], object]) -> int:
    """How often functions of Python and of C are called while `function` runs."""
    calls = Counter[str]()
    sys.setprofile(lambda _, event, __: calls.update((event,)))
    try:
        function()
    finally:
        sys.setprofile(None)
    return calls["call"] + calls["c_call"]


def record_calls(
    functions: Iterable[Callable[..., object]], run: Callable[[], object]
) -> Counter[tuple[str, str, str]]:
    """How often each of these functions is called while `run` runs: its name, who calls it, and its first text.

    Who calls is the module, without the package; a function is told by its code, under whatever name it is imported.
    """
    names = {function.__code__: function.__name__ for function in functions}
    calls = Counter[tuple[str, str, str]]()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in names and frame.f_back is not None:
            values = (frame.f_locals[name] for name in frame.f_code.co_varnames[: frame.f_code.co_argcount])
            text = next(value for value in values if isinstance(value, str))
            caller = frame.f_back.f_globals["__name__"].removeprefix("hrdcorpus.")
            calls[names[frame.f_code], caller, text] += 1

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return calls

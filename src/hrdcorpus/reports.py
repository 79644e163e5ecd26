"""Problems -> text: one function per output format of `validate`, in one registry."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType

from hrdcorpus.show import escape, escape_json, escape_path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at in one file. `level` is error, warning or note; `line` counts from 1."""

    path: str
    line: int | None
    code: str
    name: str
    level: str
    detail: str


def report_text(problems: Sequence[Problem]) -> str:
    """One line each, `path:line: CODE name: detail`, as editors and other checkers have it."""
    return "".join(
        f"{escape_path(problem.path)}:{problem.line or ''}{':' if problem.line else ''} "
        f"{problem.code} {problem.name}: {escape(problem.detail)}\n"
        for problem in problems
    )


def report_json(problems: Sequence[Problem]) -> str:
    """One array of objects with the keys of `Problem`."""
    rows = [asdict(problem) for problem in problems]
    return escape_json(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"


REPORTERS: Mapping[str, Callable[[Sequence[Problem]], str]] = MappingProxyType(
    {"text": report_text, "json": report_json}
)

"""What a report is made of: the files that were looked at, and what is to be looked at in them."""

from pathlib import PurePath

from msgspec import Struct

from hrdcorpus.records.rules import LEVELS, RULES, Level


class Problem(Struct, frozen=True, order=True):
    """One thing to look at in one file. `line` and `column` count from 1, in code points; 0 stands for unknown."""

    path: str
    line: int
    column: int
    code: str
    name: str
    level: Level
    detail: str

    @property
    def place(self) -> str:
        """Line and column, as far as they are known: `:12:5`, `:12` or nothing."""
        return "".join(f":{number}" for number in (self.line, self.column) if number)

    @property
    def rule(self) -> str:
        """Code and name."""
        return f"{self.code} {self.name}"


def build_problem(path: object, name: str, detail: str, line: int = 0, column: int = 0) -> Problem:
    """A problem by its rule's name; `KeyError` for a name that is not in the table.

    The path has forward slashes, whatever the system: GitHub and editors know it so.
    """
    rule = RULES[name]
    shown = path.as_posix() if isinstance(path, PurePath) else str(path)
    return Problem(shown, line, column, rule.code, rule.name, rule.level, detail)


class Report(Struct, frozen=True):
    """One run: every file by its path, and the problems, both sorted. At `fail_on` or graver, the run fails."""

    files: tuple[str, ...]
    problems: tuple[Problem, ...]
    fail_on: Level = "error"

    @property
    def has_failed(self) -> bool:
        """Whether a problem is grave enough to fail the run."""
        return any(self.is_failure(problem) for problem in self.problems)

    def is_failure(self, problem: Problem) -> bool:
        """Whether the problem fails the run by itself."""
        return LEVELS.index(problem.level) <= LEVELS.index(self.fail_on)

    def list_gravest_first(self) -> list[Problem]:
        """The problems for a reader who may see the first of them only."""
        return sorted(self.problems, key=lambda problem: LEVELS.index(problem.level))

    def describe(self) -> str:
        """The run in numbers, in one line."""
        levels = [problem.level for problem in self.problems]
        counts = ", ".join(f"{level}s: {levels.count(level)}" for level in LEVELS)
        return f"files: {len(self.files)}, {counts}"

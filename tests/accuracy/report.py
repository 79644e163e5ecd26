"""The tables: one row a measure, one column a set of pages or a system; and what the scores must not fall below."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from accuracy.cases import load_handwritten
from accuracy.score import FIELDS, Tally

KNOWN_FAILURES = "handwritten-known-failures"
Measure = Callable[[Tally], float | int | None]


def _share(part: str, whole: str) -> Measure:
    return lambda tally: tally.counts[part] / tally.counts[whole] if tally.counts[whole] else None


def _count(name: str) -> Measure:
    return lambda tally: tally.counts[name]


def _key_precision(tally: Tally) -> float | None:
    given = tally.counts["keys.given"]
    return 1 - tally.counts["keys.wrong"] / given if given else None


MEASURES: Mapping[str, Measure] = {
    "pages": _count("pages"),
    "pages that could not be taken": _count("error"),
    "interviews refused": _count("refused wrongly"),
    "others taken for interviews": _count("accepted wrongly"),
    "question precision": _share("questions.right", "questions.found"),
    "question recall": _share("questions.right", "questions.all"),
    "keying precision": _key_precision,
    "keying recall, known wordings": _share("keys.known.right", "keys.known.all"),
    "keying recall, reworded": _share("keys.reworded.right", "keys.reworded.all"),
    "answers exact": _share("answers.right", "answers.all"),
    "answer paragraph precision": _share("paragraphs.right", "paragraphs.found"),
    "answer paragraph recall": _share("paragraphs.right", "paragraphs.all"),
    "introduction exact": _share("introduction.right", "introduction.all"),
    **{name.replace("_", " ").replace(".", " "): _share(f"{name}.right", f"{name}.all") for name in FIELDS},
    "chrome leaked, characters": _count("leaked"),
    "testimony lost, characters": _count("lost"),
    "testimony in all, characters": _count("characters"),
    "text pages conserved": _share("conservation.right", "conservation.all"),
}

# What extractors have no notion of is left out where they are compared.
COMPARED = tuple(
    name
    for name in MEASURES
    if not name.startswith(("published text", "interface", "content", "available", "interviewee", "text pages"))
)


class Goal(NamedTuple):
    """A measure that must be at least (shares) or at most (numbers) `bound` on the pages of these sets together."""

    measure: str
    bound: float
    sets: str = ""  # how the names of the sets begin; empty for all

    def is_met(self, tally: Tally) -> bool:
        """Whether the tally reaches the bound; a measure without any page is met."""
        value = MEASURES[self.measure](tally)
        if value is None:
            return True
        return value <= self.bound if isinstance(value, int) else value >= self.bound


GOALS = (
    Goal("question precision", 0.995),
    Goal("question recall", 0.995),
    Goal("keying precision", 1.0),
    Goal("keying recall, known wordings", 1.0),
    Goal("keying recall, reworded", 0.96),  # short interviews with fewer than three sure items have none
    Goal("chrome leaked, characters", 100),  # in doubt a block stays with the speaker
    Goal("testimony lost, characters", 0),
    Goal("interviews refused", 0),
    Goal("others taken for interviews", 0),
    Goal("pages that could not be taken", 0),
    Goal("text pages conserved", 1.0),
)


def list_unmet(tallies: Mapping[str, Tally]) -> list[str]:
    """One line for each goal that is not met, and for each known failure that is none any more."""
    measured = {name: tally for name, tally in tallies.items() if name != KNOWN_FAILURES}
    lines = [f"{name}: has no failure; move it to development" for name in _list_mended(tallies)]
    for goal in GOALS:
        tally = add_tallies(tally for name, tally in measured.items() if name.startswith(goal.sets))
        if not goal.is_met(tally):
            value = MEASURES[goal.measure](tally)
            lines.append(f"{goal.sets or 'all'}: {goal.measure}: {_render(value)}, wanted {goal.bound:g}")
    return lines


def _list_mended(tallies: Mapping[str, Tally]) -> list[str]:
    """Known failures where nothing fails but perhaps a reworded key, which is a matter of shares."""
    tally = tallies.get(KNOWN_FAILURES)
    if tally is None:
        return []
    failing = {case.name for case, what in tally.failures if what != "keys.reworded"}
    return sorted(case.name for case in load_handwritten("known-failures") if case.name not in failing)


def add_tallies(tallies: Iterable[Tally]) -> Tally:
    """All of them as one."""
    total = Tally()
    for tally in tallies:
        total.add(tally)
    return total


def render_table(columns: Mapping[str, Tally], measures: Iterable[str] = tuple(MEASURES)) -> str:
    """A Markdown table of the measures that some column has, padded so that it also reads well in a terminal."""
    rows = [["", *columns]]
    for name in measures:
        values = [_render(MEASURES[name](tally)) for tally in columns.values()]
        if any(value != "-" for value in values):
            rows.append([name, *values])
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = ["| " + " | ".join(_pad(row, widths)) + " |" for row in rows]
    rule = "|" + "|".join("-" * (width + 1) + (":" if n else "-") for n, width in enumerate(widths)) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _render(value: float | int | None) -> str:
    """Shares are rounded down, so that 1.000 means all."""
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{int(value * 1000) / 1000:.3f}"


def _pad(row: list[str], widths: list[int]) -> list[str]:
    return [row[0].ljust(widths[0]), *(value.rjust(width) for value, width in zip(row[1:], widths[1:], strict=True))]


def render_failures(tally: Tally) -> str:
    """One line a page and failure, by failure and layout; never a page's text.

    Of a page that was refused or could not be taken, that alone is listed: the rest follows from it.
    """
    whole = {id(case) for case, what in tally.failures if what.startswith(("refused", "error"))}
    lines: dict[tuple[str, str, str, str], int] = {}
    for case, what in tally.failures:
        if id(case) not in whole or what.startswith(("refused", "error")):
            key = (what, case.truth.layout, case.part, case.name)
            lines[key] = lines.get(key, 0) + 1
    return "".join(
        f"{what} [{layout}] {part} {name}{f' ({times} times)' if times > 1 else ''}\n"
        for (what, layout, part, name), times in sorted(lines.items())
    )

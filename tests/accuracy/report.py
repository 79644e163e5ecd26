"""The tables: one row a measure, one column a set of pages or a system."""

from collections.abc import Callable, Mapping

from accuracy.score import FIELDS, Tally

Cell = Callable[[Tally], str]


def _share(part: str, whole: str) -> Cell:
    def cell(tally: Tally) -> str:
        ratio = tally.ratio(part, whole)
        # rounded down: 1.000 means all of them
        return "-" if ratio is None else f"{int(ratio * 1000) / 1000:.3f}"

    return cell


def _number(name: str) -> Cell:
    return lambda tally: str(tally.counts[name])


def _key_precision(tally: Tally) -> str:
    given = tally.counts["keys.given"]
    return "-" if not given else f"{int((1 - tally.counts['keys.wrong'] / given) * 1000) / 1000:.3f}"


MEASURES: Mapping[str, Cell] = {
    "pages": _number("pages"),
    "could not be taken": _number("error"),
    "interviews refused": _number("refused wrongly"),
    "others accepted": _number("accepted wrongly"),
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
    "chrome leaked, characters": _number("leaked"),
    "testimony lost, characters": _number("lost"),
    "testimony in all, characters": _number("characters"),
    "text pages conserved": _share("conservation.right", "conservation.all"),
}


def render_table(columns: Mapping[str, Tally], corner: str = "") -> str:
    """A Markdown table of every measure that some column has, padded so that it also reads well in a terminal."""
    rows = [[corner, *columns]]
    for name, cell in MEASURES.items():
        values = [cell(tally) for tally in columns.values()]
        if any(value != "-" for value in values):
            rows.append([name, *values])
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = ["| " + " | ".join(_pad(row, widths)) + " |" for row in rows]
    rule = "|" + "|".join("-" * (width + 1) + (":" if n else "-") for n, width in enumerate(widths)) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _pad(row: list[str], widths: list[int]) -> list[str]:
    return [row[0].ljust(widths[0]), *(value.rjust(width) for value, width in zip(row[1:], widths[1:], strict=True))]


def render_failures(tally: Tally) -> str:
    """One line a failure, sorted: set, page, layout, and what went wrong; never a page's text."""
    return "\n".join(sorted(f"{case.part} {case.name} [{case.truth.layout}]: {what}" for case, what in tally.failures))

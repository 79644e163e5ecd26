"""Fits the weights of a decision (resources/weights) on labelled pages, and prints the table to be read and rounded.

    python scripts/fit.py interview [FOLDER]...    # FOLDERs of pages with truths, in the form of tests/accuracy
    python scripts/fit.py site [FOLDER]...
    python scripts/fit.py site --least [FOLDER]...    # only the ten clues whose loss costs least, weights as they are

The project's own pages are always among them. What a clue is worth is found by logistic regression (scikit-learn, of
the extra `fit`); each of the two verdicts weighs the same, whatever there is more of. Beside each weight
stands what happens without the clue: the mistakes that are more then.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from accuracy.cases import Case, load_folder, load_handwritten
from accuracy.generate import PAGES, generate_pages
from accuracy.score import fold
from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.interview.weighing import load_weights
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import Trace, trace_page
from hrdcorpus.reading.pages import build_page

if TYPE_CHECKING:
    import numpy as np
    from sklearn.linear_model import LogisticRegression

OWN = ("development", "evaluation", "not-interviews")
LEAST = 10  # clues that docs/architecture.md names
SUFFIXES = {"text/html": ".html", "text/plain": ".txt"}
PART = 25  # characters; what is shorter is no part of a paragraph, but another one


class Row(NamedTuple):
    """The values of the clues at one decision, and what would have been right."""

    values: Mapping[str, float]
    truth: bool


def list_page_rows(case: Case, trace: Trace) -> Iterable[Row]:
    """Is the page an interview? Pages without an answered question are none, whatever the weights."""
    if trace.weighed.values:
        yield Row(trace.weighed.values, case.truth.interview)


def list_block_rows(case: Case, trace: Trace) -> Iterable[Row]:
    """Is a block the site's? Only pages whose answers are known tell, and of their introduction."""
    exchanges = case.truth.exchange
    said = [fold(text) for asked in exchanges for text in (asked.question, *asked.answer)]
    said += map(fold, case.truth.introduction)
    whole = " ".join(text for text in said if len(text) > PART)  # a question may stand in two paragraphs
    for row in trace.ledger:
        if exchanges and row.weighed is not None and not row.block.heading:
            yield Row(
                row.weighed.values,
                (text := fold(row.block.text)) not in said and (len(text) <= PART or text not in whole),
            )


LISTS: Mapping[str, Callable[[Case, Trace], Iterable[Row]]] = {"interview": list_page_rows, "site": list_block_rows}


def main() -> None:
    """Prints the weights as fitted, beside those in force."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("decision", choices=LISTS)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--strength", type=float, default=1.0, help="how far weights may go: scikit-learn's C")
    parser.add_argument("--least", action="store_true", help="fit nothing")
    options = parser.parse_args()
    cases = [*generate_pages(range(PAGES)), *(case for folder in OWN for case in load_handwritten(folder))]
    cases += [case for folder in options.folders for case in load_folder(folder)]
    rows = list_rows(cases, options.decision)
    sys.stdout.write(format_least(rows, options.decision))
    if not options.least:
        _print_weights(rows, options.decision, options.strength)


def list_rows(cases: Iterable[Case], decision: str) -> list[Row]:
    """What the pages show of a decision; those that cannot be read show nothing."""
    rows: list[Row] = []
    for case in cases:
        try:
            page = build_page(case.raw, case.name + SUFFIXES[case.media_type], case.media_type)
            rows += LISTS[decision](case, trace_page(page, load_knowledge()))
        except HrdcorpusError:
            continue
    return rows


def format_least(rows: Sequence[Row], decision: str) -> str:
    """A Markdown table of the clues whose loss costs the fewest mistakes, each alone, all other weights as they are."""
    threshold, weights = load_weights(decision)

    def count(name: str | None) -> tuple[int, int]:
        sums = [sum(weights[each] * row.values.get(each, 0.0) for each in weights if each != name) for row in rows]
        taken = [total >= threshold for total in sums]
        wrong = sum(is_taken and not row.truth for is_taken, row in zip(taken, rows, strict=True))
        return wrong, sum(not is_taken and row.truth for is_taken, row in zip(taken, rows, strict=True))

    without = {name: count(name) for name in weights}
    least = sorted(weights, key=lambda name: (sum(without[name]), abs(weights[name])))[:LEAST]
    lines = ["| without | taken wrongly | missed |", "|---|---:|---:|"]
    lines += [
        f"| {name} | {wrong} | {missed} |"
        for name, (wrong, missed) in (("nothing", count(None)), *((n, without[n]) for n in least))
    ]
    return "".join(f"{line}\n" for line in lines)


def _print_weights(rows: Sequence[Row], decision: str, strength: float) -> None:
    import numpy as np  # noqa: PLC0415 - of the extra `fit`, which the tests do without

    threshold, weights = load_weights(decision)
    names = list(weights)
    values = np.array([[float(row.values.get(name, 0.0)) for name in names] for row in rows])
    truth = np.array([row.truth for row in rows])
    fitted = _fit(values, truth, strength)
    sys.stdout.write(f"{len(rows)} rows, {truth.sum()} of them yes\n")
    sys.stdout.write(f"in force: {_count_mistakes(values @ np.array(list(weights.values())) - threshold, truth)}\n")
    sys.stdout.write(f"fitted:   {_count_mistakes(fitted.decision_function(values), truth)}\n")
    sys.stdout.write(f"threshold {-fitted.intercept_[0]:.2f} ({threshold:g})\n")
    for i, name in enumerate(names):
        without = np.delete(values, i, axis=1)
        mistakes = _count_mistakes(_fit(without, truth, strength).decision_function(without), truth)
        sys.stdout.write(f"{name:28} {fitted.coef_[0][i]:+.2f} ({weights[name]:+g})   without it: {mistakes}\n")


def _fit(values: "np.ndarray", truth: "np.ndarray", strength: float) -> "LogisticRegression":
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - as above

    return LogisticRegression(C=strength, class_weight="balanced", max_iter=2000).fit(values, truth)


def _count_mistakes(margins: "np.ndarray", truth: "np.ndarray") -> str:
    taken = margins >= 0
    return f"{int((taken & ~truth).sum())} taken wrongly, {int((~taken & truth).sum())} missed"


if __name__ == "__main__":
    main()

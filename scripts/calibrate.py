"""How well questions are keyed on tests/matching, by weight, threshold and margin: the tables of docs/keying.md.

Usage: calibrate.py [--write | --check]; without either, the tables are printed.
"""

import argparse
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from rapidfuzz import fuzz

sys.path.insert(0, str(Path(__file__).parent.parent))

from hrdcorpus.keying import matching, similarity
from hrdcorpus.keying.matching import Matcher, compile_matcher, match_question
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.knowledge.wordings import wording_key
from scripts.marked import add_modes, finish

ROOT = Path(__file__).parent.parent
TABLES = ROOT / "tests" / "matching"
PAGE = ROOT / "docs" / "keying.md"
BEGIN, END = "<!-- calibrate: begin -->\n", "<!-- calibrate: end -->\n"

SETS = ("development", "evaluation")
WEIGHTS = (1.75, 2.0, 2.25, 2.5)
UNKNOWN = (1.0, 1.25, 1.5, 2.25)
THRESHOLDS = (0.55, 0.575, 0.6, 0.625, 0.65)
MARGINS = (0.0, 0.2, 0.4)

Scorer = Callable[[str], tuple[str | None, float]]


@dataclass(frozen=True, slots=True)
class Case:
    """A text and the item that a person would file it under, None for no item."""

    text: str
    item: str | None
    language: str


def load_cases(part: str) -> list[Case]:
    """The paraphrases and negatives of one set, in the order of the files."""
    cases = []
    for name in ("paraphrases", "negatives"):
        groups = tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))[name]
        for group in groups:
            if group["set"] == part:
                cases += [Case(text, group.get("item"), group["language"]) for text in group["texts"]]
    return cases


def main() -> int:
    """Print, write or check the tables; 1 where the page is not up to date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_modes(parser, PAGE)
    options = parser.parse_args()
    tables = "\n".join(render_tables())
    return finish(options, PAGE, BEGIN, END, tables)


def render_tables() -> Iterator[str]:
    """The tables of the page, in Markdown."""
    matcher = compile_matcher(load_knowledge().questionnaires)
    sets = {part: load_cases(part) for part in SETS}
    yield from _render("The texts", ("set", "language", "to be keyed", "not to be keyed"), _count_rows(sets))
    yield from _render("Scorers", ("scorer", *(f"AUC {part}" for part in SETS)), _auc_rows(sets, matcher))
    yield from _render("Keys as shipped", ("set", "language", *_MEASURES), _language_rows(sets, matcher))
    header = ("weight", "threshold", *(f"{measure}, {part}" for part in SETS for measure in _MEASURES))
    yield from _render("Weight of a foreign term, and threshold", header, _weight_rows(sets, matcher))
    header = ("weight", "threshold", *(f"{measure}, {part}" for part in SETS for measure in _MEASURES))
    yield from _render("Weight of an unknown word, and threshold", header, _unknown_rows(sets, matcher))
    header = ("threshold", "margin", *(f"{measure}, {part}" for part in SETS for measure in _MEASURES))
    yield from _render("Threshold and margin", header, _margin_rows(sets, matcher))


_MEASURES = ("precision", "recall")


def _measure(cases: Iterable[Case], matcher: Matcher) -> tuple[str, str]:
    """Precision and recall of the keys."""
    keyed = [(case.item, match_question(case.text, matcher).item) for case in cases]
    right = sum(item is not None and item == found for item, found in keyed)
    given = sum(found is not None for _, found in keyed)
    wanted = sum(item is not None for item, _ in keyed)
    return f"{right / given:.3f}" if given else "-", f"{right / wanted:.3f}" if wanted else "-"


def _count_rows(sets: dict[str, list[Case]]) -> Iterator[tuple[str, ...]]:
    for part, cases in sets.items():
        for language in _list_languages(cases):
            items = [case.item for case in cases if case.language == language]
            yield part, language, str(sum(item is not None for item in items)), str(items.count(None))


def _list_languages(cases: Iterable[Case]) -> list[str]:
    return list(dict.fromkeys(case.language for case in cases))


def _auc_rows(sets: dict[str, list[Case]], matcher: Matcher) -> Iterator[tuple[str, ...]]:
    scorers = {"RapidFuzz token_sort_ratio": _token_sort(matcher), "shared terms": _shared_terms(matcher)}
    for name, scorer in scorers.items():
        yield name, *(f"{_auc(cases, scorer):.3f}" for cases in sets.values())


def _auc(cases: Sequence[Case], scorer: Scorer) -> float:
    """How often a text that is to be keyed outscores one that is not; another item's score counts as none."""
    right, wrong = [], []
    for case in cases:
        item, score = scorer(case.text)
        if case.item is None:
            wrong.append(score)
        else:
            right.append(score if item == case.item else 0.0)
    wins = sum((a > b) + 0.5 * (a == b) for a in right for b in wrong)
    return wins / (len(right) * len(wrong))


def _token_sort(matcher: Matcher) -> Scorer:
    wordings = [(w.item, wording_key(w.example)) for q in matcher.questionnaires for w in q.wordings]

    def score(text: str) -> tuple[str | None, float]:
        key = wording_key(text)
        likeness, item = max((fuzz.token_sort_ratio(key, wording), item) for item, wording in wordings)
        return item, likeness / 100

    return score


def _shared_terms(matcher: Matcher) -> Scorer:
    def score(text: str) -> tuple[str | None, float]:
        best = match_question(text, matcher).candidates
        return (best[0].item, best[0].score) if best else (None, 0.0)

    return score


def _language_rows(sets: dict[str, list[Case]], matcher: Matcher) -> Iterator[tuple[str, ...]]:
    for part, cases in sets.items():
        for language in _list_languages(cases):
            yield part, language, *_measure((case for case in cases if case.language == language), matcher)


def _weight_rows(sets: dict[str, list[Case]], matcher: Matcher) -> Iterator[tuple[str, ...]]:
    for weight in WEIGHTS:
        for threshold in THRESHOLDS:
            with patch.object(similarity, "FOREIGN", weight), patch.object(matching, "THRESHOLD", threshold):
                measures = [measure for cases in sets.values() for measure in _measure(cases, matcher)]
            yield str(weight), str(threshold), *measures


def _unknown_rows(sets: dict[str, list[Case]], matcher: Matcher) -> Iterator[tuple[str, ...]]:
    for weight in UNKNOWN:
        for threshold in THRESHOLDS:
            with patch.object(similarity, "UNKNOWN", weight), patch.object(matching, "THRESHOLD", threshold):
                measures = [measure for cases in sets.values() for measure in _measure(cases, matcher)]
            yield str(weight), str(threshold), *measures


def _margin_rows(sets: dict[str, list[Case]], matcher: Matcher) -> Iterator[tuple[str, ...]]:
    for threshold in THRESHOLDS:
        for margin in MARGINS:
            with patch.object(matching, "THRESHOLD", threshold), patch.object(matching, "MARGIN", margin):
                measures = [measure for cases in sets.values() for measure in _measure(cases, matcher)]
            yield str(threshold), str(margin), *measures


def _render(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"### {title}\n"
    yield "| " + " | ".join(header) + " |"
    yield "|" + "---|" * len(header)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


if __name__ == "__main__":
    sys.exit(main())

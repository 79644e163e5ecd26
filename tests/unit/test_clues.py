"""Clues: each text of a page is asked once, by its clues alone. A table holds who else asks, how often, and why."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from casebook import ROOT, list_pages
from counting import record_calls
from hrdcorpus.clues.asking import asks_alone, is_quotation, judge_own
from hrdcorpus.clues.clues import read_clues
from hrdcorpus.clues.prefixes import find_prefix
from hrdcorpus.keying.matching import compile_matcher, find_leading_wording, find_wording, match_question, match_terms
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.knowledge.dates import find_dates
from hrdcorpus.knowledge.lines import SiteLines
from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.knowledge.sprite import Sprite
from hrdcorpus.naming import find_interviewees
from hrdcorpus.pipeline import trace_page
from hrdcorpus.reading.pages import build_page, read_page
from hrdcorpus.reading.splitting import split_blocks
from hrdcorpus.text.folding import fold, fold_words

PAGES = [*list_pages("interviews", "not-interviews"), *sorted((ROOT / "tests/html").glob("*.html"))]
ROOMS = ("checks", "interview", "output.explaining", "pipeline")  # they decide; the rooms above see records, no blocks
ASKING: tuple[Callable[..., object], ...] = (
    find_dates,
    find_interviewees,
    find_leading_wording,
    SiteLines.find_line,
    find_prefix,
    find_wording,
    fold,
    Sprite.is_sprite,
    match_question,
    match_terms,
    split_sentences,
)
LIKEWISE = (asks_alone, fold_words, is_quotation, judge_own)  # by these, clues are asked again, or a label
# Who asks beside the clues, and how often one text at the most. Whoever is no longer in need of it goes from here.
ELSEWHERE: Mapping[tuple[str, str], tuple[int, str]] = {
    ("find_dates", "interview.metadata"): (2, "the day, in the interface's languages alone"),
    ("find_interviewees", "interview.interviewees"): (2, "a title that names nobody, above and below the turns"),
    ("fold", "interview.head"): (1, "the title that the markup names"),
    ("fold_words", "interview.parting"): (1, "names of people"),
    ("fold_words", "interview.head"): (1, "the words of the title that the markup names"),
    ("fold_words", "interview.metadata"): (1, "what the markup says, beside what is shown"),
    ("fold_words", "interview.several"): (1, "the name with which a headline begins"),
    ("is_quotation", "interview.choosing"): (1, "paragraphs in strict turn, where long questions count, too"),
    ("is_quotation", "interview.units"): (1, "a turn with its label, that is asked without it else"),
    ("find_wording", "interview.keyed"): (1, "a question of several paragraphs, or of one questionnaire among many"),
    ("match_terms", "interview.keyed"): (1, "the same"),
    ("split_sentences", "checks.characters"): (2, "the page's raw lines, for the column of a finding"),
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_each_text_is_asked_once(page: Path) -> None:
    read, knowledge = read_page(page, page.parent), load_knowledge()
    blocks = [block.text for block in split_blocks(read).blocks]
    asked = Counter[tuple[str, str, str]]()
    for (function, caller, text), times in record_calls(ASKING, lambda: trace_page(read, knowledge)).items():
        asked[function, "clues" if caller.startswith("clues.") else caller, text] += times
    often = {}
    for (function, caller, text), times in asked.items():
        most, _ = ELSEWHERE.get((function, caller), (1 if caller == "clues" else 0, ""))
        is_above = caller.startswith(("clues", *ROOMS))
        if is_above and times > most * max(1, sum(block.count(text) for block in blocks)):
            often[function, caller, text] = times
    assert often == {}


def test_nobody_asks_beside_the_clues_without_a_reason() -> None:
    names = {function.__name__ for function in (*ASKING, *LIKEWISE)}
    source = ROOT / "src/hrdcorpus"
    modules = {".".join(file.relative_to(source).with_suffix("").parts): file for file in source.rglob("*.py")}
    found = {
        (name, module)
        for module, file in modules.items()
        if module.startswith(ROOMS)
        for name in names.intersection(_list_used(ast.parse(file.read_text("utf-8"))))
    }
    assert sorted(found) == sorted(ELSEWHERE)


def _list_used(tree: ast.Module) -> Iterator[str]:
    """The names that a module imports, and those of the methods that it calls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


def test_words_of_a_page_share_their_memory() -> None:
    page = build_page(b"Nobody measured the wells.\n\nWe measured them.", "page.txt", "text/plain")
    first, second = read_clues(split_blocks(page).blocks, load_knowledge(), compile_matcher(()))
    assert first.words[1] is second.words[1]

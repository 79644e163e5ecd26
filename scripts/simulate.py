"""How well the questions of made-up interviews are keyed, with and without their order: a table of docs/keying.md.

Usage: simulate.py [--write | --check] [FILE]...; FILEs have the form of samples.toml.

From the wordings of one set and language interviews are made, always the same ones: a fifth of the items is skipped,
two foreign questions stand in each, every third has one question out of order, every sixth has foreign ones alone.
What keys them has the samples of all other sets, and never those of their own.
"""

import argparse
import random
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from hrdcorpus.keying.likeness import Likeness, Rates
from hrdcorpus.keying.matching import Matcher, compile_matcher, match_question
from hrdcorpus.keying.ordering import Asked, key_in_order
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.knowledge.folders import SHIPPED
from hrdcorpus.knowledge.questionnaires import Sample
from hrdcorpus.knowledge.samples import SAMPLES
from scripts.marked import add_modes, finish

ROOT = Path(__file__).parent.parent
SAMPLES_FILE = SHIPPED / "hrd-kz-2021" / SAMPLES
PAGE = ROOT / "docs" / "keying.md"
BEGIN, END = "<!-- simulate: begin -->\n", "<!-- simulate: end -->\n"

_INTERVIEWS = 300
_SKIPPED = 0.2
_FOREIGN = 2
_LENGTH = 10  # questions of an interview that follows no questionnaire
_SEED = 13
_MISLEADING = ", misleading"  # of a set: foreign questions in the words of an item

Question = tuple[str, str | None]  # a text, and the item that a person would file it under


@dataclass
class Pool:
    """The wordings of one set and language: by item, of foreign questions, of those that mislead."""

    wordings: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    foreign: list[str] = field(default_factory=list)
    misleading: list[str] = field(default_factory=list)


class Score(NamedTuple):
    """How many keys are right, how many were given and how many wanted; `strayed` in interviews without an item."""

    right: int
    given: int
    wanted: int
    strayed: int

    @property
    def precision(self) -> float:
        """The share of the keys given that are right."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """The share of the keys wanted that were given."""
        return self.right / self.wanted


def load_pools(*files: Path | Traversable) -> dict[tuple[str, str], Pool]:
    """The wordings of these files by set and language."""
    pools: dict[tuple[str, str], Pool] = defaultdict(Pool)
    for file in files:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
        for group in tables.get("wording", ()):
            pools[group["set"], group["language"]].wordings[group["item"]] += group["texts"]
        for group in tables.get("foreign", ()):
            lot = group["set"].removesuffix(_MISLEADING)
            pool = pools[lot, group["language"]]
            (pool.foreign if lot == group["set"] else pool.misleading).extend(group["texts"])
    return pools


class _Likeness(Likeness, frozen=True, eq=False, dict=True):
    """One that remembers: many interviews have a question."""

    @cached_property
    def _rated(self) -> dict[str, Rates]:
        return {}

    def rate_items(self, text: str) -> Rates:
        if text not in self._rated:
            self._rated[text] = super().rate_items(text)
        return self._rated[text]


def compile_without(lot: str, pools: Mapping[tuple[str, str], Pool]) -> Matcher:
    """A matcher for the program's questionnaire with the samples of these pools, but for those of one set."""
    samples = (
        Sample(item, language, text)
        for (each, language), pool in pools.items()
        if each != lot
        for item, texts in [*pool.wordings.items(), (None, pool.foreign), (None, pool.misleading)]
        for text in texts
    )
    (part,) = compile_matcher([load_knowledge().questionnaires[0]._replace(samples=tuple(samples))]).parts
    return Matcher((part._replace(likeness=_Likeness(part.questionnaire.wordings, part.questionnaire.samples)),))


def build_interviews(pool: Pool, items: Sequence[str], *, misled: bool = False) -> Iterator[list[Question]]:
    """Made-up interviews; where they are `misled`, the foreign questions are those that mislead, too."""
    chance = random.Random(_SEED)  # noqa: S311 - to be the same each time
    foreign = [*pool.foreign, *(pool.misleading if misled else ())]
    for number in range(_INTERVIEWS):
        if number % 6 == 5:
            yield [(text, None) for text in chance.sample(foreign, min(len(foreign), _LENGTH))]
            continue
        asked: list[Question] = [(chance.choice(pool.wordings[i]), i) for i in items if chance.random() > _SKIPPED]
        if number % 3 == 0 and len(asked) > 1:
            moved = asked.pop(chance.randrange(len(asked)))
            asked.insert(chance.randrange(len(asked) + 1), moved)
        for text in chance.sample(foreign, _FOREIGN):
            asked.insert(chance.randrange(len(asked) + 1), (text, None))
        yield asked


def score_pool(pool: Pool, matcher: Matcher, *, by_order: bool, misled: bool = False) -> Score:
    """How well made-up interviews of these wordings are keyed."""
    match = cache(partial(match_question, matcher=matcher))
    items = [item.id for item in matcher.questionnaires[0].items]
    right = given = wanted = strayed = 0
    for interview in build_interviews(pool, items, misled=misled):
        asked = [Asked(text, match(text)) for text, _ in interview]
        found = [match.item for match in key_in_order(asked, matcher, by_order=by_order)]
        expected = [item for _, item in interview]
        count = len(found) - found.count(None)
        given += count
        wanted += len(expected) - expected.count(None)
        right += sum(item is not None and item == key for item, key in zip(expected, found, strict=True))
        strayed += count if not any(expected) else 0
    return Score(right, given, wanted, strayed)


def render_table(pools: Mapping[tuple[str, str], Pool]) -> str:
    """The table of the page, in Markdown; the samples of a set have no part in keying it."""
    known = load_pools(SAMPLES_FILE)
    lines = [
        "| set | language | foreign questions | without order: precision | recall "
        "| with order: precision | recall | keys where no item was asked |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for (part, language), pool in pools.items():
        if not pool.wordings:
            continue
        matcher = compile_without(part if known.get((part, language)) == pool else "", known)
        for misled in (False, True) if pool.misleading else (False,):
            plain, ordered = (score_pool(pool, matcher, by_order=by_order, misled=misled) for by_order in (False, True))
            values = [f"{value:.3f}" for score in (plain, ordered) for value in (score.precision, score.recall)]
            kind = "misleading, too" if misled else "plain"
            lines.append(f"| {' | '.join([part, language, kind, *values, str(ordered.strayed)])} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print, write or check the table; 1 where the page is not up to date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_modes(parser, PAGE)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    options = parser.parse_args()
    table = render_table(load_pools(*(options.files or [SAMPLES_FILE])))
    return finish(options, PAGE, BEGIN, END, table)


if __name__ == "__main__":
    sys.exit(main())

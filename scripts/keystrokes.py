"""How many key strokes it takes in `hrdcorpus review` until each question has its item: a part of docs/review.md.

Usage: keystrokes.py [--write | --check]

The questionnaire is one of one's own, with one wording an item and no list (tests/review). Sixty interviews are made of
tests/review/radio.toml, always the same ones, as scripts/simulate.py makes them. The person knows what each question
asks, and presses what the screen offers for it.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from hrdcorpus.corpus.files import find_pages
from hrdcorpus.corpus.settings import Settings
from hrdcorpus.interview.exchange import Exchange
from hrdcorpus.keying.known import Match
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.screen.listing import is_open
from hrdcorpus.screen.session import Session
from hrdcorpus.screen.view import View
from scripts.marked import add_modes, finish
from scripts.simulate import Question, build_interviews, load_pools

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "review"
PAGE = ROOT / "docs" / "review.md"
BEGIN, END = "<!-- keystrokes: begin -->\n", "<!-- keystrokes: end -->\n"

_INTERVIEWS = 60
_ANSWERS = (
    "Lo hablamos muchas veces en la asamblea, y cada quien dio su parecer.",
    "Eso lo fuimos aprendiendo poco a poco, con ayuda de los vecinos.",
    "Le cuento que no fue fácil, pero aquí seguimos todos los días.",
)


class Effort(NamedTuple):
    """What keying a corpus took: the questions in all, those that the program `left` open, those that a person
    `answered`, keys that are wrong, and key strokes. Of those answered with an item, `asking`, it was among the three
    offered for those `listed`.
    """

    questions: int
    left: int
    answered: int
    asking: int
    listed: int
    wrong: int
    strokes: int

    @property
    def share(self) -> float:
        """Key strokes for each question that the program left open."""
        return self.strokes / self.left


def write_pages(folder: Path, interviews: Sequence[Sequence[Question]]) -> dict[str, list[Question]]:
    """Made-up interviews as pages in `folder`; the questions of each by its id."""
    for number, asked in enumerate(interviews):
        exchanges = "".join(
            f"{text}\n\n{_ANSWERS[(number + turn) % len(_ANSWERS)]}\n\n" for turn, (text, _) in enumerate(asked)
        )
        text = f"Entrevista con Rosa Inventada, locutora de una radio comunitaria, Perú\n\n7 abr 2021\n\n{exchanges}"
        (folder / f"radio-{number:02}.txt").write_text(text, "utf-8")
    return {f"radio-{number:02}": list(asked) for number, asked in enumerate(interviews)}


def measure_effort(folder: Path, interviews: Sequence[Sequence[Question]], *, with_variants: bool) -> Effort:
    """Go through the interviews in a review, as pages in the empty `folder`."""
    pages, own = folder / "data" / "raw", folder / "questionnaires"
    for each in (pages, own / "radio"):
        each.mkdir(parents=True)
    for file in sorted((FOLDER / "questionnaires" / "radio").iterdir()):
        (own / "radio" / file.name).write_bytes(file.read_bytes())
    truth = write_pages(pages, interviews)
    settings, knowledge = Settings(questionnaires=own), load_knowledge(own)
    session = Session(find_pages([pages]).files, settings, knowledge)
    session.read_all()
    left = sum(len(page.wordings) for page in session.pages.values())
    strokes = answered = asking = listed = 0
    following: str | None = next(iter(session.pages))
    while following:
        view = session.open(following)
        number = view.find_next(-1, asking=True)
        while number is not None:
            line = view.lines[number]
            exchange, _ = view.asked[line.asked or 0]
            item = dict(truth[following])[exchange.text]
            offers = session.list_offers(line)
            answered += 1
            asking += item is not None
            listed += item in offers
            strokes += 1 if item is None or item in offers else _count_choosing(session, item)
            session.key(line, item)
            if with_variants and item is not None and session.count_same(line):
                session.add_variant(line)
                session.read_all()
                strokes += 1
            view = _get_view(session)
            number = view.find_next(number, asking=True)
        following = next((each for each in session.pages if session.pages[each].wordings), None)
        strokes += 1  # the space bar
    found = [dict(truth[each])[exchange.text] == match.item for each, exchange, match in _list_keys(session)]
    return Effort(len(found), left, answered, asking, listed, found.count(False), strokes)


def _count_choosing(session: Session, item: str) -> int:
    """`k`, the item's number in the list, Enter."""
    return 2 + len(str([each for each, _ in session.list_items()].index(item) + 1))


def _list_keys(session: Session) -> Iterator[tuple[str, Exchange, Match]]:
    for identifier in session.pages:
        view = session.open(identifier)
        for exchange, match in view.asked:
            if is_open(match):
                raise RuntimeError(f"{identifier}: a question is left")
            yield identifier, exchange, match


def _get_view(session: Session) -> View:
    if session.view is None:
        raise RuntimeError("no page is open")
    return session.view


def render_effort(plain: Effort, quick: Effort) -> str:
    """The figures, in Markdown."""
    return (
        f"| sixty interviews, {plain.questions} questions | one by one | with `v` for a wording that recurs |\n"
        "|---|---:|---:|\n"
        f"| left open by the program | {plain.left} | {quick.left} |\n"
        f"| answered by a person; the others then follow from their order | {plain.answered} | {quick.answered} |\n"
        f"| of these keyed to an item that was among the three offered "
        f"| {plain.listed} of {plain.asking} | {quick.listed} of {quick.asking} |\n"
        f"| key strokes | {plain.strokes} | {quick.strokes} |\n"
        f"| key strokes for each question left open | {plain.share:.2f} | {quick.share:.2f} |\n"
        f"| keys that are wrong at the end | {plain.wrong} | {quick.wrong} |\n"
    )


def build_corpus(count: int = _INTERVIEWS) -> list[list[Question]]:
    """The interviews."""
    pool = load_pools(FOLDER / "radio.toml")["radio", "es"]
    return list(islice(build_interviews(pool, list(pool.wordings)), count))


def main() -> int:
    """Print, write or check the figures; 1 where the page is not up to date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_modes(parser, PAGE)
    options = parser.parse_args()
    corpus, efforts = build_corpus(), list[Effort]()
    for with_variants in (False, True):
        with TemporaryDirectory() as folder:
            efforts.append(measure_effort(Path(folder), corpus, with_variants=with_variants))
    table = render_effort(*efforts)
    return finish(options, PAGE, BEGIN, END, table)


if __name__ == "__main__":
    sys.exit(main())

"""What is asked and said on a generated page: the choice of its questions, answers and traps."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from accuracy.cases import Asked, load_wordings
from accuracy.drift import drift
from accuracy.frames import PARTS
from accuracy.layouts import Style
from accuracy.text_layouts import Interview

FIRST_EVALUATION = 150  # pages with lower numbers are for development
PHRASES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))
ITEMS = [name for name in PHRASES["en"] if name not in ("extra", "short")]


@dataclass(frozen=True, slots=True)
class Draw:
    """One page's ticket: what was settled before the rest is drawn from `rng`. `person` is an entry of parts.toml."""

    number: int
    layout: str
    style: Style
    language: str
    person: dict[str, str]
    rng: Random

    @property
    def phrases(self) -> dict[str, Any]:
        """The phrases in the interview's language."""
        found: dict[str, Any] = PHRASES[self.language]
        return found


def choose_interview(draw: Draw) -> Interview:
    """The interview to lay out; one in eleven knows no questionnaire, if its layout marks the questions."""
    rng = draw.rng
    if draw.style.marked and draw.number % 11 == 5:
        exchanges = rng.sample(_list_others(draw), 10)
    else:
        exchanges = _choose_standard(draw)
        for asked in rng.sample(_list_others(draw), rng.choice([0, 0, 1, 2])):
            exchanges.insert(rng.randint(1, len(exchanges)), asked)
    exchanges = _set_traps(draw, exchanges)
    if draw.layout in ("bare", "strong", "headings") and rng.random() < 0.3 and exchanges[0].id:
        exchanges[0] = exchanges[0].model_copy(update={"answer": ()})  # asked, and not answered
    introductions = PARTS["introductions"][draw.language]
    return Interview(
        introduction=tuple(rng.sample(introductions, rng.choice([0, 1, 1, 2]))),
        exchanges=tuple(exchanges),
        turns=_choose_turns(draw),
        caption=rng.choice(PARTS["captions"][draw.language]),
        related=tuple(rng.sample(PARTS["related"][draw.language], 3)),
        comments=tuple(rng.sample(PARTS["comments"][draw.language], 3)),
    )


def _choose_standard(draw: Draw) -> list[Asked]:
    rng = draw.rng
    count = rng.randint(4, len(ITEMS))
    items = sorted(rng.sample(ITEMS, count), key=ITEMS.index)
    if rng.random() < 0.2:
        rng.shuffle(items)
    if rng.random() < 0.1:
        items.append(items[0])  # asked twice
    return [Asked(question=_choose_wording(draw, item), id=item, answer=_choose_answer(draw, item)) for item in items]


def _choose_wording(draw: Draw, item: str) -> str:
    """A known wording, one that drifted, or one of our own rewordings: of these, evaluation has the second half."""
    rng = draw.rng
    country = PARTS["countries"][draw.person.get("country", "KZ")]
    known = load_wordings()[item][draw.language]
    way = rng.random()
    if known and way < 0.65:
        text = rng.choice(known).replace("Kazakhstan", country["en"]).replace("Казахстане", country["ru"])
        return text if way < 0.45 else drift(text, draw.language, rng)
    rewordings = draw.phrases[item]["rewordings"]
    half = len(rewordings) // 2
    pool = rewordings[:half] if draw.number < FIRST_EVALUATION else rewordings[half:]
    if not draw.style.marked:  # without a mark, a request that ends in a full stop shows as a statement
        pool = [text for text in pool if text.endswith("?")]
    place = country["en"] if draw.language == "en" else "в " + country["ru"]
    return str(rng.choice(_list_whole(draw, pool))).replace("{country}", place)


def _list_others(draw: Draw) -> list[Asked]:
    """Questions outside the questionnaire that this page may ask, each with an answer."""
    kinds = ["extra", "short"] if draw.style.marked else ["extra"]
    return [
        Asked(question=text, answer=_choose_answer(draw, kind))
        for kind in kinds
        for text in _list_whole(draw, draw.phrases[kind]["questions"])
    ]


def _list_whole(draw: Draw, texts: list[str]) -> list[str]:
    """Where questions touch answers, only those that are interrogative from their first word."""
    return [text for text in texts if not (draw.style.glued and ". " in text)]


def _choose_answer(draw: Draw, kind: str) -> tuple[str, ...]:
    return tuple(draw.rng.choice(draw.phrases[kind]["answers"]))


def _set_traps(draw: Draw, exchanges: list[Asked]) -> list[Asked]:
    """Adds paragraphs that look like something else to some of the answers, each at most once on a page."""
    traps = [
        trap["paragraphs"]
        for trap in PHRASES["trap"]
        if trap["language"] == draw.language and trap["kind"] not in draw.style.forbidden
    ]
    draw.rng.shuffle(traps)
    return [
        asked.model_copy(update={"answer": (*asked.answer, *traps.pop())})
        if traps and draw.rng.random() < 0.25
        else asked
        for asked in exchanges
    ]


def _choose_turns(draw: Draw) -> tuple[str, str]:
    if draw.style.turns == "letters":
        question, answer = draw.rng.choice(PARTS["turns"][draw.language])
        return question, answer
    askers = PARTS["askers"]["organisation" if draw.style.turns == "organisation" else draw.language]
    return f"{draw.rng.choice(askers)}: ", f"{draw.person['short']}: "

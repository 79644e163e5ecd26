"""What a questionnaire's language file tells of single words and of what they ask together."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.asks import OPENS, Ask, AskEntry, build_ask
from hrdcorpus.knowledge.loading import NonEmpty, Resource
from hrdcorpus.knowledge.wordings import wording_key
from hrdcorpus.knowledge.words import load_common_words, read_light, read_phrases


class Words(Resource):
    """The words of a language file, as they stand there."""

    light: tuple[NonEmpty, ...] = ()
    subjects: tuple[NonEmpty, ...] = ()
    others: tuple[NonEmpty, ...] = ()
    same: tuple[tuple[NonEmpty, ...], ...] = ()
    quiet: tuple[NonEmpty, ...] = ()
    asides: tuple[NonEmpty, ...] = ()
    asks: tuple[AskEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a language file tells of single words, as keys.

    `light` words and `frames`, runs of words, say nothing of what is asked; `openers` begin questions for a person, a
    time or the like. The words and phrases of each tuple of `same` count as one. `subjects` are those, named by the
    first of their tuple, that a question may leave out but not replace; `others` are words of what no item asks about.
    `quiet` terms, named likewise, count in `asks` alone. New words after one of the `asides` do not count.
    """

    language: str
    light: frozenset[str]
    frames: tuple[str, ...]
    openers: tuple[str, ...]
    subjects: frozenset[str]
    others: frozenset[str]
    same: tuple[tuple[str, ...], ...]
    quiet: frozenset[str]
    asides: tuple[str, ...]
    asks: tuple[Ask, ...]


def read_vocabulary(file: Path | Traversable, table: Words, language: str, items: set[str]) -> Vocabulary:
    """The vocabulary of a language file whose questionnaire has these items; `KnowledgeError` names the place."""
    common = load_common_words(language)
    same = tuple(read_phrases(line) for line in table.same)
    own = read_light(table.light)
    others = read_light(table.others)
    refuse_twice(
        [*sorted(own), *sorted(others), *(phrase for line in same for phrase in line)], f"{file}: light, others, same"
    )
    light = own | common.light.difference(others, *same)
    named = {line[0] for line in same}
    subjects = _read_named(table.subjects, named, f"{file}: subjects")
    quiet = _read_named(table.quiet, named, f"{file}: quiet")
    openers = {opener.split()[0] + OPENS for opener in common.openers}
    asks = _read_asks(file, table.asks, named | openers, items)
    asides = (*common.asides, *read_phrases(table.asides))
    return Vocabulary(language, light, common.frames, common.openers, subjects, others, same, quiet, asides, asks)


def _read_named(names: Iterable[str], named: set[str], place: str) -> frozenset[str]:
    terms = frozenset(map(wording_key, names))
    unknown = next((term for term in sorted(terms) if term not in named), None)
    if unknown is not None:
        raise KnowledgeError(f"{place}: {unknown!r} is not the first of a line of `same`; add a line for it")
    return terms


def _read_asks(
    file: Path | Traversable, entries: Iterable[AskEntry], named: set[str], items: set[str]
) -> tuple[Ask, ...]:
    asks = []
    for number, entry in enumerate(entries):
        if entry.item not in items:
            raise KnowledgeError(f"{file}: asks.{number}: items.toml has no item {entry.item!r}")
        try:
            asks.append(build_ask(entry, named))
        except KnowledgeError as error:
            raise KnowledgeError(f"{file}: asks.{number}: {error}") from None
    return tuple(asks)


def refuse_twice(values: Iterable[str], place: str) -> None:
    """`KnowledgeError` where a value stands twice."""
    twice = next((value for value, count in Counter(values).items() if count > 1), None)
    if twice is not None:
        raise KnowledgeError(f"{place}: {twice!r} stands twice; remove or rename one")

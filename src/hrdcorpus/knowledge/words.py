"""The files that tell of single words: those of a language for all questionnaires, and a questionnaire's own."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import product
from pathlib import Path

from hrdcorpus.errors import KnowledgeError, locate_errors
from hrdcorpus.knowledge.asks import OPENS, Ask, AskEntry, build_ask
from hrdcorpus.knowledge.loading import NonEmpty, Resource, list_resources, load_resource
from hrdcorpus.knowledge.vocabulary import CommonWords, Role, Vocabulary
from hrdcorpus.knowledge.wordings import wording_key

_CHOICE = re.compile(r"\(([^()]*)\)")
_OR = " / "
_FOLDER = files("hrdcorpus") / "resources" / "words"


class SaidEntry(Resource):
    """Runs of words that make a text no question, or two, as they stand in a file."""

    says: NonEmpty
    example: NonEmpty
    counterexample: NonEmpty


class _CommonLists(Resource):
    light: tuple[NonEmpty, ...] = ()
    frames: tuple[NonEmpty, ...] = ()
    openers: tuple[NonEmpty, ...] = ()
    joints: tuple[SaidEntry, ...] = ()
    rhetoric: tuple[SaidEntry, ...] = ()


class RoleEntry(Resource):
    """Who does what to whom, as it stands in a language file; see `Role`."""

    items: tuple[NonEmpty, ...]
    doers: tuple[NonEmpty, ...] = ()
    does: tuple[NonEmpty, ...]
    to: tuple[NonEmpty, ...]
    unless: tuple[NonEmpty, ...] = ()
    example: NonEmpty
    counterexample: NonEmpty


class WordLists(Resource):
    """The words of a questionnaire's language file, as they stand there."""

    light: tuple[NonEmpty, ...] = ()
    subjects: tuple[NonEmpty, ...] = ()
    others: tuple[NonEmpty, ...] = ()
    same: tuple[tuple[NonEmpty, ...], ...] = ()
    quiet: tuple[NonEmpty, ...] = ()
    asks: tuple[AskEntry, ...] = ()
    roles: tuple[RoleEntry, ...] = ()


def list_word_languages() -> tuple[str, ...]:
    """The languages whose common words are known."""
    return tuple(file.name.removesuffix(".toml") for file in list_resources(_FOLDER))


@cache
def load_common_words(language: str) -> CommonWords:
    """The common words of a language (a BCP 47 tag), none where there is no file; `KnowledgeError` for a broken one."""
    file = _FOLDER / f"{language.split('-', maxsplit=1)[0]}.toml"
    lists = load_resource(file, _CommonLists) if file.is_file() else _CommonLists()
    return CommonWords(
        _read_words(lists.light),
        _read_phrases(lists.frames),
        _read_phrases(lists.openers),
        _read_phrases(entry.says for entry in lists.joints),
        _read_phrases(entry.says for entry in lists.rhetoric),
    )


def read_vocabulary(file: Path | Traversable, lists: WordLists, language: str, items: set[str]) -> Vocabulary:
    """The vocabulary of a language file whose questionnaire has these items; `KnowledgeError` names the place."""
    common = load_common_words(language)
    same = tuple(map(_read_phrases, lists.same))
    own, others = _read_words(lists.light), _read_words(lists.others)
    refuse_twice([*sorted(own), *sorted(others), *(p for line in same for p in line)], file, "light, others, same")
    named = {line[0] for line in same}
    return Vocabulary(
        language=language,
        light=own | common.light.difference(others, *same),
        common=common,
        subjects=_read_named(lists.subjects, named, file, "subjects"),
        others=others,
        same=same,
        quiet=_read_named(lists.quiet, named, file, "quiet"),
        asks=_read_asks(lists.asks, named | {opener.split()[0] + OPENS for opener in common.openers}, file, items),
        roles=tuple(_read_role(entry, number, named, file, items) for number, entry in enumerate(lists.roles)),
    )


def refuse_twice(values: Iterable[str], file: Path | Traversable, key: str) -> None:
    """`KnowledgeError` where a value stands twice."""
    twice = next((value for value, count in Counter(values).items() if count > 1), None)
    if twice is not None:
        raise KnowledgeError(f"{twice!r} stands twice; remove or rename one", file, key)


def _read_words(lines: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for line in lines for word in wording_key(line).split())


def _read_phrases(lines: Iterable[str]) -> tuple[str, ...]:
    """The phrases of some lines, as keys; of alternatives in brackets one each.

    >>> _read_phrases(["(those / people) who oppose (it / them)", "you"])
    ('those who oppose it', 'those who oppose them', 'people who oppose it', 'people who oppose them', 'you')
    """
    parted = (_CHOICE.split(line) for line in lines)  # what stands outside and inside brackets, by turns
    keyed = ([list(map(wording_key, part.split(_OR) if n % 2 else [part])) for n, part in enumerate(p)] for p in parted)
    return tuple(" ".join(filter(None, choice)) for parts in keyed for choice in product(*parts))


def _read_named(names: Iterable[str], named: set[str], file: Path | Traversable, key: str) -> frozenset[str]:
    terms = frozenset(map(wording_key, names))
    unknown = next((term for term in sorted(terms) if term not in named), None)
    if unknown is not None:
        raise KnowledgeError(f"{unknown!r} is not the first of a line of `same`; add a line for it", file, key)
    return terms


def _read_role(entry: RoleEntry, number: int, named: set[str], file: Path | Traversable, items: set[str]) -> Role:
    unknown = next((item for item in entry.items if item not in items), None)
    if unknown is not None:
        raise KnowledgeError(f"items.toml has no item {unknown!r}", file, f"roles.{number}")
    return Role(
        frozenset(entry.items),
        _read_phrases(entry.doers),
        _read_named(entry.does, named, file, f"roles.{number}: does"),
        _read_named(entry.to, named, file, f"roles.{number}: to"),
        _read_phrases(entry.unless),
    )


def _read_asks(
    entries: Iterable[AskEntry], named: set[str], file: Path | Traversable, items: set[str]
) -> tuple[Ask, ...]:
    asks = []
    for number, entry in enumerate(entries):
        with locate_errors(file, f"asks.{number}"):
            if entry.item not in items:
                raise KnowledgeError(f"items.toml has no item {entry.item!r}")
            asks.append(build_ask(entry, named))
    return tuple(asks)

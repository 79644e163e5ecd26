"""Words that tell nothing of a question's subject, by language: one TOML file each, for all questionnaires."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from hrdcorpus.knowledge.loading import NonEmpty, Resource, load_resource
from hrdcorpus.knowledge.wordings import wording_key

_CHOICE = re.compile(r"\(([^()]*)\)")
_OR = " / "
_FOLDER = files("hrdcorpus") / "resources" / "words"


class _Words(Resource):
    light: tuple[NonEmpty, ...]
    frames: tuple[NonEmpty, ...]
    openers: tuple[NonEmpty, ...]
    asides: tuple[NonEmpty, ...]


@dataclass(frozen=True, slots=True)
class CommonWords:
    """As keys: `light` words, `frames` (runs of words), `openers` (of questions that ask for a person or a time) and
    `asides` (what begins a reason or circumstance).
    """

    light: frozenset[str] = frozenset()
    frames: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()


@cache
def load_common_words(language: str) -> CommonWords:
    """The common words of a language (a BCP 47 tag), none where there is no file; `KnowledgeError` for a broken one."""
    file = _FOLDER / f"{language.split('-', maxsplit=1)[0]}.toml"
    if not file.is_file():
        return CommonWords()
    table = load_resource(file, _Words)
    return CommonWords(
        read_light(table.light),
        read_phrases(table.frames),
        read_phrases(table.openers),
        read_phrases(table.asides),
    )


def read_light(lines: tuple[str, ...]) -> frozenset[str]:
    """The single words of some lines, as keys."""
    return frozenset(word for line in lines for word in wording_key(line).split())


def read_phrases(lines: Iterable[str]) -> tuple[str, ...]:
    """The phrases of some lines, as keys; of alternatives in brackets one each.

    >>> read_phrases(["(those / people) who oppose (it / them)", "you"])
    ('those who oppose it', 'those who oppose them', 'people who oppose it', 'people who oppose them', 'you')
    """
    return tuple(wording_key(" ".join(choice)) for line in lines for choice in product(*_split_choices(line)))


def _split_choices(line: str) -> list[list[str]]:
    parts = _CHOICE.split(line)  # what stands outside and inside brackets, by turns
    return [part.split(_OR) if number % 2 else [part] for number, part in enumerate(parts)]

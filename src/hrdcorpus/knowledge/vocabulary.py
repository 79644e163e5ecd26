"""What is known of single words: in a language, and in a questionnaire's wordings in it."""

from typing import NamedTuple

from hrdcorpus.knowledge.asks import Ask


class CommonWords(NamedTuple):
    """As keys: `light` words, `frames` (runs of words), `openers` (of questions that ask for a person or a time),
    `joints` (runs of words with which a second question begins), `rhetoric` (runs of words that want no answer).
    """

    light: frozenset[str]
    frames: tuple[str, ...]
    openers: tuple[str, ...]
    joints: tuple[str, ...]
    rhetoric: tuple[str, ...]


class Role(NamedTuple):
    """Where one of the `doers` does what the terms of `does` say to one of the terms of `to`, none of `items` is asked.

    What is done, and one of the doers, if there are any, come before whom it is done to. Doers are phrases in the form
    in which they act; with a phrase of `unless` in the clause it is the other way round.
    """

    items: frozenset[str]
    doers: tuple[str, ...]
    does: frozenset[str]
    to: frozenset[str]
    unless: tuple[str, ...]


class Vocabulary(NamedTuple):
    """What a language file tells of single words, as keys.

    `light` words and the `frames` of the `common` ones say nothing of what is asked; its `openers` begin questions for
    a person, a time or the like. The words and phrases of each tuple of `same` count as one. `subjects` are those,
    named by the first of their tuple, that a question may leave out but not replace; `others` are words of what no
    item asks about. `quiet` terms, named likewise, count in `asks` alone. `roles` tell what is done to the wrong one.
    """

    language: str
    light: frozenset[str]
    common: CommonWords
    subjects: frozenset[str]
    others: frozenset[str]
    same: tuple[tuple[str, ...], ...]
    quiet: frozenset[str]
    asks: tuple[Ask, ...]
    roles: tuple[Role, ...]

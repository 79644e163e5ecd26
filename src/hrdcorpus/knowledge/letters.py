"""Letters that count as one wherever wordings and names are compared, as `resources/language/letters.toml` has them."""

from functools import cache
from importlib.resources import files

import tomli


def level_letters(folded: str) -> str:
    """A folded text with each of these letters as the one that it counts as.

    >>> level_letters("всё еще")
    'все еще'
    """
    for letter, other in _load_letters():
        folded = folded.replace(letter, other)
    return folded


@cache
def _load_letters() -> tuple[tuple[str, str], ...]:
    file = files("hrdcorpus") / "resources" / "language" / "letters.toml"
    return tuple(tomli.loads(file.read_text("utf-8"))["same"].items())

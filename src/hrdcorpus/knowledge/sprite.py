"""The icon sprite, known by its vocabulary: a run of icon names without a blank between them."""

import re
from functools import cache
from itertools import pairwise

from hrdcorpus.knowledge.loading import NonEmpty, Shipped

MAX_SPRITE = 5_000  # characters; the longest seen has under 1,000
MIN_NAMES = 8  # the shortest sprite seen holds 65 names; no sentence joins eight
MAX_BLANKS = 0.1  # of the characters: few names hold a blank, and a sentence has one after every word
MIN_SHARE = 0.8  # of the characters: a sprite of another year may hold icons nobody has listed


class Sprite(Shipped, frozen=True, kw_only=True):
    """The vocabulary, as it stands in the TOML file, with a whole sprite and a sentence of the same words."""

    names: frozenset[NonEmpty]
    example: NonEmpty
    counterexample: NonEmpty

    def is_sprite(self, line: str) -> bool:
        """Whether the line is icon names run together, and next to nothing else.

        Do not ask it of a part of a line: "security" and "news" are icon names and ordinary words.
        """
        if len(line) > MAX_SPRITE or line.count(" ") > MAX_BLANKS * len(line):
            return False
        found = list(_compile(self.names).finditer(line))
        joined = sum(a.end() == b.start() for a, b in pairwise(found))
        covered = sum(match.end() - match.start() for match in found)
        return joined >= MIN_NAMES - 1 and joined >= 0.8 * (len(found) - 1) and covered >= MIN_SHARE * len(line)


@cache
def _compile(names: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))))

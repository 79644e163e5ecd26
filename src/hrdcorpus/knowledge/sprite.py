"""The icon sprite, known by its vocabulary: a run of icon names without a blank between them."""

import re
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.loading import NonEmpty, Resource, load_resource

MAX_SPRITE = 5_000  # characters; the longest seen has under 1,000
MIN_NAMES = 8  # the shortest sprite seen holds 65 names; no sentence joins eight
MIN_SHARE = 0.8  # of the characters: a sprite of another year may hold icons nobody has listed


class _Sprite(Resource):
    names: tuple[NonEmpty, ...]
    example: NonEmpty
    counterexample: NonEmpty


@dataclass(frozen=True, slots=True)
class Sprite:
    """The vocabulary, ready to match; `names` as they stand in the TOML file."""

    names: frozenset[str]
    pattern: re.Pattern[str]
    example: str
    counterexample: str

    def is_sprite(self, line: str) -> bool:
        """Whether the line is icon names run together, and next to nothing else.

        Do not ask it of a part of a line: "security" and "news" are icon names and ordinary words.
        """
        if len(line) > MAX_SPRITE:
            return False
        found = list(self.pattern.finditer(line))
        joined = sum(a.end() == b.start() for a, b in pairwise(found))
        covered = sum(match.end() - match.start() for match in found)
        return joined >= MIN_NAMES - 1 and joined >= 0.8 * (len(found) - 1) and covered >= MIN_SHARE * len(line)

    def is_icon_name(self, line: str) -> bool:
        """Whether the line is one icon's name (some programs give each its own line)."""
        return line in self.names


def load_sprite(path: Path | Traversable) -> Sprite:
    """The sprite's vocabulary; `KnowledgeError` where its example or counterexample fails."""
    resource = load_resource(path, _Sprite)
    longest_first = sorted(resource.names, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    sprite = Sprite(frozenset(resource.names), pattern, resource.example, resource.counterexample)
    if not sprite.is_sprite(sprite.example):
        raise KnowledgeError("not recognised as a sprite", path, "example")
    if sprite.is_sprite(sprite.counterexample):
        raise KnowledgeError("recognised as a sprite", path, "counterexample")
    return sprite

"""How much a page may hold. More is hardly one interview, and would take more memory than it is worth."""

from typing import Annotated

from pydantic import Field

from hrdcorpus.errors import PageError
from hrdcorpus.knowledge.loading import Resource


class Limits(Resource):
    """What `[limits]` in hrdcorpus.toml, and the options `--max-blocks` and `--max-characters`, allow.

    `blocks` are those of a page: the longest interview has a fraction of them, and each takes some 4 KB of memory;
    `characters` those of one block: 200,000 are a short book without one end of a paragraph.
    """

    blocks: Annotated[int, Field(ge=1)] = 8_000
    characters: Annotated[int, Field(ge=1)] = 200_000

    def check_count(self, count: int, what: str, most: int = 1) -> None:
        """`PageError` for more of something than `most` times the blocks that a page may have."""
        if count > most * self.blocks:
            raise PageError(f"more than {most * self.blocks:,} {what}; split the page, or allow more with --max-blocks")

    def check_length(self, text: str, line: int | None, path: str | None) -> None:
        """`PageError`, with the place, for a block that is too long."""
        if len(text) > self.characters:
            reason = f"a block of more than {self.characters:,} characters; part its paragraphs"
            raise PageError(f"{reason}, or allow more with --max-characters", line=line or 0, key=path or "")


LIMITS = Limits.model_construct()

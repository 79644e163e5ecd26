"""A person's corrections and the page: each must still stand where it was made, on the text it was made for."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from hrdcorpus.errors import CorrectionError
from hrdcorpus.interview.labels import CONTENT, CORRECTED, Labelled
from hrdcorpus.reading.blocks import Block
from hrdcorpus.records.sidecar import Correction, Sidecar, shorten_hash

Place = tuple[tuple[Block, ...], str]  # the blocks that a text stands in, and the text

C = TypeVar("C", bound=Correction)


def claim_blocks(blocks: Sequence[Block], sidecar: Sidecar) -> tuple[Labelled, ...]:
    """The page's blocks as the ledger's first rows: what a person labelled is claimed, all else is content.

    `CorrectionError` as in `match_corrections`.
    """
    rows = [Labelled(block, "other", CONTENT) for block in blocks]
    places: list[Place] = [((block,), block.text) for block in blocks]
    for i, correction in match_corrections(sidecar.blocks, places, sidecar.path).items():
        rows[i] = replace(rows[i], label=correction.label, rule=CORRECTED, reason=correction.reason)
    return tuple(rows)


def match_corrections(corrections: Sequence[C], places: Sequence[Place], path: Path | None) -> dict[int, C]:
    """Each correction by the number of its place, in order.

    `CorrectionError` where the page holds something else there now, or two corrections mean one place. `path` is that
    of the sidecar.
    """
    matched: dict[int, C] = {}
    for correction in corrections:
        here = list_places(correction, places)
        meant = [i for i in here if shorten_hash(places[i][1]) == correction.sha256]
        if len(meant) != 1:
            what = f"{len(meant)} equal texts stand there" if meant else _explain_missing(correction, here, places)
            raise CorrectionError(what, path, correction.place)
        if meant[0] in matched:
            raise CorrectionError("corrected twice; take one of the two entries out", path, correction.place)
        matched[meant[0]] = correction
    return dict(sorted(matched.items()))


def list_places(correction: Correction, places: Sequence[Place]) -> list[int]:
    """The numbers of the places that a correction can mean, whatever their text."""
    return [i for i, (blocks, _) in enumerate(places) if any(_is_there(block, correction) for block in blocks)]


def _is_there(block: Block, correction: Correction) -> bool:
    if correction.line is None:
        return block.path == correction.path
    return block.lines is not None and block.lines[0] <= correction.line <= block.lines[1]


def _explain_missing(correction: Correction, here: Sequence[int], places: Sequence[Place]) -> str:
    """Why no text is the corrected one, and what to do; nothing of a text is said but its hash."""
    noun = correction.noun
    if correction.sha256 is None:
        hashes = " or ".join(f'sha256 = "{shorten_hash(places[i][1])}"' for i in here)
        if here:
            return f"the entry does not say which {noun} it is for; if it is the one that stands there, add {hashes}"
    moved = [blocks[0] for blocks, text in places if shorten_hash(text) == correction.sha256]
    if len(moved) == 1:
        return f"the {noun} that was corrected now stands at {_name_place(moved[0])}; change the entry's place to that"
    seen = f"the {noun} there is no longer the one that was corrected" if here else f"no {noun} stands there"
    return f"{seen}; read the page, then correct it again or take the entry out"


def _name_place(block: Block) -> str:
    return f"line {block.line}" if block.line else str(block.path)

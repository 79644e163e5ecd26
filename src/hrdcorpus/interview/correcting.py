"""A person's corrections and the page: each must still stand where it was made, on the text it was made for."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from hrdcorpus.clues.clues import Clues
from hrdcorpus.errors import CorrectionError
from hrdcorpus.interview.labels import CORRECTED, SPOKEN, Labelled
from hrdcorpus.reading.blocks import Block
from hrdcorpus.records.sidecar import Correction, Sidecar, shorten_hash

Place = tuple[tuple[Block, ...], str]  # the blocks that a text stands in, and the text

C = TypeVar("C", bound=Correction)


def fix_blocks(clues: Sequence[Clues], sidecar: Sidecar) -> list[Labelled]:
    """The rows that a person labelled, set apart before the decisions; `CorrectionError` as in `match_corrections`."""
    places: list[Place] = [((each.block,), each.text) for each in clues]
    matched = match_corrections(sidecar.blocks, places, sidecar.path)
    return [Labelled(clues[i], fix.label, CORRECTED, reason=fix.reason) for i, fix in matched.items()]


def merge_corrections(rows: Sequence[Labelled], fixed: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """The ledger with the rows that a person labelled, and what follows from these for the rows around them.

    What stands before an introduction is none of the interview's turns; what follows a question answers it.
    `CorrectionError` where the corrections contradict each other.
    """
    ledger = sorted((*rows, *fixed), key=lambda row: row.clues.place)  # stable: the parts of a block keep their order
    spoken = [row for row in fixed if row.label in SPOKEN]
    if not spoken:
        return tuple(ledger)
    begin = max((row.clues.place for row in spoken if row.label == "introduction"), default=-1)
    is_begun = False
    for i, row in enumerate(ledger):
        is_fixed = row.rule == CORRECTED
        if row.label == "question" and row.clues.place < begin and not is_fixed:
            ledger[i] = replace(row, label="introduction", rule="before-first-question")
        is_begun = is_begun or ledger[i].label == "question"
        if is_fixed and row.label == "answer" and not is_begun:
            raise _build_error(row, "as an answer, but no question stands before it; correct that one first")
        if is_fixed and row.label == "introduction" and is_begun:
            raise _build_error(row, "as introduction, but a question is corrected before it; take one of them out")
        if not is_fixed and row.label in ("introduction", "answer"):
            told = replace(row, label="answer", rule="after-question")
            ledger[i] = told if is_begun else replace(row, label="introduction", rule="before-first-question")
    return tuple(ledger)


def _build_error(row: Labelled, what: str) -> CorrectionError:
    return CorrectionError(f"corrected {what}", key=_name_place(row.block))


def match_corrections(corrections: Sequence[C], places: Sequence[Place], path: Path | None) -> dict[int, C]:
    """Each correction by the number of its place, in order.

    `CorrectionError` where the page holds something else there now, or two corrections mean one place. `path` is that
    of the sidecar.
    """
    matched: dict[int, C] = {}
    for number, correction in enumerate(corrections, start=1):
        here = list_meant(correction, places)
        place = name_entry(correction, number) if not here else correction.place
        meant = [i for i in here if shorten_hash(places[i][1]) == correction.sha256]
        if len(meant) != 1:
            what = f"{len(meant)} equal texts stand there" if meant else _explain_missing(correction, here, places)
            raise CorrectionError(what, path, place)
        if meant[0] in matched:
            raise CorrectionError("corrected twice; take one of the two entries out", path, place)
        matched[meant[0]] = correction
    return dict(sorted(matched.items()))


def name_entry(correction: Correction, number: int) -> str:
    """The entry of a sidecar for a message, its number among those of its kind being this from 1.

    A path that no element has may be anything, and is not quoted.
    """
    return f"[[{correction.table}]] number {number}" if correction.line is None else correction.place


def share_sidecar(sidecar: Sidecar, parts: Sequence[Sequence[Labelled]]) -> list[Sidecar]:
    """The sidecar of a page with several interviews, as each of them heeds it; `parts` are their ledgers.

    A key belongs to the interview in which it stands, else to the first, which will say what is wrong with it. The
    interviewees are counted through the page.
    """
    if len(parts) == 1:
        return [sidecar]
    places: list[list[Place]] = [[((row.block,), row.block.text) for row in ledger] for ledger in parts]
    owners = [next((k for k, here in enumerate(places) if list_meant(q, here)), 0) for q in sidecar.questions]
    counts = [sum(len(row.clues.interviewees or ()) for row in part if row.label == "title") for part in parts]
    starts = [*accumulate(counts[:-1], initial=0), None]
    shares: list[Sidecar] = []
    for k, (start, end) in enumerate(pairwise(starts)):
        questions = tuple(q for q, owner in zip(sidecar.questions, owners, strict=True) if owner == k)
        facts = sidecar.facts
        people = facts and facts.model_copy(update={"interviewee": facts.interviewee[start:end]})
        shares.append(replace(sidecar, questions=questions, facts=people))
    return shares


def list_meant(correction: Correction, places: Sequence[Place]) -> list[int]:
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

"""A person's correction -> the page's sidecar on disk: the recipe of `hrdcorpus correct`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import tomlkit
from tomlkit.exceptions import ParseError

from hrdcorpus.corpus.places import find_root
from hrdcorpus.corpus.writing import write_file
from hrdcorpus.errors import CorrectionError, locate_errors
from hrdcorpus.interview.correcting import Place, list_places
from hrdcorpus.interview.keyed import list_questions
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.output.explaining.explanation import Explanation, explain_page
from hrdcorpus.reading.pages import Page, read_page
from hrdcorpus.reading.splitting import split_blocks
from hrdcorpus.records.sidecar import Correction, LabelCorrection, locate_sidecar, parse_sidecar, shorten_hash

_ENTRY = re.compile(r"(?m)^(?=[ \t]*\[)")  # where a table of a file begins


def amend_sidecar(path: Path, correction: Correction, knowledge: Knowledge) -> Explanation:
    """Write a correction into the sidecar of the page at `path`; the page explained with it.

    The correction's place is made exact, and its text's hash is added. `CorrectionError`, and nothing is written, where
    no text stands at its place (with what stands where), or where it contradicts the corrections that hold.
    """
    page = read_page(path, find_root(path))
    with locate_errors(path):
        before = explain_page(page, knowledge)
    places = _list_texts(page, correction, before)
    here = list_places(correction, places)
    if len(here) != 1:
        raise CorrectionError(_describe(here, correction, before), path, correction.place)
    blocks, text = places[here[0]]
    line = blocks[0].line or correction.line  # the first of a wrapped paragraph's lines
    exact = correction.model_copy(update={"line": line, "sha256": shorten_hash(text)})
    sidecar = locate_sidecar(path)
    with locate_errors(sidecar):
        changed = put_entry(sidecar.read_bytes().decode() if sidecar.exists() else "", exact).encode()
    after = explain_page(replace(page, sidecar=parse_sidecar(changed, sidecar)), knowledge)
    if after.unheeded is not None and before.unheeded is None:
        raise CorrectionError(f"not written: {after.unheeded.reason}", sidecar, after.unheeded.key)
    write_file(sidecar, changed)
    return after


def put_entry(text: str, correction: Correction) -> str:
    """A sidecar's text with the correction, in place of an earlier one of the same line or path; all else as it stands.

    tomlkit would gather the entries of a table that stand apart, each without the comment above it: so the old text
    is cut before each of its tables, and only the corrected one written anew. `CorrectionError` where a table is laid
    out so that only a person can change it.
    """
    entry = correction.model_dump(exclude_none=True, exclude={"reason"}) | {"reason": correction.reason}
    place = "path" if correction.line is None else "line"
    try:
        parts = [tomlkit.parse(part) for part in _ENTRY.split(text)]
        entries = (old for part in parts for old in part.get(correction.table, ()))
        if (old := next((old for old in entries if old.get(place) == entry[place]), None)) is not None:
            old.update(entry)
            return "".join(map(tomlkit.dumps, parts))
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        changed = text + gap + tomlkit.dumps({correction.table: [entry]})
        tomlkit.parse(changed)
    except ParseError:
        raise CorrectionError("cannot be changed as it is laid out; do it by hand", key=correction.table) from None
    return changed


def _list_texts(page: Page, correction: Correction, explanation: Explanation) -> Sequence[Place]:
    """What a correction can be for: a label for any block of the page, a key for a question of the interview."""
    if isinstance(correction, LabelCorrection):
        return [((block,), block.text) for block in split_blocks(page).blocks]
    keyed = explanation.trace.keyed
    return list_questions(keyed.interview) if keyed else []


def _describe(here: Sequence[int], correction: Correction, explanation: Explanation) -> str:
    noun = correction.noun
    if here:
        return f"{len(here)} {noun}s stand there; write the entry by hand, with the hash that ingest then asks for"
    rows = [row for row in explanation.rows if noun == "text" or row.row.label == "question"]
    listed = ", ".join(f"{row.row.block.line or row.place} {row.row.label}" for row in rows) or explanation.reason
    return f"no {noun} stands there, but: {listed}"

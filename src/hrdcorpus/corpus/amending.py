"""What a person says of a page -> the page's sidecar on disk: the recipes of `hrdcorpus correct` and `review`."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.corpus.entries import move_entries, put_entry
from hrdcorpus.corpus.locking import lock_folder
from hrdcorpus.corpus.marks import put_facts, put_review
from hrdcorpus.corpus.permissions import find_mode
from hrdcorpus.corpus.places import CorpusFile
from hrdcorpus.corpus.reviewing import hash_record
from hrdcorpus.corpus.writing import remove_file, write_file
from hrdcorpus.errors import CorrectionError, locate_errors
from hrdcorpus.interview.correcting import Place, list_meant
from hrdcorpus.interview.keyed import list_questions
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.output.explaining.explanation import Explanation, explain_page
from hrdcorpus.reading.pages import Page, read_page
from hrdcorpus.reading.splitting import split_blocks
from hrdcorpus.records.sidecar import (
    Correction,
    Facts,
    LabelCorrection,
    locate_sidecar,
    parse_sidecar,
    shorten_hash,
)


class Amended(Struct, frozen=True):
    """The `page` explained with its changed sidecar; whose bytes `before` and `after`, None where there is none."""

    file: CorpusFile
    page: Page
    explanation: Explanation
    before: bytes | None
    after: bytes | None


C = TypeVar("C", bound=Correction)
Shown = tuple[Page, Explanation]  # a page as somebody saw it; what they say of it holds for no other
_Put = Callable[[str, Page, Explanation], str]  # a sidecar's text, its page, and the page explained -> the new text


def amend_sidecar(
    file: CorpusFile, correction: Correction, knowledge: Knowledge, shown: Shown | None = None
) -> Amended:
    """Write a correction into the sidecar of a page.

    The correction's place is made exact, and its text's hash is added. `CorrectionError`, and nothing is written, where
    no text stands at its place (with what stands where), where it contradicts the corrections that hold, or where the
    page or its sidecar is no longer what was `shown`.
    """

    def put(text: str, page: Page, before: Explanation) -> str:
        places = _list_texts(page, correction, before, knowledge)
        here = list_meant(correction, places)
        if len(here) != 1:
            raise CorrectionError(_describe(here, correction, before), file.path, correction.place)
        blocks, found = places[here[0]]
        line = blocks[0].line or correction.line  # the first of a wrapped paragraph's lines
        exact = correction.model_copy(update={"line": line, "sha256": shorten_hash(found)})
        return put_entry(text, exact, [row.row.block.path for row in before.rows])

    return _amend(file, put, knowledge, shown)


def amend_facts(
    file: CorpusFile, facts: Facts | None, mark: Mapping[str, Any], knowledge: Knowledge, shown: Shown | None = None
) -> Amended:
    """Write facts, and a `mark`, into the sidecar of a page: who may read it, what is accepted, that it is
    no page of the corpus; with its reason.

    What is known of an interviewee is of the only one: `CorrectionError`, and nothing is written, where several are, or
    where the page or its sidecar is no longer what was `shown`.
    """

    def put(text: str, _: Page, before: Explanation) -> str:
        if facts and facts.interviewee and sum(len(record.interviewees) for record in before.trace.records) > 1:
            raise CorrectionError(
                "several people are interviewed; write by hand who is meant", file.path, "interviewee"
            )
        return put_facts(text, facts, mark)

    return _amend(file, put, knowledge, shown)


def refit_sidecar(file: CorpusFile, knowledge: Knowledge) -> Amended:
    """Give the corrections in the sidecar of a page the places where their texts stand, as the page is now.

    One whose text is gone, or stands there more than once, is taken out.
    """

    def put(text: str, page: Page, _: Explanation) -> str:
        blocks = [((block,), block.text) for block in split_blocks(page, knowledge.limits).blocks]
        labels = [(old, _refit(old, blocks)) for old in page.sidecar.blocks]
        kept = replace(page.sidecar, blocks=tuple(new for _, new in labels if new), questions=())
        keyed = explain_page(replace(page, sidecar=kept), knowledge).trace.keyed
        questions = [place for each in keyed for place in list_questions(each.interview)]
        return move_entries(text, [*labels, *((old, _refit(old, questions)) for old in page.sidecar.questions)])

    return _amend(file, put, knowledge)


def mark_reviewed(file: CorpusFile, knowledge: Knowledge, shown: Shown) -> Amended:
    """Write into the sidecar of a page that a person has been through it, as it was `shown`.

    `CorrectionError`, and nothing is written, where it or its sidecar is another now, where it has no record, or where
    its corrections cannot be heeded.
    """

    def put(text: str, _: Page, before: Explanation) -> str:
        if before.unheeded is not None:
            raise CorrectionError(f"not reviewed: {before.unheeded.reason}", file.path, before.unheeded.key)
        if not before.records:
            raise CorrectionError("not reviewed, since it has no record; exclude it, or say what is asked", file.path)
        return put_review(text, [hash_record(record) for record in before.records])

    return _amend(file, put, knowledge, shown)


def take_back(amended: Amended, knowledge: Knowledge) -> Amended:
    """Put the sidecar back as it was before; `CorrectionError` where somebody has changed it since."""
    file, sidecar = amended.file, locate_sidecar(amended.file.path)
    with lock_folder(sidecar.parent):
        standing = _read_standing(sidecar)
        if standing != amended.after:
            raise CorrectionError("changed by somebody else since; take the entry out by hand", sidecar)
        if amended.before is not None:
            write_file(sidecar, amended.before, mode=find_mode([file.path, sidecar], file.root))
        elif standing is not None:
            remove_file(sidecar, sidecar.parent)
        page = read_page(file.path, file.root)
        return Amended(file, page, explain_page(page, knowledge), amended.after, amended.before)


def _amend(file: CorpusFile, put: _Put, knowledge: Knowledge, shown: Shown | None = None) -> Amended:
    sidecar = locate_sidecar(file.path)
    with lock_folder(sidecar.parent):  # another run may just have written
        page = read_page(file.path, file.root)
        if shown is not None and (page.sha256, page.sidecar) != (shown[0].sha256, shown[0].sidecar):
            raise CorrectionError("not written: it has changed since it was shown; open it again", file.path)
        standing = _read_standing(sidecar)
        with locate_errors(file.path):
            page, before = shown or (page, explain_page(page, knowledge))
        with locate_errors(sidecar):
            text = (standing or b"").decode("utf-8-sig")
            has_crlf = text.count("\r\n") == text.count("\n") > 0  # as editors on Windows write it, and want it back
            changed = put(text.replace("\r\n", "\n") if has_crlf else text, page, before).encode()
            changed = changed.replace(b"\n", b"\r\n") if has_crlf else changed
        page = replace(page, sidecar=parse_sidecar(changed, sidecar))
        after = explain_page(page, knowledge)
        if after.unheeded is not None and before.unheeded is None:
            raise CorrectionError(f"not written: {after.unheeded.reason}", sidecar, after.unheeded.key)
        write_file(sidecar, changed, mode=find_mode([file.path, sidecar], file.root))
    return Amended(file, page, after, standing, changed)


def _read_standing(sidecar: Path) -> bytes | None:
    return sidecar.read_bytes() if sidecar.exists() else None


def _refit(correction: C, places: Sequence[Place]) -> C | None:
    """The correction at the place of its text; None where there is none such, or several."""
    here = [i for i, (_, text) in enumerate(places) if shorten_hash(text) == correction.sha256]
    own = set(here).intersection(list_meant(correction, places))
    if own or len(here) != 1:
        return correction if len(own) == 1 else None
    block = places[here[0]][0][0]
    return correction.model_copy(update={"line": block.line or None, "path": None if block.line else block.path})


def _list_texts(page: Page, correction: Correction, explanation: Explanation, knowledge: Knowledge) -> Sequence[Place]:
    """What a correction can be for: a label for any block of the page, a key for a question of the interview."""
    if isinstance(correction, LabelCorrection):
        return [((block,), block.text) for block in split_blocks(page, knowledge.limits).blocks]
    return [place for keyed in explanation.trace.keyed for place in list_questions(keyed.interview)]


def _describe(here: Sequence[int], correction: Correction, explanation: Explanation) -> str:
    noun = correction.noun
    if here:
        return f"{len(here)} {noun}s stand there; write the entry by hand, with the hash that ingest then asks for"
    rows = [row for row in explanation.rows if noun == "text" or row.row.label == "question"]
    listed = ", ".join(f"{row.row.block.line or row.place} {row.row.label}" for row in rows) or explanation.reason
    return f"no {noun} stands there, but: {listed}"

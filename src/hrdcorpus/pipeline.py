"""The way of one page: a straight list of steps from bytes to record."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.checks.draft_record import DraftRecord
from hrdcorpus.checks.listing import list_findings
from hrdcorpus.clues.clues import Clues, read_clues
from hrdcorpus.errors import NotAnInterview, locate_errors
from hrdcorpus.interview.correcting import fix_blocks, merge_corrections, share_sidecar
from hrdcorpus.interview.exchange import Exchange
from hrdcorpus.interview.head import label_head
from hrdcorpus.interview.interviewees import choose_interviewees
from hrdcorpus.interview.keyed import Keyed, match_questions
from hrdcorpus.interview.labels import SPOKEN, Labelled
from hrdcorpus.interview.metadata import choose_interface, find_shown_language, override_interviewees, read_metadata
from hrdcorpus.interview.parting import Interview, part_interview
from hrdcorpus.interview.several import find_bounds, find_repetition
from hrdcorpus.interview.weighing import Weighed
from hrdcorpus.keying.known import Match
from hrdcorpus.keying.matching import Matcher, compile_matcher
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.knowledge.language import choose_content_language
from hrdcorpus.knowledge.questionnaires import Questionnaire
from hrdcorpus.knowledge.speech import choose_speech
from hrdcorpus.reading.blocks import Document
from hrdcorpus.reading.pages import Page
from hrdcorpus.reading.splitting import split_blocks
from hrdcorpus.records import form as records
from hrdcorpus.records.findings import Finding, record_finding
from hrdcorpus.records.values import build_id

_IN_RECORD = ("title", "date", "author", "introduction", "question", "answer")


class Trace(Struct, frozen=True):
    """What became of a page: every row of the ledger, and the records or the reason why there are none.

    `keyed` are the interviews that the records were built from, `weighed` why the page, or its first part, is an
    interview or none, `findings` what is to be looked at.
    """

    ledger: tuple[Labelled, ...]
    records: tuple[records.Record, ...]
    reason: str | None
    keyed: tuple[Keyed, ...]
    weighed: Weighed
    findings: tuple[Finding, ...] = ()


class _Part(Struct, frozen=True):
    """A stretch of a page that holds one interview: its rows with their labels so far, its language, the interview."""

    rows: Sequence[Labelled]
    fixed: Sequence[Labelled]  # what a person labelled
    content: str
    interview: Interview


def build_page_records(page: Page, knowledge: Knowledge) -> tuple[records.Record, ...]:
    """The records of a page, one for each interview on it, in order; `NotAnInterview` with the reason where there is
    none, `PageError` where the page cannot be taken apart.
    """
    trace = trace_page(page, knowledge)
    if not trace.records:
        raise NotAnInterview(trace.reason or "")
    return trace.records


def trace_page(page: Page, knowledge: Knowledge) -> Trace:
    """The records of a page with the ledger they were built from; `PageError` where the page cannot be taken apart."""
    document = split_blocks(page, knowledge.limits)
    clues = read_clues(document.blocks, knowledge, _compile_once(knowledge.questionnaires))
    fixed = fix_blocks(clues, page.sidecar)
    whole = _read_part(page, clues, fixed, document.declared.title, knowledge)
    parts = _split_parts(page, clues, whole, document.declared.title, knowledge)
    refusal = whole.interview.refusal if len(parts) == 1 else None
    if page.sidecar.exclusion is not None:
        refusal = f"excluded by its sidecar: {page.sidecar.exclusion}"
    if len(parts) == 1 and not fixed and refusal is None and find_repetition(whole.interview) is not None:
        refusal = "its questionnaire is asked twice: it seems to hold two interviews; save each as a page of its own"
    if refusal is not None:
        return Trace(merge_corrections(whole.rows, fixed), (), refusal, (), whole.interview.weighed)
    pages = [
        replace(page, sidecar=sidecar) for sidecar in share_sidecar(page.sidecar, [p.interview.ledger for p in parts])
    ]
    drafts = [_draft_record(pages[k], document, parts, k, knowledge) for k in range(len(parts))]
    findings = [list_findings(draft) for draft in drafts]
    built = tuple(build_record(*each, number) for number, each in enumerate(zip(drafts, findings, strict=True), 1))
    return Trace(
        tuple(row for part in parts for row in part.interview.ledger),
        built,
        None,
        tuple(draft.keyed for draft in drafts),
        parts[0].interview.weighed,
        tuple(dict.fromkeys(finding for each in findings for finding in each)),
    )


def _read_part(
    page: Page, clues: Sequence[Clues], fixed: Sequence[Labelled], declared: str | None, knowledge: Knowledge
) -> _Part:
    """The interview in a stretch of the page; `fixed` are its rows that a person labelled, `declared` is its title."""
    facts = page.sidecar.facts
    places = {row.clues.place for row in fixed}
    rows = label_head([each for each in clues if each.place not in places], declared, fixed)
    told = choose_content_language(find_shown_language(rows), _find_wording_language(rows), _sample([*rows, *fixed]))
    content = facts.language if facts and facts.language else told
    speech = choose_speech(knowledge.speech, content)
    with locate_errors(page.sidecar.path):  # corrections that contradict each other
        return _Part(rows, fixed, content, part_interview(rows, fixed, speech, knowledge))


def _split_parts(
    page: Page, clues: Sequence[Clues], whole: _Part, declared: str | None, knowledge: Knowledge
) -> list[_Part]:
    """The page in parts, an interview each; the whole page where it holds one, or where a part alone would be none."""
    bounds = find_bounds(whole.interview)
    while bounds:
        edges = [0, *bounds, len(clues)]
        parts = [
            _read_part(
                page,
                clues[start:end],
                [row for row in whole.fixed if start <= row.clues.place < end],
                None if start else declared,
                knowledge,
            )
            for start, end in pairwise(edges)
        ]
        held = [at for at, part in zip(bounds, parts[1:], strict=True) if part.interview.refusal is None]
        if len(held) == len(bounds):
            return parts if parts[0].interview.refusal is None else [whole]
        bounds = held
    return [whole]


def _draft_record(
    page: Page, document: Document, parts: Sequence[_Part], number: int, knowledge: Knowledge
) -> DraftRecord:
    """The interview of one part with its metadata: what its own head does not say, the page's may."""
    ledger, matcher, facts = parts[number].interview.ledger, _compile_once(knowledge.questionnaires), page.sidecar.facts
    own = {row.label for row in ledger}
    shared = [
        row for k, part in enumerate(parts) if k != number for row in part.interview.ledger if row.label == "chrome"
    ]
    head = [row for row in parts[0].interview.ledger if row.label in ("date", "author") and row.label not in own]
    declared = replace(document.declared, title=None) if number else document.declared
    metadata = read_metadata([*ledger, *head, *shared], declared, page.listed, facts)
    keyed = match_questions(parts[number].interview, matcher, page.sidecar, by_order=knowledge.keying.order)
    shown, is_below = choose_interviewees(ledger, metadata.author, knowledge.titles)
    people = override_interviewees(shown, facts)
    below = is_below and people == shown
    return DraftRecord(page, metadata, parts[number].content, people, below, keyed, knowledge, document.findings)


def build_record(draft: DraftRecord, findings: Sequence[Finding], number: int) -> records.Record:
    """Everything that was found of the page's interview with this number, from 1, in the record's form."""
    page, metadata, keyed = draft.page, draft.metadata, draft.keyed
    interview, days = keyed.interview, metadata.dates
    removed = Counter(row.rule for row in interview.ledger if row.label not in _IN_RECORD)
    content = {draft.content} - {"und"}
    return records.Record(
        schema_version=records.SCHEMA_VERSION,
        id=build_id(page.path, number),
        source=records.Source(
            path=page.path,
            sha256=page.sha256,
            bytes=page.size,
            media_type=page.media_type,
            encoding=page.encoding,
            url=metadata.url,
            retrieved=metadata.retrieved,
        ),
        title=metadata.title.block.text if metadata.title else None,
        published=next(iter(days)).isoformat() if len(days) == 1 else None,
        published_text=metadata.published_text,
        author=metadata.author,
        language=records.Language(
            content=draft.content,
            interface=choose_interface(metadata, draft.content),
            available=tuple(sorted(metadata.available | content)),
        ),
        interviewees=draft.interviewees,
        introduction=tuple(row.block.text for row in interview.introduction),
        questionnaire=_build_questionnaire(keyed.questionnaire),
        exchanges=tuple(
            _build_exchange(number, exchange, match)
            for number, (exchange, match) in enumerate(keyed.exchanges, start=1)
        ),
        removed=tuple(records.Removed(rule=rule, count=count) for rule, count in sorted(removed.items())),
        findings=tuple(map(record_finding, findings)),
    )


def _build_exchange(number: int, exchange: Exchange, match: Match) -> records.Exchange:
    asked = exchange.question[0]
    places = [row.block.lines for row in (*exchange.question, *exchange.answer) if row.block.lines is not None]
    score = match.score if match.kind == "similar" else None
    speakers = [row.speaker for row in exchange.answer]
    return records.Exchange(
        number=number,
        asker=asked.speaker,
        question=records.Question(id=match.item, text=exchange.text, match=match.kind, score=score),
        speakers=tuple(filter(None, speakers)) if speakers and all(speakers) else None,
        answer=tuple(row.block.text for row in exchange.answer),
        lines=(places[0][0], places[-1][1]) if places else None,
        path=asked.block.path,
    )


def _build_questionnaire(questionnaire: Questionnaire | None) -> records.QuestionnaireUsed | None:
    return records.QuestionnaireUsed(id=questionnaire.id, version=questionnaire.version) if questionnaire else None


def _find_wording_language(rows: Sequence[Labelled]) -> str | None:
    """The language most of the page's standard questions are in."""
    matches = [row.clues.wording for row in rows if row.is_content]
    languages = Counter(match.language for match in matches if match is not None)
    return min(languages, key=lambda tag: (-languages[tag], tag), default=None)


def _sample(rows: Sequence[Labelled]) -> str:
    """Enough of the content to tell its language by; links lead to pages in any."""
    spoken = [row for row in rows if (row.is_content and not row.block.is_linked) or row.label in SPOKEN]
    return " ".join(row.block.text[:400] for row in spoken[:200])


@cache
def _compile_once(questionnaires: tuple[Questionnaire, ...]) -> Matcher:
    return compile_matcher(questionnaires)

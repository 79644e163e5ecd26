"""Pages and records -> what is to be looked at in them. Nothing is written."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from hrdcorpus.corpus import CorpusFile, Unusable, read_records
from hrdcorpus.errors import KnowledgeError, NotAnInterview, RecordError
from hrdcorpus.failures import name_reason
from hrdcorpus.findings import RULES, Finding, Rule
from hrdcorpus.knowledge import Knowledge
from hrdcorpus.pages import read_page
from hrdcorpus.pages.reading import build_page
from hrdcorpus.pipeline import build_page_record
from hrdcorpus.records import Record, load_record
from hrdcorpus.reports import Problem

UNUSABLE = Rule("HRD001", "unusable-input", "error", "There is no page and no record here.",
                "Name a page, a record, or a folder that holds some.")  # fmt: skip
UNREADABLE = Rule("HRD002", "unreadable-page", "error", "The page cannot be read.",
                  "Save or download it again.")  # fmt: skip
NOT_AN_INTERVIEW = Rule("HRD003", "not-an-interview", "error", "The page is no interview.",
                        "Take it out of the folder; if it is one, report it.")  # fmt: skip
INVALID = Rule("HRD004", "invalid-record", "error", "The record breaks the form.",
               "Make it again with ingest.")  # fmt: skip


STREAM = Path("stdin")  # what standard input is called in a report


def find_problems(files: Sequence[CorpusFile], unusable: Iterable[Unusable], knowledge: Knowledge) -> list[Problem]:
    """Every problem, sorted. A page goes through the pipeline, a record is held against its form.

    What a record says of a page that is itself among the files is not said twice.
    """
    pages = [file for file in files if not file.is_record]
    records = [file for file in files if file.is_record]
    said = frozenset(file.id for file in pages)
    problems = [_build_problem(entry.path, UNUSABLE, entry.reason) for entry in unusable]
    for file in pages:
        problems += _check_page(file.path, partial(_build_record, file, knowledge))
    for file, record in zip(records, read_records(records), strict=True):
        if isinstance(record, RecordError) or record.id not in said:
            problems += _check_record(file.path, record)
    return sorted(problems, key=lambda problem: (problem.path, problem.line or 0, problem.code, problem.detail))


def find_stream_problems(raw: bytes, knowledge: Knowledge) -> list[Problem]:
    """The problems of one page, or of one record where it begins like one, from standard input."""
    if not raw.lstrip().startswith(b"{"):
        return _check_page(STREAM, lambda: build_page_record(build_page(raw, f"{STREAM}.txt", "text/plain"), knowledge))
    try:
        return _check_record(STREAM, load_record(raw, str(STREAM)))
    except RecordError as error:
        return _check_record(STREAM, error)


def _build_record(file: CorpusFile, knowledge: Knowledge) -> Record:
    return build_page_record(read_page(file.path, file.root), knowledge)


def _check_page(path: Path, build: Callable[[], Record]) -> list[Problem]:
    try:
        return [_place_finding(path, finding, finding.line, "") for finding in build().findings]
    except KnowledgeError:
        raise
    except Exception as error:  # noqa: BLE001 - one bad page, or a bug of ours on it, must not cost the others
        rule = NOT_AN_INTERVIEW if isinstance(error, NotAnInterview) else UNREADABLE
        return [_build_problem(path, rule, name_reason(error, path))]


def _check_record(path: Path, record: Record | RecordError) -> list[Problem]:
    if isinstance(record, RecordError):
        return [_build_problem(path, INVALID, name_reason(record, path))]
    source = record.source.path
    places = [f" (line {finding.line} of {source})" if finding.line else "" for finding in record.findings]
    return [_place_finding(path, finding, None, place) for finding, place in zip(record.findings, places, strict=True)]


def _build_problem(path: Path, rule: Rule, detail: str) -> Problem:
    return Problem(str(path), None, rule.code, rule.name, rule.level, detail)


def _place_finding(path: Path, finding: Finding, line: int | None, place: str) -> Problem:
    level = RULES[finding.name].level if finding.name in RULES else "error"
    return Problem(str(path), line, finding.code, finding.name, level, finding.detail + place)

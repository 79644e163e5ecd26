"""A page, a record, or both held against each other -> their problems."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct, field

from hrdcorpus.corpus.places import CorpusFile, is_in_place
from hrdcorpus.corpus.store import is_current, read_record
from hrdcorpus.corpus.validation.pairs import Pair
from hrdcorpus.errors import CorrectionError, HrdcorpusError, attempt
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.knowledge.files import read_bytes
from hrdcorpus.output.reports.problem import Problem, build_problem
from hrdcorpus.pipeline import Trace, trace_page
from hrdcorpus.reading.pages import MAX_BYTES, Page, hash_bytes, read_page
from hrdcorpus.records.form import Record
from hrdcorpus.records.serialising import dump_record
from hrdcorpus.records.values import ID_FORM

_VERSION = re.compile(r"[0-9][0-9a-z.-]{0,20}")


class Criteria(Struct, frozen=True):
    """What files are held against. `latest` is the last day that a page can have been published on.

    With `show_text` a finding's detail ends with the text at its line; without, no detail quotes an answer. Findings
    with `accepted` codes need no further look, files that fit `excluded` patterns are no pages.
    """

    knowledge: Knowledge
    latest: date
    show_text: bool = False
    accepted: frozenset[str] = frozenset()
    excluded: Sequence[str] = ()


class Checked(Struct, frozen=True):
    """The problems of a page, records, or both; the page; its records, as it gives them now, else as recorded.

    `ids` are those of the records that stand in their places, by these.
    """

    problems: tuple[Problem, ...]
    page: Page | None = None
    records: tuple[Record, ...] = ()
    ids: Mapping[Path, str] = field(default_factory=dict)


def check_pair(pair: Pair, criteria: Criteria) -> Checked:
    """What a page says is found on the page; a record by itself says it, too."""
    page = Checked(())
    if pair.page:
        page = check_page(pair.page.path, partial(read_page, pair.page.path, pair.page.root), criteria)
    problems = list(page.problems)
    recorded: dict[Path, Record] = {}
    for file in pair.records:
        found = attempt(partial(read_record, file.path), file.path)
        if isinstance(found, HrdcorpusError):
            problems.append(_build_failure(found, "invalid-record"))
        else:
            recorded[file.path] = found
            problems += _check_recorded(pair, file, found, page, criteria)
    missing = {record.id for record in page.records} - {file.id for file in pair.records}
    if pair.page and missing and (pair.in_corpus or pair.records):
        problems.append(build_problem(pair.page.path, "page-without-record", _describe_missing(missing, pair)))
    ids = {path: record.id for path, record in recorded.items() if is_in_place(path, record.id)}
    return Checked(tuple(problems), page.page, page.records or tuple(recorded.values()), ids)


def check_page(path: Path, read: Callable[[], Page], criteria: Criteria) -> Checked:
    """The page that `read` gives, through the whole pipeline. `KnowledgeError` alone goes on: it stops the run."""
    traced = attempt(lambda: _trace(read(), criteria.knowledge), path)
    if isinstance(traced, HrdcorpusError):
        return Checked((_build_failure(traced, "unreadable-page"),))
    page, trace = traced
    if not trace.records:
        return Checked((build_problem(path, "not-an-interview", trace.reason or ""),), page)
    return Checked(tuple(_list_found(path, trace, criteria)), page, trace.records)


def check_record(path: Path, read: Callable[[], Record], criteria: Criteria) -> Checked:
    """The record that `read` gives, by itself."""
    found = attempt(read, path)
    if isinstance(found, HrdcorpusError):
        return Checked((_build_failure(found, "invalid-record"),))
    return Checked(tuple(_list_recorded(path, found, criteria)), None, (found,))


def _trace(page: Page, knowledge: Knowledge) -> tuple[Page, Trace]:
    return page, trace_page(page, knowledge)


def _build_failure(error: HrdcorpusError, name: str) -> Problem:
    """The problem that a file cannot be taken: of this name, unless its sidecar is wrong."""
    name = "broken-correction" if isinstance(error, CorrectionError) else name
    return build_problem(error.path, name, error.explanation, error.line, error.column)


def _list_found(path: Path, trace: Trace, criteria: Criteria) -> Iterator[Problem]:
    texts = {row.block.line: row.block.text for row in reversed(trace.ledger)} if criteria.show_text else {}
    for finding in trace.findings:
        shown = f": {texts[finding.line]}" if finding.line in texts else ""
        detail = finding.describe(quoting=criteria.show_text) + shown
        yield build_problem(path, finding.name, detail, finding.line or 0, finding.column)
    for published in sorted({record.published for record in trace.records if record.published}):
        if published > criteria.latest.isoformat():
            yield build_problem(path, "improbable-date", f"{published} is in the future")


def _list_recorded(path: Path, record: Record, criteria: Criteria) -> Iterator[Problem]:
    """What a record says of its page, where there is no page to ask."""
    for finding in record.findings:
        place = f" (line {finding.line} of {record.source.path})" if finding.line else ""
        yield build_problem(path, finding.name, finding.describe(quoting=criteria.show_text) + place)


def _describe_missing(missing: Collection[str], pair: Pair) -> str:
    return f"there is no record {', '.join(sorted(missing))}" if pair.records else "no record has been made of it"


def _check_recorded(
    pair: Pair, file: CorpusFile, record: Record, page: Checked, criteria: Criteria
) -> Iterator[Problem]:
    if not is_in_place(file.path, record.id):
        yield build_problem(file.path, "invalid-record", "id: is not the place where the record stands")
    used, known = record.questionnaire, criteria.knowledge.questionnaires
    if used is not None and (used.id, used.version) not in {(each.id, each.version) for each in known}:
        name = used.id if re.fullmatch(ID_FORM, used.id) else "an id that is not shown"
        version = used.version if _VERSION.fullmatch(used.version) else "not shown"
        yield build_problem(file.path, "unknown-questionnaire", f"{name}, version {version}")
    if pair.page is not None:
        yield from _compare(file, record, page, pair.page.path)
        return
    yield from _list_recorded(file.path, record, criteria)
    if pair.in_corpus:
        yield build_problem(file.path, "record-without-page", f"{record.source.path} is not in the folder of pages")


def _compare(file: CorpusFile, record: Record, checked: Checked, place: Path) -> Iterator[Problem]:
    """Whether the record is what ingest makes of the page. A page that cannot be read has been reported."""
    page, built = checked.page, next((each for each in checked.records if each.id == file.id), None)
    if page is None or built is None:
        if any(problem.name == "not-an-interview" for problem in checked.problems):
            yield build_problem(file.path, "outdated-record", "its page is no interview; remove one of the two")
        elif checked.records:
            yield build_problem(file.path, "outdated-record", "its page holds no such interview; remove the record")
        return
    if record.source.sha256 != page.sha256:
        detail = f"{page.path} is not as it was"
        if record.source.sha256 in _hash_with_other_ends(place):
            detail += " in its line ends alone; let git keep them: a line `data/raw/** -text` in .gitattributes"
        yield build_problem(file.path, "source-differs", detail)
        return
    same = attempt(lambda: is_current(file.root, file.id, dump_record(built)), file.path)
    if isinstance(same, HrdcorpusError):
        yield _build_failure(same, "invalid-record")
    elif not same:
        changed = [name for name in type(built).model_fields if getattr(record, name) != getattr(built, name)]
        named = ", ".join(changed) or "its form"  # without their values
        yield build_problem(file.path, "outdated-record", f"ingest would change it: {named}")


def _hash_with_other_ends(page: Path) -> set[str]:
    """What the page's hash would be, if all its lines ended as on Unix, or as on Windows."""
    unix = read_bytes(page, MAX_BYTES).replace(b"\r\n", b"\n")
    return {hash_bytes(raw) for raw in (unix, unix.replace(b"\n", b"\r\n"))}

"""A page and its record, held against each other -> the problems of both."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from hrdcorpus.corpus import CorpusFile, is_current, read_record
from hrdcorpus.corpus.validation.halves import CheckedPage, Look, build_problem, check_page, check_record, list_recorded
from hrdcorpus.corpus.validation.pairs import Pair
from hrdcorpus.errors import RecordError
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.output.reports import Problem
from hrdcorpus.reading.pages import read_page
from hrdcorpus.records.form import Record
from hrdcorpus.records.serialising import dump_record
from hrdcorpus.records.values import ID_FORM

_VERSION = re.compile(r"[0-9][0-9a-z.-]{0,20}")


@dataclass(frozen=True, slots=True)
class Checked:
    """The problems of a pair, and its interview, if there is one: as the page gives it now, else as recorded."""

    problems: tuple[Problem, ...]
    interview: Record | None


def check_pair(pair: Pair, look: Look) -> Checked:
    """What a page says is found on the page; a record by itself says it, too."""
    page = _check_page(pair.page, look) if pair.page else CheckedPage(())
    problems = list(page.problems)
    record: Record | None = None
    if pair.record:
        found = check_record(pair.record.path, partial(read_record, pair.record.path))
        record = None if isinstance(found, Problem) else found
        problems += [found] if isinstance(found, Problem) else _check_recorded(pair, pair.record, found, page, look)
    elif pair.page and pair.is_kept and page.record:
        problems.append(build_problem(pair.page.path, "page-without-record", "no record has been made of it"))
    return Checked(tuple(problems), page.record or record)


def _check_page(file: CorpusFile, look: Look) -> CheckedPage:
    return check_page(file.path, lambda: read_page(file.path, file.root), look)


def _check_recorded(pair: Pair, file: CorpusFile, record: Record, page: CheckedPage, look: Look) -> Iterator[Problem]:
    if pair.is_kept and record.id != file.id:
        yield build_problem(file.path, "invalid-record", "id: is not the place where the record stands")
    yield from _check_questionnaire(file, record, look.knowledge)
    if pair.page is not None:
        yield from _compare(file, record, page)
        return
    yield from list_recorded(file.path, record, look)
    if pair.is_kept:
        yield build_problem(file.path, "record-without-page", f"{record.source.path} is not in the folder of pages")


def _check_questionnaire(file: CorpusFile, record: Record, knowledge: Knowledge) -> Iterator[Problem]:
    used = record.questionnaire
    if used is not None and (used.id, used.version) not in {(q.id, q.version) for q in knowledge.questionnaires}:
        name = used.id if re.fullmatch(ID_FORM, used.id) else "an id that is not shown"
        version = used.version if _VERSION.fullmatch(used.version) else "not shown"
        yield build_problem(file.path, "unknown-questionnaire", f"{name}, version {version}")


def _compare(file: CorpusFile, record: Record, checked: CheckedPage) -> Iterator[Problem]:
    """Whether the record is what ingest makes of the page. A page that cannot be read has been reported."""
    page, built = checked.page, checked.record
    if built is None:
        if any(problem.name == "not-an-interview" for problem in checked.problems):
            yield build_problem(file.path, "outdated-record", "its page is no interview; remove one of the two")
    elif page is not None and record.source.sha256 != page.sha256:
        yield build_problem(file.path, "source-differs", f"{page.path} is not as it was")
    else:
        try:
            if not is_current(file.root, file.id, dump_record(built)):
                yield build_problem(
                    file.path, "outdated-record", f"ingest would change it: {_name_changes(record, built)}"
                )
        except RecordError as error:
            yield build_problem(file.path, "invalid-record", error.reason)


def _name_changes(record: Record, built: Record) -> str:
    """The fields that differ, without their values."""
    changed = [name for name in type(built).model_fields if getattr(record, name) != getattr(built, name)]
    return ", ".join(changed) or "its form"

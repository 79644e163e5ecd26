"""What a system made of a page, in one shape for all systems; and the system that is measured here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from accuracy.cases import Asked, Case
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import trace_page
from hrdcorpus.reading.pages import build_page
from hrdcorpus.records.form import Record, tell_interviewees

INTERVIEWEE = ("name", "role", "organisation", "place", "country")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`exchanges` is empty where the page was refused, `error` says that the page could not be taken at all.

    `fields` are a record's by the names of the truth (`interviewee.name`), `ledger` the text accounted for, or None
    from a system that keeps no account.
    """

    exchanges: tuple[Asked, ...] = ()
    introduction: tuple[str, ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict)
    ledger: str | None = None
    error: str | None = None


def run_hrdcorpus(case: Case) -> Outcome:
    """hrdcorpus, in this process; whatever it raises is an error of the page."""
    try:
        suffix = ".html" if case.media_type == "text/html" else ".txt"
        trace = trace_page(build_page(case.raw, case.name + suffix, case.media_type), load_knowledge())
    except Exception as error:  # noqa: BLE001 - a page that raises is a failure to count, not the end of the run
        return Outcome(error=f"{type(error).__name__}: {error}")
    ledger = "".join(row.block.text for row in trace.ledger)
    return _read_record(trace.records[0], ledger) if trace.records else Outcome(ledger=ledger)


def _read_record(record: Record, ledger: str) -> Outcome:
    people = record.interviewees
    return Outcome(
        exchanges=tuple(Asked(question=e.question.text, id=e.question.id, answer=e.answer) for e in record.exchanges),
        introduction=record.introduction,
        fields={
            "title": record.title,
            "published": record.published,
            "published_text": record.published_text,
            "author": record.author,
            "interface": record.language.interface,
            "content": record.language.content,
            "available": record.language.available,
            **{f"interviewee.{key}": tell_interviewees(people, key) for key in INTERVIEWEE},
        },
        ledger=ledger,
    )

"""The filters of `hrdcorpus export`: options, what they may be, and what they left."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hrdcorpus.cli.output import check_name, print_note
from hrdcorpus.text.showing import escape

if TYPE_CHECKING:
    from hrdcorpus.corpus.store import StoredRecords
    from hrdcorpus.knowledge.questionnaires import Questionnaire
    from hrdcorpus.output.export.filters import Filters
    from hrdcorpus.records.form import Record

_MATCHES = ("exact", "variant", "said", "similar", "order", "corrected", "none")


def _check_day(text: str) -> str:
    """`text`, if it is the beginning of a date in ISO 8601; else a usage error."""
    try:
        if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
            raise ValueError
        date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        raise typer.BadParameter(f"{escape(text)!r} is no date such as 2021, 2021-04 or 2021-04-07") from None
    return text


def _split_matches(text: str) -> str:
    for name in filter(None, text.split(",")):
        check_name(_MATCHES, name)
    return text


def _option(help_: str, metavar: str, **more: Any) -> Any:
    return typer.Option(help=help_, metavar=metavar, show_default=False, rich_help_panel="Filters", **more)


Questions = Annotated[list[str] | None, _option("Only answers to this standard question.", "ID")]
Countries = Annotated[list[str] | None, _option("Only interviewees of this country.", "CODE")]
Languages = Annotated[list[str] | None, _option("Only interviews in this language.", "TAG")]
Since = Annotated[str, _option("Published on this day, or in this month or year, or later.", "DATE",
                               callback=lambda text: text and _check_day(text))]  # fmt: skip
Until = Annotated[str, _option("Or earlier.", "DATE", callback=lambda text: text and _check_day(text))]
Name = Annotated[str, _option("Only interviewees whose name has this in it.", "TEXT")]
Matches = Annotated[str, _option("Only questions keyed so.", ",".join(_MATCHES), callback=_split_matches)]
ReviewedOnly = Annotated[bool, typer.Option("--reviewed-only", help="Only interviews that somebody has been through.",
                                             rich_help_panel="Filters")]  # fmt: skip


def keep_reviewed(records: "StoredRecords", raw: Path | None) -> "StoredRecords":
    """The records that are reviewed, as they are now; a note on how many these are."""
    from hrdcorpus.corpus.reviewing import list_states

    kept = records.keep(path for path, state in list_states(records.items(), raw) if state == "reviewed")
    print_note(f"reviewed: {len(kept)} of {len(records)} interviews")
    return kept


def check_filters(filters: "Filters", records: "Collection[Record]", questionnaires: "Iterable[Questionnaire]") -> None:
    """A usage error where a filter names what neither the records nor the questionnaires have."""
    from hrdcorpus.output.export.filters import is_language

    items = {item.id for questionnaire in questionnaires for item in questionnaire.items}
    asked, countries, languages = set[str | None](items), set[str | None](), set[str]()
    for record in records:
        asked.update(exchange.question.id for exchange in record.exchanges)
        countries.update(person.country for person in record.interviewees)
        languages.add(record.language.content)
    unknown = {tag for tag in filters.languages if not any(is_language(language, tag) for language in languages)}
    _check("--question", filters.questions, asked)
    _check("--country", filters.countries, countries)
    _check("--language", unknown, languages)


def print_selection(before: "Iterable[Record]", after: "Iterable[Record]", filters: "Filters") -> None:
    """A note on how much the filters keep, and on interviews that no date can be held against."""
    (all_, answers, undated), (kept, kept_answers, _) = map(_count, (before, after))
    more = f"; {undated} without a date left out" if undated and (filters.since or filters.until) else ""
    print_note(f"the filters keep {kept} of {all_} interviews and {kept_answers} of {answers} answers{more}")


def _count(records: "Iterable[Record]") -> tuple[int, int, int]:
    """How many there are, how many answers they have, and how many of them have no date."""
    told = [(1, len(record.exchanges), record.published is None) for record in records]
    interviews, answers, undated = map(sum, zip(*told, strict=True)) if told else (0, 0, 0)
    return interviews, answers, undated


def _check(option: str, wanted: Collection[str], known: Iterable[str | None]) -> None:
    names = sorted(name for name in known if name)
    for name in sorted(wanted):
        if name not in names:
            among = ", ".join(map(escape, names)) or "none at all"
            raise typer.BadParameter(f"{escape(name)!r} is none of those there are: {among}", param_hint=option)

"""The filters of `hrdcorpus export`: options, what they may be, and what they left."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from hrdcorpus.cli.output import check_name, print_note
from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.records.kinds import MatchKind
from hrdcorpus.text.showing import escape

if TYPE_CHECKING:
    from hrdcorpus.corpus.store import StoredRecords
    from hrdcorpus.output.export.filters import Filters
    from hrdcorpus.records.form import Record

_MATCHES = get_args(MatchKind)


def _check_day(text: str) -> str:
    if text:
        from hrdcorpus.output.export.filters import check_day

        with as_usage_error():
            check_day(text)
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
                               callback=_check_day)]  # fmt: skip
Until = Annotated[str, _option("Or earlier.", "DATE", callback=_check_day)]
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


@contextmanager
def as_usage_error() -> Iterator[None]:
    """An error about a filter that is raised within is one about the option that is called so."""
    try:
        yield
    except HrdcorpusError as error:
        if error.path is not None:  # of a record
            raise
        option = f"--{error.key}" if error.key else None
        raise typer.BadParameter(escape(error.reason), param_hint=option) from None


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

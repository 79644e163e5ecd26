"""What the page says of itself and what a person knows of it: where the two disagree, the person is right."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hrdcorpus.interview.metadata import Metadata
from hrdcorpus.records.form import Interviewee, build_interviewee
from hrdcorpus.records.sidecar import NONE, Facts


def override_metadata(metadata: Metadata, facts: Facts | None) -> Metadata:
    """The metadata with the address, the times and the language that a person gave; texts stay as shown."""
    if facts is None:
        return metadata
    return replace(
        metadata,
        url=facts.url or metadata.url,
        retrieved=facts.retrieved or metadata.retrieved,
        dates=frozenset([date.fromisoformat(facts.published)]) if facts.published else metadata.dates,
    )


def override_interviewees(shown: Sequence[Interviewee], facts: Facts | None) -> tuple[Interviewee, ...]:
    """The interviewees, the first with the fields that a person gave, and without those they say are none."""
    known = facts.interviewee.model_dump(exclude_none=True) if facts else {}
    if not known:
        return tuple(shown)
    fields = {field: None if value == NONE else value for field, value in known.items()}
    first = shown[0] if shown else build_interviewee()
    return (first.model_copy(update=fields), *shown[1:])

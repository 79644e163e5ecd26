"""What the page says of itself and what a person knows of it: where the two disagree, the person is right."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

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
    """Each interviewee with the fields that a person gave, and without those they say are none; and who is missing.

    Of whom nothing is left is no interviewee.
    """
    pairs = zip_longest(shown, facts.interviewee if facts else ())
    people = (
        (person or build_interviewee()).model_copy(
            update={} if known is None else _read_fields(known.model_dump(exclude_none=True))
        )
        for person, known in pairs
    )
    return tuple(person for person in people if person != build_interviewee())


def _read_fields(known: Mapping[str, str]) -> dict[str, str | None]:
    return {field: None if value == NONE else value for field, value in known.items()}

"""Record -> its texts that people wrote or said, each with its place."""

from collections.abc import Iterator

from hrdcorpus.records.form import Exchange, Record


def list_texts(record: Record) -> Iterator[str]:
    """The texts of a record that a page's people wrote or said."""
    people = record.interviewees
    told = (text for person in people for text in (person.role, person.organisation, person.place))
    yield from (line for line in (record.title, record.author, *told) if line)
    yield from record.introduction
    for exchange in record.exchanges:
        yield from dict.fromkeys(list_labels(exchange))
        yield exchange.question.text
        yield from exchange.answer


def list_labels(exchange: Exchange) -> Iterator[str]:
    """Who asks and who speaks, as the page labels them."""
    yield from (label for label in (exchange.asker, *(exchange.speakers or ())) if label)


def names_all(record: Record) -> bool:
    """Whether it names everybody who is interviewed: else nobody knows which name its title holds."""
    return bool(record.interviewees) and all(person.name for person in record.interviewees)


def find_dialled_country(record: Record) -> str | None:
    """Where numbers without `+` are dialled: the country of the first interviewee who has one."""
    return next((person.country for person in record.interviewees if person.country), None)

"""Records -> the standard questions they ask: what names each, and what is known of it."""

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from msgspec import Struct

from hrdcorpus.output.export import Options
from hrdcorpus.records.form import Exchange, Record


class Key(NamedTuple):
    """What names a standard question: two questionnaires may have items of one id."""

    questionnaire_id: str
    question_id: str

    def __str__(self) -> str:
        return f"{self.questionnaire_id}/{self.question_id}"


class StandardQuestion(Struct, frozen=True):
    """An item of a questionnaire that records follow. `position` and `description` are None where it is not known.

    It was `asked` and `answered` so many times, and is answered in so many `works`.
    """

    key: Key
    position: int | None
    description: str | None
    asked: int
    answered: int
    works: int


def list_standard_questions(records: Collection[Record], options: Options) -> tuple[StandardQuestion, ...]:
    """The items of the questionnaires that the records follow, asked or not, in the order of asking.

    Items that are not known here, as of a questionnaire that is not at hand, come last. Of records that were
    filtered by question, only the items asked for.
    """
    asked, answered, works = Counter[Key](), Counter[Key](), Counter[Key]()
    related: set[tuple[Key, str]] = set()
    for record in records:
        keyed = [(key, exchange) for exchange in record.exchanges if (key := find_key(record, exchange))]
        asked.update(key for key, _ in keyed)
        answered.update(key for key, exchange in keyed if exchange.answer)
        said = {key for key, exchange in keyed if exchange.answer}
        if record.id in options.works:
            related |= {(key, options.works[record.id].id) for key in said}
        else:
            works.update(said)
    works.update(key for key, _ in related)
    used = {key.questionnaire_id for key in asked}
    known: dict[Key, tuple[int | None, str | None]] = {
        Key(questionnaire.id, item.id): (position, item.description)
        for questionnaire in options.questionnaires
        if questionnaire.id in used
        for position, item in enumerate(questionnaire.items, start=1)
        if not options.questions or item.id in options.questions
    }
    told = known | {key: (None, None) for key in sorted(asked) if key not in known}
    return tuple(
        StandardQuestion(key, position, description, asked[key], answered[key], works[key])
        for key, (position, description) in told.items()
    )


def find_key(record: Record, exchange: Exchange) -> Key | None:
    """The standard question that is asked; None where there is none."""
    item, used = exchange.question.id, record.questionnaire
    return Key(used.id, item) if used is not None and item is not None else None

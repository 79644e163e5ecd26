"""Records -> rows of one interview each, with a column for each question: what survey programs take in."""

from collections.abc import Sequence

from hrdcorpus.output.export import Options
from hrdcorpus.output.export.cells import format_list, list_cells
from hrdcorpus.output.export.standard import Key, find_key, list_standard_questions
from hrdcorpus.output.export.tables import INTERVIEWS, join_paragraphs, list_interviews
from hrdcorpus.records.form import Exchange, Record

_UNANSWERED = "unanswered"  # the column that tells asked and not answered from not asked


def list_wide_rows(records: Sequence[Record], options: Options) -> list[list[str]]:
    """The header and the rows.

    A standard question has as many columns as the interview that asks it most often, `key` and `key (2)`; other
    questions have two columns each, in the interview's order: one for the question, one for the answer.
    """
    sorted_out = [_group_exchanges(record) for record in records]
    keyed = [
        (question.key, time)
        for question in list_standard_questions(records, options)
        for time in range(max((len(by_key.get(question.key, ())) for by_key in sorted_out), default=0) or 1)
    ]
    others = max((len(by_key.get(None, ())) for by_key in sorted_out), default=0)
    header = [column.name for column in INTERVIEWS]
    header += [_name_column(key, time) for key, time in keyed]
    header += [_UNANSWERED, *(f"other {n} {part}" for n in range(1, others + 1) for part in ("question", "answer"))]
    rows = [
        [*list_cells(row, INTERVIEWS), *_list_keyed_cells(by_key, keyed), *_list_other_cells(by_key, others)]
        for row, by_key in zip(list_interviews(records), sorted_out, strict=True)
    ]
    return [header, *rows]


_Grouped = dict[Key | None, list[Exchange]]


def _group_exchanges(record: Record) -> _Grouped:
    grouped: _Grouped = {}
    for exchange in record.exchanges:
        grouped.setdefault(find_key(record, exchange), []).append(exchange)
    return grouped


def _name_column(key: Key, time: int) -> str:
    return f"{key} ({time + 1})" if time else str(key)


def _list_keyed_cells(by_key: _Grouped, keyed: Sequence[tuple[Key, int]]) -> list[str]:
    asked = {(key, time): exchange for key in by_key if key for time, exchange in enumerate(by_key[key])}
    unanswered = [_name_column(*place) for place in keyed if place in asked and not asked[place].answer]
    answers = [join_paragraphs(asked[place].answer) if place in asked else "" for place in keyed]
    return [*answers, format_list(unanswered)]


def _list_other_cells(by_key: _Grouped, others: int) -> list[str]:
    exchanges = by_key.get(None, [])
    cells = [cell for e in exchanges for cell in (e.question.text, join_paragraphs(e.answer))]
    return cells + [""] * (2 * others - len(cells))

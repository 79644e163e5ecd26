"""Markdown, for reading: one file an interview, or one file a question with the answers of all interviews."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from hrdcorpus.output.coverage import State
from hrdcorpus.output.export import Built, Options
from hrdcorpus.output.export.naming import name_files
from hrdcorpus.output.export.questions import StandardQuestion, find_key, list_standard_questions
from hrdcorpus.output.export.tables import TABLES, format_cell, group_speakers
from hrdcorpus.records.form import Exchange, Record, tell_interviewees

_INDEX = "index.md"
_OTHERS = "Questions that match no standard question"

# What stands at the head of an interview, where it is known.
_HEAD = ("id", "published", "published_text", "author", "language", "interviewee", "anonymity", "role", "organisation",
         "place", "country", "country_name", "questionnaire_id", "questionnaire_version", "source_path", "source_url",
         "source_sha256")  # fmt: skip
_COLUMNS = tuple(column for column in TABLES["interviews"].columns if column.name in _HEAD)

# What CommonMark or GitHub could take for markup, wherever it stands; signs of lists and headings where text begins.
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|$^{}#@]|:(?=\S)|(?<=www)\.|\A[-+=]")
_NUMBERED = re.compile(r"\A(\d+)([.)])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # those that are no white space of Markdown
_SPACE = re.compile(r"\A\s|\s\Z|[\t\n\r\u2028\u2029]")


class _Page(Struct, frozen=True):
    """One file: what it is named after, its title, and the paragraphs below that, already Markdown."""

    name: str
    title: str
    paragraphs: tuple[str, ...]


def build(records: Sequence[Record], options: Options) -> Built:
    """The files, and `index.md` with a link to each. Text is escaped: none of it is markup.

    What is in italics is said by us, never by an interview.
    """
    pages = _list_questions(records, options) if options.shape == "questions" else _list_interviews(records, options)
    names = [f"{name}.md" for name in name_files([page.name for page in pages], taken=_INDEX.removesuffix(".md"))]
    links = [f"- [{escape_markdown(page.title)}]({name})" for page, name in zip(pages, names, strict=True)]
    index = _join("# Interviews", "\n".join(links))
    files = {name: _join(f"# {escape_markdown(p.title)}", *p.paragraphs) for name, p in zip(names, pages, strict=True)}
    return Built({**files, _INDEX: index})


def _join(*paragraphs: str) -> bytes:
    return ("\n\n".join(filter(None, paragraphs)) + "\n").encode()


def _list_interviews(records: Sequence[Record], options: Options) -> list[_Page]:
    pages = []
    for record, row in zip(records, TABLES["interviews"].list_rows(records, options), strict=True):
        cells = {column.name: format_cell(row[column.name], column) for column in _COLUMNS}
        head = "\n".join(f"- {escape_markdown(name)}: {escape_markdown(cell)}" for name, cell in cells.items() if cell)
        introduction = map(escape_markdown, record.introduction)
        exchanges = (part for exchange in record.exchanges for part in _show_exchange(record, exchange))
        pages.append(_Page(record.id, record.title or record.id, (head, *introduction, *exchanges)))
    return pages


def _show_exchange(record: Record, exchange: Exchange) -> Iterator[str]:
    yield f"## {escape_markdown(exchange.question.text)}"
    key = find_key(record, exchange)
    yield f"*{exchange.number}: {escape_markdown(str(key or 'no standard question'))}, {_describe(exchange)}*"
    yield from _show_answer(exchange)


def _describe(exchange: Exchange) -> str:
    return exchange.question.match + (f", asked by {escape_markdown(exchange.asker)}" if exchange.asker else "")


def _show_answer(exchange: Exchange) -> Iterator[str]:
    """The paragraphs, with who speaks where that changes."""
    if not exchange.answer:
        yield f"*{State.UNANSWERED}*"
    for speaker, texts in group_speakers(exchange):
        first, *others = map(escape_markdown, texts)
        yield f"**{escape_markdown(speaker)}:** {first}" if speaker else first
        yield from others


def _list_questions(records: Sequence[Record], options: Options) -> list[_Page]:
    pages = [_build_question(question, records) for question in list_standard_questions(records, options)]
    others = _show_answers(records, None)
    return [*pages, _Page("other", _OTHERS, others)] if others else pages


def _build_question(question: StandardQuestion, records: Sequence[Record]) -> _Page:
    description = [f"*{escape_markdown(question.description)}*"] if question.description else []
    answers = _show_answers(records, question) or (f"*{State.NOT_ASKED}*",)
    return _Page(str(question.key), str(question.key), (*description, *answers))


def _show_answers(records: Sequence[Record], question: StandardQuestion | None) -> tuple[str, ...]:
    """Every answer to a standard question, or to those questions that match none."""
    return tuple(
        part
        for record in records
        for exchange in record.exchanges
        if find_key(record, exchange) == (question.key if question else None)
        for part in _show_place(record, exchange)
    )


def _show_place(record: Record, exchange: Exchange) -> Iterator[str]:
    yield f"## {escape_markdown(record.title or record.id)}"
    place = ", ".join(
        filter(
            None,
            [record.id, record.published or record.published_text, tell_interviewees(record.interviewees, "country")],
        )
    )
    yield f"*{escape_markdown(place)}; {exchange.number}, {_describe(exchange)}*"
    yield f"> {escape_markdown(exchange.question.text)}"
    yield from _show_answer(exchange)


def escape_markdown(text: str) -> str:
    r"""One line of Markdown. White space that would be lost becomes references; other controls are written out.

    >>> escape_markdown("1. *No* <b>one</b>\n- came\x1b")
    '1\\. \\*No\\* \\<b\\>one\\</b\\>&#10;- came\\\\x1b'
    """
    escaped = _NUMBERED.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", text))
    shown = _CONTROL.sub(lambda found: "\\" + found[0].encode("unicode_escape").decode(), escaped)
    return _SPACE.sub(lambda found: f"&#{ord(found[0])};", shown)

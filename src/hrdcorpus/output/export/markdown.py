"""Markdown, for reading: one file an interview, or one file a question with the answers of all interviews."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from shutil import copyfileobj
from typing import NamedTuple

from hrdcorpus.output.coverage import State
from hrdcorpus.output.export import Built, Options
from hrdcorpus.output.export.naming import name_file
from hrdcorpus.output.export.questions import Key, find_key, list_standard_questions
from hrdcorpus.output.export.table import RowItem, format_cell, group_speakers
from hrdcorpus.output.export.tables import TABLES
from hrdcorpus.output.works import find_work
from hrdcorpus.records.form import Exchange, Record, tell_interviewees

_INDEX = "index.md"
_TAKEN = {"index": 1}
_OTHER = "other"  # what the file of all other questions is named after
_OTHERS = "Questions that match no standard question"
_NOWHERE = "no country"

# What stands at the head of an interview, where it is known.
_HEAD = ("id", "published", "published_text", "author", "language", "translation_of", "interviewee", "anonymity",
         "role", "organisation", "place", "country", "country_name", "questionnaire_id", "questionnaire_version",
         "source_path", "source_url", "source_sha256")  # fmt: skip
_COLUMNS = tuple(column for column in TABLES["interviews"].columns if column.name in _HEAD)

# What CommonMark or GitHub could take for markup, wherever it stands; signs of lists and headings where text begins.
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|$^{}#@]|:(?=\S)|(?<=www)\.|\A[-+=]")
_NUMBERED = re.compile(r"\A(\d+)([.)])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # those that are no white space of Markdown
_SPACE = re.compile(r"\A\s|\s\Z|[\t\n\r\u2028\u2029]")


def build(records: Collection[Record], options: Options, folder: Path) -> Built:
    """The files, and `index.md` with a link to each. Text is escaped: none of it is markup.

    What is in italics is said by us, never by an interview.
    """
    write = _write_questions if options.shape == "questions" else _write_interviews
    titles = write(records, options, folder)
    links = (f"- [{escape_markdown(title)}]({name})" for name, title in titles.items())
    (folder / _INDEX).write_bytes(_join("# Interviews", "\n".join(links)))
    return Built((*titles, _INDEX))


def _join(*paragraphs: str) -> bytes:
    return ("\n\n".join(filter(None, paragraphs)) + "\n").encode()


def _write_interviews(records: Collection[Record], options: Options, folder: Path) -> dict[str, str]:
    """The title of each file, by its name."""
    titles: dict[str, str] = {}
    taken = dict(_TAKEN)
    for record in records:
        name = f"{name_file(record.id, taken)}.md"
        titles[name] = record.title or record.id
        item = RowItem(record, 0, record, find_work(options.works, record.id))
        cells = {column.name: format_cell(column.read(item), column) for column in _COLUMNS}
        head = "\n".join(f"- {escape_markdown(name)}: {escape_markdown(cell)}" for name, cell in cells.items() if cell)
        introduction = map(escape_markdown, record.introduction)
        exchanges = (part for exchange in record.exchanges for part in _show_exchange(record, exchange))
        (folder / name).write_bytes(_join(f"# {escape_markdown(titles[name])}", head, *introduction, *exchanges))
    return titles


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


def _write_questions(records: Collection[Record], options: Options, folder: Path) -> dict[str, str]:
    """The same of the standard questions, each with every answer to it, and of those that match none, if there are any.

    Answers stand by country and language. Until all are there, those of each wait in a file of their own.
    """
    questions: dict[Key | None, str | None] = {
        question.key: question.description for question in list_standard_questions(records, options)
    }
    taken = dict(_TAKEN)
    files = {key: f"{name_file(str(key or _OTHER), taken)}.md" for key in (*questions, None)}
    waiting: dict[Key | None, dict[_Group, Path]] = {key: {} for key in files}
    for record in records:
        answers = defaultdict[Key | None, list[str]](list)
        for exchange in record.exchanges:
            answers[find_key(record, exchange)] += _show_place(record, exchange)
        for key, parts in answers.items():
            group = _Group(tell_interviewees(record.interviewees, "country_name") or "", record.language.content)
            place = waiting[key].setdefault(group, folder / f"{files[key]}.{len(waiting[key])}")
            with open(place, "ab") as file:
                file.write(b"\n" + _join(*parts))
    if not waiting[None]:
        del files[None]
    for key, name in files.items():
        description = questions.get(key)
        about = f"*{escape_markdown(description)}*" if description else ""
        asked = "" if waiting[key] else f"*{State.NOT_ASKED}*"
        with open(folder / name, "wb") as file:
            file.write(_join(f"# {escape_markdown(str(key or _OTHERS))}", about, asked))
            for group, place in sorted(waiting[key].items(), key=lambda part: (not part[0].country, part[0])):
                file.write(b"\n" + _join(f"## {escape_markdown(group.country or _NOWHERE)}, {group.language}"))
                with open(place, "rb") as part:
                    copyfileobj(part, file)
                place.unlink()
    return {name: str(key or _OTHERS) for key, name in files.items()}


class _Group(NamedTuple):
    country: str
    language: str


def _show_place(record: Record, exchange: Exchange) -> Iterator[str]:
    yield f"### {escape_markdown(record.title or record.id)}"
    place = ", ".join(filter(None, [record.id, record.published or record.published_text]))
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

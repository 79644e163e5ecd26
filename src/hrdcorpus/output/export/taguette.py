"""Taguette: a codebook of the questions, and each interview as an HTML document. Its codings cannot be brought in."""

import csv
from collections.abc import Collection, Iterator
from html import escape
from pathlib import Path

from hrdcorpus.output.coverage import State
from hrdcorpus.output.export import Built, Options
from hrdcorpus.output.export.naming import name_file
from hrdcorpus.output.export.questions import list_standard_questions
from hrdcorpus.output.export.refi import choose_name, hold_text
from hrdcorpus.output.export.table import group_speakers
from hrdcorpus.records.form import Record, tell_interviewees

_CODEBOOK = "codebook.csv"
_OTHERS = ("other questions", "Questions of no questionnaire")


def build(records: Collection[Record], options: Options, folder: Path) -> Built:
    """`codebook.csv`, with the columns `tag` and `description`; and a document an interview."""
    tags, taken, files = dict[str, int](), dict[str, int](), list[str]()
    with open(folder / _CODEBOOK, "w", encoding="utf-8", newline="") as codebook:
        writer = csv.writer(codebook)
        writer.writerow(["tag", "description"])
        for question in list_standard_questions(records, options):
            writer.writerow([choose_name(question.key.question_id, tags), question.description or ""])
        writer.writerow([choose_name(_OTHERS[0], tags), _OTHERS[1]])
    for record in records:
        files.append(f"{name_file(record.id, taken)}.html")
        (folder / files[-1]).write_bytes("\n".join(_show(record)).encode())
    return Built((_CODEBOOK, *files))


def _show(record: Record) -> Iterator[str]:
    title = _escape(record.title or record.id)
    yield f'<!DOCTYPE html>\n<html lang="{_escape(record.language.content)}">\n<head><meta charset="utf-8">'
    yield f"<title>{title}</title></head>\n<body>\n<h1>{title}</h1>"
    people, country = (tell_interviewees(record.interviewees, field) for field in ("name", "country_name"))
    told = (record.id, people, country, record.published, record.language.content, record.source.url)
    yield f"<p>{_escape(' · '.join(filter(None, told)))}</p>"
    yield from (f"<p>{_escape(paragraph)}</p>" for paragraph in record.introduction)
    for exchange in record.exchanges:
        asker = f"{exchange.asker}: " if exchange.asker else ""
        yield f"<h2>{_escape(f'{exchange.number}. {asker}{exchange.question.text}')}</h2>"
        if not exchange.answer:
            yield f"<p><em>{State.UNANSWERED}</em></p>"
        for speaker, paragraphs in group_speakers(exchange):
            label = f"<strong>{_escape(speaker)}:</strong> " if speaker else ""
            yield from (f"<p>{'' if at else label}{_escape(text)}</p>" for at, text in enumerate(paragraphs))
    yield "</body>\n</html>\n"


def _escape(text: str) -> str:
    """As text, with escapes for characters that neither HTML nor XML can hold."""
    return escape(hold_text(text))

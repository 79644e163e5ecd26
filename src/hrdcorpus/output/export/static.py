"""Interviews as plain HTML, for a browser that runs no script: a list of links, and the interviews in order."""

import re
from collections.abc import Collection, Iterator
from html import escape as escape_html

from hrdcorpus.output.dataset import list_facts
from hrdcorpus.output.export.table import group_speakers
from hrdcorpus.output.web import show
from hrdcorpus.records.dataset import Dataset
from hrdcorpus.records.form import Exchange, Record, tell_interviewees

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # what a browser would drop, or take for another


def render_contents(dataset: Dataset, records: Collection[Record]) -> Iterator[str]:
    """The head of the page, with what is said of the whole and a link to each interview."""
    description = f"<p>{show(dataset.description)}</p>" if dataset.description else ""
    facts = "".join(f"<dt>{name}</dt><dd>{show(text)}</dd>" for name, text in list_facts(dataset))
    yield f'<noscript><header class="page"><h1>{show(dataset.title)}</h1>{description}\n<dl>{facts}</dl></header>\n'
    yield '<nav class="page"><ol>\n'
    for number, record in enumerate(records, start=1):
        yield f'<li><a href="#interview-{number}">{_tell_text("span", _name(record), record)}</a></li>\n'
    yield "</ol></nav></noscript>\n"


def render_article(number: int, record: Record) -> str:
    """One interview, the `number`th, with all that was said in it, and its source."""
    facts = {
        "interviewee": tell_interviewees(record.interviewees, "name"),
        "role": tell_interviewees(record.interviewees, "role"),
        "organisation": tell_interviewees(record.interviewees, "organisation"),
        "country": tell_interviewees(record.interviewees, "country_name"),
        "published": record.published or record.published_text,
        "source": record.source.url or record.source.path,
        "SHA-256 of the page": record.source.sha256,
        "id": record.id,
    }
    told = "".join(f'<dt>{name}</dt><dd dir="auto">{show(value)}</dd>' for name, value in facts.items() if value)
    introduction = "".join(_tell_text("p", paragraph, record) for paragraph in record.introduction)
    exchanges = "".join(_render_exchange(exchange, record) for exchange in record.exchanges)
    title = _tell_text("h2", _name(record), record)
    return (
        f'<noscript><article class="page" id="interview-{number}">{title}\n<dl>{told}</dl>\n'
        f'<div class="introduction">{introduction}</div>\n{exchanges}</article></noscript>\n'
    )


def _name(record: Record) -> str:
    return record.title or tell_interviewees(record.interviewees, "name") or record.id


def _render_exchange(exchange: Exchange, record: Record) -> str:
    parts = [_tell_text("h3", f"{exchange.number}. {exchange.question.text}", record)]
    for speaker, paragraphs in group_speakers(exchange):
        parts += [_tell_text("p", speaker, record, 'class="speaker"')] if speaker else []
        parts += [_tell_text("p", paragraph, record, 'class="said"') for paragraph in paragraphs]
    return "".join(parts) + "\n"


def _tell_text(tag: str, text: str, record: Record, attributes: str = "") -> str:
    """Verbatim, in its language and direction; what HTML has no characters for is written out, as `\\x1b`."""
    told = _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
    inside = escape_html(told).replace("\r", "&#13;")
    language = escape_html(record.language.content)
    return f'<{tag} lang="{language}" dir="auto"{" " if attributes else ""}{attributes}>{inside}</{tag}>'

"""An explanation as one HTML page that needs nothing else: the page's rows in order, and beside them the record.

Nothing in it is active: no script, no link, no resource from elsewhere, and every text of the page is escaped.
"""

from collections.abc import Iterable

from hrdcorpus.output.explaining.explanation import Explained, Explanation, describe_page, list_notes, list_reasons
from hrdcorpus.output.export import Options
from hrdcorpus.output.export.tables import TABLES
from hrdcorpus.output.web import load_source, open_page, show
from hrdcorpus.records.form import Exchange, Label, Record

_BELOW = ("introduction", "findings")  # what stands below the facts
_STYLE = ("base.css", "explain.css")  # a label's colour repeats what its column says
_MEANINGS: dict[Label, str] = {
    "title": "of the interview, with who is interviewed",
    "date": "of its publication",
    "author": "of the page",
    "introduction": "what stands before the first question",
    "question": "what is asked",
    "answer": "what is said to the question above",
    "tags": "the site's subjects for it, left out of the record",
    "chrome": "what the site adds around it, left out",
    "other": "what is no part of the interview, left out",
}


def render_html(explanation: Explanation, name: str) -> str:
    """The explanation as an HTML document; `name` is what the page is called in it."""
    title = f"How {name} was read"
    rows = "".join(map(_render_row, explanation.rows))
    records = "".join(map(_render_record, explanation.records))
    return (
        f'{open_page(title, load_source(*_STYLE))}<div class="page">\n<header>\n<h1>{show(title)}</h1>\n'
        '<p class="lead">All that the page shows stands here, block by block and in its order: the label that each '
        "block was given, the rule that gave it, and what became of it in the record.</p>\n"
        f"{_render_verdict(explanation)}<h2>Labels</h2>\n{_render_legend()}</header>\n"
        "<main>\n<section>\n<h2>The page, block by block</h2>\n<table>\n"
        "<thead><tr><th>no.</th><th>label</th><th>rule and place</th><th>text</th></tr></thead>\n"
        f"<tbody>\n{rows}</tbody>\n</table>\n</section>\n"
        f"{records}</main>\n</div>\n</body>\n</html>\n"
    )


def _render_legend() -> str:
    told = (f'<div class="{label}"><dt>{label}</dt><dd>{meaning}</dd></div>\n' for label, meaning in _MEANINGS.items())
    return f'<dl class="legend">\n{"".join(told)}</dl>\n'


def _render_verdict(explanation: Explanation) -> str:
    """What a reader must know first: the corrections that do not hold, why there is no record, and what was weighed."""
    lines = [f"Read without its corrections: {explanation.unheeded}"] if explanation.unheeded else []
    lines += [f"Not an interview: {explanation.reason}"] if explanation.reason else []
    warnings = "".join(f'<p class="warning">{show(line)}</p>\n' for line in lines)
    reasons = "".join(f"<li>{show(line)}</li>" for line in list_reasons(explanation.trace.weighed))
    listed = f'<ul class="why">{reasons}</ul>\n' if reasons else ""
    return f'{warnings}<p class="why">{show(describe_page(explanation))}</p>\n{listed}'


def _render_row(explained: Explained) -> str:
    row = explained.row
    classes = f"{row.label} corrected" if explained.reasons else row.label
    notes = "".join(f'<div class="why">{show(why)}</div>' for why in list_notes(explained))
    return (
        f'<tr class="{classes}"><td class="number">{explained.number}</td><td class="label">{row.label}</td>'
        f'<td class="rule">{show(row.rule)}<div class="place">{show(explained.place)}</div></td>'
        f'<td class="said"><div class="text" dir="auto">{show(row.block.text)}</div>{notes}</td></tr>\n'
    )


def _render_record(record: Record) -> str:
    told = zip(*TABLES["interviews"].list_cells([record], Options()), strict=True)
    facts = [f'<dt>{name}</dt><dd dir="auto">{show(text)}</dd>' for name, text in told if text and name not in _BELOW]
    findings = [f"{f.code} {f.name}{f', line {f.line}' if f.line else ''}: {f.detail}" for f in record.findings]
    introduction = f"<h3>Introduction</h3>\n{_render_paragraphs(record.introduction)}" if record.introduction else ""
    return (
        f"<aside>\n<h2>The record</h2>\n<dl>{''.join(facts)}</dl>\n"
        f"<h3>Findings</h3>\n<ul>{''.join(f'<li>{show(finding)}</li>' for finding in findings or ['none'])}</ul>\n"
        f"{introduction}{''.join(map(_render_exchange, record.exchanges))}</aside>\n"
    )


def _render_exchange(exchange: Exchange) -> str:
    question = exchange.question
    notes = [f"{question.id} ({question.match})" if question.id else "no key"]
    notes += [f"asked by {exchange.asker}"] if exchange.asker else []
    notes += [f"answered by {', '.join(dict.fromkeys(exchange.speakers))}"] if exchange.speakers else []
    return (
        f'<h3 dir="auto">{exchange.number}. {show(question.text)}</h3>\n'
        f'<div class="why">{show("; ".join(notes))}</div>\n{_render_paragraphs(exchange.answer)}'
    )


def _render_paragraphs(paragraphs: Iterable[str]) -> str:
    return "".join(f'<p dir="auto">{show(text)}</p>\n' for text in paragraphs)

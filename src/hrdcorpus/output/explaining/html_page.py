"""An explanation as one HTML page that needs nothing else: the page's rows in order, and beside them the record.

Nothing in it is active: no script, no link, no resource from elsewhere, and every text of the page is escaped.
"""

import base64
import hashlib
from collections.abc import Iterable
from html import escape as escape_html

from hrdcorpus.output.explaining.explanation import Explained, Explanation, describe_page, list_notes, list_reasons
from hrdcorpus.output.export import Options
from hrdcorpus.output.export.tables import TABLES
from hrdcorpus.records.form import Exchange, Record
from hrdcorpus.text.showing import escape

_BELOW = ("introduction", "findings")  # what stands below the facts
# A label's colour repeats what its column says; the page reads the same in black and white.
_STYLE = """
body { font: 15px/1.5 sans-serif; color: #111; background: #fff; margin: 1.5rem; }
h1 { font-size: 1.2rem; } h2 { font-size: 1.05rem; } h3 { font-size: 1rem; margin: 1rem 0 0; }
main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 2rem; align-items: start; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid #ccc; }
td.place, td.rule, dt, .why { color: #444; font-size: .85rem; }
td { overflow-wrap: anywhere; }
td.label { font-weight: bold; white-space: nowrap; border-inline-start: .5rem solid #999; }
.question td.label { border-color: #00519e; } .answer td.label { border-color: #4da3ff; }
.introduction td.label { border-color: #7b3fb5; } .title td.label { border-color: #116611; }
.date td.label, .author td.label, .tags td.label { border-color: #6fbf4a; } .other td.label { border-color: #d98200; }
.question .text { font-weight: bold; }
.chrome .text, .other .text, .tags .text { color: #555; }
.corrected { outline: 2px dashed #b00020; outline-offset: -2px; }
.why, .findings { margin: .2rem 0 0; } .warning { border: 2px solid #b00020; padding: .5rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .8rem; } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 60rem) { main { grid-template-columns: minmax(0, 1fr); } }
@media print {
  main { display: block; } tr, h3, dl { break-inside: avoid; } h3 { break-after: avoid; }
  thead { display: table-header-group; }
  aside { break-before: page; } * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""


def render_html(explanation: Explanation, name: str) -> str:
    """The explanation as an HTML document; `name` is what the page is called in it."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = _show(name)
    rows = "".join(map(_render_row, explanation.rows))
    records = "".join(map(_render_record, explanation.records))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f"{_render_verdict(explanation)}<main>\n<section>\n<h2>The page, block by block</h2>\n<table>\n"
        "<thead><tr><th>no.</th><th>place</th><th>label</th><th>rule</th><th>text</th></tr></thead>\n"
        f"<tbody>\n{rows}</tbody>\n</table>\n</section>\n"
        f"{records}</main>\n</body>\n</html>\n"
    )


def _show(text: str) -> str:
    """Text of others as HTML text, with what could turn or hide it written out."""
    return escape_html(escape(text))


def _render_verdict(explanation: Explanation) -> str:
    """What a reader must know first: the corrections that do not hold, why there is no record, and what was weighed."""
    lines = [f"Read without its corrections: {explanation.unheeded}"] if explanation.unheeded else []
    lines += [f"Not an interview: {explanation.reason}"] if explanation.reason else []
    warnings = "".join(f'<p class="warning">{_show(line)}</p>\n' for line in lines)
    reasons = "".join(f"<li>{_show(line)}</li>" for line in list_reasons(explanation.trace.weighed))
    listed = f'<ul class="why">{reasons}</ul>\n' if reasons else ""
    return f'{warnings}<p class="why">{_show(describe_page(explanation))}</p>\n{listed}'


def _render_row(explained: Explained) -> str:
    row = explained.row
    classes = f"{row.label} corrected" if explained.reasons else row.label
    notes = "".join(f'<div class="why">{_show(why)}</div>' for why in list_notes(explained))
    return (
        f'<tr class="{classes}"><td>{explained.number}</td><td class="place">{_show(explained.place)}</td>'
        f'<td class="label">{row.label}</td><td class="rule">{_show(row.rule)}</td>'
        f'<td><div class="text" dir="auto">{_show(row.block.text)}</div>{notes}</td></tr>\n'
    )


def _render_record(record: Record) -> str:
    told = zip(*TABLES["interviews"].list_cells([record], Options()), strict=True)
    facts = [f'<dt>{name}</dt><dd dir="auto">{_show(text)}</dd>' for name, text in told if text and name not in _BELOW]
    findings = [f"{f.code} {f.name}{f', line {f.line}' if f.line else ''}: {f.detail}" for f in record.findings]
    introduction = f"<h3>Introduction</h3>\n{_render_paragraphs(record.introduction)}" if record.introduction else ""
    return (
        f"<aside>\n<h2>The record</h2>\n<dl>{''.join(facts)}</dl>\n"
        f"<h3>Findings</h3>\n<ul>{''.join(f'<li>{_show(finding)}</li>' for finding in findings or ['none'])}</ul>\n"
        f"{introduction}{''.join(map(_render_exchange, record.exchanges))}</aside>\n"
    )


def _render_exchange(exchange: Exchange) -> str:
    question = exchange.question
    notes = [f"{question.id} ({question.match})" if question.id else "no key"]
    notes += [f"asked by {exchange.asker}"] if exchange.asker else []
    notes += [f"answered by {', '.join(dict.fromkeys(exchange.speakers))}"] if exchange.speakers else []
    return (
        f'<h3 dir="auto">{exchange.number}. {_show(question.text)}</h3>\n'
        f'<div class="why">{_show("; ".join(notes))}</div>\n{_render_paragraphs(exchange.answer)}'
    )


def _render_paragraphs(paragraphs: Iterable[str]) -> str:
    return "".join(f'<p dir="auto">{_show(text)}</p>\n' for text in paragraphs)

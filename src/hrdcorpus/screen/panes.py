"""What stands in each pane, as text with styles. A page's text is never markup, and steers no terminal.

What a colour says a word says, too: without colour nothing is lost.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from textual.content import Content

from hrdcorpus.output.explaining.explanation import list_notes
from hrdcorpus.records.findings import Finding
from hrdcorpus.records.form import Record
from hrdcorpus.records.rules import ACCEPTABLE, RULES
from hrdcorpus.screen.listing import Listed
from hrdcorpus.screen.view import Line, View
from hrdcorpus.text.showing import escape

_STYLES: Mapping[str, str] = MappingProxyType(
    {
        "question": "bold $text-primary",
        "answer": "$text-success",
        "introduction": "$text-accent",
        "title": "bold $text-secondary",
        "date": "$text-secondary",
        "author": "$text-secondary",
        "tags": "$text-secondary",
        "chrome": "dim",
        "other": "$text-warning",
    }
)
_OPEN = "bold $text-error"
_SIGNS = {"open": "o", "changed": "~", "reviewed": "+", "excluded": "x"}
_UNREAD = "."


def render_page(page: Listed) -> Content:
    """A page in the list: its state's sign, how many findings are open, who may read it, its countries, its id."""
    told = " ".join(filter(None, (page.release, *sorted(page.countries), escape(page.file.id))))
    style = "dim" if page.state in ("reviewed", "excluded") else ""
    sign = _SIGNS[page.state] if page.is_read else _UNREAD
    return Content.assemble((f"{sign} {len(page.codes):>2} {told}", style))


def render_title(view: View, page: Listed) -> Content:
    """The line above: which page it is, its state, and what hinders it."""
    release = f", {page.release}" if page.release else ""
    trouble = f": {escape(page.trouble)}" if page.trouble else ""
    open_ = f", open findings: {len(page.codes)}" if page.codes else ""
    return Content.assemble((escape(view.file.id), "bold"), f"  {page.state}{release}{open_}", (trouble, _OPEN))


def render_line(line: Line, *, with_rules: bool) -> Content:
    """A block with its place, its label and its open findings; with its rule and reasons, where these are wanted."""
    parts: list[str | tuple[str, str]] = [
        (f"{escape(line.shown_place)} ", "dim"),
        ("! " if line.is_open else "", _OPEN),
        (f"{line.label}: ", _STYLES[line.label]),
        (escape(line.text), "dim" if line.label == "chrome" else "bold" if line.label == "question" else ""),
    ]
    parts += [(f"\n  {RULES[finding.name].code} {finding.name}", _OPEN) for finding in line.findings]
    if with_rules:
        parts += [(f"\n  {escape(note)}", "italic") for note in (f"rule: {line.rule}", *list_notes(line.explained))]
    return Content.assemble(*parts)


def render_question(view: View, line: Line) -> Content:
    """The exchange of a line: its number, its key, its question; of any other line what it is."""
    if line.asked is None:
        return Content.assemble(
            (line.label, _STYLES[line.label]), f", no part of an exchange\nrule: {escape(line.rule)}"
        )
    exchange, match = view.asked[line.asked]
    key = (
        f"{match.item} ({match.kind})"
        if match.item
        else "none, as somebody says"
        if match.kind == "corrected"
        else "open"
    )
    return Content.assemble(
        (f"{line.asked + 1} of {len(view.asked)}  ", "dim"),
        ("key: ", "dim"),
        (key, _OPEN if key == "open" else "bold"),
        "\n",
        (escape(exchange.text), "bold"),
    )


def render_answer(view: View, line: Line) -> Content:
    """The answer of a line's exchange; below it the findings of the line and of the page, and the page's facts."""
    parts: list[str | tuple[str, str]] = []
    if line.asked is not None:
        answer = view.asked[line.asked][0].answer
        parts += [f"{escape(row.block.text)}\n" for row in answer] or [("no answer\n", _OPEN)]
        parts.append("\n")
    parts += [(f"{_describe(finding)}\n", _OPEN) for finding in (*line.findings, *view.findings)]
    for record in view.explanation.records:
        for name, text in _list_facts(record):
            parts += [(f"{name}: ", "dim"), f"{text}\n"]
    return Content.assemble(*parts)


def render_choices(
    view: View, line: Line, offers: Sequence[str], descriptions: Mapping[str, str]
) -> list[tuple[str, Content]]:
    """What one key does with a line, each with the key: the items offered, none of them, accepting."""
    choices: list[tuple[str, Content]] = []
    if line.asked is not None:
        for number, item in enumerate(offers, start=1):
            described = escape(descriptions.get(item, ""))
            choices.append((str(number), Content.assemble((f"{number} {item} ", "bold"), (described, "dim"))))
        choices.append(("0", Content.assemble(("0 none ", "bold"), ("no standard question", "dim"))))
    if finding := find_acceptable(view, line):
        settled = f"all {RULES[finding.name].code} of this page: {view.count_findings(finding.name)}"
        choices.append(("a", Content.assemble(("a accept ", "bold"), settled)))
    return choices


def find_acceptable(view: View, line: Line) -> Finding | None:
    """The finding that is accepted next: of the line, or else of the page."""
    listed = (*line.findings, *view.findings)
    return next((finding for finding in listed if RULES[finding.name].code in ACCEPTABLE), None)


def _describe(finding: Finding) -> str:
    return escape(f"{RULES[finding.name].code} {finding.name}: {finding.describe(quoting=True)}")


def _list_facts(record: Record) -> list[tuple[str, str]]:
    people = [person.name or person.anonymity or "unknown" for person in record.interviewees] or ["unknown"]
    countries = [person.country for person in record.interviewees if person.country]
    facts = [
        ("title", record.title),
        ("date", record.published or record.published_text),
        ("interviewee", ", ".join(people)),
        ("country", ", ".join(countries)),
        ("URL", record.source.url),
    ]
    return [(name, escape(text or "unknown")) for name, text in facts]

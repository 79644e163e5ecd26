"""`hrdcorpus rule`: what a finding's code means, and what to do about it."""

from collections.abc import Sequence
from typing import Annotated

import typer

from hrdcorpus.cli.options import complete_codes
from hrdcorpus.cli.output import check_name, print_text
from hrdcorpus.records.rules import GROUPS, Rule, find_rules
from hrdcorpus.text.showing import escape

_PREFACE = """\
# Findings

Written by `hrdcorpus rule --format markdown`; do not edit.

What a reviewer should look at has a code that never changes its meaning. Records hold the findings HRD1xx to HRD3xx of
their page; `hrdcorpus validate` reports those and HRD4xx. Errors make it fail, and warnings too with
`--fail-on warning`. `--select` and `--ignore` take codes, beginnings of codes, and names.
"""


def rule(
    keys: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CODE]...", help="Codes, beginnings of codes, or names.", autocompletion=complete_codes
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="text|markdown",
            help="For people, or as docs/findings.md.",
            callback=lambda name: check_name(_FORMATS, name),
            autocompletion=lambda: list(_FORMATS),
        ),
    ] = "text",
) -> None:
    """Say what a finding means and what to do; without a code, all of them.

    Examples:
    hrdcorpus rule HRD101
    hrdcorpus rule HRD2 not-an-interview
    hrdcorpus rule --format markdown > docs/findings.md
    """
    chosen = {found.code: found for key in keys or ["HRD"] for found in _find(key)}
    print_text(_FORMATS[form](list(chosen.values())))


def _find(key: str) -> Sequence[Rule]:
    rules = find_rules(key)
    if not rules:
        raise typer.BadParameter(f"{escape(key)!r} is no rule; without a code, all are listed", param_hint="CODE")
    return rules


def _format_text(rules: Sequence[Rule]) -> str:
    return "\n".join(f"{r.code} {r.name} ({r.level})\n  {r.what}\n  {r.do}\n" for r in rules)


def _format_markdown(rules: Sequence[Rule]) -> str:
    head = ["| code | name | level | what was seen | what to do |", "| --- | --- | --- | --- | --- |"]
    parts = [_PREFACE]
    for beginning, title in GROUPS.items():
        group = [r for r in rules if r.code.startswith(beginning)]
        rows = [f"| {r.code} | {r.name} | {r.level} | {r.what} | {r.do} |" for r in group]
        parts += ["\n".join([f"## {title}", "", *head, *rows, ""])] if rows else []
    return "\n".join(parts)


_FORMATS = {"text": _format_text, "markdown": _format_markdown}

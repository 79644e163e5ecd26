"""`hrdcorpus validate`: what is to be looked at in pages and records."""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hrdcorpus.cli.options import (
    MaxBlocks,
    MaxCharacters,
    Questionnaires,
    Quiet,
    Verbose,
    complete_codes,
    load_set_knowledge,
    load_wanted_settings,
)
from hrdcorpus.cli.output import (
    FAILED,
    STREAM,
    check_name,
    print_data,
    print_error,
    print_ignored,
    print_note,
    read_stream,
)
from hrdcorpus.cli.validated import print_report
from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.output.reports import FORMATS
from hrdcorpus.records.rules import Level, find_rules
from hrdcorpus.text.showing import escape

if TYPE_CHECKING:
    from hrdcorpus.output.reports.problem import Report

_SUMMARY = "GITHUB_STEP_SUMMARY"
_TIME_ZONES = timedelta(days=1)  # by which it can be later elsewhere
_FAIL_ON: dict[str, Level] = {"error": "error", "warning": "warning"}


def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Pages, records, or folders of them; - is standard input.",
            readable=False,
            show_default="data/raw and data/normalized",
        ),
    ] = None,
    *,
    output_format: Annotated[
        str,
        typer.Option(
            metavar="|".join(FORMATS),
            help="How problems are printed; text is by page on a terminal, else one a line.",
            callback=lambda name: check_name(FORMATS, name),
            autocompletion=lambda: list(FORMATS),
        ),
    ] = "text",
    select: Annotated[
        list[str] | None,
        typer.Option(
            help="Report only these: codes, beginnings of codes, names.", metavar="CODES", autocompletion=complete_codes
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help="Leave these out.", metavar="CODES", autocompletion=complete_codes)
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="|".join(_FAIL_ON),
            help="The least level that fails.",
            callback=lambda name: check_name(_FAIL_ON, name),
            autocompletion=lambda: list(_FAIL_ON),
        ),
    ] = "error",
    since: Annotated[
        str | None, typer.Option(help="Only what differs from this commit or branch, as git says.", metavar="REF")
    ] = None,
    show_text: Annotated[bool, typer.Option("--show-text", help="Quote the page in details.")] = False,
    quiet: Quiet = False,  # noqa: ARG001 - its callback sees to it
    verbose: Verbose = False,
    questionnaires: Questionnaires = None,
    max_blocks: MaxBlocks = None,
    max_characters: MaxCharacters = None,
) -> None:
    """Report what is to be looked at in pages and records; write nothing.

    A page goes through the whole pipeline, and its record in data/normalized
    is held against it; either may be named. Each problem has a stable code
    (see: hrdcorpus rule) and is an error, a warning or a note; errors make
    the command fail. Without --show-text nothing of an interview is quoted.

    With --since, pages are checked that were changed, added, renamed or
    removed since, or whose record or sidecar was, committed or not. If a
    questionnaire or the settings changed, everything is. Of what is checked
    it says the same as a run over everything; only copies and translations
    of other pages are not looked for, since that takes the whole corpus.

    Where GITHUB_STEP_SUMMARY is set, a summary goes to that file, too.

    Examples:
    hrdcorpus validate                       everything
    hrdcorpus validate --since origin/main   what git diff says changed
    hrdcorpus validate --select HRD1,no-date --fail-on warning
    hrdcorpus validate data --output-format sarif > findings.sarif
    """
    from hrdcorpus.corpus.files import list_standing
    from hrdcorpus.corpus.places import NORMALIZED, RAW
    from hrdcorpus.corpus.validation.checking import Criteria
    from hrdcorpus.corpus.validation.validating import build_report, validate_paths, validate_stream
    from hrdcorpus.output.reports.reporters import REPORTERS
    from hrdcorpus.reading.pages import MAX_BYTES

    selected, ignored = _read_codes(select, "--select"), _read_codes(ignore, "--ignore")
    settings = load_wanted_settings(questionnaires, max_blocks, max_characters)
    criteria = Criteria(
        knowledge=load_set_knowledge(settings),
        latest=(datetime.now(UTC) + _TIME_ZONES).date(),
        show_text=show_text,
        accepted=frozenset(settings.accept),
        excluded=settings.excluded,
    )
    asked = paths or list_standing() or [RAW]
    changed = _find_changed(paths or [RAW, NORMALIZED], since) if since is not None else None
    parts = [validate_paths([path for path in asked if path != STREAM], criteria, changed)]
    if STREAM in asked:
        parts.append(validate_stream(read_stream(MAX_BYTES + 1), criteria))
    print_ignored(parts[0].ignored, verbose=verbose)
    for path in parts[0].gone:
        print_note("is not there any more", path)
    accepted = sum(part.accepted for part in parts)
    if accepted:
        print_note(f"accepted by the settings or a sidecar, with a reason there: {accepted}")
    report = build_report(parts, selected=selected, ignored=ignored, fail_on=_FAIL_ON[fail_on])
    if output_format == "text" and sys.stdout.isatty():
        print_report(report)
    else:
        print_data(REPORTERS[output_format](report).encode())
    _append_summary(report)
    print_note(report.describe())
    if report.has_failed:
        raise typer.Exit(FAILED)


def _read_codes(keys: Sequence[str] | None, option: str) -> frozenset[str]:
    """The codes that the option's keys, also several with commas, stand for."""
    codes: set[str] = set()
    for key in (key.strip() for text in keys or () for key in text.split(",")):
        rules = find_rules(key)
        if not rules:
            raise typer.BadParameter(f"{escape(key)!r} is no rule; see: hrdcorpus rule", param_hint=option)
        codes.update(rule.code for rule in rules)
    return frozenset(codes)


def _find_changed(paths: Sequence[Path], since: str) -> frozenset[str] | None:
    from hrdcorpus.corpus.validation.changed import find_changed

    try:
        return find_changed(paths, since)
    except HrdcorpusError as error:
        raise typer.BadParameter(error.reason, param_hint="--since") from None


def _append_summary(report: "Report") -> None:
    from hrdcorpus.output.reports.markdown import report_markdown

    path = os.environ.get(_SUMMARY)
    if not path:
        return
    try:
        with open(path, "ab") as file:
            file.write(report_markdown(report).encode())
    except OSError as error:
        print_error(f"{_SUMMARY}: cannot be written: {error.strerror}")

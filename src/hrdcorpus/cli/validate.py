"""`hrdcorpus validate`: what is to be looked at in pages and records."""

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from hrdcorpus.cli.options import Questionnaires, load_wanted_knowledge
from hrdcorpus.cli.output import FAILED, STREAM, check_name, print_data, print_ignored, print_note
from hrdcorpus.reports import REPORTERS


def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Pages, records, or folders of them; - is standard input.",
            show_default="data/raw and data/normalized",
        ),
    ] = None,
    output_format: Annotated[
        str,
        typer.Option(
            metavar="|".join(REPORTERS),
            help="How problems are printed.",
            callback=lambda name: check_name(REPORTERS, name),
            autocompletion=lambda: list(REPORTERS),
        ),
    ] = "text",
    questionnaires: Questionnaires = None,
) -> None:
    """Report what is to be looked at in pages and records; write nothing.

    A page goes through the whole pipeline, a record is held against its
    form. Each problem has a stable code and is an error, a warning or a
    note; only errors make the command fail. A page that is no interview is
    an error here.

    Examples:
    hrdcorpus validate                               the whole corpus
    hrdcorpus validate data/raw/page.txt             one page
    hrdcorpus validate data --output-format json     for another program
    """
    from hrdcorpus.corpus import NORMALIZED, RAW, find_corpus
    from hrdcorpus.pages.reading import MAX_BYTES
    from hrdcorpus.validation import find_problems, find_stream_problems

    knowledge = load_wanted_knowledge(questionnaires)
    asked = paths or [path for path in (RAW, NORMALIZED) if path.is_dir() and any(path.iterdir())] or [RAW]
    found = find_corpus([path for path in asked if path != STREAM])
    print_ignored(found.ignored)
    problems = find_problems(found.files, found.unusable, knowledge)
    if STREAM in asked:
        problems += find_stream_problems(sys.stdin.buffer.read(MAX_BYTES + 1), knowledge)
    print_data(REPORTERS[output_format](problems).encode())
    levels = Counter(problem.level for problem in problems)
    counts = ", ".join(f"{level}s: {levels[level]}" for level in ("error", "warning", "note"))
    print_note(f"files: {len(found.files) + (STREAM in asked)}, {counts}")
    if levels["error"]:
        raise typer.Exit(FAILED)

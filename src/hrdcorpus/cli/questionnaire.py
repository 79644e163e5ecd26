"""`hrdcorpus questionnaire suggest`: interviews to a questionnaire that a person can start from."""

from collections.abc import Mapping
from functools import reduce
from operator import and_
from pathlib import Path
from typing import Annotated

import typer

from hrdcorpus.cli.options import Command, Group, Questionnaires, load_wanted_settings
from hrdcorpus.cli.output import (
    FAILED,
    STREAM,
    print_data,
    print_error,
    print_errors,
    print_ignored,
    print_note,
    put_data,
)

app = typer.Typer(name="questionnaire", cls=Group, add_completion=False, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """Make questionnaires of your own."""


@app.command(cls=Command)
def suggest(
    paths: Annotated[list[Path], typer.Argument(help="Pages, or folders of pages.", readable=False)],
    identifier: Annotated[str, typer.Option("--id", help="Identifier of the new questionnaire.")] = "my-questionnaire",
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder to write it to; - is standard output.", readable=False)
    ] = STREAM,
    sites: Annotated[
        bool, typer.Option("--sites", help="One questionnaire for each site, by the pages' hosts.")
    ] = False,
    questionnaires: Questionnaires = None,
) -> None:
    """Propose a questionnaire from questions that recur.

    Reads pages that follow no known questionnaire, and gathers the
    questions that two or more of them ask in nearly the same words, and
    short lines, such as headings, that most of them have above an answer,
    whether they look like questions or not. Edit what comes out (name the
    items, drop what is none), put the folder among your questionnaires, and
    ingest again. What was edited is never overwritten.

    With --sites, pages from each host make a questionnaire of their own,
    named after it; those whose address nobody knows make one, too.

    Examples:
    hrdcorpus questionnaire suggest data/raw
    hrdcorpus questionnaire suggest data/raw --id hrd-2022 --output questionnaires
    hrdcorpus questionnaire suggest data/raw --sites --output questionnaires
    hrdcorpus ingest --questionnaires questionnaires
    """
    from hrdcorpus.corpus.files import find_pages
    from hrdcorpus.corpus.permissions import find_mode
    from hrdcorpus.corpus.prompts import list_prompts
    from hrdcorpus.keying.suggesting import group_by_host, render_questionnaire, suggest_items
    from hrdcorpus.knowledge.base import load_knowledge

    settings = load_wanted_settings(questionnaires)
    found = find_pages(paths, settings.excluded)
    print_ignored(found.ignored)
    print_errors(found.unusable)
    interviews, failed = list_prompts(found.files, load_knowledge(settings.questionnaires, settings.limits))
    for error in failed:
        print_note(str(error))
    groups = group_by_host(interviews) if sites else {None: interviews}
    suggested = {
        identifier if host is None else f"{identifier}-{host.replace('.', '-') or 'no-address'}": suggestions
        for host, group in groups.items()
        if (suggestions := suggest_items(group))
    }
    if not suggested:
        print_error("no question recurs in two interviews without a questionnaire; name more pages")
        raise typer.Exit(FAILED)
    drafts = {
        output / name / file: text
        for name, suggestions in suggested.items()
        for file, text in render_questionnaire(suggestions, name).items()
    }
    if output == STREAM:
        for path, text in drafts.items():
            print_data(f"# {path.relative_to(output)}\n{text}\n".encode())
    else:
        _put_drafts(drafts, reduce(and_, (find_mode([file.path], file.root) for file in found.files)))
    count = sum(map(len, suggested.values()))
    print_note(f"{count} questions recur; edit their names before you use them")


def _put_drafts(drafts: Mapping[Path, str], mode: int) -> None:
    """To their places with this mode, unless a person may have edited what stands at one of them."""
    from hrdcorpus.corpus.writing import read_file

    edited = [
        path
        for path, text in drafts.items()
        if path.parent.is_dir() and read_file(path, path.parent) not in (None, text.encode())
    ]
    for path in edited:
        print_error("stands there already, and may have been edited; choose another --id or --output", path)
    if edited:
        raise typer.Exit(FAILED)
    for path, text in drafts.items():
        put_data(text.encode(), path, mode)

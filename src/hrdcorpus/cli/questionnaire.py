"""`hrdcorpus questionnaire`: interviews to a questionnaire that a person can start from; chosen keys to variants."""

from collections.abc import Mapping
from functools import partial, reduce
from operator import and_
from pathlib import Path
from typing import Annotated

import typer

from hrdcorpus.cli.options import Command, Group, Questionnaires, load_set_knowledge, load_wanted_settings
from hrdcorpus.cli.output import (
    FAILED,
    STREAM,
    check_name,
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

    settings = load_wanted_settings(questionnaires)
    found = find_pages(paths, settings.excluded)
    print_ignored(found.ignored)
    print_errors(found.unusable)
    knowledge = load_set_knowledge(settings)
    interviews, failed = list_prompts(found.files, knowledge)
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


@app.command("add-variant", cls=Command)
def add_variant(
    paths: Annotated[list[Path], typer.Argument(help="Pages, or folders of pages.", readable=False)],
    line: Annotated[int | None, typer.Option(help="Line of a question, as explain shows it.", min=1)] = None,
    path: Annotated[str | None, typer.Option(help="Path of a question in an HTML page, as explain shows it.")] = None,
    item: Annotated[
        str | None, typer.Option("--id", help="The standard question that is asked there.", metavar="ID")
    ] = None,
    questionnaires: Annotated[
        Path | None,
        typer.Option(
            help="Folder of your own questionnaires; made if it is not there.",
            show_default="as hrdcorpus.toml says",
            file_okay=False,
        ),
    ] = None,
) -> None:
    """Make chosen keys variants, so that all pages are keyed so.

    Takes the question at a place of one page, with the item that it asks;
    or, without a place, all questions of the pages for which somebody chose
    the item with hrdcorpus correct --id. Their wordings are written into
    your own folder of questionnaires, with the page's words as an example,
    and a slot for the country: whatever page asks in these words is keyed to
    the item when it is ingested again.

    Examples:
    hrdcorpus questionnaire add-variant data/raw/page.txt --line 40 \\
      --id motivation --questionnaires questionnaires
    hrdcorpus questionnaire add-variant data/raw
    hrdcorpus ingest
    """
    from hrdcorpus.corpus.adding import add_variants, load_extensible, read_variants
    from hrdcorpus.corpus.files import find_pages
    from hrdcorpus.corpus.settings import load_settings
    from hrdcorpus.errors import HrdcorpusError, attempt
    from hrdcorpus.records.sidecar import KeyCorrection

    place = {name: value for name, value in (("line", line), ("path", path)) if value is not None}
    if len(place) != (item is not None) or (item is not None and len(paths) != 1):
        raise typer.BadParameter("name one page, one place, --line or --path, and its --id; or pages alone")
    settings = load_settings(Path())
    own = questionnaires or settings.questionnaires
    if own is None:
        raise typer.BadParameter("name your own folder, and later in hrdcorpus.toml", param_hint="--questionnaires")
    own.mkdir(parents=True, exist_ok=True)
    knowledge = load_extensible(own, settings)
    found = find_pages(paths, settings.excluded)
    print_ignored(found.ignored)
    print_errors(found.unusable)
    chosen = None
    if item is not None:
        known = [known.id for questionnaire in knowledge.questionnaires for known in questionnaire.items]
        chosen = KeyCorrection.model_validate(place | {"id": check_name(known, item), "reason": "-"})
    read = [attempt(partial(read_variants, file, chosen, knowledge), file.path) for file in found.files]
    failed = [each for each in read if isinstance(each, HrdcorpusError)]
    print_errors(failed)
    variants = [variant for each in read if not isinstance(each, HrdcorpusError) for variant in each]
    added = add_variants(variants, own, knowledge)
    print_note(f"{len(added)} of {len(variants)} wordings were new; now run: hrdcorpus ingest", own)
    if failed or found.unusable:
        raise typer.Exit(FAILED)


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

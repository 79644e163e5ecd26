"""`hrdcorpus questionnaire suggest`: interviews to a questionnaire that a person can start from."""

from pathlib import Path
from typing import Annotated

import typer

from hrdcorpus.cli.options import Questionnaires, load_wanted_knowledge
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

app = typer.Typer(no_args_is_help=True, help="Make questionnaires of your own.")


@app.callback()
def _group() -> None:
    """Make questionnaires of your own."""


@app.command()
def suggest(
    paths: Annotated[list[Path], typer.Argument(help="Pages, or folders of pages.", readable=False)],
    identifier: Annotated[str, typer.Option("--id", help="Identifier of the new questionnaire.")] = "my-questionnaire",
    output: Annotated[Path, typer.Option(help="Folder to write it to; - is standard output.", readable=False)] = STREAM,
    questionnaires: Questionnaires = None,
) -> None:
    """Propose a questionnaire from questions that recur.

    Reads interviews that follow no known questionnaire, and gathers the
    questions that two or more of them ask in nearly the same words. Edit
    what comes out (name the items, drop what is none), put the folder among
    your questionnaires, and ingest again.

    Examples:
    hrdcorpus questionnaire suggest data/raw
    hrdcorpus questionnaire suggest data/raw --id hrd-2022 --output questionnaires
    hrdcorpus ingest --questionnaires questionnaires
    """
    from hrdcorpus.corpus.files import find_pages
    from hrdcorpus.corpus.ingest import list_records
    from hrdcorpus.keying.suggesting import render_questionnaire, suggest_items

    found = find_pages(paths)
    print_ignored(found.ignored)
    print_errors(found.unusable)
    records, failed = list_records(found.files, load_wanted_knowledge(questionnaires))
    for error in failed:
        print_note(str(error))
    suggestions = suggest_items(records)
    if not suggestions:
        print_error("no question recurs in two interviews without a questionnaire; name more pages")
        raise typer.Exit(FAILED)
    for name, text in render_questionnaire(suggestions, identifier).items():
        if output == STREAM:
            print_data(f"# {identifier}/{name}\n{text}\n".encode())
        else:
            put_data(text.encode(), output / identifier / name)
    print_note(f"{len(suggestions)} questions recur; edit their names before you use them")

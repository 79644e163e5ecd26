"""`hrdcorpus correct`: a label or a key put right, beside the page."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from hrdcorpus.cli.options import Questionnaires, load_wanted_knowledge
from hrdcorpus.cli.output import FAILED, check_name, print_error, print_note
from hrdcorpus.text.showing import escape_path

if TYPE_CHECKING:
    from hrdcorpus.knowledge.base import Knowledge
    from hrdcorpus.records.sidecar import Correction


def correct(
    page: Annotated[Path, typer.Argument(help="A page.", readable=False)],
    *,
    reason: Annotated[str, typer.Option(help="Why, in your own words; never words of the interview.")],
    line: Annotated[int | None, typer.Option(help="Line of a text page, as explain shows it.", min=1)] = None,
    path: Annotated[str | None, typer.Option(help="Path in an HTML page, as explain shows it.")] = None,
    label: Annotated[str | None, typer.Option(help="What the whole line or element is.")] = None,
    item: Annotated[
        str | None, typer.Option("--id", help="The standard question that is asked there, or none.", metavar="ID")
    ] = None,
    questionnaires: Questionnaires = None,
) -> None:
    """Put a label or a key right, for good.

    The correction is written into PAGE.toml beside the page, in place of an
    earlier one of the same line; all else there stays as it is. It names its
    text by a short hash: if the page changes under it, ingest refuses the
    page and says what to do. hrdcorpus help corrections explains the file,
    which can hold facts as well.

    Examples:
    hrdcorpus correct data/raw/page.txt --line 31 --label answer \\
      --reason "a rhetorical question"
    hrdcorpus correct data/raw/page.txt --line 40 --id motivation \\
      --reason "asks what drives her"
    hrdcorpus correct data/raw/page.txt --line 52 --id none \\
      --reason "asks something else"
    """
    from hrdcorpus.corpus.amending import amend_sidecar
    from hrdcorpus.records.sidecar import locate_sidecar

    if (line is None) == (path is None):
        raise typer.BadParameter("name either --line of a text page or --path in an HTML page")
    if (label is None) == (item is None):
        raise typer.BadParameter("name either --label or --id; of both, correct the label first")
    knowledge = load_wanted_knowledge(questionnaires)
    place: dict[str, int | str | None] = {"line": line, "path": path, "reason": _check_reason(reason)}
    explanation = amend_sidecar(page, _build_correction(place, label, item, knowledge), knowledge)
    if explanation.unheeded is not None:
        print_error(f"written, but others cannot be heeded: {explanation.unheeded.explanation}", locate_sidecar(page))
        raise typer.Exit(FAILED)
    outcome = f"; still not an interview: {explanation.reason}" if explanation.reason else ""
    print_note(f"written; now run: hrdcorpus ingest {escape_path(page)}{outcome}", locate_sidecar(page))


def _build_correction(
    place: dict[str, int | str | None], label: str | None, item: str | None, knowledge: "Knowledge"
) -> "Correction":
    from hrdcorpus.records.form import Label
    from hrdcorpus.records.sidecar import NONE, KeyCorrection, LabelCorrection

    if label is not None:
        return LabelCorrection.model_validate(place | {"label": check_name(get_args(Label), label)})
    known = [item.id for questionnaire in knowledge.questionnaires for item in questionnaire.items]
    return KeyCorrection.model_validate(place | {"id": check_name([*known, NONE], item or "")})


def _check_reason(reason: str) -> str:
    if not 1 <= len(reason.strip()) <= 500:
        raise typer.BadParameter("the reason must have 1 to 500 characters")
    return reason

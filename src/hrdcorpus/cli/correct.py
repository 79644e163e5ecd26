"""`hrdcorpus correct`: a label, a key or a fact put right, beside the page."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer
from typer.models import OptionInfo

from hrdcorpus.cli.options import Questionnaires, load_wanted_knowledge
from hrdcorpus.cli.output import FAILED, check_name, print_error, print_note
from hrdcorpus.records.kinds import Release
from hrdcorpus.text.showing import escape_path

if TYPE_CHECKING:
    from hrdcorpus.knowledge.base import Knowledge
    from hrdcorpus.records.sidecar import Correction, Facts

_RELEASES = get_args(Release)
_FACTS = "What a person knows of the page"


def _fact(help_: str, metavar: str) -> OptionInfo:
    option: OptionInfo = typer.Option(help=help_, metavar=metavar, rich_help_panel=_FACTS)
    return option


def _complete_labels() -> list[str]:
    from hrdcorpus.records.form import Label

    return list(get_args(Label))


def correct(
    page: Annotated[Path, typer.Argument(help="A page.", readable=False)],
    *,
    reason: Annotated[str | None, typer.Option(help="Why, in your own words; never words of the interview.")] = None,
    line: Annotated[int | None, typer.Option(help="Line of a text page, as explain shows it.", min=1)] = None,
    path: Annotated[str | None, typer.Option(help="Path in an HTML page, as explain shows it.")] = None,
    label: Annotated[
        str | None, typer.Option(help="What the whole line or element is.", autocompletion=_complete_labels)
    ] = None,
    item: Annotated[
        str | None, typer.Option("--id", help="The standard question that is asked there, or none.", metavar="ID")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option("--date", help="Day of publication.", metavar="YYYY-MM-DD", rich_help_panel=_FACTS),
    ] = None,
    name: Annotated[str | None, _fact("The interviewee's name, or none.", "NAME")] = None,
    role: Annotated[str | None, _fact("The interviewee's role, or none.", "ROLE")] = None,
    organisation: Annotated[str | None, _fact("The interviewee's organisation, or none.", "NAME")] = None,
    country: Annotated[str | None, _fact("The interviewee's country, in ISO 3166-1, or none.", "CODE")] = None,
    url: Annotated[str | None, _fact("Address that the page is from.", "URL")] = None,
    release: Annotated[str | None, _fact("Who may read the interview.", "|".join(_RELEASES))] = None,
    accept: Annotated[list[str] | None, _fact("A finding that needs no further look on this page.", "CODE")] = None,
    exclude: Annotated[
        bool, typer.Option("--exclude", help="It is no page of the corpus.", rich_help_panel=_FACTS)
    ] = False,
    questionnaires: Questionnaires = None,
) -> None:
    """Put a label, a key or facts right, for good.

    The correction is written into PAGE.toml beside the page, in place of an
    earlier one of the same line; all else there stays as it is. It names its
    text by a short hash: if the page changes under it, ingest refuses the
    page and says what to do. Facts are put beside those that stand there.
    hrdcorpus help corrections explains the file.

    Examples:
    hrdcorpus correct data/raw/page.txt --line 31 --label answer \\
      --reason "a rhetorical question"
    hrdcorpus correct data/raw/page.txt --line 40 --id motivation \\
      --reason "asks what drives her"
    hrdcorpus correct data/raw/page.txt --line 52 --id none \\
      --reason "asks something else"
    hrdcorpus correct data/raw/page.txt --date 2021-07-09 --country KZ \\
      --reason "the Centre's list"
    hrdcorpus correct data/raw/page.txt --release withheld
    hrdcorpus correct data/raw/page.txt --accept HRD201 \\
      --reason "the source has no date"
    """
    from hrdcorpus.corpus.amending import amend_facts, amend_sidecar
    from hrdcorpus.corpus.places import build_file
    from hrdcorpus.records.sidecar import locate_sidecar

    person = _keep_given(name=name, role=role, organisation=organisation, country=country)
    facts = _keep_given(published=published, url=url, interviewee=person or None)
    place = _keep_given(line=line, path=path)
    mark = _build_mark(release, accept or [], exclude=exclude)
    if bool(facts or mark) == bool(place or label or item):
        raise typer.BadParameter("name either a place, with --label or --id, or facts; correct one after the other")
    if reason is None and (facts or place or accept or exclude):
        raise typer.BadParameter("say why", param_hint="--reason")
    why = _keep_given(reason=_check_reason(reason))
    knowledge = load_wanted_knowledge(questionnaires)
    if facts or mark:
        mark |= why if mark and (accept or exclude or not facts) else {}
        explanation = amend_facts(build_file(page), _build_facts(facts, why), mark, knowledge).explanation
    else:
        if len(place) != 1:
            raise typer.BadParameter("name either --line of a text page or --path in an HTML page")
        if (label is None) == (item is None):
            raise typer.BadParameter("name either --label or --id; of both, correct the label first")
        correction = _build_correction(place | why, label, item, knowledge)
        explanation = amend_sidecar(build_file(page), correction, knowledge).explanation
    if explanation.unheeded is not None:
        print_error(f"written, but others cannot be heeded: {explanation.unheeded.explanation}", locate_sidecar(page))
        raise typer.Exit(FAILED)
    outcome = f"; still not an interview: {explanation.reason}" if explanation.reason else ""
    print_note(f"written; now run: hrdcorpus ingest {escape_path(page)}{outcome}", locate_sidecar(page))


def _build_correction(
    place: dict[str, Any], label: str | None, item: str | None, knowledge: "Knowledge"
) -> "Correction":
    from hrdcorpus.records.form import Label
    from hrdcorpus.records.sidecar import NONE, KeyCorrection, LabelCorrection

    if label is not None:
        return LabelCorrection.model_validate(place | {"label": check_name(get_args(Label), label)})
    known = [item.id for questionnaire in knowledge.questionnaires for item in questionnaire.items]
    return KeyCorrection.model_validate(place | {"id": check_name([*known, NONE], item or "")})


def _build_mark(release: str | None, accept: list[str], *, exclude: bool) -> dict[str, Any]:
    """What the options say of the page as a whole."""
    from hrdcorpus.records.rules import ACCEPTABLE

    codes = [check_name(sorted(ACCEPTABLE), code) for code in accept]
    mark = {"release": check_name(_RELEASES, release)} if release else {}
    return mark | ({"exclude": True} if exclude else {}) | ({"accept": codes} if codes else {})


def _build_facts(facts: dict[str, Any], why: dict[str, Any]) -> "Facts | None":
    from pydantic import ValidationError

    from hrdcorpus.knowledge.loading import describe_breach, list_names
    from hrdcorpus.records.sidecar import Facts

    if not facts:
        return None
    try:
        return Facts.model_validate(facts | why)
    except ValidationError as error:
        key, what = describe_breach(error, list_names(Facts), "facts")
        name = key.rpartition(".")[2]
        raise typer.BadParameter(what, param_hint="--date" if name == "published" else f"--{name}") from None


def _keep_given(**values: object) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _check_reason(reason: str | None) -> str | None:
    if reason is not None and not 1 <= len(reason.strip()) <= 500:
        raise typer.BadParameter("the reason must have 1 to 500 characters")
    return reason

"""Options that several commands have, and what they stand for."""

from inspect import cleandoc
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from hrdcorpus.cli.output import USAGE, print_text, silence_notes
from hrdcorpus.records.rules import RULES

if TYPE_CHECKING:
    from hrdcorpus.corpus.settings import Settings
    from hrdcorpus.knowledge.base import Knowledge

Questionnaires = Annotated[
    Path | None,
    typer.Option(
        help="Folder of further questionnaires.",
        show_default="as hrdcorpus.toml says",
        exists=True,
        file_okay=False,
    ),
]
MaxBlocks = Annotated[
    int | None,
    typer.Option(help="Most blocks of a page.", metavar="N", min=1, show_default="as hrdcorpus.toml says, or 8,000"),
]
MaxCharacters = Annotated[
    int | None,
    typer.Option(help="Most characters of a block.", metavar="N", min=1, show_default="the same, or 200,000"),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.", callback=silence_notes)]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Name every file that was not taken, not only a few.")]


class Command(TyperCommand):
    """A command whose help keeps the lines of its docstring and its groups of options.

    Its flags are shown as flags: no value, so no `<bool>` behind them.
    """

    def get_params(self, ctx: Any) -> list[Any]:
        """All options and arguments."""
        return _strip_flags(super().get_params(ctx))

    def format_help_text(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - as it is called
        """The docstring as it stands."""
        formatter.write("\n" + indent(cleandoc(self.help or ""), "  ") + "\n")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments and options, group by group."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            kind = parameter.rich_help_panel or f"{parameter.param_type_name.capitalize()}s"
            if shown := parameter.get_help_record(ctx):
                groups.setdefault(kind, []).append(shown)
        for kind, rows in groups.items():
            with formatter.section(kind):
                formatter.write_dl(rows)


class Group(TyperGroup):
    """What holds commands: without one it shows its help, and fails."""

    def get_params(self, ctx: Any) -> list[Any]:
        """All options, flags as flags."""
        return _strip_flags(super().get_params(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What the arguments say, if there are any."""
        if not args and not ctx.resilient_parsing:
            print_text(ctx.get_help() + "\n")
            raise typer.Exit(USAGE)
        return super().parse_args(ctx, args)


def _strip_flags(parameters: list[Any]) -> list[Any]:
    for parameter in parameters:
        if isinstance(parameter, TyperOption) and parameter.is_flag:
            parameter.metavar = ""
    return parameters


def complete_codes(incomplete: str) -> list[tuple[str, str]]:
    """Codes and names of findings, with what they mean, behind those that a list with commas already has."""
    before = incomplete[: incomplete.rfind(",") + 1]
    listed = [(f"{before}{key}", rule.what) for rule in RULES.values() for key in (rule.code, rule.name)]
    return [pair for pair in listed if pair[0].startswith(incomplete)]


def load_wanted_settings(
    questionnaires: Path | None, max_blocks: int | None = None, max_characters: int | None = None
) -> "Settings":
    """The settings of the current folder, with what the options say instead where they are given."""
    from hrdcorpus.corpus.settings import NAME, load_settings
    from hrdcorpus.errors import KnowledgeError

    settings = load_settings(Path())
    own = settings.questionnaires
    if own is not None and questionnaires is None and not own.is_dir():
        raise KnowledgeError(f"no folder: {own}; a path counts from the file's folder", NAME, "questionnaires")
    given = {name: most for name, most in (("blocks", max_blocks), ("characters", max_characters)) if most is not None}
    limits = settings.limits.model_copy(update=given)
    return settings.model_copy(update={"questionnaires": questionnaires or own, "limits": limits})


def load_wanted_knowledge(
    questionnaires: Path | None, max_blocks: int | None = None, max_characters: int | None = None
) -> "Knowledge":
    """The program's knowledge, with the questionnaires and limits of the options, or else of the settings."""
    return load_set_knowledge(load_wanted_settings(questionnaires, max_blocks, max_characters))


def load_set_knowledge(settings: "Settings") -> "Knowledge":
    """The program's knowledge, with the questionnaires and limits of the settings."""
    from hrdcorpus.knowledge.base import load_knowledge

    return load_knowledge(settings.questionnaires, settings.limits, settings.keying)

"""Options that several commands have, and what they stand for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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


def load_wanted_settings(questionnaires: Path | None) -> "Settings":
    """The settings of the current folder, with the questionnaires of the option where it is given."""
    from hrdcorpus.corpus.settings import load_settings

    settings = load_settings(Path())
    return settings.model_copy(update={"questionnaires": questionnaires or settings.questionnaires})


def load_wanted_knowledge(questionnaires: Path | None) -> "Knowledge":
    """The program's knowledge and the questionnaires of the option, or else of the settings."""
    from hrdcorpus.knowledge.base import load_knowledge

    return load_knowledge(load_wanted_settings(questionnaires).questionnaires)

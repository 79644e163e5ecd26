"""Options that several commands have, and what they stand for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
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


def load_wanted_knowledge(questionnaires: Path | None) -> "Knowledge":
    """The program's knowledge and the questionnaires of the option, or else of the settings."""
    from hrdcorpus.knowledge.base import load_knowledge
    from hrdcorpus.knowledge.settings import load_settings

    return load_knowledge(questionnaires or load_settings(Path()).questionnaires)

"""`hrdcorpus.toml`: what one team wants each time, so that nobody has to type it."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from hrdcorpus.knowledge.files import find_above
from hrdcorpus.knowledge.loading import Resource, load_resource

NAME = "hrdcorpus.toml"


def _check_path(path: Path) -> Path:
    if "\0" in str(path):
        raise ValueError("no path: it holds a NUL character")
    return path


class Settings(Resource):
    """`questionnaires` is a folder of further questionnaires, relative to the settings' own folder."""

    questionnaires: Annotated[Path, AfterValidator(_check_path)] | None = None


def load_settings(folder: Path) -> Settings:
    """The settings of a folder, empty where there are none; `KnowledgeError` where the file is wrong.

    They stand in the folder or in one above it, up to that of the git repository or of the user's home.
    """
    path = find_above(NAME, folder)
    if path is None:
        return Settings()
    settings = load_resource(path, Settings)
    own = settings.questionnaires
    return settings.model_copy(update={"questionnaires": own and path.parent / own})

"""`hrdcorpus.toml` in the current folder: what one team wants each time, so that nobody has to type it."""

from pathlib import Path

from hrdcorpus.knowledge.loading import Resource, load_resource

NAME = "hrdcorpus.toml"


class Settings(Resource):
    """`questionnaires` is a folder of further questionnaires, relative to the settings' own folder."""

    questionnaires: Path | None = None


def load_settings(folder: Path) -> Settings:
    """The settings in a folder, empty where there are none; `KnowledgeError` where the file is wrong."""
    path = folder / NAME
    if not (path.exists() or path.is_symlink()):  # a link to nothing is a wrong file
        return Settings()
    settings = load_resource(path, Settings)
    return Settings(questionnaires=settings.questionnaires and folder / settings.questionnaires)

"""`hrdcorpus.toml`: what one team wants each time, so that nobody has to type it or to see it in every report."""

import os
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from hrdcorpus.knowledge.files import find_above
from hrdcorpus.knowledge.limits import LIMITS, Limits
from hrdcorpus.knowledge.loading import NonEmpty, Resource, load_resource
from hrdcorpus.knowledge.questionnaires import KEYING, Keying
from hrdcorpus.records.dataset import Dataset
from hrdcorpus.records.sidecar import Acceptance, Reason

NAME = "hrdcorpus.toml"


def _check_path(path: Path) -> Path:
    if "\0" in str(path):
        raise ValueError("no path: it holds a NUL character")
    return path


class Exclusion(Resource):
    """Files among the pages that are none, and why: lists of interviews, scans, notes.

    A pattern without a slash is for names in any folder, any other for places below the folder of pages; `*` stands
    for any characters, `?` for one, and a slash at the end for all that is in a folder.
    """

    patterns: Annotated[tuple[NonEmpty, ...], Field(min_length=1)]
    reason: Reason


class Settings(Acceptance):
    """`questionnaires` is a folder of further questionnaires, relative to the settings' own folder.

    `exclude` says which files are no pages, `accept` which findings need no further look, on whatever page, `limits`
    how much a page may hold, `keying` how questions may be keyed, `dataset` what the corpus is to those who get it.
    """

    questionnaires: Annotated[Path, AfterValidator(_check_path)] | None = None
    exclude: Exclusion | None = None
    limits: Limits = LIMITS
    keying: Keying = KEYING
    dataset: Dataset | None = None

    @property
    def excluded(self) -> Sequence[str]:
        """The patterns of files that are no pages."""
        return self.exclude.patterns if self.exclude else ()


def load_settings(folder: Path) -> Settings:
    """The settings of a folder, empty where there are none; `KnowledgeError` where the file is wrong.

    They stand in the folder or in one above it, up to that of the git repository or of the user's home.
    """
    path = find_above(NAME, folder)
    if path is None:
        return Settings.model_construct()
    settings = load_resource(path, Settings)
    own = settings.questionnaires
    return settings.model_copy(update={"questionnaires": own and path.parent / own})


def is_excluded(path: Path, root: Path, patterns: Sequence[str]) -> bool:
    """Whether one of the patterns is for the file at `path` below the folder `root` of pages."""
    if not patterns:
        return False
    place = Path(os.path.abspath(path)).relative_to(os.path.abspath(root)).as_posix()
    return any(_fits(place, pattern) for pattern in patterns)


def list_idle(patterns: Sequence[str], excluded: Iterable[tuple[Path, Path]]) -> list[str]:
    """The patterns that are for none of the files, which come with the folders of pages that they lie in."""
    files = list(excluded)
    return [pattern for pattern in patterns if not any(is_excluded(path, root, [pattern]) for path, root in files)]


def _fits(place: str, pattern: str) -> bool:
    if pattern.endswith("/"):
        return fnmatchcase(place, f"{pattern}*") or ("/" not in pattern[:-1] and fnmatchcase(place, f"*/{pattern}*"))
    return fnmatchcase(place if "/" in pattern else place.rpartition("/")[2], pattern)

"""TOML file -> checked value. What is wrong with a file is a `KnowledgeError` that says where."""

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, TypeVar

import tomli
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from hrdcorpus.errors import KnowledgeError

NonEmpty = Annotated[str, StringConstraints(min_length=1)]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^(und|[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?)$")]


class Resource(BaseModel):
    """Base of everything read from TOML: no unknown keys, no values of another type, no change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


R = TypeVar("R", bound=Resource)


def load_resource(path: Path | Traversable, model: type[R]) -> R:
    """The file as `model`; `KnowledgeError` names the file and the first key that is wrong."""
    try:
        return model.model_validate(tomli.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise KnowledgeError(f"cannot be read: {error.strerror}", path) from None
    except UnicodeDecodeError:
        raise KnowledgeError("not UTF-8; save it as UTF-8", path) from None
    except tomli.TOMLDecodeError as error:
        raise KnowledgeError(f"not TOML: {error.msg}", path, line=error.lineno, column=error.colno) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "file"
        raise KnowledgeError(first["msg"], path, place) from None


def list_resources(folder: Path | Traversable, suffix: str = ".toml") -> list[Path | Traversable]:
    """The files of a resource folder with this suffix, by name."""
    return sorted((f for f in folder.iterdir() if f.is_file() and f.name.endswith(suffix)), key=lambda f: f.name)

"""Labelled pages: the bytes as downloaded, and what a person finds on them.

`NAME.txt` or `NAME.html` is the page, `NAME.truth.toml` beside it the truth. Texts are verbatim but for white space.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from hrdcorpus.knowledge.loading import Resource, load_resource

HERE = Path(__file__).parent
HANDWRITTEN = HERE / "handwritten"
MediaType = Literal["text/plain", "text/html"]
MEDIA_TYPES: dict[str, MediaType] = {".txt": "text/plain", ".html": "text/html"}


class Asked(Resource):
    """One question with its answer; `id` is the item of hrd-kz-2021 a person files it under, if any."""

    question: str
    id: str | None = None
    answer: tuple[str, ...] = ()


class Person(Resource):
    """Who is interviewed, as the title shows it."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    place: str | None = None
    country: str | None = None


class Truth(Resource):
    """What is on a page. `available` is None where the page leaves it open.

    `unscored` names the fields that two careful people would fill in differently; `interviewee` stands for all of
    its fields. `dialect` is the site's dialect, 1 to 7, and `layout` how the page marks who speaks.
    """

    interview: bool
    layout: str
    dialect: int | None = Field(default=None, ge=1, le=7)
    encoding: str = "utf-8"
    title: str | None = None
    published: str | None = None
    published_text: str | None = None
    author: str | None = None
    interface: str | None = None
    content: str | None = None
    available: tuple[str, ...] | None = None
    interviewee: Person = Person()
    unscored: tuple[str, ...] = ()
    introduction: tuple[str, ...] = ()
    exchange: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A page with its truth. `part` is the set of pages it belongs to, as in `handwritten-development`."""

    name: str
    part: str
    media_type: MediaType
    raw: bytes
    truth: Truth


def load_handwritten(folder: str) -> list[Case]:
    """The pages of tests/accuracy/handwritten/FOLDER, by name; `KnowledgeError` where a truth file is broken."""
    return load_folder(HANDWRITTEN / folder, folder if folder == "not-interviews" else f"handwritten-{folder}")


def load_folder(folder: Path, part: str = "") -> list[Case]:
    """The pages of any folder that have a truth beside them, by name; `KnowledgeError` where one is broken."""
    return [
        Case(page.stem, part, MEDIA_TYPES[page.suffix], page.read_bytes(), load_resource(truth, Truth))
        for page in sorted(folder.iterdir())
        if page.suffix in MEDIA_TYPES and (truth := page.with_suffix(".truth.toml")).exists()
    ]


@cache
def load_wordings() -> dict[str, dict[str, list[str]]]:
    """The questionnaire's wordings that pages have shown, by item and language."""
    return tomllib.loads((HERE / "questions.toml").read_text(encoding="utf-8"))


@cache
def load_known_wordings() -> dict[str, str]:
    """The same as wording -> item; a keyed question that is none of them counts as reworded."""
    items = load_wordings().items()
    return {text: item for item, languages in items for texts in languages.values() for text in texts}

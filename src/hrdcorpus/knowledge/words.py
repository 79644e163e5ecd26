"""Words that tell nothing of a question's subject, by language: one TOML file each, for all questionnaires."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hrdcorpus.knowledge.wordings import wording_key
from hrdcorpus.loading import NonEmpty, Resource, load_resource

_FOLDER = files("hrdcorpus") / "resources" / "words"


class _Words(Resource):
    light: tuple[NonEmpty, ...]
    frames: tuple[NonEmpty, ...]
    openers: tuple[NonEmpty, ...]


@dataclass(frozen=True, slots=True)
class CommonWords:
    """As keys: `light` words, `frames` (runs of words) and `openers` (of questions that ask for a person or a time)."""

    light: frozenset[str] = frozenset()
    frames: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()


@cache
def load_common_words(language: str) -> CommonWords:
    """The common words of a language (a BCP 47 tag), none where there is no file; `KnowledgeError` for a broken one."""
    file = _FOLDER / f"{language.split('-', maxsplit=1)[0]}.toml"
    if not file.is_file():
        return CommonWords()
    table = load_resource(file, _Words)
    return CommonWords(
        read_light(table.light),
        tuple(map(wording_key, table.frames)),
        tuple(map(wording_key, table.openers)),
    )


def read_light(lines: tuple[str, ...]) -> frozenset[str]:
    """The single words of some lines, as keys."""
    return frozenset(word for line in lines for word in wording_key(line).split())

"""Everything the program knows of sites, languages and questionnaires: loaded from TOML, checked, compiled."""

import gc
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from hrdcorpus.knowledge.compiled import load_compiled
from hrdcorpus.knowledge.limits import LIMITS, Limits
from hrdcorpus.knowledge.lines import SiteLines, load_lines
from hrdcorpus.knowledge.loading import load_shipped
from hrdcorpus.knowledge.questionnaires import KEYING, Keying, Questionnaire
from hrdcorpus.knowledge.speech import Speech, load_speech
from hrdcorpus.knowledge.sprite import Sprite
from hrdcorpus.knowledge.title_files import TitleFile, load_title_files
from hrdcorpus.knowledge.titles import Titles, compile_titles

__all__ = ["Knowledge", "load_all_questionnaires", "load_knowledge"]


_MOST_WASTE = 5_000  # things in circles, before they are looked for: behind a start, 400 HTML pages held 213 MB, not 85


class Knowledge(NamedTuple):
    """One value that every step gets what it needs from."""

    sprite: Sprite
    lines: SiteLines
    titles: Titles
    speech: tuple[Speech, ...]
    questionnaires: tuple[Questionnaire, ...]
    limits: Limits
    keying: Keying


class _Shipped(Struct, frozen=True):
    """What the program itself brings; of titles what stands in the files, as all that follows from it is long."""

    sprite: Sprite
    lines: SiteLines
    titles: tuple[TitleFile, ...]
    speech: tuple[Speech, ...]
    questionnaires: tuple[Questionnaire, ...]


@cache
def load_knowledge(questionnaires: Path | None = None, limits: Limits = LIMITS, keying: Keying = KEYING) -> Knowledge:
    """The program's own resources, with a user's folder of further questionnaires, limits and ways of keying.

    `KnowledgeError` where one is broken, or two questionnaires have the same id.
    """
    shipped = _load_shipped()
    knowledge = Knowledge(
        sprite=shipped.sprite,
        lines=shipped.lines,
        titles=compile_titles(shipped.titles),
        speech=shipped.speech,
        questionnaires=load_all_questionnaires(questionnaires),
        limits=limits,
        keying=keying,
    )
    gc.freeze()  # it stays as long as the process: a tenth of a page's time went to looking through it for waste
    gc.set_threshold(min(gc.get_threshold()[0], _MOST_WASTE))
    return knowledge


def load_all_questionnaires(own: Path | None) -> tuple[Questionnaire, ...]:
    """The program's questionnaires and those in a folder of a user's own, by id; errors as in `load_knowledge`."""
    known = _load_shipped().questionnaires
    if own is None:
        return known
    from hrdcorpus.knowledge.folders import load_questionnaires  # noqa: PLC0415 - forms that a page does not need

    return load_questionnaires(own, known)


@cache
def _load_shipped() -> _Shipped:
    return load_compiled("resources", _Shipped, _compile_shipped)


def _compile_shipped() -> _Shipped:
    from hrdcorpus.knowledge.folders import SHIPPED, load_questionnaires  # noqa: PLC0415 - as above

    resources = files("hrdcorpus") / "resources"
    return _Shipped(
        sprite=load_shipped(resources / "sprite.toml", Sprite),
        lines=load_lines(resources / "lines.toml", resources / "interface"),
        titles=load_title_files(resources / "titles"),
        speech=load_speech(resources / "speech"),
        questionnaires=load_questionnaires(SHIPPED),
    )

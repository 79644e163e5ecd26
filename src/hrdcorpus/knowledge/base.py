"""Everything the program knows of sites, languages and questionnaires: loaded from TOML, checked, compiled."""

import gc
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from hrdcorpus.knowledge.limits import LIMITS, Limits
from hrdcorpus.knowledge.lines import SiteLines, load_lines
from hrdcorpus.knowledge.loading import load_shipped
from hrdcorpus.knowledge.questionnaires import KEYING, SHIPPED, Keying, Questionnaire, load_questionnaires
from hrdcorpus.knowledge.speech import Speech, load_speech
from hrdcorpus.knowledge.sprite import Sprite
from hrdcorpus.knowledge.titles import Titles, load_titles

__all__ = ["Knowledge", "load_knowledge"]


class Knowledge(NamedTuple):
    """One value that every step gets what it needs from."""

    sprite: Sprite
    lines: SiteLines
    titles: Titles
    speech: tuple[Speech, ...]
    questionnaires: tuple[Questionnaire, ...]
    limits: Limits
    keying: Keying


@cache
def load_knowledge(questionnaires: Path | None = None, limits: Limits = LIMITS, keying: Keying = KEYING) -> Knowledge:
    """The program's own resources, with a user's folder of further questionnaires, limits and ways of keying.

    `KnowledgeError` where one is broken, or two questionnaires have the same id.
    """
    resources = files("hrdcorpus") / "resources"
    knowledge = Knowledge(
        sprite=load_shipped(resources / "sprite.toml", Sprite),
        lines=load_lines(resources / "lines.toml", resources / "interface"),
        titles=load_titles(resources / "titles"),
        speech=load_speech(resources / "speech"),
        questionnaires=load_questionnaires(SHIPPED, *filter(None, [questionnaires])),
        limits=limits,
        keying=keying,
    )
    gc.freeze()  # it stays as long as the process: a tenth of a page's time went to looking through it for waste
    return knowledge

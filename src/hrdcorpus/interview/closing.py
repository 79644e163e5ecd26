"""What editors put under the last answer: who asked and who translated, what was cut, who the two are."""

import re
from collections.abc import Callable, Sequence

from hrdcorpus.knowledge import Knowledge
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.labels import Labelled
from hrdcorpus.names import find_interviewee
from hrdcorpus.text import fold_words

_FOOTNOTE = re.compile(r"\[\d{1,3}\]\s|[\u00b9\u00b2\u00b3]\s?\w")


def recognise_closing(
    labelled: Sequence[Labelled], knowledge: Knowledge, speech: Speech | None
) -> Callable[[str], bool]:
    """What tells a button, a credit, a footnote and a portrait of a person from a paragraph of the last answer.

    The page's head names who is interviewed and who wrote it.
    """
    names = _list_names(labelled, knowledge)

    def is_closing(text: str) -> bool:
        is_line = knowledge.interfaces.is_line(text, "button", "credit")
        return is_line or _FOOTNOTE.match(text) is not None or _is_portrait(text, speech, names)

    return is_closing


def _is_portrait(text: str, speech: Speech | None, names: frozenset[str]) -> bool:
    """Whether it begins with one of the names, and nobody speaks of himself in it."""
    words = fold_words(text)
    is_named = any(words.startswith(f"{name} ") for name in names)
    return is_named and speech is not None and speech.first_person.isdisjoint(words.split())


def _list_names(labelled: Sequence[Labelled], knowledge: Knowledge) -> frozenset[str]:
    titles = (find_interviewee(row.block.text, knowledge.titles) for row in labelled if row.label == "title")
    authors = (row.slots.get("name", row.block.text) for row in labelled if row.label == "author")
    names = [*(person.name for person in titles if person and person.name), *authors]
    return frozenset(filter(None, map(fold_words, names)))

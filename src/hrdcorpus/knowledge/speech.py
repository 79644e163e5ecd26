"""How people speak in interviews, by language: who is addressed, how turns are labelled."""

from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.loading import NonEmpty, Shipped, list_resources, load_shipped
from hrdcorpus.text.folding import fold_words

Words = tuple[NonEmpty, ...]


class _Examples(Shipped, frozen=True, kw_only=True):
    asked: Words
    rhetorical: Words
    told: Words
    thanked: Words = ()
    thankful: Words = ()
    announced: tuple[NonEmpty, ...] = ()
    unannounced: tuple[NonEmpty, ...] = ()


class _Speech(Shipped, frozen=True, kw_only=True):
    language: NonEmpty
    first_person: Words
    second_person: Words
    third_person: Words = ()
    requests: Words
    requests_last: bool = False
    modals: Words = ()
    wondering: tuple[NonEmpty, ...] = ()
    address_in_verbs: bool = False
    interviewer: Words
    farewells: Words = ()
    asker: Words
    answerer: Words
    notes: Words
    publishing: Words = ()
    faq: Words
    genres: Words
    interview: tuple[NonEmpty, ...] = ()
    announcing: tuple[NonEmpty, ...] = ()
    examples: _Examples


class Speech(NamedTuple):
    """One language's words, folded by `fold_words`.

    `requests`, `interviewer` and `farewells` are phrases between blanks; from `asked` on they are whole example
    paragraphs.
    """

    language: str
    first_person: frozenset[str]
    second_person: frozenset[str]
    third_person: frozenset[str]
    requests: tuple[str, ...]
    requests_last: bool
    modals: frozenset[str]
    wondering: frozenset[str]
    address_in_verbs: bool
    interviewer: tuple[str, ...]
    farewells: tuple[str, ...]
    asker: frozenset[str]
    answerer: frozenset[str]
    notes: frozenset[str]
    publishing: frozenset[str]
    faq: frozenset[str]
    genres: frozenset[str]
    interview: frozenset[str]
    announcing: frozenset[str]
    asked: tuple[str, ...]
    rhetorical: tuple[str, ...]
    told: tuple[str, ...]
    thanked: tuple[str, ...]
    thankful: tuple[str, ...]
    announced: tuple[str, ...]
    unannounced: tuple[str, ...]


def load_speech(folder: Path | Traversable) -> tuple[Speech, ...]:
    """Every `<tag>.toml` in the folder; `KnowledgeError` where a file is wrong."""
    return tuple(_compile_speech(path) for path in list_resources(folder))


def choose_speech(languages: Iterable[Speech], language: str) -> Speech | None:
    """That of a BCP 47 tag, or of its language in any script or country; None if nobody described it."""
    described = {speech.language: speech for speech in languages}
    return described.get(language) or described.get(language.partition("-")[0])


def _compile_speech(path: Path | Traversable) -> Speech:
    speech = load_shipped(path, _Speech)
    if path.name != f"{speech.language}.toml":
        raise KnowledgeError(f"the file of {speech.language!r} must bear its name", path, "language")
    alone = _fold_all(speech.third_person) - _fold_all(speech.second_person)
    if alone:
        raise KnowledgeError(f"{sorted(alone)[0]!r} is no word of the second person", path, "third_person")
    both = _fold_all(speech.first_person) & _fold_all(speech.second_person)
    if both:
        raise KnowledgeError(f"{sorted(both)[0]!r} is also a word of the first person", path, "second_person")
    return Speech(
        language=speech.language,
        first_person=_fold_all(speech.first_person),
        second_person=_fold_all(speech.second_person),
        third_person=_fold_all(speech.third_person),
        requests=_pad_all(speech.requests),
        requests_last=speech.requests_last,
        modals=_fold_all(speech.modals),
        wondering=_fold_all(speech.wondering),
        address_in_verbs=speech.address_in_verbs,
        interviewer=_pad_all(speech.interviewer),
        farewells=_pad_all(speech.farewells),
        asker=_fold_all(speech.asker),
        answerer=_fold_all(speech.answerer),
        notes=_fold_all(speech.notes),
        publishing=_fold_all(speech.publishing),
        faq=_fold_all(speech.faq),
        genres=_fold_all(speech.genres),
        interview=_fold_all(speech.interview),
        announcing=_fold_all(speech.announcing),
        asked=speech.examples.asked,
        rhetorical=speech.examples.rhetorical,
        told=speech.examples.told,
        thanked=speech.examples.thanked,
        thankful=speech.examples.thankful,
        announced=speech.examples.announced,
        unannounced=speech.examples.unannounced,
    )


def _fold_all(words: Words) -> frozenset[str]:
    return frozenset(fold_words(word) for word in words)


def _pad_all(phrases: Words) -> tuple[str, ...]:
    """The longest first: "tell us" is no part of "tell"."""
    return tuple(sorted((f" {phrase} " for phrase in _fold_all(phrases)), key=lambda phrase: (-len(phrase), phrase)))

"""What `resources/titles/<tag>.toml` holds: wordings of titles, and words by what they tell. Loaded and checked."""

from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.loading import NonEmpty, Resource, load_resource
from hrdcorpus.text.folding import fold
from hrdcorpus.text.lookalikes import unmix

Script = Literal["Latin", "Cyrillic"]
WordKind = Literal[
    "roles", "members", "locals", "subjects", "organisations", "bodies", "parts", "boards", "fields", "places",
    "areas", "attributes", "adjectives", "peoples", "ordinary",
]  # fmt: skip
JoinKind = Literal["of", "either", "within", "at", "origin", "place"]
Keys = tuple[str, ...]

_NO_KEYWORDS = ("with", "avec")  # too common to tell a title by, and longer than "Q&A"


def fold_word(word: str) -> str:
    """What two spellings of one word in a title share.

    >>> fold_word("NGO."), fold_word("Посёлка")
    ('ngo', 'поселка')
    """
    return fold(unmix(word)).replace("ё", "е").strip(".'")


def fold_words(words: str) -> Keys:
    """`fold_word` of each of the words.

    >>> fold_words("based in d’")
    ('based', 'in', 'd')
    """
    return tuple(word.strip(".'") for word in fold(words).replace("ё", "е").split())


def _split_words(value: object) -> Keys:
    words = fold_words(value) if isinstance(value, str) else ()
    if not words:
        raise ValueError("must be words with white space between")
    return words


_Words = Annotated[Keys, BeforeValidator(_split_words)]


class Wording(Resource):
    """What stands before the interviewee. The counterexample is no title. `named`: only where a person is named."""

    lead: NonEmpty
    named: bool = False
    example: NonEmpty
    counterexample: NonEmpty | None = None


class Closing(Resource):
    """What stands after the interviewee. The counterexample is no title."""

    tail: NonEmpty
    example: NonEmpty
    counterexample: NonEmpty


class WordList(Resource):
    """Words of one kind; a stem stands for itself with each ending of its language."""

    words: _Words = ()
    stems: _Words = ()
    example: NonEmpty
    counterexample: NonEmpty


class TitleFile(Resource):
    """The file as it stands, its words folded; what each list is for is said in `en.toml`."""

    language: NonEmpty
    script: Script
    genitive: bool = False
    endings: _Words = ()
    joins: dict[JoinKind, tuple[_Words, ...]]
    topics: tuple[_Words, ...]
    qualifiers: _Words
    articles: _Words = ()
    conjunctions: _Words
    particles: _Words = ()
    patronymics: _Words = ()
    attribute_endings: _Words = ()
    words: dict[WordKind, WordList]
    wording: tuple[Wording, ...]
    closing: tuple[Closing, ...]


def load_title_file(path: Path | Traversable) -> tuple[TitleFile, dict[str, WordKind]]:
    """The file, and the kind of each of its words; `KnowledgeError` where it is wrong."""
    file = load_resource(path, TitleFile)
    words = {kind: _spell_out(listed, file.endings) for kind, listed in file.words.items()}
    problem = next(chain(_list_word_problems(file, words), _list_wording_problems(file)), None)
    if path.name != f"{file.language}.toml":
        problem = f"language: the file of {file.language!r} must bear its name"
    if problem:
        raise KnowledgeError(problem, path)
    return file, {word: kind for kind, spelled in words.items() for word in spelled}


def _spell_out(listed: WordList, endings: Keys) -> set[str]:
    return {*listed.words, *(stem + ending for ending in ("", *endings) for stem in listed.stems)}


def _list_word_problems(file: TitleFile, words: Mapping[WordKind, set[str]]) -> Iterator[str]:
    earlier: dict[str, WordKind] = {}
    for kind, listed in file.words.items():
        if words[kind].isdisjoint(fold_words(listed.example)):
            yield f"{kind}: the example {listed.example!r} holds none of its words"
        if not words[kind].isdisjoint(fold_words(listed.counterexample)):
            yield f"{kind}: the counterexample {listed.counterexample!r} holds one of its words"
        for word in sorted(earlier.keys() & words[kind]):
            yield f"{kind}: {word!r} is also one of {earlier[word]}"
        earlier.update(dict.fromkeys(words[kind], kind))


def _list_wording_problems(file: TitleFile) -> Iterator[str]:
    leads = Counter(wording.lead for wording in file.wording)
    for wording in file.wording:
        lead = wording.lead
        if leads[lead] > 1:
            yield f"wording: the lead {lead!r} stands twice"
        if not choose_keyword(lead):
            yield f"wording: the lead {lead!r} has no word of its own"
        for text in filter(None, (wording.example, wording.counterexample)):
            if not fold(text).startswith(fold(lead)):
                yield f"wording: {text!r} does not begin with the lead {lead!r}"
    for closing in file.closing:
        if not fold(closing.example).endswith(fold(closing.tail).lstrip(": ")):
            yield f"closing: {closing.example!r} does not end with the tail {closing.tail!r}"


def split_lead(lead: str) -> Keys:
    """A wording's words, colon and dash, as they are among a title's tokens."""
    return tuple(key for key in fold_words(lead.replace(":", " : ")) if key != "&")  # which is no token of a title


def choose_keyword(lead: str) -> str:
    """The wording's longest word; empty where it has none of its own."""
    words = [key for key in split_lead(lead) if key[0].isalnum() and key not in _NO_KEYWORDS]
    return max(words, key=len, default="")

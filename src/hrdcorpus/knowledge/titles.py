"""How titles of interviews are worded, and the words in them that tell a role from an organisation or a place."""

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.loading import NonEmpty, Resource, list_resources, load_resource
from hrdcorpus.lookalikes import unmix
from hrdcorpus.text import fold

Script = Literal["Latin", "Cyrillic"]
WordKind = Literal[
    "roles", "members", "locals", "subjects", "organisations", "bodies", "parts", "fields", "places", "areas",
    "attributes", "ordinary",
]  # fmt: skip
JoinKind = Literal["of", "either", "within", "at", "origin", "place"]
Keys = tuple[str, ...]
Phrases = tuple[NonEmpty, ...]

_NO_KEYWORDS = ("with", "avec")  # too common to tell a title by, and longer than "Q&A"


class _Wording(Resource):
    lead: NonEmpty
    example: NonEmpty
    counterexample: NonEmpty | None = None


class _Words(Resource):
    """Words of one kind, with white space between; a stem stands for itself with each ending of its language."""

    words: str = ""
    stems: str = ""
    example: NonEmpty
    counterexample: NonEmpty


class _Joins(Resource):
    of: Phrases = ()
    either: Phrases = ()
    within: Phrases = ()
    at: Phrases = ()
    origin: Phrases = ()
    place: Phrases = ()


class _TitleFile(Resource):
    """What `resources/titles/<tag>.toml` holds; what each list is for stands in `en.toml`."""

    language: NonEmpty
    script: Script
    genitive: bool = False
    endings: str = ""
    joins: _Joins
    topics: Phrases
    articles: str = ""
    conjunctions: NonEmpty
    particles: str = ""
    patronymics: str = ""
    attribute_endings: str = ""
    words: dict[WordKind, _Words]
    wording: tuple[_Wording, ...]


@dataclass(frozen=True, slots=True)
class TitleWording:
    """What stands before the interviewee, as `keys` of its words, colon and dash. The counterexample is no title."""

    keys: Keys
    example: str
    counterexample: str | None


@dataclass(frozen=True, slots=True)
class TitleLanguage:
    """What titles in one language are read by. All words are folded by `fold_word`; `en.toml` says what they mean.

    `words` holds each word's kind; words of languages in another script are among them, as nothing else can be
    meant: "NGO" in a Russian title. `keywords` are such that every wording holds one. `small` are the words that
    names hold in lower case, of all languages. In a language that is `genitive`, an organisation also follows its
    role directly.
    """

    tag: str
    script: Script
    genitive: bool
    wordings: tuple[TitleWording, ...]
    keywords: frozenset[str]
    words: Mapping[str, WordKind]
    joins: Mapping[Keys, JoinKind]
    topics: frozenset[Keys]
    articles: frozenset[str]
    conjunctions: frozenset[str]
    particles: frozenset[str]
    small: frozenset[str]
    patronymics: Keys
    attribute_endings: Keys


Titles = tuple[TitleLanguage, ...]


def load_titles(folder: Path | Traversable) -> Titles:
    """The language of every `<tag>.toml` in the folder; `KnowledgeError` where a file is wrong or an example fails."""
    paths = list_resources(folder)
    files = [load_resource(path, _TitleFile) for path in paths]
    spelled = [_spell_out(path, file) for path, file in zip(paths, files, strict=True)]
    for path, file in zip(paths, files, strict=True):
        _check_wordings(path, file)
    particles = frozenset(key for file in files for key in fold_words(file.particles))
    small = particles | {key for file in files for key in _list_small(file)}
    return tuple(
        TitleLanguage(
            tag=file.language,
            script=file.script,
            genitive=file.genitive,
            wordings=tuple(TitleWording(_split_lead(w.lead), w.example, w.counterexample) for w in file.wording),
            keywords=frozenset(_choose_keyword(w.lead) for w in file.wording),
            words=ChainMap(own, *(s for f, s in zip(files, spelled, strict=True) if f.script != file.script)),
            joins=_compile_joins(file.joins),
            topics=frozenset(map(fold_words, file.topics)),
            articles=frozenset(fold_words(file.articles)),
            conjunctions=frozenset(fold_words(file.conjunctions)),
            particles=particles,
            small=small,
            patronymics=fold_words(file.patronymics),
            attribute_endings=fold_words(file.attribute_endings),
        )
        for file, own in zip(files, spelled, strict=True)
    )


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


def _spell_out(path: Path | Traversable, file: _TitleFile) -> dict[str, WordKind]:
    if path.name != f"{file.language}.toml":
        raise KnowledgeError(f"{path}: language: the file of {file.language!r} must bear its name")
    endings = ("", *fold_words(file.endings))
    spelled: dict[str, WordKind] = {}
    for kind, listed in file.words.items():
        stems = fold_words(listed.stems)
        words = dict.fromkeys(fold_words(listed.words), kind)
        words.update(dict.fromkeys([stem + ending for ending in endings for stem in stems], kind))
        if not any(word in words for word in fold_words(listed.example)):
            raise KnowledgeError(f"{path}: {kind}: the example {listed.example!r} holds none of its words")
        if any(word in words for word in fold_words(listed.counterexample)):
            raise KnowledgeError(f"{path}: {kind}: the counterexample {listed.counterexample!r} holds one of its words")
        earlier = len(spelled)
        spelled = words | spelled
        if len(spelled) < earlier + len(words):
            word = next(word for word in words if spelled[word] != kind)
            raise KnowledgeError(f"{path}: {kind}: {word!r} is also one of {spelled[word]}")
    return spelled


def _check_wordings(path: Path | Traversable, file: _TitleFile) -> None:
    leads = [wording.lead for wording in file.wording]
    for wording in file.wording:
        if leads.count(wording.lead) > 1:
            raise KnowledgeError(f"{path}: wording: the lead {wording.lead!r} stands twice")
        if not _choose_keyword(wording.lead):
            raise KnowledgeError(f"{path}: wording: the lead {wording.lead!r} has no word of its own")
        for text in (wording.example, wording.counterexample):
            if text is not None and not fold(text).startswith(fold(wording.lead)):
                raise KnowledgeError(f"{path}: wording: {text!r} does not begin with the lead {wording.lead!r}")


def _split_lead(lead: str) -> Keys:
    return fold_words(lead.replace(":", " : "))


def _choose_keyword(lead: str) -> str:
    words = [key for key in _split_lead(lead) if key[0].isalnum() and key not in _NO_KEYWORDS]
    return max(words, key=len, default="")


def _compile_joins(joins: _Joins) -> dict[Keys, JoinKind]:
    kinds: Sequence[JoinKind] = ("of", "either", "within", "at", "origin", "place")
    return {fold_words(phrase): kind for kind in kinds for phrase in getattr(joins, kind)}


def _list_small(file: _TitleFile) -> Iterable[str]:
    yield from fold_words(file.conjunctions)
    yield from fold_words(file.articles)
    for phrase in _compile_joins(file.joins):
        yield from phrase

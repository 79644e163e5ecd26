"""How titles of interviews are worded, and the words in them that tell a role from an organisation or a place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from itertools import combinations
from pathlib import Path
from typing import Literal

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.loading import NonEmpty, Resource, list_resources, load_resource
from hrdcorpus.knowledge.templates import Template, compile_template
from hrdcorpus.lookalikes import unmix
from hrdcorpus.text import fold

Script = Literal["Latin", "Cyrillic"]
Phrases = tuple[NonEmpty, ...]

_SLOT = "{interviewee}"


class _Wording(Resource):
    template: NonEmpty
    example: NonEmpty
    counterexample: NonEmpty | None = None


class _Words(Resource):
    """Words of one kind; a stem stands for itself with each of its language's endings, and for nothing else."""

    words: Phrases = ()
    stems: Phrases = ()
    example: NonEmpty
    counterexample: NonEmpty


class _Joins(Resource):
    of: Phrases
    within: Phrases = ()
    at: Phrases = ()
    origin: Phrases


class _TitleFile(Resource):
    """What `resources/titles/<tag>.toml` holds; what each list is for stands in `en.toml`."""

    language: NonEmpty
    script: Script
    genitive: bool = False
    endings: tuple[str, ...] = ()
    joins: _Joins
    topics: Phrases
    articles: Phrases = ()
    conjunctions: Phrases
    particles: Phrases = ()
    patronymics: Phrases = ()
    roles: _Words
    members: _Words
    organisations: _Words
    bodies: _Words
    parts: _Words
    fields: _Words
    places: _Words
    attributes: _Words | None = None
    attribute_endings: Phrases = ()
    wording: tuple[_Wording, ...]

    @cached_property
    def spelled(self) -> dict[str, frozenset[str]]:
        """The words of each kind, folded, stems with all their endings."""
        return {kind: _spell_out(getattr(self, kind), self.endings) for kind in _KINDS}


@dataclass(frozen=True, slots=True)
class TitleWording:
    """One way of wording a title. A counterexample fits the template, but is no title."""

    template: Template
    example: str
    counterexample: str | None


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The words of a language, folded by `fold_word`; see `en.toml`. `small` are those that names hold in lower case.

    Words of languages in another script are among them, as nothing else can be meant: "NGO" in a Russian title.
    """

    roles: frozenset[str]
    members: frozenset[str]
    organisations: frozenset[str]
    bodies: frozenset[str]
    parts: frozenset[str]
    fields: frozenset[str]
    places: frozenset[str]
    attributes: frozenset[str]
    conjunctions: frozenset[str]
    particles: frozenset[str]
    small: frozenset[str]


@dataclass(frozen=True, slots=True)
class TitleLanguage:
    """What titles in one language are read by.

    `joins` finds a word that leads from a role to an organisation or a place, with a following article; the group
    that caught it is its kind: `of`; `within`, after which names must be marked as what they are; `at`, after which
    a name is an organisation's; `origin`, as in "from".
    `topics` finds what leads to the subject talked about; `article` one at the beginning. In a language that is
    `genitive`, an organisation also follows its role directly. `patronymics` are endings of fathers' names,
    `attribute_endings` of words that belong to the organisation's name after them.
    """

    tag: str
    script: Script
    genitive: bool
    patronymics: tuple[str, ...]
    attribute_endings: tuple[str, ...]
    wordings: tuple[TitleWording, ...]
    words: TitleWords
    joins: re.Pattern[str]
    topics: re.Pattern[str]
    article: re.Pattern[str]


Titles = tuple[TitleLanguage, ...]


def load_titles(folder: Path | Traversable) -> Titles:
    """The language of every `<tag>.toml` in the folder; `KnowledgeError` where a file is wrong or an example fails."""
    files = [_load_file(path) for path in list_resources(folder)]
    return tuple(_compile_language(file, files) for file in files)


def fold_word(word: str) -> str:
    """What two spellings of one word in a title share.

    >>> fold_word("NGO."), fold_word("Посёлка")
    ('ngo', 'поселка')
    """
    return fold(unmix(word)).replace("ё", "е").strip(".'")


_WORD_START = r"(?<![\w'’-])"
_KINDS = ("roles", "members", "organisations", "bodies", "parts", "fields", "places", "attributes")


def _load_file(path: Path | Traversable) -> _TitleFile:
    file = load_resource(path, _TitleFile)
    if path.name != f"{file.language}.toml":
        raise KnowledgeError(f"{path}: language: the file of {file.language!r} must bear its name")
    for kind in _KINDS:
        listed: _Words | None = getattr(file, kind)
        words = file.spelled[kind]
        if listed and not words & _fold_all(listed.example.split()):
            raise KnowledgeError(f"{path}: {kind}: the example {listed.example!r} holds none of its words")
        if listed and words & _fold_all(listed.counterexample.split()):
            raise KnowledgeError(f"{path}: {kind}: the counterexample {listed.counterexample!r} holds one of its words")
    for one, other in combinations(_KINDS, 2):
        if both := file.spelled[one] & file.spelled[other]:
            raise KnowledgeError(f"{path}: {other}: {sorted(both)[0]!r} is also one of {one}")
    for wording in file.wording:
        _check_wording(path, wording, [w.template for w in file.wording])
    return file


def _check_wording(path: Path | Traversable, wording: _Wording, templates: list[str]) -> None:
    if templates.count(wording.template) > 1:
        raise KnowledgeError(f"{path}: wording: the template {wording.template!r} stands twice")
    if not wording.template.endswith(_SLOT):
        raise KnowledgeError(f"{path}: wording: the template {wording.template!r} does not end with {_SLOT}")
    try:
        template = compile_template(wording.template)
    except KnowledgeError as error:
        raise KnowledgeError(f"{path}: wording: {error}") from None
    for text in (wording.example, wording.counterexample):
        if text is not None and template.match(text) is None:
            raise KnowledgeError(f"{path}: wording: {text!r} does not fit the template {wording.template!r}")


def _compile_language(file: _TitleFile, files: Iterable[_TitleFile]) -> TitleLanguage:
    article = _compile_phrases(file.articles)
    kinds = ("at", "origin", "within", "of")
    joins = "|".join(f"(?P<{kind}>{_compile_phrases(getattr(file.joins, kind))})" for kind in kinds)
    return TitleLanguage(
        tag=file.language,
        script=file.script,
        genitive=file.genitive,
        patronymics=file.patronymics,
        attribute_endings=file.attribute_endings,
        wordings=tuple(TitleWording(compile_template(w.template), w.example, w.counterexample) for w in file.wording),
        words=_pool_words([file, *(other for other in files if other.script != file.script)]),
        joins=re.compile(rf"{_WORD_START}(?:{joins})(?:{article})?", re.IGNORECASE),
        topics=re.compile(rf"{_WORD_START}(?:{_compile_phrases(file.topics)})", re.IGNORECASE),
        article=re.compile(article, re.IGNORECASE),
    )


def _pool_words(files: Sequence[_TitleFile]) -> TitleWords:
    pools = {kind: frozenset(word for file in files for word in file.spelled[kind]) for kind in _KINDS}
    pools["roles"] |= pools["members"]
    conjunctions = _fold_all(word for file in files for word in file.conjunctions)
    particles = _fold_all(word for file in files for word in file.particles)
    joins = _fold_all(
        w for f in files for w in (*f.joins.of, *f.joins.within, *f.joins.at, *f.joins.origin, *f.articles)
    )
    return TitleWords(**pools, conjunctions=conjunctions, particles=particles, small=conjunctions | particles | joins)


def _compile_phrases(phrases: Iterable[str]) -> str:
    """Any of the phrases with the white space after it; one that ends with an apostrophe needs none."""
    parts = [r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases, key=len, reverse=True)]
    return "|".join(p[:-1] + r"['’]\s*" if p.endswith("'") else p + r"\s+" for p in parts) or r"(?!)"


def _spell_out(listed: _Words | None, endings: Iterable[str]) -> frozenset[str]:
    if listed is None:
        return frozenset()
    stems = _fold_all(listed.stems)
    return _fold_all(listed.words) | {stem + ending for ending in endings for stem in stems}


def _fold_all(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold_word, words))

"""How titles of interviews are worded, and the words in them that tell a role from an organisation or a place."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path

from hrdcorpus.knowledge.loading import list_resources
from hrdcorpus.knowledge.title_files import (
    JoinKind,
    Keys,
    Script,
    TitleFile,
    WordKind,
    choose_keyword,
    load_title_file,
    split_lead,
)


@dataclass(frozen=True, slots=True)
class TitleWording:
    """What stands before or after the interviewee, as `keys` of its words and colon. The counterexample is no title.

    `named` where a person must be named.
    """

    keys: Keys
    named: bool
    example: str
    counterexample: str | None


@dataclass(frozen=True, slots=True)
class TitleLanguage:
    """What titles in one language are read by. All words are folded by `fold_word`; `en.toml` says what they mean.

    `words` holds each word's kind; words of languages in another script are among them, as nothing else can be
    meant: "NGO" in a Russian title; and what organisations call themselves in other languages. `wordings` stand
    before the interviewee, `closings` after; `keywords` are such that each holds one. `qualifiers` may stand among
    their words. `vocabulary` tells the language from others in its script. `particles` and `small`, the
    words that names hold in lower case, are of all languages. In a language that is `genitive`, an organisation also
    follows its role directly.
    """

    tag: str
    script: Script
    genitive: bool
    wordings: tuple[TitleWording, ...]
    closings: tuple[TitleWording, ...]
    qualifiers: frozenset[str]
    keywords: frozenset[str]
    vocabulary: frozenset[str]
    words: Mapping[str, WordKind]
    joins: Mapping[Keys, JoinKind]
    topics: frozenset[Keys]
    articles: frozenset[str]
    conjunctions: frozenset[str]
    particles: frozenset[str]
    small: frozenset[str]
    patronymics: Keys
    attribute_endings: Keys


_SHORT = 4  # letters of a word that may be another word in another language

Titles = tuple[TitleLanguage, ...]


def load_titles(folder: Path | Traversable) -> Titles:
    """The language of every `<tag>.toml` in the folder; `KnowledgeError` where a file is wrong or an example fails."""
    files = [load_title_file(path) for path in list_resources(folder)]
    particles = frozenset(chain.from_iterable(file.particles for file, _ in files))
    small = particles.union(*(_list_small(file) for file, _ in files))
    return tuple(
        TitleLanguage(
            tag=file.language,
            script=file.script,
            genitive=file.genitive,
            wordings=tuple(
                TitleWording(split_lead(w.lead), w.named, w.example, w.counterexample) for w in file.wording
            ),
            closings=tuple(TitleWording(split_lead(c.tail), True, c.example, c.counterexample) for c in file.closing),
            qualifiers=frozenset((*file.qualifiers, *file.articles)),
            keywords=frozenset(map(choose_keyword, _list_phrases(file))),
            vocabulary=frozenset((*own, *_list_small(file), *(phrase[0] for phrase in file.topics))),
            words=ChainMap(own, *(_list_foreign(file, *other) for other in files if other[0] is not file)),
            joins={phrase: kind for kind, phrases in file.joins.items() for phrase in phrases},
            topics=frozenset(file.topics),
            articles=frozenset(file.articles),
            conjunctions=frozenset(file.conjunctions),
            particles=particles,
            small=small,
            patronymics=file.patronymics,
            attribute_endings=file.attribute_endings,
        )
        for file, own in files
    )


def _list_phrases(file: TitleFile) -> list[str]:
    return [wording.lead for wording in file.wording] + [closing.tail for closing in file.closing]


def _list_foreign(file: TitleFile, other: TitleFile, words: dict[str, WordKind]) -> dict[str, WordKind]:
    """Another language's words; in the same script its longer ones for organisations: "Corporación", but not "red"."""
    if other.script != file.script:
        return words
    return {word: kind for word, kind in words.items() if kind in ("organisations", "bodies") and len(word) > _SHORT}


def _list_small(file: TitleFile) -> Iterator[str]:
    phrases = chain.from_iterable(file.joins.values())
    return chain(file.conjunctions, file.articles, *phrases)

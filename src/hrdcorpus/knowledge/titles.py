"""How titles of interviews are worded, and the words in them that tell a role from an organisation or a place."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path

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
from hrdcorpus.loading import list_resources


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
    meant: "NGO" in a Russian title. `keywords` are such that every wording holds one. `particles` and `small`, the
    words that names hold in lower case, are of all languages. In a language that is `genitive`, an organisation also
    follows its role directly.
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
    files = [load_title_file(path) for path in list_resources(folder)]
    particles = frozenset(chain.from_iterable(file.particles for file, _ in files))
    small = particles.union(*(_list_small(file) for file, _ in files))
    return tuple(
        TitleLanguage(
            tag=file.language,
            script=file.script,
            genitive=file.genitive,
            wordings=tuple(TitleWording(split_lead(w.lead), w.example, w.counterexample) for w in file.wording),
            keywords=frozenset(choose_keyword(w.lead) for w in file.wording),
            words=ChainMap(own, *(words for other, words in files if other.script != file.script)),
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


def _list_small(file: TitleFile) -> Iterator[str]:
    phrases = chain.from_iterable(file.joins.values())
    return chain(file.conjunctions, file.articles, *phrases)

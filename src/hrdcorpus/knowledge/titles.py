"""What titles of interviews in each language are read by, worked out of their files (`title_files.py`)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import get_args

from msgspec import Struct

from hrdcorpus.knowledge.cldr import find_begun_country
from hrdcorpus.knowledge.title_files import Anonymity, JoinKind, Keys, TitleFile, WordKind, fold_word

_SHORT = 4  # letters of a word that may be another word in another language
_GAP = 5  # words at most that "…" stands for
_SHORTEST_END = 6  # letters of a role that others end with
_ENDING = ("roles", "members")


class Common(Struct, frozen=True, dict=True):
    """What is of all languages."""

    files: Sequence[TitleFile]

    @cached_property
    def lead_words(self) -> frozenset[str]:
        """Words of which every lead holds one."""
        return frozenset(max(lead, key=len) for file in self.files for lead in file.leads.phrases)

    @cached_property
    def organisations(self) -> frozenset[str]:
        """What organisations call themselves, but for short words: "Corporación", but not "red"."""
        listed = ((file.words.get("organisations"), file.endings) for file in self.files)
        words = chain.from_iterable(each.spell_out(endings) for each, endings in listed if each)
        return frozenset(word for word in words if len(word) > _SHORT)

    @cached_property
    def series(self) -> frozenset[str]:
        """Words of what stands before an interviewee."""
        return frozenset(chain.from_iterable(file.series for file in self.files))

    @cached_property
    def particles(self) -> frozenset[str]:
        """Words of persons' names in lower case."""
        return frozenset(chain.from_iterable(file.particles for file in self.files))

    @cached_property
    def parted(self) -> Keys:
        """Words that no blank parts from the next."""
        han = [file for file in self.files if file.script == "Han"]
        words = (*(file.elisions for file in self.files), *(each.words for file in han for each in file.words.values()))
        return (*chain.from_iterable(words), *(lead[0] for file in han for lead in file.leads.phrases))

    @cached_property
    def anonymity_words(self) -> frozenset[str]:
        """Words of which all that `anonymity` finds holds one: few titles need its patterns."""
        phrases = chain.from_iterable(each.phrases for file in self.files for each in file.anonymity.values())
        choices = ([word.replace("*", "").split("|") for word in phrase.split()] for phrase in phrases)
        longest = (max(words, key=lambda either: min(map(len, either))) for words in choices)
        return frozenset(map(fold_word, chain.from_iterable(longest)))

    @cached_property
    def anonymity(self) -> Mapping[Anonymity, re.Pattern[str]]:
        """What finds that a name is kept back, or that another stands in its place."""
        told = [(kind, each.phrases) for file in self.files for kind, each in file.anonymity.items()]
        return {
            kind: _compile_anonymity(phrase for each, phrases in told if each == kind for phrase in phrases)
            for kind in get_args(Anonymity)
        }


class TitleLanguage(Struct, frozen=True, dict=True):
    """What titles in one language are read by: its `file`, and what follows from it and from the others."""

    file: TitleFile
    common: Common

    @cached_property
    def lead_openings(self) -> frozenset[str]:
        """The first words of what makes a line a title."""
        return frozenset(lead[0] for lead in self.file.leads.phrases)

    @cached_property
    def _words(self) -> Mapping[str, WordKind]:
        return {word: kind for kind, listed in self.file.words.items() for word in listed.words}

    @cached_property
    def _stems(self) -> Mapping[str, WordKind]:
        return {stem: kind for kind, listed in self.file.words.items() for stem in listed.stems}

    @cached_property
    def joins(self) -> Mapping[str, JoinKind]:
        """Each join with its kind."""
        return {word: kind for kind, words in self.file.joins.items() for word in words}

    @cached_property
    def _cuts(self) -> Sequence[int]:
        """Where a word may end and its ending begin, counted from behind."""
        return sorted({-len(ending) for ending in self.file.endings}, reverse=True)

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(self.joins).union(self.file.conjunctions, self.file.articles)

    @cached_property
    def _nationalities(self) -> Mapping[str, str]:
        known = self.file.nationalities
        return {stem: code for code, stems in known.stems.items() for stem in stems} if known else {}

    def knows(self, key: str) -> bool:
        """Whether the word is one that tells the language from others."""
        return key in self._small or self._find_own(key) is not None

    def find_nationality(self, key: str) -> str | None:
        """The code of the country that the word is an adjective of, by the lists or by the country's name."""
        known = self.file.nationalities
        stems = [key.removesuffix(end) for end in ("", *known.endings) if key.endswith(end)] if known else []
        starts = (stem[: -len(end)] for stem in stems for end in known.suffixes if stem.endswith(end)) if known else ()
        begun = (find_begun_country(start, self.file.language) for start in starts)
        return next(filter(None, chain(map(self._nationalities.get, stems), begun)), None)

    def find_kind(self, key: str) -> WordKind | None:
        """The kind of the word, or of a part: "vice-chairwoman", "Gruppenleiterin", "secretary-general"."""
        if (listed := self.find_word(key)) is not None:
            return listed
        ends = (key.partition("-")[0], *(key[i:] for i in range(1, len(key) - _SHORTEST_END + 1)))
        return next((kind for each in ends if (kind := self._find_own(each)) in _ENDING), None)

    def find_word(self, key: str) -> WordKind | None:
        """The kind of a listed word; what organisations call themselves is known in all languages."""
        return self._find_own(key) or ("organisations" if key in self.common.organisations else None)

    def _find_own(self, key: str) -> WordKind | None:
        """The kind of a word that the language lists itself, or of its stem; few of all are ever asked for."""
        kind = self._words.get(key) or self._stems.get(key)
        if kind is None:
            cuts = (at for at in self._cuts if key[:at] in self._stems and key[at:] in self.file.endings)
            kind = next((self._stems[key[:at]] for at in cuts), None)
        return kind


Titles = tuple[TitleLanguage, ...]


def _compile_anonymity(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for them all, each with the brackets that it stands in, or with what follows several words."""
    choices = ["".join(map(_compile_word, phrase.split())) for phrase in phrases]
    several, one = ("|".join(each for each in choices if (r"\s*" in each[:-3]) is many) for many in (True, False))
    either = rf"(?:{several})[^,;:()\[\]|«“–—.]*|(?:{one})"
    return re.compile(rf"[(\[][^()]*\b(?:{several}|{one})[^()]*?[)\]]|\*?\b(?:{either})", re.IGNORECASE)


def _compile_word(word: str) -> str:
    """A pattern of the word or its choices, and the blanks after it."""
    if word == "…":
        return rf"(?:[^\s,;:()]+\s+){{0,{_GAP}}}?"
    choices = re.escape(word).replace(r"\|", "|").replace(r"\*", r"\w*").replace("'", "['’ʼ]")
    return rf"(?:{choices})\b\s*"


def compile_titles(read: Iterable[TitleFile]) -> Titles:
    """The languages of these files."""
    # Where no word tells the language, it is none of the last
    files = sorted(read, key=lambda file: file.script not in ("Latin", "Cyrillic"))
    common = Common(files)
    return tuple(TitleLanguage(file, common) for file in files)

"""Names in a text: stretches of words that are one name, whatever their order, case, script and spelling."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hrdcorpus.knowledge.cldr import find_country
from hrdcorpus.naming.forms import is_patronymic, read_forms
from hrdcorpus.naming.words import Word, bare, split_words
from hrdcorpus.release.pseudonyms.names import COMMON, Name, Names, Vocabulary

UNKNOWN = "[name]"  # where a name may be that of several people

Span = tuple[int, int, str]  # start, end, and what stands in its place

_GAP = re.compile(r"\s{1,3}|\s?[-‐‑‒–_/]\s?|,\s?|")  # between two words of a person's name
_WIDE_GAP = re.compile(r"[^\w.!?]{0,4}|\.\s?")  # the same of another name, whose listed form may hold quotation marks
_INITIAL_GAP = re.compile(r"\.?\s?|[-‐‑]")
_OPENS = re.compile(r"(?:^|[^\w\s,;)\]'’])[\s\"'«“„‘(]*$")  # what a sentence may begin after
_WINDOW = 12  # characters before a word that tell whether it begins a sentence
_LONG = 4  # letters of a surname that is one even where a sentence begins
_SMALL_LONG = 5  # the same in small letters
_SEVERAL = 2  # interviews


@dataclass(frozen=True, slots=True)
class _Run:
    """Words `start` to `end` of the text, exclusive, that are words of the name at these positions."""

    name: Name
    start: int
    end: int
    positions: frozenset[int]


@dataclass(frozen=True, slots=True)
class NameFinder:
    """What it takes to find names."""

    names: Names
    vocabulary: Vocabulary

    def find(self, text: str, own: Collection[str] = ()) -> Iterator[Span]:
        """The names in a text of the interview with the people whose pseudonyms are `own`, in order."""
        yield from self._find_literals(text)
        words = split_words(text)
        at = 0
        while at < len(words):
            runs = [run for run in self._list_runs(text, words, at) if self._counts(run, text, words, own)]
            if not runs:
                at += 1
                continue
            length = max(run.end for run in runs)
            best = {run.name.pseudonym for run in runs if run.end == length}
            start, end = words[at].start, words[length - 1].end
            yield self._take_initials(start, words[max(0, at - 2) : at], text, runs[0].name), end, _choose(best, own)
            at = length

    def _find_literals(self, text: str) -> Iterator[Span]:
        for literal, pseudonyms in self.names.literals.items():
            if literal[0] in text:
                pattern = r"\s*".join(map(re.escape, literal))
                for match in re.finditer(pattern, text):
                    yield match.start(), match.end(), _choose(pseudonyms, ())

    def _list_runs(self, text: str, words: Sequence[Word], at: int) -> Iterator[_Run]:
        places = self.names.find_places(words[at].text)
        for number, position in sorted(places):
            name = self.names.names[number]
            if name.is_person:
                if not name.is_particle(position):
                    yield self._extend(number, position, text, words, at)
            elif position == 0 and (end := self._find_whole(number, text, words, at)):
                yield _Run(name, at, end, frozenset(range(len(name.words))))

    def _find_whole(self, number: int, text: str, words: Sequence[Word], at: int) -> int | None:
        """Where a name that stands there word for word ends."""
        length = len(self.names.names[number].words)
        run = words[at : at + length]
        if len(run) < length or any(
            (number, position) not in self.names.find_places(word.text) for position, word in enumerate(run)
        ):
            return None
        gaps = (text[a.end : b.start] for a, b in pairwise(run))
        return at + length if all(_WIDE_GAP.fullmatch(gap) for gap in gaps) else None

    def _extend(self, number: int, position: int, text: str, words: Sequence[Word], at: int) -> _Run:
        name, positions, end, after = self.names.names[number], {position}, at + 1, at + 1
        while after < len(words):
            last, word = words[after - 1], words[after]
            gap = text[last.end : word.start]
            places = {place for found, place in self.names.find_places(word.text) if found == number} - positions
            if not (_GAP.fullmatch(gap) or (len(last.text) == 1 and _INITIAL_GAP.fullmatch(gap))):
                break
            if new := {place for place in places if not name.is_particle(place)}:
                positions.add(min(new))
                end = after + 1
            elif self._is_part(last, word, text, name) or len(name.words) - 1 in places:  # "Example uulu"
                end = after + 1
            elif not places:
                break
            after += 1
        return _Run(name, at, end, frozenset(positions))

    def _is_part(self, last: Word, word: Word, text: str, name: Name) -> bool:
        """Whether the word is an initial of the name, or a father's name."""
        if len(word.text) == 1:
            is_second = len(last.text) == 1
            is_dotted = is_second or text[word.end : word.end + 1] == "."
            return word.is_capital and is_dotted and (is_second or _begins(word.text, name))
        return word.is_capital and is_patronymic(word.text)

    def _take_initials(self, start: int, before: Sequence[Word], text: str, name: Name) -> int:
        """Where the initials before a person's name begin: "I. P. Example"."""
        begin, initials = start, ""
        for word in reversed(before):
            gap = text[word.end : begin]
            if len(word.text) > 1 or not word.is_capital or gap[:1] != "." or not _INITIAL_GAP.fullmatch(gap):
                break
            begin, initials = word.start, initials + word.text
        return begin if name.is_person and any(_begins(initial, name) for initial in initials) else start

    def _counts(self, run: _Run, text: str, words: Sequence[Word], own: Collection[str]) -> bool:
        """Whether the words are a name there, and not only words."""
        found = words[run.start : run.end]
        is_known = not all(self._is_ordinary(word.text) for word in found)
        if not run.name.is_person:
            return found[0].is_capital or run.name.words[0][0].islower() or (is_known and _are_small(found))
        if len(run.positions) > 1:
            return is_known or any(word.is_capital for word in found)
        (position,) = run.positions
        if not (run.name.tells(position) or run.name.pseudonym in own):
            return False
        is_meant = run.name.pseudonym in own or run.name.is_listed
        if not found[0].is_capital:
            return is_meant and self._is_small_surname(found[0].text, run.name, position)
        if not is_meant:
            return not self._is_ordinary(found[0].text) and find_country(found[0].text) is None
        if run.name.tells(position) and len(found[0].text) >= _LONG:
            return True
        return self._is_meant(found[0], text)

    def _is_meant(self, word: Word, text: str) -> bool:
        """Whether a capital says that a name is meant, which may be a word."""
        if not self._is_ordinary(word.text):
            return True
        if word.is_shouted:
            return not self.vocabulary.is_ordinary(word.text, COMMON)  # "WE WILL SEE"
        return not _OPENS.search(text[max(0, word.start - _WINDOW) : word.start])

    def _is_ordinary(self, word: str) -> bool:
        """Whether several interviews have it in small letters: in one alone, it may be the name itself."""
        return self.vocabulary.is_ordinary(word, _SEVERAL)

    def _is_small_surname(self, word: str, name: Name, position: int) -> bool:
        return (
            name.tells(position)
            and len(word) >= _SMALL_LONG
            and bare(name.words[position]) in read_forms(word).exact
            and not self._is_ordinary(word)
        )


def _are_small(words: Sequence[Word]) -> bool:
    return not any(word.is_capital for word in words)


def _begins(initial: str, name: Name) -> bool:
    sounds = {sound[0] for sound in read_forms(initial).sounds}
    return any(
        bare(word)[0] == bare(initial) or sounds & {s[0] for s in read_forms(word).sounds} for word in name.words
    )


def _choose(pseudonyms: set[str], own: Collection[str]) -> str:
    meant = pseudonyms.intersection(own) or pseudonyms
    return min(meant) if len(meant) == 1 else UNKNOWN

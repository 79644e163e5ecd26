"""Names in a text: which stretches of words are one, whose, and which are only words."""

import re
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from hrdcorpus.knowledge.cldr import find_country
from hrdcorpus.naming.forms import read_forms
from hrdcorpus.naming.words import Word, bare
from hrdcorpus.release.pseudonyms.names import COMMON, Name, Names, Vocabulary
from hrdcorpus.release.pseudonyms.neighbours import Neighbours, is_dotted, opens
from hrdcorpus.release.pseudonyms.passages import BESIDE, Passage, split_parts
from hrdcorpus.release.pseudonyms.runs import Run, begins, list_runs

UNKNOWN = "[name]"  # where a name may be that of several people, or of somebody who is not known

Span = tuple[int, int, str]  # start, end, and what stands in its place

_TAG = re.compile(r"[#＃]\w*$")
_TAG_WINDOW = 40  # the same for a hashtag that it is a part of
_LONG = 4  # letters of a surname that is one even where a sentence begins, and in other languages than the person's
_SMALL_LONG = 5  # the same in small letters, or as a part of a longer word
_SEVERAL = 2  # interviews
_INITIALS = range(2, 4)  # of a name that has nothing else


class NameFinder(Struct, frozen=True):
    """What it takes to find names."""

    names: Names
    vocabulary: Vocabulary

    @property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self.names, self.vocabulary)

    def find(self, text: str, own: Collection[str] = (), language: str = "") -> Iterator[Span]:
        """The names in a text of the interview with the people whose pseudonyms are `own`, in order."""
        yield from self._find_literals(text)
        passage = Passage(text, split_parts(text, self.names), own, language)
        at = 0
        while at < len(passage.words):
            found = self._find_initials(passage, at) or self._find_run(passage, at) or self._find_joined(passage, at)
            if found:
                at, span = found
                yield span
            else:
                at += 1

    def _find_literals(self, text: str) -> Iterator[Span]:
        for literal, pseudonyms in self.names.literals.items():
            if literal[0] in text:
                pattern = r"\s*".join(map(re.escape, literal))
                for match in re.finditer(pattern, text):
                    yield match.start(), match.end(), _choose(pseudonyms, ())

    def _find_run(self, passage: Passage, at: int) -> tuple[int, Span] | None:
        """The longest name that begins there, with the number of the word after it."""
        runs = [run for run in list_runs(self.names, passage, at) if self._counts(run, passage)]
        if not runs:
            return None
        end = max(run.end for run in runs)
        best = [run for run in runs if run.end == end]
        meant = {run.name.pseudonym for run in best if self._neighbours.is_sure(run, passage)}
        begin = min(run.begin for run in best)
        return end, (begin, passage.words[end - 1].end, _choose(meant, passage.own) if meant else UNKNOWN)

    def _find_joined(self, passage: Passage, at: int) -> tuple[int, Span] | None:
        """A name inside a word, which is taken whole: "#freerosaomarova". Of whom a mere surname is, nobody knows."""
        text, words, end = passage.text, passage.words, at + 1
        while end < len(words) and text[words[end - 1].end : words[end].start] == "_":
            end += 1
        start, stop = words[at].start, words[end - 1].end
        is_tag = bool(_TAG.search(text[max(0, start - _TAG_WINDOW) : start]))
        if self.vocabulary.is_ordinary(words[at].text, COMMON):
            return None
        if whole := self.names.find_joined(text[start:stop], is_tag=False):
            return end, (start, stop, _choose(whole, passage.own))
        return (end, (start, stop, UNKNOWN)) if self.names.find_joined(text[start:stop], is_tag=is_tag) else None

    def _find_initials(self, passage: Passage, at: int) -> tuple[int, Span] | None:
        """The initials of one who is interviewed, and nothing else: "R. O."."""
        text, words = passage.text, passage.words
        near, end = words[at : at + _INITIALS.stop], at
        for last, word in zip([None, *near], near, strict=False):
            if not is_dotted(word, text) or (last and not _follows(last, word, text)):
                break
            end += 1
        found = words[at:end]
        if len(found) not in _INITIALS or find_country("".join(word.text for word in found)):
            return None
        is_namelike = self._neighbours.is_namelike
        before, after = words[at - 1 : at] if at else [], words[end : end + 1]
        if any(BESIDE.fullmatch(text[word.end : found[0].start]) and is_namelike(word, found[0]) for word in before):
            return None
        if any(_follows(found[-1], word, text) and is_namelike(word, found[0]) for word in after):
            return None
        names = (name for pseudonym in passage.own for name in self.names.list_names(pseudonym))
        meant = {name.pseudonym for name in names if _are_initials(found, name)}
        if not meant or text[max(0, found[0].start - 2) : found[0].start].rstrip()[-1:].isdigit():  # "9 A.M."
            return None
        rest = text[found[-1].end + 1 :].lstrip()[:1]
        # The full stop goes with them, unless it is the sentence's.
        stop = found[-1].end + (rest.islower() or (rest != "" and rest in ",;:)'’"))
        return end, (found[0].start, stop, _choose(meant, passage.own))

    def _counts(self, run: Run, passage: Passage) -> bool:
        """Whether the words are a name there, and not only words."""
        found, name = passage.words[run.first : run.end], run.name
        is_known = not all(self._is_ordinary(word.text) for word in found)
        if not name.is_person:
            return found[0].is_capital or name.words[0][0].islower() or (is_known and _are_small(found))
        if len(run.positions) > 1:
            return is_known or any(word.is_capital for word in found)
        (position,), word, is_own = run.positions, found[0], name.pseudonym in passage.own
        if not name.stands_alone(position, is_own=is_own) or (
            _is_part(word, passage.text) and not self._is_long(run, word)
        ):
            return False
        if run.has_initials and position and word.is_capital:
            return True
        is_meant = is_own or name.is_listed
        if not word.is_capital:
            return is_meant and self._is_small_surname(word.text, name, position)
        if not is_meant:
            is_foreign = len(word.text) < _LONG and passage.language != name.language
            return not is_foreign and not self._is_ordinary(word.text) and find_country(word.text) is None
        if name.tells(position) and len(word.text) >= _LONG:
            return True
        return self._is_meant(word, passage.text)

    def _is_long(self, run: Run, word: Word) -> bool:
        return len(word.text) >= _SMALL_LONG and all(map(run.name.tells, run.positions))

    def _is_meant(self, word: Word, text: str) -> bool:
        """Whether a capital says that a name is meant, which may be a word."""
        if not self._is_ordinary(word.text):
            return True
        if word.is_shouted:
            return not self.vocabulary.is_ordinary(word.text, COMMON)  # "WE WILL SEE"
        return not opens(word, text)

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


def _is_part(word: Word, text: str) -> bool:
    """Whether the word is a part of a longer one that is no hashtag: "Donald" of "McDonald"."""
    is_inside = text[word.start - 1 : word.start].isalpha() or text[word.end : word.end + 1].isalpha()
    return is_inside and not _TAG.search(text[max(0, word.start - _TAG_WINDOW) : word.start])


def _follows(word: Word, following: Word, text: str) -> bool:
    gap = text[word.end : following.start]
    return gap[:1] == "." and bool(BESIDE.fullmatch(gap[1:]))


def _are_initials(found: Sequence[Word], name: Name) -> bool:
    """Whether these are the given name's first letter and the surname's, in either order, with others between."""
    first, last = found[0].text, found[-1].text
    given, surnames = name.words[0], name.words[1:]
    return (
        name.is_person
        and name.last > 0
        and (
            (begins(first, given) and begins(last, *surnames))
            or (begins(first, *surnames) and begins(found[1].text, given))
        )
    )


def _choose(pseudonyms: Collection[str], own: Collection[str]) -> str:
    meant = {each for each in pseudonyms if each in own} or set(pseudonyms)
    return min(meant) if len(meant) == 1 else UNKNOWN

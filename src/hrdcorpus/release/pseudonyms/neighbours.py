"""The words beside a name in a text: whether they make it that of somebody else."""

import re

from msgspec import Struct

from hrdcorpus.knowledge.cldr import find_country
from hrdcorpus.naming.words import Word, bare
from hrdcorpus.release.pseudonyms.names import Names, Vocabulary
from hrdcorpus.release.pseudonyms.passages import BESIDE, Passage, find_before, find_behind
from hrdcorpus.release.pseudonyms.rules import list_births, list_courtesies
from hrdcorpus.release.pseudonyms.runs import Run, begins, goes_on

_INVERTED = re.compile(r",\s|\s\(")  # between a surname and the given name of it
_OPENS = re.compile(r"(?:^|[^\w\s,;)\]'’])[\s\"'«“„‘(]*$")  # what a sentence may begin after
_WINDOW = 12  # characters before a word that tell whether it begins a sentence


class Neighbours(Struct, frozen=True):
    """What it takes to tell whether a word beside a name is a name."""

    names: Names
    vocabulary: Vocabulary

    def is_sure(self, run: Run, passage: Passage) -> bool:
        """Whether it is this person: no other name stands beside a part of the name, and the part is no second name."""
        name = run.name
        if not name.is_person or (name.is_listed and len(name.words) == 1):
            return True
        if name.last not in run.positions and 0 not in run.positions and name.pseudonym not in passage.own:
            return False
        if len(name.words) > 1 and {0, name.last} <= run.positions:
            return True
        words, at = passage.words, run.start
        while at and words[at - 1].start >= run.begin:  # an initial may be that of a middle name
            at -= 1
        before = None if 0 in run.positions else find_before(passage, at, run.begin)
        if before and self._is_stranger_before(before, run, passage):
            return False
        return run.has_initials or not self._has_stranger_behind(run, passage)

    def is_namelike(self, word: Word, beside: Word) -> bool:
        """Whether a word with a capital, that stands beside a name, may be a name as well."""
        return (
            word.text[0].isupper()
            and len(word.text) > 1
            and (beside.is_shouted or not word.is_shouted or len(beside.text) == 1)
            and not self.vocabulary.is_ordinary(word.text, 1)
            and bare(word.text) not in list_courtesies()
            and find_country(word.text) is None
        )

    def _is_stranger_before(self, word: Word, run: Run, passage: Passage) -> bool:
        """Whether the word before a surname makes it another's: Dina Karimova, D. Karimova, Dina K. Karimova."""
        if len(word.text) > 1:
            return bare(word.text) in list_births() or self.is_namelike(word, passage.words[run.start])
        is_word = self.vocabulary.is_ordinary(word.text, 1) and opens(word, passage.text)
        is_initial = is_dotted(word, passage.text) or not is_word
        is_other = is_initial and word.text.isupper() and not begins(word.text, *run.name.given)
        return is_other and bare(word.text) not in list_courtesies(passage.language)

    def _has_stranger_behind(self, run: Run, passage: Passage) -> bool:
        """Whether the word behind the run makes it another's name: Dina Karimova; Karimova, Dina; Karimova (Dina)."""
        text, words, first = passage.text, passage.words, passage.words[run.start]
        if 0 in run.positions:
            word = find_behind(passage, run.end)
            return word is not None and self.is_namelike(word, first)
        if run.end == len(words):
            return False
        word, gap = words[run.end], text[words[run.end - 1].end : words[run.end].start]
        if not (BESIDE.fullmatch(gap) or _INVERTED.fullmatch(gap)):
            return False
        if is_dotted(word, text):
            return "," not in gap or not goes_on(self.names, passage, run.end)
        return self.is_namelike(word, first) and ("," not in gap or not self._is_surname(word))

    def _is_surname(self, word: Word) -> bool:
        """Whether it is known as a surname, and as nothing else: then it stands behind another in a list."""
        places = [(self.names.names[number], position) for number, position in self.names.find_places(word.text)]
        return bool(places) and all(name.tells(position) for name, position in places)


def opens(word: Word, text: str) -> bool:
    """Whether a sentence may begin with the word."""
    return bool(_OPENS.search(text[max(0, word.start - _WINDOW) : word.start]))


def is_dotted(word: Word, text: str) -> bool:
    """Whether the word is an initial with its full stop."""
    return len(word.text) == 1 and word.text.isupper() and text[word.end : word.end + 1] == "."

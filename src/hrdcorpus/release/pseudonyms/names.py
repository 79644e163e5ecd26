"""Names made ready to be found, and the words of a text that may be theirs."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hrdcorpus.release.pseudonyms.forms import bare, list_name_keys, list_text_keys

# Letters and digits with their marks, what nobody sees (soft hyphens, joiners), and apostrophes inside.
_HIDDEN = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = rf"[^\W_][\u0300-\u036f{_HIDDEN}]*"
_WORD = re.compile(rf"(?:{_LETTER})+(?:['’ʼ‘`](?:{_LETTER})+)*")
_LONGEST = 80  # letters; what is longer is no word
_POSSESSIVE = re.compile(r"['’ʼ‘`][sS]$")
# Scripts whose words are not parted, or take other words before and after them: a name is looked for as it stands.
_WHOLE = re.compile("[\u0590-\u10ff\u1780-\u1aff\u3040-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its place, without a possessive `'s`."""

    text: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital, or its script has none."""
        return not self.text[0].islower()

    @property
    def is_shouted(self) -> bool:
        """Whether it is in capitals throughout."""
        return len(self.text) > 1 and self.text.isupper()


@dataclass(frozen=True, slots=True)
class Name:
    """A name and its pseudonym.

    A person's name (`is_person`) is also found by its parts: all but the given name in every text, and that too in
    the person's own interview. A name of one word is a given name, unless it `is_listed` by the user.
    """

    pseudonym: str
    words: tuple[str, ...]
    is_person: bool
    is_listed: bool

    def tells(self, position: int) -> bool:
        """Whether the word at this place stands for the person in anybody's interview."""
        return self.is_person and (self.is_listed if len(self.words) == 1 else position > 0)

    def is_particle(self, position: int) -> bool:
        """Whether the word there is a small one, "de", that stands for nobody."""
        return self.is_person and self.words[position][0].islower()


def split_words(text: str) -> list[Word]:
    """The words of a text, in order."""
    words = []
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        words.append(Word(word, match.start(), match.start() + len(word)))
    return words


COMMON = 1_000  # interviews that a word of the program's own lists counts as having

Place = tuple[int, int]  # a name's number, and the position in it


@dataclass(slots=True)
class Names:
    """The names there are, to look words up in."""

    names: list[Name] = field(default_factory=list)
    literals: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _index: dict[str, set[Place]] = field(default_factory=lambda: defaultdict(set))
    _found: dict[str, frozenset[Place]] = field(default_factory=dict)

    def add(self, text: str, pseudonym: str, *, is_person: bool, is_listed: bool) -> None:
        """One name in one form."""
        if _WHOLE.search(text):
            self.literals["".join(text.split())].add(pseudonym)
        words = tuple(word.text for word in split_words(text))
        if not words:
            return
        self._put(Name(pseudonym, words, is_person, is_listed))
        capitals = [word for word in words if word[0].isupper()]
        if is_person and len(capitals) > 1:  # "#IrinaExample"
            self._put(Name(pseudonym, ("".join(capitals),), False, is_listed))
            self._put(Name(pseudonym, ("".join(reversed(capitals)),), False, is_listed))

    def find_places(self, word: str) -> frozenset[Place]:
        """Which names' words a word of a text may be."""
        if word not in self._found:
            keys = list_text_keys(word) if len(word) <= _LONGEST else ()
            self._found[word] = frozenset().union(*(self._index.get(key, ()) for key in keys))
        return self._found[word]

    def is_person(self, word: str) -> bool:
        """Whether a word of a text may be one of a person's name."""
        places = ((self.names[number], position) for number, position in self.find_places(word))
        return any(name.is_person and not name.is_particle(position) for name, position in places)

    def _put(self, name: Name) -> None:
        number = len(self.names)
        self.names.append(name)
        self._found.clear()
        for position, word in enumerate(name.words):
            for key in list_name_keys(word, name.tells(position)):
                self._index[key].add((number, position))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in small letters, with how many interviews have each."""

    counts: Mapping[str, int]

    def is_ordinary(self, word: str, least: int) -> bool:
        """Whether at least so many interviews have the word in small letters."""
        return self.counts.get(bare(word), 0) >= least


def count_small_words(texts: Iterable[Iterable[str]], known: Iterable[str]) -> Vocabulary:
    """The vocabulary of interviews, each given as its texts; the `known` words count as if many had them."""
    counts: dict[str, int] = defaultdict(int)
    for interview in texts:
        small = {bare(word.text) for text in interview for word in split_words(text) if word.text[0].islower()}
        for word in small:
            counts[word] += 1
    return Vocabulary(dict(counts) | {bare(word): COMMON for word in known})

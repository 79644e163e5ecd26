"""Names made ready to be found, and the words of a text that may be theirs."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct, field

from hrdcorpus.naming.forms import list_counterparts, list_sounds, read_forms
from hrdcorpus.naming.words import bare, split_words

_LONGEST = 80  # letters; what is longer is no word
_SHORT_WORD = 3  # letters: at most so many has a part of a name that is no name
_JOINED = 5  # letters of a name that is looked for inside words, at least
_SHORT = 4  # sounds; what has fewer is often another word's sound too: "An", «Анна»
# Scripts whose words are not parted, or take other words before and after them: a name is looked for as it stands.
_WHOLE = re.compile("[\u0590-\u10ff\u1780-\u1aff\u3040-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")


class Name(Struct, frozen=True):
    """A name and its pseudonym, and the language of the person's interview.

    A person's name (`is_person`) is also found by its parts: the surname in every text, and the given name too in the
    person's own interview. A name of one word is a given name, unless it `is_listed` by the user.
    """

    pseudonym: str
    words: tuple[str, ...]
    is_person: bool
    is_listed: bool
    language: str

    @property
    def last(self) -> int:
        """The position of the last word that is no particle."""
        return max((place for place in range(len(self.words)) if not self.is_particle(place)), default=0)

    @property
    def given(self) -> tuple[str, ...]:
        """The words before the surname that are no particles; the only word of a name that has but one."""
        before = range(self.last or 1)
        return tuple(self.words[place] for place in before if not self.is_particle(place))

    def tells(self, position: int) -> bool:
        """Whether the word at this place is not the given name."""
        return self.is_person and (self.is_listed if len(self.words) == 1 else position > 0)

    def stands_alone(self, position: int, *, is_own: bool) -> bool:
        """Whether the word there may stand for the person, in the own interview or not; "Al" of "Al-Hadidi" never."""
        is_whole = len(self.words[position]) > _SHORT_WORD or position in (0, self.last)
        return is_whole and (is_own or self.tells(position))

    def is_particle(self, position: int) -> bool:
        """Whether the word there is a small one, "de", that stands for nobody."""
        return self.is_person and self.words[position][0].islower()


COMMON = 1_000  # interviews that a word of the program's own lists counts as having

Place = tuple[int, int]  # a name's number, and the position in it


class Names(Struct):
    """The names there are, to look words up in."""

    names: list[Name] = field(default_factory=list)
    literals: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _index: dict[str, set[Place]] = field(default_factory=lambda: defaultdict(set))
    _found: dict[str, frozenset[Place]] = field(default_factory=dict)
    _joined: dict[str, set[tuple[str, str, bool]]] = field(default_factory=lambda: defaultdict(set))
    _of: dict[str, list[Name]] = field(default_factory=lambda: defaultdict(list))

    def add(self, text: str, pseudonym: str, *, is_person: bool, is_listed: bool, language: str = "") -> None:
        """One name in one form, of somebody whose interview is in this language."""
        if _WHOLE.search(text):
            self.literals["".join(text.split())].add(pseudonym)
        words = tuple(word.text for word in split_words(text))
        if not words:
            return
        name = Name(pseudonym, words, is_person, is_listed, language)
        self._put(name)
        self._of[pseudonym].append(name)
        if is_person and len(words) > 1:
            given, surname = words[0], words[name.last]
            for rest in {surname, "".join(words[1:])}:
                self._put_joined(given + rest, pseudonym, is_whole=True)
                self._put_joined(rest + given, pseudonym, is_whole=True)
            for form in (bare(surname), *list_counterparts(bare(surname))):
                self._put_joined(form, pseudonym, is_whole=False)

    def list_names(self, pseudonym: str) -> Sequence[Name]:
        """The names with this pseudonym."""
        return self._of.get(pseudonym, ())

    def find_joined(self, word: str, *, is_tag: bool) -> frozenset[str]:
        """The pseudonyms of those whose given name and surname are in the word; of a hashtag, the surname is enough."""
        sounds = list_sounds([bare(word)]) if _JOINED <= len(word) <= _LONGEST else ()
        return frozenset(
            pseudonym
            for sound in sounds
            for at in range(len(sound) - _JOINED + 1)
            for joined, pseudonym, is_whole in self._joined.get(sound[at : at + _JOINED], ())
            if (is_whole or is_tag) and sound.startswith(joined, at)
        )

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

    def _put_joined(self, text: str, pseudonym: str, *, is_whole: bool) -> None:
        for sound in list_sounds([bare(text)]):
            if len(sound) >= (_JOINED + 2 if is_whole else _JOINED):  # "annali" is a word
                self._joined[sound[:_JOINED]].add((sound, pseudonym, is_whole))

    def _put(self, name: Name) -> None:
        number = len(self.names)
        self.names.append(name)
        self._found.clear()
        for position, word in enumerate(name.words):
            for key in list_name_keys(word, name.tells(position)):
                self._index[key].add((number, position))


class Vocabulary(Struct, frozen=True):
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


@cache
def list_name_keys(word: str, is_surname: bool) -> frozenset[str]:
    """What is looked up for a word of a name. A short one is found by its letters, or by sound in another script."""
    keys: set[str] = set()
    for form in (bare(word), *(list_counterparts(bare(word)) if is_surname else ())):
        forms = read_forms(form)
        sounds = list_sounds(forms.singular)
        length = max(map(len, sounds), default=0)
        keys |= {f"={text}" for text in forms.singular}
        if length < _SHORT:
            keys |= {f"{_name_script(not forms.is_cyrillic)}:{sound}" for sound in sounds if len(sound) == length}
        else:
            keys |= {sound for sound in sounds if len(sound) >= _SHORT}
    return frozenset(keys)


def list_text_keys(word: str) -> Iterator[str]:
    """What a word of a text is looked up by."""
    forms = read_forms(word)
    yield from (f"={text}" for text in forms.exact)
    yield from forms.sounds
    yield from (f"{_name_script(forms.is_cyrillic)}:{sound}" for sound in forms.sounds)


def _name_script(is_cyrillic: bool) -> str:
    return "cyrillic" if is_cyrillic else "other"

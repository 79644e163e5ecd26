"""A text as words, and what may stand between the words of one name."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from msgspec import Struct

from hrdcorpus.knowledge.title_files import load_title_files
from hrdcorpus.naming.forms import list_sounds
from hrdcorpus.naming.words import Word, bare, split_words
from hrdcorpus.release.pseudonyms.names import Names

BESIDE = re.compile(r"\s{0,2}|[-‐‑_]")  # between a given name and a surname
_NICKNAME = r"\s{1,2}(?:[\"'«“„‘][^\n\"«»“”„()]{1,40}[\"'»”“’]|\([^\n()]{1,40}\))\s{1,2}"
_NICKNAME_BEFORE, _NICKNAME_BEHIND = re.compile(_NICKNAME + r"$"), re.compile(_NICKNAME)
_LONGEST_NICKNAME = 46  # characters, with what is around it
_MOST_JOINTS = 10  # in one word
_APOSTROPHES = "'’ʼ‘`"


class Passage(Struct, frozen=True):
    """A text with its words, of an interview in this language with the people whose pseudonyms are `own`."""

    text: str
    words: Sequence[Word]
    own: Collection[str]
    language: str


def split_parts(text: str, names: Names) -> list[Word]:
    """The words of a text. One that is no name is parted where letters show that it is several: "FreeRosaOmarova"."""
    words: list[Word] = []
    for word in split_words(text):
        joints = [] if word.text.islower() and word.text.isalpha() else list(_list_joints(word.text))[:_MOST_JOINTS]
        is_elided = word.text[0].islower() and any(word.text[at + 1 : at + 2].isupper() for at in joints)  # "d'Example"
        if not joints or (names.find_places(word.text) and not is_elided):
            words.append(word)
            continue
        places = (0, *joints, len(word.text))
        at = 0
        while at < len(places) - 1:  # "McExample" is one word of a name
            ends = range(len(places) - 1 - (at == 0), at, -1)
            end = next((end for end in ends if names.find_places(word.text[places[at] : places[end]])), at + 1)
            part = word.text[places[at] : places[end]]
            start = word.start + places[end] - len(part.lstrip(_APOSTROPHES))
            if part.strip(_APOSTROPHES):
                words.append(Word(part.strip(_APOSTROPHES), start, start + len(part.strip(_APOSTROPHES))))
            at = end
    return words


def _list_joints(word: str) -> Iterator[int]:
    for place, (before, after) in enumerate(pairwise(word), start=1):
        is_last_capital = before.isupper() and after.isupper() and word[place + 1 : place + 2].islower()  # "HRDRosa"
        is_raised = is_last_capital or (before.islower() and after.isupper())
        if is_raised or before.isdigit() != after.isdigit() or after in _APOSTROPHES:
            yield place


def find_before(passage: Passage, at: int, begin: int) -> Word | None:
    """The word beside a name that begins with the word `at`, at `begin`; nicknames and particles are passed over."""
    text, words = passage.text, passage.words
    while at:
        if nickname := _NICKNAME_BEFORE.search(text, max(0, begin - _LONGEST_NICKNAME), begin):
            begin = nickname.start()
        if not (words[at - 1].end > begin or is_particle(words[at - 1].text)):
            break
        at -= 1
        begin = min(begin, words[at].start)
    if not at:
        return None
    gap = text[words[at - 1].end : begin]
    return words[at - 1] if BESIDE.fullmatch(gap[len(words[at - 1].text) == 1 and gap[:1] == "." :]) else None


def find_behind(passage: Passage, at: int) -> Word | None:
    """The word beside a given name that ends before the word `at`; nicknames and particles are passed over."""
    text, words = passage.text, passage.words
    behind = skip_nickname(passage, at)
    is_beside = behind > at
    while behind < len(words) and is_particle(words[behind].text):
        behind, is_beside = behind + 1, False
    if behind == len(words):
        return None
    return words[behind] if is_beside or BESIDE.fullmatch(text[words[behind - 1].end : words[behind].start]) else None


def skip_nickname(passage: Passage, at: int) -> int:
    """The word behind a nickname in quotation marks or brackets, where the word `at` begins one; else `at`."""
    nickname = _NICKNAME_BEHIND.match(passage.text, passage.words[at - 1].end)
    while nickname and at < len(passage.words) and passage.words[at].start < nickname.end():
        at += 1
    return at


def is_particle(word: str) -> bool:
    """Whether the word stands in small letters in the names of persons: "de", "von"; one letter is "and"."""
    return len(word) > 1 and word.islower() and not list_sounds([bare(word)]).isdisjoint(_list_particles())


@cache
def _list_particles() -> frozenset[str]:
    titles = load_title_files(files("hrdcorpus") / "resources" / "titles")
    return list_sounds(particle for file in titles for particle in file.particles)

"""Text -> stretches of words that may be one name, whatever their order, case, script and spelling."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hrdcorpus.naming.forms import is_patronymic, read_forms
from hrdcorpus.naming.rules import load_name_rules
from hrdcorpus.naming.words import Word, bare, split_words
from hrdcorpus.release.pseudonyms.names import Name, Names

_GAP = re.compile(r"\s{1,3}|\s?[-‐‑‒–_/]\s?|,\s?|\.?")  # between two words of a person's name; "rosa.omarova" is one
_WIDE_GAP = re.compile(r"[^\w.!?]{0,4}|\.\s?")  # the same of another name, whose listed form may hold quotation marks
_INITIAL_GAP = re.compile(r"\.?\s?|[-‐‑]")
_SHORTENED = 2  # letters of a word of a name that a full stop may follow
_MOST_JOINTS = 10  # in one word
_APOSTROPHES = "'’ʼ‘`"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its words, of an interview in this language with the people whose pseudonyms are `own`."""

    text: str
    words: Sequence[Word]
    own: Collection[str]
    language: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words `start` to `end` of a passage, exclusive, that are words of the name at these positions.

    `first` is the first of them that is no particle; `begin` is where it begins in the text, with initials before it.
    """

    name: Name
    start: int
    first: int
    end: int
    positions: frozenset[int]
    begin: int
    has_initials: bool


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


def list_runs(names: Names, passage: Passage, at: int) -> Iterator[Run]:
    """The names that the word `at` may begin, each as far as it goes."""
    for number, position in sorted(names.find_places(passage.words[at].text)):
        name = names.names[number]
        if name.is_person:
            if not name.is_particle(position):
                yield _extend(names, number, position, passage, at)
        elif position == 0 and (end := _find_whole(names, number, passage, at)):
            begin = passage.words[at].start
            yield Run(name, at, at, end, frozenset(range(len(name.words))), begin, has_initials=False)


def _find_whole(names: Names, number: int, passage: Passage, at: int) -> int | None:
    """Where a name that stands there word for word ends."""
    length = len(names.names[number].words)
    run = passage.words[at : at + length]
    if len(run) < length or any(
        (number, position) not in names.find_places(word.text) for position, word in enumerate(run)
    ):
        return None
    gaps = (passage.text[a.end : b.start] for a, b in pairwise(run))
    return at + length if all(_WIDE_GAP.fullmatch(gap) for gap in gaps) else None


def _extend(names: Names, number: int, position: int, passage: Passage, at: int) -> Run:
    text, words, name = passage.text, passage.words, names.names[number]
    positions, end, after, has_initials = {position}, at + 1, at + 1, False
    while after < len(words):
        last, word = words[after - 1], words[after]
        gap = text[last.end : word.start]
        places = {place for found, place in names.find_places(word.text) if found == number} - positions
        is_short = len(last.text) <= _SHORTENED and not positions.isdisjoint(
            place - 1 for place in places
        )  # "St. Clair"
        if not (_GAP.fullmatch(gap) or ((len(last.text) == 1 or is_short) and _INITIAL_GAP.fullmatch(gap))):
            break
        if new := {place for place in places if not name.is_particle(place)}:
            positions.add(min(new))
            end = after + 1
        elif _is_initial(last, word, text, name) and not ("," in gap and _goes_on(names, passage, after)):
            end, has_initials = after + 1, True
        elif length := _count_fathers(words[after : after + 2], text, is_own=name.pseudonym in passage.own):
            after, end = after + length - 1, after + length
        elif len(name.words) - 1 in places:  # "Example uulu"
            end = after + 1
        elif not places:
            break
        after += 1
    start = _take_particles(names, number, position, passage, at)
    begin = _find_initials_before(passage, start, name)
    return Run(name, start, at, end, frozenset(positions), begin, has_initials or begin < words[start].start)


def _count_fathers(words: Sequence[Word], text: str, *, is_own: bool) -> int:
    """How many of the words are a father's name: "Ilyich", "ibn Khalid", "Marat uulu"; 0 where it is none.

    In two words it may be a family's name, too: it is a father's behind the name of one who is interviewed (`is_own`).
    """
    if words[0].is_capital and is_patronymic(words[0].text):
        return 1
    word, following = words[0], words[-1]
    descent = load_name_rules().descent
    is_before = word.text in descent.before and following.is_capital
    is_behind = word.is_capital and following.text in descent.behind
    return 2 if is_own and (is_before or is_behind) and text[word.end : following.start].isspace() else 0


def _take_particles(names: Names, number: int, position: int, passage: Passage, at: int) -> int:
    """Where the small words begin that stand before this word of the name, all of them: "de la" of "de la Example"."""
    name, start = names.names[number], at
    while position and name.is_particle(position - 1):
        position, start = position - 1, start - 1
        if start < 0 or (number, position) not in names.find_places(passage.words[start].text):
            return at
        if not _GAP.fullmatch(passage.text[passage.words[start].end : passage.words[start + 1].start]):
            return at
    return start


def _is_initial(last: Word, word: Word, text: str, name: Name) -> bool:
    """Whether the word after `last` is an initial of the name."""
    is_second = len(last.text) == 1
    is_dotted = is_second or text[word.end : word.end + 1] == "."
    return len(word.text) == 1 and word.is_capital and is_dotted and (is_second or begins(word.text, *name.words))


def _goes_on(names: Names, passage: Passage, at: int) -> bool:
    """Whether a word with a capital, or of a known name, follows the initials there: then they are of that name."""
    words, text = passage.words, passage.text
    while at + 1 < len(words) and len(words[at].text) == 1 and words[at].is_capital:
        if not _INITIAL_GAP.fullmatch(text[words[at].end : words[at + 1].start]):
            return False
        at += 1
    return len(words[at].text) > 1 and (words[at].is_capital or bool(names.find_places(words[at].text)))


def _find_initials_before(passage: Passage, at: int, name: Name) -> int:
    """Where the initials before a person's name begin: "I. P. Example"."""
    start = begin = passage.words[at].start
    initials = ""
    for word in reversed(passage.words[max(0, at - 2) : at]):
        gap = passage.text[word.end : begin]
        if len(word.text) > 1 or not word.is_capital or gap[:1] != "." or not _INITIAL_GAP.fullmatch(gap):
            break
        begin, initials = word.start, initials + word.text
    return begin if any(begins(initial, *name.words) for initial in initials) else start


def begins(initial: str, *words: str) -> bool:
    """Whether one of the words begins so, in its own script or in another."""
    sounds = {sound[0] for sound in read_forms(initial).sounds}
    return any(
        bare(word)[0] == bare(initial) or not sounds.isdisjoint(s[0] for s in read_forms(word).sounds) for word in words
    )

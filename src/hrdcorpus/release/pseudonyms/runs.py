"""Text -> stretches of words that may be one name, whatever their order, case, script and spelling."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from hrdcorpus.naming.forms import is_patronymic, read_forms
from hrdcorpus.naming.rules import load_name_rules
from hrdcorpus.naming.words import Word, bare
from hrdcorpus.release.pseudonyms.names import Name, Names
from hrdcorpus.release.pseudonyms.passages import Passage, is_particle, skip_nickname

_GAP = re.compile(r"\s{1,3}|\s?[-‐‑‒–_/]\s?|,\s?|\.?")  # between two words of a person's name; "rosa.omarova" is one
_WIDE_GAP = re.compile(r"[^\w.!?]{0,4}|\.\s?")  # the same of another name, whose listed form may hold quotation marks
_INITIAL_GAP = re.compile(r"\.?\s?|[-‐‑]")
_SHORTENED = 2  # letters of a word of a name that a full stop may follow


class Run(Struct, frozen=True):
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
    while (behind := skip_nickname(passage, after)) < len(words):
        last, word = words[after - 1], words[behind]
        gap = " " if behind > after else text[last.end : word.start]
        places = {place for found, place in names.find_places(word.text) if found == number} - positions
        new = {place for place in places if not name.is_particle(place)}
        is_short = len(last.text) <= _SHORTENED and not positions.isdisjoint(
            place - 1 for place in places
        )  # "St. Clair"
        is_apart = not (_GAP.fullmatch(gap) or ((len(last.text) == 1 or is_short) and _INITIAL_GAP.fullmatch(gap)))
        if is_apart or (behind > after and not new and not is_particle(word.text)):
            break
        after = behind
        if new:
            positions.add(min(new))
            end = after + 1
        elif _is_initial(last, word, text, name) and not ("," in gap and goes_on(names, passage, after)):
            end, has_initials = after + 1, True
        elif length := _count_fathers(words[after : after + 2], text, is_own=name.pseudonym in passage.own):
            after, end = after + length - 1, after + length
        elif len(name.words) - 1 in places:  # "Example uulu"
            end = after + 1
        elif not places and not is_particle(word.text):
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
    return len(word.text) == 1 and word.is_capital and is_dotted and (is_second or begins(word.text, *name.given))


def goes_on(names: Names, passage: Passage, at: int) -> bool:
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
    return begin if any(begins(initial, *name.given) for initial in initials) else start


def begins(initial: str, *words: str) -> bool:
    """Whether one of the words begins so, in its own script or in another."""
    sounds = {sound[0] for sound in read_forms(initial).sounds}
    return any(
        bare(word)[0] == bare(initial) or not sounds.isdisjoint(s[0] for s in read_forms(word).sounds) for word in words
    )

"""Names that the text spells in another way than the title. Nothing is corrected: a reviewer is told."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from msgspec import Struct

from hrdcorpus.naming.comparing import count_edits, is_derived
from hrdcorpus.naming.forms import read_forms
from hrdcorpus.naming.words import Word, bare, cut_possessive
from hrdcorpus.records.form import Interviewee
from hrdcorpus.text.folding import fold
from hrdcorpus.text.lookalikes import is_mixed
from hrdcorpus.text.patterns import compile_later

_CAPITALS = "".join(c for c in map(chr, range(0x530)) if c.isupper())  # Latin, Greek and Cyrillic
_LETTER = r"[^\W\d_]"
# The capital stands before the check of what precedes it, so that the search can skip from one to the next.
_CAPITALISED = re.compile(rf"[{_CAPITALS}](?<!\w.)(?:{_LETTER}|[-'’](?={_LETTER}))*")
_CAPITAL_BEFORE = compile_later(rf"(?<!\S)[{_CAPITALS}](?:\S*[^\W_]|\S)?\s+$")  # "Olga", "O.", but not "So,"
_CAPITAL_AFTER = compile_later(rf"\s+[{_CAPITALS}]")
_QUOTED = re.compile(r"[\"«“„]([^\"«»“”„]+)[\"»“”]")
_GAP = compile_later(r"[\s\"«»“”„]{1,3}")  # what may stand between two words of one name, wherever they stand in it
_LONGEST_GAP = 40  # characters between two words of one name
_SHORTEST_ALONE = 6  # letters of a surname that is recognised without the first name

_Edits = dict[int, int]  # which words of a name a word may be, by position, and by how many letters it differs


class NameDifference(Struct, frozen=True):
    """`shown` in the title and `found` in the text with this index, both verbatim."""

    shown: str
    found: str
    index: int


class _Name(NamedTuple):
    """A name of the title: its capitalised words, and the positions of those that are recognised alone."""

    text: str
    words: list[Word]
    alone: set[int]
    is_person: bool


class _Hit(NamedTuple):
    """A word of a text that is, in some spelling, the name's word at `position`."""

    word: Word
    position: int
    edits: int


def find_name_differences(interviewee: Interviewee, texts: Iterable[str]) -> tuple[NameDifference, ...]:
    """Spellings of the interviewee's or the organisation's name that differ a little from the title's, each once.

    What differs is a word by one letter, or a long one by two, next to another word of the name; or a surname alone
    by one letter. Case, possessives, plurals and Russian endings make no difference; a Cyrillic letter in a Latin
    word does.
    """
    texts = list(texts)
    words = set(chain.from_iterable(map(_CAPITALISED.findall, texts)))
    told: set[str] = set()
    differences: list[NameDifference] = []
    for name in _read_names(interviewee):
        edits = {word: alike for word in words if (alike := _compare(cut_possessive(word), name))}
        suspects = [word for word, alike in edits.items() if any(alike.values())]  # most pages have none
        for index, text in enumerate(texts if suspects else ()):
            for run in _list_runs(name, text, edits) if any(word in text for word in suspects) else ():
                new = {read_forms(hit.word.text).stem for hit in run if hit.edits} - told
                if new and _is_difference(name, run, text):
                    told |= new
                    shown = [name.words[hit.position] for hit in run]
                    start, end = min(word.start for word in shown), max(word.end for word in shown)
                    found = text[run[0].word.start : run[-1].word.end]
                    differences.append(NameDifference(name.text[start:end], found, index))
    return tuple(sorted(differences, key=lambda each: each.index))


def _read_names(interviewee: Interviewee) -> Iterator[_Name]:
    """The person's name, whose last word is recognised alone, and the organisation's, of which the quoted ones are."""
    for text, is_person in ((interviewee.name or "", True), (interviewee.organisation or "", False)):
        words = [_read_word(match) for match in _CAPITALISED.finditer(text)]
        quoted = {match.span(1) for match in _QUOTED.finditer(text)}
        alone = {len(words) - 1} if is_person else {i for i, w in enumerate(words) if (w.start, w.end) in quoted}
        yield _Name(text, words, alone, is_person)


def _read_word(match: re.Match[str]) -> Word:
    word = cut_possessive(match.group())
    return Word(word, match.start(), match.start() + len(word))


def _compare(word: str, name: _Name) -> _Edits:
    edits = ((position, count_edits(word, shown.text)) for position, shown in enumerate(name.words))
    return {position: count for position, count in edits if count is not None}


def _list_runs(name: _Name, text: str, edits: Mapping[str, _Edits]) -> Iterator[list[_Hit]]:
    """Stretches of the text that are words of the name, side by side and each once."""
    run: list[_Hit] = []
    for match in _CAPITALISED.finditer(text):
        word = _read_word(match)
        hits = [_Hit(word, position, count) for position, count in edits.get(match.group(), {}).items()]
        following = [hit for hit in hits if run and _follows(name, run, hit, text)]
        if run and not following:
            yield run
            run = []
        if hits:
            run.append(min(following or hits, key=lambda hit: hit.edits))
    if run:
        yield run


def _follows(name: _Name, run: Sequence[_Hit], hit: _Hit, text: str) -> bool:
    """Whether the hit goes on with the run: next to it, or with the same small words between as in the title."""
    last = run[-1]
    gap = text[last.word.end : hit.word.start]
    if hit.position in {each.position for each in run} or len(gap) > _LONGEST_GAP:
        return False
    if _GAP.fullmatch(gap) or (len(last.word.text) == 1 and gap.strip() == "."):
        return True
    in_title = name.text[name.words[last.position].end : name.words[hit.position].start]
    return hit.position == last.position + 1 and fold(gap) == fold(in_title)


def _is_difference(name: _Name, run: Sequence[_Hit], text: str) -> bool:
    pairs = [(hit.word.text, name.words[hit.position].text) for hit in run if hit.edits]
    if any(is_mixed(found) or is_mixed(shown) for found, shown in pairs):
        return True
    # "Kazakhstani Union" is no misspelt "Kazakhstan Union", but "Omarov" is no "Omarova".
    pairs = [pair for pair in pairs if name.is_person or not is_derived(*pair)]
    if len(run) > len(pairs):
        return bool(pairs)
    is_clear = all(min(len(bare(found)), len(bare(shown))) >= _SHORTEST_ALONE for found, shown in pairs)
    if not is_clear or all(is_derived(found, shown) for found, shown in pairs):
        return False
    hit = run[0]
    return len(run) > 1 or (hit.position in name.alone and hit.edits == 1 and not _has_neighbour(hit.word, text))


def _has_neighbour(word: Word, text: str) -> bool:
    """Whether another capitalised word or an initial stands beside it: then it may be another person's name."""
    before, after = text[max(0, word.start - _LONGEST_GAP) : word.start], text[word.end : word.end + _LONGEST_GAP]
    return bool(_CAPITAL_BEFORE.search(before) or _CAPITAL_AFTER.match(after))

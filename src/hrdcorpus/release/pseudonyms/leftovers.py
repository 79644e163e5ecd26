"""What may still be a name in pseudonymised records, and what is none any more: tables for a person to read."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.naming.words import Word, split_words
from hrdcorpus.records.form import Record
from hrdcorpus.release.pseudonyms.finding import NameFinder
from hrdcorpus.release.pseudonyms.replacing import Pseudonymiser, Replacement
from hrdcorpus.release.pseudonyms.texts import list_texts
from hrdcorpus.text.showing import escape

_PLACEHOLDER = re.compile(r"\[[\w -]+\]|HRD-\d+(\.\d+)?")
_REASONS = ("a word of a known name", "beside a pseudonym", "several words", "in a sentence", "begins a sentence")
_AFTER, _BEFORE = re.compile(r"(?:HRD-[\d.]+|\[name\])[ -]$"), re.compile(r"[ -](?:HRD-\d|\[name\])")
_NEAR = 16  # characters of a pseudonym of ours
_CONTEXT = 50  # characters on either side


class Leftover(NamedTuple):
    """Words with a capital, side by side, that may be a name; how likely is the place of the reason."""

    likelihood: int
    text: str
    interview: str
    context: str


class Group(Struct):
    """The likeliest of the leftovers with one text, how many there are, and in which interviews."""

    likeliest: Leftover
    count: int = 0
    interviews: set[str] = field(default_factory=set)


def find_leftovers(records: Iterable[Record], pseudonymiser: Pseudonymiser) -> Sequence[Group]:
    """The words in pseudonymised records that stand with a capital, those of one text together, the likeliest first.

    At the beginning of a sentence a capital tells nothing: there a word is left out that stands in small letters
    elsewhere, unless it may be one of a person's name. Scripts without capitals have no leftovers.
    """
    finder = pseudonymiser.finder
    own = {word.text for name in finder.names.names for word in split_words(name.pseudonym)}
    found: dict[str, Group] = {}
    for record in records:
        for text in list_texts(record):
            for leftover in _list_leftovers(text, record.id, finder, own):
                group = found.setdefault(leftover.text, Group(leftover))
                group.likeliest = min(group.likeliest, leftover)
                group.count += 1
                group.interviews.add(record.id)
    return sorted(found.values(), key=lambda each: (each.likeliest.likelihood, -each.count, each.likeliest.text))


def format_leftovers(leftovers: Sequence[Group]) -> bytes:
    """A table: words, count, ids, why, and the context of the likeliest place, with tabs between."""
    rows = [
        (group.likeliest.text, str(group.count), " ".join(sorted(group.interviews)),
         _REASONS[group.likeliest.likelihood], group.likeliest.context)
        for group in leftovers
    ]  # fmt: skip
    return _format_table([("word", "count", "interviews", "why", "context"), *rows])


def format_log(log: Mapping[Replacement, int]) -> bytes:
    """Rows of what was replaced by what, where, and how often. They are as secret as the key."""
    return _format_table((*replacement, str(count)) for replacement, count in sorted(log.items()))


def _format_table(rows: Iterable[Sequence[str]]) -> bytes:
    return "".join("\t".join(map(escape, row)) + "\n" for row in rows).encode()


LOG_HEADER = _format_table([("interview", "place", "found", "becomes", "count")])


def _list_leftovers(text: str, interview: str, finder: NameFinder, own: set[str]) -> Iterator[Leftover]:
    blanked = _PLACEHOLDER.sub(lambda match: "0" * len(match.group()), text)
    words = split_words(blanked)
    firsts = _list_firsts(blanked, words)
    for group in _group_capitals(blanked, [word for word in words if word.text not in own], firsts, finder):
        start, end = group[0].start, group[-1].end
        is_known = any(finder.names.is_person(word.text) for word in group)
        is_beside = _AFTER.search(text, max(0, start - _NEAR), start) or _BEFORE.match(text, end)
        reasons = (is_known, is_beside, len(group) > 1, start not in firsts, True)
        context = " ".join(text[max(0, start - _CONTEXT) : end + _CONTEXT].split())
        yield Leftover(next(n for n, is_so in enumerate(reasons) if is_so), text[start:end], interview, context)


def _list_firsts(text: str, words: Sequence[Word]) -> set[int]:
    """Where the first words of sentences stand."""
    starts = [start for start, _ in split_sentences(text)]
    return {next((word.start for word in words if word.start >= start), -1) for start in starts}


def _group_capitals(text: str, words: Sequence[Word], firsts: set[int], finder: NameFinder) -> Iterator[Sequence[Word]]:
    group: list[Word] = []
    for word in words:
        is_initial = text[word.end : word.end + 1] == "."
        is_ordinary = word.start in firsts and finder.vocabulary.is_ordinary(word.text, 1)
        is_taken = (
            word.text[0].isupper()
            and (len(word.text) > 1 or is_initial)
            and not (is_ordinary and not finder.names.is_person(word.text))
        )
        if group and not (is_taken and text[group[-1].end : word.start] in (" ", "-", ". ")):
            yield group
            group = []
        if is_taken:
            group.append(word)
    if group:
        yield group

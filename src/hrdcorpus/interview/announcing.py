"""Does a page say that somebody was talked with? By its title, its introduction, a line below, the name it calls."""

import re
from collections.abc import Iterable, Iterator, Sequence

from hrdcorpus.clues.prefixes import find_called
from hrdcorpus.interview.head import KICKER, list_titles
from hrdcorpus.interview.labels import SPOKEN, Labelled
from hrdcorpus.interview.mentions import list_capitalised
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.naming.forms import read_forms
from hrdcorpus.text.folding import is_small

_MOST_BESIDE = 8  # words of a line beside the title
_LISTED = 2  # more titles of interviews: the page is a list of them
_ABOVE = 8  # rows above the first question, and below the last one: what is farther off is of other pages
_BELOW = 4
_MOST_WORDS = 25  # of a line below the turns
_PART = re.compile(r"[^\s:.|–—][^:.|–—]*")  # of a title
_WORD = re.compile(r"\w+")
_DIGITS = "0123456789"
_CALLING = 2  # questions, within which a guest is called by name


def has_title(ledger: Sequence[Labelled], languages: Sequence[Speech]) -> bool:
    """Whether the title names an interview, or a line beside it does, and no titles of other interviews follow."""
    lines = [row for row in ledger if row.label in SPOKEN and not row.clues.ends_sentence]
    if sum(row.clues.interviewees is not None for row in lines) >= _LISTED:
        return False
    titles = list_titles(ledger)
    called = frozenset[str]().union(*(speech.interview for speech in languages))
    if any(row.rule in ("title.interview", KICKER) or row.clues.holds(called) for row in titles):
        return True
    at = next((i for i, row in enumerate(ledger) if row.label == "title"), None)
    if at is None:
        return False
    rubric = called.union(*(speech.announcing for speech in languages))
    beside = [*((row, rubric) for row in ledger[:at][-1:]), *((row, called) for row in ledger[at + 1 : at + 3])]
    return any(row.clues.holds(words) for row, words in beside if len(row.clues.words) <= _MOST_BESIDE)


def names_genre(ledger: Sequence[Labelled], languages: Sequence[Speech]) -> bool:
    """Whether the title, or a short line between it and the first question, names another kind of text: a form, a play.

    One word alone names it, or words with which a part of the line begins.
    """
    words = {genre for speech in languages for genre in speech.genres}
    phrases = tuple(f" {genre} " for genre in words if " " in genre)
    at = next((i for i, row in enumerate(ledger) if row.label == "title"), 0)
    first = next((i for i, row in enumerate(ledger) if row.label == "question"), len(ledger))
    beside = [row for row in (*ledger[max(at - 1, 0) : at], *ledger[at + 1 : first]) if not row.block.region]
    short = [row for row in beside if len(row.clues.words) <= _MOST_BESIDE and not row.clues.ends_sentence]
    asked = [row for row in ledger[first : first + 1] if row.block.heading]  # a title that asks
    titles = [*list_titles(ledger), *asked, *short]
    parts = [row.clues.part(*part.span()) for row in titles for part in _PART.finditer(row.clues.text)]
    return any(part.padded.strip() in words or part.padded.startswith(phrases) for part in parts)


def is_announced(ledger: Sequence[Labelled], languages: Sequence[Speech], *, is_titled: bool) -> bool:
    """Whether a title that names no interview, an introduction or a line below the turns says that somebody was talked
    with.
    """
    said = frozenset[str]().union(*(speech.interview | speech.announcing for speech in languages))
    spoken = [i for i, row in enumerate(ledger) if row.label in ("question", "answer")]
    if not spoken:
        return False
    above = [row for row in ledger[: spoken[0]] if row.label == "introduction" or row.is_weighed_out][-_ABOVE:]
    below = [row for row in ledger[spoken[-1] - 1 :] if row.label == "answer" or row.is_weighed_out]
    short = [row for row in below if len(row.clues.words) < _MOST_WORDS][: _BELOW + 2]
    titles = [] if is_titled else list_titles(ledger)  # else it counts as one already
    says_so = any(row.clues.holds(speech.announcing) for row in titles for speech in languages)
    return says_so or any(row.clues.holds(said) for row in (*above, *short) if not row.block.is_linked)


def calls_by_name(questions: Iterable[Sequence[Labelled]], ledger: Iterable[Labelled]) -> bool:
    """Whether one of the first questions calls somebody whose full name stands elsewhere on the page, or who is called
    so there, too ("Ms Example").

    Scripts without capitals tell no names.
    """
    texts = [" ".join(row.block.text for row in question) for question in questions][:_CALLING]
    called = [words for text in texts if (words := find_called(text))]
    stems = {_find_stem(word) for words in called for word in words}
    phrases = [" ".join(words) for words in called if len(words) > 1]
    rows = [row for row in ledger if called and row.label not in ("question", "answer")]
    return any(
        any(phrase in row.clues.plain for phrase in phrases)
        or any(not stems.isdisjoint(map(_find_stem, name)) for name in _list_full_names(row))
        for row in rows
    )


def names_voice(ledger: Sequence[Labelled]) -> bool | None:
    """Whether the full name of whom an answer's label names stands in the title, in the introduction or in the first
    question, too, in which hosts introduce their guests; None where no label names anybody, or nothing is introduced.

    A label that a number alone tells from who asks is a machine's, and names nobody ("Speaker 2").
    """
    askers = {row.speaker.rstrip(_DIGITS) for row in ledger if row.label == "question" and row.speaker}
    speakers = {row.speaker for row in ledger if row.label == "answer" and row.speaker}
    speakers = {name for name in speakers if name.rstrip(_DIGITS) not in askers}
    above = [row for row in ledger if row.label in ("title", "introduction")]
    if not speakers or all(row.label == "title" for row in above):
        return None
    first = next(i for i, row in enumerate(ledger) if row.label == "answer")
    above += [row for row in ledger[:first] if row.label == "question"]
    without_case = [name for name in speakers if name.upper() == name.lower()]
    names = [name for row in above for name in _list_full_names(row)]
    return any(name in row.clues.plain for row in above for name in without_case) or any(
        _names(speaker, name) for speaker in speakers for name in names
    )


def addresses_readers(ledger: Sequence[Labelled], speech: Speech) -> bool:
    """Whether the introduction says "you", and nobody is named: a writer's to readers."""
    said = {word for row in ledger if row.label == "introduction" for word in row.clues.words}
    return not said.isdisjoint(speech.second_person - speech.third_person) and _list_introduced(ledger) == []


def tells_of_guest(answers: Iterable[Sequence[Labelled]], ledger: Sequence[Labelled]) -> bool:
    """Whether most answers name one person whom the title or the introduction names in full: somebody else tells."""
    people = [set(map(_find_stem, name)) for name in _list_introduced(ledger) or ()]
    words = [{word for row in answer for word in _WORD.findall(row.clues.plain)} for answer in answers]
    told = [{_find_stem(word) for word in each if word[0].isupper()} if people else set[str]() for each in words]
    return any(2 * sum(not each.isdisjoint(name) for each in told) > len(told) for name in people)


def _list_introduced(ledger: Sequence[Labelled]) -> list[list[str]] | None:
    """The words of each full name in title and introduction; None where no script tells names.

    What is all of the title is none, nor is "The Train" where "the" stands in small letters elsewhere.
    """
    rows = [row for row in ledger if row.label == "title" or row.label in SPOKEN]
    small = {word for row in rows for word in row.clues.plain.split() if is_small(word[0])}
    above = [row for row in rows if row.label in ("title", "introduction")]
    found = [(row, name) for row in above for name in _list_full_names(row)]
    named = [name for row, name in found if row.label != "title" or " ".join(name) != row.clues.plain]
    return [name for name in named if small.isdisjoint(map(str.lower, name))] if small else None


def _list_full_names(row: Labelled) -> Iterator[list[str]]:
    """The words of each full name in the row."""
    text = row.clues.plain
    for start, end in list_capitalised(text, row.clues.knowledge.titles):
        words = text[start:end].split()
        if len(words) > 1 and min(map(len, words)) > 1:
            yield words


def _names(label: str, name: Sequence[str]) -> bool:
    """Whether a label names who has the full name: by its initials, or by its last word.

    Names in capitals before turns and above them are the characters of a play.
    """
    if label.isupper() and any(map(str.isupper, name)):
        return False
    letters = [letter for letter in label if letter.isalpha()]
    is_short = label.isupper() and letters == [word[0] for word in name]
    return is_short or _find_stem(label.rsplit(maxsplit=1)[-1]) in map(_find_stem, name)


def _find_stem(word: str) -> str:
    return read_forms(word).stem
